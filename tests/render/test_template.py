"""Templates call and compute nothing; what is wrong is said with its line."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from mathnn.errors import BuildError, UsageError
from mathnn.render.template import render

NAMES = {"perceptron": SimpleNamespace(decision="D", words="Markdown *words*", inner=SimpleNamespace(deep=1))}


def show(part: object, *, line: int) -> str:
    return f"[{part} at {line}]"


def refuse(part: object, *, line: int) -> str:
    raise BuildError("this is refuted")


CALLS = {"equation": show, "refuse": refuse}


def rendered(tmp_path: Path, text: str) -> str:
    path = tmp_path / "chapter.md.j2"
    path.write_text(text, encoding="utf-8")
    return render(path, CALLS, NAMES)


def test_calls_are_told_their_line_and_latex_is_left_alone(tmp_path: Path) -> None:
    text = "$\\frac{{a}}{b}$ {# no comment #} {% x %}\n<# two\nlines #>\n<< equation(perceptron.decision) >>\n"
    assert rendered(tmp_path, text) == "$\\frac{{a}}{b}$ {# no comment #} {% x %}\n\n\n[D at 4]\n"


def test_words_of_the_module_are_markdown(tmp_path: Path) -> None:
    assert rendered(tmp_path, "<< perceptron.words >>") == "Markdown *words*"


@pytest.mark.parametrize(("text", "line", "said"), [
    ("\n<< equation(perceptron.decison) >>", 2, "did you mean 'decision'?"),
    ("<< equation(percepton.decision) >>", 1, "did you mean 'perceptron'?"),
    ("\n\n<< equatoin(perceptron.decision) >>", 3, "did you mean 'equation'?"),
    ("<< equation(perceptron.inner.dep) >>", 1, "inner has no 'dep'"),
    ("<< equation(perceptron.__class__) >>", 1, "perceptron has no '__class__'"),
    ("<< 1 + 1 >>", 1, "a template only calls"),
    ("<< equation(perceptron.decision | upper) >>", 1, "computes nothing"),
    ("<< equation(1 + 1) >>", 1, "computes nothing"),
    ("<< equation(*perceptron) >>", 1, "written one by one"),
    ("<< perceptron >>", 1, "a template only calls"),
    ("text\n<% for x in y %><% endfor %>", 2, "a template only calls"),
    ("<% set x = 1 %>", 1, "a template only calls"),
    ("\n<< equation( >>", 2, "Jinja cannot read this"),
    ("<< equation(perceptron.decision, line=3) >>", 1, "line= is not an argument"),
    ("\n<< equation() >>", 2, "equation(): missing a required argument"),
    ("<< equation(perceptron.decision, 2) >>", 1, "equation(): too many positional arguments"),
    ("<< equation(perceptron.decision, size=2) >>", 1, "equation(): got an unexpected keyword argument 'size'"),
    ("\n<< refuse(perceptron.decision) >>", 2, "this is refuted"),
    ("a \ue0000\ue001 b", None, "private-use character"),
])
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, line: int | None, said: str) -> None:
    with pytest.raises((UsageError, BuildError)) as caught:
        rendered(tmp_path, text)
    assert said in caught.value.message
    assert caught.value.place is not None
    assert caught.value.place.path.endswith("chapter.md.j2")
    assert caught.value.place.line == line


def test_a_missing_template_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nowhere\.md\.j2.*cannot be read"):
        render(tmp_path / "nowhere.md.j2", CALLS, NAMES)
