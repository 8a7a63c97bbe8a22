import dataclasses
import json

from assistant.answers import Answer, RefusalReason
from assistant.serialising import answer_to_json, hits_to_json
from index.contracts import Hit, Parts
from tests.assistant.samples import ANSWER, DOCUMENT, HIT, PASSAGE, REFUSAL


def test_an_answer_becomes_the_documented_object() -> None:
    assert answer_to_json(ANSWER, identifier="q1") == {
        "id": "q1",
        "question": "Quand l'accord a-t-il été signé ?",
        "standalone_question": "Quand l'accord avec le Kansai a-t-il été signé ?",
        "language": "fr",
        "answer": "L'accord a été signé le 4 février 2008. [1]",
        "refused": False,
        "confidence": 0.9123,
        "sentences": [
            {
                "text": "L'accord a été signé le 4 février 2008.",
                "status": "literal",
                "citations": [1],
                "part": "quote",
                "row": None,
            }
        ],
        "citations": [
            {
                "number": 1,
                "document_id": "d0c",
                "document_title": "Le Kansai",
                "source": "/notes/kansai.md",
                "date": "2008-02-04",
                "page": 2,
                "section": "Accords › Japon",
                "start": 19,
                "end": 58,
                "quote": "L'accord a été signé le 4 février 2008.",
                "passage": {"id": "pa55", "start": 10, "end": 69, "text": PASSAGE.text},
                "score": 0.75,
            }
        ],
        "consulted": [{"passage_id": "pa55", "document_title": "Le Kansai", "score": 0.75}],
        "timings_ms": {"understand": 1.0, "retrieve": 20.12, "read": 3.0, "compose": 0.5, "total": 24.62},
        "origin": "passages",
    }


def test_a_refusal_keeps_what_was_consulted_and_cites_nothing() -> None:
    written = answer_to_json(REFUSAL)
    assert (written["id"], written["refused"], written["citations"], written["sentences"]) == (None, True, [], [])
    assert written["consulted"] == [{"passage_id": "pa55", "document_title": "Le Kansai", "score": 0.75}]


def test_hits_become_the_documented_object() -> None:
    only_lexical = Hit(DOCUMENT, PASSAGE, 0.5, 2, Parts(None, 3.25))
    assert hits_to_json("accord", [HIT, only_lexical]) == {
        "query": "accord",
        "hits": [
            {
                "rank": 1,
                "score": 0.75,
                "dense": 0.8765,
                "lexical": None,
                "passage_id": "pa55",
                "document_id": "d0c",
                "document_title": "Le Kansai",
                "source": "/notes/kansai.md",
                "start": 10,
                "end": 69,
                "text": PASSAGE.text,
            },
            {
                "rank": 2,
                "score": 0.5,
                "dense": None,
                "lexical": 3.25,
                "passage_id": "pa55",
                "document_id": "d0c",
                "document_title": "Le Kansai",
                "source": "/notes/kansai.md",
                "start": 10,
                "end": 69,
                "text": PASSAGE.text,
            },
        ],
    }


def test_what_is_written_is_json_as_it_stands() -> None:
    for answer in (ANSWER, REFUSAL, dataclasses.replace(ANSWER, reason=RefusalReason.NO_VALUE)):
        assert isinstance(answer, Answer)
        assert json.loads(json.dumps(answer_to_json(answer))) == answer_to_json(answer)
