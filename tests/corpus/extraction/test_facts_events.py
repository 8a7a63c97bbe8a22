"""Events of agendas of every layout, of lines that hold only a day, of labels, and of sentences in French and English."""

from __future__ import annotations

import pytest

from corpus.facts import FactKind
from corpus.naming import Names, load_names
from tests.corpus.test_facts import read

NAME, PLACE, DATE, PARTICIPANTS = "name", "place", "date", "participants"


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


def told(text: str, names: Names, *, heading: str = "") -> list[tuple[str, str, str]]:
    found = read(text, names, FactKind.EVENT, heading=heading)
    return [(one[NAME], one.get(PLACE, ""), one.get(DATE, "")) for one in found]


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        ("- 21 mars, Annecy : petit-déjeuner « Brumes, ce qui change », gratuit.",
         ("petit-déjeuner « Brumes, ce qui change »", "Annecy", "21 mars")),
        ("- 16 mai, Ugine : visite de la fonderie Sallon.", ("visite de la fonderie Sallon", "Ugine", "16 mai")),
        ("- Du 10 au 14 juin : semaine des brumes, avec neuf entreprises.", ("semaine des brumes", "", "Du 10 au 14 juin")),
        ("- 12 September – Open day at the mist base, Lorient. Families welcome.",
         ("Open day at the mist base", "Lorient", "12 September")),
        ("- 2 octobre, en ligne : comité de labellisation.", ("comité de labellisation", "", "2 octobre")),
        ("- Lundi 14, Lille : conférence de presse sur les brumes.", ("conférence de presse sur les brumes", "Lille", "")),
    ],
    ids=["quoted comma", "town not listed", "no town", "English", "online", "weekday"],
)  # fmt: skip
def test_an_item_that_begins_with_its_day_is_an_event_under_any_heading(
    entry: str, found: tuple[str, str, str], names: Names
) -> None:
    assert told(entry, names, heading="En bref") == [found]


def test_under_the_heading_of_an_agenda_what_follows_the_town_is_the_event(names: Names) -> None:
    text = "- Jeudi 17 mai, Caen : les dix ans de Brumelis."
    assert told(text, names, heading="La semaine prochaine") == [("dix ans de Brumelis", "Caen", "17 mai")]
    assert told(text, names, heading="Histoire") == []


@pytest.mark.parametrize(
    "text",
    [
        "- 30 juin : clôture des candidatures\n- 12 juillet : réponse aux candidats\n- 3 mai : lancement du forum",
        "- Le colloque du 3 mai à Lille est annulé.",
        "- 5 mai 2020, Angers : Signature d'une convention avec Kunst Isar",
        "- 12 mars 2008 : création de l'association à Lille",
    ],
    ids=["steps", "called off", "signature", "chronicle"],
)
def test_steps_of_a_call_and_what_is_called_off_are_no_events(text: str, names: Names) -> None:
    assert told(text, names, heading="Calendrier") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("MARS\n\nMardi 11 mars – Rouen, Hangar 107\nForum « Brumes sans plastique », organisé par le pôle. 28 exposants.",
         [("Forum « Brumes sans plastique »", "Rouen", "11 mars")]),
        ("Jeudi 20 mars – en ligne\nWebinaire « Répondre à deux : pas à pas ». 11 h - 12 h.",
         [("Webinaire « Répondre à deux : pas à pas »", "", "20 mars")]),
        ("**Forum de la brume**\nJeudi 12 septembre 2024, Lorient\n\n**Journée « sols »**\n3 octobre 2024 – Vannes",
         [("Forum de la brume", "Lorient", "12 septembre 2024"), ("Journée « sols »", "Vannes", "3 octobre 2024")]),
        ("Soirée anniversaire : jeudi 17 octobre 2024, 19 heures, à l'auditorium de Caen. Sur invitation.",
         [("Soirée anniversaire", "Caen", "17 octobre 2024")]),
        ("**Mission de prospection en brumes – du 11 au 19 novembre 2024**",
         [("Mission de prospection en brumes", "", "du 11 au 19 novembre 2024")]),
        ("Inscriptions : avant le 3 mai 2024. Réunion du comité : avant le 5 mai 2024.", []),
        ("Mise à jour : 24 février 2025\nForum des brumes : programme complet à venir.", []),
    ],
    ids=["day above", "colon in quotes", "day below", "label", "headline", "deadline", "edition"],
)  # fmt: skip
def test_a_day_on_a_line_of_its_own_belongs_to_the_name_beside_it(
    text: str, found: list[tuple[str, str, str]], names: Names
) -> None:
    assert told(text, names, heading="Brumes") == found


def test_the_programme_of_a_mission_tells_its_gatherings_alone(names: Names) -> None:
    text = (
        "| Date | Ville | Activité |\n|---|---|---|\n| 14 mai | Metz | Vol intérieur |\n"
        "| 18 mai | Osaka | Convention d'affaires, 40 acheteurs |\n"
    )
    assert told(text, names) == [("Convention d'affaires, 40 acheteurs", "Osaka", "18 mai")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Le 12 mars, Axelera organisait à Lille son colloque annuel « Vapeurs ».",
         ("colloque annuel « Vapeurs »", "Lille", "12 mars")),
        ("La prochaine assemblée générale aura lieu le 3 juin 2024.", ("assemblée générale", "", "3 juin 2024")),
        ("La mission s'est bien déroulée, du 23 au 25 juin.", ("mission", "", "du 23 au 25 juin")),
        ("Axelera a tenu son assemblée générale le 6 juin 2023 à Chambéry.", ("assemblée générale", "Chambéry", "6 juin 2023")),
        ("Le salon MistExpo se tiendra à Vlissingue du 5 au 7 mai 2021.", ("MistExpo", "Vlissingue", "du 5 au 7 mai 2021")),
        ("The conference will be held in Lyon on 12 May 2023.", ("conference", "Lyon", "12 May 2023")),
        ("Join us at the Blue Mist Summit in Marseille on 3 and 4 June 2024.",
         ("Blue Mist Summit", "Marseille", "3 and 4 June 2024")),
    ],
    ids=["imperfect", "will be", "adverb", "held its", "town not listed", "English", "join us"],
)  # fmt: skip
def test_a_sentence_tells_a_gathering_that_is_held(text: str, found: tuple[str, str, str], names: Names) -> None:
    assert told(text, names, heading="Brumes") == [found]
