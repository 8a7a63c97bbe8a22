"""The Documents tab: adding files, the plan, its synchronisation, the list, removing, going back. Layout and events."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from inspect import isgeneratorfunction
from pathlib import Path
from typing import Any

import gradio as gr

from corpus.reading import SUPPORTED_SUFFIXES
from ui.catalogue import Catalogue
from ui.changes import Changes
from ui.contracts import PageApplication
from ui.conversation import describe
from ui.document_list import Choice, Row, documents_html, failures_html
from ui.removing import Removal, removal_in_words, removal_of
from ui.rendering import error_html
from ui.rendering_changes import history_html, lines_html, question_html
from ui.steps import Shown, restating
from ui.texts import Texts
from ui.uploads import FILE_LIMIT, save_uploads
from ui.words import Chosen, Order

RESTORE = "restore"
"""What is asked about, when it is not the removal of a file."""

_PRESSED = """element.addEventListener("click", (event) => {
  const button = event.target.closest("[data-remove]");
  if (button) trigger("click", { source: button.dataset.remove });
});"""
"""Tells Python which file the reader wants to remove."""

_TO_ANSWER = "() => { window.interpoles.answering(); }"
_ANSWERED = "() => { window.interpoles.answered(); }"


@dataclass(frozen=True, slots=True)
class _Parts:
    """The components that events change."""

    drop: gr.File
    check: gr.Button
    run: gr.Button
    cancel: gr.Button
    messages: gr.HTML
    outcome: gr.HTML
    text: gr.Textbox
    state: gr.Dropdown
    order: gr.Dropdown
    failed: gr.HTML
    table: gr.HTML
    history: gr.HTML
    restore: gr.Button
    sheet: gr.Column
    question: gr.HTML
    whole: gr.Button
    yes: gr.Button
    keep: gr.Button
    rows: gr.State
    pending: gr.State


def build_documents(application: PageApplication, texts: Texts) -> None:
    """Lay out the tab and connect its events."""
    _connect(_Tab(application, texts, Catalogue(application), Changes(application, texts), _lay_out(texts)))


def _lay_out(texts: Texts) -> _Parts:
    words = texts.documents
    _html(f'<p class="ip-intro">{words.intro}</p>')
    drop = gr.File(
        label=words.drop,
        file_count="multiple",
        type="filepath",
        height=110,
        elem_id="ip-upload",
        elem_classes="ip-drop",
    )
    hint = words.drop_hint.format(suffixes=", ".join(sorted(SUPPORTED_SUFFIXES)), size=FILE_LIMIT // 2**20)
    _html(f'<p class="ip-small">{hint}</p>')
    with gr.Row(elem_classes="ip-actions"):
        check = gr.Button(words.check, size="sm", elem_id="ip-check")
        run = gr.Button(words.synchronise, size="sm", variant="primary", elem_id="ip-synchronise")
        cancel = gr.Button(words.cancel, size="sm", variant="stop", visible=False, elem_id="ip-cancel")
    messages, outcome = _html("", "ip-messages"), _html("", "ip-outcome")
    with gr.Row(elem_id="ip-choice"):
        text = gr.Textbox(
            label=words.filter_label,
            placeholder=words.filter_placeholder,
            elem_id="ip-filter",
            elem_classes="ip-choice",
            max_lines=1,
            scale=3,
            value="",
        )
        states = [(words.states[state], state.value) for state in Chosen]
        state = gr.Dropdown(
            states,
            value=Chosen.ALL.value,
            label=words.state_label,
            filterable=False,
            elem_id="ip-state",
            elem_classes="ip-choice",
            min_width=170,
        )
        orders = [(words.orders[order], order.value) for order in Order]
        order = gr.Dropdown(
            orders,
            value=Order.TITLE.value,
            label=words.order_label,
            filterable=False,
            elem_id="ip-order",
            elem_classes="ip-choice",
            min_width=170,
        )
    failed, table = _html("", "ip-failed", _PRESSED), _html("", "ip-documents", _PRESSED)
    with gr.Accordion(words.history_title, open=False, elem_id="ip-history"):
        restore = gr.Button(words.restore, size="sm", elem_id="ip-restore", interactive=False)
        history = _html("", "ip-history-lines")
    with gr.Column(visible=False, elem_id="ip-confirm") as sheet:
        question = _html("", "ip-question-asked")
        with gr.Row(elem_classes="ip-actions"):
            yes = gr.Button("", size="sm", variant="stop", elem_id="ip-confirm-yes")
            whole = gr.Button("", size="sm", variant="stop", elem_id="ip-confirm-folder", visible=False)
            keep = gr.Button(words.keep, size="sm", elem_id="ip-confirm-no")
    rows, pending = gr.State(()), gr.State(None)
    return _Parts(
        drop, check, run, cancel, messages, outcome, text, state, order, failed, table, history, restore, sheet,
        question, whole, yes, keep, rows, pending,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Tab:
    """What happens at each event; every method returns or yields updates by component."""

    application: PageApplication
    texts: Texts
    catalogue: Catalogue
    changes: Changes
    parts: _Parts

    def listed(self, text: str, state: str, order: str) -> Iterator[Shown]:
        """Show the list as it is now; an error is shown in its place, then goes on."""
        parts = self.parts
        try:
            rows = self.catalogue.rows()
            restore = bool(self.application.synchroniser.status().earlier)
            history = history_html(self.application.synchroniser.history(), self.texts)
        except Exception as error:
            yield {parts.table: error_html(self.texts.documents.not_listed_title, describe(error), "")}
            raise
        yield {
            parts.rows: rows,
            parts.history: history,
            parts.restore: gr.update(interactive=restore),
            **self.chosen(rows, text, state, order),
        }

    def chosen(self, rows: tuple[Row, ...], text: str, state: str, order: str) -> Shown:
        """Show the part of the list that the reader chose."""
        choice = Choice(text, Chosen(state), Order(order))
        return {
            self.parts.table: documents_html(rows, choice, self.texts),
            self.parts.failed: failures_html(rows, choice, self.texts),
        }

    def told(self, steps: Iterator[str], text: str, state: str, order: str, *, listed: bool = True) -> Iterator[Shown]:
        """Show a work from its beginning to its end, then the list as it has become."""
        parts, begun = self.parts, False
        try:
            for html in steps:
                yield {parts.outcome: html, **self._busy(busy=True)}
                begun = True
        except Exception:  # whatever went wrong is raised again, but the buttons must come back first
            yield self._busy(busy=False)
            raise
        if not begun:
            yield {parts.outcome: gr.skip()}  # a generator that yields nothing would empty every component
            return
        yield self._busy(busy=False)
        if listed:
            yield from self.listed(text, state, order)

    def _busy(self, *, busy: bool) -> Shown:
        parts = self.parts
        return {parts.cancel: gr.update(visible=busy)} | {
            button: gr.update(interactive=not busy) for button in (parts.check, parts.run)
        }

    def received(self, paths: list[str] | None, text: str, state: str, order: str) -> Iterator[Shown]:
        """Keep dropped files and take them into the corpus."""
        saved, lines = save_uploads(self.application.home, [Path(path) for path in paths or ()], self.texts)
        yield {self.parts.messages: lines_html(lines), self.parts.drop: None}
        if saved:
            yield from self.told(self.changes.add(saved), text, state, order)

    def ask_removal(self, pressed: gr.EventData) -> Shown:
        """Ask whether a file shall go, and say what that means."""
        words, parts = self.texts.documents, self.parts
        removal = removal_of(str(pressed.source), self.application.synchroniser.status(), self.application.home)
        if removal is None:
            return {parts.messages: lines_html([words.gone])}
        title, lines = removal_in_words(removal, self.texts)
        whole = words.remove_folder.format(count=removal.beside)
        return self._asked(removal, title, lines, words.remove_file, whole if removal.folder else "")

    def ask_restoring(self) -> Shown:
        """Ask whether to go back to the state before."""
        words, found = self.texts.documents, self.changes.restoration()
        if found is None:
            return {self.parts.messages: lines_html([words.nothing_to_restore])}
        return self._asked(RESTORE, *found, words.restore_confirm, "")

    def _asked(self, pending: Removal | str, title: str, lines: tuple[str, ...], yes: str, whole: str) -> Shown:
        parts = self.parts
        return {
            parts.pending: pending,
            parts.sheet: gr.update(visible=True),
            parts.question: question_html(title, lines),
            parts.yes: yes,
            parts.whole: gr.update(value=whole, visible=bool(whole)),
            parts.messages: "",
        }

    def kept(self) -> Shown:
        """Change nothing."""
        return {self.parts.pending: None, self.parts.sheet: gr.update(visible=False)}

    def confirmed(
        self, pending: Removal | str | None, text: str, state: str, order: str, *, folder: bool = False
    ) -> Iterator[Shown]:
        """Do what was asked about."""
        yield self.kept()
        if isinstance(pending, Removal):
            yield from self.told(self.changes.remove(pending, folder=folder), text, state, order)
        elif pending == RESTORE:
            yield from self.told(self.changes.restore(), text, state, order)

    def cancelled(self) -> Shown:
        """End what is at work; who follows it shows that it is ending, and its end."""
        return {self.parts.outcome: gr.skip()} if self.changes.cancel() else self._busy(busy=False)


def _connect(tab: _Tab) -> None:
    parts, changes = tab.parts, tab.changes
    choice = [parts.text, parts.state, parts.order]
    listing = [parts.rows, parts.table, parts.failed, parts.history, parts.restore]
    at_work = [parts.outcome, parts.cancel, parts.check, parts.run, *listing]
    asking = [parts.pending, parts.sheet, parts.question, parts.yes, parts.whole, parts.messages]

    def on(trigger: Any, act: Callable[..., object], inputs: list[Any], outputs: list[Any], **more: Any) -> Any:
        options = {"show_progress": "hidden", "api_visibility": "private", **more}
        act = restating(act) if isgeneratorfunction(act) else act
        return gr.on(trigger, act, inputs=inputs, outputs=outputs, **options)

    def check(*chosen: str) -> Iterator[Shown]:
        yield from tab.told(changes.check(), *chosen, listed=False)

    def synchronise(*chosen: str) -> Iterator[Shown]:
        yield {parts.messages: ""}
        yield from tab.told(changes.synchronise(), *chosen)

    def resume(*chosen: str) -> Iterator[Shown]:
        yield from tab.told(changes.resume(), *chosen)

    def whole(pending: Removal | str | None, *chosen: str) -> Iterator[Shown]:
        yield from tab.confirmed(pending, *chosen, folder=True)

    # One at a time changes the index or plans to; who comes second waits.
    alone = {"trigger_mode": "once", "concurrency_limit": 1, "concurrency_id": "writer"}
    on([parts.check.click], check, choice, at_work, **alone)
    on([parts.run.click], synchronise, choice, [parts.messages, *at_work], **alone)
    # A file that is dropped while the one before is at work must not be lost: it waits for its turn.
    waiting = alone | {"trigger_mode": "multiple"}
    on([parts.drop.upload], tab.received, [parts.drop, *choice], [parts.messages, parts.drop, *at_work], **waiting)
    on([parts.yes.click], tab.confirmed, [parts.pending, *choice], [parts.pending, parts.sheet, *at_work], **alone)
    on([parts.whole.click], whole, [parts.pending, *choice], [parts.pending, parts.sheet, *at_work], **alone)
    for found in (parts.table, parts.failed):
        on([found.click], tab.ask_removal, [], asking).then(None, js=_TO_ANSWER, api_visibility="private")
    on([parts.restore.click], tab.ask_restoring, [], asking).then(None, js=_TO_ANSWER, api_visibility="private")
    kept = on([parts.keep.click], tab.kept, [], [parts.pending, parts.sheet])
    kept.then(None, js=_ANSWERED, api_visibility="private")
    on([parts.cancel.click], tab.cancelled, [], [parts.outcome, parts.cancel, parts.check, parts.run])
    changed = [parts.text.change, parts.state.input, parts.order.input]
    on(changed, tab.chosen, [parts.rows, *choice], [parts.table, parts.failed], trigger_mode="always_last")
    page = gr.context.Context.root_block
    assert page is not None, "build_documents is called inside gr.Blocks"
    # Many readers may follow one work; they change nothing.
    on([page.load], tab.listed, choice, listing)
    on([page.load], resume, choice, at_work, concurrency_limit=None)


def _html(value: str, name: str | None = None, script: str | None = None) -> gr.HTML:
    return gr.HTML(value, apply_default_css=False, elem_id=name, js_on_load=script)
