from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.kinds import EntityKind
from corpus.naming import NameEntry, Names, NamesError, load_names
from corpus.spelling import edits

NAMES = load_names()


def mentions(text: str, *, fuzzy: bool = False) -> list[tuple[str, str, str]]:
    return [(str(e.kind), e.text, e.canonical) for e in NAMES.mentions(text, fuzzy=fuzzy)]


@pytest.mark.parametrize(
    "written",
    [
        "Lyonbiopôle",
        "LyonBioPôle",
        "Lyon Biopôle",
        "Lyon-Biopôle",
        "LYONBIOPOLE",
        "lyon biopole",
        "Lyon\u00a0BioPôle",
        "Lyonbiopo\u0302le",
    ],
)
def test_one_pole_is_found_under_every_spelling(written: str) -> None:
    assert mentions(f"le pôle {written} ou {written}.") == [("pole", written, "Lyonbiopôle")] * 2


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("Mov’eo", "Mov'eo"),
        ("NextMove", "Mov'eo"),
        ("System@tic", "Systematic Paris-Region"),
        ("EMC²", "EMC2"),
        ("EMC 2", "EMC2"),
        ("via méca", "ViaMéca"),
        ("CapDigital", "Cap Digital"),
        ("Bio X Clusters", "bioXclusters"),
        ("Id-4-Car", "ID4CAR"),
        ("Images et Réseaux", "Images & Réseaux"),
        ("7ème PCRD", "7e PCRD"),
        ("Oséo", "OSEO"),
        ("Etats-Unis", "États-Unis"),
        ("Germany", "Allemagne"),
        ("allemandes", "Allemagne"),
        ("Ile de France", "Île-de-France"),
        ("London", "Londres"),
    ],
)
def test_variants_lead_to_the_canonical_name(written: str, canonical: str) -> None:
    assert [(e[1], e[2]) for e in mentions(f"avec {written} aussi")] == [(written, canonical)]
    assert NAMES.canonical(written) == canonical


def test_the_longest_name_wins() -> None:
    assert mentions("Alsace BioValley, la Grande-Bretagne et le Pôle Mer Bretagne Atlantique") == [
        ("pole", "Alsace BioValley", "Alsace BioValley"),
        ("country", "Grande-Bretagne", "Royaume-Uni"),
        ("pole", "Pôle Mer Bretagne Atlantique", "Pôle Mer Bretagne Atlantique"),
    ]


def test_ambiguous_names_need_their_capitals_or_the_word_pole() -> None:
    assert mentions("un enfant, des risques, tes tours et le dream") == []
    assert mentions("les droits de l'Enfant face aux Risques") == []
    assert mentions("les pôles Enfant, Risques et Fibres ; le pôle Enfant") == [
        ("pole", "Enfant", "Pôle Enfant"),
        ("pole", "Risques", "Pôle Risques"),
        ("pole", "Fibres", "Fibres-Energivie"),
        ("pole", "pôle Enfant", "Pôle Enfant"),
    ]
    assert mentions("le pôle tes et TES à Tours") == [
        ("pole", "tes", "TES"),
        ("pole", "TES", "TES"),
        ("city", "Tours", "Tours"),
    ]
    assert mentions("RENDEZ TES LIVRES") == []


def test_names_are_not_cut_out_of_words_or_glued_across_punctuation() -> None:
    assert mentions("Lyonnais, Pariset, Lyon. Biopôle") == [("city", "Lyon", "Lyon")]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Qui est le contact de Lyonbiopol ?", [("pole", "Lyonbiopol", "Lyonbiopôle")]),
        ("quel accord avec Osakka", [("city", "Osakka", "Osaka")]),
        ("adresse de cosmetic valey", [("pole", "cosmetic valey", "Cosmetic Valley")]),
        ("medisen paris region", [("pole", "medisen paris region", "Medicen Paris Région")]),
        ("vegepolis", [("pole", "vegepolis", "Vegepolys Valley")]),
        ("les poles alles en allemange", [("country", "allemange", "Allemagne")]),
        (
            "the Kansai bio promtion council",
            [("organisation", "Kansai bio promtion council", "Kansai Bio Promotion Council")],
        ),
        ("finance innovation", [("pole", "finance innovation", "Finance Innovation")]),
    ],
)
def test_a_question_may_misspell_a_name(question: str, expected: list[tuple[str, str, str]]) -> None:
    assert mentions(question, fuzzy=True) == expected


@pytest.mark.parametrize(
    "question",
    [
        "qui est le directeur général des accords signés",
        "combien de personnes sont allées à la réunion pour la défense des régions",
        "quand cette lettre sera-t-elle parue et que faut-il ne pas faire",
        "how many people attended the meeting and who signed for them",
    ],
)
def test_common_words_are_never_misspelt_names(question: str) -> None:
    assert mentions(question, fuzzy=True) == []


def test_documents_are_read_without_forgiving_spelling() -> None:
    assert mentions("Lyonbiopol et Osakka") == []


def test_entries_answer_for_any_of_their_names() -> None:
    entry = NAMES.entry("le pôle Moveo")
    assert entry is not None
    assert (entry.kind, entry.name, "Île-de-France" in entry.regions) == (EntityKind.POLE, "Mov'eo", True)
    assert "NextMove" in NAMES.aliases("Mov'eo")
    assert NAMES.canonical("Pôle inconnu") is None
    assert NAMES.aliases("Pôle inconnu") == ()
    assert NAMES.country_of("Osaka") == "Japon"
    assert NAMES.country_of("Japon") == "Japon"


def test_every_name_and_alias_of_the_files_leads_to_an_entry_that_has_it() -> None:
    for entry in NAMES.entries:
        for written in (entry.name, *entry.aliases, *entry.strict):
            found = NAMES.entry(written)
            assert found is not None, written
            if found is not entry:
                assert found.kind is not entry.kind or written in (*entry.aliases, *entry.strict), written


def test_the_files_keep_about_seventy_poles_and_their_regions() -> None:
    poles = [entry for entry in NAMES.entries if entry.kind is EntityKind.POLE]
    assert len(poles) >= 70
    assert [entry.name for entry in poles if not entry.sector or not entry.regions] == []
    regions = {entry.name for entry in NAMES.entries if entry.kind is EntityKind.REGION}
    assert {region for entry in poles for region in entry.regions} <= regions
    countries = {entry.name for entry in NAMES.entries if entry.kind is EntityKind.COUNTRY}
    assert {entry.country for entry in NAMES.entries if entry.country} <= countries


def test_a_bad_file_names_all_its_problems(tmp_path: Path) -> None:
    for stem in ("programmes", "institutions", "clusters", "events", "places", "first_names", "common_words"):
        (tmp_path / f"{stem}.yaml").write_text("[]")
    (tmp_path / "poles.yaml").write_text(
        "- {kind: pole}\n- {kind: pole, name: A, aliases: B}\n- {kind: pole, name: A, colour: red}\n"
    )
    with pytest.raises(
        NamesError, match=r"(?s)entry 1.*entry 2: aliases must be.*entry 3: unknown fields \['colour'\]"
    ):
        load_names(tmp_path)


def test_the_earlier_entry_wins_a_shared_form() -> None:
    pole, city = NameEntry(EntityKind.POLE, "Alpha"), NameEntry(EntityKind.CITY, "Béta", aliases=("Alpha",))
    assert [e.canonical for e in Names.from_entries((pole, city)).mentions("Alpha et Béta")] == ["Alpha", "Béta"]


@pytest.mark.parametrize(
    ("first", "second", "distance"),
    [("osaka", "osaka", 0), ("osakka", "osaka", 1), ("soaka", "osaka", 1), ("osala", "osaka", 1), ("osa", "osaka", 2)],
)
def test_edits_count_swaps_once(first: str, second: str, distance: int) -> None:
    assert edits(first, second, 2) == distance
    assert edits(first, second, distance) == distance


def test_edits_stop_at_the_limit() -> None:
    assert edits("osaka", "kyoto", 2) is None


_WORDS_TEXT = (
    "pôle|Lyon|Biopôle|mer|Mer|Bretagne|PACA|EMC|2|Cap|Digital|TES|tes|,|/|-|'|’|et|de|US|Tours|Corée|du|Sud|@|.|"
    "\n|İ|ß|œ|e\u0301"
)
_WORDS = st.sampled_from(_WORDS_TEXT.split("|"))


@given(
    st.one_of(
        st.text(max_size=60), st.lists(_WORDS, max_size=20).map(" ".join), st.lists(_WORDS, max_size=20).map("".join)
    ),
    st.booleans(),
)
def test_mentions_are_exact_ordered_and_never_overlap(text: str, fuzzy: bool) -> None:
    end = 0
    for entity in NAMES.mentions(text, fuzzy=fuzzy):
        assert text[entity.start : entity.end] == entity.text != ""
        assert entity.start >= end
        end = entity.end


def test_100_kb_are_read_quickly() -> None:
    text = "Le pôle Lyon Biopôle a signé au Japon avec les clusters d'Osaka et de Kobe, grâce à la DGE. " * 1100
    began = time.process_time()
    assert len(NAMES.mentions(text)) == 5 * 1100
    assert time.process_time() - began < 2
