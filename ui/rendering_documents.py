"""A document as a page of its own: its whole text, passage by passage. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from corpus.documents import Document, Passage, Span
from ui.markup import escape, styled
from ui.rendering import date_in_words
from ui.texts import Texts
from ui.typography import unbroken


def grouped(number: int, texts: Texts) -> str:
    """Return a number with its thousands set apart as the language does."""
    return f"{number:,}".replace(",", "\u202f" if texts.language == "fr" else ",")


def document_page(document: Document, passages: Sequence[Passage], quote: Span | None, texts: Texts) -> str:
    """Return a complete HTML page: the whole text, passage by passage, with the quotation marked and scrolled to."""
    words = texts.passages
    date = date_in_words(document.date, texts)
    inferred = f" ({texts.documents.date_inferred})" if document.date and "date" in document.inferred else ""
    facts = [f"{date}{inferred}"]
    facts += [words.publisher.format(publisher=document.publisher)] if document.publisher else []
    facts += [words.original.format(source=document.url or PurePath(document.source).name)]
    moved = ""
    if quote is not None and not 0 <= quote.start < quote.end <= len(document.text):
        quote, moved = None, f'<p class="ip-moved">{escape(words.moved)}</p>'
    header = (
        f'<header><h1>{escape(unbroken(document.title))}</h1><p class="ip-meta">'
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
