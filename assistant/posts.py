"""Posts: what a person is ("directeur général de X"), told by the words beside the name; who holds a post that is asked for.

"Quelle fonction exerçait X ?", "Qui est le directeur général de Nova ?": the form of such a sentence leaves little doubt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.evidence import Evidence, Line
from assistant.offices import offices_asked
from assistant.selecting import Scored
from assistant.targets import Target, dates_agree, names_held
from corpus.documents import Span
from corpus.french import fold, terms
from corpus.kinds import EntityKind

_POSTS = r"(?:fonction|poste|titre|role|qualite|metier|responsabilite|emploi)s?"
_ASKED = re.compile(
    rf"\bquel(?:le)?s? (?:(?:est|etait|fut|sont|etaient) )?(?:(?:la|le|les|sa|son|ses) |l')?{_POSTS}\b|\ba quels? titres?\b"
    r"|\ben quelles? qualites?\b|\bque fait (?:m\. |mme )?\w+ \w+ (?:chez|au|a)\b"
    r"|\b(?:what|which) (?:(?:is|was|were|are) )?(?:the )?(?:[\w' -]+'s? )?(?:job|position|role|title|function|post)s?\b"
    r"|\bin what capacity\b|\bwhat does \w+ \w+ do\b"
)
"""The post of somebody is asked for, folded."""
_WHO_IS = re.compile(r"\W*(?:qui (?:est|etait|sont|preside|presidait)|who (?:is|was|chairs|chaired)|c'est qui)\b")
_HOLDER = (
    r"(?:(?:ex|vice|co|sous)[- ]?)?(?:president(?:e|s)?\b|direct(?:eur|rice)|delegue|secretaire|tresori|responsable"
    r"|charge(?:e)?s?\b|chef|ministre|maire\b|prefet|ambassad|consule?\b|conseill|coordinat|coordonnat|animat|gerant|fondat"
    r"|dirigeant|pdg\b|professeur|chercheu|ingenieur|administrat|attache|porte-parole|referent|commissaire|rapporteu|presiden"
    r"|chair|director|manager|head\b|ceo\b|officer|secretary|minister|mayor|founder|coordinator|adviser|advisor|spokes"
    r"|general director|managing director|professor|engineer|researcher|treasurer)"
)
_AFTER = re.compile(
    r"[*_»\" ]*(?:\([^()]*\) ?)?[,(:–—-]? ?(?:(?:le|la|l'|the|notre|our|alors|actuel(?:le)?|nouve(?:au|lle)) ?)*"
    + _HOLDER
)
_BECOMES = re.compile(
    r"[*_» ]*,? (?:est|etait|sera|devient|a ete nommee?|a ete elue?|occupe|is|was|became|has been appointed|joined as)"
    r" (?:le |la |l'|the |un |une |an? |au poste de |le poste de )?(?:nouve(?:au|lle) )?" + _HOLDER
)
_BEFORE = re.compile(rf"{_HOLDER}[^.;:!?]{{0,90}}?,? ?:? ?(?:(?:m|mme|mlle|dr|mr|mrs|ms|pr)\.? )?[*_«\" ]*\Z")
_STOPS = re.compile(r"[,;)]| (?:representant|representing|et|and|a|has|qui|who|en presence) ")
"""Where the words behind a name no longer tell its post: "X (président de Nova) représentant Lumo"."""
_BODIES = frozenset({EntityKind.POLE, EntityKind.ORGANISATION, EntityKind.INSTITUTION})
_REACH = 110
"""Characters beside a name in which the post and whose it is are told."""
_MOST = 3


def posts_told(question: str, target: Target, scored: Sequence[Scored], evidence: Evidence) -> tuple[Scored, ...]:
    """Return the sentences that tell the post of the one person a question asks about, or who holds the post that it names.

    Where the question gives dates, only sentences or passages of these: one for each. Nothing where it asks for something else.
    """
    folded = fold(question)
    ranked = sorted(scored, key=lambda each: -each.score)
    if len(target.persons) == 1 and _ASKED.search(folded):
        person = next(iter(target.persons))
        return _of_dates(target, [each for each in ranked if _post(each.candidate.line, person) is not None], evidence)
    offices = offices_asked(question)
    named = replace(target, names=target.names - target.places, wants=frozenset())
    if not (offices and _WHO_IS.match(folded) and (named.names or named.unlisted) and not target.persons):
        return ()
    holders = []
    for each in ranked:
        line = each.candidate.line
        persons = {e.canonical for e in line.facts.entities if e.kind is EntityKind.PERSON}
        posts = [post for person in sorted(persons) if (post := _post(line, person)) is not None]
        if any(_is_that(named, offices, each, post) for post in posts):
            holders.append(each)
    return _of_dates(target, holders, evidence)[:1]


def _is_that(target: Target, offices: Sequence[re.Pattern[str]], scored: Scored, post: Span) -> bool:
    """Tell whether a post is the one asked for, of the names of the question: beside it, or above where it names nobody."""
    line = scored.candidate.line
    told = line.text[post.start : post.end]
    if not all(office.search(fold(told)) for office in offices):
        return False
    beside = [e for e in line.facts.entities if post.start <= e.start < post.end]
    held = target.names <= {e.canonical for e in beside}
    if held and all(name.split()[-1] in terms(told) for name in target.unlisted):
        return True
    return not any(e.kind in _BODIES for e in beside) and names_held(target, scored.candidate.context) == 1.0


def _post(line: Line, person: str) -> Span | None:
    """Return where the words stand that tell a person's post, beside the name and no further than the next person."""
    persons = [e for e in line.facts.entities if e.kind is EntityKind.PERSON]
    for entity in (e for e in persons if e.canonical == person):
        end = min([e.start for e in persons if e.start >= entity.end] + [entity.end + _REACH, len(line.text)])
        start = max([e.end for e in persons if e.end <= entity.start] + [entity.start - _REACH, 0])
        after, before = fold(line.text[entity.end : end]), fold(line.text[start : entity.start])
        if found := _AFTER.match(after) or _BECOMES.match(after):
            stop = _STOPS.search(after, found.end())
            return Span(entity.end, end if stop is None else entity.end + stop.start())
        if found := _BEFORE.search(before):
            return Span(max(start, entity.start - len(found.group())), entity.start)
    return None


def _of_dates(target: Target, found: Sequence[Scored], evidence: Evidence) -> tuple[Scored, ...]:
    """Return for each date of the question the best sentence of it, else the best whose passage has it; all without dates."""
    if not target.dates:
        return tuple(found[:_MOST])
    chosen: list[Scored] = []
    for date in target.dates:
        alone = replace(target, dates=(date,))
        of_sentence = (s for s in found if dates_agree(alone, s.candidate.facts, s.candidate.context) == 1.0)
        of_passage = (s for s in found if dates_agree(alone, evidence.facts(s.candidate.hit.passage.text)) == 1.0)
        best = next(of_sentence, None) or next(of_passage, None)
        if best is not None and best not in chosen:
            chosen.append(best)
    return tuple(chosen)
