"""What the sentences around a fact add to it: when its project runs, who pays for its programme.

"**Houlys** (2020-2023). … Aide de 90 000 euros", "Le projet durera trois ans", "Ce dispositif, financé par la Région, …".
Does not find facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from corpus.extraction.fact_reading import Reading, Sentence
from corpus.extraction.support.givers import generic_givers, named_givers
from corpus.extraction.support.projects import is_project
from corpus.fact_kinds import Fact, Field, FieldName
from corpus.kinds import Entity, EntityKind
from corpus.plain import plain

_DATED = re.compile(r"\b(?:en|in|pour|for|during|au titre de|pour l'annee|au titre de l'annee) \Z")
_LASTING = re.compile(
    r"\b(?:sur|pour|pendant|over|for|duree de|duree totale de|period of|les|the|next|prochains?) (?:une duree de "
    r"|a period of |les |the )?\Z"
)
_RELATIVE = re.compile(r"\b(?:l'an (?:dernier|passe)|l'annee (?:derniere|passee)|cette annee|last year|this year)\b")
_LABEL = re.compile(
    r"[ \t>]*(?:[-*+•–][ \t]+|#{1,6}[ \t]+)?(?:\*\*|__)?[«\" ]*[A-ZÀ-Þ][^\n().:]{1,60}?[»\" ]*(?:\*\*"
    r"|__)?[ \u00a0]?\([^()\n]{0,40}"
)
"""The name that opens a paragraph, up to what stands in brackets behind it."""
_RUNS = re.compile(
    r"(?:\A|\b(?:et|and|,) )(?:(?:le|ce|les|ces|l'|cet|cette|the|this|its|son|sa|leur) ?(?:projets?|travaux|etude"
    r"|action|operation|programme"
    r"|consortium|recherches?|project|work|study|action|research|aventure|contrat|financement)|il|elle|it)\b[^.;]{0,60}?"
    r"\b(?:runs?|ran|lasts?|lasted|will (?:run|last)|started|dur(?:e|ent|era|eront)|s'eten\w+|s'etal\w+|s'echelonn\w+"
    r"|se deroul\w+"
    r"|court|courent|courra|couvr\w+ la periode|est prevu\w*|sont prevus|is (?:planned|scheduled)|demarr\w+)\b"
)
_SCHEME = re.compile(
    r"(?:\A|, )(?:ce (?:dispositif|programme|fonds)|cet appel|cette (?:aide|initiative)|l'appel|il|elle|this (?:call"
    r"|scheme|programme|fund)|it)\b"
)
_PAID = re.compile(
    r"\b(?:co-?)?(?:financ|dot|abond|lanc|port|propos|ouvert|souten|fund|launch|support|run)\w*"
    r"(?: (?:conjointement|ensemble|a parts egales|jointly|en \d+))? (?:par|by)\b"
    r"|\b(?:annonc|devoil|publi|lanc|financ|cofinanc|propos|announc|unveil|reveal|launch|fund|present)(?:e|ent|era|eront|es|s|ed|ing)?\b"
)
"""What a body is told to do with a programme of its own."""
_PART = re.compile(r"[^.;\d]{0,60}?,? (?:dont|of which|including) (?:pres de |environ |about |nearly )?")
_TO = re.compile(
    r"[ \u00a0](?:pour|à|au|aux|for|to|reviennent à|revient à|go to|goes to)[ \u00a0](?:la |le |l['’]|the )?"
    r"(?:[a-zà-ÿ][a-zà-ÿ-]+[ \u00a0]){0,2}[«“\" ]*(?P<name>[A-ZÀ-Þ][\w'’&+-]+(?:[ \u00a0](?:(?:de|du|des"
    r"|&)[ \u00a0])?[A-ZÀ-Þ][\w'’&+-]*){0,4})"
)
_NEAR = 2  # sentences after a fact that may tell when its project runs


def parts_apart(reading: Reading, facts: Iterable[Fact]) -> Iterator[Fact]:
    """Yield facts; of "540 000 €, dont 210 000 € pour Houlys" the part is a support of its own."""
    text = reading.document.text
    for fact in facts:
        sums = sorted((f for f in fact.fields if f.name is FieldName.AMOUNT), key=lambda f: f.start)
        part = _PART.match(plain(text[sums[0].end : fact.sentence.end])) if sums else None
        given = next((s for s in sums[1:] if part and sums[0].end + part.end() == s.start), None)
        to = _TO.match(text, given.end, fact.sentence.end) if given else None
        if given is None or to is None:
            yield fact
            continue
        yield replace(fact, fields=tuple(f for f in fact.fields if f is not given))
        start, end = to.span("name")
        known = [e for s in reading.between(start, end) for e in s.entities if e.start <= start < e.end]
        name = known[0].canonical if known and known[0].end == end else text[start:end]
        shared = [f for f in fact.fields if f.name not in (FieldName.AMOUNT, FieldName.RATE, FieldName.BENEFICIARY)]
        fields = (reading.quoted(FieldName.BENEFICIARY, start, end, name), *shared, given)
        yield replace(fact, fields=fields, confidence=min(fact.confidence, 0.75))


def with_surroundings(reading: Reading, facts: Iterable[Fact]) -> Iterator[Fact]:
    """Yield facts with the period and the funders that the sentences around them tell."""
    payers = _payers(reading)
    for fact in facts:
        names = {field.name for field in fact.fields}
        added: list[Field] = []
        if FieldName.PERIOD not in names and FieldName.AMOUNT in names:
            added += _period(reading, fact)
        if FieldName.FUNDER not in names:
            added += payers.get(fact.canonical(FieldName.PROGRAMME), [])
        yield replace(fact, fields=(*fact.fields, *added)) if added else fact


def _period(reading: Reading, fact: Fact) -> list[Field]:
    """Return when the support is: told in the sentence, in the label of its paragraph, or of its project in a sentence near."""
    here = next((s for s in reading.sentences if s.span == fact.sentence), None)
    if here is None:
        return []
    text = reading.document.text
    start = text.rfind("\n\n", 0, here.span.start) + 2 if "\n\n" in text[: here.span.start] else 0
    stop = (text + "\n\n").find("\n\n", here.span.end)
    found = _in_sentence(here) or _in_label(reading, start, here)
    around = [
        s for s in reading.between(start, stop) if 0 < abs(s.number - here.number) <= _NEAR and s.span.start >= start
    ]
    for other in sorted(around, key=lambda s: (s.number < here.number, abs(s.number - here.number))):
        found = found or (_when(other) if _RUNS.search(other.words) else None)
    if found:
        return [reading.field(FieldName.PERIOD, found)]
    relative = _RELATIVE.search(here.words) if len(here.of({EntityKind.AMOUNT})) == 1 else None
    start = here.span.start + relative.start() if relative else 0
    return [reading.quoted(FieldName.PERIOD, start, here.span.start + relative.end())] if relative else []


def _in_sentence(sentence: Sentence) -> Entity | None:
    """Return the year or the duration of the one sum of a sentence: "a obtenu 7 000 euros en 2021", "for three years"."""
    sums = sentence.of({EntityKind.AMOUNT})
    if len(sums) != 1:
        return None
    for one in sentence.of({EntityKind.PERIOD}):
        if re.fullmatch(r"\d{4}(?:-\d\d)?/\d{4}(?:-\d\d)?", one.canonical):
            return one
    for one in sentence.of({EntityKind.DATE}):
        if re.fullmatch(r"\d{4}", one.canonical) and _DATED.search(sentence.before(one.start)):
            return one
    lasting = [e for e in sentence.of({EntityKind.DURATION}) if _LASTING.search(sentence.before(e.start))]
    return lasting[0] if lasting and lasting[0].canonical[-1] in "YM" else None


def _in_label(reading: Reading, start: int, sentence: Sentence) -> Entity | None:
    """Return the period in brackets behind the name that opens the paragraph: "**Houlys** (2020-2023)."."""
    label = _LABEL.match(reading.document.text, start, sentence.span.end)
    for one in reading.between(start, sentence.span.end) if label else ():
        for e in one.of({EntityKind.PERIOD, EntityKind.DATE}):
            if (
                label
                and e.start <= label.end()
                and "(" in reading.document.text[start : e.start]
                and e.canonical[:4].isdigit()
            ):
                return e
    return None


def _when(sentence: Sentence) -> Entity | None:
    """Return the period that a sentence tells, else the duration."""
    for kind in (EntityKind.PERIOD, EntityKind.DURATION):
        if found := sentence.of({kind}):
            return found[0]
    return None


def _payers(reading: Reading) -> dict[str, list[Field]]:
    """Return who is told to pay for which programme: "La Région X et Y annoncent les lauréats de Z", "Z, financé par X"."""
    payers: dict[str, list[Field]] = {}
    last: Entity | None = None
    for sentence in reading.sentences:
        named = [p for p in sentence.of({EntityKind.PROGRAMME}) if not is_project(reading, sentence, p)]
        own = named[0] if named else last if _SCHEME.search(sentence.words) else None
        if own is not None and _PAID.search(sentence.words) and not sentence.of({EntityKind.AMOUNT}):
            givers = [*named_givers(reading, sentence), *generic_givers(reading, sentence)]
            apart = [
                g for i, g in enumerate(givers) if not any(g.start < o.end and o.start < g.end for o in givers[:i])
            ]
            known = {f.canonical for f in payers.get(own.canonical, [])}
            if apart and not (known and named):
                payers[own.canonical] = apart
        last = named[-1] if named else last if sentence.words.strip() else None
    return payers
