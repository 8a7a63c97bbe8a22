"""Who belongs to an alliance by the section that presents its members: an item or a paragraph each, a clause each, an answer.

"## Les quatre membres" above "**X** (Lyon) – …"; "## Qui fait quoi" above "X suit les essais ; Y mesure"; "Qui compose Z ?"
above "Nous, A et B"; "A (Lyon), B (Porto) et C (Gand)" at the head of an alliance's page. Does not know tables and labels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.documents import Span
from corpus.extraction.fact_reading import ACTORS, Reading, Sentence
from corpus.extraction.memberships.groups import named_group, section_group
from corpus.extraction.memberships.names import chains, enumerated, first_name, plain_lines
from corpus.extraction.memberships.words import COLON, DENIED, GONE, GROUPS, LASTING, NUMBER
from corpus.kinds import Entity, EntityKind
from corpus.plain import plain
from corpus.protagonists import RUN

_MEMBERS = (
    r"(?:partenaires?|partners?|membres?|members?|participants?|beneficiaires?|beneficiaries|fondateurs?|founders?"
    r"|consortium|(?:poles?|clusters?|grappes?|partner|member|partenaires?|membres?) (?:membres?|partenaires?"
    r"|fondateurs?|associes?"
    r"|members?|partners?|clusters?|poles?|organi[sz]ations?|academiques?|industriels?|francais|europeens?))"
)
_OF = rf"(?: (?:du|de|de la|de l'|of|of the|in|in the)(?: ?{GROUPS})?(?: [^\n?:.]{{2,40}})?)?"
_ANNOUNCES = re.compile(
    r"(?m)^[ \t>#*_]*(?:\d+[.)] )?(?:"
    rf"(?:(?:les|nos|ses|leurs|the|our|its|voici|meet|composition d\w*|{NUMBER}) )*(?:[a-z-]+ )?{_MEMBERS}{_OF}"
    r"(?: (?:et|and) (?:leurs? |their )?(?:budgets?|roles?|financements?|apports?|partenaires?|partners?|contributions?))?"
    r"|(?:ils|elles|those who|they)? ?(?:nous )?(?:ont|sont|have)?(?: nous)? ?(?:rejoints?|joined|arrivee?s?)(?: us)?"
    r"(?: (?:plus tard|depuis|ensuite|en \d{4}|later|since))?"
    r"|(?:nouve(?:aux|lles)|derniers|dernieres) (?:venue?s|arrivants|arrivee?s|membres|adhesions)"
    r"|(?:later|recent|new) (?:arrivals|members|partners)|newcomers|latecomers|late joiners"
    r"|le tour de table|around the table|the line-?up|le casting|qui (?:sont-ils|en est|en fait partie)"
    r"|who (?:is in|is who|they are|belongs)"
    r")(?: ?\([^()\n]{1,30}\))?[ ?*_:]*$"
)
"""A heading or a line that announces members, and nothing else."""
_NOT_MEMBERS = re.compile(
    r"\b(?:ancien\w*|observateurs?|candidat\w*|sortants?|former|observers?|associes?|associate|devenir|become|why|pourquoi"
    r"|comment|how|financiers?|funders?|avantages?|benefits?|medias?|press\w*)\b"
)
_ENTRY = re.compile(r"(?m)^[ \t>]*(?:(?:[-*+•·–—]|\d{1,2}[.)])[ \t]+[*_]{0,3}|[*_]{2,3})(?=[^\s*_])(?P<entry>[^\n]+)$")
"""An item of a list, or a line that begins in bold."""
_LED = re.compile(
    r"[^\n*_]{2,60}?[*_]{2,3},?[ \u00a0](?:\(|[–—-][ \u00a0]|:|,|est |is )|[^\n*_]{2,60}?[*_]{2,3}[ \t]*$"
)
"""What follows the name at the head of a paragraph in bold."""
_BARE = re.compile(r"[A-ZÀ-Þ][^\n.:;]{2,60}?[ \u00a0](?:\(|[–—-][ \u00a0])")
"""A line that begins with a name and its town, without any mark of a list."""
_LEFT = re.compile(r"\b(?:a quitte|retir\w+|left|withdr\w+|jusqu'en|until|candidat\w*|observ\w+|pressenti\w*)\b")
_DUTIES = re.compile(
    r"\b(?:qui fait quoi|who does what|repartition des (?:roles|taches)|partage des (?:roles|taches)|les roles|the roles"
    r"|chacun son role|a chacun (?:son role|sa tache)|division of (?:labour|labor|work)|sharing the work|roles and tasks)\b"
)
_CLAUSES = re.compile(r";|\Z")
_OPENS = re.compile(
    r"[ *_]*(?:(?:le |la |l'|les |the |a |quant a |enfin,? |et |and )*(?:pole |cluster |grappe "
    r"|reseau )?(?:[a-z-]+ ){0,2}?)[*_«\" ]*\Z"
)
_ASKS = re.compile(
    r"(?:et |and |mais |but )?(?:qui (?:donc )?(?:compose|composent|forme|constitue|participe|fait partie|est membre"
    r"|siege|trouve-t-on"
    r"|retrouve-t-on|sont (?:les|ses|vos|donc) |y a-t-il|en (?:est|fait|sont))|quels? (?:sont|en sont|poles?"
    r"|clusters?|grappes?"
    r"|membres?|partenaires?)|de qui |avec qui|who (?:is (?:in|behind)|are|makes up|belongs|takes part|sits in|else)"
    r"|which (?:clusters?|poles?"
    r"|members?|partners?)|combien (?:etes-vous|sont-ils|de (?:membres|clusters|poles|partenaires))|how many )"
)
_TO_WORK = re.compile(r"\b(?:contact\w*|inscri\w*|finance\w*|paie\w*|pays|decide\w*|accompagn\w*|jury|experts?)\b")

_FIRMS = re.compile(
    r"\b(?:entreprises?|pme|pmi|eti|start-?ups?|societes?|industriels?|laureat\w*|candidat\w*|villes?|pays|regions?|firms?"
    r"|companies|towns?|cities|countries|laboratoires?|prestataires?|clients?|fournisseurs?|customers?|suppliers?)\b"
)
_DEALS = re.compile(
    r"\b(?:sign\w+|accords?|conventions?|agreements?|memorand\w+|finance\w*|funded|soutenu\w*|supported)\b"
)
_NO_MORE = re.compile(r"\bn'en (?:compte|reste|reunit|rassemble|restent)[^:.;]{0,20}\bque?\b")
_OF_BODIES = re.compile(rf"{LASTING.pattern}|\b(?:clusters|poles|grappes|partners|partenaires|membres|members)\b")
_OPENING = 14  # sentences at the head of a page that present a group
_FEWEST = 3  # names that one after another are a list

Told = tuple[Sentence, Entity, Entity, float]


def rosters(reading: Reading, whole: Entity | None) -> Iterator[Told]:
    """Yield line, member and group of every section that presents members; `whole` is the group that the page is about."""
    yield from _of_entries(reading, whole)
    yield from _presented(reading, whole)
    for sentence in reading.sentences:
        if whole is not None and _in_duties(reading, sentence):
            for member in _doers(reading, sentence):
                yield sentence, member, whole, 0.75
        answer = _answer(reading, sentence)
        group = _asked(reading, sentence, whole) if answer is not None else None
        if answer is None or group is None:
            continue
        for member in _listed(reading, answer):
            if plain(member.text) not in plain(group.text):
                yield sentence, member, group, 0.8


def _presented(reading: Reading, whole: Entity | None) -> Iterator[Told]:
    """Yield the first three names or more that stand one after another at the head of an alliance's page."""
    lasting = any(_OF_BODIES.search(s.words) for s in reading.sentences[:_OPENING])
    if whole is None or not lasting or reading.names.entry(whole.canonical) is not None:
        return
    for sentence in reading.sentences[:_OPENING]:
        for chain in chains(reading, sentence.span.start, sentence.span.end):
            others = [one for one in chain if plain(one.text) not in plain(whole.text)]
            before = _NO_MORE.sub("", sentence.words[: chain[0].start - sentence.span.start])
            told = not (
                GONE.search(sentence.words) or DENIED.search(before) or _DEALS.search(before) or _FIRMS.search(before)
            )
            if len(others) >= _FEWEST and told and len(others) == len(chain):
                yield from ((sentence, member, whole, 0.7) for member in others)
                return


def _of_entries(reading: Reading, whole: Entity | None) -> Iterator[Told]:
    text = reading.document.text
    lines = plain_lines(text)
    for announces in _ANNOUNCES.finditer(lines):
        if _NOT_MEMBERS.search(announces.group()):
            continue
        first = next(iter(reading.between(announces.end() - 1, announces.end())), None)
        group = _group(reading, announces, first, whole)
        entries = [*_entries(reading, announces.end())]
        if group is None or len(entries) < 2 - (not announces.group().startswith("#")):
            continue
        for entry in entries:
            line = next(iter(reading.between(entry.start, entry.start + 1)), None)
            member = first_name(reading, entry.start, entry.end)
            said = re.split(r"\. |\bre(?:m)?plac|\bqui\b|\bwhich\b", plain(text[entry.start : entry.end]))[0]
            if line is not None and member is not None and not _LEFT.search(said):
                yield line, member, group, 0.85


def _group(reading: Reading, announces: re.Match[str], first: Sentence | None, whole: Entity | None) -> Entity | None:
    """Return the group that the announcing line names, else that of the heading above, else the page's."""
    named = named_group(reading, announces.start(), announces.end())
    return named or (section_group(reading, first) if first is not None else None) or whole


def _entries(reading: Reading, start: int) -> Iterator[Span]:
    """Yield the entries below a line: items up to the next paragraph, or the paragraphs of its section that begin in bold."""
    text = reading.document.text
    section = next((s for s in reversed(reading.document.sections) if s.start <= start < s.end), None)
    end = section.end if section is not None else len(text)
    items = False
    for block in re.finditer(r"(?:[^\n]*\S[^\n]*(?:\n|\Z))+", text[start:end]):
        found = [*_ENTRY.finditer(text, start + block.start(), start + block.end())]
        led = [m for m in found if text[m.start("entry") - 1] not in "*_" or _LED.match(text, m.start("entry"))]
        if not found and all(map(_BARE.match, lines := block.group().rstrip("\n").split("\n"))) and len(lines) > 1:
            yield from (
                Span(start + block.start() + m.start(), start + block.start() + m.end())
                for m in re.finditer(r"[^\n]+", block.group())
            )
        opens = bool(led) and led[0].start() <= start + block.start()
        if items and not opens:
            return
        items = items or (opens and text[led[0].start()] not in "*_")
        for match in led if opens else ():
            yield Span(*match.span("entry"))


def _in_duties(reading: Reading, sentence: Sentence) -> bool:
    title = plain(sentence.section.title) if sentence.section is not None else ""
    asked = (other for other in reading.earlier(sentence, 2) if other.words.rstrip(" *_").endswith("?"))
    if (question := next(asked, None)) is not None and _ASKS.match(question.words.lstrip("*_ ")):
        return _TO_WORK.search(question.words) is None
    return _DUTIES.search(title) is not None and not reading.is_heading(sentence) and not reading.is_item(sentence)


def _doers(reading: Reading, sentence: Sentence) -> Iterator[Entity]:
    """Yield the organisations that begin the clauses of a sentence: "X suit les essais ; le danois Y mesure"."""
    base, start = sentence.span.start, 0
    if "|" in sentence.words or GONE.search(sentence.words):
        return
    for stop in _CLAUSES.finditer(sentence.words):
        within = [e for e in sentence.of(ACTORS) if base + start <= e.start < base + stop.start()]
        if within and _OPENS.match(sentence.words[start : within[0].start - base]):
            yield within[0]
        elif not within and (name := RUN.match(reading.document.text, base + start)) is not None:
            member = first_name(reading, base + start, min(name.end(), base + stop.start()))
            if member is not None and re.match(r",? [a-z]", sentence.words[name.end() - base :]):
                yield member
        start = stop.end()


def _answer(reading: Reading, sentence: Sentence) -> Sentence | None:
    """Return the sentence that answers a question for the members of a group."""
    if not sentence.words.rstrip(" *_").endswith("?") or not _ASKS.match(sentence.words.lstrip("*_ ")):
        return None
    if sentence.number + 1 >= len(reading.sentences) or _TO_WORK.search(sentence.words):
        return None
    answer = reading.sentences[sentence.number + 1]
    return None if DENIED.search(answer.words) else answer


def _asked(reading: Reading, sentence: Sentence, whole: Entity | None) -> Entity | None:
    """Return the group that a question is about: named by its noun, the page's, or a name of its own."""
    start, end = sentence.span.start, sentence.span.end
    named = named_group(reading, start, end)
    if named is not None:
        return named
    asked = plain(reading.document.text[start:end])
    if whole is not None and (
        plain(whole.text) in asked or re.search(rf"\b(?:{GROUPS}|vous|ils|you|they|there)\b", asked)
    ):
        return whole
    groups = sentence.of({EntityKind.ORGANISATION})
    return groups[-1] if groups and whole is None else None


def _listed(reading: Reading, answer: Sentence) -> list[Entity]:
    """Return those that an answer lists, after the colon where it counts them first; nobody where it lists one alone."""
    colon = COLON.match(answer.words)
    found = enumerated(reading, answer.span.start + (colon.end() if colon else 0), answer.span.end)
    return found if len(found) > 1 else []
