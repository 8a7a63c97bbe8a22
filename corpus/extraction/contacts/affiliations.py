"""The organisation that another mention of a person tells: "Lars Hede, directeur du cluster X", "Nova (Odile Karm)", "X (Nova)".

Does not know addresses.
"""

from __future__ import annotations

import re

from corpus.extraction.contacts.heads import ORGANISATIONS
from corpus.extraction.contacts.quoting import called
from corpus.extraction.fact_reading import Reading, Sentence, distinct
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
_MET = re.compile(
    r"\b(?:recue?s?|accueillie?s?|guidee?s?|received|welcomed|hosted|entretien|rencontre|rendez-vous|echanges?|reunion|point|meeting|talks?"
    r"|visite guidee?|met|rencontrons|rencontre) (?:par|avec|by|with|de)? ?(?:(?:m|mme|mlle|dr|pr|mr|mrs|ms"
    r"|prof|frau|herr)\b\.? )?\Z"
)
"""What leads to somebody met where the heading says: "Nous sommes reçus par Mme "."""
_HIS = re.compile(
    r"(?:.*[,;.] |\W*)(?:son|sa|its|their) (?:[a-z]+ )?(?:direct(?:eur|rice|or)|president\w*|gerante?"
    r"|responsable|manager|head|chair\w*|founder"
    r"|fondat(?:eur|rice)|ceo|patronn?e?|dirigeante?)(?: [a-z' -]{2,40})?,? (?:(?:m|mme|mlle|dr|mr|mrs|ms)\b\.? )?\Z"
)
"""What leads from an organisation to its head: "Son directeur, M. "."""
_BEFORE = re.compile(r"[*_»\" ]*(?: \(| ?: ?|, )(?:(?:m\.|mme|mlle|dr|mr|mrs|ms) )?[*_]*")
"""What stands between an organisation and the person behind: "Nova (X"."""


def _visited(reading: Reading, sentence: Sentence, person: Entity) -> Entity | None:
    """Return where somebody was met: the one organisation of the heading, or that of the sentence before "son directeur, X"."""
    before = sentence.before(person.start, 90)
    if _MET.search(before) and (heading := reading.heading(sentence)):
        bodies = distinct(heading.of(ORGANISATIONS))
        return bodies[0] if len(bodies) == 1 else None
    if _HIS.fullmatch(before):
        for other in reading.earlier(sentence, 1):
            bodies = distinct(other.of(ORGANISATIONS))
            return bodies[0] if bodies and not re.search(r"[a-z]{5}", other.before(bodies[0].start)) else None
    return None


def affiliated(reading: Reading, person: Entity, unit: Sentence) -> list[Field]:
    """Return the organisation that a mention of a person outside a clause says that the person is of."""
    text = reading.document.text
    for sentence in reading.sentences:
        for mention in sentence.of({EntityKind.PERSON}):
            if mention.canonical != person.canonical or unit.span.start <= mention.start < unit.span.end:
                continue
            if told := _visited(reading, sentence, mention):
                return [called(reading, told, inferred=True)]
            for body in sentence.of(ORGANISATIONS):
                between = plain(text[mention.end : body.start])
                if 0 < len(between) < 90 and (_AFTER.fullmatch(between) or _LEADS.fullmatch(between)):
                    return [called(reading, body, inferred=True)]
                before = plain(text[body.end : mention.start]) if body.end < mention.start else ""
                if body.end < mention.start and _HIS.search(before):
                    return [called(reading, body, inferred=True)]
                if before.lstrip(' *_»"').startswith("(") and _BEFORE.fullmatch(before):
                    return [called(reading, body, inferred=True)]
    return []
