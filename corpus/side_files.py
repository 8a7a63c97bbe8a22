"""`accord.pdf.meta.yaml` beside `accord.pdf`: what a person knows better than the file. It overrides the file's own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import yaml

from corpus.formats.contents import Content
from corpus.formats.markdown import fields_of
from corpus.formats.metadata import iso_date

SUFFIX = ".meta.yaml"
_LARGEST = 100_000


def side_file(path: Path) -> Path:
    """Return where the side file of `path` is, if it has one."""
    return path.with_name(path.name + SUFFIX)


def overridden(content: Content, path: Path) -> Content:
    """Return `content` with the title, date, publisher, language and url that the side file of `path` gives.

    What is wrong with a side file becomes a warning; the document is read all the same.
    """
    side = side_file(path)
    if not side.is_file():
        return content
    fields, problem = _fields(side)
    date = iso_date(fields.get("date", ""))
    if fields.get("date") and not date:
        problem = f"{side.name}: {fields['date']!r} is no date; write it as 2012-07-02"
    return replace(
        content,
        title=fields.get("title", "") or content.title,
        date=date or content.date,
        publisher=fields.get("publisher", "") or content.publisher,
        language=fields.get("language", "")[:2].lower() or content.language,
        url=fields.get("url", "") or content.url,
        warnings=(*content.warnings, *filter(None, (problem,))),
    )


def _fields(side: Path) -> tuple[Mapping[str, str], str]:
    """Return the fields of a side file, and what is wrong with it."""
    try:
        loaded = yaml.safe_load(side.read_bytes()[:_LARGEST].decode("utf-8-sig"))
    except (OSError, yaml.YAMLError, ValueError, RecursionError) as error:
        return {}, f"{side.name} cannot be read and is left out: {' '.join(str(error).split())[:200]}"
    if not isinstance(loaded, dict):
        return {}, f"{side.name} is no list of fields (title: …, date: …) and is left out"
    return fields_of(loaded), ""
