"""The sheet of an entity: its names, what is stated of it, its neighbours, where it is mentioned. Pure functions."""

from __future__ import annotations

from assistant.exploring.choosing import COLUMNS, default_order, ordered
from assistant.exploring.entries import Quote
from assistant.exploring.sheets import Mention, Neighbour, Sheet, sheet_of
from corpus.fact_kinds import FactKind
from ui.explorer_parts import Scene, document_date, explore_link, passage_link, relation, sheet_link, shown_name
from ui.explorer_state import View
from ui.explorer_table import table_html
from ui.markup import escape
from ui.rendering_documents import grouped
from ui.typography import colon, unbroken

_ROWS = 25
"""Rows of a kind that a sheet shows; the others are in the table."""
_NEIGHBOURS = 40
_MENTIONS = 8
"""Passages that a sheet shows at once; the others unfold."""


def back_link(scene: Scene) -> str:
    """Return the way back to what is under the sheet or the form."""
    state, words = scene.state.back(), scene.words
    place = words.views[state.view]
    if state.view is View.TABLE:
        place = words.kinds[state.kind]
    if state.entity:
        place = shown_name(state.entity, scene)
    inner = f'<span aria-hidden="true">←</span> {escape(words.sheet.back)} ({escape(place)})'
    return explore_link(state, inner, css="ip-back-link", key="back", data_focus="main")


def sheet_html(scene: Scene) -> str:
    """Return the sheet that the reader asked for, or say that there is none."""
    name, words = scene.state.entity, scene.words.sheet
    sheet = sheet_of(scene.exploration, name)
    back = f'<nav class="ip-crumbs">{back_link(scene)}</nav>'
    if sheet is None:
        return f'{back}<p class="ip-empty">{escape(words.unknown.format(name=name))}</p>'
    kind = words.kinds.get(sheet.kind, words.thing) if sheet.kind is not None else words.thing
    title = escape(shown_name(name, scene))
    return (
        f'{back}<article class="ip-sheet"><header><p class="ip-kind">{escape(kind)}</p><h2>{title}</h2>'
        f"{_names(sheet, scene)}{_ways(sheet, scene)}</header>"
        f"{_facts(sheet, scene)}{_neighbours(sheet, scene)}{_passages(sheet, scene)}{_documents(sheet, scene)}</article>"
    )


def _names(sheet: Sheet, scene: Scene) -> str:
    words = scene.words.sheet
    listed = [(words.written, ", ".join(sheet.written))]
    known = [
        (words.aliases, ", ".join(dict.fromkeys(sheet.aliases))),
        (words.sector, sheet.sector),
        (words.regions, ", ".join(sheet.regions)),
        (words.country, shown_name(sheet.country, scene)),
    ]
    html = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in listed if value)
    told = [(name, value) for name, value in known if value]
    html += "".join(
        f'<div title="{escape(words.known_by)}"><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>'
        for name, value in told
    )
    names = escape(", ".join(name for name, _ in told))
    source = f'<p class="ip-small">{escape(words.known_by)}{colon(scene.words.language)}{names}.</p>'
    return f'<dl class="ip-names">{html}</dl>{source if told else ""}' if html else ""


def _ways(sheet: Sheet, scene: Scene) -> str:
    """Return the links to the network around this name, where it has one."""
    joins = [e for e in sheet.entries if e.kind in (FactKind.AGREEMENT, FactKind.PROGRAMME, FactKind.MEMBERSHIP)]
    if not joins:
        return ""
    state = scene.state.showing(view=View.NETWORK, together=(sheet.name,))
    return f"<p>{explore_link(state, escape(scene.words.sheet.see_network), css='ip-link', data_focus='main')}</p>"


def _facts(sheet: Sheet, scene: Scene) -> str:
    parts = []
    for kind in COLUMNS:
        own = sheet.of(kind)
        if not own or kind is FactKind.POLE:
            continue
        column, descending = default_order(kind)
        shown = ordered(own, column, descending=descending)[:_ROWS]
        title = f"{scene.words.kinds[kind]} ({grouped(len(own), scene.texts)})"
        state = scene.state.showing(kind=kind, together=(sheet.name,))
        more = explore_link(state, escape(scene.words.sheet.see_table), css="ip-link", data_focus="main")
        parts.append(f"<section><h3>{escape(title)}</h3> {more}{table_html(shown, kind, scene)}</section>")
    return "".join(parts)


def _neighbours(sheet: Sheet, scene: Scene) -> str:
    words = scene.words.sheet
    if not sheet.neighbours:
        return ""
    items = "".join(_neighbour(neighbour, scene) for neighbour in sheet.neighbours[:_NEIGHBOURS])
    rest = len(sheet.neighbours) - _NEIGHBOURS
    more = f"<li>{escape(scene.words.pictures.more.format(count=rest))}</li>" if rest > 0 else ""
    return f'<section><h3>{escape(words.neighbours)}</h3><ul class="ip-neighbours">{items}{more}</ul></section>'


def _neighbour(neighbour: Neighbour, scene: Scene) -> str:
    told = ", ".join(relation(kind, count, scene) for kind, count in neighbour.kinds)
    name = sheet_link(neighbour.name, scene, escape(shown_name(neighbour.name, scene)))
    return f'<li>{name} <span class="ip-small">{escape(told)}</span></li>'


def _passages(sheet: Sheet, scene: Scene) -> str:
    words = scene.words.sheet
    total = sum(count for _, count in sheet.mentioned)
    if not total:
        return f"<section><h3>{escape(words.passages)}</h3><p>{escape(words.no_passages)}</p></section>"
    told = ""
    if len(sheet.mentions) < total:
        told = escape(words.passages_shown.format(shown=len(sheet.mentions), total=grouped(total, scene.texts)))
        told = f'<p class="ip-small">{told}</p>'
    items = [_mention(mention, scene) for mention in sheet.mentions]
    first, rest = "".join(items[:_MENTIONS]), "".join(items[_MENTIONS:])
    more = ""
    if rest:
        label = escape(scene.words.pictures.more.format(count=grouped(len(items) - _MENTIONS, scene.texts)))
        more = (
            f'<details><summary>{label}</summary><ol class="ip-mentions" start="{_MENTIONS + 1}">{rest}</ol></details>'
        )
    return f'<section><h3>{escape(words.passages)}</h3>{told}<ol class="ip-mentions">{first}</ol>{more}</section>'


def _mention(mention: Mention, scene: Scene) -> str:
    """Return the words around a mention, the mention marked."""
    quote, text = mention.quote, mention.quote.document.text
    inner = (
        f"{'… ' if mention.start and text[mention.start - 1] != chr(10) else ''}"
        f"{escape(text[mention.start : quote.start])}<mark>{escape(quote.text)}</mark>{escape(text[quote.end : mention.end])}"
        f"{' …' if mention.end < len(text) and text[mention.end] != chr(10) else ''}"
    )
    origin = f"{unbroken(quote.document.title)} ({document_date(quote, scene)})"
    return f'<li>{passage_link(quote, inner, scene)}<span class="ip-origin">{escape(origin)}</span></li>'


def _documents(sheet: Sheet, scene: Scene) -> str:
    words = scene.words.sheet
    if not sheet.mentioned:
        return ""
    items = []
    for document, count in sheet.mentioned:
        first = next((m.quote for m in sheet.mentions if m.quote.document.id == document.id), Quote(document, 0, 0))
        told = words.in_document.format(count=count) if count > 1 else scene.words.passage_one
        link = passage_link(first, escape(unbroken(document.title)), scene)
        items.append(
            f'<li>{link} <span class="ip-small">{escape(document_date(first, scene))} · {escape(told)}</span></li>'
        )
    title = f"{words.documents} ({grouped(len(sheet.mentioned), scene.texts)})"
    return f"<section><h3>{escape(title)}</h3><ul>{''.join(items)}</ul></section>"
