"""Offices: which office of a person a question asks for ("directeur général"), and whether a text speaks of it.

Who asks for the treasurer is not answered with the president. French and English; no name, place or document is known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.french import fold

# Patterns are matched on folded text: lower case, no accents. An office that a general word covers ("director", "head",
# "responsable") is left out: there, the wording decides nothing.
_OFFICES = tuple(
    re.compile(pattern)
    for pattern in (
        r"\bvice[- ]?(?:presiden|chair)",
        r"(?<!vice)(?<!vice[- ])\b(?:co-?)?presid(?:en|e\b|ee\b|er\b|ait\b)|(?<!vice)(?<!vice[- ])\bchair(?:man|woman|person)?\b",
        r"\bdirect(?:eur|rice|ion)s? general|\b(?:p?dg|ceo)\b|\bdirector[- ]general\b|\bgeneral (?:manager|director)\b"
        r"|\bmanaging director\b|\bchief executive\b",
        r"\bdelegu?e?e?s? general|\bdelegation general|\bgeneral delegate\b|\bdelegate[- ]general\b",
        r"\bsecretaires? general|\bsecretary[- ]general\b|\bgeneral secretary\b",
        r"\btresori(?:er|ere)|\btreasurer\b",
        r"\brapporteu(?:r|se)|\brapporteur\b",
        r"\bporte[- ]parole\b|\bspokes(?:man|woman|person)\b",
        r"\bprefets?\b|\bprefete\b|\bprefect\b",
        r"\bmaires?\b|\bmayor\b",
        r"\bministres?\b|\bminister\b",
        r"\bambassad(?:eur|rice)|\bambassador\b",
        r"\bconsuls?\b",
        r"\brect(?:eur|rice)|\brector\b",
    )
)


def offices_asked(question: str) -> tuple[re.Pattern[str], ...]:
    """Return the offices that a question names, as patterns for `share_held`."""
    folded = fold(question)
    return tuple(office for office in _OFFICES if office.search(folded))


def share_held(offices: Sequence[re.Pattern[str]], texts: Sequence[str]) -> float:
    """Return the share of the offices that some text speaks of, in either language; 1 where there are none."""
    folded = [fold(text) for text in texts]
    spoken = [any(office.search(text) for text in folded) for office in offices]
    return sum(spoken) / len(spoken) if spoken else 1.0
