"""SQuAD v1 and v2: articles of paragraphs with answer spans. Keeps spans and unanswerables; knows no nuggets."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.evaluation.errors import InvalidQuestionSet, Problem
from assistant.evaluation.formats.common import Files, Imported, file_name, make_set, read_json, stable_id
from assistant.evaluation.gold import Corpus, find_gold
from assistant.evaluation.questions import Nugget, Question, QuestionSet, Reason, Source

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
_PARAGRAPHS = "\n\n"


def read(path: Path, *, by_paragraph: bool = False) -> Imported:
    """Read a SQuAD file: one document an article (or a paragraph).

    Missing ids and titles and wrong offsets are repaired and noted.
    """
    data = read_json(path)
    articles = data.get("data") if isinstance(data, dict) else None
    if not isinstance(articles, list):
        raise InvalidQuestionSet(path.name, [Problem("data", None, "not a SQuAD file: a list of articles is expected")])
    questions: list[Question] = []
    documents: dict[str, str] = {}
    titles: dict[str, str] = {}
    notes: list[str] = []
    for title, paragraphs in _pieces(articles, by_paragraph=by_paragraph):
        name = file_name(title)
        if name in documents:
            name = file_name(f"{title}-{len(documents) + 1}")
        documents[name] = _PARAGRAPHS.join(str(paragraph.get("context", "")) for paragraph in paragraphs)
        titles[name] = title
        for paragraph in paragraphs:
            context = str(paragraph.get("context", ""))
            questions += [_question(entry, context, name, notes) for entry in paragraph.get("qas") or ()]
    return Imported(make_set(path.stem, questions, path), documents, titles, tuple(notes))


def _pieces(articles: list[dict[str, Any]], *, by_paragraph: bool) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for number, article in enumerate(articles, 1):
        title = str(article.get("title") or f"article-{number}")
        paragraphs = list(article.get("paragraphs") or ())
        if by_paragraph:
            yield from ((title, [paragraph]) for paragraph in paragraphs)
        else:
            yield title, paragraphs


def _question(entry: dict[str, Any], context: str, document: str, notes: list[str]) -> Question:
    text = str(entry.get("question", "")).strip()
    identifier = str(entry.get("id") or stable_id(document, context, text))
    answers = [] if entry.get("is_impossible") else entry.get("answers") or []
    spans = [span for answer in answers if (span := _span(answer, context, identifier, notes))]
    if not spans:
        return Question(identifier, text, type="unanswerable", answerable=False, reason=Reason.ABSENT)
    wordings = tuple(dict.fromkeys(context[start:end] for start, end in spans))
    quotes = dict.fromkeys(sentence_around(context, start, end) for start, end in spans)
    return Question(
        identifier,
        text,
        nuggets=(Nugget(wordings[0], aliases=wordings[1:]),),
        sources=tuple(Source(document, quote, group="answers") for quote in quotes),
    )


def _span(answer: dict[str, Any], context: str, identifier: str, notes: list[str]) -> tuple[int, int] | None:
    text, start = str(answer.get("text", "")), answer.get("answer_start")
    if not text.strip():
        return None
    if isinstance(start, int) and context[start : start + len(text)] == text:
        return start, start + len(text)
    found = context.find(text)
    if found < 0:
        notes.append(f"{identifier}: the answer {text!r} is not in its paragraph; left out")
        return None
    notes.append(f"{identifier}: the offset of {text!r} was {start}, it is {found}")
    return found, found + len(text)


def sentence_around(context: str, start: int, end: int) -> str:
    """Return the sentence(s) of the context that hold the span: a quotation long enough to be found again."""
    cuts = [0, *(match.end() for match in _SENTENCE_END.finditer(context)), len(context)]
    first = max(cut for cut in cuts if cut <= start)
    last = min(cut for cut in cuts if cut >= end)
    return context[first:last].strip()


def write(question_set: QuestionSet, corpus: Corpus) -> Files:
    """Return a SQuAD v2 file: contexts are passages, the answer is the first vital nugget found there, or the quotation."""
    articles: dict[str, dict[str, Any]] = {}
    for question in question_set.questions:
        gold, _ = find_gold(question, corpus)
        place = gold.places[0] if gold.places else None
        if place is None:
            title, context = "unanswerable", ""
        else:
            around = [corpus.passages[identifier] for identifier in gold.passage_units[0]] if gold.passage_units else []
            holding = [p for p in around if p.document_id == place.document.id]
            title = Path(place.document.source).name
            context = holding[0].text if holding else place.document.text
        answers = [] if place is None else _answers(question, context, place.span.of(place.document.text))
        entry = {"id": question.id, "question": question.question, "answers": answers, "is_impossible": not answers}
        paragraphs = articles.setdefault(title, {"title": title, "paragraphs": {}})["paragraphs"]
        paragraphs.setdefault(context, []).append(entry)
    data = [
        {"title": a["title"], "paragraphs": [{"context": c, "qas": qas} for c, qas in a["paragraphs"].items()]}
        for a in articles.values()
    ]
    return {"squad.json": json.dumps({"version": "v2.0", "data": data}, ensure_ascii=False, indent=1) + "\n"}


def _answers(question: Question, context: str, quote: str) -> list[dict[str, Any]]:
    wordings = [wording for nugget in question.vital[:1] for wording in nugget.wordings]
    for wording in [*wordings, quote]:
        start = context.find(wording) if wording else -1
        if start >= 0:
            return [{"text": wording, "answer_start": start}]
    return []
