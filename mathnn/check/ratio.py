"""Is one tree a multiple of the derivative of another, and which?"""

from __future__ import annotations

from mathnn.check.exact import Exact, Field, NotExact, TooLarge, Undefined
from mathnn.check.exact_system import ExactFunctions, Impossible, Nowhere, Undecided
from mathnn.check.polynomials import depends
from mathnn.check.question import Question
from mathnn.check.sample import plain, sizes
from mathnn.check.scene import OutOfRange, Unsupported
from mathnn.check.setting import exact_scene
from mathnn.expression.build import number
from mathnn.expression.tree import Call, Expr, Symbol

BUDGET = 200_000


def constant_ratio(question: Question, outer: Expr, body: Expr, x: Symbol) -> Expr | None:
    """c such that body = c outer', a number; None where the ratio is none."""
    if not depends(outer, x):
        return None
    system = ExactFunctions(Field(budget=BUDGET))
    ratio = Call("divide", (body, Call("derivative", (outer, x))))
    try:
        scene = exact_scene(question, sizes(question, (2, 3)), system)
        value = plain(scene.ev.value(ratio)).flat[0]
    except (Unsupported, OutOfRange, TooLarge, NotExact, Undefined, Undecided, Impossible):
        return None
    if isinstance(value, Nowhere):
        return None
    exact: Exact = system.lift(value)
    if exact.constant is not None:
        return number(exact.constant)
    return None
