"""The organisation that another mention of a person tells: "Lars Hede, directeur du cluster X", "Nova (Odile Karm)", "X (Nova)".

Does not know addresses.
"""

from __future__ import annotations

import re

from corpus.extraction.contacts.heads import ORGANISATIONS
from corpus.extraction.contacts.quoting import called
from corpus.extraction.fact_reading import Reading, Sentence
from corpus.fact_kinds import Field
from corpus.kinds import Entity, EntityKind
from corpus.plain import plain

_AFTER = re.compile(
    r"(?:\*\*|__)?(?:,? \(|,| [-–—])[ *_«\"]*(?:(?:le |la |l'|the )?[a-z][a-z' -]{2,60} "
    r"(?:de |du |d'|des |chez |au |a |of |at |for |pour )"
    r"(?:la |le |l'|the )?)?(?:cabinet |societe |pole |cluster |reseau |agence |grappe |association |the )*[*_«\" ]*"
)
"""What stands between a person and the organisation behind: ", directeur du cluster "."""
_LEADS = re.compile(
    r",? (?:qui )?(?:preside|dirige|anime|pilote|represente|a fonde|a cree|conduit"
    r"|heads|chairs|runs|leads|directs|represents|founded)"
    r"(?: [a-z0-9' ]{2,40})? (?:le |la |l'|the )?(?:pole |cluster |grappe |reseau |agence |association |societe )*[*_«\" ]*"
)
"""What a person does who heads the organisation behind: "préside depuis un an la grappe "."""
_OFFICE_OF = re.compile(
    r"\b(?:direct(?:eur|rice)|president|presidente|secretaire|delegue|deleguee|responsable|chargee?|cheffe?"
    r"|fondat(?:eur|rice)|gerante?"
    r"|animat(?:eur|rice)|head|director|manager|chair|chairman|founder|president)"
    r"(?: [a-z' -]{2,40})? (?:de |du |d'|des |of |at |chez )"
    r"(?:la |le |l'|the )?(?:pole |cluster |grappe |reseau |agence |association |societe )*[*_«\" ]*\Z"
)
"""What stands before an organisation and its head: "le directeur du pôle Nova, X"."""
_BEFORE = re.compile(r"[*_»\" ]*(?: \(| ?: ?|, )(?:(?:m\.|mme|mlle|dr|mr|mrs|ms) )?[*_]*")
"""What stands between an organisation and the person behind: "Nova (X"."""


def affiliated(reading: Reading, person: Entity, unit: Sentence) -> list[Field]:
    """Return the organisation that a mention of a person outside a clause says that the person is of."""
    text = reading.document.text
    for sentence in reading.sentences:
        for mention in sentence.of({EntityKind.PERSON}):
            if mention.canonical != person.canonical or unit.span.start <= mention.start < unit.span.end:
                continue
            for body in sentence.of(ORGANISATIONS):
                between = plain(text[mention.end : body.start])
                if 0 < len(between) < 90 and (_AFTER.fullmatch(between) or _LEADS.fullmatch(between)):
                    return [called(reading, body, inferred=True)]
                before = plain(text[body.end : mention.start]) if body.end < mention.start else ""
                if before.lstrip(' *_»"').startswith("(") and _BEFORE.fullmatch(before):
                    return [called(reading, body, inferred=True)]
    return []
