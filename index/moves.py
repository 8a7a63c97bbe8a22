"""Which of the files that vanished came back under another name. Knows hashes and names, not files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePath

from index.records import FileRecord


def match_moves(gone: Mapping[str, FileRecord], came: Mapping[str, FileRecord]) -> dict[str, str]:
    """Return, for sources in `came`, the source in `gone` that held the same: new name → old name, each used once.

    The same words count before the same bytes: of a file whose title is its name, the words differ after a renaming.
    Among several, one that kept its file name is taken, as in a renamed folder.
    """
    moves: dict[str, str] = {}
    for key in (_content, _bytes):
        _match(gone, came, key, moves)
    return moves


def _match(
    gone: Mapping[str, FileRecord],
    came: Mapping[str, FileRecord],
    key: Callable[[FileRecord], str],
    moves: dict[str, str],
) -> None:
    taken = set(moves.values())
    free: dict[str, list[str]] = {}
    for source in sorted(gone):
        if source not in taken and key(gone[source]):
            free.setdefault(key(gone[source]), []).append(source)
    # First those that kept their name, so that none of them loses its old place to another file.
    for same_name in (True, False):
        for source in sorted(came):
            candidates = free.get(key(came[source]), [])
            if source in moves or not candidates:
                continue
            name = PurePath(source).name
            fitting = [old for old in candidates if PurePath(old).name == name] if same_name else candidates
            if fitting:
                moves[source] = fitting[0]
                candidates.remove(fitting[0])


def _content(record: FileRecord) -> str:
    return record.content_hash


def _bytes(record: FileRecord) -> str:
    return record.file_hash
