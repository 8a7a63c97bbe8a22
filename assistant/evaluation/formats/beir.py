"""BEIR folders (corpus.jsonl, queries.jsonl, qrels/*.tsv) and TREC topics with qrels. Retrieval gold only, no answers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from assistant.evaluation.errors import InvalidQuestionSet, Problem
from assistant.evaluation.formats.common import (
    Files,
    Imported,
    file_name,
    json_lines,
    make_set,
    read_json_lines,
    read_text,
)
from assistant.evaluation.gold import Corpus, find_gold
from assistant.evaluation.questions import Question, QuestionSet, Source

_TOPIC = re.compile(r"<top>(.*?)</top>", re.DOTALL | re.IGNORECASE)
_FIELD = re.compile(r"<(num|title)>\s*(?:Number:)?\s*([^<]*)", re.IGNORECASE)


def read_beir(path: Path) -> Imported:
    """Read a BEIR folder; documents are named after their ids. Queries without a relevant document are left out."""
    documents, names = {}, {}
    for entry in read_json_lines(path / "corpus.jsonl"):
        identifier = str(entry["_id"])
        names[identifier] = file_name(identifier)
        documents[names[identifier]] = f"{entry.get('title') or ''}\n\n{entry.get('text') or ''}".strip()
    tables = sorted((path / "qrels").glob("*.tsv"))
    table = next((each for each in tables if each.name == "test.tsv"), tables[0] if tables else None)
    if table is None:
        raise InvalidQuestionSet(path.name, [Problem("qrels", None, "no .tsv file in the folder qrels")])
    relevant = _qrels(table)
    texts = {str(entry["_id"]): str(entry["text"]) for entry in read_json_lines(path / "queries.jsonl")}
    return _imported(path, texts, relevant, names, documents)


def read_trec(path: Path) -> Imported:
    """Read a folder with topics (`topics*`, tab-separated or XML) and judgements (`qrels*`): qid 0 docid relevance."""
    topics = sorted(file for file in path.glob("topics*") if file.is_file())
    judgements = sorted(file for file in path.glob("qrels*") if file.is_file())
    if not topics or not judgements:
        raise InvalidQuestionSet(path.name, [Problem("", None, "a file topics… and a file qrels… are expected")])
    return _imported(path, _topics(read_text(topics[0])), _qrels(judgements[0]), {}, {})


def write_beir(question_set: QuestionSet, corpus: Corpus) -> Files:
    """Return a BEIR folder whose documents are the passages of the corpus."""
    titles = {identifier: document.title for identifier, document in corpus.documents.items()}
    passages = (
        {"_id": passage.id, "title": titles[passage.document_id], "text": passage.text}
        for passage in corpus.passages.values()
    )
    queries = ({"_id": q.id, "text": q.question, "metadata": {"type": q.type}} for q in question_set.questions)
    lines = [f"{qid}\t{pid}\t1\n" for qid, pid in _judged(question_set, corpus)]
    return {
        "corpus.jsonl": json_lines(passages),
        "queries.jsonl": json_lines(queries),
        "qrels/test.tsv": "query-id\tcorpus-id\tscore\n" + "".join(lines),
    }


def write_trec(question_set: QuestionSet, corpus: Corpus) -> Files:
    """Return topics and qrels over passage ids."""
    topics = "".join(f"{q.id}\t{' '.join(q.question.split())}\n" for q in question_set.questions)
    return {
        "topics.tsv": topics,
        "qrels.txt": "".join(f"{qid} 0 {pid} 1\n" for qid, pid in _judged(question_set, corpus)),
    }


def _judged(question_set: QuestionSet, corpus: Corpus) -> list[tuple[str, str]]:
    return [
        (question.id, passage)
        for question in question_set.questions
        for passage in sorted(find_gold(question, corpus)[0].passages)
    ]


def _imported(
    path: Path,
    texts: Mapping[str, str],
    relevant: Mapping[str, list[str]],
    names: Mapping[str, str],
    documents: Mapping[str, str],
) -> Imported:
    questions = [
        Question(qid, text, sources=tuple(Source(names.get(d, d), group="relevant") for d in relevant[qid]))
        for qid, text in texts.items()
        if relevant.get(qid)
    ]
    left_out = len(texts) - len(questions)
    notes = (f"{left_out} queries without a relevant document left out",) if left_out else ()
    return Imported(make_set(path.name, questions, path), documents, notes=notes)


def _qrels(path: Path) -> dict[str, list[str]]:
    relevant: dict[str, list[str]] = {}
    for line in read_text(path).split("\n"):
        fields = line.split()
        if len(fields) == 4:
            fields = [fields[0], *fields[2:]]
        if len(fields) == 3 and _positive(fields[2]):
            relevant.setdefault(fields[0], []).append(fields[1])
    return relevant


def _positive(grade: str) -> bool:
    try:
        return float(grade) > 0
    except ValueError:
        return False  # the heading


def _topics(text: str) -> dict[str, str]:
    if "<top>" not in text.lower():
        pairs = (line.split("\t", 1) for line in text.split("\n") if "\t" in line)
        return {identifier.strip(): topic.strip() for identifier, topic in pairs}
    topics = {}
    for block in _TOPIC.findall(text):
        fields = {name.lower(): " ".join(value.split()) for name, value in _FIELD.findall(block)}
        topics[fields.get("num", "")] = fields.get("title", "")
    return topics
