"""The Documents tab: the list, adding files, the plan and its synchronisation. Wiring, and the few file writes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Empty, SimpleQueue

import gradio as gr

from ui.contracts import PageApplication, PlanView, ProgressView, ReportView
from ui.conversation import describe
from ui.rendering import error_html
from ui.rendering_documents import (
    Group,
    Row,
    documents_html,
    done_html,
    failures_html,
    lines_html,
    plan_html,
    progress_html,
)
from ui.texts import Texts

SUFFIXES = (".txt", ".md")
FILE_LIMIT = 20 * 1024 * 1024
"""Bytes of an uploaded file; plain text of that size is some 7,000 pages."""


def rows(application: PageApplication) -> tuple[Row, ...]:
    """Return every document with the number of its passages, ordered by title."""
    store = application.store
    found = [Row(document, len(store.passages_of(document.id))) for document in store.documents()]
    return tuple(sorted(found, key=lambda row: row.document.title.casefold()))


def listing(application: PageApplication, wanted: str, texts: Texts) -> str:
    """Return the list of documents and the failures as HTML."""
    failures = [(failure.source, failure.reason) for failure in application.synchroniser.status().failures]
    return documents_html(rows(application), wanted, texts) + failures_html(failures, texts)


def plan_in_words(plan: PlanView, texts: Texts) -> str:
    """Return a plan as HTML."""
    words = texts.documents
    groups = [
        Group(words.plan_new, tuple((source, "") for source in plan.new)),
        Group(words.plan_changed, tuple((source, "") for source in plan.changed)),
        Group(words.plan_removed, tuple((source, "") for source in plan.removed)),
        Group(words.plan_failed, tuple((failure.source, failure.reason) for failure in plan.failed)),
    ]
    return plan_html(groups, len(plan.unchanged), texts)


def synchronise(application: PageApplication, texts: Texts) -> Iterator[str]:
    """Synchronise and yield HTML: progress while it works, then what was done.

    When the synchroniser raises, the error is yielded first, then goes on.
    """
    yield progress_html("", 0, 0, "", texts)
    news: SimpleQueue[ProgressView] = SimpleQueue()
    synchroniser = application.synchroniser
    with ThreadPoolExecutor(max_workers=1) as pool:
        work = pool.submit(lambda: synchroniser.apply(synchroniser.plan(), progress=news.put))
        while not work.done():
            latest = _latest(news, seconds=0.25)
            if latest is not None:
                yield progress_html(latest.step, latest.done, latest.total, latest.source or "", texts)
        try:
            report = work.result()
        except Exception as error:
            yield error_html(texts.documents.not_done_title, describe(error), "")
            raise
    yield _done(report, texts)


def _latest(news: SimpleQueue[ProgressView], *, seconds: float) -> ProgressView | None:
    """Wait up to `seconds` for progress and return the newest, None when there was none."""
    try:
        latest = news.get(timeout=seconds)
    except Empty:
        return None
    while not news.empty():
        latest = news.get()
    return latest


def _done(report: ReportView, texts: Texts) -> str:
    plan = report.plan
    changed = bool(plan.new or plan.changed or plan.removed)
    return done_html(report.seconds, report.passages, report.embedded, changed=changed, texts=texts)


def save_uploads(home: Path, uploads: Sequence[Path], texts: Texts) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Copy accepted files into `<home>/uploads`; return the copies and one message a file, accepted or not."""
    words, folder = texts.documents, home / "uploads"
    saved: list[Path] = []
    messages: list[str] = []
    for upload in uploads:
        name = upload.name
        problem = _problem_with(upload, texts)
        if problem:
            messages.append(problem)
            continue
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / name
        messages.append((words.replaced if target.exists() else words.uploaded).format(name=name))
        # The new version appears whole, or not at all.
        part = folder / f".{name}.part"
        shutil.copyfile(upload, part)
        os.replace(part, target)
        saved.append(target)
    return tuple(saved), tuple(messages)


def _problem_with(upload: Path, texts: Texts) -> str:
    words, size = texts.documents, upload.stat().st_size
    if upload.suffix.lower() not in SUFFIXES or upload.name.startswith("."):
        return words.refused_suffix.format(name=upload.name)
    if size > FILE_LIMIT:
        return words.refused_size.format(name=upload.name, size=FILE_LIMIT // 2**20)
    return "" if size else words.refused_empty.format(name=upload.name)


def build_documents(application: PageApplication, texts: Texts) -> None:
    """Lay out the tab and connect its events."""
    words = texts.documents
    gr.HTML(f'<p class="ip-intro">{words.intro}</p>', apply_default_css=False, js_on_load=None)
    with gr.Row(elem_classes="ip-actions"):
        upload = gr.UploadButton(
            words.upload, file_count="multiple", file_types=list(SUFFIXES), size="sm", elem_id="ip-upload"
        )
        check = gr.Button(words.check, size="sm", elem_id="ip-check")
        run = gr.Button(words.synchronise, size="sm", variant="primary", elem_id="ip-synchronise")
    hint = words.upload_hint.format(suffixes=", ".join(SUFFIXES), size=FILE_LIMIT // 2**20)
    gr.HTML(f'<p class="ip-small">{hint}</p>', apply_default_css=False, js_on_load=None)
    messages = gr.HTML("", apply_default_css=False, elem_id="ip-messages", js_on_load=None)
    outcome = gr.HTML("", apply_default_css=False, elem_id="ip-outcome", js_on_load=None)
    wanted = gr.Textbox(label=words.filter_label, placeholder=words.filter_placeholder, elem_id="ip-filter", max_lines=1)
    shown = gr.HTML("", apply_default_css=False, elem_id="ip-documents", js_on_load=None)

    def refresh(text: str) -> str:
        return listing(application, text, texts)

    def work(text: str) -> Iterator[tuple[object, ...]]:
        for step in synchronise(application, texts):
            yield step, gr.skip()
        yield gr.skip(), refresh(text)

    def receive(paths: list[str] | None, text: str) -> Iterator[tuple[object, ...]]:
        saved, lines = save_uploads(application.home, [Path(path) for path in paths or ()], texts)
        yield lines_html(lines), gr.skip(), gr.skip()
        if saved:
            application.synchroniser.register(saved)
            for outcome_now, list_now in work(text):
                yield gr.skip(), outcome_now, list_now

    quiet = {"show_progress": "hidden", "api_visibility": "private"}
    writer = {**quiet, "concurrency_limit": 1, "concurrency_id": "writer", "trigger_mode": "once"}
    wanted.input(refresh, inputs=wanted, outputs=shown, trigger_mode="always_last", **quiet)
    check.click(lambda: plan_in_words(application.synchroniser.plan(), texts), outputs=outcome, **writer)
    run.click(work, inputs=wanted, outputs=[outcome, shown], **writer)
    upload.upload(receive, inputs=[upload, wanted], outputs=[messages, outcome, shown], **writer)
    blocks = gr.context.Context.root_block
    assert blocks is not None, "build_documents is called inside gr.Blocks"
    blocks.load(refresh, inputs=wanted, outputs=shown, **quiet)
