"""E-mail messages, read with the standard library."""

from __future__ import annotations

import re
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from corpus.errors import UnreadableDocument
from corpus.formats.building import TextBuilder, one_line
from corpus.formats.contents import Content
from corpus.formats.html import page_body
from corpus.formats.html_tree import write_element
from corpus.messages import say

_SHOWN = ("From", "To", "Cc", "Date", "Subject")
_ENCRYPTED = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
_LARGEST = 30 * 1024 * 1024


class Eml:
    """Reads .eml files.

    Kept: sender, receivers, date and subject as the first lines, the text of the message (the plain one where there
    are two), quoted messages, the subject as title, the date. Dropped: other headers, pictures. Attached files are not
    read; a warning names them.
    """

    suffixes = (".eml",)
    isolated = True

    def recognises(self, data: bytes) -> bool:  # noqa: ARG002 - a text may begin like a message
        """Return False: only the name says that a file is a message."""
        return False

    def read(self, data: bytes, source: str) -> Content:
        """Return the message. Raises `UnreadableDocument`."""
        if len(data) > _LARGEST:
            raise UnreadableDocument(source, say("message_too_large", limit=_LARGEST // 1024**2))
        message = BytesParser(policy=policy.default).parsebytes(data)
        if not isinstance(message, EmailMessage) or not any(message.get(name) for name in _SHOWN):
            raise UnreadableDocument(source, say("not_message"))
        if message.get_content_type() in _ENCRYPTED:
            raise UnreadableDocument(source, say("message_encrypted"))
        builder = TextBuilder(source)
        for name in _SHOWN:
            if message.get(name):
                builder.line(f"{name}: {message[name]}")
        _write_body(message, builder, source)
        attached = [part.get_filename() or part.get_content_type() for part in message.iter_attachments()]
        if attached:
            builder.warn(say("attachments", names=", ".join(map(one_line, attached))))
        return builder.content(title=one_line(message.get("Subject", "")), date=_day(message.get("Date", "")))


def _write_body(message: EmailMessage, builder: TextBuilder, source: str) -> None:
    """Add the text of the message."""
    body = message.get_body(preferencelist=("plain", "html"))
    if not isinstance(body, EmailMessage):
        return
    try:
        text = body.get_content()
    except (LookupError, UnicodeError):  # an encoding that nobody knows
        payload = body.get_payload(decode=True)
        text = payload.decode("latin-1") if isinstance(payload, bytes) else ""
    if not isinstance(text, str) or not text.strip():
        return
    if body.get_content_subtype() == "html":
        write_element(page_body(text, source), builder)
        return
    for paragraph in _PARAGRAPH_END.split(text.replace("\r\n", "\n")):
        builder.paragraph(paragraph)


def _day(stamp: str) -> str:
    """Return the day of a message's date, or ""."""
    try:
        sent: datetime = parsedate_to_datetime(str(stamp))
    except (TypeError, ValueError):
        return ""
    return sent.date().isoformat()
