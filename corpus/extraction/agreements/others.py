"""Whether a sentence tells an agreement of others: a company, a public body, a cluster abroad. Does not know the partners."""

from __future__ import annotations

import re

from corpus.extraction.agreements.statements import Statement
from corpus.extraction.fact_reading import ACTORS, Reading, Sentence
from corpus.kinds import Entity, EntityKind

_COMPANY = re.compile(
    r"\b(?:entreprises?|societes?|start-?ups?|groupe|pme|eti|jeunes? pousses?|filiale|editeur|fabricant|constructeur"
    r"|equipementier|laboratoire|industriel"
    r"|company|firm|ville d[eu']|universite)(?: [a-z-]+){0,2} ?[«\"]? ?\Z"
)
_COMPANY_AFTER = re.compile(
    r" ?, (?:(?:une?|l'une? des|la|le|jeune) )?(?:entreprise|societe|start-?up|pme|eti|adherent|membre|filiale"
    r"|fabricant|editeur|specialiste|equipementier"
    r"|laboratoire)\w*\b"
)
_OTHERS = re.compile(
    r"(?:[^,;]{0,50}, )?(?:(?:les|plusieurs|deux|trois|quatre|certaines?|quelques|des|l'|la|le|une?"
    r"|\d+) ?(?:[a-z]+ )?(?:entreprises?|pme|societes?"
    r"|adherents?|start-?ups?|gouvernements?|ministres?|ville|universites?|laboratoires?|industriels?|groupe"
    r"|metropole|etats?|ecoles?|chercheurs?|etudiants?|region)\b"
    r"|[a-z-]+ ?, adherent)(?![^,]{0,20}\bpole et\b)"
)


_OURS = re.compile(r"\b(?:du|au|le|notre) (?:pole|cluster)\b(?! [a-z-]* ?[«\" ]*\0)|\b(?:notre|nous|our|us|we)\b")
"""Words that stand for the pole whose document it is."""
_PRONOUN = re.compile(
    r"(?:[^,;.]{0,40}, )?(?:il|elle|elles|ils|it|they) (?:a|ont|vient|viennent|has|have|signe\w*|signed)\b"
)


def is_of_others(reading: Reading, statement: Statement) -> bool:
    """Tell whether an agreement is told of a company, a public body or somebody abroad, so that no pole is a party."""
    sentence = statement.sentence
    stop = statement.words.start if statement.words else sentence.span.end
    if _of_company(reading, sentence):
        return True
    actors = [e for e in sentence.of(ACTORS) if e.end <= stop]
    home = [e for e in actors if _is_told(reading, e)]
    if home or any(e.kind is EntityKind.POLE for e in sentence.of(ACTORS)):
        return False
    if reading.is_about_another(sentence) and actors and all(reading.is_foreign(e) for e in actors):
        return re.match(r"(?:quant a|de son cote)", sentence.words) is not None
    bodies = sentence.of({EntityKind.INSTITUTION})
    if bodies and not home and re.fullmatch(r"(?:l'|le |la |les )?", sentence.before(bodies[0].start, 400)):
        return True
    if _OTHERS.match(sentence.words[: stop - sentence.span.start]):
        return True
    if not actors:
        return False
    first = actors[0]
    led = _COMPANY.search(sentence.before(first.start)) or _COMPANY_AFTER.match(sentence.after(first.end))
    alone = (
        _OURS.search(sentence.words) is None
        and all(reading.is_foreign(e) for e in actors)
        and not reading.is_about_another(sentence)
    )
    acts = re.match(
        r" ?(?:a|ont|est|sont|et|vient|va|negocie|annonce|discute|signe|poursuit)\b|,", sentence.after(first.end, 14)
    )
    leads = sentence.span.start == first.start or not re.search(
        r"\b(?:avec|a|au|aux|de|du|d'|par)(?: [a-z-]+){0,3} ?\Z", sentence.before(first.start)
    )
    return led is not None or (alone and leads and acts is not None)


def _of_company(reading: Reading, sentence: Sentence) -> bool:
    """Tell whether "elle a signé" goes on with the company that the sentence before is about."""
    if not _PRONOUN.match(sentence.words):
        return False
    for other in reading.earlier(sentence, 1):
        actors = other.of(ACTORS)
        led = actors and other.span.start + 40 > actors[0].start and _COMPANY.search(other.before(actors[0].start))
        return _OTHERS.match(other.words) is not None or bool(led)
    return False


def _is_told(reading: Reading, entity: Entity) -> bool:
    """Tell whether an actor is known to be a pole, or the one that the document is about."""
    host = reading.host is not None and entity.canonical == reading.host.canonical
    entry = reading.names.entry(entity.canonical)
    return host or entity.kind is EntityKind.POLE or (entry is not None and not reading.is_foreign(entity))
