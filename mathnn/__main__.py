"""``python -m mathnn`` is the command ``mathnn``."""

from mathnn.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
