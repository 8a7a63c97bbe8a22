"""Heads: the line without which another is not understood, a table's first row, a list item's first sentence or a question.

Also the masthead, which heads the whole. Works on the layout of the text alone.
"""

from __future__ import annotations

import re
from itertools import islice, takewhile

from corpus.documents import Document, Span

_LIST_MARKER = re.compile(r"^[ \t]*(?:[-•▪–]|\*(?=[ \t])|\d{1,2}[.)]|[a-z]\))[ \t]*[*_]*$")
_BETWEEN_ROWS = re.compile(r"\n(?:[ \t]*\|[|\-: \t]*\n)?")
_COLON = re.compile(r"[ \u00a0\u202f]?:")
_MASTHEAD_LINES = 4
_LONGEST_OPENING = 140
_NO_MASTHEAD = re.compile(r"\A(?:##|[|>•]|[-*] )|[.!?:;,][*_») ]*\Z")
_LABEL_WORDS = 3
_LONGEST = 80
"""Characters of a head that tell what it is about; more than that is a sentence in its own right."""
_LONGEST_QUESTION = 200
_OPENS = re.compile(
    r"[ \t]*(?:(?:Q(?:uestion)?[ \u00a0]?\d{0,2}[ \u00a0]?|\d{1,2}[ \u00a0]?)[.:)–-])?[ \t\u00a0*_«\"]*\Z"
)
"""What may stand before a question at the beginning of its line: "**", "Q2 : ", "3. "."""
_ENDS_ASKING = re.compile(r"\?[*_» \t\u00a0]*\Z")
_AROUND = ' \t\u00a0*_»"'
_NEXT_LINE = re.compile(r"(?:\n[ \t]*){1,2}(?P<line>[^\s#|].*)")


def is_item(opening: str) -> bool:
    """Say whether what stands before a sentence on its line makes it the first of a list item."""
    return bool(_LIST_MARKER.match(opening))


def is_label(opening: str, text: str, following: str) -> bool:
    """Say whether a sentence only labels the rest of its line: "- **Départ.** Après douze ans…".

    `opening` is what stands before it on its line, `following` what stands after it.
    """
    starts = not opening.strip(" \t*_") or is_item(opening)
    few = len(text.split()) <= _LABEL_WORDS and not any(map(str.isdigit, text))
    return starts and few and text.rstrip("*_ ").endswith((".", ":")) and bool(following.strip(" \t*_"))


def is_asking(text: str) -> bool:
    """Say whether a sentence is a question."""
    return _ENDS_ASKING.search(text) is not None


def answered_until(text: str, span: Span) -> int:
    """Return where what answers a question at `span` of `text` ends: with its line, else with the one below; 0 for none.

    A question opens its line. Below it, nothing that is a question itself answers it, nor a heading or a row.
    """
    begin, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    end = len(text) if end < 0 else end
    asked = text[span.start : span.end]
    if not (is_asking(asked) and len(asked) <= _LONGEST_QUESTION and _OPENS.fullmatch(text, begin, span.start)):
        return 0
    if text[span.end : end].strip(_AROUND):
        return end
    following = _NEXT_LINE.match(text, end)
    return 0 if following is None or is_asking(following["line"]) else following.end()


def masthead(document: Document) -> str:
    """Return the short lines that open a document ("Compte rendu de mission – Japon, janvier 2017"), and the document's date.

    They say when, where and of whom all the rest is told. Prose, an item or another heading ends them.
    """
    written = (line.strip() for line in document.text.split("\n", _MASTHEAD_LINES * 3))
    first = islice((line for line in written if line), _MASTHEAD_LINES)
    short = takewhile(lambda line: len(line) <= _LONGEST_OPENING and _NO_MASTHEAD.search(line) is None, first)
    return "\n".join([*short, document.date])


def lead(text: str) -> str:
    """Return what a head is about: a row or a question whole, else the words before its colon, or it where it is short."""
    if "|" in text or is_asking(text):
        return text
    colon = _COLON.search(text)
    about = text[: colon.start()] if colon else text
    return about if len(about) <= _LONGEST else ""


class Heads:
    """Finds heads while the sentences of a text pass by in order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._table: tuple[int, int] | None = None
        self._item: tuple[int, int] | None = None
        self._question: tuple[int, int] | None = None

    def of(self, number: int, span: Span) -> int | None:
        """Return the number of the head of sentence `number` at `span`; None where it is one itself or stands alone."""
        begin = self._text.rfind("\n", 0, span.start) + 1
        opening = self._text[begin : span.start]
        end = self._text.find("\n", span.end)
        end = len(self._text) if end < 0 else end
        if self._text[begin : span.end].lstrip().startswith("|"):
            known = self._table
            continues = known is not None and (
                begin <= known[1] or _BETWEEN_ROWS.fullmatch(self._text, known[1], begin) is not None
            )
            self._table = (known[0] if known is not None and continues else number, end)
            return self._table[0] if self._table[0] != number else None
        until = answered_until(self._text, span)
        if until:
            self._question = (number, until)
            return None
        if is_item(opening):
            self._item = (number, end)
            return None
        if self._question is not None and span.start < self._question[1]:
            return self._question[0]
        if self._item is not None and span.start < self._item[1]:
            return self._item[0]
        return None

    def is_answered(self, number: int) -> bool:
        """Say whether the sentence that passed last, of that number, is a question that the text answers."""
        return self._question is not None and self._question[0] == number
