"""Programmes that the title, a heading or an item of a document names, and every mention of them. Does not know facts.

"Guide du candidat – programme Tandem Industrie", "## Fiche 1 – Interclust", "- **Amorce** : jusqu'à 30 000 euros".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.documents import Document
from corpus.kinds import PLACES, Entity, EntityKind
from corpus.naming import Names
from corpus.plain import plain

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
    taken: set[int] = set()
    for name in sorted(written, key=len, reverse=True):
        entry = names.entry(name)
        if len(name) < 3 or plain(name).split()[0] in _LABELS or (entry is not None and entry.kind in PLACES):
            continue
        for found in re.finditer(rf"(?<![\w\-]){re.escape(name)}(?![\w\-])", text):
            if taken.isdisjoint(range(*found.span())):
                taken.update(range(*found.span()))
                yield Entity(EntityKind.PROGRAMME, found.start(), found.end(), name, name)
