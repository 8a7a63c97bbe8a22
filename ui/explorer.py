"""The Explorer: its tab, and the addresses from which the tab takes what it shows. Wiring only.

The tab is an empty frame that the browser fills from `/explorer/view`; every state of it has an address of its own, which
also serves as a page that stands alone. Nothing here is computed again while the corpus and the corrections stay the same.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Protocol

import gradio as gr
from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse

from assistant.exploring.entries import Exploration
from assistant.exploring.gathering import explore
from corpus.corrections import Corrected
from corpus.errors import CorpusError
from corpus.naming import Names
from index.contracts import Store
from index.correcting import Corrector
from ui.contracts import PageApplication, Tab
from ui.document_list import reason_in
from ui.explorer_exports import as_csv, as_json, as_xlsx
from ui.explorer_page import POLICY, explorer_html, frame_html, standalone_page
from ui.explorer_parts import Scene
from ui.explorer_saving import CorrectionForm, save
from ui.explorer_state import PATH, State, state_of
from ui.explorer_table import chosen
from ui.explorer_words import words_for
from ui.rendering import error_html
from ui.texts import Texts, texts_for

_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class FactSource(Protocol):
    """What the documents state, corrected by persons. The same object comes back as long as nothing has changed."""

    @property
    def names(self) -> Callable[[], Names]:
        """Return what reads the names of poles, programmes and places."""

    def corrected(self) -> Corrected:
        """Return the facts, and what became of each correction."""


class ExplorerApplication(Protocol):
    """The parts of an application that the Explorer uses. Without a `corrector` the page corrects nothing."""

    @property
    def store(self) -> Store:
        """Return the documents."""

    @property
    def facts(self) -> FactSource:
        """Return what they state."""

    @property
    def corrector(self) -> Corrector | None:
        """Return what rejects, corrects and adds facts."""


class Library:
    """The entries of an application, made once for each state of its corpus. Safe to share between threads."""

    def __init__(self, application: ExplorerApplication) -> None:
        self.application = application
        self._lock = Lock()
        self._corrected: Corrected | None = None
        self._generation = -1
        self._exploration: Exploration | None = None

    def open(self) -> tuple[Exploration, Corrected]:
        """Return the entries as they are now, and what they were made of. Raises `CorrectionsFileError`, `StoreError`."""
        with self._lock:
            corrected, generation = self.application.facts.corrected(), self.application.store.generation
            if self._exploration is None or corrected is not self._corrected or generation != self._generation:
                documents = self.application.store.documents()
                # A synchronisation may have come between: facts and documents of two generations do not fit together.
                while generation != (generation := self.application.store.generation):
                    corrected, documents = self.application.facts.corrected(), self.application.store.documents()
                self._exploration = explore(corrected.facts, documents, self.application.facts.names())
                self._corrected, self._generation = corrected, generation
            return self._exploration, corrected

    def scene(self, state: State) -> Scene:
        """Return what a view is drawn from."""
        exploration, corrected = self.open()
        outcomes = None if self.application.corrector is None else corrected.outcomes
        return Scene(exploration, state, words_for(state.language), texts_for(state.language), outcomes)

    @property
    def corrections_path(self) -> str:
        """Return the file of corrections; empty where nothing can be corrected."""
        return "" if self.application.corrector is None else str(self.application.corrector.path)


def explorer_tab(application: ExplorerApplication) -> Tab:
    """Return the tab and its addresses."""
    library = Library(application)

    def build(_: PageApplication, texts: Texts) -> None:
        words = words_for(texts.language)
        frame = frame_html(texts.language, words.loading, words.failed, words.retry)
        gr.HTML(frame, apply_default_css=False, elem_id="ip-explorer", js_on_load=None)

    return Tab(
        title=lambda texts: words_for(texts.language).tab, build=build, routes=lambda: routes(library), name="explorer"
    )


def routes(library: Library) -> APIRouter:
    """Return the addresses of the Explorer."""
    router = APIRouter(prefix=PATH)

    def shown(state: State) -> tuple[str, Scene | None]:
        """Return the tab in a state; a home whose files cannot be read is an error in words, not an empty table."""
        words, texts = words_for(state.language).corrections, texts_for(state.language)
        try:
            scene = library.scene(state)
        except CorpusError as error:
            told = error_html(words.unreadable, reason_in(str(error), texts), words.unreadable_advice)
            return f'<div data-part="main" tabindex="-1">{told}</div>', None
        return explorer_html(scene, path=library.corrections_path), scene

    @router.get("/view", response_class=HTMLResponse)
    def view(request: Request) -> HTMLResponse:
        inside, _ = shown(state_of(request.query_params.multi_items()))
        return HTMLResponse(inside, headers={"Cache-Control": "no-store"})

    @router.get("", response_class=HTMLResponse)
    def page(request: Request) -> HTMLResponse:
        state = state_of(request.query_params.multi_items())
        inside, _ = shown(state)
        headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
        return HTMLResponse(
            standalone_page(inside, words_for(state.language), texts_for(state.language)), headers=headers
        )

    @router.get("/export.{suffix}")
    def export(suffix: str, request: Request) -> Response:
        if suffix not in _TYPES:
            return Response("not found", status_code=404, media_type="text/plain")
        state = state_of(request.query_params.multi_items())
        return _file(suffix, library.scene(state))

    @router.post("/corrections")
    def correct(form: CorrectionForm, request: Request) -> JSONResponse:
        if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return JSONResponse({"message": "corrections are made on this page only"}, status_code=403)
        corrector = library.application.corrector
        if corrector is None:
            return JSONResponse({"message": "nothing can be corrected here"}, status_code=404)
        message, done = save(form, library.scene(State(form.lang)), corrector)
        return JSONResponse({"message": message}, status_code=200 if done else 422)

    return router


def _file(suffix: str, scene: Scene) -> Response:
    """Return the rows that the filters leave, all pages of them, as a file to be saved."""
    entries, kind = chosen(scene), scene.state.kind
    match suffix:
        case "csv":
            content = as_csv(entries, kind, scene)
        case "json":
            content = as_json(entries, kind)
        case _:
            content = as_xlsx(entries, kind, scene)
    name = f"interpoles-{kind}.{suffix}"
    return Response(
        content, media_type=_TYPES[suffix], headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
