"""The small parts that every view of the Explorer shares: links, quotations, explanations. Pure functions, all escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from assistant.exploring.countries import country_name
from assistant.exploring.entries import Clash, Entry, Exploration, Quote, Value
from corpus.corrections import Outcome
from corpus.fact_kinds import FactKind, FieldName
from ui.explorer_state import State
from ui.explorer_words import ExplorerWords
from ui.markup import escape
from ui.rendering import date_in_words, document_address
from ui.rendering_documents import grouped
from ui.texts import Texts
from ui.typography import colon, unbroken

_QUOTE = 260
_CELL = 140
_SOURCES = 15
"""Sentences of a row that are shown; an export holds them all, the sheets of its names show them too."""

_ICON = '<svg class="ip-icon" viewBox="0 0 16 16" aria-hidden="true">{}</svg>'
SHEET_ICON = _ICON.format(
    '<rect x="2.5" y="2.5" width="11" height="11" rx="2"/><path d="M5.5 6h5M5.5 8.5h5M5.5 11h3"/>'
)
PENCIL_ICON = _ICON.format('<path d="M3 13l.6-2.8 7-7 2.2 2.2-7 7zM9.3 4.5l2.2 2.2"/>')


@dataclass(frozen=True, slots=True)
class Scene:
    """What a view is drawn from: the facts, what the reader looks at, and the words of the language.

    `outcomes` are the corrections by persons; None where the page cannot correct.
    """

    exploration: Exploration
    state: State
    words: ExplorerWords
    texts: Texts
    outcomes: tuple[Outcome, ...] | None = None

    def at(self, state: State) -> Scene:
        """Return the same with another state."""
        return replace(self, state=state)


def explore_link(state: State, inner: str, *, css: str = "", key: str = "", **attributes: str) -> str:
    """Return a link to a state; `inner` is HTML already. `key` lets the focus come back to it after it was followed."""
    names = {"class": css, "data-key": key, **{name.replace("_", "-"): value for name, value in attributes.items()}}
    extra = "".join(f' {name}="{escape(value)}"' for name, value in names.items() if value)
    return f'<a href="{escape(state.address())}" data-explore{extra}>{inner}</a>'


def sheet_link(name: str, scene: Scene, inner: str, *, css: str = "") -> str:
    """Return a link to the sheet of a name; `inner` is HTML already."""
    label = scene.words.sheet.open.format(name=shown_name(name, scene))
    return explore_link(scene.state.sheet(name), inner, css=css, title=label, data_focus="main")


def sheet_icon(name: str, scene: Scene) -> str:
    """Return the small sign that opens the sheet of a name."""
    label = scene.words.sheet.open.format(name=shown_name(name, scene))
    link = scene.state.sheet(name)
    return explore_link(link, SHEET_ICON, css="ip-fiche", title=label, aria_label=label, data_focus="main")


def passage_link(quote: Quote, inner: str, scene: Scene, *, title: str = "", css: str = "") -> str:
    """Return a link that opens a document at a quotation; `inner` is HTML already."""
    attributes = passage_attributes(quote, scene, title=title)
    return f"<a{f' class={chr(34)}{css}{chr(34)}' if css else ''} {attributes}>{inner}</a>"


def passage_attributes(quote: Quote, scene: Scene, *, title: str = "") -> str:
    """Return the attributes of a link (HTML or SVG) that opens a document at a quotation."""
    address = escape(document_address(quote.document.id, scene.texts, quote.start, quote.end))
    name = escape(quote.document.title)
    hint = f' title="{escape(title)}"' if title else ""
    return f'href="{address}" data-document="{name}" target="_blank" rel="noopener"{hint}'


def one_line(text: str, limit: int = _QUOTE) -> str:
    """Return a text on one line, shortened between words."""
    line = unbroken(" ".join(text.split()))
    return line if len(line) <= limit else line[:limit].rsplit(" ", 1)[0].rstrip(",;:.") + " …"


def why(word: str, explanation: str, css: str = "") -> str:
    """Return a small word that unfolds its explanation (HTML already)."""
    return f'<details class="ip-why {css}"><summary>{escape(word)}</summary><div>{explanation}</div></details>'


def doubt_html(entry: Entry, scene: Scene) -> str:
    """Return why a fact should be checked, where it is read and how to put it right; nothing for one that is sure."""
    if not entry.doubtful:
        return ""
    words, quote = scene.words, entry.statements[0].quote
    told = escape(words.low_why.format(percent=round(entry.confidence * 100)))
    mend = ""
    if scene.outcomes is not None:
        form = replace(scene.state, edited=entry.key)
        mend = f"<p>{explore_link(form, escape(words.corrections.check_title), css='ip-link', data_focus='main')}</p>"
    return why(f"? {words.low}", f"<p>{told}</p><p>{passage_link(quote, _quoted(quote), scene)}</p>{mend}", "ip-doubt")


def shown_name(name: str, scene: Scene) -> str:
    """Return a name as it is said in the language of the page: countries have one in each."""
    return country_name(name, scene.words.language)


def shown_value(value: Value, scene: Scene) -> str:
    """Return a value in words: the status and the country in the language of the page, the rest as the document says it."""
    if value.name is FieldName.STATUS:
        return scene.words.statuses.get(value.canonical, value.label)
    if value.name in (FieldName.COUNTRY, FieldName.PARTNER):
        return shown_name(value.label, scene)
    return value.label


def value_html(value: Value, scene: Scene) -> str:
    """Return a value that opens its passage, with its sheet and, where it is not said outright, the explanation."""
    words, quote = scene.words, value.quotes[0]
    hint = words.quoted.format(quote=one_line(quote.text))
    shown = escape(one_line(shown_value(value, scene), _CELL))
    if value.name in (FieldName.EMAIL, FieldName.SITE):
        shown = re.sub(r"(?<=[@/])|(?=\.)", "<wbr>", shown)  # a long address ends its lines there, not within a word
    link = passage_link(quote, shown, scene, title=hint, css=_status_css(value))
    parts = [f'<span class="ip-pair">{link}{sheet_icon(value.canonical, scene) if value.named else ""}</span>']
    if value.stated:
        parts.append(why(words.stated, escape(words.stated_why)))
    elif value.inferred:
        parts.append(why(words.inferred, escape(words.inferred_why.format(quote=one_line(quote.text)))))
    return f'<span class="ip-value">{"".join(parts)}</span>'


def _status_css(value: Value) -> str:
    known = value.canonical in ("signed", "negotiated", "planned")
    return f"ip-stage ip-stage-{value.canonical}" if value.name is FieldName.STATUS and known else ""


def clashes_html(clashes: Iterable[Clash], scene: Scene) -> str:
    """Return the contradictions of a cell: what each document says, with its date."""
    words = scene.words
    found = list(clashes)
    if not found:
        return ""
    sides: dict[Quote, str] = {found[0].here: words.clash_here}
    for clash in found:
        sides.setdefault(clash.here, words.clash_here)
        sides.setdefault(clash.there, words.clash_there)
    items = "".join(
        f"<li>{escape(side)}{colon(words.language)}{passage_link(quote, _quoted(quote), scene)}{_origin(quote, scene)}</li>"
        for quote, side in sides.items()
    )
    word = words.clash.get(found[0].field, words.clash_other)
    return why(f"⚠ {word}", f"<p>{escape(words.clash_why)}</p><ul>{items}</ul>", "ip-clash")


def _quoted(quote: Quote) -> str:
    return f"<q>{escape(one_line(quote.text))}</q>"


def _origin(quote: Quote, scene: Scene) -> str:
    return f'<span class="ip-origin">{escape(unbroken(quote.document.title))} ({escape(document_date(quote, scene))})</span>'


def document_date(quote: Quote, scene: Scene) -> str:
    """Return the date of a document in words."""
    date = quote.document.date
    return date_in_words(date, scene.texts) if date else scene.words.document_unknown_date


def sources_html(entry: Entry, scene: Scene) -> str:
    """Return where a row is stated: one document and sentence, or all of them, unfolded on demand."""
    words = scene.words
    first = entry.statements[0].quote
    if len(entry.statements) == 1:
        hint = words.quoted.format(quote=one_line(first.text))
        return _document_link(first, scene, hint)
    documents = len(entry.documents)
    if documents == 1:
        told = words.statements.format(count=len(entry.statements))
        summary = f'{escape(one_line(first.document.title, 60))}<span class="ip-origin">{escape(told)}</span>'
    else:
        told = words.documents_passages.format(documents=documents, passages=len(entry.statements))
        summary = escape(told)
    items = "".join(
        f"<li>{passage_link(s.quote, _quoted(s.quote), scene)}{_origin(s.quote, scene)}</li>"
        for s in entry.statements[:_SOURCES]
    )
    if len(entry.statements) > _SOURCES:
        told = words.pictures.more.format(count=grouped(len(entry.statements) - _SOURCES, scene.texts))
        items += f"<li>{escape(told)}</li>"
    return f'<details class="ip-all"><summary>{summary}</summary><ol>{items}</ol></details>'


def _document_link(quote: Quote, scene: Scene, hint: str) -> str:
    title = escape(one_line(quote.document.title, 60))
    date = escape(document_date(quote, scene))
    return f'{passage_link(quote, title, scene, title=hint)}<span class="ip-origin">{date}</span>'


def counted(number: int, scene: Scene, words: tuple[str, str] | None = None) -> str:
    """Return a number of things in words, of facts unless `words` (singular, plural) say what."""
    one, many = words or scene.words.facts
    return f"{grouped(number, scene.texts)} {many if number > 1 else one}"


def relation(kind: FactKind, number: int, scene: Scene) -> str:
    """Return a number of facts of a kind in words: "3 accords", "1 accord"."""
    word = scene.words.pictures.relations[kind]
    return f"{grouped(number, scene.texts)} {word}{'s' if number > 1 else ''}"


def svg_text(**values: Any) -> str:
    """Return attributes for an SVG element; numbers are rounded to a tenth of a pixel."""
    shown = ((name.rstrip("_").replace("_", "-"), value) for name, value in values.items() if value is not None)
    return " ".join(
        f'{name}="{escape(f"{value:.1f}" if isinstance(value, float) else str(value))}"' for name, value in shown
    )
