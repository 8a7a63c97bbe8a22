"""The map: how many agreements go to each country, and where each country is drawn. Knows no colours and no page.

The world is drawn in the Natural Earth projection [1], Europe a second time as a plain grid at a larger scale: its countries
are too near to each other to be told apart on a map of the world.

[1] B. Šavrič, B. Jenny, T. Patterson, "A Polynomial Equation for the Natural Earth Projection", 2011.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians, sqrt

from assistant.exploring.coastlines import Outline, outlines
from assistant.exploring.countries import Country, countries
from assistant.exploring.entries import Entry
from corpus.fact_kinds import FactKind
from corpus.plain import plain

HOME = "France"
Point = tuple[float, float]
Projection = Callable[[float, float], Point]
"""From longitude and latitude in degrees to x and y in units of the drawing, y downwards."""


@dataclass(frozen=True, slots=True)
class Partner:
    """A country with its agreements. `country` is None when it is not in the table of countries."""

    name: str
    country: Country | None
    entries: tuple[Entry, ...]

    def count(self, status: str) -> int:
        """Return the number of agreements of one status."""
        return Counter(entry.status for entry in self.entries)[status]

    @property
    def to_check(self) -> int:
        """The number of agreements that should be checked."""
        return sum(entry.doubtful for entry in self.entries)


def partners(entries: Iterable[Entry]) -> tuple[Partner, ...]:
    """Return the countries of agreements, those with most first."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.kind is FactKind.AGREEMENT:
            for name in entry.countries:
                found[name].append(entry)
    known = countries()
    made = [Partner(name, known.get(name), tuple(own)) for name, own in found.items()]
    return tuple(sorted(made, key=lambda partner: (-len(partner.entries), plain(partner.name))))


@dataclass(frozen=True, slots=True)
class Frame:
    """A part of the earth drawn into a rectangle of `width` by `height`."""

    west: float
    south: float
    east: float
    north: float
    width: float
    height: float
    project: Projection

    def holds(self, country: Country) -> bool:
        """Tell whether the point of a country lies inside."""
        return self.west <= country.longitude <= self.east and self.south <= country.latitude <= self.north


def world(width: float) -> Frame:
    """Return the inhabited earth in the Natural Earth projection, without Antarctica."""
    south, north = -56.0, 78.0
    across = 2 * _natural_earth(180, 0)[0]
    scale = width / across
    top, bottom = _natural_earth(0, north)[1], _natural_earth(0, south)[1]

    def project(longitude: float, latitude: float) -> Point:
        x, y = _natural_earth(longitude, latitude)
        return width / 2 + x * scale, (top - y) * scale

    return Frame(-180, south, 180, north, width, (top - bottom) * scale, project)


def europe(width: float) -> Frame:
    """Return Europe as a plain grid that is true to scale in its middle."""
    west, east, south, north = -12.0, 38.0, 34.5, 63.5
    scale = width / (east - west)
    stretch = 1 / cos(radians((south + north) / 2))

    def project(longitude: float, latitude: float) -> Point:
        return (longitude - west) * scale, (north - latitude) * scale * stretch

    return Frame(west, south, east, north, width, (north - south) * scale * stretch, project)


def _natural_earth(longitude: float, latitude: float) -> Point:
    lam, phi = radians(longitude), radians(latitude)
    p2 = phi * phi
    p4 = p2 * p2
    x = lam * (0.8707 - 0.131979 * p2 + p4 * (-0.013791 + p4 * (0.003971 * p2 - 0.001529 * p4)))
    y = phi * (1.007226 + p2 * (0.015085 + p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4)))
    return x, y


def lands(frame: Frame) -> tuple[tuple[Outline, tuple[Point, ...]], ...]:
    """Return the outlines that touch a frame, with their corners as they are drawn; they may reach beyond the frame."""
    found = []
    for outline in outlines():
        east, north = zip(*outline.points, strict=True)
        if (
            max(east) >= frame.west
            and min(east) <= frame.east
            and max(north) >= frame.south
            and min(north) <= frame.north
        ):
            found.append((outline, tuple(frame.project(*corner) for corner in outline.points)))
    return tuple(found)


def graticule(frame: Frame, step: int) -> tuple[tuple[Point, ...], ...]:
    """Return the meridians and parallels every `step` degrees inside a frame, as lines."""
    lines = []
    for longitude in _steps(frame.west, frame.east, step):
        heights = [frame.south + (frame.north - frame.south) * part / 16 for part in range(17)]
        lines.append(tuple(frame.project(longitude, latitude) for latitude in heights))
    parallels = _steps(frame.south, frame.north, step)
    lines += [(frame.project(frame.west, latitude), frame.project(frame.east, latitude)) for latitude in parallels]
    return tuple(lines)


def _steps(low: float, high: float, step: int) -> range:
    return range(-(-int(low) // step) * step, int(high) + 1, step)


@dataclass(frozen=True, slots=True)
class Mark:
    """A disc for a country: where it is drawn, and `anchor`, the point of the country, when the disc was moved aside."""

    partner: Partner
    x: float
    y: float
    radius: float
    anchor: Point


def marks(frame: Frame, shown: Sequence[Partner], *, smallest: float, largest: float) -> tuple[Mark, ...]:
    """Return a disc for each country inside a frame, its area after the number of agreements, none over another.

    Discs that would overlap move apart, step by step and always the same way.
    """
    inside = [partner for partner in shown if partner.country is not None and frame.holds(partner.country)]
    if not inside:
        return ()
    most = max(len(partner.entries) for partner in inside)
    sizes = [max(smallest, largest * sqrt(len(partner.entries) / most)) for partner in inside]
    anchors = [frame.project(p.country.longitude, p.country.latitude) for p in inside if p.country is not None]
    places = _apart(anchors, sizes, frame)
    return tuple(
        Mark(*parts)
        for parts in ((p, x, y, r, a) for p, (x, y), r, a in zip(inside, places, sizes, anchors, strict=True))
    )


def _apart(anchors: Sequence[Point], sizes: Sequence[float], frame: Frame, gap: float = 3) -> list[Point]:
    places = list(anchors)
    for _ in range(200):
        moved = False
        for i in range(len(places)):
            for j in range(i + 1, len(places)):
                dx, dy = places[j][0] - places[i][0], places[j][1] - places[i][1]
                distance = hypot(dx, dy)
                short = sizes[i] + sizes[j] + gap - distance
                if short <= 0.01:
                    continue
                # Two discs at one point part sideways, the later one to the right.
                ux, uy = (dx / distance, dy / distance) if distance > 0.01 else (1.0, 0.0)
                places[i] = (places[i][0] - ux * short / 2, places[i][1] - uy * short / 2)
                places[j] = (places[j][0] + ux * short / 2, places[j][1] + uy * short / 2)
                moved = True
        places = [
            (min(max(x, size), frame.width - size), min(max(y, size), frame.height - size))
            for (x, y), size in zip(places, sizes, strict=True)
        ]
        if not moved:
            break
    return places
