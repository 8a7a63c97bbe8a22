"""What removing a file from the corpus means for it: said before, done after. Does not know Gradio."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path, PurePath

from index.synchronising import Status
from ui.document_list import container_of, name_of
from ui.texts import Texts
from ui.uploads import is_upload


@dataclass(frozen=True, slots=True)
class Removal:
    """A file that may be removed. `member` is what was chosen inside of it, if it is an archive.

    `uploaded` files are deleted. One that is in a registered `folder` is left out of it; `beside` counts the files that
    would go with the whole folder, itself included.
    """

    source: str
    member: str = ""
    uploaded: bool = False
    folder: str = ""
    beside: int = 0


def removal_of(source: str, status: Status, home: Path) -> Removal | None:
    """Return what removing a listed file means; None where it is no longer known."""
    file, member = container_of(source)
    known = {container_of(row.source)[0] for row in status.files}
    folders = [path for path in status.registered if PurePath(path) in PurePath(file).parents]
    if file not in known and file not in status.registered:
        return None
    folder = max(folders, key=len, default="")
    return Removal(file, member, is_upload(home, file), folder, _inside(folder, known) if folder else 0)


def _inside(folder: str, files: Collection[str]) -> int:
    return sum(PurePath(folder) in PurePath(file).parents for file in files)


def removal_in_words(removal: Removal, texts: Texts) -> tuple[str, tuple[str, ...]]:
    """Return the question and what would happen, line by line."""
    words = texts.documents
    archive = name_of(removal.source, texts)
    lines = []
    if removal.member:
        lines.append(words.remove_member.format(name=removal.member, archive=archive))
    lines.append(words.remove_effect)
    if removal.uploaded:
        lines.append(words.remove_uploaded)
    elif removal.folder:
        lines.append(words.remove_inside.format(folder=removal.folder))
    else:
        lines.append(words.remove_registered)
    return words.remove_title.format(name=removal.member or archive), tuple(lines)
