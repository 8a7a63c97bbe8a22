"""The network of the Explorer, as SVG: columns where there is room, else one list with arcs beside it. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from assistant.exploring.choosing import DOUBTFUL
from assistant.exploring.entries import Entry
from assistant.exploring.network import Edge, Network, Node, network
from corpus.fact_kinds import FactKind
from ui.explorer_parts import Scene, counted, explore_link, one_line, passage_attributes, relation, shown_name, svg_text
from ui.explorer_state import View
from ui.markup import escape
from ui.rendering_documents import grouped
from ui.typography import colon

_STEP = 38.0
_BOX = 28.0
_HEAD = 34.0
_ROWS = 300
"""Lines that the table of the network shows; filters find the others."""
_LETTER = 6.7
"""Mean width of a letter of the labels, in pixels."""


def network_html(entries: Sequence[Entry], scene: Scene) -> str:
    """Return the drawing, its legend and the table of its lines."""
    found, words = network(entries, scene.exploration.names), scene.words.pictures
    if not found.edges:
        return ""
    drawing = _list_drawing(found, scene) if scene.state.narrow else _column_drawing(found, scene)
    left_out = (
        f'<p class="ip-small">{escape(words.left_out.format(count=found.left_out))}</p>' if found.left_out else ""
    )
    whole = network(entries, scene.exploration.names, largest=1_000_000) if found.left_out else found
    return (
        f'<p class="ip-small">{escape(words.network_intro)}</p>{_legend(found, scene)}{left_out}'
        f'<a class="ip-skip" href="#ip-alternative" data-goto="ip-alternative">{escape(words.skip)}</a>{drawing}'
        f'<details class="ip-alternative" id="ip-alternative" tabindex="-1"><summary>{escape(words.as_table)}</summary>'
        f"{_table(whole, scene)}</details>"
    )


def _legend(found: Network, scene: Scene) -> str:
    words = scene.words
    keys = [(f"agreement-{status}", f"{words.pictures.relations[FactKind.AGREEMENT]} ({name.lower()})")
            for status, name in words.statuses.items()]  # fmt: skip
    keys += [(str(kind), words.pictures.relations[kind]) for kind in (FactKind.PROGRAMME, FactKind.MEMBERSHIP)]
    if any(edge.doubtful for edge in found.edges):
        keys.append((DOUBTFUL, words.certainties[DOUBTFUL]))
    lines = "".join(
        f'<span><svg class="ip-line-key" viewBox="0 0 34 10" aria-hidden="true"><path class="ip-edge ip-edge-{css}" d="M2 5H32"/>'
        f"</svg>{escape(name)}</span>"
        for css, name in keys
    )
    return f'<p class="ip-legend">{lines}</p>'


def _column_drawing(found: Network, scene: Scene) -> str:
    """Draw columns side by side, each column's boxes spread over the height of the longest."""
    width = float(scene.state.width)
    longest = max(len(column) for column in found.columns)
    height = _HEAD + longest * _STEP + 8
    gap = width * 0.09
    box = (width - gap * (len(found.columns) - 1)) / len(found.columns)
    places: dict[str, tuple[float, float]] = {}
    heads, boxes = [], []
    for number, column in enumerate(found.columns):
        left = number * (box + gap)
        heads.append(_column_head(column[0], left + box / 2, "middle", scene))
        room = longest * _STEP / len(column)
        for row, node in enumerate(column):
            middle = _HEAD + (row + 0.5) * room
            places[node.name] = (left, middle)
            boxes.append(_box(node, left, middle, box, scene))
    edges = "".join(
        _edge(edge, _across(places[edge.source], places[edge.target], box, gap), scene) for edge in found.edges
    )
    return _svg(width, height, f"{''.join(heads)}<g>{edges}</g>{''.join(boxes)}", scene)


def _across(one: tuple[float, float], other: tuple[float, float], box: float, gap: float) -> str:
    """Return a curve from the right of one box to the left of another; in one column it bulges to the right."""
    (x1, y1), (x2, y2) = one, other
    if x1 == x2:
        bulge = min(gap * 0.8, 14 + abs(y2 - y1) * 0.12)
        return f"M{x1 + box:.1f} {y1:.1f}C{x1 + box + bulge:.1f} {y1:.1f} {x1 + box + bulge:.1f} {y2:.1f} {x2 + box:.1f} {y2:.1f}"
    bend = max((x2 - x1 - box) / 2, gap / 2)
    return f"M{x1 + box:.1f} {y1:.1f}C{x1 + box + bend:.1f} {y1:.1f} {x2 - bend:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"


def _list_drawing(found: Network, scene: Scene) -> str:
    """Draw one list, column after column, with the lines as arcs in the margin on its left."""
    width = float(scene.state.width)
    margin = min(96.0, width * 0.24)
    places: dict[str, float] = {}
    y, parts = 0.0, []
    for _, group in groupby(found.nodes, key=lambda node: node.role):
        nodes = list(group)
        parts.append(_column_head(nodes[0], margin, "start", scene, top=y + 20))
        y += _HEAD
        for node in nodes:
            places[node.name] = y + _STEP / 2
            parts.append(_box(node, margin, y + _STEP / 2, width - margin - 1, scene))
            y += _STEP
    farthest = max((abs(places[e.source] - places[e.target]) for e in found.edges), default=1.0) or 1.0
    edges = []
    for edge in found.edges:
        one, other = sorted((places[edge.source], places[edge.target]))
        reach = 10 + (margin - 14) * ((other - one) / farthest) ** 0.6
        bow = f"{margin - reach * 1.33:.1f}"
        arc = f"M{margin:.1f} {one:.1f}C{bow} {one:.1f} {bow} {other:.1f} {margin:.1f} {other:.1f}"
        edges.append(_edge(edge, arc, scene))
    return _svg(width, y + 8, f"<g>{''.join(edges)}</g>{''.join(parts)}", scene)


def _svg(width: float, height: float, inside: str, scene: Scene) -> str:
    label = escape(scene.words.views[View.NETWORK])
    return (
        f'<svg class="ip-picture ip-network" viewBox="0 0 {width:.0f} {height:.0f}" role="group" aria-label="{label}">'
        f"{inside}</svg>"
    )


def _column_head(node: Node, x: float, anchor: str, scene: Scene, top: float = 18) -> str:
    name = escape(scene.words.pictures.roles[node.role])
    return f'<text class="ip-column" {svg_text(x=x, y=top, text_anchor=anchor)}>{name}</text>'


def _box(node: Node, left: float, middle: float, width: float, scene: Scene) -> str:
    """Return a name in its box, which opens its sheet."""
    name = shown_name(node.name, scene)
    label = scene.words.sheet.open.format(name=name)
    rect = svg_text(x=left + 0.5, y=middle - _BOX / 2, width=width - 1, height=_BOX, rx=7)
    shown = escape(one_line(name, max(8, int((width - 18) / _LETTER))))
    text = f"<text {svg_text(x=left + 9, y=middle + 4.5)}>{shown}</text>"
    address = escape(scene.state.sheet(node.name).address())
    return (
        f'<a href="{address}" data-explore data-focus="main" data-node="{escape(node.name)}" '
        f'class="ip-node ip-node-{node.role}" aria-label="{escape(label)}"><title>{escape(name)}</title><rect {rect}/>{text}</a>'
    )


def _edge(edge: Edge, path: str, scene: Scene) -> str:
    """Return a line that opens its passage, or the rows when there are several."""
    told = _told(edge, scene)
    css = f"ip-edge ip-edge-{edge.kind}" + (f" ip-edge-agreement-{edge.status}" if edge.status else "")
    css += f" ip-edge-{DOUBTFUL}" if edge.doubtful else ""
    if len(edge.entries) == 1:
        link = passage_attributes(edge.entries[0].statements[0].quote, scene)
    else:
        state = scene.state.showing(kind=edge.kind, together=(edge.source, edge.target))
        link = f'href="{escape(state.address())}" data-explore data-focus="main"'
    ends = f'data-ends="{escape(edge.source)}|{escape(edge.target)}"'
    return (
        f'<a {link} class="ip-join" {ends} aria-label="{escape(told)}"><title>{escape(told)}</title>'
        f'<path class="ip-target" d="{path}"/><path class="{css}" d="{path}"/></a>'
    )


def _told(edge: Edge, scene: Scene) -> str:
    names = f"{shown_name(edge.source, scene)} – {shown_name(edge.target, scene)}"
    return f"{names}{colon(scene.words.language)}{relation(edge.kind, len(edge.entries), scene)}{_stage(edge, scene)}"


def _stage(edge: Edge, scene: Scene) -> str:
    """Return in brackets how far the agreements of a line are and whether it should be checked, where either is told."""
    words = scene.words
    parts = [words.statuses.get(edge.status, ""), words.certainties[DOUBTFUL] if edge.doubtful else ""]
    told = ", ".join(part.lower() for part in parts if part)
    return f" ({told})" if told else ""


def _table(found: Network, scene: Scene) -> str:
    """Return every line of the network as a row."""
    words = scene.words
    heads = (words.pictures.source, words.pictures.relation, words.pictures.target, words.sources)
    head = "".join(f'<th scope="col">{escape(title)}</th>' for title in heads)
    rows = []
    for edge in found.edges[:_ROWS]:
        state = scene.state.showing(kind=edge.kind, together=(edge.source, edge.target))
        source, target = (
            explore_link(scene.state.sheet(name), escape(shown_name(name, scene)), data_focus="main")
            for name in (edge.source, edge.target)
        )
        kind = words.pictures.relations[edge.kind] + _stage(edge, scene)
        rows.append(
            f'<tr><td data-title="{escape(heads[0])}">{source}</td><td data-title="{escape(heads[1])}">{escape(kind)}</td>'
            f'<td data-title="{escape(heads[2])}">{target}</td><td data-title="{escape(heads[3])}">'
            f"{explore_link(state, escape(counted(len(edge.entries), scene)), data_focus='main')}</td></tr>"
        )
    rest = len(found.edges) - _ROWS
    more = f"<p>{escape(words.pictures.more.format(count=grouped(rest, scene.texts)))}</p>" if rest > 0 else ""
    return f'<table class="ip-table"><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>{more}'
