"""`accord.pdf.meta.yaml` beside `accord.pdf`: what a person knows better than the file. It overrides the file's own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from corpus.formats.contents import Content
from corpus.formats.markdown import fields_of
from corpus.formats.metadata import iso_date
from corpus.messages import say

SUFFIX = ".meta.yaml"
_LARGEST = 100_000


@dataclass(frozen=True, slots=True)
class SideFields:
    """What a side file says; `problem` is what is wrong with it, in words."""

    title: str = ""
    date: str = ""
    publisher: str = ""
    language: str = ""
    url: str = ""
    problem: str = ""

    @property
    def shared(self) -> SideFields:
        """Return what holds for every document of a file that has several; a title and an address are of one only."""
        return replace(self, title="", url="", problem="")


def side_file(path: Path) -> Path:
    """Return where the side file of `path` is, if it has one."""
    return path.with_name(path.name + SUFFIX)


def side_fields(path: Path) -> SideFields:
    """Return what the side file of `path` says; nothing where there is none."""
    side = side_file(path)
    if not side.is_file():
        return SideFields()
    try:
        return parsed(side.read_bytes(), side.name)
    except OSError as error:
        return SideFields(problem=_unreadable(side.name, error))


def parsed(data: bytes, name: str) -> SideFields:
    """Return the fields in the bytes of the side file called `name`. What is wrong costs no more than a warning."""
    fields, problem = _fields(data, name)
    date = iso_date(fields.get("date", ""))
    if fields.get("date") and not date:
        problem = say("side_file_no_date", name=name, date=repr(fields["date"]))
    language = fields.get("language", "")[:2].lower()
    return SideFields(
        fields.get("title", ""), date, fields.get("publisher", ""), language, fields.get("url", ""), problem
    )


def overridden(content: Content, fields: SideFields) -> Content:
    """Return `content` with the title, date, publisher, language and url that a side file gives."""
    return replace(
        content,
        title=fields.title or content.title,
        date=fields.date or content.date,
        publisher=fields.publisher or content.publisher,
        language=fields.language or content.language,
        url=fields.url or content.url,
        warnings=(*content.warnings, *filter(None, (fields.problem,))),
    )


def _fields(data: bytes, name: str) -> tuple[Mapping[str, str], str]:
    """Return the fields of a side file, and what is wrong with it."""
    try:
        loaded = yaml.safe_load(data[:_LARGEST].decode("utf-8-sig"))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return {}, _unreadable(name, error)
    if not isinstance(loaded, dict):
        return {}, say("side_file_no_fields", name=name)
    return fields_of(loaded), ""


def _unreadable(name: str, error: Exception) -> str:
    return say("side_file_unreadable", name=name, error=" ".join(str(error).split())[:200])
