"""The Explorer as HTML: its parts, each of which the page replaces on its own, and the page that stands alone.

Every part carries `data-part`: what a reader is typing in stays, everything else is exchanged (see `explorer.js`).
"""

from __future__ import annotations

from dataclasses import replace

from assistant.exploring.choosing import COLUMNS
from ui.explorer_corrections import corrections_html, edit_html
from ui.explorer_map import map_html
from ui.explorer_network import network_html
from ui.explorer_parts import SHEET_ICON, Scene, explore_link
from ui.explorer_sheet import sheet_html
from ui.explorer_state import PATH, View
from ui.explorer_table import chosen, count_html, exports_html, filters_html, pool, table_view
from ui.explorer_timeline import timeline_html
from ui.explorer_words import ExplorerWords
from ui.markup import escape
from ui.rendering_documents import grouped
from ui.texts import Texts

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
"""What the page that stands alone may do: nothing inline, nothing from elsewhere."""


def explorer_html(scene: Scene, *, path: str = "") -> str:
    """Return the whole tab; `path` is the file of corrections."""
    if not scene.exploration.documents:
        return f'<p class="ip-empty" data-part="main" tabindex="-1">{escape(scene.words.no_documents)}</p>'
    state = scene.state
    over = bool(state.entity or state.edited)
    listed = state.view is not View.CORRECTIONS
    count = exports = ""
    if state.edited:
        main = edit_html(scene)
    elif state.entity:
        main = sheet_html(scene)
    elif not listed:
        main = corrections_html(scene, path)
    else:
        main, count, exports = _view(scene)
    kinds = _kinds(scene) if state.view is View.TABLE else ""
    filters = filters_html(scene) if listed else ""
    hidden = " hidden"
    return (
        f'<div data-part="views">{_views(scene)}</div>'
        f'<div data-part="kinds"{hidden if over or not kinds else ""}>{kinds}</div>'
        f'<form class="ip-filters" action="{PATH}" method="get" role="search" aria-label="{escape(scene.words.filters)}" '
        f'data-explore-form data-part="form"{hidden if over or not listed else ""}>{filters}</form>'
        f'<p class="ip-count-line" data-part="count" role="status">{count}</p>'
        f'<p class="ip-exports" data-part="exports"{"" if exports else hidden}>{exports}</p>'
        f'<div data-part="main" class="ip-main" tabindex="-1">{main}</div>'
    )


def _view(scene: Scene) -> tuple[str, str, str]:
    """Return what the view shows, the count of its rows, and the exports."""
    words, state = scene.words, scene.state
    everything, entries = pool(scene), chosen(scene)
    page, legend = None, ""
    if not entries:
        main = _nothing(scene, any_at_all=bool(everything))
    elif state.view is View.TABLE:
        main, page = table_view(entries, scene)
        icon = SHEET_ICON.replace('class="', 'class="ip-inline ')
        legend = f'<p class="ip-small">{escape(words.legend).replace("{icon}", icon)}</p>'
    else:
        draw = {View.TIMELINE: timeline_html, View.NETWORK: network_html, View.MAP: map_html}[state.view]
        main = draw(entries, scene) or _nothing(scene, any_at_all=bool(everything))
    count = count_html(entries, len(everything), page, scene) if everything else ""
    return legend + main, count, exports_html(entries, scene)


def _nothing(scene: Scene, *, any_at_all: bool) -> str:
    """Say why there is nothing, and what to do about it."""
    words, state = scene.words, scene.state
    if any_at_all and state.filters.active:
        bare = replace(state, filters=replace(state.filters, search="", chosen=(), together=()), page=1)
        clear = explore_link(bare, escape(words.clear), css="ip-link")
        return f'<p class="ip-empty">{escape(words.nothing_matches)} {clear}</p>'
    told = words.no_kind if scene.exploration.entries else words.no_facts
    return f'<p class="ip-empty">{escape(told)}</p>'


def _views(scene: Scene) -> str:
    """Return the ways of looking; they keep the filters, not the page."""
    words, state = scene.words, scene.state
    links = []
    for view in View:
        if view is View.CORRECTIONS and scene.outcomes is None:
            continue
        name = escape(words.views[view])
        if view is View.CORRECTIONS and scene.outcomes:
            name += f" ({grouped(len(scene.outcomes), scene.texts)})"
        here = {"aria_current": "page"} if view is state.view else {}
        target = replace(state.below(), view=view, page=1, sort="")
        links.append(explore_link(target, name, key=f"view-{view}", **here))
    return f'<nav class="ip-views" aria-label="{escape(words.view_label)}">{"".join(links)}</nav>'


def _kinds(scene: Scene) -> str:
    """Return the tables, each with the number of its rows."""
    words, state = scene.words, scene.state
    links = []
    for kind in COLUMNS:
        number = f'<span class="ip-small">{grouped(len(scene.exploration.of(kind)), scene.texts)}</span>'
        here = {"aria_current": "page"} if kind is state.kind else {}
        target = replace(state.below(), kind=kind, page=1, sort="")
        links.append(
            explore_link(target, f"{escape(words.kinds[kind])} {number}", key=f"kind-{kind}", css="ip-chip", **here)
        )
    return f'<nav class="ip-kinds" aria-label="{escape(words.kind_label)}">{"".join(links)}</nav>'


def frame_html(language: str, loading: str, failed: str, retry: str) -> str:
    """Return the empty tab; the page fills it when it is first seen."""
    return (
        f'<section class="ip-explorer" data-explorer="{PATH}/view" data-language="{escape(language)}" '
        f'data-failed="{escape(failed)}" data-retry="{escape(retry)}">'
        f'<p class="ip-small ip-waiting">{escape(loading)}</p></section>'
    )


def standalone_page(inside: str, words: ExplorerWords, texts: Texts) -> str:
    """Return the Explorer as a page of its own, as opened in a new tab of the browser or from a bookmark."""
    home = "/" if words.language == "fr" else f"/{words.language}/"
    close, tab = escape(texts.passages.close), escape(texts.passages.open_tab)
    return (
        f'<!doctype html><html lang="{words.language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(words.tab)} – {escape(texts.title)}</title>"
        f'<script src="/page/page.js" data-language="{words.language}" data-close="{close}" data-tab="{tab}"></script>'
        '<script src="/page/explorer.js"></script>'
        '<link rel="stylesheet" href="/page/styles.css"><link rel="stylesheet" href="/page/explorer.css"></head>'
        f'<body class="ip-alone"><header class="ip-banner"><div><h1><a href="{home}">{escape(texts.title)}</a></h1>'
        f"<p>{escape(words.title)}</p></div></header>"
        f'<main><section class="ip-explorer" data-explorer="{PATH}/view" data-language="{words.language}" data-ready '
        f'data-failed="{escape(words.failed)}" data-retry="{escape(words.retry)}">{inside}</section></main></body></html>'
    )
