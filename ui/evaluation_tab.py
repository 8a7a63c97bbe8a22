"""The Evaluation tab: choose a set, run it, stop it, read the report, compare, ask a failed question again. Layout only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

import gradio as gr

from assistant.evaluation.systems import System
from ui.contracts import PageApplication, Tab
from ui.evaluation_page import EvaluationPage, Outputs
from ui.evaluation_words import words_for
from ui.texts import Texts

_REPLAY = """async (asked) => {
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  const shown = (name) => { const it = document.getElementById(name); return it && it.offsetParent ? it : null; };
  const until = async (true_) => { for (let n = 0; n < 600 && !true_(); n++) await wait(100); return true_(); };
  if (!asked) return;
  document.querySelector('#ip-tabs button[role="tab"]').click();
  await until(() => shown('ip-send') || shown('ip-stop'));
  // The question is asked in a conversation of its own, after those that it follows.
  shown('ip-new')?.click();
  await until(() => !document.querySelector('#ip-conversation .ip-exchange') && shown('ip-send'));
  for (const [number, question] of JSON.parse(asked).entries()) {
    const box = document.querySelector('#ip-question textarea');
    box.value = question;
    box.dispatchEvent(new Event('input', { bubbles: true }));
    await wait(150);
    shown('ip-send')?.click();
    const answered = () => document.querySelectorAll('#ip-conversation .ip-exchange').length > number
      && !document.querySelector('#ip-conversation .ip-waiting') && shown('ip-send');
    if (!(await until(answered))) return;
  }
}"""
"""Opens the chat and asks a JSON list of questions there, one after the other, in a new conversation."""


def evaluation_tab(system: Callable[[], System]) -> Tab:
    """Return the tab; `system` gives what is evaluated, and is called when an evaluation starts."""

    def build(application: PageApplication, texts: Texts) -> None:
        build_evaluation(EvaluationPage(application.home, words_for(texts.language), system))

    return Tab(title=lambda texts: words_for(texts.language).tab, build=build)


def build_evaluation(page: EvaluationPage) -> None:
    """Lay out the tab and connect its events."""
    words, sets = page.words, page.sets()
    _html(f'<p class="ip-intro">{escape(words.intro)}</p>')
    with gr.Row():
        with gr.Column(min_width=280):
            chooser = gr.Dropdown(
                sets, value=sets[0][1], label=words.choose, elem_id="ip-eval-set", elem_classes="ip-choice"
            )
            upload = gr.File(
                label=words.own,
                file_types=[".yaml", ".yml", ".jsonl"],
                type="filepath",
                height=110,
                elem_id="ip-eval-upload",
                elem_classes="ip-drop",
            )
        with gr.Column(min_width=280):
            choices = [
                (words.variants_none, "none"),
                (words.variants_written, "written"),
                (words.variants_all, "all"),
            ]
            variants = gr.Radio(
                choices, value="none", label=words.variants, elem_id="ip-eval-variants", elem_classes="ip-choice"
            )
            ladder = gr.Checkbox(label=words.ladder, elem_id="ip-eval-ladder", elem_classes="ip-choice")
    with gr.Row(elem_classes="ip-actions"):
        run = gr.Button(words.run, variant="primary", size="sm", elem_id="ip-eval-run")
        stop = gr.Button(words.stop, variant="stop", visible=False, size="sm", elem_id="ip-eval-stop")
    status = _html("", "ip-eval-status")
    with gr.Row(elem_classes="ip-eval-past"):
        earlier = gr.Dropdown(
            [], label=words.earlier, elem_id="ip-eval-earlier", elem_classes="ip-choice", min_width=280
        )
        compared = gr.Dropdown(
            [], label=words.compare, elem_id="ip-eval-compared", elem_classes="ip-choice", min_width=280
        )
    with gr.Row(elem_classes=["ip-line", "ip-eval-past"]):
        failed = gr.Dropdown(
            [], label=words.failures, elem_id="ip-eval-failed", elem_classes="ip-choice", min_width=280, scale=4
        )
        replay = gr.Button(words.replay, size="sm", elem_id="ip-eval-replay", min_width=180, scale=0)
    report = _html("", "ip-eval-report")
    shown = [report, earlier, compared, failed]

    def evaluate(chosen: str, wordings: str, climb: bool, request: gr.Request) -> Iterator[Outputs]:
        yield from page.evaluate(chosen, wordings, climb, request.session_hash or "")

    def halt(request: gr.Request) -> None:
        page.stop(request.session_hash or "")

    def opened() -> Outputs:
        return (gr.update(choices=page.sets()), *page.read(None, None))

    upload.upload(page.keep, inputs=upload, outputs=[chooser, status], show_progress="hidden", api_visibility="private")
    run.click(
        evaluate,
        inputs=[chooser, variants, ladder],
        outputs=[status, *shown, run, stop, chooser],
        show_progress="hidden",
        trigger_mode="once",
        concurrency_limit=1,
        concurrency_id="evaluation",
        api_visibility="private",
    )
    stop.click(halt, show_progress="hidden", api_visibility="private")
    # `input` is the reader's own choice: what the page itself selects must not read the report again.
    gr.on(
        [earlier.input, compared.input],
        page.read,
        inputs=[earlier, compared],
        outputs=shown,
        show_progress="hidden",
        api_visibility="private",
    )
    gr.on(None, opened, outputs=[chooser, *shown], show_progress="hidden", api_visibility="private")
    replay.click(None, inputs=failed, outputs=None, js=_REPLAY)


def _html(value: str, name: str | None = None) -> gr.HTML:
    return gr.HTML(value, apply_default_css=False, elem_id=name, js_on_load=None)
