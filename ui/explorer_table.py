"""The tables of the Explorer: what is chosen, sorted and shown of a kind of facts, and its filters. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.exploring import network, timeline
from assistant.exploring.choosing import (
    COLUMNS,
    DOUBTFUL,
    SURE,
    UNDATED,
    Facet,
    Option,
    Page,
    choose,
    options,
    ordered,
    page_of,
)
from assistant.exploring.entries import Entry
from corpus.corrections import Action
from corpus.fact_kinds import FactKind, FieldName
from ui.explorer_parts import (
    PENCIL_ICON,
    Scene,
    clashes_html,
    counted,
    doubt_html,
    explore_link,
    one_line,
    passage_link,
    shown_name,
    sources_html,
    value_html,
    why,
)
from ui.explorer_state import PATH, State, View
from ui.markup import escape
from ui.rendering_documents import grouped
from ui.typography import colon

COUNTED = (FactKind.AGREEMENT, FactKind.PROGRAMME, FactKind.MEMBERSHIP, FactKind.CONTACT)
"""The facts that the table of poles counts."""
FORMATS = ("csv", "json", "xlsx")
_QUOTED = (FactKind.FIGURE, FactKind.MEMBERSHIP)
"""The tables that show the sentence, as their cells alone say little."""
_OPTION = 70


def pool(scene: Scene) -> tuple[Entry, ...]:
    """Return the entries that the view is about, before any filter."""
    state = scene.state
    kinds: dict[View, tuple[FactKind, ...]] = {
        View.TIMELINE: timeline.KINDS,
        View.NETWORK: network.KINDS,
        View.MAP: (FactKind.AGREEMENT,),
    }
    wanted = kinds.get(state.view, (state.kind,))
    return tuple(entry for entry in scene.exploration.entries if entry.kind in wanted)


def chosen(scene: Scene) -> tuple[Entry, ...]:
    """Return the entries that the filters let through, sorted as the table shows them."""
    entries, state = choose(pool(scene), scene.state.filters), scene.state
    if state.view is not View.TABLE:
        return entries
    column, descending = state.order
    if state.kind is FactKind.POLE and column in set(FactKind):
        kind = FactKind(column)
        return tuple(sorted(entries, key=lambda entry: count_of(entry, kind, scene), reverse=descending))
    return ordered(entries, FieldName(column), descending=descending)


def count_of(pole: Entry, kind: FactKind, scene: Scene) -> int:
    """Return the number of facts of a kind that name a pole."""
    known = scene.exploration.by_name.get(pole.canonical(FieldName.NAME), ())
    return sum(entry.kind is kind for entry in known)


def filters_html(scene: Scene) -> str:
    """Return the search and the filters that the view offers, as the inside of a form."""
    words, state, entries = scene.words, scene.state, pool(scene)
    search = (
        f'<label class="ip-search" data-part="f-q"><span>{escape(words.search)}</span>'
        f'<input type="search" name="q" id="ip-ex-q" value="{escape(state.filters.search)}" '
        f'placeholder="{escape(words.search_hint)}" autocomplete="off"></label>'
    )
    selects = "".join(_select(facet, options(entries, state.filters, facet), scene) for facet in Facet)
    opened = "" if state.narrow and not state.filters.chosen else " open"
    selects = (
        f'<details class="ip-selects"{opened}><summary>{escape(words.filters)}</summary><div>{selects}</div></details>'
    )
    hidden = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in replace(state.below(), page=1).parameters()
        if name not in {"q", *Facet}
    )
    apply = f'<button type="submit">{escape(words.apply)}</button>'
    clear = ""
    if state.filters.active:
        bare = replace(state.below(), filters=replace(state.filters, search="", chosen=(), together=()), page=1)
        clear = explore_link(bare, escape(words.clear), css="ip-link", key="clear")
    return (
        f'{search}{selects}<div data-part="f-hidden">{hidden}</div>'
        f'<div class="ip-form-foot" data-part="f-foot"><noscript>{apply}</noscript>{clear}'
        f"{_together(scene)}</div>"
    )


def _select(facet: Facet, offered: Sequence[Option], scene: Scene) -> str:
    """Return one filter; a filter with nothing to choose is hidden, so that its place in the form stays."""
    words, asked = scene.words, scene.state.filters.value(facet)
    choices = [f'<option value="">{escape(words.anything)}</option>']
    for option in offered:
        label = f"{one_line(_option_label(facet, option, scene), _OPTION)} ({grouped(option.count, scene.texts)})"
        mark = " selected" if option.value == asked else ""
        choices.append(f'<option value="{escape(option.value)}"{mark}>{escape(label)}</option>')
    own_year = scene.state.view is not View.TABLE or scene.state.kind in (
        FactKind.AGREEMENT,
        FactKind.PROGRAMME,
        FactKind.EVENT,
    )
    name = words.facets[facet] if facet is not Facet.YEAR or own_year else words.document_year
    useless = {UNDATED, SURE}  # where nothing else can be chosen
    hidden = "" if [option for option in offered if option.value not in useless] or asked else " hidden"
    active = ' class="ip-active"' if asked else ""
    return (
        f'<label data-part="f-{facet}"{hidden}{active}><span>{escape(name)}</span>'
        f'<select name="{facet}" id="ip-ex-{facet}">{"".join(choices)}</select></label>'
    )


def _option_label(facet: Facet, option: Option, scene: Scene) -> str:
    if facet is Facet.YEAR and option.value == UNDATED:
        return scene.words.undated
    if facet in (Facet.STATUS, Facet.CERTAINTY):
        return {**scene.words.statuses, **scene.words.certainties}.get(option.value, option.value)
    return shown_name(option.label, scene) if facet is Facet.COUNTRY else option.label


def _together(scene: Scene) -> str:
    """Return the names that must stand together, each with a way to let it go."""
    state, words = scene.state, scene.words
    if not state.filters.together:
        return ""
    chips = []
    for name in state.filters.together:
        rest = tuple(other for other in state.filters.together if other != name)
        without = replace(state.below(), filters=replace(state.filters, together=rest), page=1)
        label = f"{words.drop}{colon(words.language)}{shown_name(name, scene)}"
        inner = f'{escape(shown_name(name, scene))} <span aria-hidden="true">×</span>'
        chips.append(explore_link(without, inner, css="ip-chip", title=label, aria_label=label))
    return f'<p class="ip-together">{escape(words.together)}{colon(words.language)}{"".join(chips)}</p>'


def count_html(entries: Sequence[Entry], total: int, page: Page | None, scene: Scene) -> str:
    """Return how many rows are shown, in words, and the exports of exactly these rows."""
    words = scene.words
    what = words.rows if scene.state.view is View.TABLE else words.facts
    told = counted(total, scene, what)
    if len(entries) != total:
        all_of_them = grouped(total, scene.texts)
        told = words.counted_filtered.format(shown=counted(len(entries), scene, what), total=all_of_them)
    if page is not None and page.pages > 1:
        told += f" ({words.counted_page.format(first=page.first, last=page.last)})"
    return escape(told) + _doubtful(entries, scene)


def _doubtful(entries: Sequence[Entry], scene: Scene) -> str:
    """Return how many of the rows should be checked, as a link to them; nothing where they alone are shown, or none is."""
    number = sum(entry.doubtful for entry in entries)
    filters = scene.state.filters
    if not number or filters.value(Facet.CERTAINTY):
        return ""
    asked = replace(filters, chosen=(*filters.chosen, (Facet.CERTAINTY, DOUBTFUL)))
    link = explore_link(
        replace(scene.state.below(), filters=asked, page=1),
        escape(scene.words.doubtful.format(count=grouped(number, scene.texts))),
        css="ip-link ip-doubt-count",
        key="doubtful",
    )
    return f", {link}"


def exports_html(entries: Sequence[Entry], scene: Scene) -> str:
    """Return the links that save exactly the rows chosen, all pages of them."""
    words = scene.words
    if not entries or scene.state.view is not View.TABLE:
        return ""
    count = grouped(len(entries), scene.texts)
    links = []
    for suffix in FORMATS:
        address = escape(replace(scene.state.below(), page=1).address(f"{PATH}/export.{suffix}"))
        title = escape(words.export_title.format(count=count, format=suffix.upper()))
        links.append(f'<a href="{address}" download title="{title}">{suffix.upper()}</a>')
    return f"<span>{escape(words.export)}</span> {' '.join(links)}"


def table_view(entries: Sequence[Entry], scene: Scene) -> tuple[str, Page]:
    """Return a page of the table, with the pager, and the page that it shows."""
    page = page_of(entries, scene.state.page)
    return table_html(page.entries, scene.state.kind, scene, sortable=True) + _pager(page, scene), page


def table_html(entries: Sequence[Entry], kind: FactKind, scene: Scene, *, sortable: bool = False) -> str:
    """Return entries of one kind as a table; on a narrow screen each row becomes a card (by style alone)."""
    words = scene.words
    columns = [column for column in COLUMNS[kind] if sortable or any(entry.all(column) for entry in entries)]
    heads = [_head(words.fields[column], str(column), scene, sortable=sortable) for column in columns]
    if kind is FactKind.POLE:
        heads += [_head(words.kinds[other], str(other), scene, sortable=sortable) for other in COUNTED]
    heads.append(_head(words.sources, "", scene, sortable=False))
    if scene.outcomes is not None:
        heads.append(f'<th scope="col"><span class="ip-unseen">{escape(words.corrections.edit)}</span></th>')
    body = "".join(_row(entry, columns, scene) for entry in entries)
    caption = f'<caption class="ip-unseen">{escape(words.kinds[kind])}</caption>'
    return (
        f'<table class="ip-table ip-facts ip-facts-{kind}">{caption}<thead><tr>{"".join(heads)}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


def _head(label: str, column: str, scene: Scene, *, sortable: bool) -> str:
    if not sortable:
        return f'<th scope="col">{escape(label)}</th>'
    state, words = scene.state, scene.words
    sorted_by, descending = state.order
    here = sorted_by == column
    # Numbers are more interesting from the largest down.
    down = not descending if here else column in COUNTED and state.kind is FactKind.POLE
    title = (words.sort_down if down else words.sort_up).format(column=label)
    target = replace(state.below(), sort=column, descending=down, page=1)
    sign = f'<span aria-hidden="true">{("▼" if descending else "▲") if here else "↕"}</span>'
    link = explore_link(target, f"{escape(label)} {sign}", key=f"sort-{column}", title=title)
    direction = f' aria-sort="{"descending" if descending else "ascending"}"' if here else ""
    return f'<th scope="col"{direction}>{link}</th>'


def _row(entry: Entry, columns: Sequence[FieldName], scene: Scene) -> str:
    words = scene.words
    cells = []
    for column in columns:
        values = "".join(value_html(value, scene) for value in entry.main(column))
        values += clashes_html([clash for clash in entry.clashes if clash.field is column], scene)
        empty = "" if values else ' class="ip-none"'
        cells.append(f'<td data-title="{escape(words.fields[column])}"{empty}>{values}</td>')
    if entry.kind is FactKind.POLE:
        cells += [_count_cell(entry, kind, scene) for kind in COUNTED]
    sentence = ""
    if entry.kind in _QUOTED:
        quote = entry.statements[0].quote
        sentence = passage_link(quote, f"<q>{escape(one_line(quote.text))}</q>", scene, css="ip-sentence-link")
    cells.append(
        f'<td data-title="{escape(words.sources)}">{sentence}{sources_html(entry, scene)}{_doubt(entry, scene)}</td>'
    )
    if scene.outcomes is not None:
        label = words.corrections.check_title if entry.doubtful else words.corrections.edit_title
        edit = explore_link(
            replace(scene.state, edited=entry.key), PENCIL_ICON, css="ip-fiche", title=label, aria_label=label,
            key=f"edit-{entry.key}", data_focus="main",
        )  # fmt: skip
        cells.append(f'<td class="ip-edit">{edit}</td>')
    css = ' class="ip-doubtful"' if entry.doubtful else ""
    return f'<tr id="fact-{entry.key}"{css}>{"".join(cells)}</tr>'


def _count_cell(pole: Entry, kind: FactKind, scene: Scene) -> str:
    number, name = count_of(pole, kind, scene), pole.canonical(FieldName.NAME)
    shown = grouped(number, scene.texts)
    if number:
        target = State(language=scene.state.language, width=scene.state.width).showing(kind=kind, together=(name,))
        title = f"{scene.words.kinds[kind]}{colon(scene.words.language)}{name}"
        shown = explore_link(target, shown, title=title, data_focus="main")
    return f'<td data-title="{escape(scene.words.kinds[kind])}" class="ip-count">{shown}</td>'


def _doubt(entry: Entry, scene: Scene) -> str:
    words, parts = scene.words, [doubt_html(entry, scene)]
    if entry.corrections:
        told = [o.correction for o in scene.outcomes or () if o.correction.id in entry.corrections]
        by = "; ".join(words.corrections.by.format(author=c.author, date=c.date) for c in told)
        confirmed = told and all(correction.action is Action.CONFIRM for correction in told)
        mark = words.corrections.confirmed if confirmed else words.corrections.corrected
        parts.append(why(mark, escape(by), "ip-corrected"))
    return "".join(parts)


def _pager(page: Page, scene: Scene) -> str:
    if page.pages == 1:
        return ""
    words, state = scene.words, scene.state.below()
    back = explore_link(replace(state, page=page.number - 1), escape(words.previous), key="previous", data_focus="main")
    on = explore_link(replace(state, page=page.number + 1), escape(words.next), key="next", data_focus="main")
    told = escape(words.pages.format(number=page.number, pages=page.pages))
    return (
        f'<nav class="ip-pager" aria-label="{told}">{back if page.number > 1 else ""}<span>{told}</span>'
        f"{on if page.number < page.pages else ''}</nav>"
    )
