"""Projects among what looks like a programme, and the project that "Son budget", "Il est financé" or "y contribue" speaks of.

A project is supported, a programme supports. Does not know facts.
"""

from __future__ import annotations

import re

from corpus.extraction.fact_reading import Reading, Sentence
from corpus.extraction.fact_sentences import called_project
from corpus.extraction.support.actors import called_name
from corpus.extraction.support.givers import is_scholarly
from corpus.kinds import Entity, EntityKind
from corpus.plain import plain
from corpus.protagonists import NO_NAMES
from corpus.spelling import is_form_of

_OF_IT = re.compile(
    r"(?:son|le|ce) (?:budget|cout|montant|financement|plan de financement)\b|(?:il|elle) (?:est|a ete|a|beneficie"
    r"|recoit"
    r"|dispose|a obtenu|coute|cost)\b"
    r"|(?:dote|porte|mene|lance|retenu|selectionne|finance|subventionne|soutenu|labellise|coordonne)e?\b[^.;]{0,160}?,"
    r" (?:il|elle|le projet|ce projet)\b"
    r"|projet (?!de |d'|du |[«\" ]*\0)|(?:d'un |avec un |with an? |at a )(?:cout|budget|montant"
    r"|total)[^.;]{0,60}?, (?:il|elle|it)\b"
    r"|(?:le|ce) (?:projet|programme|demonstrateur|consortium)\b(?! [«\" ]*\0)|(?:its|the|this) (?:budget|project"
    r"|cost|funding)\b"
    r"|it (?:is|was|has|received)\b"
    r"|(?:cofinance|finance|subventionne|dote)e?s? (?:par|a hauteur)\b"
)
_THERE = re.compile(
    r"(?:\b(?:y|lui|le|la|the) |\bl')(?:a |ont |est )?(?:contribu|particip|consacr|apport|mett|met\b|vers|accord|allou|attribu"
    r"|octro|financ|souti|subvention|cofinanc)\w*|\A(?:il|elle|it)\b"
    r"|\A(?:son|sa|its) (?:budget|cout|financement|montant|cost|funding)\b"
    r"|\A(?:l'entreprise|l'association|l'usine|la (?:societe|start-?up|jeune pousse|cooperative|pme|fondation|structure)"
    r"|(?:cette|the|this) (?:entreprise|societe|pme|jeune pousse|association|company|firm|start-?up|association))\b(?! [«\" ]*\0)"
    r"|\A(?:funded|supported|financed|launched|begun)\b"
    r"|\A[a-z]+(?:e|i|u|is|it)e?s?\b[^.;]{0,120}?, (?:il|elle)\b|\A(?:[a-z]+(?:ed|en)|led|run|built) [^.;]{0,120}?, it\b"
    r"|\A(?:d'un |avec un |with an? |at a )(?:cout|budget|montant|total)[^.;]{0,60}?, (?:il|elle|it)\b"
)
_LED = re.compile(
    r"\b(?:projets?|project|demonstrateur|plateforme|platform|atelier|consortium|halle|centre|laboratoire|incubateur)"
    r"(?: (?:d'|de )?[a-z-]+){0,2},? [*_«\" ]*\Z|\b(?:s'appelle|baptisee?|nommee?|intitulee?|appelee?|called|named) [*_«\" ]*\Z"
)
_A_PROGRAMME = re.compile(
    r"\b(?:programmes?|dispositif|appel(?: a projets)?|fonds|cheque|plan|scheme|call)(?: [a-z]+)? [*_«\" ]*\Z"
)
_ARTICLE = re.compile(r"(?:[*_«\" ]*|(?:le |la |l'|the )?(?:projet |programme |pole |cluster |project )?[*_«\" ]*)")
_OPENED = re.compile(
    r"[ \t>]*(?:[-*+•–] )?(?:\d{1,2}[.)] )?(?:\*\*|__)(?P<name>[A-ZÀ-Þ][^*_\n:.]{1,40}?)[.:]?(?:\*\*|__)"
    r"|[ \t>]*(?:[-*+•–] )?(?P<capitals>[A-ZÀ-Þ][A-ZÀ-Þ0-9'’ +\-]{2,30})(?: ?[:.–—] ?)(?=[A-ZÀ-Þ])"
)
_OPENER = re.compile(
    r"[ \t>*_•–\-]*(?:(?:[Ll][ea]|[Tt]he|[Nn]otre|[Oo]ur|[Uu]ne?)[ \u00a0]"
    r"|[Ll]['’])?(?:[a-zà-ÿ][\w'’\-]{2,}[ \u00a0]){0,3}[«“\"*_ ]*"
    r"(?P<name>[A-ZÀ-Þ][\w'’&+\-]+(?:[ \u00a0](?:(?:de la|de l['’]|de|du|des|d['’]|&|et)[ \u00a0]?)?[A-ZÀ-Þ0-9][\w'’&+\-]*){0,4})"
    r"[»”\"*_ ]*(?=,|[ \u00a0]\(|[ \u00a0]?[a-zà-ÿ])"
)
"""What a sentence opens with: "La scierie Valmont investit", "Houlys (24 salariés) fabrique"."""
_RUN = re.compile(r"\S+(?: (?:(?:de|du|des|la|l'|d')? ?)[A-ZÀ-Þ0-9]\S*)*")
_NO_NAME = re.compile(
    r"(?:axe|article|volet|lot|en|au|aux|le|la|les|un|une|mission|budget|taux|montants?|objet|duree|candidats?|pays"
    r"|contact|contacts|date|dates|lieu|quand|qui|pour|depuis|about|nature|statut|\d.*)\b"
)

_SPOKEN = frozenset({EntityKind.POLE, EntityKind.ORGANISATION, EntityKind.PROGRAMME})
_OPENING = 60  # characters of a sentence in which it names what it is about


def is_project(reading: Reading, sentence: Sentence, programme: Entity) -> bool:
    """Tell whether what looks like a programme is a project: "le projet X", or called so elsewhere in the document."""
    known = reading.names.entry(programme.canonical) is not None
    return called_project(sentence, programme) or (not known and programme.canonical in reading.projects)


def project_told(reading: Reading, sentence: Sentence) -> Entity | None:
    """Return the project that a sentence without a name of its own goes on about: it opens the paragraph or was just named."""
    return project_before(reading, sentence) if _OF_IT.match(sentence.words) else None


def project_before(reading: Reading, sentence: Sentence) -> Entity | None:
    """Return the project that opens the paragraph of a sentence, or that was named just before it."""
    text, start = reading.document.text, paragraph_start(reading, sentence)
    for other in reversed(reading.between(start, sentence.span.start)):
        if other.number >= sentence.number or other.span.start < start:
            continue
        named = [p for p in other.of({EntityKind.PROGRAMME}) if is_project(reading, other, p)]
        if named and (named[0].start - other.span.start <= _OPENING or len({p.canonical for p in named}) == 1):
            return named[0]
        if _opens(other) is not None:
            break  # another one is spoken of
    opened = _OPENED.match(text, start, sentence.span.start)
    if opened is not None:
        group = "name" if opened["name"] else "capitals"
        first, last = opened.span(group)
        if (
            opened.group().rstrip("*_ ")[-1] in ".:"
        ):  # "**Givre démarre.** …" is a sentence, "**Presse douce** …" a name
            run = _RUN.match(opened[group])
            last = first + len(run[0]) if run else last
        if not _NO_NAME.match(plain(opened[group])) and len(opened[group].split()) <= 4:
            known = [e for one in reading.between(first, last) for e in one.entities if e.start == first]
            if not any(e.kind in (EntityKind.PERSON, EntityKind.POLE, EntityKind.INSTITUTION) for e in known):
                return Entity(EntityKind.PROGRAMME, first, last, text[first:last], text[first:last])
    heading = reading.heading(sentence)
    if heading is not None:
        return next((p for p in heading.of({EntityKind.PROGRAMME}) if is_project(reading, heading, p)), None)
    return None


def paragraph_start(reading: Reading, sentence: Sentence) -> int:
    """Return where the paragraph or the item of a list begins that a sentence stands in."""
    text, end = reading.document.text, sentence.span.start
    return max(text.rfind("\n\n", 0, end) + 2 if "\n\n" in text[:end] else 0, text.rfind("\n- ", 0, end) + 1)


def only_project(reading: Reading) -> Entity | None:
    """Return the one project that a document calls so, if its title or its first sentence names it."""
    if len(reading.projects) != 1:
        return None
    [name] = reading.projects
    head = plain(f"{reading.document.title} {reading.document.text[: reading.sentences[0].span.end]}")
    if plain(name) not in head:
        return None
    return next((e for s in reading.sentences for e in s.of({EntityKind.PROGRAMME}) if e.canonical == name), None)


def spoken_of(reading: Reading, sentence: Sentence) -> Entity | None:
    """Return the name of which "il", "y" or "lui" speaks: it opens a sentence before, or a noun leads to it."""
    return name_before(reading, sentence) if _THERE.search(sentence.words) else None


def name_before(reading: Reading, sentence: Sentence) -> Entity | None:
    """Return the name that opens a sentence before in the paragraph, or that a noun leads to there."""
    text = reading.document.text
    start = text.rfind("\n\n", 0, sentence.span.start) + 2
    for other in reversed(reading.between(max(0, start), sentence.span.start)):
        if other.number >= sentence.number or other.span.start < start:
            continue
        led = [one for one in other.of(_SPOKEN) if _LED.search(other.before(one.start))]
        found = led[-1] if led else called_name(reading, other) or _opens(other) or _opener(reading, other)
        if found is not None:
            gives = found.kind is EntityKind.PROGRAMME and _A_PROGRAMME.search(other.before(found.start))
            return None if gives else found
    return None


def _opener(reading: Reading, sentence: Sentence) -> Entity | None:
    """Return the name that opens a sentence after a common noun, or that no rule on names knows: "La scierie Valmont"."""
    found = _OPENER.match(reading.document.text, sentence.span.start, sentence.span.end)
    if found is None:
        return None
    start, end = found.span("name")
    known = next((e for e in sentence.entities if e.start < end and start < e.end), None)
    if known is not None:
        scholars = known.kind is EntityKind.INSTITUTION and is_scholarly(known)
        return known if scholars or (known.kind in _SPOKEN and known.start == start) else None
    word = plain(re.split(r"[ '’\-]", found["name"])[0])
    common = " " not in found["name"] and is_form_of(plain(found["name"]), reading.names.common_words)
    if common or word in NO_NAMES or len(word) < 3:
        return None
    return Entity(EntityKind.ORGANISATION, start, end, found["name"], found["name"])


def _opens(sentence: Sentence) -> Entity | None:
    """Return the name that opens a sentence, but for an article."""
    first = next(iter(sentence.of(_SPOKEN)), None)
    if first is None or not _ARTICLE.fullmatch(sentence.before(first.start, first.start - sentence.span.start)):
        return None
    return first
