"""What every HTTP response must obey: headers, a content policy, no foreign address. Does not know the page.

Gradio's HTML starts with inline scripts and evaluates its templates, so the policy allows exactly those scripts, by their
hashes, and evaluation; inline handlers (`onerror=`), foreign hosts, frames and forms stay forbidden.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from urllib.parse import unquote

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

DOCUMENT_POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

_PAGE_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-eval' {hashes}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; media-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
    "worker-src 'self' blob:; frame-src 'self'; object-src 'none'; base-uri 'self'; form-action 'none'; "
    "frame-ancestors 'self'"
)
_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)
_FOREIGN_META = re.compile(r'<meta\b[^>]*(?:https?://|@Gradio|content="Gradio"|try out the app)[^>]*/?>')
_SAMPLE = re.compile(r'"https://github\.com/gradio-app/[^"]*"')
_REMOTE = re.compile(r"[a-z][a-z0-9+.-]*:/", re.IGNORECASE)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "SAMEORIGIN",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


class Guard:
    """ASGI middleware: refuses addresses that would reach other hosts, and dresses every response.

    `pages` maps the path of a Gradio page to the HTML that is put at the beginning of its head, and its language.
    """

    def __init__(self, app: ASGIApp, pages: Mapping[str, tuple[str, str]]) -> None:
        self.app = app
        self.pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if reaches_out(scope["path"]):
            await PlainTextResponse("forbidden", status_code=403)(scope, receive, send)
            return
        page = self.pages.get(scope["path"])
        sender = _Dresser(send) if page is None else _PageDresser(send, head=page[0], language=page[1])
        await self.app(scope, receive, sender)


def reaches_out(path: str) -> bool:
    """Say whether Gradio would fetch or redirect to another host for this path: `file=` or `proxy=` and an address."""
    for name in ("/file=", "/file/", "/proxy="):
        _, found, rest = path.partition(name)
        target = unquote(unquote(rest)).strip().replace("\\", "/")
        if found and (name == "/proxy=" or _REMOTE.match(target) or target.startswith("//")):
            return True
    return False


class _Dresser:
    """Adds the headers that every response carries."""

    def __init__(self, send: Send) -> None:
        self.send = send

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("Content-Security-Policy", _PAGE_POLICY.format(hashes=""))
        await self.send(message)


class _PageDresser:
    """Holds a page back until it is whole, rewrites its head, and allows exactly its inline scripts."""

    def __init__(self, send: Send, *, head: str, language: str) -> None:
        self.sender = _Dresser(send)
        self.head = head
        self.language = language
        self.start: Message = {}
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.start = message
            return
        self.body += message.get("body", b"")
        if message.get("more_body", False):
            return
        headers = MutableHeaders(scope=self.start)
        if headers.get("content-type", "").startswith("text/html"):
            page = rewritten(self.body.decode(), head=self.head, language=self.language)
            self.body = page.encode()
            headers["Content-Length"] = str(len(self.body))
            headers["Content-Security-Policy"] = page_policy(page)
        await self.sender(self.start)
        await self.sender({"type": "http.response.body", "body": self.body, "more_body": False})


def rewritten(page: str, *, head: str, language: str) -> str:
    """Return a Gradio page in its own language, without the references to other hosts, with `head` put first."""
    page = _SAMPLE.sub('""', _FOREIGN_META.sub("", page))
    page = re.sub(r'lang="[a-z-]*"', f'lang="{language}"', page, count=1)
    return page.replace('<meta charset="utf-8" />', f'<meta charset="utf-8" />{head}', 1)


def page_policy(page: str) -> str:
    """Return the content policy that allows the inline scripts of `page` and no others."""
    digests = (hashlib.sha256(script.encode()).digest() for script in _INLINE_SCRIPT.findall(page))
    hashes = " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    return _PAGE_POLICY.format(hashes=hashes)
