"""Question sets as spreadsheets: CSV with `;` or `,`, UTF-8 (BOM or not) or Windows-1252; lists split on "|".

A nugget's aliases follow it with "=": `Kobe=Kobé|Osaka`; those that an answer may do without stand in a column of their
own. A "|" or "=" that is part of the text has a backslash before it. Headings may be French or English. Variants, pages,
groups, and the regular expressions and partial wordings of nuggets are not kept.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path

from assistant.evaluation.errors import InvalidQuestionSet, Problem
from assistant.evaluation.formats.common import Files, Imported, make_set, read_text, stable_id
from assistant.evaluation.gold import Corpus
from assistant.evaluation.questions import Importance, Nugget, Question, QuestionSet, Reason, Source

_COLUMNS = ("id", "question", "type", "answerable", "reason", "answer", "nuggets", "documents", "quotes", "forbidden")
_MORE = ("history", "tags", "language", "okay")
_FRENCH = {
    "repondable": "answerable",
    "répondable": "answerable",
    "raison": "reason",
    "reponse": "answer",
    "réponse": "answer",
    "citations": "quotes",
    "interdits": "forbidden",
    "historique": "history",
    "etiquettes": "tags",
    "étiquettes": "tags",
    "langue": "language",
    "facultatif": "okay",
}
_PART, _ALIAS = re.compile(r"(?<!\\)\|"), re.compile(r"(?<!\\)=")
_ESCAPED, _MARK = re.compile(r"\\([|=])"), re.compile(r"[|=]")
_NO = frozenset({"0", "false", "faux", "non", "no", "n"})


def read(path: Path) -> Imported:
    """Read a spreadsheet saved as CSV. Raises `InvalidQuestionSet` naming every bad line."""
    text = read_text(path)
    heading = text.split("\n", 1)[0]
    delimiter = max(";,\t", key=heading.count)
    questions, problems = [], []
    for number, cells in enumerate(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter), 2):
        row = {
            _FRENCH.get(key.strip().lower(), key.strip().lower()): (v or "").strip() for key, v in cells.items() if key
        }
        if not any(row.values()):
            continue
        if not row.get("question"):
            problems.append(Problem("question", number, "is empty"))
        elif row.get("reason") and row["reason"] not in set(Reason):
            problems.append(Problem("reason", number, f"{row['reason']!r} is none of {', '.join(Reason)}"))
        else:
            questions.append(_question(row))
    if problems:
        raise InvalidQuestionSet(path.name, problems)
    return Imported(make_set(path.stem, questions, path))


def write(question_set: QuestionSet, _: Corpus) -> Files:
    """Return one CSV file, `;` between cells, with a BOM so that spreadsheets read its accents."""
    output = io.StringIO()
    writer = csv.writer(output, delimiter=";", lineterminator="\n")
    writer.writerow([*_COLUMNS, *_MORE])
    for question in question_set.questions:
        writer.writerow(
            [
                question.id,
                question.question,
                question.type,
                "true" if question.answerable else "false",
                question.reason or "",
                question.reference,
                _nuggets_cell(question.vital),
                _joined(source.document for source in question.sources),
                _joined(source.quote for source in question.sources),
                _joined(question.forbidden),
                _joined(question.history),
                _joined(question.tags),
                question.language,
                _nuggets_cell(nugget for nugget in question.nuggets if nugget.importance is Importance.OKAY),
            ]
        )
    return {"questions.csv": "\ufeff" + output.getvalue()}


def _question(row: dict[str, str]) -> Question:
    answerable = row.get("answerable", "").lower() not in _NO
    vital, okay = _nuggets(row, "nuggets", Importance.VITAL), _nuggets(row, "okay", Importance.OKAY)
    return Question(
        id=row.get("id") or stable_id(row["question"]),
        question=row["question"],
        type=row.get("type") or ("fact" if answerable else "unanswerable"),
        answerable=answerable,
        reason=Reason(row["reason"]) if row.get("reason") else None,
        language=row.get("language") or "fr",
        reference=row.get("answer", ""),
        nuggets=(*vital, *okay),
        sources=_sources(_list(row, "documents"), _list(row, "quotes", empty=True)),
        forbidden=tuple(_list(row, "forbidden")),
        history=tuple(_list(row, "history")),
        tags=tuple(_list(row, "tags")),
    )


def _sources(documents: list[str], quotes: list[str]) -> tuple[Source, ...]:
    if len(documents) == 1 and len(quotes) > 1:
        documents = documents * len(quotes)
    if not documents:
        documents = ["*"] * len(quotes)
    return tuple(Source(name, quotes[i] if i < len(quotes) else "") for i, name in enumerate(documents))


def _list(row: dict[str, str], column: str, *, empty: bool = False) -> list[str]:
    """Return the parts of a cell without their backslashes; `empty` keeps empty parts, for columns that go together."""
    return [_plain(part) for part in _parts(row, column) if empty or part]


def _nuggets(row: dict[str, str], column: str, importance: Importance) -> tuple[Nugget, ...]:
    wordings = ([_plain(word.strip()) for word in _ALIAS.split(part)] for part in _parts(row, column) if part)
    return tuple(Nugget(text, importance, tuple(aliases)) for text, *aliases in wordings)


def _parts(row: dict[str, str], column: str) -> list[str]:
    cell = row.get(column, "")
    return [part.strip() for part in _PART.split(cell)] if cell else []


def _plain(part: str) -> str:
    return _ESCAPED.sub(r"\1", part)


def _joined(parts: Iterable[str]) -> str:
    return "|".join(_MARK.sub(r"\\\g<0>", part) for part in parts)


def _nuggets_cell(nuggets: Iterable[Nugget]) -> str:
    return "|".join("=".join(_MARK.sub(r"\\\g<0>", word) for word in nugget.wordings) for nugget in nuggets)
