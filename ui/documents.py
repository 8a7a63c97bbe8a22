"""The Documents tab: the list, adding files, the plan and its synchronisation. Wiring, and the few file writes."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePath
from queue import Empty, SimpleQueue

import gradio as gr

from corpus.reading import SUPPORTED_SUFFIXES
from index.synchronising import Plan, Progress, Report
from ui.contracts import PageApplication
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

Outputs = tuple[object, ...]

FILE_LIMIT = 20 * 1024 * 1024
"""Bytes of an uploaded file; plain text of that size is some 7,000 pages."""


def rows(application: PageApplication) -> tuple[Row, ...]:
    """Return what is held of each file, ordered by title; files of which nothing is held are among the failures."""
    documents = {document.source: document for document in application.store.documents()}
    found = []
    for file in application.synchroniser.status().files:
        document = documents.get(file.source)
        if document is None or file.coverage is None:
            if file.alias_of:
                name = PurePath(file.source).name
                found.append(Row("", name, "", "", file.source, 0, 0, file.indexed_at, alias_of=file.alias_of))
            continue
        held = file.coverage
        found.append(
            Row(
                document.id,
                document.title,
                document.date,
                document.publisher,
                file.source,
                held.passages,
                held.characters,
                file.indexed_at,
                file.reason,
                warning=file.warning,
            )
        )
    return tuple(sorted(found, key=lambda row: row.title.casefold()))


def failures(application: PageApplication, texts: Texts) -> str:
    """Return the files that could not be read as HTML."""
    found = application.synchroniser.status().failures
    return failures_html([(failure.source, failure.reason) for failure in found], texts)


def plan_in_words(plan: Plan, texts: Texts) -> str:
    """Return a plan as HTML."""
    words = texts.documents
    groups = [
        Group(words.plan_new, tuple((source, "") for source in plan.new)),
        Group(words.plan_changed, tuple((source, "") for source in plan.changed)),
        Group(words.plan_removed, tuple((source, "") for source in plan.removed)),
        Group(words.plan_duplicates, tuple((copy.source, PurePath(copy.original).name) for copy in plan.duplicates)),
        Group(words.plan_failed, tuple((failure.source, failure.reason) for failure in plan.failed)),
    ]
    return plan_html(groups, len(plan.unchanged), texts)


def or_error(render: Callable[[], str], title: str) -> Iterator[str]:
    """Yield what `render` returns; when it raises, yield the error under its title, then let it go on."""
    try:
        yield render()
    except Exception as error:
        yield error_html(title, describe(error), "")
        raise


def synchronise(application: PageApplication, texts: Texts) -> Iterator[str]:
    """Synchronise and yield HTML: progress while it works, then what was done.

    When the synchroniser raises, the error is yielded first, then goes on.
    """
    yield progress_html("", 0, 0, "", texts)
    news: SimpleQueue[Progress] = SimpleQueue()
    synchroniser = application.synchroniser
    with ThreadPoolExecutor(max_workers=1) as pool:
        work = pool.submit(lambda: synchroniser.apply(synchroniser.plan(), progress=news.put))
        while not work.done():
            latest = _latest(news, seconds=0.25)
            if latest is not None:
                step = texts.documents.steps[latest.step]
                yield progress_html(step, latest.done, latest.total, latest.source, texts)
        yield from or_error(lambda: _done(work.result(), texts), texts.documents.not_done_title)


def _latest(news: SimpleQueue[Progress], *, seconds: float) -> Progress | None:
    """Wait up to `seconds` for progress and return the newest, None when there was none."""
    try:
        latest = news.get(timeout=seconds)
    except Empty:
        return None
    while not news.empty():
        latest = news.get()
    return latest


def _done(report: Report, texts: Texts) -> str:
    changed = not report.plan.empty
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
        part.replace(target)
        saved.append(target)
    return tuple(saved), tuple(messages)


def _problem_with(upload: Path, texts: Texts) -> str:
    words, size = texts.documents, upload.stat().st_size
    if upload.suffix.lower() not in SUPPORTED_SUFFIXES or upload.name.startswith("."):
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
            words.upload, file_count="multiple", file_types=sorted(SUPPORTED_SUFFIXES), size="sm", elem_id="ip-upload"
        )
        check = gr.Button(words.check, size="sm", elem_id="ip-check")
        run = gr.Button(words.synchronise, size="sm", variant="primary", elem_id="ip-synchronise")
    hint = words.upload_hint.format(suffixes=", ".join(sorted(SUPPORTED_SUFFIXES)), size=FILE_LIMIT // 2**20)
    gr.HTML(f'<p class="ip-small">{hint}</p>', apply_default_css=False, js_on_load=None)
    messages = gr.HTML("", apply_default_css=False, elem_id="ip-messages", js_on_load=None)
    outcome = gr.HTML("", apply_default_css=False, elem_id="ip-outcome", js_on_load=None)
    wanted = gr.Textbox(
        label=words.filter_label, placeholder=words.filter_placeholder, elem_id="ip-filter", max_lines=1, value=""
    )
    shown = gr.HTML("", apply_default_css=False, elem_id="ip-documents", js_on_load=None)
    failed = gr.HTML("", apply_default_css=False, elem_id="ip-failed", js_on_load=None)
    listed = gr.State(())

    def load(text: str) -> Iterator[Outputs]:
        found: list[tuple[Row, ...]] = [()]

        def listing() -> str:
            found[0] = rows(application)
            return documents_html(found[0], text, texts)

        for html in or_error(listing, words.not_listed_title):
            yield found[0], html, gr.skip()
        yield found[0], html, failures(application, texts)

    def show_plan() -> Iterator[str]:
        yield from or_error(lambda: plan_in_words(application.synchroniser.plan(), texts), words.not_done_title)

    def work(text: str) -> Iterator[Outputs]:
        for step in synchronise(application, texts):
            yield (step, gr.skip(), gr.skip(), gr.skip())
        for listing in load(text):
            yield (gr.skip(), *listing)

    def receive(paths: list[str] | None, text: str) -> Iterator[Outputs]:
        saved, lines = save_uploads(application.home, [Path(path) for path in paths or ()], texts)
        yield (lines_html(lines), gr.skip(), gr.skip(), gr.skip(), gr.skip())
        if saved:
            application.synchroniser.register(saved)
            for step in work(text):
                yield (gr.skip(), *step)

    wanted.change(
        lambda text, found: documents_html(found, text, texts),
        inputs=[wanted, listed],
        outputs=shown,
        trigger_mode="always_last",
        show_progress="hidden",
        api_visibility="private",
    )
    listing = [listed, shown, failed]
    # One at a time changes the index or plans to; who comes second waits.
    for trigger, act, inputs, outputs in (
        (check.click, show_plan, None, [outcome]),
        (run.click, work, [wanted], [outcome, *listing]),
        (upload.upload, receive, [upload, wanted], [messages, outcome, *listing]),
    ):
        gr.on(
            [trigger],
            act,
            inputs=inputs,
            outputs=outputs,
            show_progress="hidden",
            trigger_mode="once",
            concurrency_limit=1,
            concurrency_id="writer",
            api_visibility="private",
        )
    page = gr.context.Context.root_block
    assert page is not None, "build_documents is called inside gr.Blocks"
    page.load(load, inputs=wanted, outputs=listing, show_progress="hidden", api_visibility="private")
