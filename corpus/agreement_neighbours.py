"""What the sentences around one say of its agreement: which are counted off one by one, and that talks came to nothing."""

from __future__ import annotations

import re

from corpus.agreement_statements import Statement
from corpus.agreement_words import AGREEMENT, SIGNED, VOID
from corpus.dated_lines import below_day
from corpus.documents import Span
from corpus.fact_kinds import Status
from corpus.fact_reading import ACTORS, Reading, Sentence
from corpus.kinds import EntityKind

_ORDINAL = re.compile(
    r"(?:et |puis |enfin )?(?:le|la|l'|un|une|the) ?(?:premiere?|deuxieme|seconde?|troisieme|quatrieme|cinquieme|sixieme"
    r"|derniere?|autre|first|second|third|last|latest)\b(?=[^.;:]{0,60}\b(?:avec|with)\b)"
    r"|(?:avec|with) (?:(?:le|la|les|l'|the) ?)?(?:[a-z-]+ ){0,2}[«\" *]*\0"
)
_SIGNATURE = re.compile(r"(?:(?:ceremonie de )?signature|signing)\b")
_SPEAKS_OF = 6  # sentences before "le premier, avec X" in which the agreements are announced
_FAILED = re.compile(
    r"\btomb\w+ a l'eau\b|\bn'(?:a|ont|avait) (?:pas|jamais|rien) (?:abouti|donne|debouche)|\bechoue\w*|\bsans suite\b"
    r"|\bcapote\w*|\babandonne\w*|\brompu\w*|\bfait long feu\b|\bjete l'eponge\b|\bfell through\b|\bcame to nothing\b"
)


def ordinal_statement(reading: Reading, sentence: Sentence) -> Statement | None:
    """Return what "Le premier, en 2014, avec X" states where a sentence before says that agreements were signed."""
    lead = _ORDINAL.match(sentence.words)
    if lead is None or VOID.search(sentence.words) or not sentence.of(ACTORS):
        return None
    for other in reading.earlier(sentence, _SPEAKS_OF):
        agreed, signed = AGREEMENT.search(other.words), SIGNED.search(other.words)
        if agreed is not None and signed is not None and not VOID.search(other.words):
            start = other.span.start
            objects = (Span(start + agreed.start(), start + agreed.end()),)
            words = Span(start + signed.start(), start + signed.end())
            return Statement(sentence, objects, Status.SIGNED, words, True)
    return None


def came_to_nothing(reading: Reading, sentence: Sentence) -> bool:
    """Tell whether the next sentence, without a name of its own, says that the talks of this one failed."""
    following = reading.sentences[sentence.number + 1 : sentence.number + 2]
    return any(
        other.section is sentence.section
        and not other.of(ACTORS | {EntityKind.INSTITUTION})
        and _FAILED.search(other.words) is not None
        for other in following
    )


def programmed(reading: Reading, statement: Statement) -> bool:
    """Tell whether a signature is an entry in the programme of a day: "17 h 30 – Signature d'un accord"."""
    sentence = statement.sentence
    if statement.status is Status.SIGNED and _SIGNATURE.match(sentence.words) and below_day(reading, sentence):
        return True
    if statement.status is not Status.SIGNED or not reading.is_item(sentence) or not sentence.entities:
        return False
    first = sentence.entities[0]
    return first.kind is EntityKind.TIME and first.start == sentence.span.start
