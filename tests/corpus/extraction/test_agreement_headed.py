"""Agreements that a heading calls by the partner, and agreements whose sides are named through those who sign."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.fact_kinds import Fact, FieldName
from corpus.facts import FactKind, extract_facts
from corpus.naming import Names, load_names
from corpus.reading import read_document

HEAD = '---\ntitle: "Page"\ndate: 2019-10-14\npublisher: {publisher}\n---\n\n# Page\n\n{about}'
ABOUT = "Ventoris a 118 membres.\n\n"


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


def told(text: str, names: Names, folder: Path, publisher: str = "Pôle Ventoris", about: str = ABOUT) -> list[Fact]:
    path = folder / "page.md"
    path.write_text(HEAD.format(publisher=publisher, about=about) + text, encoding="utf-8")
    one = read_document(path)
    facts = [fact for fact in extract_facts(one, names) if fact.kind is FactKind.AGREEMENT]
    assert all(one.text[field.start : field.end] == field.value for fact in facts for field in fact.fields)
    return facts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "## 2. Accord avec le cluster danois Orvik\n\nLe texte a été signé le 3 mai 2018 à Aarhus. Il court sur trois ans.\n",
            ("Orvik", "signed", "3 mai 2018"),
        ),
        (
            "## III. Convention avec Orvik Solar\n\nM. Vasseur rappelle l'historique. Le conseil autorise la présidente à "
            "signer la convention. La signature est envisagée le 14 avril 2020.\n",
            ("Orvik Solar", "planned", "14 avril 2020"),
        ),
        (
            "## Partenariat – Orvik Solar\n\nL'accord est en cours de négociation depuis le printemps.\n",
            ("Orvik Solar", "negotiated", ""),
        ),
        (
            "## 4) Agreement with the Danish network Orvik Solar\n\nThe agreement was signed in Aarhus on 9 May 2018.\n",
            ("Orvik Solar", "signed", "9 May 2018"),
        ),
        (
            "## Le projet d'accord avec Orvik Solar\n\nLe texte doit encore être relu. La signature est prévue en mai 2020.\n",
            ("Orvik Solar", "planned", "mai 2020"),
        ),
    ],
)
def test_a_heading_calls_an_agreement_by_the_partner(
    text: str, expected: tuple[str, str, str], names: Names, tmp_path: Path
) -> None:
    (fact,) = told(text, names, tmp_path)
    dated = "".join(field.value for field in fact.all(FieldName.DATE))
    partner = fact.all(FieldName.PARTNER)[0].value
    assert (partner, fact.canonical(FieldName.STATUS), dated) == expected


@pytest.mark.parametrize(
    "text",
    [
        "## Accord avec Orvik Solar\n\nAucun accord ne sera signé : le conseil y renonce.\n",
        "## Convention d'affaires avec Orvik Solar\n\nLe salon a été signé par une agence.\n",
        "## Accords : ce qui change\n\nLe texte a été signé par les adhérents.\n",
    ],
)
def test_a_heading_alone_is_no_agreement(text: str, names: Names, tmp_path: Path) -> None:
    assert told(text, names, tmp_path) == []


@pytest.mark.parametrize(
    "text",
    [
        "Un mémorandum a été signé le 4 mai 2018 par Ada Vasseur, présidente de Ventoris, et par Aino Lehto, directrice du "
        "cluster Orvik.\n",
        "La convention a été paraphée par le président de Ventoris et par la directrice du réseau Orvik.\n",
        "L'accord a été signé par Ada Vasseur, présidente de Ventoris, et Aino Lehto, secrétaire générale du réseau "
        "Orvik.\n",
        "An agreement was signed by Ada Vasseur, chairman of Ventoris, and by Aino Lehto, head of the cluster Orvik.\n",
    ],
)
def test_the_sides_are_those_whose_heads_sign(text: str, names: Names, tmp_path: Path) -> None:
    (fact,) = told(text, names, tmp_path)
    assert [field.value for field in fact.all(FieldName.PARTY)] == ["Ventoris"]
    assert [field.value for field in fact.all(FieldName.PARTNER)] == ["Orvik"]


def test_a_publisher_without_the_word_is_the_party_where_the_text_calls_it_a_pole(names: Names, tmp_path: Path) -> None:
    text = "## Accord avec Orvik Solar\n\nLe texte a été signé le 3 mai 2018.\n\nÉcrire à conseil@ventoris.example.\n"
    about = "Le directeur du pôle préside la séance.\n\n"
    (fact,) = told(text, names, tmp_path, "Ventoris", about)
    assert fact.canonical(FieldName.PARTY) == "Ventoris"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Le 30 novembre à 11 heures, signature avec l'Orvik Science Park of Aarhus.\n", "planned"),
        ("Le 3 décembre 2019, signature de l'accord avec Orvik Solar.\n", "planned"),
        ("Le 3 mai, signature de l'accord avec Orvik Solar.\n", "signed"),
        ("La signature de l'accord avec Orvik Solar a eu lieu le 3 mai 2019.\n", "signed"),
    ],
)
def test_a_signature_dated_after_the_document_is_planned(text: str, status: str, names: Names, tmp_path: Path) -> None:
    (fact,) = told(text, names, tmp_path)
    assert fact.canonical(FieldName.STATUS) == status
    assert fact.all(FieldName.PARTNER)[0].value in ("Orvik Solar", "Orvik Science Park of Aarhus")
