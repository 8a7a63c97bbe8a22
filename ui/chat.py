"""The chat tab: a conversation on the left, the passages that prove it on the right. Wiring only."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field

import gradio as gr

from assistant.evaluation.cases import add_case
from assistant.evaluation.errors import EvaluationError
from assistant.serialising import answer_to_json
from ui.contracts import PageApplication
from ui.conversation import Conversation, converse, describe
from ui.examples import MOST, Examples
from ui.markup import escape
from ui.rendering import conversation_html
from ui.rendering_passages import passages_html
from ui.texts import Texts
from ui.turns import Turns
from ui.typography import plain_spaces

QUESTION_LIMIT = 1000
"""Characters of a question; longer ones are refused with a message, as the models read no more than about that."""

AT_ONCE = 4
"""Questions that are answered at the same time; others wait their turn."""

Outputs = tuple[object, ...]
"""Updates of: state, conversation, passages, question, notice, send, stop, examples, tools."""


def problem_with(question: str, texts: Texts) -> str:
    """Return why a question cannot be asked, in words; empty when it can."""
    if not question.strip():
        return texts.chat.empty_question
    if len(question) > QUESTION_LIMIT:
        return texts.chat.long_question.format(length=len(question), limit=QUESTION_LIMIT)
    return ""


def export_json(conversation: Conversation) -> str:
    """Return what `interpoles verify` checks: {"version": 1, "exchanges": [one answer object each, oldest first]}.

    Exchanges that failed or were stopped hold no answer and are left out; without any answer the text is empty.
    """
    if not conversation.answers:
        return ""
    exchanges = [answer_to_json(answer) for answer in conversation.answers]
    return json.dumps({"version": 1, "exchanges": exchanges}, ensure_ascii=False, indent=2)


@dataclass(frozen=True, slots=True)
class Chat:
    """The events of the tab; each returns or yields `Outputs`. `session` tells the readers apart."""

    application: PageApplication
    texts: Texts
    turns: Turns = field(default_factory=Turns)

    def ask(self, question: str, conversation: Conversation, session: str) -> Iterator[Outputs]:
        """Answer one question, showing each step."""
        problem = problem_with(question, self.texts)
        turn = None if problem else self.turns.begin(session)
        if turn is None:
            yield self._remark(problem or self.texts.chat.busy)
            return
        box: object = ""
        try:
            with closing(converse(self.application.assistant, conversation, plain_spaces(question.strip()))) as steps:
                for step in steps:
                    if turn.ending is not None:
                        if not self.turns.superseded(session, turn):
                            yield self._show(turn.ending(step))
                        return
                    yield self._show(step, box)
                    box = gr.skip()  # emptied once; after that the reader may be typing the next question
        finally:
            self.turns.end(session, turn)

    def stop(self, conversation: Conversation, session: str) -> Outputs:
        """End the running answer; what was written stays."""
        self.turns.halt(session, Conversation.stopped)
        return self._show(conversation.stopped())

    def clear(self, session: str) -> Outputs:
        """Begin a new conversation."""
        self.turns.halt(session, lambda _: Conversation())
        return self._show(Conversation(), "")

    def report_wrong(self, conversation: Conversation) -> object:
        """Add the last question to the cases of the home, for a person to complete, and return what is said of it."""
        answer = conversation.exchanges[-1].answer if conversation.exchanges else None
        if answer is None:
            return gr.skip()
        words, history = self.texts.chat, conversation.questions[:-1]
        try:
            path = add_case(self.application.home, answer, history=history, note="reported as wrong on the page")
        except (EvaluationError, OSError) as error:
            return gr.update(value=words.wrong_not_added.format(reason=describe(error)), visible=True)
        return gr.update(value=words.wrong_added.format(path=path), visible=True)

    def _show(self, conversation: Conversation, box: object = None) -> Outputs:
        begun, running = bool(conversation.exchanges), conversation.running
        return (
            conversation,
            conversation_html(conversation, self.texts),
            passages_html(conversation, self.texts),
            gr.skip() if box is None else box,
            gr.update(value="", visible=False),
            gr.update(visible=not running),
            gr.update(visible=running),
            gr.update(visible=not begun),
            gr.update(visible=begun),
        )

    def _remark(self, words: str) -> Outputs:
        same = gr.skip()
        return (same, same, same, same, gr.update(value=words, visible=True), same, same, same, same)


def build_chat(application: PageApplication, texts: Texts) -> None:
    """Lay out the tab and connect its events."""
    words, nothing, chat = texts.chat, Conversation(), Chat(application, texts)
    offered = Examples(application, texts)
    state = gr.State(nothing)
    with gr.Row(elem_classes="ip-columns"):
        with gr.Column(scale=3, min_width=280, elem_classes="ip-left"):
            shown = _html(conversation_html(nothing, texts), "ip-conversation")
            with gr.Column(elem_id="ip-examples") as examples:
                heading = _html("", "ip-examples-title")
                buttons = [gr.Button("", elem_classes="ip-example", size="sm", visible=False) for _ in range(MOST)]
            with gr.Column(elem_classes="ip-composer"):
                notice = gr.Textbox(visible=False, elem_id="ip-notice", container=False, interactive=False, lines=1)
                with gr.Row(elem_classes="ip-ask"):
                    box = gr.Textbox(
                        label=words.question_label,
                        placeholder=words.question_placeholder,
                        show_label=False,
                        container=False,
                        max_lines=6,
                        scale=5,
                        elem_id="ip-question",
                        autofocus=True,
                    )
                    send = gr.Button(words.send, variant="primary", scale=1, min_width=110, elem_id="ip-send")
                    stop = gr.Button(
                        words.stop, variant="stop", scale=1, min_width=110, visible=False, elem_id="ip-stop"
                    )
                with gr.Row(visible=False, elem_classes="ip-tools") as tools:
                    new = gr.Button(words.new, size="sm", elem_id="ip-new")
                    save = gr.Button(words.export, size="sm", elem_id="ip-export")
        with gr.Column(scale=2, min_width=280, elem_classes="ip-right"):
            passages = _html(passages_html(nothing, texts), "ip-panel")
    wrong = gr.Button(words.wrong, visible="hidden", elem_id="ip-wrong")  # pressed by the link under the last answer
    exported = gr.Textbox(visible="hidden", elem_id="ip-exported", container=False)
    outputs = [state, shown, passages, box, notice, send, stop, examples, tools]

    def ask(question: str, conversation: Conversation, request: gr.Request) -> Iterator[Outputs]:
        yield from chat.ask(question, conversation, request.session_hash or "")

    def halt(conversation: Conversation, request: gr.Request) -> Outputs:
        return chat.stop(conversation, request.session_hash or "")

    def clear(request: gr.Request) -> Outputs:
        return chat.clear(request.session_hash or "")

    def offer() -> Outputs:
        questions = offered.questions()
        title = f"<h3>{escape(words.examples_title)}</h3>" if questions else f"<p>{escape(words.no_examples)}</p>"
        shown = [gr.update(value=question, visible=True) for question in questions]
        return (title, *shown, *(gr.update(visible=False) for _ in range(MOST - len(shown))))

    def export(conversation: Conversation) -> tuple[object, object]:
        text = export_json(conversation)
        return text, gr.update(value="" if text else words.nothing_to_export, visible=not text)

    sources = [(box, [send.click, box.submit]), *((button, [button.click]) for button in buttons)]
    for source, triggers in sources:
        gr.on(
            triggers,
            ask,
            inputs=[source, state],
            outputs=outputs,
            show_progress="hidden",
            trigger_mode="multiple",  # `Turns` refuses the second click, and knows when the first one was stopped
            concurrency_limit=AT_ONCE,
            concurrency_id="answers",
            api_visibility="private",
        )
    stop.click(halt, inputs=state, outputs=outputs, show_progress="hidden", api_visibility="private")
    new.click(clear, outputs=outputs, show_progress="hidden", api_visibility="private")
    wrong.click(chat.report_wrong, inputs=state, outputs=notice, show_progress="hidden", api_visibility="private")
    written = save.click(
        export, inputs=state, outputs=[exported, notice], show_progress="hidden", api_visibility="private"
    )
    gr.on(None, offer, outputs=[heading, *buttons], show_progress="hidden", api_visibility="private")
    written.then(None, inputs=exported, js="(text) => { window.interpoles.save(text); }", api_visibility="private")


def _html(value: str, name: str) -> gr.HTML:
    return gr.HTML(value, apply_default_css=False, elem_id=name, js_on_load=None)
