from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.evaluation.errors import InvalidQuestionSet
from assistant.evaluation.formats import squad
from assistant.evaluation.formats.registry import FORMATS
from assistant.evaluation.gold import Corpus
from assistant.evaluation.questions import Importance, Nugget, Question, QuestionSet, Reason, Source
from tests.assistant.evaluation import fakes

CORPUS = Corpus.from_store(fakes.MemoryStore())


def write(name: str, question_set: QuestionSet, folder: Path) -> Path:
    files = FORMATS[name].write(question_set, CORPUS)
    for file, text in files.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(text, encoding="utf-8")
    return folder if len(files) > 1 else folder / next(iter(files))


def stripped(question_set: QuestionSet) -> list[Question]:
    return [replace(question, line=0) for question in question_set.questions]


@pytest.mark.parametrize("name", ["yaml", "jsonl"])
def test_our_own_formats_keep_everything(name: str, tmp_path: Path) -> None:
    path = write(name, fakes.QUESTIONS, tmp_path)
    assert stripped(FORMATS[name].read(path).question_set) == list(fakes.QUESTIONS.questions)


def test_csv_keeps_all_but_variants(tmp_path: Path) -> None:
    path = write("csv", fakes.QUESTIONS, tmp_path)
    expected = [replace(question, variants=()) for question in fakes.QUESTIONS.questions]
    assert list(FORMATS["csv"].read(path).question_set.questions) == expected


def test_csv_keeps_signs_of_its_own_and_what_is_merely_welcome(tmp_path: Path) -> None:
    nuggets = (Nugget("a|b", aliases=("a = b",)), Nugget("c", Importance.OKAY, ("d",)))
    sources = (Source("x.md", "| cell | = |"), Source("y.md"), Source("z.md", "z"))
    question = Question("1", "Où ?", nuggets=nuggets, sources=sources, forbidden=("1|2", "x=y"), tags=("=",))
    path = write("csv", QuestionSet("signs", (question,)), tmp_path)
    assert FORMATS["csv"].read(path).question_set.questions == (question,)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ","])
def test_csv_is_read_as_spreadsheets_write_it(encoding: str, delimiter: str, tmp_path: Path) -> None:
    rows = [["id", "question", "réponse", "documents", "répondable"], ["1", "Où ?", "à Nîmes", "a.pdf|b.pdf", "oui"]]
    rows.append(["2", "Qui ?", "", "", "non"])
    path = tmp_path / "set.csv"
    path.write_bytes("\r\n".join(delimiter.join(row) for row in rows).encode(encoding))
    assert FORMATS["csv"].read(path).question_set.questions == (
        Question("1", "Où ?", reference="à Nîmes", sources=(Source("a.pdf"), Source("b.pdf"))),
        Question("2", "Qui ?", type="unanswerable", answerable=False),
    )


SQUAD = {
    "version": "v2.0",
    "data": [
        {
            "paragraphs": [
                {
                    "context": "Le pôle est né en 2005. Il siège à Lyon, ou Lugdunum. Rien de plus.",
                    "qas": [
                        {
                            "question": "Où siège-t-il ?",
                            "answers": [{"text": "Lyon", "answer_start": 3}, {"text": "Lugdunum", "answer_start": 44}],
                        },
                        {
                            "id": "b",
                            "question": "Qui le dirige ?",
                            "is_impossible": True,
                            "answers": [],
                            "plausible_answers": [{"text": "Lyon", "answer_start": 35}],
                        },
                    ],
                },
                {"context": "Sans question."},
            ]
        }
    ],
}


def test_squad_is_repaired_when_read(tmp_path: Path) -> None:
    path = tmp_path / "squad.json"
    path.write_text(json.dumps(SQUAD), encoding="utf-8")
    imported = FORMATS["squad"].read(path)
    first, second = imported.question_set.questions
    assert first.nuggets == (Nugget("Lyon", aliases=("Lugdunum",)),)
    assert first.sources == (Source("article-1.txt", "Il siège à Lyon, ou Lugdunum.", group="answers"),)
    assert (second.id, second.answerable, second.reason) == ("b", False, Reason.ABSENT)
    assert list(imported.documents) == ["article-1.txt"]
    assert len(imported.notes) == 1
    assert "the offset of 'Lyon' was 3, it is 35" in imported.notes[0]
    assert len(squad.read(path, by_paragraph=True).documents) == 2


def test_squad_round_trip_keeps_spans(tmp_path: Path) -> None:
    read = FORMATS["squad"].read(write("squad", fakes.QUESTIONS, tmp_path)).question_set
    assert {q.id: q.nuggets[0].text for q in read.questions if q.answerable} == {
        "osaka-date": "4 février 2008",
        "filieres": "optique",
        "birmingham": "Birmingham",
        "bresil": "septembre 2010",
    }
    assert [q.id for q in read.questions if not q.answerable] == ["meteo", "atlantis"]


@pytest.mark.parametrize("name", ["beir", "trec"])
def test_retrieval_formats_keep_the_judgements(name: str, tmp_path: Path) -> None:
    read = FORMATS[name].read(write(name, fakes.QUESTIONS, tmp_path))
    assert [(q.id, len(q.sources)) for q in read.question_set.questions] == [
        ("osaka-date", 1),
        ("filieres", 1),
        ("birmingham", 1),
        ("bresil", 1),
    ]
    assert read.notes == ("2 queries without a relevant document left out",)


def test_trec_topics_may_be_xml(tmp_path: Path) -> None:
    (tmp_path / "topics.xml").write_text("<top>\n<num> Number: 7\n<title> accord\n d'Osaka\n</top>", encoding="utf-8")
    (tmp_path / "qrels.txt").write_text("7 0 d1 2\n7 0 d2 0\n", encoding="utf-8")
    assert FORMATS["trec"].read(tmp_path).question_set.questions == (
        Question("7", "accord d'Osaka", sources=(Source("d1", group="relevant"),)),
    )


@pytest.mark.parametrize("name", ["ragas", "deepeval"])
def test_references_and_contexts_come_back(name: str, tmp_path: Path) -> None:
    read = FORMATS[name].read(write(name, fakes.QUESTIONS, tmp_path)).question_set
    expected = {q.id: q for q in fakes.QUESTIONS.questions}
    for question in read.questions:
        assert question.question == expected[question.id].question
        assert question.sources == expected[question.id].sources
        assert question.reference == ", ".join(nugget.text for nugget in expected[question.id].nuggets)


def test_deepeval_reads_camel_case(tmp_path: Path) -> None:
    path = tmp_path / "goldens.json"
    golden = {"input": "Où ?", "expectedOutput": "à Lyon", "context": ["Il siège à Lyon."], "sourceFile": "x/a.pdf"}
    path.write_text(json.dumps([golden]), encoding="utf-8")
    (question,) = FORMATS["deepeval"].read(path).question_set.questions
    assert (question.reference, question.sources) == ("à Lyon", (Source("a.pdf", "Il siège à Lyon."),))


def test_promptfoo_assertions_become_nuggets(tmp_path: Path) -> None:
    path = tmp_path / "promptfooconfig.yaml"
    path.write_text(
        """
tests:
- vars: {question: "Où ?"}
  metadata: {id: a}
  assert:
  - {type: icontains-all, value: [Lyon, Rhône]}
  - {type: contains-any, value: [2005, deux mille cinq]}
  - {type: not-icontains, value: Paris}
  - {type: llm-rubric, value: reste poli}
  - {type: javascript, value: output.length}
""",
        encoding="utf-8",
    )
    imported = FORMATS["promptfoo"].read(path)
    assert imported.question_set.questions == (
        Question(
            "a",
            "Où ?",
            nuggets=(Nugget("Lyon"), Nugget("Rhône"), Nugget("2005", aliases=("deux mille cinq",))),
            forbidden=("Paris",),
            note="reste poli",
        ),
    )
    assert imported.notes == ("a: the assertion 'javascript' is left out",)


def test_promptfoo_round_trip(tmp_path: Path) -> None:
    read = FORMATS["promptfoo"].read(write("promptfoo", fakes.QUESTIONS, tmp_path)).question_set
    assert {q.id: q.nuggets for q in read.questions} == {q.id: q.nuggets for q in fakes.QUESTIONS.questions}


@pytest.mark.parametrize("name", ["squad", "deepeval", "promptfoo", "csv"])
def test_another_file_is_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(InvalidQuestionSet, match=r"other\.json is not a valid question set"):
        FORMATS[name].read(path)
