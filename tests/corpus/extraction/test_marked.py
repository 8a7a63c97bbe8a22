"""Facts that marks tell: less sure than a rule's, and never what a rule has found."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.documents import Document
from corpus.facts import Fact, FactKind, FieldName, extract_facts
from corpus.marks import Mark, Role, Told
from corpus.naming import Names, load_names
from corpus.reading import read_document

PAGE = """---
title: Le pôle Ventoris en 2019
publisher: Pôle Ventoris
---

# Le pôle Ventoris en 2019

Orvik Solar nous a tendu la main, et depuis mars 2018 les deux équipes échangent leurs bancs d'essai.

Avec Tarnow Wind, rien n'est encore couché sur le papier.

Chez **Brisalta**, on a préféré Lagunare : les stagiaires y partent chaque été.

Les clés du Cercle du Vent sont à Ventoris et à Brisalta.

La tournée Cap Nordet a mené huit patrons à Aarhus en juin 2019.

Souffle Neuf a versé 40 000 euros à Brisalta.
"""


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


@pytest.fixture
def document(tmp_path: Path) -> Document:
    path = tmp_path / "page.md"
    path.write_text(PAGE, encoding="utf-8")
    return read_document(path)


def mark(document: Document, role: Role, words: str, probability: float, *, last: bool = False) -> Mark:
    """Return a mark on the first place of a wording, or on the last."""
    start = document.text.rindex(words) if last else document.text.index(words)
    return Mark(role, start, start + len(words), probability)


def told(document: Document, names: Names, kind: FactKind, *facts: Told) -> list[Fact]:
    found = [fact for fact in extract_facts(document, names, facts) if fact.kind is kind]
    assert all(document.text[field.start : field.end] == field.value for fact in found for field in fact.fields)
    return found


def test_without_marks_only_the_rules_speak(document: Document, names: Names) -> None:
    assert told(document, names, FactKind.AGREEMENT) == []


def test_a_partner_makes_an_agreement_of_whose_document_it_is(document: Document, names: Names) -> None:
    partner = mark(document, Role.PARTNER, "Orvik Solar", 0.97)
    [fact] = told(document, names, FactKind.AGREEMENT, Told(partner, (mark(document, Role.DATE, "mars 2018", 0.8),)))
    assert fact.canonical(FieldName.PARTY) == "Ventoris"
    assert fact.canonical(FieldName.PARTNER) == "Orvik Solar"
    assert fact.canonical(FieldName.STATUS) == "signed"
    assert [field.value for field in fact.all(FieldName.DATE)] == ["depuis mars 2018"]
    assert fact.confidence < 0.7


def test_a_word_that_stands_for_the_pole_is_the_pole_whose_document_it_is(document: Document, names: Names) -> None:
    party = mark(document, Role.PARTY, "nous", 0.8)
    [fact] = told(
        document, names, FactKind.AGREEMENT, Told(mark(document, Role.PARTNER, "Orvik Solar", 0.97), (party,))
    )
    assert [field.canonical for field in fact.all(FieldName.PARTY)] == ["Ventoris"]


def test_a_partner_may_be_planned_or_in_negotiation(document: Document, names: Names) -> None:
    for role in (Role.NEGOTIATED, Role.PLANNED):
        status = mark(document, role, "Tarnow Wind", 0.6)
        [fact] = told(
            document, names, FactKind.AGREEMENT, Told(mark(document, Role.PARTNER, "Tarnow Wind", 0.97), (status,))
        )
        assert fact.canonical(FieldName.STATUS) == role.value


def test_a_party_that_belongs_to_the_partner_is_the_party(document: Document, names: Names) -> None:
    party = mark(document, Role.PARTY, "Brisalta", 0.4)
    [fact] = told(document, names, FactKind.AGREEMENT, Told(mark(document, Role.PARTNER, "Lagunare", 0.97), (party,)))
    assert [field.value for field in fact.all(FieldName.PARTY)] == ["Brisalta"]


def test_an_unlikely_mark_makes_nothing(document: Document, names: Names) -> None:
    assert told(document, names, FactKind.AGREEMENT, Told(mark(document, Role.PARTNER, "Orvik Solar", 0.25), ())) == []


def test_a_document_is_no_partner_of_itself(document: Document, names: Names) -> None:
    assert told(document, names, FactKind.AGREEMENT, Told(mark(document, Role.PARTNER, "Ventoris", 0.97), ())) == []


def test_what_a_rule_found_is_not_told_again(tmp_path: Path, names: Names) -> None:
    path = tmp_path / "rule.md"
    path.write_text("Le pôle Techtera a signé un accord avec TSB Berlin en mai 2014.\n", encoding="utf-8")
    document = read_document(path)
    alone = extract_facts(document, names)
    assert [fact.canonical(FieldName.PARTNER) for fact in alone if fact.kind is FactKind.AGREEMENT] == ["TSB Berlin"]
    partner, party = (mark(document, Role.PARTNER, "TSB Berlin", 0.97), mark(document, Role.PARTY, "Techtera", 0.9))
    assert extract_facts(document, names, [Told(partner, (party,))]) == alone
    turned = Told(mark(document, Role.PARTNER, "Techtera", 0.97), (mark(document, Role.PARTY, "TSB Berlin", 0.9),))
    assert extract_facts(document, names, [turned]) == alone


def test_a_member_needs_its_alliance(document: Document, names: Names) -> None:
    member = mark(document, Role.MEMBER, "Brisalta", 0.97, last=True)
    assert told(document, names, FactKind.MEMBERSHIP, Told(member, ())) == []
    alliance = mark(document, Role.ALLIANCE, "Cercle du Vent", 0.5)
    [fact] = told(document, names, FactKind.MEMBERSHIP, Told(member, (alliance,)))
    assert [field.value for field in fact.fields] == ["Brisalta", "Cercle du Vent"]


def test_a_beneficiary_brings_programme_and_sum(document: Document, names: Names) -> None:
    beneficiary = mark(document, Role.BENEFICIARY, "Brisalta", 0.97, last=True)
    programme = mark(document, Role.PROGRAMME, "Souffle Neuf", 0.6)
    amount = mark(document, Role.AMOUNT, "40 000 euros", 0.97)
    facts = told(
        document, names, FactKind.PROGRAMME, Told(beneficiary, (amount, programme)), Told(amount, (programme,))
    )
    [fact] = [fact for fact in facts if fact.confidence < 0.7]
    assert {field.name: field.value for field in fact.fields} == {
        FieldName.PROGRAMME: "Souffle Neuf",
        FieldName.BENEFICIARY: "Brisalta",
        FieldName.AMOUNT: "40 000 euros",
    }


def test_an_event_needs_a_date_or_a_place(document: Document, names: Names) -> None:
    name = mark(document, Role.EVENT, "tournée Cap Nordet", 0.97)
    assert told(document, names, FactKind.EVENT, Told(name, ())) == []
    [fact] = told(document, names, FactKind.EVENT, Told(name, (mark(document, Role.DATE, "juin 2019", 0.5),)))
    assert fact.canonical(FieldName.DATE) == "2019-06"


def test_quotation_marks_and_brackets_of_a_name_stay_in_pairs(tmp_path: Path, names: Names) -> None:
    path = tmp_path / "page.md"
    path.write_text("On y va : la semaine « Ports » (Singapour), en mai 2019.\n", encoding="utf-8")
    document = read_document(path)
    event, date = mark(document, Role.EVENT, "semaine « Ports »", 0.97), mark(document, Role.DATE, "mai 2019", 0.9)
    [fact] = told(document, names, FactKind.EVENT, Told(event, (date,)))
    assert fact.all(FieldName.NAME)[0].value == "semaine « Ports »"


def test_a_pronoun_is_no_partner_and_an_article_no_part_of_a_name(tmp_path: Path, names: Names) -> None:
    path = tmp_path / "page.md"
    path.write_text("Chez Brisalta, on a choisi le Lagunare, et depuis elle y envoie du monde.\n", encoding="utf-8")
    document = read_document(path)
    party = mark(document, Role.PARTY, "Brisalta", 0.9)
    assert told(document, names, FactKind.AGREEMENT, Told(mark(document, Role.PARTNER, "elle", 0.97), (party,))) == []
    [fact] = told(
        document, names, FactKind.AGREEMENT, Told(mark(document, Role.PARTNER, "le Lagunare", 0.97), (party,))
    )
    assert [field.value for field in fact.all(FieldName.PARTNER)] == ["Lagunare"]


def test_who_belongs_to_an_alliance_has_no_agreement_with_it(tmp_path: Path, names: Names) -> None:
    path = tmp_path / "page.md"
    path.write_text("Le pôle Techtera est membre de l'alliance Cercle du Vent.\n", encoding="utf-8")
    document = read_document(path)
    assert [fact.kind for fact in told(document, names, FactKind.MEMBERSHIP)] == [FactKind.MEMBERSHIP]
    partner, party = mark(document, Role.PARTNER, "Cercle du Vent", 0.97), mark(document, Role.PARTY, "Techtera", 0.9)
    assert told(document, names, FactKind.AGREEMENT, Told(partner, (party,))) == []


def read(tmp_path: Path, text: str) -> Document:
    path = tmp_path / "page.md"
    path.write_text(text, encoding="utf-8")
    return read_document(path)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Chez Brisalta, l'accord avec Lagunare est résilié depuis deux ans.\n", ["signed"]),
        ("Chez Brisalta, les discussions avec Lagunare sont suspendues.\n", []),
        ("Chez Brisalta, on attend le texte de Lagunare pour mai.\n", ["planned"]),
    ],
)
def test_what_is_over_is_not_planned_any_more(text: str, status: list[str], tmp_path: Path, names: Names) -> None:
    document = read(tmp_path, text)
    partner = mark(document, Role.PARTNER, "Lagunare", 0.97)
    parts = (mark(document, Role.PARTY, "Brisalta", 0.9), mark(document, Role.PLANNED, "Lagunare", 0.9))
    found = told(document, names, FactKind.AGREEMENT, Told(partner, parts))
    assert [fact.canonical(FieldName.STATUS) for fact in found] == status


def test_members_and_support_are_told_only_if_their_marks_are_sure(document: Document, names: Names) -> None:
    alliance = mark(document, Role.ALLIANCE, "Cercle du Vent", 0.9)
    for probability, expected in ((0.9, 0), (0.97, 1)):
        member = mark(document, Role.MEMBER, "Brisalta", probability, last=False)
        assert len(told(document, names, FactKind.MEMBERSHIP, Told(member, (alliance,)))) == expected


def test_a_sum_that_a_rule_has_understood_is_not_told_twice(tmp_path: Path, names: Names) -> None:
    document = read(tmp_path, "La Région Bretagne a accordé 40 000 euros au pôle Techtera pour le projet Lagunare.\n")
    [known] = told(document, names, FactKind.PROGRAMME)
    marked = Told(
        mark(document, Role.BENEFICIARY, "Techtera", 0.97),
        (mark(document, Role.PROGRAMME, "Lagunare", 0.9), mark(document, Role.AMOUNT, "40 000 euros", 0.9)),
    )
    assert told(document, names, FactKind.PROGRAMME, marked) == [known]


def test_members_of_one_alliance_have_no_agreement_because_they_are(tmp_path: Path, names: Names) -> None:
    document = read(
        tmp_path,
        "Le pôle Techtera fait partie de l'alliance Cercle du Vent avec le cluster allemand Silicon Saxony.\n",
    )
    assert len(told(document, names, FactKind.MEMBERSHIP)) == 2
    partner = mark(document, Role.PARTNER, "Silicon Saxony", 0.97)
    party = mark(document, Role.PARTY, "Techtera", 0.9)
    assert told(document, names, FactKind.AGREEMENT, Told(partner, (party,))) == []


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("# Ventoris\n\n- Brisalta : une bourse d'été\n- Lagunare : dispositif Cap Nordet\n", False),
        ("# Ventoris\n\n| Brisalta | bourse d'été |\n| --- | --- |\n| Lagunare | Cap Nordet |\n", False),
        ("# Ventoris\n\n- Brisalta : dispositif Cap Nordet\n- Lagunare : une bourse d'été\n", True),
        ("# Ventoris\n\nBrisalta a reçu une bourse.\n\n- Cap Nordet\n- Souffle Neuf\n", True),
    ],
)
def test_each_item_of_a_list_tells_its_own(text: str, kept: bool, tmp_path: Path, names: Names) -> None:
    page = read(tmp_path, text)
    parts = (mark(page, Role.PROGRAMME, "Cap Nordet", 0.9),)
    found = told(page, names, FactKind.PROGRAMME, Told(mark(page, Role.BENEFICIARY, "Brisalta", 0.98), parts))
    assert [fact.canonical(FieldName.PROGRAMME) for fact in found if fact.confidence < 0.7] == ["Cap Nordet"] * kept
