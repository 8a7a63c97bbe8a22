"""Sheets: what is known of a name, where it is mentioned, and its neighbours."""

from __future__ import annotations

from assistant.exploring.gathering import explore
from assistant.exploring.sheets import MENTIONS, Neighbour, Sheet, sheet_of
from corpus.fact_kinds import FactKind
from corpus.kinds import EntityKind
from tests.assistant.exploring.making import exploration, names, paper, stated

ALL = exploration()


def sheet(name: str) -> Sheet:
    found = sheet_of(ALL, name)
    assert found is not None
    return found


def test_the_sheet_of_a_pole_has_its_names_facts_documents_and_neighbours() -> None:
    found = sheet("Lyonbiopôle")
    assert found.kind is EntityKind.POLE
    assert "Lyon Biopôle" in found.aliases and found.regions == ("Auvergne-Rhône-Alpes",)
    assert {kind: len(found.of(kind)) for kind in FactKind if found.of(kind)} == {
        FactKind.AGREEMENT: 2,
        FactKind.PROGRAMME: 1,
        FactKind.CONTACT: 1,
        FactKind.POLE: 1,
    }
    assert found.neighbours[0] in (
        Neighbour("Japon", ((FactKind.AGREEMENT, 2),)),
        Neighbour("Kansai Bio", ((FactKind.AGREEMENT, 2),)),
    )
    assert [(document.title, count) for document, count in found.mentioned] == [("Bilan", 3), ("Premier accord", 2)]


def test_every_mention_quotes_its_document_inside_the_words_around_it() -> None:
    for mention in sheet("Lyonbiopôle").mentions:
        assert mention.quote.text == "Lyonbiopôle"
        assert mention.start <= mention.quote.start < mention.quote.end <= mention.end
        around = mention.quote.document.text[mention.start : mention.end]
        assert "\n\n" not in around and around == around.strip()


def test_a_country_is_found_by_its_adjectives_and_places() -> None:
    germany, japan = sheet("Allemagne"), sheet("Japon")
    assert germany.kind is EntityKind.COUNTRY
    assert [mention.quote.text for mention in germany.mentions] == ["allemand"]
    assert {entry.kind for entry in japan.entries} == {FactKind.AGREEMENT, FactKind.EVENT}  # BioJapan, at Yokohama


def test_an_unknown_name_is_what_its_fields_make_it() -> None:
    assert sheet("Kansai Bio").kind is EntityKind.ORGANISATION
    assert sheet("Ana Diaz").kind is EntityKind.PERSON
    assert (sheet("Ana Diaz").aliases, sheet("Ana Diaz").country) == ((), "")


def test_a_name_that_nobody_knows_has_no_sheet() -> None:
    assert sheet_of(ALL, "Atlantis Valley") is None
    assert sheet_of(ALL, "Lyon Biopôle") is None  # an alias is no main form


def test_a_known_name_without_facts_still_has_its_names() -> None:
    found = sheet("Aerospace Valley")
    assert (found.entries, found.mentions, found.neighbours) == ((), (), ())
    assert found.sector != ""


def test_short_names_are_found_with_their_capitals_only() -> None:
    text = paper("court.md", "Le programme COST finance. Cela cost cher.\nCOST, encore.")
    fact = stated(FactKind.PROGRAMME, text, "Le programme COST finance.", programme="COST")
    found = sheet_of(explore([fact], [text], names()), "COST")
    assert found is not None and [mention.quote.start for mention in found.mentions] == [13, 43]


def test_a_long_list_of_mentions_is_cut_and_counted() -> None:
    text = paper("long.md", "Lyonbiopôle encore. " * 200)
    found = sheet_of(explore([], [text], names()), "Lyonbiopôle")
    assert found is not None
    assert (len(found.mentions), found.mentioned) == (MENTIONS, ((text, 200),))
