"""Words that were broken at the end of a line, whole again. Knows French compounds, not pages."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from corpus.french import fold

_COMPOUND = re.compile(r"\w+(?:-\w+)+")
_FIRST_PARTS = frozenset(
    {  # of words that keep their hyphen, folded
        "agro",
        "auto",
        "avant",
        "bio",
        "celui",
        "contre",
        "demi",
        "euro",
        "ex",
        "extra",
        "franco",
        "germano",
        "grand",
        "hispano",
        "inter",
        "italo",
        "mi",
        "micro",
        "moyen",
        "multi",
        "non",
        "outre",
        "peut",
        "post",
        "pre",
        "pro",
        "quasi",
        "rendez",
        "sans",
        "savoir",
        "semi",
        "socio",
        "sous",
        "sud",
        "nord",
        "est",
        "ouest",
        "tele",
        "ultra",
        "vice",
    }
)


def compounds_in(texts: Iterable[str]) -> frozenset[str]:
    """Return the words with hyphens in some texts, folded."""
    return frozenset(fold(word) for text in texts for word in _COMPOUND.findall(text))


def mended(before: str, after: str, compounds: Collection[str]) -> str:
    """Put a broken word together, without its hyphen unless that belongs to it ("savoir-faire", "Rhône-Alpes")."""
    first = re.search(r"[\w'’-]+$", before)
    second = re.match(r"[\w-]+", after)
    if first is None or second is None:
        return before + after
    kept = (
        not after[:1].islower()
        or fold(first.group()).split("'")[-1] in _FIRST_PARTS
        or any(
            fold(f"{first.group()}-{second.group()}").endswith(compound)
            for compound in compounds
            if compound.endswith(fold(second.group()))
        )
    )
    return f"{before}{'-' if kept else ''}{after}"
