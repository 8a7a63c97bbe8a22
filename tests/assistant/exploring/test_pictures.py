"""The timeline, the network and the map, as data: who stands where."""

from __future__ import annotations

from itertools import combinations
from math import hypot

import pytest

from assistant.exploring.atlas import HOME, europe, graticule, lands, marks, partners, world
from assistant.exploring.coastlines import outlines
from assistant.exploring.countries import countries, country_name
from assistant.exploring.gathering import explore
from assistant.exploring.network import Role, network
from assistant.exploring.timeline import timeline
from corpus.fact_kinds import FactKind, FieldName
from corpus.kinds import EntityKind
from tests.assistant.exploring.making import exploration, names, paper, stated

ALL = exploration()


def test_the_timeline_is_in_order_and_sets_the_undated_apart() -> None:
    found = timeline(ALL.entries)
    assert [(year.year, [entry.kind for entry in year.entries]) for year in found.years] == [
        (2008, [FactKind.AGREEMENT, FactKind.EVENT]),
        (2009, [FactKind.AGREEMENT]),
    ]
    assert [entry.label(FieldName.PARTNER) for entry in found.undated] == ["TSB Berlin"]
    assert (found.years[0].count(FactKind.EVENT), len(found.entries)) == (1, 4)


def test_years_without_anything_are_in_the_span() -> None:
    far = paper("loin.md", "Lyonbiopôle a signé avec Montréal InVivo en 2012.")
    extra = stated(FactKind.AGREEMENT, far, far.text, party="Lyonbiopôle", partner="Montréal InVivo", date="2012")
    span = timeline(exploration([extra], [far]).entries).span
    assert [(year.year, len(year.entries)) for year in span] == [(2008, 2), (2009, 1), (2010, 0), (2011, 0), (2012, 1)]


def test_nothing_gives_an_empty_timeline() -> None:
    assert (timeline(()).span, timeline(()).entries) == ((), ())


def test_the_network_puts_each_name_in_the_column_of_its_role() -> None:
    found = network(ALL.entries, ALL.names)
    assert [(column[0].role, [node.name for node in column]) for column in found.columns] == [
        (Role.PROGRAMME, ["COSME"]),
        (Role.POLE, ["Lyonbiopôle", "Cap Digital"]),
        (Role.PARTNER, ["Kansai Bio", "TSB Berlin"]),
    ]
    assert [(edge.source, edge.target, edge.kind, len(edge.entries), edge.status) for edge in found.edges] == [
        ("Lyonbiopôle", "Kansai Bio", FactKind.AGREEMENT, 2, "signed"),
        ("Cap Digital", "TSB Berlin", FactKind.AGREEMENT, 1, "negotiated"),
        ("COSME", "Lyonbiopôle", FactKind.PROGRAMME, 1, ""),
    ]
    assert {node.name: node.weight for node in found.nodes}["Lyonbiopôle"] == 3


def test_the_order_of_the_columns_uncrosses_the_lines() -> None:
    text = paper("nuage.md", "\n".join(f"P{n} et Q{n}" for n in range(8)))
    made = [
        stated(FactKind.AGREEMENT, text, f"P{n} et", party=f"P{n}", partner=(f"Q{n}", f"Q{7 - n}")) for n in range(8)
    ]
    found = network(explore(made, [text], names()).entries, names())
    left, right = ([node.name for node in column] for column in found.columns)
    place = {name: row for column in (left, right) for row, name in enumerate(column)}
    rows = [(place[edge.source], place[edge.target]) for edge in found.edges]
    assert [pair for pair in combinations(rows, 2) if (pair[0][0] - pair[1][0]) * (pair[0][1] - pair[1][1]) < 0] == []


def test_the_network_is_the_same_each_time() -> None:
    assert network(ALL.entries, ALL.names) == network(ALL.entries, ALL.names)


def test_a_large_network_keeps_the_names_with_most_facts_and_counts_the_rest() -> None:
    found = network(ALL.entries, ALL.names, largest=1)
    assert [node.name for node in found.nodes] == ["COSME", "Lyonbiopôle", "Kansai Bio"]
    assert found.left_out == 2
    assert all({edge.source, edge.target} <= {"COSME", "Lyonbiopôle", "Kansai Bio"} for edge in found.edges)


def test_an_agreement_without_partner_joins_its_country() -> None:
    text = paper("pays.md", "OpticsValley coopère avec l'Espagne.")
    fact = stated(FactKind.AGREEMENT, text, text.text, party="OpticsValley", country="Espagne")
    (edge,) = network(explore([fact], [text], names()).entries, names()).edges
    assert (edge.source, edge.target) == ("OpticsValley", "Espagne")


def test_every_country_of_the_names_has_a_place() -> None:
    known = {entry.name for entry in names().entries if entry.kind is EntityKind.COUNTRY}
    assert known - set(countries()) == set()


def test_countries_have_one_name_a_language_and_others_stay_as_they_are() -> None:
    assert (country_name("Allemagne", "en"), country_name("Allemagne", "fr")) == ("Germany", "Allemagne")
    assert country_name("Kansai", "en") == "Kansai"
    assert len({country.english for country in countries().values()}) == len(countries())
    assert all(-60 < c.latitude < 75 and -180 < c.longitude < 180 for c in countries().values())


def inside(longitude: float, latitude: float) -> bool:
    """Tell whether a point is on land, by counting the borders east of it."""
    for outline in outlines():
        points = outline.points
        crossings = 0
        for (x1, y1), (x2, y2) in zip(points, (*points[1:], points[0]), strict=True):
            if (y1 > latitude) != (y2 > latitude) and longitude < x1 + (latitude - y1) / (y2 - y1) * (x2 - x1):
                crossings += 1
        if crossings % 2 and not outline.water:
            return True
    return False


def test_countries_lie_on_the_land_that_is_drawn() -> None:
    tiny = {
        "Jamaïque",
        "Malte",
        "Maurice",
        "Monaco",
        "Trinité-et-Tobago",
        "Singapour",
        "Philippines",
    }  # too small to be drawn
    at_sea = {name for name, c in countries().items() if not inside(c.longitude, c.latitude)}
    assert at_sea <= tiny


@pytest.mark.parametrize("frame", [world(1000), world(360), europe(620)], ids=["world", "phone", "europe"])
def test_a_projection_keeps_north_up_east_right_and_everything_inside(frame: object) -> None:
    assert isinstance(frame, type(world(1)))
    (x1, y1), (x2, y2) = frame.project(-9, 39), frame.project(24, 58)
    assert x1 < x2 and y1 > y2
    for country in countries().values():
        if frame.holds(country):
            x, y = frame.project(country.longitude, country.latitude)
            assert 0 <= x <= frame.width and 0 <= y <= frame.height
    assert len(lands(frame)) >= 5 and len(graticule(frame, 10)) >= 5


def test_the_map_counts_agreements_by_country_and_status() -> None:
    found = partners(ALL.entries)
    assert [(p.name, len(p.entries), p.count("signed")) for p in found] == [("Japon", 2, 2), ("Allemagne", 1, 0)]
    assert all(p.country is not None and p.name != HOME for p in found)


def test_discs_never_overlap_and_stay_on_the_map() -> None:
    near = "Belgique", "Pays-Bas", "Luxembourg", "Allemagne", "Suisse", "Autriche", "Slovénie", "Croatie"
    text = paper("voisins.md", "\n".join(f"Pôle X signe avec {name}." for name in near))
    made = [
        stated(FactKind.AGREEMENT, text, f"Pôle X signe avec {n}.", party="Pôle X", country=n, partner=(n, f"de {n}"))
        for n in near
    ]
    found = partners(explore(made, [text], names()).entries)
    frame = world(360)
    placed = marks(frame, found, smallest=12, largest=20)
    assert len(placed) == len(near)
    for one, other in combinations(placed, 2):
        assert hypot(one.x - other.x, one.y - other.y) >= one.radius + other.radius - 0.5
    assert all(m.radius <= m.x <= frame.width - m.radius and m.radius <= m.y <= frame.height - m.radius for m in placed)


def test_a_country_that_nobody_placed_is_no_mark_but_is_counted() -> None:
    text = paper("ailleurs.md", "Pôle X signe avec Wakanda.")
    fact = stated(FactKind.AGREEMENT, text, text.text, party="Pôle X", country="Wakanda")
    found = partners(explore([fact], [text], names()).entries)
    assert [(p.name, p.country) for p in found] == [("Wakanda", None)]
    assert marks(world(1000), found, smallest=12, largest=30) == ()
