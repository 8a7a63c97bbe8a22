"""What the marker learns from: marks written into a text, annotated facts as places of a text, and other names in it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from assistant.training.marker_data import Annotated, names_of, read_annotated, read_marked, renamed
from corpus.fact_kinds import FactKind
from corpus.marks import PARTS, Role

SHIPPED = Path(__file__).parents[2] / "data" / "facts" / "marked"
STATUSES = (Role.PARTNER, Role.NEGOTIATED, Role.PLANNED)
TEXT = """Ventoris a signé avec Orvik Solar le 3 mai.

Orvik Solar est danois. Ventoris compte 118 membres. Le salon Eaux vives a lieu à Metz.

Le programme Souffle a donné 40 000 euros à Brisalta, pas à Ventoris.
"""
GOLD = """
page.md:
  - {kind: agreement, party: Ventoris, partner: le danois Orvik Solar | Orvik Solar, date: 3 mai, means: negotiated}
  - {kind: event, name: salon | salon Eaux vives, place: Metz}
  - {kind: programme, programme: Souffle, amount: 40 000 euros | 40 000, beneficiary: Brisalta}
  - {kind: programme, programme: Souffle, beneficiary: Ventoris, optional: true}
"""
MARKED = """=== Lettre de {party 1|Ventoris}
{signed 1|Orvik} nous rejoint ; {negotiated 2?|Tarnow} {country 2|polonais} hésite.
Orvik est loin. {member 3; party 2|Brisalta} est de {alliance 3|Souffle}.
=== Rien
Un accord salarial.
"""


def read(folder: Path, kinds: tuple[FactKind, ...] = tuple(FactKind)) -> Annotated:
    (folder / "page.md").write_text(TEXT, encoding="utf-8")
    (folder / "gold.yaml").write_text(GOLD, encoding="utf-8")
    [one] = read_annotated(folder / "gold.yaml", folder, kinds)
    return one


def read_written(folder: Path, written: str = MARKED) -> list[Annotated]:
    (folder / "marked.txt").write_text(written, encoding="utf-8")
    return list(read_marked(folder / "marked.txt"))


def words(one: Annotated, role: Role, *, optional: bool = False) -> list[tuple[str, int]]:
    """Return the marked words of a role, each with the number of the line that it stands on."""
    places = [place for place in one.places if place.role is role and place.optional is optional]
    return sorted((one.text[place.start : place.end], one.text.count("\n", 0, place.start)) for place in places)


def test_a_name_is_marked_where_most_of_the_fact_is_told(tmp_path: Path) -> None:
    one = read(tmp_path)
    assert words(one, Role.PARTNER) == [("Orvik Solar", 0)]
    assert words(one, Role.PARTNER, optional=True) == [("Orvik Solar", 2)]
    assert words(one, Role.NEGOTIATED) == words(one, Role.PARTNER)
    assert words(one, Role.PLANNED) == []
    assert words(one, Role.PARTY) == [("Ventoris", 0)]


def test_events_and_sums_are_marked_in_their_longest_wording(tmp_path: Path) -> None:
    one = read(tmp_path)
    assert words(one, Role.EVENT) == [("salon Eaux vives", 2)]
    assert words(one, Role.PLACE) == [("Metz", 2)]
    assert words(one, Role.AMOUNT) == [("40 000 euros", 4)]


def test_what_is_optional_is_kept_apart(tmp_path: Path) -> None:
    one = read(tmp_path)
    assert words(one, Role.BENEFICIARY) == [("Brisalta", 4)]
    assert words(one, Role.BENEFICIARY, optional=True) == [("Ventoris", 2), ("Ventoris", 4)]
    assert words(one, Role.PROGRAMME, optional=True) == []  # required elsewhere


@pytest.mark.parametrize(("kinds", "unknown"), [((FactKind.AGREEMENT,), Role.EVENT), ((FactKind.EVENT,), Role.PARTNER)])
def test_roles_of_kinds_that_nobody_annotated_are_unknown(
    kinds: tuple[FactKind, ...], unknown: Role, tmp_path: Path
) -> None:
    assert unknown in read(tmp_path, kinds).unknown
    assert not read(tmp_path).unknown


def test_marks_written_into_a_text_leave_the_text(tmp_path: Path) -> None:
    one, nothing = read_written(tmp_path)
    assert one.title == "Lettre de Ventoris"
    assert one.text == (
        "# Lettre de Ventoris\n\nOrvik nous rejoint ; Tarnow polonais hésite.\nOrvik est loin. Brisalta est de Souffle.\n"
    )
    assert words(one, Role.PARTY) == [("Brisalta", 3), ("Ventoris", 0)]
    assert words(one, Role.PARTNER) == [("Orvik", 2)]
    assert words(one, Role.PARTNER, optional=True) == [("Orvik", 3), ("Tarnow", 2)]
    assert nothing.places == ()


def test_the_numbers_say_what_belongs_together(tmp_path: Path) -> None:
    one, _ = read_written(tmp_path)
    numbers = {(place.role, one.text[place.start : place.end]): set(place.facts) for place in one.places if place.facts}
    assert (
        numbers[Role.COUNTRY, "polonais"]
        == numbers[Role.PARTNER, "Tarnow"]
        == numbers[Role.NEGOTIATED, "Tarnow"]
        == {2}
    )
    assert numbers[Role.MEMBER, "Brisalta"] == numbers[Role.ALLIANCE, "Souffle"] == {3}


@pytest.mark.parametrize("mark", ["{partner 1|Orvik}", "{signed|Orvik}", "{signed one|Orvik}"])
def test_a_mark_that_is_none_is_named(mark: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"marked.txt: .*Orvik.* is no mark .*alliance"):
        read_written(tmp_path, f"=== Page\n{mark} rit.\n")


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.txt")), ids=lambda path: path.stem)
def test_every_marked_document_has_facts_of_one_kind_a_number(path: Path) -> None:
    kinds = (
        {*PARTS[Role.PARTNER], *STATUSES},
        {Role.MEMBER, Role.ALLIANCE},
        {*PARTS[Role.BENEFICIARY], Role.BENEFICIARY},
    )
    known = [*kinds, {Role.EVENT, *PARTS[Role.EVENT]}]
    wrong = []
    for one in read_marked(path):
        by_number: dict[int, set[Role]] = {}
        for place in one.places:
            assert one.text[place.start : place.end].strip() == one.text[place.start : place.end]
            for number in place.facts:
                by_number.setdefault(number, set()).add(place.role)
        wrong += [
            f"{one.title}: {sorted(roles)}" for roles in by_number.values() if not any(roles <= kind for kind in known)
        ]
    assert wrong == []


def test_other_names_stand_in_the_same_places(tmp_path: Path) -> None:
    one, _ = read_written(tmp_path)
    other = renamed(one, ["Cap Nordet-Loire"], 1.0, random.Random(3))
    assert names_of([other]) == ["Cap Nordet-Loire"]
    assert other.text.count("Cap Nordet-Loire") == 6  # every mention, marked or not
    assert other.title == "Lettre de Cap Nordet-Loire"
    assert [(place.role, place.facts) for place in other.places] == [(place.role, place.facts) for place in one.places]
    assert words(other, Role.COUNTRY) == [("polonais", 2)]
    assert renamed(one, ["Cap Nordet-Loire"], 0.0, random.Random(3)) == one
