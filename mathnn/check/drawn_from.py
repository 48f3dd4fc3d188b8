r"""Expectations that name a distribution and no more: E_q[log q_\phi(z | x)] is over z, drawn from q_\phi(z | x).

A statement that writes one distribution q_\phi means it by the short q too; one that writes it in one way alone, as
q(z | x), says by that what is drawn and what is given. H(q) and D(q || p) are over the same letters.
"""

from __future__ import annotations

from mathnn.check import random_names as said
from mathnn.expression import TRUTH
from mathnn.expression.tree import Bind, Call, Expr, Symbol, rebuild, walk


def with_their_draws(tree: Call) -> Call:
    """The relation with the expectations over q said to be over z, drawn from q(z | x)."""
    if not any(_is_short(node) or said.head(node) in _COMPARED for node in walk(tree)):
        return tree
    written = [node for node in walk(tree) if said.head(node) == said.PROBABILITY and isinstance(node, Call)]
    made = _spelled_out(tree, written)
    return made if isinstance(made, Call) else tree


_COMPARED = (said.ENTROPY, said.DIVERGENCE, said.CROSS)


def _is_short(node: Expr) -> bool:
    return isinstance(node, Bind) and node.op == "expectation" and _named(node) is not None


def _named(node: Bind) -> Symbol | None:
    """The distribution that an expectation names without saying of what: E_q, E_{z \\sim q}."""
    if node.where is None:
        return node.index if said.statistic(node.index.name) == said.PROBABILITY else None
    drawn = node.where
    is_drawn = isinstance(drawn, Call) and drawn.op == "distributed" and isinstance(drawn.args[0], Symbol)
    of = drawn.args[1] if is_drawn and isinstance(drawn, Call) else None
    return of if isinstance(of, Symbol) and said.statistic(of.name) == said.PROBABILITY else None


def _spelled_out(tree: Expr, written: list[Call]) -> Expr:
    made = rebuild(tree, lambda part: _spelled_out(part, written))
    if isinstance(made, Call) and said.head(made) in _COMPARED:
        return rebuild(made, lambda part: part if part is made.args[0] else _written_out(part, written))
    if not isinstance(made, Bind) or made.op != "expectation" or (of := _named(made)) is None:
        return made
    own = _own(of, made.index if made.where is not None else None, written)
    if own is None:
        return made
    (value,) = _drawn(own)
    return Bind("expectation", value, made.body, where=Call("distributed", (value, own), TRUTH), sort=made.sort)


def _written_out(side: Expr, written: list[Call]) -> Expr:
    """q in H(q) and D(q || p) with its letters, where the statement writes it in one way alone."""
    if isinstance(side, Call) and side.op in ("given", "parallel_to", "tuple"):
        return rebuild(side, lambda part: _written_out(part, written))
    if not isinstance(side, Symbol) or said.statistic(side.name) != said.PROBABILITY:
        return side
    own = {node for node in written if _name(node) == side.name}
    (only,) = own if len(own) == 1 else (side,)
    return only if only is side or (isinstance(only, Call) and _drawn(only)) else side


def _own(of: Symbol, drawn: Symbol | None, written: list[Call]) -> Call | None:
    """The only way in which the statement writes this distribution, of the letter that is drawn where it is named."""
    own = {node for node in written if _name(node) == of.name}
    own = own or {node for node in written if _name(node).startswith(f"{of.name}_")}
    if len(own) != 1:
        return None
    (only,) = own
    values = _drawn(only)
    is_known = len(values) == 1 and (drawn is None or values[0] == drawn)
    return only if is_known and (drawn is None or _name(only) != of.name or _is_given(only)) else None


def _drawn(node: Call) -> tuple[Symbol, ...]:
    """The letters before the bar of q(z | x)."""
    front = [arg.args[0] if isinstance(arg, Call) and arg.op == "given" else arg for arg in node.args[1:]]
    return tuple(part for part in front if isinstance(part, Symbol)) if all(
        isinstance(part, Symbol) for part in front) else ()


def _is_given(node: Call) -> bool:
    return any(isinstance(arg, Call) and arg.op == "given" for arg in node.args[1:])


def _name(node: Call) -> str:
    head = node.args[0]
    return head.name if isinstance(head, Symbol) else ""


__all__ = ["with_their_draws"]
