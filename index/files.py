"""Which files there are under the registered paths, and what they looked like when. Does not read documents."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import UnreadableDocument
from corpus.side_files import side_file
from index.records import FileRecord

_CLOCK_TICK_NS = 2_000_000_000
"""A file changed less than this before it was looked at may change again with the same time (FAT counts in 2 s)."""


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A file that exists now, its side file (`corpus.side_files`) counted in. Times in nanoseconds since 1970."""

    source: str
    size: int
    mtime_ns: int
    checked_ns: int


@dataclass(frozen=True, slots=True)
class Discovery:
    """The files under the registered paths, by source, and the paths that could not be listed with the reason."""

    files: dict[str, SeenFile]
    unlisted: dict[str, str]

    def hidden(self, source: str) -> str | None:
        """Return why `source` may still exist though it was not seen, or None when it is really gone."""
        for path, reason in self.unlisted.items():
            if source == path or Path(path) in Path(source).parents:
                return reason
        try:
            Path(source).stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            return f"the file cannot be looked at: {error.strerror or error}"
        return None


def discover(registered: Mapping[str, bool], find: Callable[[Path], Iterable[Path]]) -> Discovery:
    """List the files of the registered paths (True) without the excluded ones (False). Missing paths hold none."""
    excluded = {Path(path) for path, included in registered.items() if not included}
    files: dict[str, SeenFile] = {}
    unlisted: dict[str, str] = {}
    folders: dict[Path, Path] = {}
    for name in sorted(path for path, included in registered.items() if included):
        if not Path(name).exists():
            continue
        try:
            found = tuple(find(Path(name)))
        except OSError as error:
            unlisted[name] = f"the folder cannot be listed: {error.strerror or error}"
            continue
        except UnreadableDocument as error:
            unlisted[name] = error.reason
            continue
        for path in found:
            resolved = _resolved(path, folders)
            if not _writable_name(resolved):
                unlisted[ascii(str(resolved))] = "the file name is not valid UTF-8: rename the file"
                continue
            if excluded and (resolved in excluded or not excluded.isdisjoint(resolved.parents)):
                continue
            try:
                status = resolved.stat()
            except FileNotFoundError:
                continue
            except OSError as error:
                unlisted[str(resolved)] = f"the file cannot be looked at: {error.strerror or error}"
                continue
            source = str(resolved)
            size, changed = _with_side_file(resolved, status.st_size, status.st_mtime_ns)
            files[source] = SeenFile(source, size, changed, time.time_ns())
    return Discovery(dict(sorted(files.items())), unlisted)


def looks_unchanged(file: SeenFile, record: FileRecord) -> bool:
    """Say whether size and time prove that the file is the one recorded, so that it need not be read."""
    settled = record.mtime_ns + _CLOCK_TICK_NS < record.checked_ns
    return settled and (file.size, file.mtime_ns) == (record.size, record.mtime_ns)


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, and of its side file's if there is one. Raises `OSError`."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    side = side_file(path)
    if side.is_file():
        digest.update(side.read_bytes())
    return digest.hexdigest()


def _resolved(path: Path, folders: dict[Path, Path]) -> Path:
    """Return `path.resolve()`, with the folders met before looked up in `folders`: links are rare, and steps cost."""
    folder = folders.get(path.parent)
    if folder is None:
        folder = folders[path.parent] = path.parent.resolve()
    return path.resolve() if path.is_symlink() else folder / path.name


def _with_side_file(path: Path, size: int, mtime_ns: int) -> tuple[int, int]:
    """Return the size of a file and its side file together, and when the later one changed."""
    try:
        side = side_file(path).stat()
    except OSError:
        return size, mtime_ns
    return size + side.st_size, max(mtime_ns, side.st_mtime_ns)


def _writable_name(path: Path) -> bool:
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True
