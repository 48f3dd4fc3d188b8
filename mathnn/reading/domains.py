"""The interval that a function is defined on, f: [0, 1] \\to \\mathbb{R}: where the x of its formula f(x) lies."""

from __future__ import annotations

from mathnn.expression import TRUTH, Call, Expr, Symbol
from mathnn.reading.known import Known


def learn_domain(tree: Expr, known: Known, paragraph: int) -> None:
    """Take what a map or a formula says, once the text has given both of one function."""
    if isinstance(tree, Call) and tree.op == "member" and (found := _of_map(*tree.args)) is not None:
        name, interval = found
        known.here.domains = {**known.here.domains, name: interval}
    for name, interval in tuple(known.here.domains.items()):
        said = known.names.get(name)
        if said is not None and said.section == known.section and said.name.definition is not None and len(
                said.name.parameters) == 1:
            known.assume(Call("member", (said.name.parameters[0], interval), TRUTH), paragraph)
            known.here.domains = {other: each for other, each in known.here.domains.items() if other != name}


def _of_map(name: Expr, maps: Expr) -> tuple[str, Expr] | None:
    """The name and domain of a function of an interval."""
    if not (isinstance(name, Symbol) and isinstance(maps, Call) and maps.op == "maps"):
        return None
    domain = maps.args[0]
    return (name.name, domain) if isinstance(domain, Call) and domain.op == "interval" else None


__all__ = ["learn_domain"]
