"""Programmes that the title, a heading or an item of a document names, and every mention of them. Does not know facts.

"Guide du candidat – programme Tandem Industrie", "## Fiche 1 – Interclust", "- **Amorce** : jusqu'à 30 000 euros"; also
those that a phrase tells: "les lauréats de Tandem Industrie, l'appel ouvert en mai", "au titre de Cap Houle", "Interreg Manche".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

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
_TITLED = re.compile(rf"(?<![\w\-]){_LEAD}[ \u00a0](?:« ?|[\"“])?(?P<name>{_RUN})")
_TITLED_AFTER = re.compile(rf"(?P<name>{_RUN})[ \u00a0](?:[Pp]rogramme?|[Ss]cheme|[Ff]und)\b(?!s? (?:of|for|manager))")
_HEADED = re.compile(
    rf"(?m)^#{{1,6}}[ \t]+(?:(?:Fiche|Dispositif|Programme|Guichet|Aide|Appel)(?: n°)? ?\d{{0,2}} ?[–—:\-.] ?"
    rf"|{_LEAD}[ \u00a0])"
    rf"(?:« ?|[\"“])?(?P<name>{_RUN})[ »\"”]*$"
)
_OFFER = re.compile(
    rf"(?m)^[ \t]*[-*•–][ \t]+(?:\*\*|__|« ?)(?P<name>{_RUN})(?:\*\*|__| ?»)[ \u00a0]?(?:[:(,–—]|\*\*)[^\n]{{0,80}}?"
    r"(?:jusqu['’]à|de|aide|plafon\w+|au plus|maximum|au moins"
    r"|up to)[^\n]{0,40}?\d[\d \u00a0,.]*(?:[ \u00a0]?(?:€|euros|M€|k€|%|millions?))"
)
_NOUN = r"(?:appels?|programmes?|dispositifs?|guichets?|fonds|call|scheme|fund|program|bourse|cheque|chèque)"
_TOLD = (
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
_ABOUT = re.compile(r"\b(?:subvention\w*|financ\w*|aides?|appels? a projets|laureats?|funding|grants?)\b")
_LABELS_TEXT = """
    taux montant montants plafond plancher budget enveloppe duree dotation aide aides subvention subventions forfait cotisation
    tarif tarifs cout couts prix lot categorie article frais depenses petite moyenne grande pme tpe eti laboratoire laboratoires
    entreprise entreprises association bonus avance acompte solde objectif objectifs date dates calendrier public cible candidats
    contact contacts region etat union europe feder bronze argent or total annee national regional
"""
_LABELS = frozenset(_LABELS_TEXT.split())


def named_programmes(document: Document, names: Names) -> Iterator[Entity]:
    """Yield every mention of the programmes that the title, a heading or an item introduces."""
    text = document.text
    written: dict[str, None] = {}
    for found in (*_TITLED.finditer(document.title), *_TITLED_AFTER.finditer(document.title)):
        written[found["name"]] = None
    if _ABOUT.search(plain(text)):
        for found in (*_HEADED.finditer(text), *_OFFER.finditer(text)):
            written[found["name"]] = None
    written |= dict.fromkeys(found["name"] for found in _FAMILY.finditer(text) if not _NUMERAL.fullmatch(found["name"]))
    for found in _PREFIXED.finditer(text):
        entry = names.entry(found["known"])
        if entry is not None and entry.kind is _KIND:
            written[found["name"]] = None
    for pattern in _TOLD:
        for found in pattern.finditer(text):
            name = found["name"]
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
            if taken.isdisjoint(range(*found.span())):
                taken.update(range(*found.span()))
                yield Entity(EntityKind.PROGRAMME, found.start(), found.end(), name, name)
