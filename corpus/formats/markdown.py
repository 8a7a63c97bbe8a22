"""Markdown files with YAML front matter (title, date, publisher, language, url). The Markdown stays."""

from __future__ import annotations

import datetime
import logging
import re
from collections.abc import Mapping

import yaml

from corpus.errors import UnreadableDocument
from corpus.formats.contents import Content
from corpus.formats.decoding import decode
from corpus.formats.headings import plain_title, sections
from corpus.formats.metadata import iso_date
from corpus.messages import say

_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n(?P<yaml>.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_LONGEST_FRONT_MATTER = 10_000

logger = logging.getLogger(__name__)


class Markdown:
    """Reads .md files."""

    suffixes = (".md", ".markdown")
    isolated = False

    def recognises(self, data: bytes) -> bool:  # noqa: ARG002 - nothing in the bytes proves Markdown
        """Return False: only the name says that a file is Markdown."""
        return False

    def read(self, data: bytes, source: str) -> Content:
        """Return the text after the front matter, with its headings. Malformed front matter stays part of the text."""
        whole = decode(data, source)
        fields, text, problem = _front_matter(whole)
        if not text.strip():
            raise UnreadableDocument(source, say("front_matter_only"))
        date = iso_date(fields.get("date", ""))
        if fields.get("date") and not date:
            problem = say("no_date", date=repr(fields["date"]))
        if problem:
            logger.warning("%s: %s", source, problem)
        return Content(
            text,
            sections(text, capitals=False),
            title=plain_title(fields.get("title", "")),
            date=date,
            publisher=fields.get("publisher", ""),
            language=fields.get("language", "")[:2].lower(),
            url=fields.get("url", ""),
            warnings=(problem,) if problem else (),
        )


def _front_matter(whole: str) -> tuple[Mapping[str, str], str, str]:
    """Return the fields of the front matter, the text after it (all of it where it is malformed), and what is wrong."""
    match = _FRONT_MATTER.match(whole[:_LONGEST_FRONT_MATTER])
    if not match:
        return {}, whole, ""
    try:
        loaded = yaml.safe_load(match.group("yaml"))
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # ValueError: a date such as 2012-13-45
        return {}, whole, say("front_matter_malformed", error=" ".join(str(error).split())[:200])
    if not isinstance(loaded, dict):
        return {}, whole, "" if loaded is None else say("front_matter_no_fields")
    return fields_of(loaded), whole[match.end() :].lstrip("\n"), ""


def fields_of(loaded: Mapping[object, object]) -> dict[str, str]:
    """Return the fields of a YAML mapping as texts, their names in small letters."""
    return {str(key).lower(): _plain(value) for key, value in loaded.items()}


def _plain(value: object) -> str:
    """Return a scalar as text; lists and mappings hold nothing that a document needs."""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""
