"""The map of the Explorer, as SVG: discs over coarse coastlines, Europe a second time at a larger scale. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from assistant.exploring import atlas
from assistant.exploring.atlas import HOME, Frame, Mark, Partner, Point
from assistant.exploring.choosing import DOUBTFUL
from assistant.exploring.countries import countries
from assistant.exploring.entries import Entry
from corpus.fact_kinds import FactKind
from ui.explorer_parts import Scene, explore_link, relation, shown_name, svg_text
from ui.markup import escape

_CROWD = 2
"""From so many European countries on, Europe is drawn apart."""
_LETTER = 7.4
"""Mean width of a letter of the names, in pixels."""
_Box = tuple[float, float, float, float]
_STATUSES = ("signed", "negotiated", "planned")


def map_html(entries: Sequence[Entry], scene: Scene) -> str:
    """Return the world, Europe when several partners are there, and the table of the countries."""
    words, found = scene.words.pictures, atlas.partners(entries)
    if not found:
        return ""
    frame = atlas.world(float(scene.state.width))
    inset = atlas.europe(float(min(scene.state.width, 620)))
    near = [p for p in found if p.country is not None and inset.holds(p.country) and p.name != HOME]
    apart = len(near) >= _CROWD
    far = [partner for partner in found if partner.name != HOME and not (apart and partner in near)]
    home = [partner for partner in found if partner.name == HOME]
    drawings = _drawing(frame, far, words.world, scene, crowd=near if apart else (), home=() if apart else home)
    table = _alternative(found, scene, opened=apart and not scene.state.narrow)
    if apart:
        # Beside the map of Europe there is room for the table.
        drawing = _drawing(inset, [*near, *home], words.europe, scene, css="ip-inset")
        drawings += (
            f'<div class="ip-beside"><div><h3 id="ip-europe" tabindex="-1">{escape(words.europe)}</h3>{drawing}</div>'
            f"{table}</div>"
        )
    unplaced = ", ".join(shown_name(partner.name, scene) for partner in found if partner.country is None)
    note = f'<p class="ip-small">{escape(words.unplaced.format(names=unplaced))}</p>' if unplaced else ""
    return (
        f'<p class="ip-small">{escape(words.map_intro)}</p>'
        f'<a class="ip-skip" href="#ip-alternative" data-goto="ip-alternative">{escape(words.skip)}</a>'
        f"{_legend(found, scene)}{drawings}{note}{'' if apart else table}"
    )


def _alternative(found: Sequence[Partner], scene: Scene, *, opened: bool) -> str:
    return (
        f'<details class="ip-alternative" id="ip-alternative" tabindex="-1"{" open" if opened else ""}>'
        f"<summary>{escape(scene.words.pictures.as_table)}</summary>{_table(found, scene)}</details>"
    )


def _legend(found: Sequence[Partner], scene: Scene) -> str:
    statuses = scene.words.statuses
    told = [
        ("signed", statuses["signed"]),
        ("open", f"{statuses['negotiated']}, {statuses['planned'].lower()}"),
        ("home", scene.words.pictures.home),
    ]
    if any(_is_doubtful(partner) for partner in found):
        told.append((DOUBTFUL, scene.words.certainties[DOUBTFUL]))
    keys = (f'<span><span class="ip-key ip-key-{key}"></span>{escape(words)}</span>' for key, words in told)
    return f'<p class="ip-legend">{" ".join(keys)}</p>'


def _drawing(
    frame: Frame,
    shown: Sequence[Partner],
    label: str,
    scene: Scene,
    *,
    crowd: Sequence[Partner] = (),
    home: Sequence[Partner] = (),
    css: str = "ip-world",
) -> str:
    """Return one drawing; `crowd` is drawn as a single mark that leads to the drawing of Europe."""
    narrow = scene.state.narrow
    small, large = (12.0, 20.0) if narrow else (13.0, 32.0)
    places = atlas.marks(frame, [*shown, *home], smallest=small, largest=large)
    scale = sum(len(partner.entries) for partner in crowd)
    paths = "".join(
        f'<path class="{"ip-water" if outline.water else "ip-land"}" d="{_line(points)}Z"/>'
        for outline, points in atlas.lands(frame)
    )
    lines = "".join(
        f'<path class="ip-graticule" d="{_line(line)}"/>'
        for line in atlas.graticule(frame, 30 if frame.east - frame.west > 100 else 10)
    )
    france = countries()[HOME]
    x, y = frame.project(france.longitude, france.latitude)
    base = ""
    if not crowd:
        square = svg_text(x=x - 4, y=y - 4, width=8, height=8)
        base = f'<g class="ip-home"><title>{escape(scene.words.pictures.home)}</title><rect {square}/></g>'
    arcs = "".join(_arc((x, y), mark.anchor) for mark in places if mark.partner.name != HOME)
    named = _labels(places, frame, scene)
    discs = "".join(_disc(mark, named.get(mark.partner.name, ""), scene) for mark in places)
    if crowd:
        discs += _crowd(crowd, frame.project(9, 49), max(small, min(large, large * sqrt(scale / 20))), scene)
    size = f"0 0 {frame.width:.0f} {frame.height:.0f}"
    return (
        f'<svg class="ip-picture ip-map {css}" viewBox="{size}" role="group" aria-label="{escape(label)}">'
        f"<g>{lines}{paths}</g><g>{arcs}</g>{base}{discs}</svg>"
    )


def _line(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def _arc(one: tuple[float, float], other: tuple[float, float]) -> str:
    """Return a line from France that bends upwards, as flights are drawn."""
    (x1, y1), (x2, y2) = one, other
    lift = abs(x2 - x1) * 0.18
    return f'<path class="ip-route" d="M{x1:.1f} {y1:.1f}Q{(x1 + x2) / 2:.1f} {min(y1, y2) - lift:.1f} {x2:.1f} {y2:.1f}"/>'


def _details(partner: Partner, scene: Scene) -> str:
    parts = [relation(FactKind.AGREEMENT, len(partner.entries), scene)]
    told = [
        f"{number} {scene.words.statuses[status].lower()}"
        for status in _STATUSES
        if (number := partner.count(status)) and number != len(partner.entries)
    ]
    only = [scene.words.statuses[s].lower() for s in _STATUSES if partner.count(s) == len(partner.entries)]
    told = told or only
    if partner.to_check:
        told.append(scene.words.doubtful.format(count=partner.to_check))
    return f"{parts[0]} ({', '.join(told)})" if told else parts[0]


def _is_doubtful(partner: Partner) -> bool:
    """Say whether every agreement with a country should be checked."""
    return partner.to_check == len(partner.entries)


def _labels(places: Sequence[Mark], frame: Frame, scene: Scene) -> dict[str, str]:
    """Return the name of each country as SVG, right, left, above or below its disc: where nothing else is yet.

    A name that finds no room is left out; the disc says it when it is pointed at, and so does the table.
    """
    taken = [(m.x - m.radius, m.y - m.radius, m.x + m.radius, m.y + m.radius) for m in places]
    labels = {}
    for mark in places:
        name = shown_name(mark.partner.name, scene)
        width, gap = len(name) * _LETTER, mark.radius + 4
        for x, y, anchor in (
            (mark.x + gap, mark.y + 4.5, "start"),
            (mark.x - gap, mark.y + 4.5, "end"),
            (mark.x, mark.y - gap, "middle"),
            (mark.x, mark.y + gap + 10, "middle"),
            (mark.x + mark.radius, mark.y + gap + 10, "end"),
            (mark.x + mark.radius, mark.y - gap, "end"),
            (mark.x - mark.radius, mark.y + gap + 10, "start"),
            (mark.x - mark.radius, mark.y - gap, "start"),
        ):
            left = x - {"start": 0.0, "end": width, "middle": width / 2}[anchor]
            box = (left, y - 11, left + width, y + 3)
            inside = box[0] >= 0 and box[1] >= 0 and box[2] <= frame.width and box[3] <= frame.height
            if inside and not any(_meet(box, other) for other in taken):
                taken.append(box)
                at = svg_text(x=x, y=y, text_anchor=anchor)
                labels[mark.partner.name] = f'<text class="ip-name" {at}>{escape(name)}</text>'
                break
    return labels


def _meet(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _disc(mark: Mark, label: str, scene: Scene) -> str:
    """Return the disc of a country: its number inside, its name beside it, a thread to where it lies when it was moved."""
    partner, name = mark.partner, shown_name(mark.partner.name, scene)
    told = scene.words.pictures.mark.format(country=name, details=_details(partner, scene))
    css = "ip-disc ip-disc-signed" if partner.count("signed") else "ip-disc ip-disc-open"
    css += f" ip-disc-{DOUBTFUL}" if _is_doubtful(partner) else ""
    thread = ""
    if abs(mark.x - mark.anchor[0]) + abs(mark.y - mark.anchor[1]) > mark.radius:
        thread = f'<path class="ip-thread" d="{_line([mark.anchor, (mark.x, mark.y)])}"/>'
    number = f'<text class="ip-number-in" {svg_text(x=mark.x, y=mark.y + 4.5)}>{len(partner.entries)}</text>'
    address = escape(scene.state.sheet(partner.name).address())
    return (
        f'<a href="{address}" data-explore data-focus="main" class="{css}" aria-label="{escape(told)}">'
        f"<title>{escape(told)}</title>{thread}<circle {svg_text(cx=mark.x, cy=mark.y, r=mark.radius)}/>{number}{label}</a>"
    )


def _crowd(crowd: Sequence[Partner], place: tuple[float, float], radius: float, scene: Scene) -> str:
    """Return the mark that stands for Europe on the map of the world."""
    count = len({entry.key for partner in crowd for entry in partner.entries})
    told = scene.words.pictures.europe_mark.format(countries=len(crowd), count=count)
    x, y = place
    circle = svg_text(cx=x, cy=y, r=radius)
    below = svg_text(x=x, y=y + radius + 14, text_anchor="middle")
    name = f'<text class="ip-name" {below}>{escape(scene.words.pictures.europe)}</text>'
    name = "" if scene.state.narrow else name  # no room beside America and Asia; it is the title of the next map
    return (
        f'<a href="#ip-europe" data-goto="ip-europe" class="ip-disc ip-disc-crowd" aria-label="{escape(told)}">'
        f'<title>{escape(told)}</title><circle {circle}/><text class="ip-number-in" {svg_text(x=x, y=y + 4.5)}>{count}</text>'
        f"{name}</a>"
    )


def _table(found: Sequence[Partner], scene: Scene) -> str:
    words = scene.words
    heads = [words.pictures.country, *(words.statuses[status] for status in _STATUSES), words.pictures.total]
    head = "".join(f'<th scope="col">{escape(title)}</th>' for title in heads)
    rows = []
    for partner in found:
        name = shown_name(partner.name, scene)
        cells = [explore_link(scene.state.sheet(partner.name), escape(name), data_focus="main")]
        cells += [str(partner.count(status) or "") for status in _STATUSES]
        state = scene.state.showing(kind=FactKind.AGREEMENT, together=(partner.name,))
        cells.append(explore_link(state, str(len(partner.entries)), data_focus="main"))
        shown = "".join(
            f'<td data-title="{escape(title)}"{"" if cell else chr(32) + "class=" + chr(34) + "ip-none" + chr(34)}>{cell}</td>'
            for title, cell in zip(heads, cells, strict=True)
        )
        rows.append(f"<tr>{shown}</tr>")
    return f'<table class="ip-table"><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>'
