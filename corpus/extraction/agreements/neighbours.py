"""What the sentences around one say of its agreement: which are counted off one by one, and that talks came to nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from corpus.documents import Span
from corpus.extraction.agreements.statements import Statement, part
from corpus.extraction.agreements.words import AGREEMENT, BUSINESS, PROGRESS, PUT_OFF, SIGNED, VOID, WEAK_AGREEMENT
from corpus.extraction.events.dated_lines import below_day
from corpus.extraction.fact_reading import ACTORS, MOMENTS, Reading, Sentence, distinct
from corpus.fact_kinds import Fact, FieldName, Status
from corpus.kinds import Entity, EntityKind
from corpus.plain import plain

THE_AGREEMENT = re.compile(
    r"(?:l'|cet? |cette |le |la |the |this )(?:accord|convention|partenariat|protocole|memorandum|signature|texte|entente"
    r"|alliance|charte|lettre|pacte|jumelage|document|ceremonie|agreement|partnership|letter|ceremony|signing)\b"
    r"|(?:il|elle) (?:a|avait) ete (?:signe|paraphe|conclu|scelle)|it was (?:signed|concluded|sealed)\b"
    r"|(?:paraphe|signe|conclu)e?s?\b"
)
"""The agreement that the sentence before told."""
_OF_PARTNERS = re.compile(r"\b(?:partenaires?|partenariats?|accords?|conventions?|cooperations?)\b")
_PARTNERS = ACTORS | {EntityKind.INSTITUTION}
_ORDINAL = re.compile(
    r"(?:oui,? |et |puis |enfin |yes,? )?(?:le|la|l'|un|une|the) ?"
    r"(?:premiere?|deuxieme|seconde?|troisieme|quatrieme|cinquieme|sixieme|derniere?|autre|first|second|third|last|latest)\b"
    r"(?=[^.;:]{0,60}\b(?:avec|with|entre|between|lie|unit|associe|relie|engage|rapproche|links|binds|ties|joins)\b)"
    r"|(?:celui|celle|un autre|une autre|l'autre|that|the one|another)\b(?: (?:de|du|d'|of|in"
    r"|en))?(?=[^.;:]{0,40}\b(?:avec|with)\b)"
    r"|(?:avec|with) (?:(?:le|la|les|l'|the) ?)?(?:[a-z-]+ ){0,2}[«\" *]*\0"
    r"|(?:celui|celle) (?:de (?:la |l')?|du |d'|des )(?:[a-z-]+ ){0,2}[«\" *]*\0"
)
_CAME = re.compile(
    r"\b(?:ont|a) (?:suivi|resulte|decoule|ete trouves?)\b|\b(?:sont|est) (?:ne|nee|nes|nees|sortis?|issus?)\b|\bnaissent\b"
    r"|\b(?:in|were|was) (?:force|born)\b|\bfollowed\b|\bcame out of\b|\bdebouch\w+ sur\b|\babouti\w* a\b"
)
"""What says that agreements came of something."""
_NEXT = re.compile(
    r"(?<=[,;]) (?:et |puis |and )?(?=(?:le|la|l'|un|une|the) ?(?:deuxieme|seconde?|troisieme|quatrieme|autre|derniere?|other"
    r"|second|third|last)\b[^;]{0,40}?\b(?:avec|with|entre|between)\b)"
)
"""Where a sentence goes on to the next of the agreements that it counts off."""
_THIS_ONE = re.compile(
    r"\b(?:ce|cet|cette|le|la|au|du|l'|this|the|son|leur|notre) ?(?:cluster|pole|reseau|grappe|parc|consortium|association"
    r"|homologue|partenaire|organisme|agence|federation|counterpart)\b(?! (?:de|du|des|d'|of) ?[«\" ]*\0)"
    r"(?! (?:[a-z-]+ )?[«\" ]*\0)"
)
_LAST_CLAUSE = re.compile(
    r"[;,] (?:il|elle|celui-ci|celle-ci|it) (?:(?:a|avait) ete|was|date|entre) ?"
    r"(?:signe|paraphe|conclu|scelle|en vigueur|de|du)?e?\b"
)
_PASSIVE = re.compile(
    r"(?:[^.;]{0,40}, )?(?:une?|an?|the|deux) [a-z' -]{3,60} (?:a|ont|avait|est|was|has been) (?:ete )?(?:enfin "
    r"|alors )?(?:sign|conclu|paraph)"
)
_US = re.compile(r"\b(?:nous|we)\b|\A(?:il|elle|le pole|they|it)\b")
_OPENING = re.compile(r"(?:(?:le|la|l'|les|the|avec|with) ?)?(?:[a-z-]+ ){0,3}[«\" *]*")
_SIGNATURE = re.compile(r"(?:(?:ceremonie de )?signature|signing)\b")
_DONE = re.compile(r"\b(?:a|ont|avait|est|sont|etait|fut|has|was|were)\b(?! (?:l'|la |le |\d))")
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
        if _FAILED.search(other.words):
            return None
        signed = SIGNED.search(other.words) or _CAME.search(other.words)
        agreed = AGREEMENT.search(other.words) or (signed and WEAK_AGREEMENT.search(other.words))
        agreed = None if BUSINESS.search(other.words) else agreed
        if agreed is not None and signed is not None and not VOID.search(other.words):
            start = other.span.start
            objects = (Span(start + agreed.start(), start + agreed.end()),)
            words = Span(start + signed.start(), start + signed.end())
            return Statement(sentence, objects, Status.SIGNED, words, True)
    return None


def counts_on(sentence: Sentence) -> bool:
    """Tell whether a sentence counts off one agreement and goes on to the next: "Le premier …, le second …"."""
    return _NEXT.search(sentence.words) is not None


def ordinal_clauses(statement: Statement) -> tuple[Statement, ...]:
    """Return what "Le premier avec X, en juin, le second avec Y, à Z" states, each of the two with its own words."""
    sentence = statement.sentence
    cuts = [0, *(found.start() for found in _NEXT.finditer(sentence.words)), len(sentence.words)]
    return tuple(replace(statement, sentence=part(sentence, *cut)) for cut in pairwise(cuts))


def told_of(sentence: Sentence) -> Statement | None:
    """Return what "Elle a été signée le 3 mai à Odense" tells of the agreement before; nothing where it denies it."""
    found = SIGNED.search(sentence.words)
    if found is None or not THE_AGREEMENT.match(sentence.words) or VOID.search(sentence.words):
        return None
    start = sentence.span.start
    if off := PUT_OFF.search(sentence.words):
        return Statement(sentence, (), Status.PLANNED, Span(start + off.start("off"), start + off.end("off")))
    return Statement(sentence, (), Status.SIGNED, Span(start + found.start(), start + found.end()))


def dated_after(reading: Reading, sentence: Sentence, facts: list[Fact]) -> list[Fact]:
    """Return facts with the date that a last clause gives the only one: "X lie A à B ; il a été signé en 2019"."""
    lead = _LAST_CLAUSE.search(sentence.words)
    if lead is None or len(facts) != 1 or facts[0].all(FieldName.DATE):
        return facts
    dates = [e for e in sentence.of(MOMENTS) if e.start >= sentence.span.start + lead.end()]
    return [
        replace(facts[0], fields=(*facts[0].fields, reading.field(FieldName.DATE, one))) for one in dates[:1]
    ] or facts


def listed_stage(reading: Reading, sentence: Sentence) -> Statement | None:
    """Return the stage that the item of a list of partners names: "- Maroc : X (en cours de discussion)"."""
    if not reading.is_item(sentence) or VOID.search(sentence.words):
        return None
    if not any(reading.is_foreign(e) for e in sentence.of(_PARTNERS)):
        return None
    heading = reading.heading(sentence)
    above = [*reading.earlier(sentence, 6), *([heading] if heading else []), *reading.sentences[:1]]
    if not any(_OF_PARTNERS.search(other.words) for other in above):
        return None
    for status, pattern in PROGRESS:
        if found := pattern.search(sentence.words):
            start = sentence.span.start
            return Statement(sentence, (), status, Span(start + found.start(), start + found.end()))
    return None


def spoken_of(reading: Reading, sentence: Sentence) -> tuple[Entity, ...]:
    """Return the partner of a sentence that names none: "ce cluster", "le cluster marocain", or whom its heading is about."""
    host = reading.host.canonical if reading.host is not None else ""
    others = [e for e in sentence.of(ACTORS) if e.canonical != host]
    this = _THIS_ONE.search(sentence.words)
    if this is not None:
        start = sentence.span.start + this.start()
        beside = [
            e for e in sentence.of({EntityKind.COUNTRY}) if start <= e.start <= sentence.span.start + this.end() + 3
        ]
        whole = reading.sentences[sentence.number]
        before = [e for e in whole.of(ACTORS) if e.end <= start]
        for named in (before, *(list(one.of(ACTORS)) for one in reading.earlier(sentence, 2))):
            for one in reversed(named):
                country = reading.country(one)
                if not beside and this.group().endswith("pole"):
                    continue  # "le pôle" alone is the one at home
                opens = one.start == reading.between(one.start, one.end)[0].span.start
                unknown = country == "" and (opens or one.start >= sentence.span.start)
                fits = (
                    country == beside[0].canonical if beside and country else unknown or country not in ("", "France")
                )
                if one.canonical != host and fits:
                    return (one,)
    passive = _PASSIVE.match(sentence.words) is not None
    if others or not (passive or _US.search(sentence.words)):
        return ()
    for other in reading.earlier(sentence, 1):
        led = [e for e in other.of(ACTORS) if e.canonical != host and _OPENING.fullmatch(other.before(e.start, 200))]
        if led and (not passive or reading.is_foreign(led[0])):
            return tuple(led[:1])
    heading = None if passive else reading.heading(sentence)
    above = distinct(e for e in heading.of(ACTORS) if e.canonical != host) if heading is not None else []
    return tuple(above) if len(above) == 1 and host else ()


def the_two(reading: Reading, known: set[str]) -> tuple[Entity, ...]:
    """Return the other of the two that the title of the document names."""
    if not reading.sentences:
        return ()
    title = plain(reading.document.title)
    named = distinct(e for one in reading.sentences for e in one.of(ACTORS) if plain(e.canonical) in title)
    named = named if len(named) == 2 else distinct(e for one in reading.sentences[:2] for e in one.of(ACTORS))
    others = [e for e in named if e.canonical not in known]
    return tuple(others) if len(named) == 2 and len(others) == 1 else ()


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
    if statement.status is not Status.SIGNED or not sentence.entities:
        return False
    if _is_ahead(reading, statement):
        return True
    first = sentence.entities[0]
    return first.kind is EntityKind.TIME and first.start == sentence.span.start


def _is_ahead(reading: Reading, statement: Statement) -> bool:
    """Tell whether a signature without a verb is dated after the document: "Le 30 janvier, signature avec X"."""
    today, words = reading.today(), statement.words
    if not today or words is None or not _SIGNATURE.match(plain(words.of(reading.document.text))):
        return False
    dates = [e.canonical for e in statement.sentence.of(MOMENTS) if len(e.canonical) >= len("--01-30")]
    ahead = [today[4:] < one[1:] if one.startswith("--") else today < one for one in dates]
    return bool(ahead) and all(ahead) and _DONE.search(statement.sentence.words) is None
