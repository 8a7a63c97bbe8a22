"""Agreements that a document itself is: conventions, memoranda, letters of intent."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.fact_kinds import FieldName
from corpus.facts import FactKind, extract_facts
from corpus.naming import Names, load_names
from corpus.reading import read_document

TERMS = "\n\nArticle 1 - Objet\nLes membres des deux réseaux s'accueillent.\n"
Told = tuple[str, str, str, str]


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


def told(text: str, names: Names, folder: Path) -> list[Told]:
    """Return party, partner, status and date of each agreement of a document."""
    path = folder / "text.txt"
    path.write_text(text, encoding="utf-8")
    one = read_document(path)
    facts = [fact for fact in extract_facts(one, names) if fact.kind is FactKind.AGREEMENT]
    assert all(one.text[field.start : field.end] == field.value for fact in facts for field in fact.fields)
    values = [
        ["".join(f.value for f in fact.all(name)) for name in (FieldName.PARTY, FieldName.PARTNER, FieldName.DATE)]
        for fact in facts
    ]
    return [
        (who, other, fact.canonical(FieldName.STATUS), day)
        for (who, other, day), fact in zip(values, facts, strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "CONVENTION DE PARTENARIAT\n\nEntre les soussignés :\n\nVentoris, association loi de 1901, représentée par "
            "Ada Vasseur,\n\nd'une part,\n\net\n\nle cluster Orvik Solar, sis à Aarhus (Danemark),\n\nd'autre part,\n\n"
            f"Il a été convenu ce qui suit :{TERMS}\nFait à Aarhus, le 3 mai 2018\n",
            ("Ventoris", "Orvik Solar", "signed", "3 mai 2018"),
        ),
        (
            "Accord-cadre de coopération n° 12\n\nENTRE : Orvik Solar, réseau de droit danois,\nET : Ventoris, pôle lyonnais,\n"
            f"ci-après « les Parties ».{TERMS}\nSigné à Lyon le 4 juin 2019, en deux exemplaires.\n",
            ("Ventoris", "Orvik Solar", "signed", "4 juin 2019"),
        ),
        (
            "MEMORANDUM OF UNDERSTANDING\n\nbetween Ventoris, a French cluster, and Orvik Solar, a company under Danish law.\n\n"
            "Done at Aarhus, on 9 May 2018.\n",
            ("Ventoris", "Orvik Solar", "signed", "9 May 2018"),
        ),
    ],
    ids=["parts", "labels", "English"],
)
def test_a_document_is_the_agreement_of_the_two_it_names(
    text: str, expected: Told, names: Names, tmp_path: Path
) -> None:
    assert expected in told(text, names, tmp_path)


def test_a_letter_of_intent_is_signed_and_announces_an_agreement(names: Names, tmp_path: Path) -> None:
    text = (
        "LETTRE D'INTENTION\n\nLyon, le 17 mars 2018\n\nEntre Ventoris, pôle du vent (Lyon),\net Orvik Solar, réseau danois.\n\n"
        "Madame la Présidente,\n\nNous voulons conclure un accord.\n\n- mai 2018 : étude\n- janvier 2019 : signature\n"
    )
    assert told(text, names, tmp_path) == [
        ("Ventoris", "Orvik Solar", "signed", "17 mars 2018"),
        ("Ventoris", "Orvik Solar", "planned", "janvier 2019"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"CONVENTION DE SUBVENTION\n\nEntre l'État,\net Ventoris,\n{TERMS}\nFait à Lyon, le 3 mai 2018\n",
        f"CONVENTION DE PARTENARIAT\n\nEntre Ventoris,\net Orvik Solar,\n{TERMS}\nFait à ……, le ……\n",
        "Accord entre voisins\n\nEntre Lyon et Grenoble, le train met une heure.\n\nFait à Lyon, le 3 mai 2018\n",
    ],
    ids=["grant", "not signed", "no sides"],
)
def test_other_texts_are_none(text: str, names: Names, tmp_path: Path) -> None:
    assert told(text, names, tmp_path) == []
