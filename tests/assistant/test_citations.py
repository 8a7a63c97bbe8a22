"""Citations are word for word, numbered once, and their markers survive a round trip."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answers import Sentence, Status
from assistant.citations import CitationError, Quotation, cite, parse_markers, render_markers
from corpus.documents import Document, Passage, Span

TEXT = "Le pôle Alpha a signé avec Beta. L'accord date de 2010."
DOCUMENT = Document("d", "/d.txt", "Alpha", TEXT, "fr", "", "", "", (), (), "h")
PASSAGE = Passage("p", "d", 0, len(TEXT), TEXT, "")


def test_a_quotation_becomes_a_literal_sentence_with_its_citation() -> None:
    sentences, citations = cite([Quotation(DOCUMENT, PASSAGE, Span(33, 55), 0.8, Span(50, 54))])
    assert sentences == (Sentence("L'accord date de 2010.", Status.LITERAL, (1,), (17, 21)),)
    assert [(c.number, c.start, c.end, c.quote) for c in citations] == [(1, 33, 55, "L'accord date de 2010.")]
    assert citations[0].holds


@pytest.mark.parametrize("span", [Span(10, 10), Span(40, 80), Span(-3, 5)], ids=["empty", "past the end", "negative"])
def test_a_quotation_outside_its_passage_is_never_shown(span: Span) -> None:
    with pytest.raises(CitationError, match="interpoles rebuild"):
        cite([Quotation(DOCUMENT, PASSAGE, span, 0.8)])


def test_a_passage_that_is_not_in_the_document_is_never_shown() -> None:
    altered = Passage("p", "d", 0, len(TEXT), TEXT.replace("2010", "2011"), "")
    with pytest.raises(CitationError, match="differ"):
        cite([Quotation(DOCUMENT, altered, Span(33, 55), 0.8)])


@given(st.lists(st.tuples(st.text(), st.lists(st.integers(1, 99), max_size=3)), max_size=6))
def test_markers_read_back_as_written_whatever_the_documents_contain(parts: list[tuple[str, list[int]]]) -> None:
    sentences = [Sentence(text, Status.LITERAL, tuple(numbers)) for text, numbers in parts]
    expected = tuple(number for sentence in sentences for number in sentence.citations)
    assert parse_markers(render_markers(sentences)) == expected


def test_a_marker_inside_a_document_is_no_citation() -> None:
    text = render_markers([Sentence("Voir la note [3].", Status.LITERAL, (1,))])
    assert text == "Voir la note \\[3]. [1]"
    assert parse_markers(text) == (1,)
