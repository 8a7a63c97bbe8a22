"""Formats that hold documents and that no reader knows: named in a folder with what to do, not passed over in silence.

Decided by suffix: what is often a document is here (old office files, other e-books, other archives, links to documents
on the web); pictures, sound, programs, source code and data files are not, as a folder of documents may hold any of
them. `.key` is left out as it is as often a secret as a presentation. A file whose bytes are those of a known format
is read whatever its suffix: an `.rtf` called `.doc`, say.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from corpus.messages import say

_GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "old_word": ".doc .dot .wps .wpd .sxw .docm .dotm .dotx",
        "old_excel": ".xls .xlt .xlsb .xlsm .xltm .xltx .sxc",
        "old_powerpoint": ".ppt .pps .ppsx .ppsm .pptm .potx .potm .sxi",
        "outlook": ".msg .mbox .pst .oft",
        "apple": ".pages .numbers .keynote",
        "drawing": ".odg .pub .vsd .vsdx .xps .oxps .ps .djvu .djv .one",
        "other_book": ".mobi .azw .azw3 .fb2 .chm .lit",
        "other_archive": ".rar .7z .tar .tgz .gz .bz2 .xz",
        "web_archive": ".mht .mhtml .webarchive .maff",
        "online": ".gdoc .gsheet .gslides",
        "markup": ".tex .rst .adoc .textile .fodt .hwp .abw",
    }
)
_CODES: Mapping[str, str] = MappingProxyType(
    {suffix: code for code, suffixes in _GROUPS.items() for suffix in suffixes.split()}
)
UNSUPPORTED_SUFFIXES = frozenset(_CODES)


def why_unsupported(suffix: str) -> str:
    """Return what a format is and what to do about it; `suffix` is one of `UNSUPPORTED_SUFFIXES`."""
    return say(_CODES[suffix], suffix=suffix)
