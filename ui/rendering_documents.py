"""Documents as HTML: the list, the whole text of one, and what a synchronisation would do or did. Pure functions."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from corpus.documents import Document, Passage, Span
from ui.rendering import date_in_words, decimal, document_address, escape, styled
from ui.texts import Texts

SHOWN = 200
"""Rows of the list and sources of a plan's group that are shown at most."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list: a file and what is held of it. `reason`, `alias_of`, `warning` are empty where all is well."""

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


@dataclass(frozen=True, slots=True)
class Group:
    """Some sources of a plan that share one fate, with a reason each where there is one."""

    title: str
    sources: tuple[tuple[str, str], ...]


def documents_html(rows: Sequence[Row], wanted: str, texts: Texts) -> str:
    """Return the list of the documents that match the filter, with the counts."""
    words = texts.documents
    if not rows:
        return f'<p class="ip-empty">{escape(words.none_yet)}</p>'
    shown = [row for row in rows if matches(row, wanted)]
    counts = words.count.format(documents=len(rows), passages=sum(row.passages for row in rows))
    if wanted.strip():
        counts = words.count_filtered.format(shown=len(shown), documents=len(rows))
    if len(shown) > SHOWN:
        counts += ". " + words.truncated.format(limit=SHOWN)
    count = f'<p class="ip-small">{escape(counts)}</p>'
    if not shown:
        return f'{count}<p class="ip-empty">{escape(words.nothing_matches)}</p>'
    titles = (words.column_title, words.column_date, words.column_passages, words.column_size, words.column_state)
    head = "".join(f'<th scope="col">{escape(title)}</th>' for title in titles)
    body = "".join(_row(row, texts) for row in shown[:SHOWN])
    return f'{count}<table class="ip-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def matches(row: Row, wanted: str) -> bool:
    """Say whether every word of the filter is in the title, publisher, date or file name, accents and case aside."""
    text = _plain(f"{row.title} {row.publisher} {row.date} {PurePath(row.source).name}")
    return all(word in text for word in _plain(wanted).split())


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _row(row: Row, texts: Texts) -> str:
    words = texts.documents
    title = escape(row.title)
    if row.document_id:
        address = escape(document_address(row.document_id, texts))
        title = f'<a href="{address}" data-document="{title}" target="_blank" rel="noopener">{title}</a>'
    origin = " · ".join(part for part in (row.publisher, PurePath(row.source).name) if part)
    cells = (
        (words.column_date, escape(date_in_words(row.date, texts))),
        (words.column_passages, str(row.passages)),
        (words.column_size, escape(words.size.format(count=grouped(row.characters, texts)))),
        (words.column_state, _state(row, texts)),
    )
    rest = "".join(f'<td data-title="{escape(name)}">{value}</td>' for name, value in cells)
    return (
        f'<tr><td>{title}<span class="ip-origin" title="{escape(row.source)}">{escape(origin)}</span></td>{rest}</tr>'
    )


def _state(row: Row, texts: Texts) -> str:
    words = texts.documents
    if row.alias_of:
        return escape(words.alias.format(name=PurePath(row.alias_of).name))
    if row.reason:
        return f'<span class="ip-warning">{escape(words.kept.format(reason=row.reason))}</span>'
    since = escape(words.indexed_at.format(date=date_in_words(row.indexed_at[:10], texts)))
    partial = (
        f'<span class="ip-warning">{escape(words.partial.format(reason=row.warning))}</span>' if row.warning else ""
    )
    return f'<span class="ip-check">{escape(words.indexed)}</span><span class="ip-origin">{since}</span>{partial}'


def grouped(number: int, texts: Texts) -> str:
    """Return a number with its thousands set apart as the language does."""
    return f"{number:,}".replace(",", "\u202f" if texts.language == "fr" else ",")


def failures_html(failures: Sequence[tuple[str, str]], texts: Texts) -> str:
    """Return the files that could not be read, each with its reason; nothing when there is none."""
    if not failures:
        return ""
    words = texts.documents
    items = "".join(_item(source, reason) for source, reason in failures[:SHOWN])
    return (
        f'<section class="ip-failures"><h3>{escape(words.failures_title)} ({len(failures)})</h3>'
        f"<ul>{items}</ul><p>{escape(words.failure_advice)}</p></section>"
    )


def _item(source: str, reason: str) -> str:
    name = f'<span title="{escape(source)}">{escape(PurePath(source).name)}</span>'
    return f"<li>{name}{' : ' + escape(reason) if reason else ''}</li>"


def plan_html(groups: Sequence[Group], unchanged: int, texts: Texts) -> str:
    """Return what a synchronisation would do: each group with its count and its sources."""
    words = texts.documents
    filled = [group for group in groups if group.sources]
    same = f'<p class="ip-small">{escape(words.plan_unchanged)} : {unchanged}</p>'
    if not filled:
        return f'<div class="ip-notice"><p>{escape(words.plan_nothing)}</p>{same}</div>'
    parts = [f"<h3>{escape(words.plan_title)}</h3>"]
    for group in filled:
        items = "".join(_item(source, reason) for source, reason in group.sources[:SHOWN])
        rest = len(group.sources) - SHOWN
        more = f"<li>{escape(words.more.format(count=rest))}</li>" if rest > 0 else ""
        parts.append(f"<h4>{escape(group.title)} ({len(group.sources)})</h4><ul>{items}{more}</ul>")
    return f'<div class="ip-notice">{"".join(parts)}{same}</div>'


def progress_html(step: str, done: int, total: int, source: str, texts: Texts) -> str:
    """Return a progress bar with its words; `total` 0 means that the length is not known yet."""
    words = texts.documents
    bar = f'<progress max="{total}" value="{min(done, total)}"></progress>' if total else "<progress></progress>"
    counted = words.step.format(step=step, done=done, total=total) if total else step
    name = f" <span>{escape(PurePath(source).name)}</span>" if source else ""
    return (
        f'<div class="ip-notice" role="status"><p>{escape(words.working)}</p>{bar}'
        f'<p class="ip-small">{escape(counted)}{name}</p></div>'
    )


def done_html(seconds: float, passages: int, embedded: int, *, changed: bool, texts: Texts) -> str:
    """Return what a finished synchronisation did."""
    words = texts.documents
    text = words.done.format(seconds=decimal(seconds, texts, 1), passages=passages, embedded=embedded)
    return (
        f'<div class="ip-notice ip-done" role="status"><p>{escape(text if changed else words.done_unchanged)}</p></div>'
    )


def lines_html(lines: Sequence[str]) -> str:
    """Return short messages, one a line."""
    return (
        f'<ul class="ip-notice ip-lines">{"".join(f"<li>{escape(line)}</li>" for line in lines)}</ul>' if lines else ""
    )


def document_page(document: Document, passages: Sequence[Passage], quote: Span | None, texts: Texts) -> str:
    """Return a complete HTML page: the whole text, passage by passage, with the quotation marked and scrolled to."""
    words = texts.passages
    facts = [date_in_words(document.date, texts)]
    facts += [words.publisher.format(publisher=document.publisher)] if document.publisher else []
    facts += [words.original.format(source=document.url or PurePath(document.source).name)]
    moved = ""
    if quote is not None and not 0 <= quote.start < quote.end <= len(document.text):
        quote, moved = None, f'<p class="ip-moved">{escape(words.moved)}</p>'
    header = (
        f'<header><h1>{escape(document.title)}</h1><p class="ip-meta">'
        f"{''.join(f'<span>{escape(fact)}</span>' for fact in facts)}</p>{moved}</header>"
    )
    body = "".join(_stretches(document, passages, quote, texts))
    return _page(document.title, f"{header}<main>{body}</main>", texts)


def _stretches(document: Document, passages: Sequence[Passage], quote: Span | None, texts: Texts) -> list[str]:
    """Return the text in order, each passage in its own section; text between passages is kept too."""
    parts: list[str] = []
    position, anchored = 0, False
    for number, passage in enumerate(passages, 1):
        stretches = [(position, passage.start, ""), (passage.start, passage.end, passage.id)]
        for start, end, identity in stretches:
            if start >= end:
                continue
            marked = _inside(quote, start, end)
            anchor = "quote" if marked is not None and not anchored else ""
            anchored = anchored or marked is not None
            text = styled(document.text[start:end], marked, anchor=anchor)
            parts.append(_stretch(text, identity, number, len(passages), texts) if identity else text)
        position = max(position, passage.end)
    marked = _inside(quote, position, len(document.text))
    parts.append(styled(document.text[position:], marked, anchor="" if anchored else "quote"))
    return parts


def _inside(quote: Span | None, start: int, end: int) -> Span | None:
    if quote is None or quote.end <= start or end <= quote.start:
        return None
    return Span(max(quote.start, start) - start, min(quote.end, end) - start)


def _stretch(text: str, identity: str, number: int, total: int, texts: Texts) -> str:
    label = escape(texts.passages.passage_of.format(number=number, total=total))
    return f'<section id="p-{escape(identity)}" class="ip-stretch" aria-label="{label}" data-label="{label}">{text}</section>'


def missing_page(texts: Texts) -> str:
    """Return the page for a document that is not in the corpus."""
    words = texts.passages
    header = f"<header><h1>{escape(words.not_found_title)}</h1></header>"
    return _page(words.not_found_title, f"{header}<main><p>{escape(words.not_found)}</p></main>", texts)


def _page(title: str, body: str, texts: Texts) -> str:
    return (
        f'<!doctype html><html lang="{texts.language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(title)} – {texts.title}</title>'
        f'<link rel="stylesheet" href="/page/styles.css"></head><body class="ip-document">{body}</body></html>'
    )
