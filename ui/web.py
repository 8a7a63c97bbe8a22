"""The web page: tabs, the document view, and the server that carries them. Prints nothing; knows no assistant by name."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Sequence
from importlib import resources
from typing import TYPE_CHECKING, Annotated

from fastapi import FastAPI, Path, Query, Response
from fastapi.responses import HTMLResponse

from corpus.documents import Span
from index.errors import NotInStore
from ui.contracts import PageApplication, Tab
from ui.guard import DOCUMENT_POLICY, Guard
from ui.rendering_documents import document_page, missing_page
from ui.texts import LANGUAGES, Texts, texts_for

if TYPE_CHECKING:
    import gradio

FILES = {
    "styles.css": "text/css",
    "explorer.css": "text/css",
    "page.js": "text/javascript",
    "explorer.js": "text/javascript",
}


class AddressInUse(Exception):  # noqa: N818 - named as a person would say it
    """Another program listens at this address, or the address is not this machine's."""


def build_page(application: PageApplication, language: str = "fr", tabs: Sequence[Tab] = ()) -> gradio.Blocks:
    """Return the page in one language; `tabs` come after Chat and Documents."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # before Gradio is imported: nothing is reported to anyone
    import gradio as gr

    from ui.chat import build_chat
    from ui.documents import build_documents

    texts = texts_for(language)
    page = gr.Blocks(analytics_enabled=False, title=texts.title, fill_width=True)
    with page:
        gr.HTML(_banner(texts), apply_default_css=False, elem_id="ip-banner", js_on_load=None)
        with gr.Tabs(elem_id="ip-tabs"):
            with gr.Tab(texts.chat.tab, id="chat"):
                build_chat(application, texts)
            with gr.Tab(texts.documents.tab, id="documents"):
                build_documents(application, texts)
            for number, tab in enumerate(tabs):
                with gr.Tab(tab.title(texts), id=tab.name or f"tab-{number}"):
                    tab.build(application, texts)
    return page


def _banner(texts: Texts) -> str:
    current = {texts.language: ' aria-current="true"'}
    links = "".join(
        f'<a href="{_path(language)}" hreflang="{language}"{current.get(language, "")}>{language.upper()}</a>'
        for language in LANGUAGES
    )
    return (
        f'<header class="ip-banner"><div><h1>{texts.title}</h1><p>{texts.subtitle}</p></div>'
        f'<nav aria-label="{texts.switch_label}">{links}</nav></header>'
    )


def _path(language: str) -> str:
    return "/" if language == LANGUAGES[0] else f"/{language}/"


def build_server(application: PageApplication, tabs: Sequence[Tab] = ()) -> FastAPI:
    """Return the whole site: the page in each language, the document view and the page's own files."""
    site = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    site.get("/documents/{document_id}", response_class=HTMLResponse)(_document_view(application))
    site.get("/page/{name}")(_own_file)
    for tab in tabs:
        if tab.routes is not None:
            site.include_router(tab.routes())
    # The default language is mounted last, as its path "/" takes whatever is left.
    for language in reversed(LANGUAGES):
        _mount(site, build_page(application, language, tabs), language)
    pages = {path: (_head(texts_for(language)), language) for language in LANGUAGES for path in (_path(language),)}
    site.add_middleware(Guard, pages=pages)
    return site


def _mount(site: FastAPI, page: gradio.Blocks, language: str) -> None:
    import gradio as gr

    font = [gr.themes.Font(name) for name in ("system-ui", "Segoe UI", "Roboto", "Noto Sans", "sans-serif")]
    mono = [gr.themes.Font(name) for name in ("ui-monospace", "monospace")]
    gr.mount_gradio_app(
        site,
        page.queue(default_concurrency_limit=4, api_open=False),
        path=_path(language).rstrip("/") or "/",
        app_kwargs={"docs_url": None, "redoc_url": None, "openapi_url": None},
        theme=_always_light(gr.themes.Base(primary_hue="blue", neutral_hue="slate", font=font, font_mono=mono)),
        footer_links=[],
        run_history=False,
        allowed_paths=[],
        show_error=False,
        ssr_mode=False,
        mcp_server=False,
        enable_monitoring=False,
        pwa=False,
        max_file_size="20mb",
    )


def _always_light(theme: gradio.themes.Base) -> gradio.themes.Base:
    """Give the theme the same colours in a browser that is set to dark: the page's own style sheet has light ones only."""
    for name in [name for name in vars(theme) if name.endswith("_dark")]:
        setattr(theme, name, getattr(theme, name.removesuffix("_dark")))
    return theme


def _head(texts: Texts) -> str:
    close, tab = texts.passages.close, texts.passages.open_tab
    return (
        f'<script src="/page/page.js" data-language="{texts.language}" data-close="{close}" data-tab="{tab}"></script>'
        '<script src="/page/explorer.js"></script>'
        '<link rel="stylesheet" href="/page/styles.css"><link rel="stylesheet" href="/page/explorer.css">'
    )


def _own_file(name: str) -> Response:
    if name not in FILES:
        return Response("not found", status_code=404, media_type="text/plain")
    content = resources.files("ui").joinpath(name).read_bytes()
    return Response(content, media_type=FILES[name], headers={"Cache-Control": "no-cache"})


def _document_view(application: PageApplication) -> Callable[..., HTMLResponse]:
    def view(
        document_id: Annotated[str, Path(pattern="^[0-9a-f]{1,64}$")],
        start: Annotated[int | None, Query(ge=0)] = None,
        end: Annotated[int | None, Query(ge=0)] = None,
        lang: str = LANGUAGES[0],
    ) -> HTMLResponse:
        texts, headers = texts_for(lang), {"Content-Security-Policy": DOCUMENT_POLICY}
        try:
            document = application.store.document(document_id)
        except NotInStore:
            return HTMLResponse(missing_page(texts), status_code=404, headers=headers)
        quote = Span(start, end) if start is not None and end is not None else None
        passages = application.store.passages_of(document_id)
        return HTMLResponse(document_page(document, passages, quote, texts), headers=headers)

    return view


def listen(host: str, port: int) -> socket.socket:
    """Return a socket bound to the address. Raises `AddressInUse`, which says what to do."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise AddressInUse(f"{host} is not an address of this machine ({error.strerror})") from error
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
        listener.listen(100)  # who comes while the page is still being built waits instead of being refused
    except OSError as error:
        listener.close()
        advice = "stop the program that uses it or choose another one with --port"
        raise AddressInUse(f"cannot listen at {host}:{port} ({error.strerror}): {advice}") from error
    return listener


def serve(application: PageApplication, host: str, port: int, tabs: Sequence[Tab] = ()) -> None:
    """Serve the page until interrupted. Raises `AddressInUse` before anything starts."""
    import uvicorn

    with listen(host, port) as listener:
        config = uvicorn.Config(build_server(application, tabs), log_level="warning", timeout_graceful_shutdown=2)
        uvicorn.Server(config).run(sockets=[listener])
