"""Cited and consulted passages as HTML: the proofs beside a conversation. Pure functions, as in `rendering`."""

from __future__ import annotations

from assistant.answers import Citation
from corpus.documents import Document, Passage, Span
from index.contracts import Hit
from ui.conversation import Conversation, Exchange
from ui.markup import escape, styled
from ui.rendering import date_in_words, decimal, document_address, score_in_words
from ui.texts import Texts
from ui.typography import colon, unbroken

CONTEXT = 180
"""Characters of a passage that stay visible on each side of its quotation before the reader asks for the rest."""


def passages_html(conversation: Conversation, texts: Texts) -> str:
    """Return the passages of every exchange; those of the last one are shown, the others wait for a click."""
    if not conversation.exchanges:
        return f'<p class="ip-empty">{escape(texts.passages.empty)}</p>'
    last = conversation.exchanges[-1].number
    many = last > 1
    return "".join(
        f'<section class="ip-passages" id="passages-{exchange.number}" tabindex="-1" data-exchange="{exchange.number}"'
        f"{'' if exchange.number == last else ' hidden'}>{_passages_of(exchange, texts, named=many)}</section>"
        for exchange in conversation.exchanges
    )


def _passages_of(exchange: Exchange, texts: Texts, *, named: bool) -> str:
    passages, answer = texts.passages, exchange.answer
    about = ""
    if named:
        about = f'<p class="ip-small">{escape(passages.for_question)} <q>{escape(unbroken(exchange.question))}</q></p>'
    if answer is None:
        cards = "".join(hit_card(hit, texts) for hit in exchange.hits)
        title = passages.reading_title if exchange.running else passages.read_title
        # A quick answer replaces these before they appear: `ip-reading` waits a moment.
        return f'<div class="ip-reading"><h2>{escape(title)}</h2>{about}{cards}</div>'
    if answer.citations:
        cards = "".join(citation_card(citation, exchange.number, texts) for citation in answer.citations)
        return f"<h2>{escape(passages.cited_title)}</h2>{about}{cards}"
    if answer.consulted:
        cards = "".join(hit_card(hit, texts) for hit in answer.consulted)
        hint = f'<p class="ip-small">{escape(passages.consulted_hint)}</p>'
        return f"<h2>{escape(passages.consulted_title)}</h2>{about}{hint}{cards}"
    return f'<h2>{escape(passages.cited_title)}</h2>{about}<p class="ip-empty">{escape(passages.none_cited)}</p>'


def citation_card(citation: Citation, exchange: int, texts: Texts) -> str:
    """Return a citation: what it quotes, where, how near, and the way into the document."""
    target = f"cite-{exchange}-{citation.number}"
    body = quoted_passage(citation.passage, citation.start, citation.end)
    # A fact may be quoted from a passage that was not searched for: then there is no nearness to tell.
    score = _score(citation.score, texts, in_words=True) if citation.score > 0 else ""
    meta = _meta(citation.document, citation.start, score, texts)
    back = (
        f'<a class="ip-link ip-back" href="#exchange-{exchange}" data-goto="exchange-{exchange}">'
        f"{escape(texts.passages.back_to_answer)}</a>"
    )
    number = f'<span class="ip-number">{citation.number}</span>'
    place = Span(citation.start, citation.end)
    return _card(target, number, citation.document, meta, body, place, texts, extra=back)


def hit_card(hit: Hit, texts: Texts) -> str:
    """Return a passage that was read or offered but proves nothing: no number, no mark."""
    text = hit.passage.text.strip()
    cut = len(text) if len(text) < 3 * CONTEXT else text.rfind(" ", 0, 2 * CONTEXT)
    body = styled(text[:cut]) + _far(text[cut:], before=False) if cut > 0 else styled(text)
    place = Span(hit.passage.start, hit.passage.end)
    meta = _meta(hit.document, hit.passage.start, _score(hit.score, texts, in_words=False), texts)
    return _card("", "", hit.document, meta, body, place, texts)


def quoted_passage(passage: Passage, start: int, end: int) -> str:
    """Return a passage with `document.text[start:end]` marked; text far from the quotation can be unfolded."""
    text, quote = passage.text, Span(start - passage.start, end - passage.start)
    left, right = _context(text, quote)
    first, last = len(text) - len(text.lstrip()), len(text.rstrip())
    left, right = max(left, min(first, quote.start)), min(right, max(last, quote.end))
    near = styled(text[left:right], Span(quote.start - left, quote.end - left))
    return f"{_far(text[:left].lstrip(), before=True)}{near}{_far(text[right:].rstrip(), before=False)}"


def _context(text: str, quote: Span) -> tuple[int, int]:
    left, right = quote.start - CONTEXT, quote.end + CONTEXT
    left = 0 if left < CONTEXT // 2 else text.find(" ", left, quote.start) + 1
    right = len(text) if right > len(text) - CONTEXT // 2 else text.rfind(" ", quote.end, right)
    return left, right if right >= quote.end else len(text)


def _far(text: str, *, before: bool) -> str:
    if not text:
        return ""
    far = f'<span class="ip-far">{styled(text)}</span>'
    dots = '<span class="ip-dots" aria-hidden="true">…</span>'
    return f"{far}{dots} " if before else f" {dots}{far}"


def _meta(document: Document, offset: int, score: str, texts: Texts) -> str:
    passages = texts.passages
    parts = [f"<span>{escape(date_in_words(document.date, texts))}</span>"]
    section = document.section_at(offset).removeprefix(document.title).removeprefix(" › ")
    if section:
        label = f"{escape(passages.section)}{colon(texts.language)}"
        parts.append(f'<span><span class="ip-unseen">{label}</span>{escape(section)}</span>')
    if (page := document.page_at(offset)) is not None:
        parts.append(f"<span>{escape(passages.page.format(number=page))}</span>")
    return "".join((*parts, score))


def _score(score: float, texts: Texts, *, in_words: bool) -> str:
    """Return how near a passage is. A passage that proves nothing gets no word: even the best found may be far."""
    value = decimal(score, texts)
    words = texts.passages.score.format(value=value)
    if in_words:
        words = f"{score_in_words(score, texts)} ({value})"
    return f'<span title="{escape(texts.passages.score_title)}">{escape(words)}</span>'


def _card(
    target: str, number: str, document: Document, meta: str, body: str, place: Span, texts: Texts, extra: str = ""
) -> str:
    address = escape(document_address(document.id, texts, place.start, place.end))
    title = escape(unbroken(document.title))
    unfold = ""
    if 'class="ip-far"' in body:
        words = escape(texts.passages.whole_passage)
        unfold = f'<button type="button" class="ip-link" data-unfold aria-expanded="false">{words}</button>'
    identity = f'id="{target}" ' if target else ""
    return (
        f'<article {identity}class="ip-card" tabindex="-1"><header>{number}<h3>{title}</h3></header>'
        f'<p class="ip-meta">{meta}</p><blockquote class="ip-passage">{body}</blockquote>'
        f'<footer><a class="ip-link" href="{address}" data-document="{title}" target="_blank" rel="noopener">'
        f"{escape(texts.passages.open_here)}</a>{unfold}{extra}</footer></article>"
    )
