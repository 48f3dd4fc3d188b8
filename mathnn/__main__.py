"""``python -m mathnn`` is the command ``mathnn``."""

from mathnn.cli import command

if __name__ == "__main__":
    command()
