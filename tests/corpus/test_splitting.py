from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.cutting import MOST_WORDS, SentenceSplitter, count_words
from corpus.documents import Document, Passage, document_id
from corpus.formats.headings import sections
from corpus.splitting import split

SENTENCE = "Les partenaires du pôle ont signé avec le cluster un accord de coopération. "  # 13 words
CONTACT = "*contact : Jean Hervé Lacroix 02 98 05 63 17 / [j@cci-brest.fr](mailto:j@cci-brest.fr)*\n"
PIECES = st.sampled_from(
    [
        SENTENCE,
        SENTENCE * 12,
        CONTACT,
        "## Un titre\n",
        "\n# Un grand titre\n\n",
        "CONTACT PRESSE\n",
        "Il faut :\n",
        "- un élément ;\n",
        "mot " * 300,
        "mot, " * 150,
        "x" * 900,
        "\n\n",
        " ",
        "\u00a0",
        "***",
        "|a|b|\n",
        "une ligne sans point ",
    ]
)
TEXTS = st.one_of(st.text(max_size=500), st.lists(PIECES, max_size=25).map("".join))


def document(text: str) -> Document:
    return Document(
        id=document_id("/d.txt"),
        source="/d.txt",
        title="d",
        text=text,
        language="fr",
        date="",
        publisher="",
        url="",
        pages=(),
        sections=sections(text, capitals=True),
        content_hash="0" * 64,
    )


def texts(passages: tuple[Passage, ...]) -> list[str]:
    return [passage.text for passage in passages]


@settings(max_examples=100, deadline=None)
@given(TEXTS)
@example("\x1c0\x1c")
@example(" " * 2000 + "a b" * 2000)
@example("é\u0301" * 5000)
def test_passages_are_in_order_within_the_limit_cover_the_document_and_equal_their_slice(text: str) -> None:
    passages = split(document(text))
    assert all(text[passage.start : passage.end] == passage.text for passage in passages)
    assert all(left.end <= right.start for left, right in pairwise(passages))
    assert all(0 < len(passage.text.split()) <= MOST_WORDS for passage in passages)
    outside = list(text)
    for passage in passages:
        outside[passage.start : passage.end] = " " * (passage.end - passage.start)
    assert "".join(outside).strip() == ""
    assert len({passage.id for passage in passages}) == len(passages)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_the_pieces_of_the_splitter_joined_are_the_text(text: str) -> None:
    assert "".join(SentenceSplitter().split_text(text)) == text


def test_a_short_document_is_one_passage() -> None:
    found = split(document("  \n## Titre\n\nUne phrase.\n"))
    assert [(passage.start, passage.end, passage.section) for passage in found] == [(3, 24, "Titre")]


@pytest.mark.parametrize("text", ["", " \n\t\u00a0"], ids=["empty", "white space"])
def test_a_document_without_words_has_no_passages(text: str) -> None:
    assert split(document(text)) == ()


def test_passages_have_the_words_asked_for_and_end_with_sentences() -> None:
    passages = split(document(SENTENCE * 100))
    assert all(120 <= len(text.split()) <= 220 for text in texts(passages)[:-1])
    assert all(text.endswith("coopération.") for text in texts(passages))


def test_a_section_opens_a_passage_once_there_are_words_enough() -> None:
    text = f"# A\n\n{SENTENCE * 3}\n\n## B\n\n{SENTENCE * 8}\n\n## C\n\n{SENTENCE * 3}\n\n## D\n\n{SENTENCE * 12}"
    passages = split(document(text))
    assert [passage.text[:4] for passage in passages] == ["# A\n", "## C"]
    assert [passage.section for passage in passages] == ["A", "A › C"]


def test_a_heading_stays_with_what_follows_it() -> None:
    text = f"{SENTENCE * 16}\n\n# Titre\n\n## Sous-titre\n\nIl faut :\n\n- {SENTENCE * 4}\n- {SENTENCE}"
    passages = split(document(text))
    assert passages[1].text.startswith("# Titre\n\n## Sous-titre\n\nIl faut :\n\n- Les partenaires")


def test_a_contact_line_is_never_cut() -> None:
    text = "\n".join(CONTACT.replace("17", f"{number:02}") for number in range(90))
    lines = [line for text in texts(split(document(text))) for line in text.split("\n") if line]
    assert lines == [line for line in text.split("\n") if line]


def test_the_list_markers_of_a_passage_stay_with_their_items() -> None:
    text = "\n".join(f"- {SENTENCE}" for _ in range(40))
    assert all(passage.startswith("- Les") and passage.endswith(".") for passage in texts(split(document(text))))


def test_a_sentence_over_the_limit_is_cut_at_a_semicolon_first_then_a_comma_then_a_space() -> None:
    clause = "avec le cluster de la ville " * 25
    for separator, ends in (("; ", [";", "."]), (", ", [",", "."])):
        passages = split(document("Un accord " + f"{clause.strip()}{separator}" * 2 + "fin."))
        assert [text[-1] for text in texts(passages)] == ends
    assert all(part.endswith("mot") for part in texts(split(document("mot " * 1000))))


def test_a_word_without_end_is_cut_into_pieces() -> None:
    assert all(len(text) <= 30 * MOST_WORDS for text in texts(split(document("x" * 50_000))))


def test_splitting_is_the_same_every_time() -> None:
    assert split(document(SENTENCE * 40)) == split(document(SENTENCE * 40))


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), (" ", 1), ("un deux  trois\n", 3), ("x" * 29, 1), ("x" * 60, 3)], ids=repr
)
def test_long_words_count_for_several(text: str, count: int) -> None:
    assert count_words(text) == count
