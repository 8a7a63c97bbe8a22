"""E-mail addresses, URLs and telephone numbers with exact offsets. Every scan is linear in the length of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.kinds import Entity, EntityKind

_LOCAL = re.compile(r"[^\W]|[.+\-]")
_DOMAIN = re.compile(r"(?:[^\W_](?:[\w\-]{0,62})\.){1,6}[a-zA-Z]{2,18}(?![\w@])")
_TOP_LEVEL = (
    "fr|com|org|eu|net|edu|gouv|gov|info|biz|bzh|paris|alsace|corsica|io|de|es|it|uk|be|ch|ca|jp|cn|br|kr|us|nl|se|dk|fi|no|at|pl|pt|"
    "ie|lu|ma|tn|re|asso|int|tech|bio|health|pro|cat|eus|gal|example"
)
_URL = re.compile(
    r"(?<![\w@])(?:https?://|ftp://|www\.)[^\s<>\"«»\[\]{}|\\^`\0]{2,2000}"
    rf"|(?<![\w@.\-/])(?:[a-z0-9][a-z0-9\-]{{1,62}}\.){{1,4}}(?:{_TOP_LEVEL})(?![\w@\-])(?:/[^\s<>\"«»\[\]{{}}|\\^`\0]{{0,2000}})?",
    re.IGNORECASE,
)
_GAP = r"[ .\-\u00a0\u202f/]?"
_PHONE = re.compile(
    rf"(?<![\w+])(?:(?:\+|00){_GAP}33{_GAP}(?:\(0\))?{_GAP}0?[1-9](?:{_GAP}\d\d){{4}}"
    rf"|0[1-9](?:{_GAP}\d\d){{4}}"
    r"|0[ \u00a0]?8\d\d(?:[ .\u00a0]?\d\d\d){2}|0[ \u00a0]?8\d\d(?:[ .\u00a0]?\d\d){3}"
    r"|\+\d{1,3}(?:[ .\-\u00a0/]{0,2}\(\d{1,4}\))?(?:[ .\-\u00a0\u202f/]{0,2}\d{1,5}){2,7}"
    r"|\(\d{3}\) ?\d{3}[\-. ]\d{4})(?!\w)(?![.,]\d)"
)
_LABELLED = re.compile(
    r"(?i:\b(?:t[ée]l[ée]phone|t[ée]l|phone|tl|fax|mobile|portable|standard)\b\.?)[ \u00a0]{0,2}[:.]?[ \u00a0]{0,2}"
    r"(\+?\(?\d{1,5}\)?(?:[ .\-\u00a0/]{1,2}\(?\d{1,5}\)?){1,7}|\d{8,14})(?!\w)"
)


def emails(text: str) -> Iterator[Entity]:
    """Yield e-mail addresses; the canonical form is lower case."""
    floor = 0
    for sign in re.finditer("@", text):
        domain = _DOMAIN.match(text, sign.end())
        if domain is None:
            continue
        start = sign.start()
        lowest = max(floor, start - 64)
        while start > lowest and _LOCAL.match(text[start - 1]):
            start -= 1
        while start < sign.start() and text[start] in ".-+_":
            start += 1
        if start == sign.start():
            continue
        floor = domain.end()
        found = text[start:floor]
        yield Entity(EntityKind.EMAIL, start, floor, found, found.lower())


def urls(text: str) -> Iterator[Entity]:
    """Yield web addresses, with or without scheme; the canonical form has no scheme, no "www." and no final slash."""
    for match in _URL.finditer(text):
        found = _trimmed(match.group())
        bare = re.sub(r"^(?:(?:https?|ftp)://)?(?:www\.)?", "", found, flags=re.IGNORECASE)
        if "." not in bare:
            continue
        host, slash, path = bare.partition("/")
        canonical = (host.lower() + slash + path).rstrip("/")
        yield Entity(EntityKind.URL, match.start(), match.start() + len(found), found, canonical)


def _trimmed(url: str) -> str:
    """Cut what follows an unbalanced closing bracket, then final punctuation."""
    depth = 0
    for position, character in enumerate(url):
        depth += (character == "(") - (character == ")")
        if depth < 0:
            url = url[:position]
            break
    return url.rstrip(".,;:!?'’…*_")


def phones(text: str) -> Iterator[Entity]:
    """Yield telephone numbers: French in any spacing, international, and any run of digits labelled "Tél"."""
    end = 0
    candidates = [(m.start(), m.end()) for m in _PHONE.finditer(text)]
    candidates += [m.span(1) for m in _LABELLED.finditer(text)]
    for start, stop in sorted(candidates, key=lambda span: (span[0], -span[1])):
        start, stop = _unbracketed(text, start, stop)
        canonical = phone_digits(text[start:stop])
        if start < end or not 8 <= len(canonical.lstrip("+")) <= 15:
            continue
        end = stop
        yield Entity(EntityKind.PHONE, start, stop, text[start:stop], canonical)


def _unbracketed(text: str, start: int, stop: int) -> tuple[int, int]:
    """Leave out brackets around the whole number: "standard (01 99 00 33 00)", "(phone 01 99 00 33 00)"."""
    if text[start] == "(" and text.find(")", start, stop) in (-1, stop - 1):
        start += 1
    if text[stop - 1] == ")" and "(" not in text[start:stop]:
        stop -= 1
    return start, stop


def phone_digits(phone: str) -> str:
    """Return the digits of a telephone number; +33 becomes 0, other countries keep their plus: "+33 (0) 5 61…" → "0561…"."""
    digits = re.sub(r"\D", "", phone.replace("(0)", ""))
    international = phone.lstrip().startswith(("+", "00"))
    if not international:
        return digits
    digits = digits.removeprefix("00")
    if digits.startswith("33"):
        return "0" + digits[2:].lstrip("0")
    return "+" + digits
