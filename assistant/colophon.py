"""Colophon: what a document says of itself, who wrote it and when it was published, by the form of its lines.

"Qui a écrit l'article sur l'atelier ?", "Quand ce compte rendu a-t-il été mis en ligne ?"
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.evidence import Evidence, Line
from assistant.question_types import Want
from assistant.selecting import Scored, scored_at
from assistant.targets import Target
from corpus.french import fold
from corpus.kinds import PLACES, EntityKind

TEXT = (
    r"(?:articles?|textes?|comptes?[ -]rendus?|communiques?|pages?|billets?|notes?|interviews?|entretiens?|lettres?|reportages?"
    r"|documents?|actualites?|stor(?:y|ies)|reports?|press releases?|minutes|posts?|pieces?)"
)
"""What a document is called, folded."""
_NEAR = rf"(?:\S+ ){{0,3}}(?:\w')?{TEXT}\b"
_WROTE = re.compile(
    rf"\b(?:ecrit|redige|signe)e?s? {_NEAR}|\b(?:auteure?|autrice|redact(?:eur|rice))s? {_NEAR}"
    rf"|\b{TEXT}\b.*\b(?:est|a ete) (?:ecrit|redige|signe)e?s?\b|\b(?:wrote|written|author of|signed) {_NEAR}"
)
_OUT = r"(?:publiee?s?|parue?s?|mise?s? (?:en ligne|a jour)|published|posted|updated|put online)"
_PUBLISHED = re.compile(
    rf"\b{TEXT}\b.*\b(?:ete|est|etait|is|was|been) {_OUT}|\b(?:est|etait|is|was) {_OUT} {_NEAR}|\bwas {_NEAR} {_OUT}"
    rf"|\bdate (?:(?:de|of) (?:publication|parution|mise en ligne|mise a jour) )?(?:(?:de|du|of) ){_NEAR}|\bdate[nt]? {_NEAR}"
)
"""When the text itself came out, not something that it tells of."""
_DATED = re.compile(
    r"\W*(?:(?:article |page |texte )?(?:mise?|postee?|publiee?|parue?)(?: (?:en ligne|a jour))?|publication|date de publication"
    r"|derniere mise a jour|posted|published|updated|last updated)\b"
)
_BY = re.compile(r"\W*(?:(?:propos recueillis|ecrit|redige|texte)? ?par|by)\s+(?=\S)", re.IGNORECASE)
_NAME = re.compile(r"[A-ZÀ-Þ][\w'’.-]*(?:[ \u00a0](?:d[eu] |de la |van |von |le )?[A-ZÀ-Þ][\w'’.-]*){1,3}")
_OF_PERSONS = PLACES | {EntityKind.PERSON}
"""What may be found in the name of a person: "Florence", "Paris"."""
_CONTACTS = re.compile(r"\b(?:contacts?|interlocut\w+|renseignements)\W*(?:\n|$)")
_ENDS = 12
"""Lines at the beginning and at the end of a document among which its author stands."""


def colophon(question: str, target: Target, scored: Sequence[Scored], evidence: Evidence) -> tuple[Scored, ...]:
    """Return the line that says who wrote the document of the best sentence, or when it was published; else nothing."""
    folded = fold(question)
    by_whom = _WROTE.search(folded) is not None and Want.WHO in target.wants
    since_when = _PUBLISHED.search(folded) is not None and Want.DATE in target.wants
    if not scored or not (by_whom or since_when):
        return ()
    best = max(scored, key=lambda each: each.score)
    lines = evidence.lines(best.candidate.hit.document)
    if by_whom:
        found = next(_bylines(lines), None)
    else:
        found = next((line for line in lines if _DATED.match(fold(line.text)) and _has_date(line)), None)
    return () if found is None else (scored_at(best, found, evidence),)


def _bylines(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines at either end of a document that are a name, or "par" and a name; no contact stands by them."""
    for line in (*reversed(lines[_ENDS:][-_ENDS:]), *lines[:_ENDS]):
        text = line.text.strip(" *_–—-.\u00a0")
        lead = _BY.match(text)
        name = _NAME.match(text, lead.end() if lead else 0)
        if name is None or (name.end() < len(text) and not (lead and text[name.end()] in ",(")):
            continue
        near = lines[max(line.number - 1, 0) : line.number + 3]
        reached = any(e.kind in {EntityKind.PHONE, EntityKind.EMAIL} for each in near for e in each.facts.entities)
        other = any(e.kind not in _OF_PERSONS for e in line.facts.entities)
        reached = reached or _CONTACTS.search(fold(line.context)) is not None
        if not line.heading and not line.list_item and not other and not (reached and lead is None):
            yield line


def _has_date(line: Line) -> bool:
    return any(entity.kind is EntityKind.DATE for entity in line.facts.entities)
