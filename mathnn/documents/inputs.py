"""Which files an ``\\input`` may bring in: those of the document's own folder, not too many, in no circle."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from mathnn.documents.files import LARGEST, read_text
from mathnn.errors import UsageError

MOST_FILES = 200
DEEPEST = 10


@dataclass(slots=True)
class Inputs:
    """The files brought in while one document is read. `folder` is None for a text that is in no file."""

    folder: Path | None
    open_files: list[Path] = field(default_factory=list)
    count: int = 0
    characters: int = 0

    def resolve(self, name: str, suffix: str = ".tex") -> Path:
        """The file that `name` means. Raises UsageError, a reason without a place, when it may not be read."""
        if self.folder is None:
            raise UsageError("not followed, since the text is in no folder")
        if not name or name.startswith(("/", "\\", "~")) or "\0" in name or ":" in name or len(name) > 500:
            raise UsageError("not followed: only files in the document's own folder are")
        root = self.folder.resolve()
        candidates = [root / name] if Path(name).suffix in (".tex", suffix) else [root / (name + suffix), root / name]
        for candidate in candidates:
            try:
                path = candidate.resolve()
            except (OSError, RuntimeError) as error:
                raise UsageError("not followed: it leads in a circle") from error
            if not path.is_relative_to(root):
                raise UsageError("not followed: it leads out of the document's own folder")
            if path.is_file():
                return path
        raise UsageError("not found in the document's folder")

    def read(self, path: Path) -> str:
        """The text of a file that `resolve` gave. Raises UsageError as above, also where the bounds are reached."""
        if path in self.open_files:
            raise UsageError("not followed: the file brings itself in")
        if len(self.open_files) > DEEPEST or self.count >= MOST_FILES:
            raise UsageError(f"not followed: more than {DEEPEST} files deep, or {MOST_FILES} files")
        text = read_text(path)
        self.count += 1
        self.characters += len(text)
        if self.characters > LARGEST:
            raise UsageError(f"not followed: the document is longer than {LARGEST // 10**6} MB")
        return text
