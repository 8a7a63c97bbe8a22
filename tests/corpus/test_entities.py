from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.entities import Entity, EntityKind, find_entities
from corpus.naming import load_names

NAMES = load_names()


def found(text: str) -> list[tuple[str, str, str]]:
    return [(str(e.kind), e.text, e.canonical) for e in find_entities(text, NAMES)]


def of_kind(text: str, kind: EntityKind) -> list[str]:
    return [entity.canonical for entity in find_entities(text, NAMES) if entity.kind is kind]


def test_a_press_release_gives_whole_entities() -> None:
    text = (
        "Le pôle de compétitivité Céramialis et le cluster coréen Daegu Ceramics Valley (DCV) ont signé mardi 11 mars 2014, "
        "à Séoul, un accord de trois ans. Soutenu par Ubifrance à hauteur de 45 000 €, soit 60 % du budget, il aidera une "
        "quinzaine de PME. "
        "DCV compte 120 membres."
    )
    assert found(text) == [
        ("pole", "Céramialis", "Céramialis"),
        ("country", "coréen", "Corée du Sud"),
        ("organisation", "Daegu Ceramics Valley", "Daegu Ceramics Valley"),
        ("organisation", "DCV", "Daegu Ceramics Valley"),
        ("date", "11 mars 2014", "2014-03-11"),
        ("city", "Séoul", "Séoul"),
        ("duration", "trois ans", "P3Y"),
        ("institution", "Ubifrance", "Ubifrance"),
        ("amount", "45 000 €", "45000 EUR"),
        ("percent", "60 %", "60"),
        ("number", "une quinzaine", "15"),
        ("organisation", "DCV", "Daegu Ceramics Valley"),
        ("number", "120", "120"),
    ]


def test_a_contact_line_gives_person_telephone_and_address() -> None:
    assert found("*contact : Ylan Kervoaz 05 55 00 11 22 / [y.k@ceramialis.fr](mailto:y.k@ceramialis.fr)*") == [
        ("person", "Ylan Kervoaz", "Ylan Kervoaz"),
        ("phone", "05 55 00 11 22", "0555001122"),
        ("email", "y.k@ceramialis.fr", "y.k@ceramialis.fr"),
        ("email", "y.k@ceramialis.fr", "y.k@ceramialis.fr"),
    ]


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("en présence de Mr. Luc Rousseau", ["Luc Rousseau"]),
        ("Madame Fleur Pellerin, ministre déléguée", ["Fleur Pellerin"]),
        ("Jean Hervé Lacroix et Marie-Claude Simoni", ["Jean Hervé Lacroix", "Marie-Claude Simoni"]),
        ("Directeur Général Nicolas Carboni Directeur", ["Nicolas Carboni"]),
        ("Masahiro Nadamoto, président du conseil", ["Masahiro Nadamoto"]),
        ("Zbigniewa Ołtarz, directrice générale", ["Zbigniewa Ołtarz"]),
        ("Jean-François de La Pérouse, William M. Jennings", ["Jean-François de La Pérouse", "William M. Jennings"]),
        ("Dr. Margot van den Berg, chief executive", ["Margot van den Berg"]),
        ("explique Fiona Gerente. Mme Gerente ajoute", ["Fiona Gerente", "Fiona Gerente"]),
        ("le Centre Pierre Mendès France, rue Pierre Curie et le lycée Jean Moulin", []),
        ("Elle est dirigée par Maïder Etcheverry, depuis 2013", ["Maïder Etcheverry"]),
        ("Le conseil est présidé par Cap Digital", []),
        ("Cap Digital, président de séance", []),
        ("La Direction Générale, directeur", []),
    ],
)
def test_persons_are_told_by_title_first_name_or_function(text: str, persons: list[str]) -> None:
    assert of_kind(text, EntityKind.PERSON) == persons


@pytest.mark.parametrize(
    ("text", "kind", "names"),
    [
        ("les pôles Aquatis, Novaport et Bretagnium", EntityKind.POLE, ["Aquatis", "Novaport", "Bretagnium"]),
        ("le pôle « Bois de demain »", EntityKind.POLE, ["Bois de demain"]),
        ("le pôle « trop cher »", EntityKind.POLE, []),
        ("le pôle « Horizon Bois »", EntityKind.POLE, ["Horizon Bois"]),
        ("le pôle Nord et le Pôle Emploi", EntityKind.POLE, []),
        ("LE PÔLE AÉRONOVA SIGNE UN ACCORD", EntityKind.POLE, ["AÉRONOVA"]),
        ("le projet européen BLUEFERRY, puis BLUEFERRY seul", EntityKind.PROGRAMME, ["BLUEFERRY", "BLUEFERRY"]),
        ("le programme OCEANLINK de l'Agence", EntityKind.PROGRAMME, ["OCEANLINK"]),
        ("au salon Nautiexpo", EntityKind.EVENT, ["Nautiexpo"]),
        ("the Bergen Marine Cluster", EntityKind.ORGANISATION, ["Bergen Marine Cluster"]),
        ("The Dutch Seed Valley Group", EntityKind.ORGANISATION, ["Seed Valley Group"]),
        ("le Conseil régional de Bretagne", EntityKind.INSTITUTION, ["Conseil régional de Bretagne"]),
        ("Salk Research Institute US", EntityKind.INSTITUTION, ["Salk Research Institute"]),
        ("un méga-cluster Europe – Asie", EntityKind.ORGANISATION, []),
    ],
)  # fmt: skip
def test_names_never_seen_are_told_by_their_context(text: str, kind: EntityKind, names: list[str]) -> None:
    assert of_kind(text, kind) == names


def test_a_longer_name_swallows_the_place_inside_it() -> None:
    assert found("l'accord avec le cluster Osaka Ceramics Park à Osaka") == [
        ("organisation", "Osaka Ceramics Park", "Osaka Ceramics Park"),
        ("city", "Osaka", "Osaka"),
    ]


def test_a_web_address_names_no_pole() -> None:
    assert found("www.lyonbiopole.org") == [("url", "www.lyonbiopole.org", "lyonbiopole.org")]


def test_an_entity_is_a_value() -> None:
    entity = Entity(EntityKind.CITY, 0, 4, "Lyon", "Lyon")
    assert find_entities("Lyon", NAMES) == (entity,)
    assert replace(entity, text="x") != entity


_PIECES_TEXT = (
    "le pôle |les pôles |Aquatis|, |et |M. |Luc |Rousseau|, directeur|cluster |projet européen |« |» |Osaka |(ABC) |Mme |"
    "12 mars 2014|05 34 25 50 43 |a@b.fr |www.x.fr |Institute |University |de |d'|Lyon Biopôle |\n|- |İ|ß|É|A. |PÔLE |contact : "
)
_PIECES = st.sampled_from(_PIECES_TEXT.split("|"))


@given(st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=25).map("".join)))
def test_entities_are_exact_ordered_and_never_overlap(text: str) -> None:
    end = 0
    for entity in find_entities(text, NAMES):
        assert text[entity.start : entity.end] == entity.text != ""
        assert entity.start >= end
        assert entity.canonical
        end = entity.end


@pytest.mark.parametrize(
    "piece",
    [
        "Jean ",
        "Aa Bb ",
        "pôle ",
        "Pôle A ",
        "pôle « A",
        "A. ",
        "M. ",
        "Institute ",
        "(ABC) ",
        "Lyon ",
        "a-",
        "«",
        "A b ",
        "projet aaaaaa ",
    ],
)
def test_hostile_text_of_100_kb_takes_linear_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    began = time.process_time()
    find_entities(text, NAMES)
    assert time.process_time() - began < 8
