from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.french import Word, detect_language, fold, terms, words

FRENCH_TEXT = st.text(alphabet="aeéèêïoôœuùcçlLPôSdqjn'’´ʼ-‑@&. ,;:\u00a0\u202f0123456789\n\u0301\u00ad", max_size=120)
ANY_TEXT = st.one_of(st.text(max_size=200), FRENCH_TEXT)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Compétitivité", "competitivite"),
        ("CŒUR Æther œuvre", "coeur aether oeuvre"),
        ("l’Industrie l´Industrie lʼIndustrie", "l'industrie l'industrie l'industrie"),
        ("Noël e\u0301te\u0301", "noel ete"),
        ("ﬁn ２０１２ n°\u00a05", "fin 2012 n° 5"),
        ("Straße Ångström Łódź Øresund", "strasse angstrom lodz oresund"),
        ("coor\u00addi\u200bnation", "coordination"),
    ],
)
def test_folding_keeps_what_matching_needs(text: str, expected: str) -> None:
    assert fold(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("l'eau", ("eau",)),
        ("L’équipement d’INNET", ("equip", "innet")),
        ("la Cité de l´Industrie", ("cit", "industr")),
        ("jusqu'à lorsqu'il puisqu'elle quoiqu'on presqu'île qu'Osaka", ("ile", "osak")),
        ("aujourd'hui prud'homme Mov'eo O'Brien", ("aujourdhui", "prudhomm", "moveo", "obrien")),
        ("300 000 euros 300\u202f000 3\u00a0300", ("300000", "euros", "300000", "3300")),
        ("à 10H45, 75 % et 3,5 ou 3.5", ("10h45", "75", "3.5", "3.5")),
        ("05 34 25 50 43", ("05", "34", "25", "50", "43")),
        ("le 1er juin, la 2e table, le 7ème PCRD", ("1", "juin", "2", "tabl", "7", "pcrd")),
        ("jp.saintouil@cancerbiosante.fr", ("jp", "saintouil", "cancerbios", "fr")),
        ("https://www.pole.fr/page", ("pol", "fr", "pag")),
        ("Recherche & R&D", ("recherch", "r", "rd")),
        ("What's the pole's agreement?", ("pol", "agre")),
        ("Combien de pôles y a-t-il ?", ("pol",)),
        ("un cœur, des œuvres", ("coeur", "oeuvr")),
    ],
)
def test_terms_are_folded_stems_without_stop_words(text: str, expected: tuple[str, ...]) -> None:
    assert terms(text) == expected


@pytest.mark.parametrize(
    "variants",
    [
        "Lyonbiopôle | LyonBioPôle | Lyon Biopôle | Lyon-Biopôle | LYONBIOPOLE",
        "LifeScience | Life Science | Life-Science",
        "ViaMéca | Viameca | VIAMECA | Via Méca",
        "Mov'eo | Mov’eo | Moveo | MOVEO",
        "System@tic | Systematic",
        "EMC2 | EMC 2",
        "inter-pôles | interpôles | inter‑pôles",
        "Cancer-Bio-Santé | CancerBioSanté | cancerbiosante",
        "compétitivité | competitivite | COMPÉTITIVITÉ | compétitivités",
        "développée | développés | développer | developpe",
        "réussite | réussites | REUSSITE",
        "activité | activités | activite",
        "internationalisation | INTERNATIONALISATION",
    ],
)
def test_spellings_of_one_thing_share_a_term(variants: str) -> None:
    shared = set.intersection(*(set(terms(variant)) for variant in variants.split(" | ")))
    assert len(shared) >= 1, [terms(variant) for variant in variants.split(" | ")]


def test_different_words_keep_different_terms() -> None:
    assert len(set(terms("Osaka Kobe Kyoto Toulouse Boston Biocat BioM Medicen COSME PCRD"))) >= 10


def test_words_point_into_the_text_and_cut_off_elided_articles() -> None:
    assert words("L’accord d'Osaka-Kobe") == (
        Word(0, 2, "L’", "l", True),
        Word(2, 8, "accord", "accord", False),
        Word(9, 11, "d'", "d", True),
        Word(11, 16, "Osaka", "osak", False),
        Word(17, 21, "Kobe", "kob", False),
    )


def test_a_number_with_separated_thousands_is_one_word() -> None:
    assert [(word.text, word.stem) for word in words("300 000 euros en 2008 300 PME")] == [
        ("300 000", "300000"),
        ("euros", "euros"),
        ("en", "en"),
        ("2008", "2008"),
        ("300", "300"),
        ("PME", "pme"),
    ]


@settings(max_examples=100, deadline=None)
@given(ANY_TEXT)
@example("Jʼ lʼ'")
@example("'’a''b' l'l'l' qu'qu' d'1 000 000,5")
@example("\u0301\u0301a\u0301")
def test_words_are_in_order_and_equal_their_slices(text: str) -> None:
    found = words(text)
    assert all(text[word.start : word.end] == word.text and word.text for word in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert all(word.stem for word in found)


@settings(max_examples=100, deadline=None)
@given(ANY_TEXT)
def test_every_meaningful_word_is_indexed_under_its_stem(text: str) -> None:
    assert {word.stem for word in words(text) if not word.stop} <= set(terms(text))


@settings(max_examples=100, deadline=None)
@given(FRENCH_TEXT)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(max_examples=100, deadline=None)
@given(ANY_TEXT)
def test_no_text_is_too_odd_for_a_language(text: str) -> None:
    assert detect_language(text) in ("fr", "en")


@pytest.mark.parametrize(
    "question",
    [
        "Qui est le contact du pôle Medicen ?",
        "Combien de PME ?",
        "Où se trouve Biocat ?",
        "quels poles ont signe un accord",
        "Mov'eo ?",
        "Lyonbiopôle",
        "Téléphone de Jean-Pierre Saintouil",
        "Quand a été signé le Life Science Corridor France ?",
        "Qu'est-ce que The European Strategic Cluster Partnership ?",
        "Liste des clusters partners de bioXclusters",
        "bonjour",
        "",
        "???",
        "Quel est le budget on Personalised Healthcare ?",
    ],
)
def test_french_is_told_from_short_questions(question: str) -> None:
    assert detect_language(question) == "fr"


@pytest.mark.parametrize(
    "question",
    [
        "Who is the contact of the pole Medicen?",
        "How many SMEs?",
        "Where is Biocat?",
        "which poles signed an agreement",
        "What is the phone number of Pôle Mov'eo?",
        "Phone number of Jean-Pierre Saintouil",
        "When was the Life Science Corridor France signed?",
        "List the partners of bioXclusters",
        "What does « chasser en meute » mean?",
        "Who signed the agreement between Cancer-Bio-Santé and Kansai?",
        "hello",
        "Give me the email address of Eveline Spina",
        "Is Lyonbiopôle a member of the alliance?",
    ],
)
def test_english_is_told_from_short_questions(question: str) -> None:
    assert detect_language(question) == "en"


def test_terms_are_made_at_a_megabyte_a_second() -> None:
    sentence = "L'objectif de ce partenariat entre le « super-cluster » français et la biorégion du Kansai est de {}. "
    text = "".join(sentence.format(f"sceller {number} coopérations") for number in range(8000))
    terms(text[:1000])
    began = time.process_time()
    terms(text)
    megabytes = len(text.encode()) / 1e6
    # Half of what is promised, as the machine may be busy.
    assert megabytes / (time.process_time() - began) >= 0.5
