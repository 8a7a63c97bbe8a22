"""A conversation as HTML, and the small parts that every view shares. Pure functions: no Gradio, no store, no clock.

Everything that comes from a reader, a document or an answer goes through `ui.markup`, so that `[1]`, `$` or
`](javascript:` in a document stay what they are. Offsets and numbers come from the typed answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from urllib.parse import urlencode

from assistant.answers import Answer, Citation, Part, RefusalReason, Sentence, Status
from ui.conversation import Conversation, Exchange, Stage
from ui.markup import cells, escape, readable
from ui.texts import Texts
from ui.typography import colon, unbroken

_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_MARKER = re.compile(r"\[(\d{1,2})\]")


def date_in_words(date: str, texts: Texts) -> str:
    """Return an ISO date, whole or shortened, as a reader says it: "4 février 2008"; other texts come back as given."""
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", date):
        return date or texts.passages.unknown_date
    year, month, day = [*(int(part) for part in date.split("-")), 0, 0][:3]
    if not 1 <= month <= 12:
        return str(year)
    words = f"{texts.months[month - 1]} {year}"
    if not day:
        return words
    return f"{'1er' if day == 1 and texts.language == 'fr' else day} {words}"


def decimal(value: float, texts: Texts, digits: int = 2) -> str:
    """Return a number with the decimal sign of the language."""
    written = f"{value:.{digits}f}"
    return written.replace(".", ",") if texts.language == "fr" else written


def score_in_words(score: float, texts: Texts) -> str:
    """Return how near a passage is; the levels begin at 0.75, 0.5, 0.25 and 0."""
    return texts.passages.score_levels[next(i for i, least in enumerate((0.75, 0.5, 0.25, -1.0)) if score >= least)]


def confidence_in_words(confidence: float, texts: Texts) -> str:
    """Return a probability as high (from 0.8), medium (from 0.5) or low confidence."""
    if confidence >= 0.8:
        return texts.chat.confidence_high
    return texts.chat.confidence_medium if confidence >= 0.5 else texts.chat.confidence_low


def document_address(document_id: str, texts: Texts, start: int | None = None, end: int | None = None) -> str:
    """Return the address of the document view, at a place when one is given (not escaped yet)."""
    query: dict[str, object] = {} if texts.language == "fr" else {"lang": texts.language}
    if start is not None and end is not None:
        query |= {"start": start, "end": end}
    fragment = "#quote" if start is not None else ""
    return f"/documents/{document_id}{'?' if query else ''}{urlencode(query)}{fragment}"


def welcome(texts: Texts) -> str:
    """Return what an empty conversation shows."""
    return (
        f'<div class="ip-welcome"><h2>{escape(texts.chat.welcome_title)}</h2><p>{escape(texts.chat.welcome)}</p></div>'
    )


def conversation_html(conversation: Conversation, texts: Texts) -> str:
    """Return every exchange, oldest first."""
    if not conversation.exchanges:
        return welcome(texts)
    exchanges = "".join(exchange_html(exchange, texts) for exchange in conversation.exchanges)
    return f'<div role="log">{exchanges}</div>'


def exchange_html(exchange: Exchange, texts: Texts) -> str:
    """Return a question and whatever has come back so far."""
    chat = texts.chat
    if exchange.stage is Stage.FAILED:
        body = error_html(chat.error_title, exchange.error, chat.error_advice)
    elif exchange.answer is not None:
        body = answer_html(exchange.answer, exchange.number, texts)
    else:
        body = _unfinished(exchange, texts)
    question, means = escape(unbroken(exchange.question)), colon(texts.language)
    return (
        f'<article class="ip-exchange" id="exchange-{exchange.number}" tabindex="-1">'
        f'<div class="ip-question"><span class="ip-unseen">{escape(chat.you)}{means}</span>{question}</div>'
        f'<span class="ip-unseen">{escape(chat.assistant)}{means}</span>{body}</article>'
    )


def error_html(title: str, message: str, advice: str) -> str:
    """Return a failure: never to be mistaken for a refusal."""
    return (
        f'<div class="ip-answer ip-error" role="alert"><p class="ip-verdict">{escape(title)}</p>'
        f"<pre>{escape(message)}</pre><p>{escape(advice)}</p></div>"
    )


def _unfinished(exchange: Exchange, texts: Texts) -> str:
    # Markers and bold signs of a text still being written are dressed for the eye only; the final answer is typed.
    written = _MARKER.sub(
        r'<span class="ip-marker">[\1]</span>', _BOLD.sub(r"<strong>\1</strong>", escape(exchange.written))
    )
    if exchange.stage is Stage.STOPPED:
        status = f'<p class="ip-small">{escape(texts.chat.stopped)}</p>'
    else:
        reading = texts.chat.reading.format(count=len(exchange.hits))
        words = texts.chat.searching if exchange.stage is Stage.SEARCHING else reading
        status = f'<p class="ip-small ip-waiting">{escape(words)}</p>'
    shown = f'<p class="ip-sentence">{written}</p>' if written else ""
    return f'<div class="ip-answer">{shown}{status}</div>'


def answer_html(answer: Answer, number: int, texts: Texts) -> str:
    """Return a whole answer; its sentences are rendered from their types, never from the Markdown."""
    understood = ""
    if _differs(answer.standalone_question, answer.question):
        words = escape(texts.chat.understood_as)
        understood = (
            f'<p class="ip-small ip-understood">{words} <q>{escape(unbroken(answer.standalone_question))}</q></p>'
        )
    if answer.refused:
        return understood + _refusal(answer, number, texts)
    parted = any(sentence.part is not Part.QUOTE for sentence in answer.sentences)
    sentences = _parts(answer, number, texts) if parted else _sentences(answer, number, texts)
    literal = all(sentence.status is Status.LITERAL for sentence in answer.sentences)
    checks = [f'<span class="ip-check">{escape(texts.chat.all_literal)}</span>'] if literal else []
    checks.append(f'<span class="ip-origin">{escape(texts.chat.origins[answer.origin])}</span>')
    percent = texts.chat.confidence_title.format(percent=round(answer.confidence * 100))
    words = confidence_in_words(answer.confidence, texts)
    checks.append(f'<span title="{escape(percent)}">{escape(words)}</span>')
    return f'{understood}<div class="ip-answer">{sentences}{_foot(answer, number, checks, texts)}</div>'


def _differs(standalone: str, question: str) -> bool:
    return bool(standalone) and standalone.casefold().split() != question.casefold().split()


def _refusal(answer: Answer, number: int, texts: Texts) -> str:
    if answer.reason is RefusalReason.SMALL_TALK:
        return f'<div class="ip-answer"><p class="ip-sentence">{escape(unbroken(answer.text))}</p></div>'
    why = texts.chat.reasons[answer.reason] if answer.reason is not None else ""
    verdict = " · ".join(part for part in (texts.chat.refusal_title, why) if part)
    return (
        f'<div class="ip-answer ip-refusal"><p class="ip-verdict">{escape(verdict)}</p>'
        f'<p class="ip-sentence">{escape(unbroken(answer.text))}</p>{_foot(answer, number, [], texts)}</div>'
    )


def _sentences(answer: Answer, number: int, texts: Texts) -> str:
    """Return the sentences; what the Markdown lists are items here too, the first one unless it announces the list.

    Rows of a table, which come after its first row, are a table.
    """
    rendered = [_sentence(sentence, answer.citations, number, texts) for sentence in answer.sentences]
    own = sum(sentence.text.count("\n- ") for sentence in answer.sentences)
    first = 1 if rendered and answer.sentences[0].text.rstrip().endswith(":") else 0
    widths = [len(cells(sentence.text)) for sentence in answer.sentences]
    if len(rendered) > 1 and answer.text.count("\n- ") - own == len(rendered) - 1 and set(widths) == {1}:
        items = "".join(f"<li>{sentence}</li>" for sentence in rendered[first:])
        return "".join(f'<p class="ip-sentence">{sentence}</p>' for sentence in rendered[:first]) + f"<ul>{items}</ul>"
    parts: list[str] = []
    for width, run in groupby(range(len(rendered)), key=lambda at: widths[at]):
        rows = list(run)
        if width > 1 and len(rows) > 1:
            parts.append(_table([answer.sentences[row] for row in rows], answer.citations, number, texts))
        else:
            parts += [f'<p class="ip-sentence">{rendered[row]}</p>' for row in rows]
    return "".join(parts)


def _table(rows: Sequence[Sentence], citations: Sequence[Citation], number: int, texts: Texts) -> str:
    """Return sentences that are rows of one width as a table under the first of them."""
    lines = []
    for position, sentence in enumerate(rows):
        tag = "td" if position else "th"
        held = [readable(sentence.text, sentence.emphasis, cell) for cell in cells(sentence.text)]
        held[0] += _markers(sentence, citations, number, texts)  # a wide table is cut on the right until one scrolls
        lines.append("<tr>" + "".join(f"<{tag}>{each}</{tag}>" for each in held) + "</tr>")
    table = f"<thead>{lines[0]}</thead><tbody>{''.join(lines[1:])}</tbody>"
    return f'<div class="ip-wide" tabindex="0"><table class="ip-rows">{table}</table></div>'


def _parts(answer: Answer, number: int, texts: Texts) -> str:
    """Return composed sentences as paragraphs, and what each introduces as a list. Its markers stand in the list."""
    parts: list[str] = []
    for composed, sentences in groupby(answer.sentences, key=lambda sentence: sentence.part.is_composed):
        if not composed:
            items = "".join(f"<li>{_sentence(s, answer.citations, number, texts)}</li>" for s in sentences)
            parts.append(f"<ul>{items}</ul>")
            continue
        for sentence in sentences:
            text = readable(unbroken(sentence.text), sentence.emphasis)
            if sentence.part is Part.COUNT:
                text += f' <span class="ip-status ip-counted">{escape(texts.chat.counted)}</span>'
            parts.append(f'<p class="ip-sentence ip-{sentence.part}">{text}</p>')
    return "".join(parts)


def _sentence(sentence: Sentence, citations: Sequence[Citation], exchange: int, texts: Texts) -> str:
    return readable(sentence.text, sentence.emphasis) + _markers(sentence, citations, exchange, texts)


def _markers(sentence: Sentence, citations: Sequence[Citation], exchange: int, texts: Texts) -> str:
    """Return the numbers of the citations of a sentence, and its status unless it is literal."""
    # A number without a citation never reaches the screen.
    known = {citation.number for citation in citations}
    markers = "".join(_marker(number, exchange, texts) for number in sentence.citations if number in known)
    if sentence.status is Status.LITERAL:
        return markers
    return (
        f'{markers} <span class="ip-status ip-{sentence.status}">{escape(texts.chat.statuses[sentence.status])}</span>'
    )


def _marker(number: int, exchange: int, texts: Texts) -> str:
    label = escape(texts.chat.marker_label.format(number=number))
    target = f"cite-{exchange}-{number}"
    return f'&nbsp;<a class="ip-marker" href="#{target}" data-goto="{target}" title="{label}" aria-label="{label}">[{number}]</a>'


def _foot(answer: Answer, number: int, checks: Sequence[str], texts: Texts) -> str:
    seconds = escape(texts.chat.seconds.format(value=decimal(answer.timings.total / 1000, texts)))
    copy = (
        f'<button type="button" class="ip-link" data-copy="{escape(answer_as_text(answer, texts))}" '
        f'data-done="{escape(texts.chat.copied)}">{escape(texts.chat.copy)}</button>'
    )
    sources = ""
    if answer.citations or answer.consulted:
        target = f"passages-{number}"
        words = escape(texts.chat.sources_of_answer)
        sources = f'<a class="ip-link ip-sources" href="#{target}" data-goto="{target}">{words}</a>'
    wrong = (
        f'<button type="button" class="ip-link ip-wrong" data-press="ip-wrong" '
        f'title="{escape(texts.chat.wrong_title)}">{escape(texts.chat.wrong)}</button>'
    )
    return f'<div class="ip-foot">{"".join(checks)}<span>{seconds}</span>{copy}{wrong}{sources}</div>'


def answer_as_text(answer: Answer, texts: Texts) -> str:
    """Return an answer as plain text for the clipboard: sentences with [n], then the numbered sources."""
    if answer.refused:
        return answer.text
    known = {citation.number for citation in answer.citations}
    parted = any(sentence.part is not Part.QUOTE for sentence in answer.sentences)
    lines = []
    for s in answer.sentences:
        markers = () if s.part.is_composed else (f"[{n}]" for n in s.citations if n in known)
        lines.append(" ".join((f"- {s.text}" if parted and not s.part.is_composed else s.text, *markers)))
    sources = [f"[{c.number}] {c.document.title} ({date_in_words(c.document.date, texts)})" for c in answer.citations]
    return "\n".join((*lines, "", *sources))
