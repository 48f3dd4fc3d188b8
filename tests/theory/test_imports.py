"""Theory stands beside syntax and check: it imports neither, and SymPy only when it is asked for."""

from __future__ import annotations

import subprocess
import sys

SUBJECTS = "vectors projections bases hyperplane perceptron steps"


def _loaded(code: str) -> set[str]:
    listing = f"{code}; import sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", listing], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_theory_never_loads_check_syntax_or_models() -> None:
    loaded = _loaded("; ".join(f"import mathnn.theory.{name}" for name in SUBJECTS.split()))
    assert "sympy" in loaded
    for stranger in ("check", "syntax", "models", "chapters", "render"):
        assert not any(name.startswith(f"mathnn.{stranger}") for name in loaded)


def test_the_package_alone_loads_no_sympy() -> None:
    assert "sympy" not in _loaded("import mathnn.theory")
