"""Programmes that the title, a heading or an item of a document names, and every mention of them. Does not know facts.

"Guide du candidat – programme Tandem Industrie", "## Fiche 1 – Duo Export", "1. **Amorce** : jusqu'à 30 000 euros"; also
those that a phrase tells: "les lauréats de Tandem Industrie, l'appel ouvert en mai", "au titre de Cap Houle", "Interreg Manche",
"le guichet « Mise à flot »", "Stone Bridge Vouchers".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from corpus.documents import Document
from corpus.kinds import PLACES, Entity, EntityKind
from corpus.naming import Names
from corpus.plain import plain
from corpus.protagonists import NO_NAMES
from corpus.spelling import is_form_of

_KIND = EntityKind.PROGRAMME
_UPPER = "A-ZÀ-ÖØ-ÞŒ"
_RUN = rf"[{_UPPER}][\w'’+\-]*(?:[ \u00a0](?:(?:de|du|des|la|et|&|d['’])[ \u00a0]?)?[{_UPPER}0-9][\w'’+\-]*){{0,4}}"
_LEAD = (
    r"(?:[Pp]rogrammes?|[Dd]ispositifs?|[Aa]ppels?(?: à (?:projets|candidatures))?|[Cc]hèques?|[Gg]uichets?"
    r"|[Bb]ourses?|[Pp]rêts?|[Ff]onds|[Pp]lan)"
)
_QUOTED = (
    r"(?:«[ \u00a0]?(?P<quoted>(?:[a-z]-)?[A-ZÀ-ÖØ-ÞŒ][^«»\n]{2,50}?)[ \u00a0]?»"
    r"|[\"“](?P<cited>[A-ZÀ-ÖØ-ÞŒ][^\"“”\n]{2,50})[\"”])"
)
_TITLED = re.compile(rf"(?<![\w\-]){_LEAD}[ \u00a0](?:{_QUOTED}|(?P<name>{_RUN}))")
_TITLED_AFTER = re.compile(rf"(?P<name>{_RUN})[ \u00a0](?:[Pp]rogramme?|[Ss]cheme|[Ff]und)\b(?!s? (?:of|for|manager))")
_TITLED_WHOLE = re.compile(
    rf"(?P<name>(?:Pass(?:eport)?|Ticket|Prime)[ \u00a0]{_RUN})"
    rf"(?=[ \u00a0]*(?:$|[:–—(,.]|- |\d))"
)
_ENGLISH = re.compile(
    rf"(?<![\w\-])(?P<name>(?!(?:The|Our|A|Its|Third|New)\b)(?:[{_UPPER}][\w'’\-]*[ \u00a0]){{1,4}}"
    r"(?:Grants|Vouchers|Loans|Fellowships|Bursaries|Fund|Facility))(?![\w\-])"
)
_ENGLISH_CALLED = re.compile(
    rf"\b(?:[Tt]he|[Oo]ur|[Ii]ts) "
    rf"(?P<name>(?:[{_UPPER}][\w'’\-]*[ \u00a0]){{0,3}}[{_UPPER}][\w'’\-]+)[ \u00a0](?:Programme|Program"
    rf"|Scheme)(?![\w\-])(?! (?:for|of|Committee)\b)"
)
_ACRONYM = re.compile(
    r"(?<![\w\-])(?P<name>(?:[Pp]rogramme|[Ff]onds|[Pp]lan|[Dd]ispositif|[Aa]ide|[Cc]hèque|[Mm]écanisme|[Ii]nstrument"
    r"|[Cc]rédit|[Pp]rêt"
    r"|[Ss]cheme|[Ff]und)(?:[ \u00a0][a-zA-Zà-ÿ'’\-]{1,16}){1,8}) \((?P<acronym>[A-ZÀ-Þ]{3,8})\)"
)
"""A title whose first word is part of the name, and English names of aids."""
_WINDOW = (
    r"(?:[Gg]uichets?|[Vv]olets?|[Ff]ormules?|[Bb]ourses?|[Pp]rêts?|[Pp]rimes?|[Cc]hèques?|[Gg]aranties?|[Pp]ass"
    r"|[Pp]asseports?|[Tt]ickets?"
    r"|[Aa]vances?|[Aa]ides?|[Ff]onds|[Dd]ispositifs?|[Pp]rogrammes?|[Aa]ppels?(?: à (?:projets|candidatures))?|[Mm]esures?"
    r"|[Aa]ssurances?|[Ss]chemes?|[Cc]alls?|[Vv]ouchers?|[Gg]rants?|[Ll]oans?|[Ff]unds?)"
)
_ADJECTIVE = (
    r"(?:[ \u00a0](?:régional|national|départemental|européen|territorial|public|mutualisé|annuel|individuel|collectif"
    r"|participatif"
    r"|industriel|remboursable|nouveau|d['’][a-zà-ÿ]{4,14})(?:e|s|es|aux|ne|ve)?){0,2}"
)
_WINDOWS = (
    re.compile(
        rf"\b(?:[Tt]he|[Aa]n?|[Oo]ur|[Ii]ts)[ \u00a0](?P<name>{_RUN})[ \u00a0](?:fund|scheme|programme|program|grant"
        rf"|voucher|loan|bursary|call)"
        r"\b(?! (?:of|for|manager|from|agreement))"
    ),
    re.compile(rf"(?<![\w\-]){_WINDOW}{_ADJECTIVE},?[ \u00a0]{_QUOTED}"),
    re.compile(
        rf"(?<![\w\-])(?:guichet|volet|bourse|prêt|prime|chèque|garantie|assurance|pass|fonds|dispositif)"
        rf"{_ADJECTIVE}[ \u00a0]\*{{0,2}}(?P<name>{_RUN})"
    ),
    re.compile(
        rf"(?<![\w\-])(?P<name>(?:Chèque|Bourse|Prêt|Prime|Pass|Passeport|Ticket|Assurance|Garantie|Avance"
        rf"|Diagnostic)[ \u00a0]{_RUN})"
    ),
    re.compile(
        rf"{_QUOTED}[ \u00a0](?:est|,)[ \u00a0]?(?:une? |le |la |l['’])?(?:aide|prêt|prime|bourse|avance|garantie|chèque)\b"
    ),
)
"""A noun of aids before a name in quotation marks or capitals, or a name told to be one."""
_HEADED = re.compile(
    rf"(?m)^#{{1,6}}[ \t]+(?:(?:Fiche|Dispositif|Programme|Guichet|Aide|Appel)(?: n°)? ?\d{{0,2}} ?[–—:\-.] ?"
    rf"|{_LEAD}[ \u00a0])"
    rf"(?:« ?|[\"“])?(?P<name>{_RUN})[ »\"”]*$"
)
_SUM = r"\d[\d \u00a0\u202f,.]*[ \u00a0\u202f]?(?:€|euros|M€|k€|millions?)"
_WORTH = (
    rf"(?:(?:jusqu['’]à|aide|subvention|prêt|avance|prime|bourse|forfait\w*|plafon\w+|au plus|maximum|au moins|up to"
    rf"|grant|loan|voucher)"
    rf"[^\n]{{0,40}}?(?:{_SUM}|\d+[ \u00a0]?%)|\d+[ \u00a0]?%[ \u00a0](?:du|des|de|d['’]|of)\b"
    rf"|(?:de|entre|from|between)[ \u00a0]\d[\d \u00a0\u202f,.]*(?:€|euros|k€|M€|millions?)?[ \u00a0]?(?:à|et|to"
    rf"|and)[ \u00a0](?:{_SUM})"
    rf"|\d+[ \u00a0]?%,?[ \u00a0][^\n]{{0,40}}?(?:jusqu['’]à|plafon\w+|au plus|maximum|up to)"
    rf"|(?:{_SUM})[ \u00a0](?:au plus|au maximum|maximum|forfaitaires?|at most))"
)
_OFFERS = (
    re.compile(
        rf"(?m)^[ \t]*(?:[-*•–]|\d{{1,2}}[.)])[ \t]+(?:\*\*|__|« ?)(?P<name>[{_UPPER}][^*_«»:.?!\n]{{2,40}}?)(?:\*\*|__| ?»)"
        rf"[ \u00a0]?(?:[:(,–—]|\*\*)[^\n]{{0,60}}?{_WORTH}"
    ),
    re.compile(
        rf"(?m)^[ \t]*(?:(?:[-*•–]|\d{{1,2}}[.)])[ \t]+)?(?:\*\*"
        rf"|__)?(?P<name>{_RUN}(?:[ \u00a0](?:d['’])?[a-zà-ÿ]{{4,14}})?)(?:\*\*|__)?"
        rf"(?:[ \u00a0]\([^()\n]{{2,30}}\))?[ \u00a0]?[:–—][ \u00a0][^\n]{{0,60}}?{_WORTH}"
    ),
    re.compile(
        rf"(?m)^[ \t]*(?:\*\*|__)(?P<name>[{_UPPER}][^*_«»:.?!\n]{{2,40}}?)[.:]?(?:\*\*|__)[ \u00a0.:][^\n]{{0,160}}?"
        rf"\b(?:[Ff]inanceur|[Tt]aux|[Pp]lafond|[Mm]ontant|[Ff]under|[Cc]eiling|[Rr]ate)\b[^\n]{{0,30}}?(?:{_SUM}"
        rf"|\d+[ \u00a0]?%)"
    ),
)
"""An item, or a line, that opens with the name of an aid and tells what it is worth."""
_NOUN = (
    r"(?:appels?|programmes?|dispositifs?|guichets?|fonds|aide|prêt|prime|avance|garantie|enveloppe|call|scheme|fund"
    r"|program|bourse"
    r"|cheque|chèque|voucher|loan)"
)
_TOLD = (
    re.compile(
        rf"\b(?:autre|nouveau|seul|[Uu]n|[Ll]e|[Nn]otre|[Cc]e|l['’]autre|another|new|one)[ \u00a0](?:dispositif"
        rf"|programme|appel à projets|fonds"
        rf"|guichet|scheme|fund),[ \u00a0](?P<name>{_RUN})(?=[ \u00a0]?[:,.;(])"
    ),
    re.compile(
        rf"(?P<name>{_RUN})[»”\"*]{{0,2}},[ \u00a0](?:l['’]|le |la |un |une |the |an? )(?:[a-zà-ÿ]+ ){{0,2}}?{_NOUN}"
        r"(?= (?:qui|que|par|de|du|des|d['’]|à|ouvert|lancé|créé|doté|pour|destiné|européen|national|régional|for|that|which"
        r"|of|run|launched|open|created)|,)"
    ),
    re.compile(
        rf"(?P<name>{_RUN})[»”\"*]{{0,2}}[ \u00a0](?:est|was|is)[ \u00a0](?:une? |le |l['’]|the |an? )"
        rf"(?:[A-Za-zà-ÿ]+ ){{0,2}}?{_NOUN}\b"
    ),
    re.compile(
        r"\b(?:au titre|[Ll]auréate?s?|[Ww]inners?|appel à candidatures|appel à projets|crédits)[ \u00a0]"
        rf"(?:de |d['’]|du |of )[«“\" ]*(?P<name>{_RUN})"
    ),
)
"""A phrase that calls a name a programme, or names what somebody won."""
_FAMILY = re.compile(
    rf"(?<![\w\-])(?P<name>Interreg(?:[ \u00a0](?:[IVX]{{1,3}}[- ]?[ABC]?|(?:de la |des |du )?[{_UPPER}][\w'’\-]+)){{1,5}})"
)
_PREFIXED = re.compile(r"(?<![\w\-])(?P<name>[A-Z]{2,6}-(?P<known>[A-Z]\w+))(?![\w\-])")
_NUMERAL = re.compile(r"Interreg[ \u00a0](?:[IVX]{1,3}[- ]?[ABC]?|Europe)")
_ABOUT = re.compile(
    r"\b(?:subvention\w*|financ\w*|aides?|appels? a projets|laureats?|funding|funded|grants?|vouchers?|cheques?"
    r"|bourses?|prets?|plafonds?"
    r"|dotations?|loans?)\b"
)
_LISTED = re.compile(
    r"\b(?:aides?|cheques?|appels?|pass|passeport|grants?|vouchers?|programmes?|dispositifs?|fonds|bourses?|prets?"
    r"|fund|funding|schemes?"
    r"|financ\w+|subventions?|soutiens?|guichet)\b"
)
"""A title under which even a common word may name what an item offers."""
_OF_GIVER = re.compile(
    r"[ \u00a0](?:de la|du|de l['’]|des|de)[ \u00a0]?(?:Région|Département|Métropole|État|Ville|Conseil|Agence|Union"
    r"|Commission|Banque|Pôle)"
)
_LABELS_TEXT = """
    taux montant montants plafond plancher budget enveloppe duree dotation aide aides subvention subventions forfait cotisation
    tarif tarifs cout couts prix lot categorie article frais depenses petite moyenne grande pme tpe eti laboratoire laboratoires
    remuneration salaire salaires gratification indemnite loyer loyers versement reglement paiement ressources recettes
    combien comment pourquoi quand chiffre chiffres garantie salle stand entree repas hebergement transport vol hotel
    price prices salary fee fees cost costs budget rate amount total funding deadline who how when what where
    entreprise entreprises association bonus avance acompte solde objectif objectifs date dates calendrier public cible candidats
    contact contacts region etat union europe feder bronze argent or total annee national regional
"""
_LABELS = frozenset(_LABELS_TEXT.split())
_NO_PROGRAMMES_TEXT = """
    european national regional joint new work training framework annual action support mobility french german federal public
    private international industrial innovation research first second third next last
"""
_NO_PROGRAMMES = frozenset(_NO_PROGRAMMES_TEXT.split())


def named_programmes(document: Document, names: Names, known: Iterable[Entity] = ()) -> Iterator[Entity]:
    """Yield every mention of the programmes that the title, a heading or an item introduces.

    "Single Market" within the `known` "Single Market Programme" is no name of its own.
    """
    longer = [e for e in known if e.kind is _KIND and names.entry(e.text) is not None]
    text, title = document.text, document.title
    written: dict[str, None] = {}
    for pattern in (_TITLED, _TITLED_AFTER, _TITLED_WHOLE, _ENGLISH):
        written |= dict.fromkeys(map(_name, pattern.finditer(title)))
    if _ABOUT.search(plain(text)):
        written |= dict.fromkeys(map(_name, (*_HEADED.finditer(text), *_ENGLISH.finditer(text))))
        written |= {name: None for name in map(_name, _ENGLISH_CALLED.finditer(text)) if _is_new(name, names)}
        told = dict.fromkeys(found["name"] for offers in _OFFERS for found in offers.finditer(text))
        new = [name for name in told if _is_new(name, names)]
        listed = len(new) > 1 or _LISTED.search(plain(title)) is not None
        written |= {n: None for n in new if listed or " " in n or not is_form_of(plain(n), names.common_words)}
    for window in _WINDOWS:
        found_there = [one for one in window.finditer(text) if _is_new(_name(one), names) or _quotes_more(one, names)]
        written |= {_without_giver(_name(one), names): None for one in found_there}
    written |= dict.fromkeys(found["name"] for found in _FAMILY.finditer(text) if not _NUMERAL.fullmatch(found["name"]))
    for found in _ACRONYM.finditer(text):
        letters = iter("".join(word[0] for word in re.findall(r"[^\W_]+", found["name"])).upper())
        if names.entry(found["acronym"]) is None and all(letter in letters for letter in found["acronym"]):
            written |= {found["acronym"]: None, found["name"]: None}
    for found in _PREFIXED.finditer(text):
        entry = names.entry(found["known"])
        if entry is not None and entry.kind is _KIND:
            written[found["name"]] = None
    for pattern in _TOLD:
        for found in pattern.finditer(text):
            words = found["name"].split(" ")
            while len(words) > 1 and plain(words[0]) in NO_NAMES:
                words.pop(0)
            name = " ".join(words)
            entry = names.entry(name)
            common = " " not in name and is_form_of(plain(name), names.common_words)
            if not (common or plain(name).split()[0] in NO_NAMES or (entry is not None and entry.kind is not _KIND)):
                written[name] = None
    taken: set[int] = set()
    for name in sorted(written, key=len, reverse=True):
        entry = names.entry(name)
        if len(name) < 3 or plain(name).split()[0] in _LABELS or (entry is not None and entry.kind in PLACES):
            continue
        for found in re.finditer(rf"(?<![\w\-]){re.escape(name)}(?![\w\-])", text):
            within = any(e.start <= found.start() < found.end() < e.end for e in longer)
            if not within and taken.isdisjoint(range(*found.span())):
                taken.update(range(*found.span()))
                yield Entity(EntityKind.PROGRAMME, found.start(), found.end(), name, name)


def _without_giver(name: str, names: Names) -> str:
    """Return the name of an aid without the body that gives it: "Prêt Rebond de Bpifrance" → "Prêt Rebond"."""
    aid, _, giver = name.rpartition(" de ")
    entry = names.entry(giver)
    return aid if aid and entry is not None and entry.kind is EntityKind.INSTITUTION else name


def _quotes_more(found: re.Match[str], names: Names) -> bool:
    """Tell whether quotation marks give a known programme more words: "l'appel « i-Nov régional »"."""
    groups = found.groupdict()
    name = groups.get("quoted") or groups.get("cited") or ""
    first = names.entry(name.split(" ")[0]) if " " in name else None
    return first is not None and first.kind is _KIND


def _name(found: re.Match[str]) -> str:
    """Return the name that a phrase tells, in quotation marks or not."""
    groups = found.groupdict()
    name: str = next(name for name in (groups.get("quoted"), groups.get("cited"), groups.get("name")) if name)
    return _OF_GIVER.split(name)[0]


def _is_new(name: str, names: Names) -> bool:
    """Tell whether a name is in no file and no common word alone, so that only its place tells that it is a programme."""
    if plain(name) in _NO_PROGRAMMES:
        return False
    first = names.entry(name.split(" ")[0]) if " " in name else None
    known = names.entry(name) is not None or (first is not None and first.kind is not EntityKind.POLE)
    return not (known or (" " not in name and plain(name) in NO_NAMES))
