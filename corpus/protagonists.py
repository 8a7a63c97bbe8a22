"""Names that only the document itself tells: capitalised words that act, come back, or stand in its title.

"Lumitech a signé…", "Lumitech et le Hokuto Park…": no list knows Lumitech and no word before it says what it is.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from corpus.emphasis import Unmarked
from corpus.kinds import PLACES, Entity, EntityKind
from corpus.naming import Names
from corpus.plain import plain
from corpus.spelling import is_form_of, transliterated
from corpus.stopwords import STOP_WORDS

_UPPER = "A-ZÀ-ÖØ-ÞŒŸŁŚŠŻŽĆČĐİŐŰ"
_WORD = rf"[{_UPPER}][\w+\-]*(?:['’][{_UPPER}][\w+\-]*)?"
RUN = re.compile(
    rf"(?<![\w\-@./]){_WORD}(?:[ \u00a0](?:(?:of|for|&|de|de la|du|des|da|do|del|di)[ \u00a0])?{_WORD}){{0,5}}(?![\w@])"
)
_ACTS = re.compile(
    r" (?:a|ont|est|sont|vient|viennent|va|vont|se|s'\w+|y|et|\w+era|\w+eront|coopere|signe|negocie|envisage"
    r"|souhaite|discute"
    r"|poursuit|annonce|regroupe|federe|reunit|rassemble|lance|organise|compte|represente|beneficie"
    r"|celebre(?:nt)?|participe)\b"
)
_LED = re.compile(
    r"(?:\b(?:clusters?|grappes?|parcs?|reseau|alliance|inter-?poles?|technopoles?|plateforme|groupements?|federation"
    r"|filieres?|collectif|technopark|incubateur|accelerateur|coalition|network|federation|grouping)"
    r"(?: [a-z-]{4,16}){0,2} )\Z"
)
_NATIONALS = re.compile(
    r"\b(?:(?:les|des|aux|nos|the) [a-z-]{4,16}s? (?:de |d'|du |from )|(?:voisins|amis|allies) de )\Z"
)
"""What leads to those of a nation or a region: "les Argentins de X"."""
_HEADED = re.compile(
    r"\b(?:directeur|directrice|president|presidente|delegue\w*|fondateur|fondatrice|director|chair\w*|head)(?: general\w*)?"
    r" (?:de |d'|du |of )\Z"
)
_DATELINE = re.compile(
    r"(?: \([^)\n]{2,20}\))?, (?:le )?\d{1,2}(?:er|st|nd|rd|th)?[ \u00a0./-](?:[^\W\d_]{3,9}\.?[ \u00a0]\d{4}|\d)"
)
_TO_TOWN = re.compile(r"(?:^|\W)(?:a|in|near) \Z")
_HELD_AT = re.compile(
    r"\b(?:construit|situe|install|base|implante|ouvert|inaugure|organise|tenu|paraphe|accueilli|reuni|heberge|loge|built|held"
    r"|located|based|housed)(?:e|es|s|ee|ees)? (?:a|in|at|near) \Z"
)
"""What leads to a town of several words, which no list knows: "construite à San Martin"."""
_IN_COUNTRY = re.compile(r",[ \u00a0]([^\W\d_][^\n,.;:()|]{2,22})(?=[.;:,)\n]|\Z)")
_BESIDE_TOWN = re.compile(r"(?:[–—,(]|\S -) \Z|\(\Z")
"""What stands between the name of somebody and the town where it is: "X – Halle, Germany"."""
_ENTITLED = re.compile(r"[ \u00a0]?[,:–—](?![ \u00a0](?:du |le |les |from |on )?\d)|[ \u00a0]\((?!\d)")
"""What follows the name that a title begins with, unless it is the date of what the name stands for."""
_WITH = re.compile(r"\b(?:avec|with|entre|and|et|dont) (?:le |la |les |l'|the )?\Z")
_AS_FOR = re.compile(r"\bquant (?:a|au|aux) \Z")
_APART = re.compile(r",? (?:de son cote|quant a (?:lui|elle)|pour sa part|aussi)\b")
_CAMEL = re.compile(rf"[{_UPPER}]?[a-zà-ÿ]+[{_UPPER}][\w]{{2,}}|[a-z]{{1,3}}[{_UPPER}][\w]{{3,}}")
_OFFICES = re.compile(
    r".*\b(?:manager|director|officer|coordinator|president|chairman|ceo|head|secretary|assistant|engineer|advisor"
    r"|directeur|directrice|responsable|president|presidente|chef|cheffe|chargee?|deleguee?)\Z"
)
_DEMONYM = re.compile(r"[^\W\d_]+[ \u00a0](?:de la |de l['’]|de |du |des |d['’])")
_TOWN = re.compile(rf"[ \u00a0]\([{_UPPER}][a-zà-ÿ]{{2,}}(?:-[{_UPPER}]?[a-zà-ÿ]+)*\)")
_PLACE = re.compile(r"[ \u00a0]\(([^()\n]{2,48})\)")
_NO_NAMES_TEXT = """
    un une le la les l des du de d ce cet cette ces celui celle ceux celles il elle ils elles en au aux a pour
    dans depuis apres avant lors selon avec par sur notre nos son sa ses leur leurs on nous vous region
    mme mmes m mr madame monsieur chacun aucun plusieurs
    deux trois quatre cinq pme tpe eti premier premiere premiers contact contacts renseignements inscriptions tel telephone
    directeur directrice president presidente pole poles cluster clusters communique parmi ainsi enfin autre quant grace
    partenaire pays date statut rencontre rencontres salon forum congres journee journees assises convention memorandum mou
    letter accord protocole projet gazette newsletter journal bulletin breves actualites carnet annuaire echos magazine page
    fiche note depeche edito
    programme rapport compte bilan lettre mission bureau service direction entretien phase axe objectif
    chapitre partie annexe etape bonne flash puis ensuite aujourd'hui hier demain quand comme chaque tous toutes certains
    in on at for about our their its of from with under this last next
    hebdo mensuel semaine info infos retour appel agenda edition interview portrait portraits
    oui non yes no quelques durant pendant voici bravo bienvenue merci rappel presents accords conventions partenariat
    grappes restitution presentation synthese invitation annuaire repertoire evaluation notice memo avis reglement cahier dossier
    guide foire questions concours tribune focus zoom point revue releve proces ordre objet sujet resume sommaire annonce
    partenariats cooperation cooperations signature visite delegation retour missions lancement creation naissance
    courriel courriels mail mails email e-mail fax telecopie portable mobile site adresse standard
    send write call apply join register ask email please visit read download
"""
NO_NAMES = frozenset(_NO_NAMES_TEXT.split())
_LEADING = STOP_WORDS - frozenset({"est", "sous", "mon", "ton", "son"})
"""Words that only lead to a name where they open a sentence."""
_PARTICLE = re.compile(r"[ \u00a0](?:of|for|de|du|des|da|do|del|di)[ \u00a0]")
_DESKS = frozenset({"Service", "Bureau", "Direction", "Mission"})
_AUTHORITIES = frozenset({"etat", "departement", "metropole", "ministere", "gouvernement", "prefecture", "mairie"})
"""Public bodies that a capital does not make a name: "l'État a versé"."""
_PERIODICALS_TEXT = "info infos news newsletter monthly weekly quarterly magazine mag hebdo actu actus express"
_PERIODICALS = frozenset(_PERIODICALS_TEXT.split())
_WATERS = frozenset({"sea", "ocean", "channel", "coast", "gulf", "mer", "golfe"})
_ABROAD = frozenset({"da", "do", "di", "del", "of", "for"})
_SMALL = frozenset({"de", "du", "des", "la", "le", "les", "l", "d", "et", "and", "of", "pole", "cluster", ""})
_APPOSED = re.compile(r", (?:le |la |un |une |l')?(?:pole|cluster|reseau|grappe|alliance|association|federation)\b")
_MADE_UP = frozenset({EntityKind.POLE, EntityKind.ORGANISATION})
_MOST = 200


def protagonists(text: str, entities: tuple[Entity, ...], names: Names) -> tuple[Entity, ...]:
    """Return every mention of the names that the text tells; none overlaps an entity other than a place inside it."""
    unmarked = Unmarked.of(text)
    return unmarked.outside(_protagonists(unmarked, unmarked.inside(entities), names), text)


def _protagonists(unmarked: Unmarked, entities: tuple[Entity, ...], names: Names) -> tuple[Entity, ...]:
    """Return the protagonists of a text without marks of emphasis."""
    text = unmarked.text
    runs = list(_free_runs(text, entities, names))
    hosts = {host for entity in entities if (host := domain_of(entity))}
    counts = Counter(text[start:end] for start, end, _ in runs)
    spelled = {written for written in counts if any(spells(written, host) for host in hosts)}
    told: dict[str, None] = {}
    towns: set[str] = set()
    for start, end, opens in runs:
        written = text[start:end]
        acts = _ACTS.match(plain(text[end : end + 16])) is not None and not text.startswith(" à", end)
        returns = counts[written] > 1 and not opens
        place = _place(_PLACE.match(text, end), names)
        placed = place is EntityKind.CITY or (not opens and (place is not None or _TOWN.match(text, end) is not None))
        full = (
            " " in written and not opens and not all(is_form_of(plain(w), names.common_words) for w in written.split())
        )
        led = _LED.search(plain(text[max(0, start - 50) : start])) is not None
        led = led or (not opens and _APPOSED.match(plain(text[end : end + 14])) is not None)
        led = led or (not opens and _NATIONALS.search(plain(text[max(0, start - 40) : start])) is not None)
        led = led or _HEADED.search(plain(text[max(0, start - 50) : start])) is not None
        alone = " " not in written.removeprefix("La ").removeprefix("Le ")
        entitled = alone and not text[:start].strip("# \n") and _ENTITLED.match(text, end) is not None
        titled = entitled or ("\n" not in text[:start].strip() and not opens)
        paired = " " in written and not opens and _WITH.search(plain(text[max(0, start - 14) : start])) is not None
        written_so = _CAMEL.fullmatch(written) is not None or _listed(text, start, end)
        written_so = written_so or (
            unmarked.emphasises(start, end) and not re.match(r"[ \u00a0]?:", text[end : end + 2])
        )
        hosted = written in spelled
        spoken = _AS_FOR.search(plain(text[max(0, start - 12) : start])) or _APART.match(plain(text[end : end + 24]))
        reached = (
            alone
            and _TO_TOWN.search(plain(text[max(0, start - 6) : start]))
            and not (acts or titled or spoken or hosted or written_so)
        )
        reached = reached or (
            _HELD_AT.search(plain(text[max(0, start - 30) : start])) is not None and not (acts or hosted)
        )
        beside = _BESIDE_TOWN.search(plain(text[max(0, start - 3) : start])) is not None
        reached = reached or (alone and beside and _place(_IN_COUNTRY.match(text, end), names) is EntityKind.COUNTRY)
        if (_DATELINE.match(text, end) and _opens(text, start)) or reached:
            towns.add(written)
        if acts or returns or placed or led or titled or full or paired or written_so or hosted or spoken:
            told[written] = None
        if plain(written).rsplit(" ")[-1] in _WATERS:
            told.pop(written, None)
        if len(told) >= _MOST:
            break
    spelt = {plain(written): written for written in sorted(told, key=lambda one: not one.isupper())}
    return tuple(
        Entity(EntityKind.ORGANISATION, start, end, text[start:end], spelt[plain(text[start:end])])
        for start, end, _ in runs
        if plain(text[start:end]) in spelt and text[start:end] not in towns
    )


def _listed(text: str, start: int, end: int) -> bool:
    """Tell whether a name fills the cell of a table or has a sum in brackets behind it: "| Nanocèdre |", "Nanocèdre (60 k€"."""
    cell = text[max(0, start - 2) : start].endswith(("| ", "|")) and text[end : end + 2].strip().startswith("|")
    return cell or re.match(r" \(\d", text[end : end + 3]) is not None


def domain_of(entity: Entity) -> str:
    """Return the squeezed name in the domain of an address: "poleemc2" for "info@pole-emc2.fr"."""
    if entity.kind not in (EntityKind.EMAIL, EntityKind.URL):
        return ""
    labels = entity.canonical.rpartition("@")[2].split("/")[0].split(".")
    return squeezed(labels[-2]) if len(labels) > 1 else ""


def spells(name: str, host: str) -> bool:
    """Tell whether a domain spells a name: "maillesoie" and "Maille & Soie", "poleemc2" and "EMC2"."""
    if (latin := transliterated(name)) != name and spells(latin, host):
        return True
    whole = squeezed(name)
    if host[:3] not in whole and whole[:3] not in host:
        return False  # most pairs end here
    words = [squeezed(word) for word in re.split(r"[ \u00a0'’&\-]", name) if plain(word) not in _SMALL]
    bare = "".join(words)
    if len(bare) < 3 or not words:
        return False
    if "&" in name and host in (squeezed(name.replace("&", "et")), squeezed(name.replace("&", "and"))):
        return True
    if host in (whole, bare) or (len(bare) > 4 and (bare in host or whole in host)):
        return True
    return len(bare) > 3 and (host.startswith(bare) or host.endswith(bare) or (len(host) > 5 and host in bare))


@lru_cache(maxsize=16384)
def squeezed(name: str) -> str:
    """Return the letters and digits of a name alone, folded: "Mer & Azur" → "merazur"."""
    return re.sub(r"[\W_]", "", plain(name))


def _free_runs(text: str, entities: Iterable[Entity], names: Names) -> Iterator[tuple[int, int, bool]]:
    """Yield the capitalised stretches that may be names: start, end, whether a sentence opens there with a single word."""
    entities = list(entities)
    unlisted = {e.start: e.end for e in entities if e.kind in _MADE_UP and names.entry(e.canonical) is None}
    persons = {e.start: e.end for e in entities if e.kind is EntityKind.PERSON}
    taken = sorted((entity.start, entity.end, entity.kind in PLACES) for entity in entities)
    starts, ends = [start for start, _, _ in taken], [end for _, end, _ in taken]
    for match in RUN.finditer(text):
        start, end = match.span()
        words = re.split(r"[ \u00a0]", match.group())
        if re.match(r"[LD]['’]", words[0]):
            start, words = start + 2, [words[0][2:], *words[1:]]
        town = bisect_left(starts, start)
        town_first = town < len(taken) and taken[town][0] == start and taken[town][2]
        abroad = len(words) > 1 and plain(words[1]) in _ABROAD
        lead = ""
        while len(words) > 1 and not (town_first or abroad) and only_leads(text, start, plain(words[0]).split("'")[0]):
            lead = words.pop(0)
            start += len(lead) + 1
        if lead in _DESKS and (of := _DEMONYM.match(text, start, end)):
            start, words = of.end(), re.split(r"[ \u00a0]", text[of.end() : end])  # "Service Export de Nova" is Nova's
        while len(words) > 1 and plain(words[-1]) in _PERIODICALS:
            end -= len(words.pop()) + 1
        for one in re.finditer(r"[^ \u00a0]+", text[start:end]):
            if (after := persons.get(start + one.start())) and (of := _PARTICLE.match(text, after, end)):
                start, words = of.end(), re.split(r"[ \u00a0]", text[of.end() : end])  # "Ida Keller of Nova Hub"
                break
        first, last = bisect_right(ends, start), bisect_left(starts, end)
        inside = taken[first:last]
        inside = [one for one in inside if not (one[0] == start and unlisted.get(start, end) < end)]
        if any(not place or (s, e) == (start, end) or s < start or e > end for s, e, place in inside):
            continue
        if inside and not re.search(r"\w", _without(text, start, end, inside)):
            continue
        demonym = _DEMONYM.match(text, start, end)
        entry = names.entry(re.split(r"[ \u00a0]", demonym.group())[0]) if demonym else None
        if demonym and entry is not None and entry.kind in PLACES and words[0] not in (entry.name, *entry.aliases):
            start, words = demonym.end(), re.split(r"[ \u00a0]", text[demonym.end() : end])
        word = plain(words[0])
        single = len(words) == 1
        if _OFFICES.fullmatch(plain(text[start:end])) or (single and word.endswith("ez") and _opens(text, start)):
            continue
        if (
            (word in NO_NAMES and not (town_first or abroad))
            or len(text[start:end]) < 4
            or (single and word in _AUTHORITIES)
            or (single and is_form_of(word, names.common_words) and not _APPOSED.match(plain(text[end : end + 14])))
        ):
            continue
        if text[start:end].isupper() and _is_shouted(text, start, end):
            continue
        yield start, end, single and _opens(text, start)


def only_leads(text: str, start: int, word: str) -> bool:
    """Tell whether the first word of a capitalised stretch only leads to a name: "Pourquoi Nanocèdre", "Voyez Nanocèdre"."""
    return word in NO_NAMES or ((word in _LEADING or word.endswith("ez")) and _opens(text, start))


def _without(text: str, start: int, end: int, inside: list[tuple[int, int, bool]]) -> str:
    """Return what is left of a stretch without the places in it: nothing of "Lyon-Grenoble"."""
    covered = {offset for s, e, _ in inside for offset in range(s, e)}
    return "".join(text[offset] for offset in range(start, end) if offset not in covered)


def _place(match: re.Match[str] | None, names: Names) -> EntityKind | None:
    """Return the kind of place that a bracket holds, alone or as its first or last part: "(Porto)", "(énergie, Porto)"."""
    parts = [part.strip() for part in match[1].split(",")] if match else []
    for part in (parts[-1], parts[0]) if parts else ():
        entry = names.entry(part)
        if entry is not None and entry.kind in PLACES:
            return entry.kind
    return None


def _is_shouted(text: str, start: int, end: int) -> bool:
    """Tell whether the line is in capitals, so that those of a word say nothing."""
    line = text[text.rfind("\n", 0, start) + 1 : (text.find("\n", end) + 1 or len(text) + 1) - 1]
    return line.isupper()


def _opens(text: str, start: int) -> bool:
    before = text[max(0, start - 6) : start].rstrip(' \u00a0*_«"“(#|')
    return not before or before[-1] in ".!?:;\n>-•"
