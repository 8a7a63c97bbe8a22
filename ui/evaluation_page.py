"""The events of the Evaluation tab: choose a set, run it, read a run, compare two. Lays nothing out."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from html import escape
from importlib.resources import files
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event
from time import perf_counter
from typing import TypeAlias

import gradio as gr

from assistant.evaluation.audit import audit_sheet
from assistant.evaluation.cases import FILE_NAME as CASES
from assistant.evaluation.comparing import compare_runs
from assistant.evaluation.errors import Cancelled, EvaluationError
from assistant.evaluation.gates import check_gates, gates_of, load_gates, save_gates
from assistant.evaluation.html import to_html
from assistant.evaluation.junit import to_junit
from assistant.evaluation.loading import load_questions
from assistant.evaluation.questions import QuestionSet
from assistant.evaluation.records import Row
from assistant.evaluation.reporting import build_report, write_report
from assistant.evaluation.reporting_texts import FAILURES, VARIANTS
from assistant.evaluation.running import Evaluation, Plan
from assistant.evaluation.runs import FOLDER, Run, RunInfo, find_run, list_runs, read_info, read_run, write_run
from assistant.evaluation.systems import System
from assistant.evaluation.variants import GENERATORS
from ui.evaluation_words import EvaluationWords

PLANS = {"none": Plan(written=False), "written": Plan(), "all": Plan(generated=tuple(GENERATORS))}
SETS = "sets"
"""Folder, beside the runs of a home, of the sets that readers dropped on the page."""

Outputs: TypeAlias = tuple[object, ...]
"""Updates of: status, report, earlier runs, runs to compare with, failed questions, run, stop, sets."""
Read: TypeAlias = tuple[object, object, object, object]
"""Updates of: report, earlier runs, runs to compare with, failed questions."""
_News: TypeAlias = SimpleQueue[tuple[int, int, str]]


@dataclass(frozen=True, slots=True)
class EvaluationPage:
    """The events of the tab; `stops` ends the evaluation of each reader."""

    home: Path
    words: EvaluationWords
    system: Callable[[], System]
    stops: dict[str, Event] = field(default_factory=dict)

    def sets(self) -> list[tuple[str, str]]:
        """Return the sets to choose from, label and path: the shipped one, the reported answers, those dropped here."""
        choices = [(self.words.shipped, str(shipped_set()))]
        cases = self.home / FOLDER / CASES
        if cases.is_file():
            choices.append((self.words.cases, str(cases)))
        kept = sorted((self.home / FOLDER / SETS).glob("*"))
        return choices + [(path.name, str(path)) for path in kept if path.is_file()]

    def keep(self, upload: str | None) -> tuple[object, object]:
        """Keep a dropped set with the runs, when it is one; return updates of the chooser and of the status."""
        if not upload:
            return gr.skip(), ""
        try:
            load_questions(Path(upload))
        except EvaluationError as error:
            return gr.skip(), notice(f"{self.words.wrong_set}\n{error}", failed=True)
        path = self.home / FOLDER / SETS / Path(upload).name
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(upload, path)
        return gr.update(choices=self.sets(), value=str(path)), notice(self.words.kept.format(name=path.name))

    def evaluate(self, chosen: str, variants: str, ladder: bool, session: str) -> Iterator[Outputs]:
        """Run a set of the chooser and yield progress, then the report."""
        try:
            question_set = load_questions(self._known(chosen))
        except EvaluationError as error:
            yield self._shown(status=notice(f"{self.words.wrong_set}\n{error}", failed=True))
            return
        stop = self.stops[session] = Event()
        news: _News = SimpleQueue()
        yield self._shown(status=progress(self.words.starting), running=True)
        plan = replace(PLANS[variants], ladder=ladder)
        with ThreadPoolExecutor(max_workers=1) as pool:
            try:
                work = pool.submit(self._run, question_set, plan, news, stop)
                while not work.done():
                    latest = _latest(news)
                    if latest is not None:
                        done, total, question = latest
                        counted = self.words.running.format(done=min(done + 1, total), total=total)
                        yield self._shown(status=progress(counted, question, done, total), running=True)
                run = work.result()
            finally:
                # The reader may have left in the middle: nobody would read the rest.
                stop.set()
                self.stops.pop(session, None)
        ended = self.words.finished.format(answers=self._asked(run.info), seconds=f"{run.info.seconds:.0f}")
        status = notice(ended if run.info.complete else self.words.stopped)
        buttons = (gr.update(visible=True), gr.update(visible=False))
        yield (status, *self.read(run.path.name, None), *buttons, gr.skip())

    def stop(self, session: str) -> None:
        """Stop this reader's evaluation after the question being asked."""
        if session in self.stops:
            self.stops[session].set()

    def read(self, name: str | None, compared: str | None) -> Read:
        """Return the report of a run, the runs there are, those of the same set, and the questions that failed."""
        infos = self._infos()
        if not infos:
            empty = gr.update(choices=[], value=None, interactive=False)
            nothing = f'<div class="ip-eval-none">{notice(self.words.nothing)}</div>'  # hides the choices among runs
            return nothing, empty, empty, empty
        chosen = name if name in infos else next(iter(infos))
        same_set = infos[chosen].set_hash
        others = {other: info for other, info in infos.items() if other != chosen and info.set_hash == same_set}
        before = compared if compared in others else None
        html, failed = self._report(chosen, before)
        none = (self.words.compare_none if others else self.words.compare_impossible, "")
        return (
            html,
            gr.update(choices=self._labelled(infos), value=chosen, interactive=True),
            gr.update(choices=[none, *self._labelled(others)], value=before or "", interactive=bool(others)),
            gr.update(choices=failed, value=failed[0][1] if failed else None, interactive=bool(failed)),
        )

    def _report(self, name: str, before: str | None) -> tuple[str, list[tuple[str, str]]]:
        try:
            run = read_run(find_run(name, self.home))
            reference = None if before is None else read_run(find_run(before, self.home))
            # The same questions, perhaps not in the same other wordings: what both asked is compared.
            comparison = None if reference is None else compare_runs(reference, run, intersection=True)
            report = build_report(run, check_gates(gates_of(run.path), run.figures), comparison, reference=reference)
        except EvaluationError as error:
            return notice(f"{self.words.unreadable}\n{error}", failed=True), []
        return report_frame(to_html(report), self.words.report), failed_questions(run)

    def _run(self, question_set: QuestionSet, plan: Plan, news: _News, stop: Event) -> Run:
        system = self.system()
        evaluation = Evaluation(question_set, system, plan)
        began, created = perf_counter(), datetime.now(UTC)
        with suppress(Cancelled):  # what was answered so far makes an incomplete run
            evaluation.run(progress=lambda *step: news.put(step), cancelled=stop.is_set)
        seconds = perf_counter() - began
        result = evaluation.result()
        run = write_run(result, question_set, system, plan, home=self.home, created=created, seconds=seconds)
        limits = load_gates()
        save_gates(limits, run.path)
        gates = check_gates(limits, run.figures)
        write_report(build_report(run, gates), run.path)
        (run.path / "junit.xml").write_text(to_junit(run, gates), encoding="utf-8")
        (run.path / "audit.csv").write_text(audit_sheet(run), encoding="utf-8")
        return run

    def _known(self, chosen: str) -> Path:
        """Return the path of a choice; the shipped set for anything that was never offered."""
        return Path(chosen) if chosen in {path for _, path in self.sets()} else shipped_set()

    def _infos(self) -> dict[str, RunInfo]:
        """Return what the runs of the home are about, newest first; folders that cannot be read are left out."""
        infos = {}
        for path in list_runs(self.home):
            with suppress(EvaluationError):
                infos[path.name] = read_info(path)
        return infos

    def _labelled(self, infos: dict[str, RunInfo]) -> list[tuple[str, str]]:
        labels = []
        for name, info in infos.items():
            when = datetime.fromisoformat(info.created).astimezone()
            ending = "" if info.complete else f" – {self.words.incomplete}"
            labels.append((f"{when:{self.words.moment}} – {info.set_name} – {self._asked(info)}{ending}", name))
        return labels

    def _asked(self, info: RunInfo) -> str:
        count = info.answers or info.questions
        return self.words.asked_one if count == 1 else self.words.asked.format(count=count)

    def _shown(self, *, status: str, running: bool = False) -> Outputs:
        same = gr.skip()
        return (status, same, same, same, same, gr.update(visible=not running), gr.update(visible=running), same)


def shipped_set() -> Path:
    """Return the question set that comes with the program."""
    return Path(str(files("assistant.evaluation"))) / "sets" / "shipped.yaml"


def failed_questions(run: Run) -> list[tuple[str, str]]:
    """Return the failed questions, label and what to ask: a JSON list, earlier questions of the conversation first."""
    asked = {answer.id: [*answer.history, answer.question] for answer in run.answers}
    failed = sorted((row for row in run.rows if row.failure is not None), key=lambda row: bool(row.variant))
    return [(_failed_label(row), json.dumps(asked[row.id], ensure_ascii=False)) for row in failed]


def report_frame(page: str, title: str) -> str:
    """Return a frame that shows a report: no script runs in it, and it reaches nothing outside."""
    # In a frame without an address of its own, "#s1" alone would load the whole page into the frame.
    inside = page.replace('href="#', 'href="about:srcdoc#')
    frame = 'style="width: 100%; height: 85vh; border: 1px solid #cfd6de; border-radius: 10px; background: Canvas"'
    return f'<iframe sandbox srcdoc="{escape(inside)}" title="{escape(title)}" {frame}></iframe>'


def notice(text: str, *, failed: bool = False) -> str:
    """Return lines of text in a frame, in that of errors where something failed."""
    lines = "".join(f"<p>{escape(line)}</p>" for line in text.split("\n"))
    return f'<div class="{"ip-failures" if failed else "ip-notice"}" role="status">{lines}</div>'


def progress(counted: str, question: str = "", done: int = 0, total: int = 0) -> str:
    """Return a progress bar with its words; `total` 0 means that the length is not known yet."""
    bar = f'<progress max="{total}" value="{done}"></progress>' if total else "<progress></progress>"
    asked = f'<p class="ip-small">{escape(question)}</p>' if question else ""
    return f'<div class="ip-notice" role="status"><p>{escape(counted)}</p>{bar}{asked}</div>'


def _failed_label(row: Row) -> str:
    cause = FAILURES[row.failure or ""][0]
    variant = f" ({VARIANTS.get(row.variant, row.variant)})" if row.variant else ""
    return f"{cause} – {row.question}{variant}"


def _latest(news: _News) -> tuple[int, int, str] | None:
    try:
        latest = news.get(timeout=0.25)
    except Empty:
        return None
    while not news.empty():
        latest = news.get()
    return latest
