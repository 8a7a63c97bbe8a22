"""Files dropped on the page: kept under `<home>/uploads` until they are removed there. Does not know Gradio."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from corpus.reading import SUPPORTED_SUFFIXES
from ui.texts import Texts

FOLDER = "uploads"

FILE_LIMIT = 20 * 1024 * 1024
"""Bytes of an uploaded file; plain text of that size is some 7,000 pages."""


def save_uploads(home: Path, uploads: Sequence[Path], texts: Texts) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Copy accepted files into `<home>/uploads`; return the copies and one message a file, accepted or not."""
    words, folder = texts.documents, home / FOLDER
    saved: list[Path] = []
    messages: list[str] = []
    for upload in uploads:
        name = upload.name
        problem = _problem_with(upload, texts)
        if problem:
            messages.append(problem)
            continue
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / name
        messages.append((words.replaced if target.exists() else words.uploaded).format(name=name))
        # The new version appears whole, or not at all.
        part = folder / f".{name}.part"
        shutil.copyfile(upload, part)
        part.replace(target)
        saved.append(target)
    return tuple(saved), tuple(messages)


def _problem_with(upload: Path, texts: Texts) -> str:
    words, size = texts.documents, upload.stat().st_size
    if upload.suffix.lower() not in SUPPORTED_SUFFIXES or upload.name.startswith("."):
        return words.refused_suffix.format(name=upload.name)
    if size > FILE_LIMIT:
        return words.refused_size.format(name=upload.name, size=FILE_LIMIT // 2**20)
    return "" if size else words.refused_empty.format(name=upload.name)


def is_upload(home: Path, source: str) -> bool:
    """Say whether a file is a copy that this page keeps, which nobody needs once it is removed from the corpus."""
    return Path(source).parent == (home / FOLDER).resolve()
