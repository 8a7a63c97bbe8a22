"""Persons named in a text: a title, a known first name or a telling context before or after capitalised words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from corpus.addressees import BIDS, addressees
from corpus.kinds import PLACES, Entity, EntityKind
from corpus.naming import Names
from corpus.spelling import fold_word

_UPPER = "A-ZÀ-ÖØ-ÞŒŸŁŚŠŻŽĆČĐİŐŰ"
_NAME = (
    rf"(?:[{_UPPER}]\.(?:-?[{_UPPER}]\.)?"
    rf"|[{_UPPER}][^\W\d_]*(?:['’][{_UPPER}]?[^\W\d_]+)?(?:-[{_UPPER}]?[^\W\d_]+){{0,3}})"
)
_PARTICLE = (
    r"(?:de[ \u00a0]la|de[ \u00a0]l['’]|du|des|de|d['’]|von[ \u00a0]der|von|van[ \u00a0]der|van[ \u00a0]den|van"
    r"|der|den|da|di|del|dos|el|al|ben|bin|ter|le|la)"
)
_SEQUENCE = re.compile(rf"(?<![\w.@/\-]){_NAME}(?:[ \u00a0](?:{_PARTICLE}[ \u00a0]?)?{_NAME}){{0,5}}(?![\w@])")
_PIECE = re.compile(rf"(?:{_PARTICLE}[ \u00a0]?)?({_NAME})(?:[ \u00a0]|\Z)")
_TITLE = re.compile(
    r"(?:\b(?:M|MM|Mr|Mrs|Ms|Dr|Pr|Prof|Mme|Mlle|Me)\b\.?|\b(?:Madame|Mesdames|Mademoiselle|Monsieur|Messieurs"
    r"|Docteur|Professeur|Maître|Doctor"
    r"|Professor|Sir)\b"
    r"|\b(?:[Cc]ommandante?|[Cc]apitaine|[Cc]olonelle?|[Ll]ieutenante?|[Aa]dmiral|[Aa]miral|[Cc]aptain"
    r"|Frau|Herr|Fru|Señora?|Signora?|Senhora?)\b)[ \u00a0]\Z"
)
_TITLES = re.compile(r"\b(?:MM|Mmes|Messieurs|Mesdames)\b\.?[ \u00a0]")
_ALSO = re.compile(
    rf"(?:[ \u00a0]\([^()\n]{{1,40}}\))?(?:,"
    rf"| et)[ \u00a0](?P<name>{_NAME}(?:[ \u00a0](?:{_PARTICLE}[ \u00a0]?)?{_NAME}){{1,2}})"
)
_CALLED = re.compile(
    rf"(?i:\b(?:p[ôo]le|cluster|réseau|association|projet|programme|société"
    rf"|entreprise)(?:[ \u00a0]de compétitivité)?)[ \u00a0]"
    rf"(?P<run>{_NAME}(?:[ \u00a0]{_NAME}){{1,2}})"
)
_CAPITAL_PARTICLES = frozenset({"la", "le", "de", "du", "des", "van", "von", "der", "d"})
_TITLE_WORDS_TEXT = """
    m mm mr mrs ms dr pr prof mme mlle me madame mesdames mademoiselle monsieur messieurs docteur professeur maitre
    doctor professor sir madam mmes
"""
TITLE_WORDS = frozenset(_TITLE_WORDS_TEXT.split())
"""Titles of persons, folded."""
_FUNCTION = (
    r"(?:directeur|directrice|président|présidente|vice-|chef|cheffe|responsable|délégué|déléguée|chargé|chargée"
    r"|ministre|secrétaire|assistante?\b|"
    r"conseiller|conseillère|ingénieur|chercheur|chercheuse|professeur|fondateur|fondatrice|cofondat|co-fondat"
    r"|gérant|gérante|animateur|"
    r"animatrice|coordinat|maire|député|sénateur|pdg|dg|ceo|cto|director|president|chairman|chairwoman|head|manager"
    r"|founder|co-founder|"
    r"minister|officer|coordinator|chief|managing|project)"
)
_FUNCTION_AFTER = re.compile(
    rf"[*_]{{0,2}}[ \u00a0]?[,(–-][ \u00a0]?(?:le |la |l['’]|the |alors )?{_FUNCTION}", re.IGNORECASE
)
_SPEECH_BEFORE = re.compile(
    r"(?:\b(?:explique|expliqué|souligne|précise|déclare|indique|affirme|ajoute|rappelle|conclut|résume|confie|selon"
    r"|d['’]après|says|said|explains)"
    r"|\b(?:dirigé|présidé|remplacé|secondé|épaulé)e?s? par|\b(?:headed|chaired|replaced|succeeded) by"
    r"|\bcontacts?(?: presse| press)?|\binterlocut(?:eur|rice)|\breprésenté par|\bsucc[èé]d\w+ à)[ \u00a0]?:?[\W_]{0,12}\Z",
    re.IGNORECASE,
)
_IN = re.compile(r"\b(?:[Ii]n|[Ee]n|[ÀàAa]|[Aa]ux?)[ \u00a0]\Z")
_OF_A_BODY = re.compile(rf", (?:de |du |d['’])[{_UPPER}]")  # "par Ida Keller, de Nord Verre"
_PLACE_BEFORE = re.compile(
    r"\b(?:centre|rue|avenue|boulevard|place|université|lycée|collège|école|institut|hôpital|fondation|prix|stade"
    r"|aéroport|bâtiment|espace|salle"
    r"|palais|quai|pont|square|musée|amphithéâtre|laboratoire|clinique|technopole|campus|parc|halle|hôtel|gare|cité"
    r"|university|cluster|réseau"
    r"|p[ôo]le(?: de compétitivité)?|clusters|p[ôo]les|projet|programme|société|entreprise)"
    r"(?:[ \u00a0](?:de|du|des|la))*[ \u00a0](?:Saint-|Sainte-)?\Z",
    re.IGNORECASE,
)
_NOT_NAMES_TEXT = """
    directeur directrice general generale generaux adjoint adjointe president presidente vice chef cheffe
    responsable ministre pole poles conseil region cluster clusters programme projet contact contacts presse
    universite institut centre le la les l un une des du de ce cette ces il elle ils elles nous vous je tu on et ou
    mais donc car ni or en au aux a dans pour par sur sous avec sans selon ainsi apres avant lors depuis plus parmi
    grace alliance accord accords societe entreprise entreprises agence commission direction ministere chambre
    association reseau salon tel fax email mail web site www http the of and for in at to from by with this that it
    is are was saint sainte lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin
    juillet aout septembre octobre novembre decembre pme eti dg pdg ceo founder director manager chairman head
    delegue deleguee charge chargee secretaire maire depute senateur professeur docteur monsieur madame europe
    international internationale national nationale france francais francaise
"""
_TAILS_TEXT = """
    alliance association cluster network reseau pole programme group groupe valley park hub institute university council
    agency foundation consortium partnership technologies gmbh inc ltd netzwerk netz campus lab labs center centre city
    region forum corridor science precinct circle loop belt yard zone district quarter team terrace
"""
_TAILS = frozenset(_TAILS_TEXT.split())
_NOT_NAMES = frozenset(_NOT_NAMES_TEXT.split())


def persons(text: str, names: Names, contacts: Iterable[Entity] = ()) -> Iterator[Entity]:
    """Yield persons in text order. The title stays outside; "Mme Gerente" is "Fiona Gerente" where the text says so once.

    `contacts` are the addresses that were blanked in the text: a name beside one that spells it is a person's.
    """
    found: list[tuple[int, int]] = []
    for match in _SEQUENCE.finditer(text):
        found.extend(_in_sequence(text, match.start(), match.end(), names))
    found += _others_titled(text, found)
    called = {text[m.start("run") : m.end("run")] for m in _CALLED.finditer(text)}
    found = [span for span in found if text[slice(*span)] not in called]
    taken = {offset for start, end in found for offset in range(start, end)}
    told = {text[slice(*span)] for span in addressees(text, tuple(contacts), names)} - called if contacts else set()
    again = "|".join(map(re.escape, sorted(told, key=len, reverse=True)))
    for match in re.finditer(rf"(?<![\w\-])(?:{again})(?![\w\-])", text) if told else ():
        if taken.isdisjoint(range(*match.span())):
            found.append(match.span())
    found.sort()
    full = {text[s:e].split()[-1]: _tidy(text[s:e]) for s, e in reversed(found) if len(text[s:e].split()) > 1}
    for start, end in found:
        written = text[start:end]
        canonical = _tidy(written)
        yield Entity(
            EntityKind.PERSON,
            start,
            end,
            written,
            full.get(canonical, canonical) if " " not in canonical else canonical,
        )


def _others_titled(text: str, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return who follows in a list after "MM." or "Mmes": "MM. Olivier Destrem et Kamel Aïssaoui"."""
    more: list[tuple[int, int]] = []
    known = dict(found)
    for title in _TITLES.finditer(text):
        end = known.get(title.end())
        while end is not None and (following := _ALSO.match(text, end)):
            start, end = following.span("name")
            if start not in known:
                more.append((start, end))
    return more


def _tidy(written: str) -> str:
    return re.sub(r"[ \u00a0]+", " ", written)


def _in_sequence(text: str, start: int, end: int, names: Names) -> Iterator[tuple[int, int]]:
    """Find the persons in one run of capitalised words."""
    pieces = [(m.start(), m.start(1), m.end(1)) for m in _PIECE.finditer(text, start, end)]
    words = [fold_word(text[s:e].rstrip(".")) for _, s, e in pieces]
    index, told = 0, 0
    while index < len(pieces):
        stop = index
        if _IN.search(text, max(0, pieces[index][1] - 4), pieces[index][1]) and _opens_after_place(
            text, pieces, words, index, names
        ):
            index = told = index + 1  # "in France Ida Keller"
            continue
        while stop < len(pieces) and stop - index < 5 and _continues(text, pieces, words, index, stop):
            stop += 1
        begin = pieces[index][1]
        before = text[max(0, begin - 40) : begin]
        cut = stop < len(pieces) and words[stop] in _TAILS
        if (
            index not in (0, told)
            and stop - index > 1
            and text[begin - 1] == " "
            and _is_place(text[slice(*pieces[index - 1][1:])], names)
        ):
            cut = True  # "Otter Marine Precinct" is no Marine Precinct
        if stop > index and not cut and _is_person(text, before, pieces[index:stop], words[index:stop], names):
            yield begin, pieces[stop - 1][2]
            index = stop
        else:
            index += 1


def _opens_after_place(
    text: str, pieces: list[tuple[int, int, int]], words: list[str], index: int, names: Names
) -> bool:
    """Tell whether a place stands before the first name of somebody named in full."""
    following = words[index + 1 : index + 3]
    return (
        len(following) == 2
        and _is_place(text[slice(*pieces[index][1:])], names)
        and _is_first_name(following[0], names)
    )


def _continues(text: str, pieces: list[tuple[int, int, int]], words: list[str], index: int, at: int) -> bool:
    """Tell whether the word at `at` may belong to the name that begins at `index`: "William M. Jennings", "Antoine De Caunes"."""
    inside = index < at < len(words) - 1
    if inside and (words[at] in _CAPITAL_PARTICLES or text[pieces[at][2] - 1] == "."):
        return words[at + 1] not in _NOT_NAMES
    bids = at == index and words[at] in BIDS  # "Prévenez Ida Keller"
    return words[at] not in _NOT_NAMES and words[at] not in TITLE_WORDS and not bids


def _is_person(text: str, before: str, pieces: list[tuple[int, int, int]], words: list[str], names: Names) -> bool:
    if _PLACE_BEFORE.search(before) or (words[-1] in _TAILS and len(words) > 1):
        return False
    if _TITLE.search(before):
        return True
    if len(words) < 2 or len(words) > 5:
        return False
    written = [text[s:e] for _, s, e in pieces]
    if all(len(w.rstrip(".")) < 2 for w in written[1:]):
        return False
    if _is_first_name(words[0], names) and not _acronym(written[-1], written):
        return True
    end = pieces[-1][2]
    led = re.search(r"\bpar \Z", before) is not None and _OF_A_BODY.match(text, end) is not None
    told = _FUNCTION_AFTER.match(text, end) or _SPEECH_BEFORE.search(before) or led
    if not told or len(words) > 3:
        return False
    if _FUNCTION_AFTER.match(text, end) and _SPEECH_BEFORE.search(before):
        return True
    return not any(
        word in names.common_words or _acronym(w, written) or names.entry(w) or re.search("[a-z][A-Z]", w)
        for word, w in zip(words, written, strict=True)
    )


def _is_place(word: str, names: Names) -> bool:
    entry = names.entry(word)
    return entry is not None and entry.kind in PLACES


def _is_first_name(word: str, names: Names) -> bool:
    return word in names.first_names or ("-" in word and word.split("-")[0] in names.first_names)


def _acronym(word: str, words: list[str]) -> bool:
    """Tell whether a word is an acronym; a surname in capitals ("Jean DUPONT") has four letters or more."""
    return word.isupper() and len(word) < 4 and not all(w.isupper() for w in words) and "." not in word
