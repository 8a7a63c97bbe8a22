"""The chat tab: a conversation on the left, the passages that prove it on the right. Wiring only."""

from __future__ import annotations

import json
from collections.abc import Iterator

import gradio as gr

from assistant.answers import Assistant
from assistant.serialising import answer_to_json
from ui.contracts import PageApplication
from ui.conversation import Conversation, converse
from ui.rendering import conversation_html
from ui.rendering_passages import passages_html
from ui.texts import Texts

QUESTION_LIMIT = 1000
"""Characters of a question; longer ones are refused with a message, as the models read no more than about that."""

AT_ONCE = 4
"""Questions that are answered at the same time; others wait their turn."""

Outputs = tuple[object, ...]


def problem_with(question: str, conversation: Conversation, texts: Texts) -> str:
    """Return why a question cannot be asked now, in words; empty when it can."""
    if not question.strip():
        return texts.chat.empty_question
    if len(question) > QUESTION_LIMIT:
        return texts.chat.long_question.format(length=len(question), limit=QUESTION_LIMIT)
    return texts.chat.busy if conversation.running else ""


def ask(assistant: Assistant, question: str, conversation: Conversation, texts: Texts) -> Iterator[Outputs]:
    """Yield the outputs of the chat (see `build_chat`) after each event of one answer."""
    problem = problem_with(question, conversation, texts)
    if problem:
        yield (gr.skip(), gr.skip(), gr.skip(), gr.skip(), _notice(problem), *_controls(conversation))
        return
    for step in converse(assistant, conversation, question.strip()):
        shown = (conversation_html(step, texts), passages_html(step, texts))
        box = "" if not step.exchanges[-1].hits and step.running else gr.skip()
        yield (step, *shown, box, _notice(""), *_controls(step))


def export_json(conversation: Conversation) -> str:
    """Return what `interpoles verify` checks: {"version": 1, "exchanges": [one answer object each, oldest first]}.

    Exchanges that failed or were stopped hold no answer and are left out; without any answer the text is empty.
    """
    if not conversation.answers:
        return ""
    exchanges = [answer_to_json(answer) for answer in conversation.answers]
    return json.dumps({"version": 1, "exchanges": exchanges}, ensure_ascii=False, indent=2)


def _notice(text: str) -> object:
    return gr.update(value=text, visible=bool(text))


def _controls(conversation: Conversation) -> Outputs:
    """Return the updates of: send, stop, examples, the buttons for a conversation that has begun."""
    begun, running = bool(conversation.exchanges), conversation.running
    return (
        gr.update(visible=not running),
        gr.update(visible=running),
        gr.update(visible=not begun),
        gr.update(visible=begun),
    )


def build_chat(application: PageApplication, texts: Texts) -> None:
    """Lay out the tab and connect its events."""
    words, nothing = texts.chat, Conversation()
    state = gr.State(nothing)
    with gr.Row(elem_classes="ip-columns"):
        with gr.Column(scale=3, min_width=280, elem_classes="ip-left"):
            shown = gr.HTML(
                conversation_html(nothing, texts), apply_default_css=False, elem_id="ip-conversation", js_on_load=None
            )
            with gr.Column(elem_classes="ip-examples", elem_id="ip-examples") as examples:
                gr.HTML(f"<h3>{words.examples_title}</h3>", apply_default_css=False, js_on_load=None)
                buttons = [gr.Button(example, elem_classes="ip-example", size="sm") for example in words.examples]
            with gr.Column(elem_classes="ip-composer"):
                notice = gr.Textbox(visible=False, elem_id="ip-notice", container=False, interactive=False, lines=1)
                with gr.Row(elem_classes="ip-ask"):
                    box = gr.Textbox(
                        placeholder=words.question_placeholder, label=words.question_label, show_label=False,
                        lines=1, max_lines=6, scale=5, elem_id="ip-question", container=False, autofocus=True,
                    )
                    send = gr.Button(words.send, variant="primary", scale=1, min_width=110, elem_id="ip-send")
                    stop = gr.Button(words.stop, variant="stop", scale=1, min_width=110, visible=False, elem_id="ip-stop")
                with gr.Row(visible=False, elem_classes="ip-tools") as tools:
                    new = gr.Button(words.new, size="sm", elem_id="ip-new")
                    save = gr.Button(words.export, size="sm", elem_id="ip-export")
        with gr.Column(scale=2, min_width=280, elem_classes="ip-right"):
            passages = gr.HTML(
                passages_html(nothing, texts), apply_default_css=False, elem_id="ip-panel", js_on_load=None
            )
    exported = gr.Textbox(visible="hidden", elem_id="ip-exported", container=False)
    outputs = [state, shown, passages, box, notice, send, stop, examples, tools]

    def answer(question: str, conversation: Conversation) -> Iterator[Outputs]:
        yield from ask(application.assistant, question, conversation, texts)

    def halt(conversation: Conversation) -> Outputs:
        stopped = conversation.stopped()
        return (stopped, conversation_html(stopped, texts), *_controls(stopped))

    def clear() -> Outputs:
        return (
            nothing, conversation_html(nothing, texts), passages_html(nothing, texts), "", _notice(""),
            *_controls(nothing),
        )

    asked = [
        gr.on(
            triggers, answer, inputs=[source, state], outputs=outputs, show_progress="hidden", trigger_mode="once",
            concurrency_limit=AT_ONCE, concurrency_id="answers", api_visibility="private",
        )
        for source, triggers in [(box, [send.click, box.submit]), *((button, [button.click]) for button in buttons)]
    ]
    stop.click(
        halt, inputs=state, outputs=[state, shown, send, stop, examples, tools], cancels=asked,
        show_progress="hidden", api_visibility="private",
    )
    new.click(clear, outputs=outputs, cancels=asked, show_progress="hidden", api_visibility="private")
    save.click(
        export_json, inputs=state, outputs=exported, show_progress="hidden", api_visibility="private"
    ).then(None, inputs=exported, js="(text) => { window.interpoles.save(text); }", api_visibility="private")
