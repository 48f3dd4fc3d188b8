"""Mathematics in documents that is known to be right."""

__version__ = "0.1.0"
