"""The timeline of the Explorer: bars by year above, then every agreement and event in the order of time. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.exploring.choosing import PAGE, Facet, Filters
from assistant.exploring.entries import Entry
from assistant.exploring.timeline import KINDS, Timeline, Year, timeline
from corpus.fact_kinds import FactKind, FieldName
from ui.explorer_parts import (
    Scene,
    clashes_html,
    doubt_html,
    explore_link,
    one_line,
    passage_link,
    relation,
    sheet_link,
    shown_value,
    sources_html,
    svg_text,
)
from ui.explorer_state import State, View
from ui.explorer_table import table_html
from ui.markup import escape
from ui.rendering_documents import grouped

MOST = 14
"""Entries of one year that are listed; the others are in the table."""
_LABELLED = 60
"""A longest run of years that is drawn one by one; more are drawn without the empty ones."""


def timeline_html(entries: Sequence[Entry], scene: Scene) -> str:
    """Return the bars, the list by year, the undated and the table of the same."""
    found, words = timeline(entries), scene.words.pictures
    years = "".join(_year(year, scene) for year in found.years)
    undated = ""
    if found.undated:
        title = f"{words.undated} ({grouped(len(found.undated), scene.texts)})"
        items = "".join(_item(entry, scene) for entry in found.undated[:MOST])
        items += _more(found.undated, None, scene)
        undated = (
            f'<section class="ip-undated"><h3>{escape(title)}</h3>'
            f'<p class="ip-small">{escape(words.undated_hint)}</p><ul>{items}</ul></section>'
        )
    tables = "".join(_table([entry for entry in found.entries if entry.kind is kind], kind, scene) for kind in KINDS)
    return (
        f'<p class="ip-small">{escape(words.timeline_intro)}</p>{_bars(found, scene)}'
        f'<ol class="ip-timeline">{years}</ol>{undated}'
        f'<details class="ip-alternative" id="ip-alternative"><summary>{escape(words.as_table)}</summary>{tables}</details>'
    )


def _table(entries: Sequence[Entry], kind: FactKind, scene: Scene) -> str:
    """Return the first rows of a kind, and the way to all of them."""
    if not entries:
        return ""
    state = State(scene.state.language, View.TABLE, kind, scene.state.filters, width=scene.state.width)
    link = explore_link(state, escape(scene.words.sheet.see_table), css="ip-link", data_focus="main")
    title = f"{scene.words.kinds[kind]} ({grouped(len(entries), scene.texts)})"
    return f"<section><h3>{escape(title)}</h3> {link}{table_html(entries[:PAGE], kind, scene)}</section>"


def _bars(found: Timeline, scene: Scene) -> str:
    """Return a bar for each year, agreements below and events above; a bar leads to the rows of its year."""
    if not found.years:
        return ""
    span = found.span if len(found.span) <= _LABELLED else found.years
    width, height, foot = scene.state.width, 120.0, 22.0
    step = width / len(span)
    most = max(len(year.entries) for year in span)
    every = max(1, -(-34 // int(max(step, 1))))
    parts = []
    for position, year in enumerate(span):
        left, thick = position * step + step * 0.15, min(step * 0.7, 44.0)
        left += (step * 0.7 - thick) / 2
        if position % every == 0:
            at = svg_text(x=left + thick / 2, y=height + 16)
            parts.append(f'<text class="ip-axis" {at} text-anchor="middle">{year.year}</text>')
        if not year.entries:
            continue
        agreements, events = (year.count(kind) for kind in (FactKind.AGREEMENT, FactKind.EVENT))
        low = height * agreements / most * 0.85
        high = height * events / most * 0.85
        told = scene.words.pictures.year_title.format(
            year=year.year,
            agreements=relation(FactKind.AGREEMENT, agreements, scene),
            events=relation(FactKind.EVENT, events, scene),
        )
        rects = f'<rect class="ip-bar-agreement" {svg_text(x=left, y=height - low, width=thick, height=low)}/>'
        rects += f'<rect class="ip-bar-event" {svg_text(x=left, y=height - low - high, width=thick, height=high)}/>'
        label = svg_text(x=left + thick / 2, y=height - low - high - 4)
        rects += f'<text class="ip-axis" {label} text-anchor="middle">{len(year.entries)}</text>'
        target = svg_text(x=position * step, y=0.0, width=step, height=height + foot)
        parts.append(
            f'<a href="#year-{year.year}" data-goto="year-{year.year}" aria-label="{escape(told)}">'
            f'<title>{escape(told)}</title><rect class="ip-target" {target}/>{rects}</a>'
        )
    ground = f'<path class="ip-ground" d="M0 {height:.0f}H{width}"/>'
    title = escape(scene.words.pictures.histogram)
    return (
        f'<svg class="ip-picture ip-bars" viewBox="0 0 {width} {height + foot:.0f}" role="group" aria-label="{title}">'
        f"{ground}{''.join(parts)}</svg>{_legend(scene)}"
    )


def _legend(scene: Scene) -> str:
    kinds = scene.words.kinds
    return (
        f'<p class="ip-legend"><span class="ip-key ip-key-agreement"></span>{escape(kinds[FactKind.AGREEMENT])} '
        f'<span class="ip-key ip-key-event"></span>{escape(kinds[FactKind.EVENT])}</p>'
    )


def _year(year: Year, scene: Scene) -> str:
    items = "".join(_item(entry, scene) for entry in year.entries[:MOST]) + _more(year.entries, year.year, scene)
    return f'<li id="year-{year.year}" tabindex="-1"><h3>{year.year}</h3><ul>{items}</ul></li>'


def _more(entries: Sequence[Entry], year: int | None, scene: Scene) -> str:
    """Return the links to the table, one a kind, when some entries are not listed."""
    if len(entries) <= MOST:
        return ""
    rest = entries[MOST:]
    links = []
    for kind in dict.fromkeys(entry.kind for entry in rest):
        filters = scene.state.filters
        kept = tuple(pair for pair in filters.chosen if pair[0] is not Facet.YEAR)
        asked = Filters(filters.search, (*kept, (Facet.YEAR, str(year) if year else "-")), filters.together)
        target = replace(State(scene.state.language, View.TABLE, kind, asked), width=scene.state.width)
        number = sum(entry.kind is kind for entry in rest)
        told = scene.words.pictures.more.format(count=relation(kind, number, scene))
        links.append(f'<a href="{escape(target.address())}" data-explore data-focus="main">{escape(told)}</a>')
    return f'<li class="ip-more">{" · ".join(links)}</li>'


def _item(entry: Entry, scene: Scene) -> str:
    """Return one entry: when, who with whom, how far it has come, and below it where that is said."""
    words = scene.words
    when, quote = _when(entry), (entry.main(FieldName.DATE) or entry.main(FieldName.PERIOD))
    date = f'<span class="ip-when">{passage_link(quote[0].quotes[0], escape(when), scene)}</span> ' if quote else ""
    status = ""
    if entry.status:
        shown = escape(words.statuses.get(entry.status, entry.status))
        status = f' <span class="ip-stage ip-stage-{escape(entry.status)}">{shown}</span>'
    css = f"ip-moment ip-moment-{entry.kind}{' ip-doubtful' if entry.doubtful else ''}"
    doubt = clashes_html(entry.clashes, scene) + doubt_html(entry, scene)
    return (
        f'<li class="{css}">{date}{_headline(entry, scene)}{status}'
        f'<span class="ip-where">{sources_html(entry, scene)}{doubt}</span></li>'
    )


def _when(entry: Entry) -> str:
    """Return the date as the document says it; without a year, it may still name a day."""
    return one_line(entry.label(FieldName.DATE) or entry.label(FieldName.PERIOD), 60)


def _headline(entry: Entry, scene: Scene) -> str:
    """Return who with whom, or what and where; each name opens its sheet."""
    if entry.kind is FactKind.EVENT:
        place = _names(entry, FieldName.PLACE, scene)
        return f"<strong>{_names(entry, FieldName.NAME, scene)}</strong>{f', {place}' if place else ''}"
    sides, partners = _names(entry, FieldName.PARTY, scene), _names(entry, FieldName.PARTNER, scene)
    country = _names(entry, FieldName.COUNTRY, scene)
    other = f"{partners} ({country})" if partners and country else partners or country
    return f"<strong>{sides}</strong>{' – ' if sides and other else ''}{other}"


def _names(entry: Entry, field: FieldName, scene: Scene) -> str:
    return " + ".join(
        sheet_link(value.canonical, scene, escape(one_line(shown_value(value, scene), 120)))
        for value in entry.main(field)
    )
