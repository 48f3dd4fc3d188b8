# Every target makes the environment when it is missing; nothing has to be set up before.
PYTHON ?= python3
ENV := .venv
BIN := $(ENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
JOBS ?= 2

.DEFAULT_GOAL := book
.PHONY: book test lint types tests test-latex test-browser deep bench gallery clean

book: $(ENV)/book.stamp
	$(BIN)/mathnn build --jobs $(JOBS)

test: lint types tests

lint: $(ENV)/test.stamp
	$(BIN)/ruff check mathnn tests benchmarks docs

types: $(ENV)/test.stamp
	$(BIN)/mypy

tests: $(ENV)/test.stamp
	$(BIN)/pytest -n $(JOBS) --dist loadgroup

test-latex: $(ENV)/test.stamp
	$(BIN)/pytest -m latex

test-browser: $(ENV)/test.stamp
	$(BIN)/pytest -m browser

deep: $(ENV)/test.stamp
	$(BIN)/pytest -m deep -n $(JOBS) --dist loadgroup

bench: $(ENV)/test.stamp
	$(BIN)/python benchmarks/speed_build.py
	$(BIN)/python benchmarks/speed_documents.py --most 10000
	$(BIN)/python benchmarks/speed_render.py

gallery: $(ENV)/test.stamp
	$(BIN)/mathnn build --to html,pdf --jobs $(JOBS)
	$(BIN)/python docs/draw_gallery.py

clean:
	rm -rf $(ENV) output/html output/pdf output/.mathnn-cache .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; '$(PYTHON)' is older or missing. Give another: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "This Python has no venv. On Debian or Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(ENV)

$(ENV)/book.stamp: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) install --constraint constraints.txt --editable .
	@$(BIN)/python -m compileall -q mathnn  # as pip does where it copies the files: a first verdict takes half the time
	@touch $@

$(ENV)/test.stamp: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) install --constraint constraints.txt --editable '.[test]'
	@$(BIN)/python -m compileall -q mathnn
	@touch $@ $(ENV)/book.stamp
