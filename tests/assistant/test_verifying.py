import dataclasses
import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
import pytest

from assistant.serialising import answer_to_json
from assistant.verifying import Finding, UnreadableExport, Verification, verify_export
from corpus.documents import Document, Passage
from index.contracts import Store, Vectors
from index.errors import NotInStore
from tests.assistant.samples import ANSWER, DOCUMENT, QUOTE, REFUSAL


class OneDocument:
    """A store that holds one document, or none."""

    generation = 1

    def __init__(self, document: Document | None) -> None:
        self._documents = () if document is None else (document,)

    def documents(self) -> tuple[Document, ...]:
        return self._documents

    def document(self, document_id: str) -> Document:
        for document in self._documents:
            if document.id == document_id:
                return document
        raise NotInStore(document_id)

    def passages(self, passage_ids: Sequence[str]) -> tuple[Passage, ...]:
        raise NotInStore(str(passage_ids))

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        return ()

    def vectors(self) -> tuple[tuple[str, ...], Vectors]:
        return (), np.zeros((0, 1), dtype=np.float32)

    def lexical(
        self, terms: Sequence[str], k: int, *, within: Collection[str] | None = None
    ) -> tuple[tuple[str, float], ...]:
        return ()

    def document_frequencies(self, terms: Sequence[str]) -> Mapping[str, int]:
        return dict.fromkeys(terms, 0)

    def terms_of_length(self, shortest: int, longest: int) -> tuple[str, ...]:
        return ()

    def passage_count(self) -> int:
        return 0


STORE: Store = OneDocument(DOCUMENT)
QUESTION = ANSWER.question


def exported(**changes: Any) -> str:
    """The good answer as JSON, with some of its keys replaced."""
    return json.dumps({**answer_to_json(ANSWER), **changes})


def with_citation(**changes: Any) -> str:
    """The good answer as JSON, with some keys of its citation replaced."""
    written: Any = answer_to_json(ANSWER)
    return exported(citations=[{**written["citations"][0], **changes}])


def problems(content: str, store: Store = STORE) -> list[str]:
    return [finding.problem for finding in verify_export(content, store).findings]


GOOD = answer_to_json(ANSWER)


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(GOOD),
        json.dumps([GOOD]),
        json.dumps({"version": 1, "exchanges": [GOOD]}),
        json.dumps(GOOD, ensure_ascii=False) + "\n\n",
    ],
    ids=["one answer", "a list", "an exported conversation", "one line"],
)
def test_a_good_answer_holds_in_every_shape(content: str) -> None:
    assert verify_export(content, STORE) == Verification(answers=1, citations=1, findings=())


def test_several_lines_are_several_answers() -> None:
    content = "\n".join(json.dumps(answer_to_json(answer)) for answer in (ANSWER, REFUSAL, ANSWER))
    assert verify_export(content, STORE) == Verification(answers=3, citations=2, findings=())


def test_a_document_that_is_gone_is_named() -> None:
    assert verify_export(exported(), OneDocument(None)).findings == (
        Finding(1, QUESTION, 1, "the document is no longer in the corpus: /notes/kansai.md"),
    )


def test_a_document_that_grew_at_its_beginning_is_noticed_and_the_new_place_told() -> None:
    grown = OneDocument(dataclasses.replace(DOCUMENT, text="Avant. " + DOCUMENT.text))
    assert problems(exported(), grown) == [
        "the quotation is not at offset 19 of /notes/kansai.md: it now stands at offset 26",
        "the passage is not at offset 10 of /notes/kansai.md: it now stands at offset 17",
    ]


def test_an_invented_quotation_is_noticed() -> None:
    invented = QUOTE.replace("2008", "2009")
    sentence = {"text": invented, "status": "literal", "citations": [1]}
    content = json.loads(with_citation(quote=invented))
    assert problems(json.dumps({**content, "sentences": [sentence]})) == [
        "the quotation is not at offset 19 of /notes/kansai.md: it is nowhere in it"
    ]


@pytest.mark.parametrize(("start", "end"), [(18, 57), (20, 59), (19, 57), (19, 59)])
def test_offsets_that_are_off_by_one_are_noticed(start: int, end: int) -> None:
    assert problems(with_citation(start=start, end=end)) == [
        f"the quotation is not at offset {start} of /notes/kansai.md: it now stands at offset 19"
    ]


def test_a_quotation_outside_its_passage_is_noticed() -> None:
    fin = {"id": "x", "start": 72, "end": 76, "text": "Fin."}
    assert DOCUMENT.text[72:76] == "Fin."
    assert problems(with_citation(passage=fin)) == ["the quotation is not inside its passage"]


def test_a_number_without_citation_is_noticed_in_the_text_and_in_the_sentences() -> None:
    sentences = [{"text": QUOTE, "status": "literal", "citations": [1, 3]}]
    assert problems(exported(answer=f"{QUOTE} [1][2]", sentences=sentences)) == [
        "the answer refers to [2], which is not among its citations",
        "the answer refers to [3], which is not among its citations",
    ]


def test_an_escaped_number_belongs_to_the_document_and_is_no_reference() -> None:
    assert problems(exported(answer=rf"{QUOTE} \[7] [1]")) == []


def test_a_literal_sentence_must_stand_in_its_quotations() -> None:
    sentences = [{"text": "L'accord a été rompu.", "status": "literal", "citations": [1]}]
    assert problems(exported(sentences=sentences)) == [
        'a sentence marked literal is not in the quotations that it cites: "L\'accord a été rompu."'
    ]


def test_a_supported_sentence_needs_a_citation() -> None:
    sentences = [{"text": "Il fut signé.", "status": "supported", "citations": []}]
    assert problems(exported(sentences=sentences)) == ["a sentence marked supported has no citation: 'Il fut signé.'"]


def test_a_refusal_must_not_cite() -> None:
    assert problems(exported(refused=True)) == ["a refusal cites passages"]


def test_one_number_for_two_citations_is_noticed() -> None:
    written: Any = answer_to_json(ANSWER)
    assert problems(exported(citations=written["citations"] * 2)) == ["a number is given to several citations: [1, 1]"]


def test_all_problems_of_the_format_are_shown_at_once() -> None:
    content = json.dumps([{**GOOD, "question": 3}, {**GOOD, "citations": [{"number": 0}]}])
    with pytest.raises(UnreadableExport) as caught:
        verify_export(content, STORE)
    lines = str(caught.value).splitlines()
    assert lines[0] == "this is not an export of answers:"
    assert [line.split(":")[0].strip() for line in lines[1:]] == [
        "0.question",
        "1.citations.0.number",
        "1.citations.0.document_id",
        "1.citations.0.source",
        "1.citations.0.start",
        "1.citations.0.end",
        "1.citations.0.quote",
        "1.citations.0.passage",
    ]


@pytest.mark.parametrize("content", ["", "[]", '{"version": 1, "exchanges": []}'])
def test_a_file_without_answers_is_refused(content: str) -> None:
    with pytest.raises(UnreadableExport, match="there is no answer in this file"):
        verify_export(content, STORE)


def test_a_file_that_is_not_json_is_refused_with_its_line() -> None:
    with pytest.raises(UnreadableExport, match="line 2"):
        verify_export(f"{json.dumps(GOOD)}\noops\n", STORE)


def counting(count: str, *rows: int, group: str = "", cited: Sequence[int] = (1,)) -> list[str]:
    """The problems of an answer that counts rows, each a quotation of the one citation."""
    shown = [{"text": QUOTE, "status": "literal", "citations": [1], "part": "row", "row": row} for row in rows]
    head = {"text": count, "status": "supported", "citations": list(cited), "part": "count", "row": None}
    grouped = [{"text": group, "status": "supported", "citations": [1], "part": "group", "row": None}] if group else []
    return problems(exported(sentences=[head, *grouped, *shown]))


def test_a_count_is_counted_again() -> None:
    assert counting("2 accords trouvés :", 1, 2) == []
    assert counting("1 pays, 2 accords trouvés :", 1, 2, group="Japon (2)") == []
    assert counting("3 accords trouvés :", 1, 2) == ["'3 accords trouvés :' says 3, and 2 are shown"]
    assert counting("2 accords trouvés :", 1, 1) == ["'2 accords trouvés :' says 2, and 1 are shown"]
    assert counting("2 accords :", 1, 2, group="Japon (1)") == ["'Japon (1)' says 1, and 2 are shown"]


def test_what_is_composed_cites_what_it_introduces() -> None:
    assert counting("1 accord trouvé :", 1, cited=()) == [
        "a sentence marked supported has no citation: '1 accord trouvé :'",
        "'1 accord trouvé :' does not cite what it introduces",
    ]
