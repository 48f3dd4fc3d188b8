"""Mathematics in documents that is known to be right."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mathnn.check.verify import verify
    from mathnn.proofread import Review, review

__version__ = "0.1.0"
__all__ = ["Review", "__version__", "review", "verify"]

# The public names and where each is made; a module is loaded when its name is first used.
_PUBLIC = {"verify": "mathnn.check.verify", "review": "mathnn.proofread", "Review": "mathnn.proofread"}


def __getattr__(name: str) -> object:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'mathnn' has no attribute {name!r}")
    return getattr(import_module(_PUBLIC[name]), name)


def __dir__() -> list[str]:
    """The public names, so that an editor can offer them before they are loaded."""
    return sorted({*globals(), *__all__})
