"""The Evaluation tab: choose a set, run it, stop it, read the report, compare, ask a failed question again. Wiring only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from importlib.resources import files
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event
from time import perf_counter

import gradio as gr

from assistant.evaluation.comparing import compare_runs
from assistant.evaluation.errors import Cancelled, EvaluationError
from assistant.evaluation.gates import check_gates, load_gates
from assistant.evaluation.html import to_html
from assistant.evaluation.loading import load_questions
from assistant.evaluation.questions import QuestionSet
from assistant.evaluation.reporting import build_report, write_report
from assistant.evaluation.running import Evaluation, Plan
from assistant.evaluation.runs import Run, find_run, list_runs, read_run, write_run
from assistant.evaluation.systems import System
from assistant.evaluation.variants import GENERATORS
from ui.contracts import PageApplication, Tab
from ui.evaluation_words import EvaluationWords, words_for
from ui.texts import Texts

PLANS = {"none": Plan(written=False), "written": Plan(), "all": Plan(generated=tuple(GENERATORS))}

_REPLAY = """(question) => {
  const box = document.querySelector('#ip-question textarea');
  if (question && box) {
    document.querySelector('#ip-tabs button[role="tab"]').click();
    box.value = question;
    box.dispatchEvent(new Event('input', {bubbles: true}));
    box.focus();
  }
  return question;
}"""

Outputs = tuple[object, ...]
"""Updates of: status, report, earlier runs, runs to compare with, failed questions, run, stop."""


def evaluation_tab(system: Callable[[], System]) -> Tab:
    """Return the tab; `system` gives what is evaluated, and is called when an evaluation starts."""

    def build(application: PageApplication, texts: Texts) -> None:
        build_evaluation(EvaluationPage(application.home, words_for(texts.language), system))

    return Tab(title=lambda texts: words_for(texts.language).tab, build=build)


@dataclass(frozen=True, slots=True)
class EvaluationPage:
    """The events of the tab; `stops` ends the evaluation of each reader."""

    home: Path
    words: EvaluationWords
    system: Callable[[], System]
    stops: dict[str, Event] = field(default_factory=dict)

    def evaluate(self, upload: str | None, variants: str, session: str) -> Iterator[Outputs]:
        """Run the shipped set, or the uploaded one, and yield progress, then the report."""
        try:
            question_set = load_questions(Path(upload) if upload else shipped_set())
        except EvaluationError as error:
            yield self._shown(status=_paragraph(f"{self.words.wrong_set}\n{error}"))
            return
        stop = self.stops[session] = Event()
        news: SimpleQueue[tuple[int, int, str]] = SimpleQueue()
        yield self._shown(status=_paragraph("…"), running=True)
        with ThreadPoolExecutor(max_workers=1) as pool:
            try:
                work = pool.submit(self._run, question_set, PLANS[variants], news, stop)
                while not work.done():
                    latest = _latest(news)
                    if latest is not None:
                        done, total, question = latest
                        line = self.words.running.format(done=done, total=total, question=question)
                        yield self._shown(status=_paragraph(line), running=True)
                run = work.result()
            finally:
                # The reader may have left in the middle: nobody would read the rest.
                stop.set()
                self.stops.pop(session, None)
        status = "" if run.info.complete else _paragraph(self.words.stopped)
        yield (status, *self.read(run.path.name, None), gr.update(visible=True), gr.update(visible=False))

    def stop(self, session: str) -> None:
        """Stop this reader's evaluation after the question being asked."""
        if session in self.stops:
            self.stops[session].set()

    def read(self, name: str | None, compared: str | None) -> tuple[object, object, object, object]:
        """Return the report of a run, the lists of runs, and the questions that failed."""
        names = [path.name for path in list_runs(self.home)]
        if not names:
            empty = gr.update(choices=[], value=None)
            return _paragraph(self.words.nothing), empty, empty, empty
        chosen = name if name in names else names[0]
        others = [other for other in names if other != chosen]
        before = compared if compared in others else None
        html, failed = self._report(chosen, before)
        return (
            html,
            gr.update(choices=names, value=chosen),
            gr.update(choices=others, value=before),
            gr.update(choices=failed, value=failed[0][1] if failed else None),
        )

    def _report(self, name: str, before: str | None) -> tuple[str, list[tuple[str, str]]]:
        try:
            run = read_run(find_run(name, self.home))
            reference = None if before is None else read_run(find_run(before, self.home))
            comparison = None if reference is None else compare_runs(reference, run)
        except EvaluationError as error:
            return _paragraph(f"{self.words.incomparable}\n{error}"), []
        report = build_report(run, check_gates(load_gates(), run.figures), comparison, reference=reference)
        failed = [(f"{row.id} – {row.question}", row.question) for row in run.rows if row.failure is not None]
        return report_frame(to_html(report)), failed

    def _run(self, question_set: QuestionSet, plan: Plan, news: SimpleQueue[tuple[int, int, str]], stop: Event) -> Run:
        system = self.system()
        evaluation = Evaluation(question_set, system, plan)
        began, created = perf_counter(), datetime.now(UTC)
        with suppress(Cancelled):  # what was answered so far makes an incomplete run
            evaluation.run(progress=lambda *step: news.put(step), cancelled=stop.is_set)
        seconds = perf_counter() - began
        result = evaluation.result()
        run = write_run(result, question_set, system, plan, home=self.home, created=created, seconds=seconds)
        write_report(build_report(run, check_gates(load_gates(), run.figures)), run.path)
        return run

    def _shown(self, *, status: str, running: bool = False) -> Outputs:
        same = gr.skip()
        return (status, same, same, same, same, gr.update(visible=not running), gr.update(visible=running))


def shipped_set() -> Path:
    """Return the question set that comes with the program."""
    return Path(str(files("assistant.evaluation"))) / "sets" / "shipped.yaml"


def report_frame(page: str) -> str:
    """Return a frame that shows a report: no script runs in it, and it reaches nothing outside."""
    frame = 'style="width: 100%; height: 80vh; border: 1px solid #cfd6de; background: Canvas"'
    return f'<iframe sandbox srcdoc="{escape(page)}" title="Rapport" {frame}></iframe>'


def build_evaluation(page: EvaluationPage) -> None:
    """Lay out the tab and connect its events."""
    words = page.words
    gr.HTML(f'<p class="ip-intro">{escape(words.intro)}</p>', apply_default_css=False, js_on_load=None)
    with gr.Row():
        upload = gr.File(
            label=words.own, file_types=[".yaml", ".yml", ".jsonl"], type="filepath", height=150, min_width=280
        )
        choices = [
            (words.variants_none, "none"),
            (words.variants_written, "written"),
            (words.variants_all, "all"),
        ]
        variants = gr.Radio(choices, value="none", label=words.variants, elem_id="ip-eval-variants", min_width=280)
    with gr.Row(elem_classes="ip-actions"):
        run = gr.Button(f"{words.run} ({words.shipped})", variant="primary", size="sm", elem_id="ip-eval-run")
        stop = gr.Button(words.stop, variant="stop", visible=False, size="sm", elem_id="ip-eval-stop")
    status = gr.HTML("", apply_default_css=False, elem_id="ip-eval-status", js_on_load=None)
    with gr.Row(elem_classes="ip-actions ip-line"):
        earlier = gr.Dropdown([], label=words.earlier, elem_id="ip-eval-earlier")
        compared = gr.Dropdown([], label=words.compare, elem_id="ip-eval-compared")
        show = gr.Button(words.show, size="sm", elem_id="ip-eval-show")
    with gr.Row(elem_classes="ip-actions ip-line"):
        failed = gr.Dropdown([], label=words.failures, elem_id="ip-eval-failed", scale=4)
        replay = gr.Button(words.replay, size="sm", elem_id="ip-eval-replay")
    report = gr.HTML("", apply_default_css=False, elem_id="ip-eval-report", js_on_load=None)
    shown = [report, earlier, compared, failed]

    def evaluate(path: str | None, wordings: str, request: gr.Request) -> Iterator[Outputs]:
        yield from page.evaluate(path, wordings, request.session_hash or "")

    def halt(request: gr.Request) -> None:
        page.stop(request.session_hash or "")

    upload.change(
        lambda path: gr.update(value=words.run if path else f"{words.run} ({words.shipped})"),
        inputs=upload,
        outputs=run,
        show_progress="hidden",
        api_visibility="private",
    )
    run.click(
        evaluate,
        inputs=[upload, variants],
        outputs=[status, *shown, run, stop],
        show_progress="hidden",
        trigger_mode="once",
        concurrency_limit=1,
        concurrency_id="evaluation",
        api_visibility="private",
    )
    stop.click(halt, show_progress="hidden", api_visibility="private")
    show.click(page.read, inputs=[earlier, compared], outputs=shown, show_progress="hidden", api_visibility="private")
    gr.on(None, lambda: page.read(None, None), outputs=shown, show_progress="hidden", api_visibility="private")
    replay.click(None, inputs=failed, outputs=None, js=_REPLAY)


def _latest(news: SimpleQueue[tuple[int, int, str]]) -> tuple[int, int, str] | None:
    try:
        latest = news.get(timeout=0.25)
    except Empty:
        return None
    while not news.empty():
        latest = news.get()
    return latest


def _paragraph(text: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in text.split("\n"))
