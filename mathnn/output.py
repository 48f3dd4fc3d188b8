"""The folder of the built book: files put in place whole, a manifest of what is ours, and what need not be built again.

`manifest.json` lists the files of each chapter; a file that it does not list is never deleted. For each chapter and
figure, `.mathnn-cache/keys.json` holds the key of its sources and the hashes of the files that were built from them.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from time import time

from mathnn.errors import Place, UsageError

MANIFEST, KEYS = "manifest.json", ".mathnn-cache/keys.json"
HALVES = ".mathnn-cache/halves"  # where files are written before they are put in place
OLD = 3600  # seconds after which nobody is still writing a file


@dataclass(frozen=True, slots=True)
class Fresh:
    """What was built from which sources: a key, and the hash of each file by its path in the output folder."""

    key: str
    files: Mapping[str, str]


@dataclass(slots=True)
class Output:
    """A folder that is being built into. It holds what the last build left, and notes what this one makes."""

    folder: Path
    manifest: dict[str, list[str]] = field(default_factory=dict)
    keys: dict[str, Fresh] = field(default_factory=dict)

    def is_fresh(self, part: str, key: str) -> bool:
        """Was this part built from these sources, and are its files as they were left?"""
        known = self.keys.get(part)
        return known is not None and known.key == key and all(
            _hash_of(self.folder / path) == digest for path, digest in known.files.items()
        )

    def write(self, path: str, text: str | bytes) -> str:
        """Put a file in place whole, unless it holds the same already. Returns its path in the folder."""
        content = text.encode() if isinstance(text, str) else text
        target = self.folder / path
        if _hash_of(target) != sha256(content).hexdigest():
            put(target, content, self.folder / HALVES)
        return path

    def read(self, path: str) -> str:
        """The text of a file as the last build left it; empty when there is none."""
        try:
            return (self.folder / path).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return ""

    def note(self, part: str, key: str, paths: Iterable[str]) -> None:
        """Remember the files of a part as they are now."""
        self.keys[part] = Fresh(key, {path: _hash_of(self.folder / path) or "" for path in sorted(paths)})

    def finish(self, parts: Mapping[str, Sequence[str]], key: str, owners: Set[str]) -> None:
        """Write the manifest last, and then delete what earlier builds of these parts made and this one did not.

        A part's name begins with its owner, a chapter or the book; the parts of others than `owners` are of chapters
        that are no longer in the book.
        """
        before = {path for paths in self.manifest.values() for path in paths}
        kept = {part: paths for part, paths in self.manifest.items() if part.partition(".")[0] in owners}
        manifest = kept | {part: sorted(paths) for part, paths in parts.items()}
        for part, paths in parts.items():
            self.note(part, key, paths)
        keys = {part: {"key": made.key, "files": made.files} for part, made in sorted(self.keys.items())
                if part.partition(".")[0] in owners}
        self.write(MANIFEST, _json({"version": 1, "files": dict(sorted(manifest.items()))}))
        self.write(KEYS, _json({"version": 1, "parts": keys}))
        for path in before - {path for paths in manifest.values() for path in paths}:
            (self.folder / path).unlink(missing_ok=True)
        _sweep(self.folder / HALVES)


def opened(folder: Path) -> Output:
    """The folder with what its last build noted; notes that cannot be read count as none. Raises UsageError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from None
    listed, keys = _notes(folder / MANIFEST, "files"), _notes(folder / KEYS, "parts")
    manifest = {str(part): [path for path in paths if _is_inside(path)]
                for part, paths in listed.items() if isinstance(paths, list)}
    return Output(folder, manifest, {
        str(part): Fresh(str(made.get("key")), dict(made["files"]))
        for part, made in keys.items() if isinstance(made, dict) and isinstance(made.get("files"), dict)
    })


def _is_inside(path: object) -> bool:
    """A path that stays in the folder: whoever wrote the manifest, nothing outside is ever deleted."""
    return isinstance(path, str) and not Path(path).is_absolute() and ".." not in Path(path).parts


def _notes(path: Path, key: str) -> dict[str, object]:
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
        found = table[key] if isinstance(table, dict) and table.get("version") == 1 else {}
    except (OSError, ValueError, KeyError):
        return {}
    return found if isinstance(found, dict) else {}


def put(path: Path, content: bytes, halves: Path | None = None) -> None:
    """Put a file in place whole, so that nobody ever reads half of it. Raises UsageError.

    It is written in the folder `halves` first, else beside its place: there a half file is in nobody's way. A path that
    a user names, outside of such a folder, may be a link, which stays one, or a device such as /dev/stdout.
    """
    try:
        if halves is None:
            if path.exists() and not path.is_file() and not path.is_dir():
                path.write_bytes(content)
                return
            path = Path(os.path.realpath(path))
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=_beside(path, halves), prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            os.chmod(temporary, 0o644)  # mkstemp makes files that nobody else may read
            os.replace(temporary, path)
        except BaseException:
            os.unlink(temporary)
            raise
    except OSError as error:
        raise _unwritable(path, error) from None


def _sweep(halves: Path) -> None:
    """Delete what killed builds left, but not what another build is writing now."""
    for path in halves.iterdir() if halves.is_dir() else ():
        with suppress(OSError):  # the other build was quicker
            if time() - path.stat().st_mtime > OLD:
                path.unlink()


def _beside(path: Path, halves: Path | None) -> Path:
    """A folder of the same file system as the path, since a file can be put in place from such a one only."""
    if halves is None:
        return path.parent
    halves.mkdir(parents=True, exist_ok=True)
    return halves if halves.stat().st_dev == path.parent.stat().st_dev else path.parent


def _unwritable(path: Path, error: OSError) -> UsageError:
    in_the_way = "there is a file where a folder is needed"  # what the system says of it is "File exists"
    reason = in_the_way if isinstance(error, FileExistsError | NotADirectoryError) else error.strerror or str(error)
    return UsageError(f"cannot be written: {reason}; choose another with --output", place=Place(str(path)))


def _hash_of(path: Path) -> str | None:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def _json(value: object) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"
