"""The list of the documents and of the files that failed: chosen, sorted and as HTML. Pure functions."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from corpus.messages import in_french
from ui.markup import escape
from ui.rendering import date_in_words, document_address
from ui.rendering_documents import grouped
from ui.texts import Texts
from ui.typography import colon, unbroken
from ui.words import Chosen, Order

SHOWN = 200
"""Rows of the list and sources of a plan's group that are shown at most."""

OPENED = 5
"""Failures that are shown at once; more of them wait under their heading."""

_MEMBER = re.compile(r"(?P<file>.+?\.(?:zip|jsonl|ndjson))#(?P<member>.+)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Row:
    """A file and what is held of it. `reason`, `alias_of`, `warning` are empty where all is well.

    Of a file that could not be read nothing is held (no `document_id`), or its last good version. `inferred` names the
    fields that the file itself does not give.
    """

    document_id: str
    title: str
    date: str
    publisher: str
    source: str
    passages: int
    characters: int
    indexed_at: str
    reason: str = ""
    alias_of: str = ""
    warning: str = ""
    pages: int = 0
    inferred: tuple[str, ...] = ()

    @property
    def state(self) -> Chosen:
        """Return what a reader may look for it under, beside all files."""
        if self.reason:
            return Chosen.FAILED
        if self.alias_of:
            return Chosen.COPIES
        return Chosen.WARNED if self.warning else Chosen.ALL


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader wants to see of the list, and in which order."""

    text: str = ""
    state: Chosen = Chosen.ALL
    order: Order = Order.TITLE

    def of(self, rows: Sequence[Row]) -> list[Row]:
        """Return the rows that match, in order; undated documents come last, as do the shortest."""
        found = [row for row in rows if self.state in (Chosen.ALL, row.state) and matches(row, self.text)]
        found.sort(key=lambda row: plain(row.title))
        if self.order is Order.DATE:
            found.sort(key=lambda row: row.date, reverse=True)
        elif self.order is Order.SIZE:
            found.sort(key=lambda row: row.characters, reverse=True)
        return found


def container_of(source: str) -> tuple[str, str]:
    """Return the file of a source, and the name of the member or line that it is in there, "" for a whole file."""
    match = _MEMBER.fullmatch(source)
    return (match["file"], match["member"]) if match else (source, "")


def name_of(source: str, texts: Texts) -> str:
    """Return the name of a file as a reader knows it, that of a member with its archive."""
    file, member = container_of(source)
    name = PurePath(file).name
    return texts.documents.member.format(member=member, archive=name) if member else name


def reason_in(reason: str, texts: Texts) -> str:
    """Return a reason or warning of a reader in the language of the page."""
    return unbroken(in_french(reason)) if texts.language == "fr" else reason


def matches(row: Row, wanted: str) -> bool:
    """Say whether every word of the filter is in the title, publisher, date or file name, accents and case aside."""
    text = plain(f"{row.title} {row.publisher} {row.date} {PurePath(row.source).name}")
    return all(word in text for word in plain(wanted).split())


def plain(text: str) -> str:
    """Return a text without case and accents."""
    letters = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def documents_html(rows: Sequence[Row], choice: Choice, texts: Texts) -> str:
    """Return the list of the documents and copies that the reader chose, with the counts."""
    words = texts.documents
    if not rows:
        return f'<p class="ip-empty">{escape(words.none_yet)}</p>'
    chosen = choice.of(rows)
    shown = [row for row in chosen if row.document_id or row.alias_of]
    count = f'<p class="ip-small" role="status">{escape(_counts(rows, shown, choice, texts))}</p>'
    if not shown:
        nothing = "" if chosen else f'<p class="ip-empty">{escape(words.nothing_matches)}</p>'
        return count + nothing
    titles = (words.column_title, words.column_date, words.column_passages, words.column_size, words.column_state)
    head = "".join(f'<th scope="col">{escape(title)}</th>' for title in titles)
    head += f'<th scope="col"><span class="ip-unseen">{escape(words.column_action)}</span></th>'
    body = "".join(_row(row, texts) for row in shown[:SHOWN])
    return f'{count}<table class="ip-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _counts(rows: Sequence[Row], shown: Sequence[Row], choice: Choice, texts: Texts) -> str:
    words = texts.documents
    held = [row for row in rows if row.document_id]
    parts = [words.count.format(documents=len(held), passages=grouped(sum(row.passages for row in held), texts))]
    if choice.text.strip() or choice.state is not Chosen.ALL:
        parts = [words.count_filtered.format(shown=len(shown), documents=len(rows))]
    else:
        states = Counter(row.state for row in rows)
        special = (Chosen.WARNED, Chosen.FAILED, Chosen.COPIES)
        parts += [words.count_of.format(state=words.states[s], count=states[s]) for s in special if states[s]]
    if len(shown) > SHOWN:
        parts.append(words.truncated.format(limit=SHOWN))
    return " · ".join(parts)


def _row(row: Row, texts: Texts) -> str:
    words = texts.documents
    name = name_of(row.source, texts)
    title = escape(unbroken(row.title))
    if row.document_id:
        address = escape(document_address(row.document_id, texts))
        title = f'<a href="{address}" data-document="{title}" target="_blank" rel="noopener">{title}</a>'
    if "title" in row.inferred:
        title += f' <span class="ip-inferred">{escape(words.title_inferred)}</span>'
    origin = " · ".join(part for part in (row.publisher, name) if part and part != row.title)
    cells: tuple[tuple[str, str], ...] = ((words.column_state, _state(row, texts)),)
    if row.document_id:
        date = escape(date_in_words(row.date, texts))
        if row.date and "date" in row.inferred:
            date += f' <span class="ip-inferred">{escape(words.date_inferred)}</span>'
        cells = (
            (words.column_date, date),
            (words.column_passages, grouped(row.passages, texts)),
            (words.column_size, _size(row, texts)),
            *cells,
        )
    span = "" if row.document_id else '<td class="ip-blank" colspan="3"></td>'
    rest = span + "".join(f'<td data-title="{escape(head)}">{value}</td>' for head, value in cells)
    where = f'<span class="ip-origin" title="{escape(row.source)}">{escape(origin)}</span>' if origin else ""
    return f'<tr><td class="ip-title">{title}{where}</td>{rest}<td class="ip-act">{_remove(row, texts)}</td></tr>'


def _size(row: Row, texts: Texts) -> str:
    words = texts.documents
    parts = [words.pages.format(count=grouped(row.pages, texts))] if row.pages else []
    return escape(" · ".join((*parts, words.size.format(count=grouped(row.characters, texts)))))


def _remove(row: Row, texts: Texts) -> str:
    """Return the button that asks about removing a file; the script of the page says which one it is of."""
    words = texts.documents
    label = escape(words.remove_label.format(name=name_of(row.source, texts)))
    return (
        f'<button type="button" class="ip-link" data-remove="{escape(row.source)}" aria-label="{label}" '
        f'title="{label}">{escape(words.remove)}</button>'
    )


def _state(row: Row, texts: Texts) -> str:
    words = texts.documents
    if row.alias_of:
        return escape(words.alias.format(name=name_of(row.alias_of, texts)))
    if row.reason:
        kept = words.kept.format(reason=reason_in(row.reason, texts))
        return f'<span class="ip-warning">{escape(kept)}</span>'
    since = escape(words.indexed_at.format(date=date_in_words(row.indexed_at[:10], texts)))
    partial = ""
    if row.warning:
        lack = words.partial.format(reason=reason_in(row.warning, texts))
        partial = f'<span class="ip-warning">{escape(lack)}</span>'
    return f'<span class="ip-check">{escape(words.indexed)}</span><span class="ip-origin">{since}</span>{partial}'


def failures_html(rows: Sequence[Row], choice: Choice, texts: Texts) -> str:
    """Return the chosen files that could not be read, each with its reason; nothing when there is none."""
    failed = [row for row in choice.of(rows) if row.reason]
    if not failed:
        return ""
    words = texts.documents
    items = "".join(_failure(row, texts) for row in failed[:SHOWN])
    if len(failed) > SHOWN:
        items += f"<li>{escape(words.more.format(count=len(failed) - SHOWN))}</li>"
    opened = " open" if len(failed) <= OPENED or choice.state is Chosen.FAILED else ""
    return (
        f'<section class="ip-failures"><details{opened}><summary>{escape(words.failures_title)} ({len(failed)})</summary>'
        f"<p>{escape(words.failure_advice)}</p><ul>{items}</ul></details></section>"
    )


def _failure(row: Row, texts: Texts) -> str:
    reason = reason_in(row.reason, texts)
    if row.document_id:
        reason = f"{reason} ({texts.documents.failure_kept})"
    folder = str(PurePath(container_of(row.source)[0]).parent)
    name = f'<strong title="{escape(row.source)}">{escape(name_of(row.source, texts))}</strong>'
    return (
        f"<li><div>{name}<span>{colon(texts.language)}{escape(reason)}</span>"
        f'<span class="ip-origin">{escape(folder)}</span></div>{_remove(row, texts)}</li>'
    )
