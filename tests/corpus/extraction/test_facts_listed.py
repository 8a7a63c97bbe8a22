"""Facts that pages of contacts, lists of members and agendas tell, one a line, a row or an item."""

from __future__ import annotations

import pytest

from corpus.facts import FactKind
from corpus.naming import Names, load_names
from tests.corpus.test_facts import read

ORGANISATION, PERSON, TELEPHONE, EMAIL = "organisation", "person", "telephone", "email"


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


def test_a_team_page_gives_each_person_the_addresses_below(names: Names) -> None:
    text = (
        "**Ysolde Karmadec**, cheffe de projet « houle », pilote l'atelier. Elle reçoit le jeudi.\n"
        "01 99 11 22 33 – y.karmadec@axelera.example\n\n"
        "**Tiburce Malvoix-Hardy**, assistant de direction\n"
        "01 99 11 22 34 – accueil@axelera.example"
    )
    assert read(text, names, FactKind.CONTACT, heading="L'équipe d'Axelera") == [
        {
            ORGANISATION: "Axelera",
            PERSON: "Ysolde Karmadec",
            TELEPHONE: "01 99 11 22 33",
            EMAIL: "y.karmadec@axelera.example",
        },
        {
            ORGANISATION: "Axelera",
            PERSON: "Tiburce Malvoix-Hardy",
            TELEPHONE: "01 99 11 22 34",
            EMAIL: "accueil@axelera.example",
        },
    ]


def test_lines_with_a_label_of_their_own_are_contacts_of_their_own(names: Names) -> None:
    text = (
        "Adhésions : Tiburce Malvoix, 01 99 11 22 33, adhesion@axelera.example\n"
        "Antenne de Dole : 01 99 11 22 35\n"
        "www.axelera.example"
    )
    found = read(text, names, FactKind.CONTACT, heading="Contacts d'Axelera")
    assert [(one.get(PERSON), one.get(TELEPHONE)) for one in found][:2] == [
        ("Tiburce Malvoix", "01 99 11 22 33"),
        (None, "01 99 11 22 35"),
    ]
    assert all("site" not in one for one in found if PERSON in one)


def test_who_is_to_be_reached_is_named_before_the_address(names: Names) -> None:
    text = (
        "La direction d'Axelera est confiée à Aurélien Malvoix. Elle est à Lyon. Pour le joindre : 01 99 11 22 33.\n\n"
        "Inscriptions auprès de Tiburce Karmadec : 01 99 11 22 34."
    )
    found = read(text, names, FactKind.CONTACT)
    assert [(one[PERSON], one[TELEPHONE]) for one in found] == [
        ("Aurélien Malvoix", "01 99 11 22 33"),
        ("Tiburce Karmadec", "01 99 11 22 34"),
    ]


def test_an_alliance_is_known_by_the_acronym_that_the_document_gives_it(names: Names) -> None:
    text = (
        "L'Anneau des rivières alpines (ARA) est une alliance de clusters de l'eau.\n\n"
        "L'ARA a signé un accord avec Busan Tide Park (Corée du Sud) le 14 juin 2015."
    )
    (found,) = read(text, names, FactKind.AGREEMENT)
    assert (found["party"], found["partner"]) == ("ARA", "Busan Tide Park")


NAME, PLACE, DATE, PARTICIPANTS = "name", "place", "date", "participants"


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        (
            "- 9 avril 2019, Angers : Matinale Compost (gratuit)",
            {NAME: "Matinale Compost", PLACE: "Angers", DATE: "9 avril 2019"},
        ),
        (
            "- le Houle & Vent Show, à Gênes, du 22 au 27 septembre 2022, vingt PME ;",
            {NAME: "Houle & Vent Show", PLACE: "Gênes", DATE: "du 22 au 27 septembre 2022", PARTICIPANTS: "vingt"},
        ),
        (
            "- 3 et 4 juillet 2013, Naaldwijk : mission « Serres hautes »",
            {NAME: "mission « Serres hautes »", PLACE: "Naaldwijk", DATE: "3 et 4 juillet 2013"},
        ),
        (
            "- HoulExpo, à Osaka, en août, sous réserve.",
            {NAME: "HoulExpo", PLACE: "Osaka", DATE: "août"},
        ),
    ],
    ids=["date first", "name first", "mission", "month alone"],
)
def test_the_entries_of_an_agenda_are_events(entry: str, found: dict[str, str], names: Names) -> None:
    assert read(entry, names, FactKind.EVENT, heading="Agenda") == [found]


def test_deadlines_and_signatures_of_an_agenda_are_no_events(names: Names) -> None:
    text = "- Dossier complet, avant le 30 avril 2020\n- 5 mai 2020, Angers : Signature d'un accord avec Kunst Isar"
    assert read(text, names, FactKind.EVENT, heading="Agenda") == []


def test_the_rows_of_a_calendar_are_events(names: Names) -> None:
    text = "| Date | Lieu | Événement |\n|---|---|---|\n| 17 mars 2016 | Yverdon-les-Bains | Atelier houle |\n"
    assert read(text, names, FactKind.EVENT) == [
        {NAME: "Atelier houle", PLACE: "Yverdon-les-Bains", DATE: "17 mars 2016"}
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Axelera organise les Rencontres de l'eau rare, qui auront lieu le 25 mai 2021 à Metz.", "Rencontres de l'eau rare"),
        ("La quatrième Convention des ports à l'export aura lieu le 18 juin 2013 à Metz.", "Convention des ports à l'export"),
        ("Le pôle tient un stand à Houlatech Armor, à Nancy, les 13 et 14 octobre 2021.", "Houlatech Armor"),
        ("# Forum Houle et Vent 2023\n\nAngers, Palais des congrès – 11 octobre 2023\n", "Forum Houle et Vent 2023"),
    ],
    ids=["lower-case words", "with a prefix", "stand", "title"],
)  # fmt: skip
def test_an_event_keeps_its_whole_name(text: str, name: str, names: Names) -> None:
    assert [one[NAME] for one in read(text, names, FactKind.EVENT)] == [name]


def members(text: str, names: Names, *, heading: str = "") -> list[tuple[str, str]]:
    return [(one["member"], one["alliance"]) for one in read(text, names, FactKind.MEMBERSHIP, heading=heading)]


def test_a_page_lists_the_members_of_an_alliance_in_rows_and_items(names: Names) -> None:
    text = (
        "L'Anneau des rivières alpines (ARA) est une alliance de clusters de l'eau. L'ARA est née à Dijon.\n\n"
        "| Cluster | Pays |\n|---|---|\n| Kunst Isar | Allemagne |\n\n"
        "- **Skåne Vattenkluster** (Suède), depuis 2015.\n"
    )
    alliance = "Anneau des rivières alpines"
    assert members(text, names, heading="Membres fondateurs") == [
        ("Kunst Isar", alliance),
        ("Skåne Vattenkluster", alliance),
    ]
    assert members(text, names, heading="Anciens membres") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Axelera adhère à l'association France Houle Team, ainsi qu'à Rhine Tide Ring, où siègent aussi Kunst Isar et "
            "le suisse Basel Tide Cluster.",
            [
                ("Axelera", "France Houle Team"),
                ("Axelera", "Rhine Tide Ring"),
                ("Kunst Isar", "Rhine Tide Ring"),
                ("Basel Tide Cluster", "Rhine Tide Ring"),
            ],
        ),
        (
            "Axelera propose d'adhérer à la Latin Tide Network, dont Kunst Isar est membre fondateur.",
            [("Kunst Isar", "Latin Tide Network")],
        ),
        (
            "Axelera coopère avec EuroTide Ring ; les Espagnols de Kunst Isar en sont membres.",
            [("Kunst Isar", "EuroTide Ring")],
        ),
        (
            "Axelera fait partie de Green Tide Europe, une alliance présidée cette année par les Danois de Kunst Isar.",
            [("Axelera", "Green Tide Europe"), ("Kunst Isar", "Green Tide Europe")],
        ),
        (
            "Axelera et Kunst Isar discutent. Aucun pôle n'est associé au réseau Rhine Tide Ring de Basel Tide Cluster.",
            [],
        ),
    ],
    ids=["where", "whose", "thereof", "chaired", "denied"],
)
def test_a_clause_beside_the_name_of_an_alliance_tells_its_members(
    text: str, found: list[tuple[str, str]], names: Names
) -> None:
    assert members(text, names) == found


def test_an_answer_to_a_question_about_membership_names_the_alliance(names: Names) -> None:
    text = "Oui, de la Blue Tide Alliance, aux côtés de Kunst Isar et de Solent Tide Network."
    assert members(text, names, heading="Axelera est-il membre d'un réseau ?") == [
        ("Axelera", "Blue Tide Alliance"),
        ("Kunst Isar", "Blue Tide Alliance"),
        ("Solent Tide Network", "Blue Tide Alliance"),
    ]
