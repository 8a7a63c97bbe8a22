"""What only looks like support: who gives taken for who gets, prices, thresholds, requests, the resources of a body, prizes.

Does not know facts.
"""

from __future__ import annotations

import re

from corpus.extraction.fact_reading import Reading, Sentence, Subject
from corpus.kinds import Entity, EntityKind

_GIVING = re.compile(
    r"[ »\"*\0]{0,4}(?:,[^,.;]{3,70},)?(?: \([^)]{1,40}\))? ?(?:en |y |lui |leur |nous )?(?:(?:a|ont|va|vont|has"
    r"|have) )?"
    r"(?:apport(?:e|ent|era|eront|er)|vers(?:e|ent|era|er)|accord(?:e|ent|era|er)|allou(?:e|ent|er)|attribu(?:e|ent"
    r"|er)|octroi\w+"
    r"|consacr\w+|investi\w*|financ(?:e|ent|era|er)|subventionn(?:e|ent|er)|lanc(?:e|ent|er)|ouvr(?:e|ent)|offr\w+"
    r"|propos(?:e|ent)"
    r"|publi(?:e|ent)|depens\w+|launch\w*|gives?|grants?|pays?|provides?|funds?|invest\w*)\b(?! (?:par|grace|aupres"
    r"|by)\b)"
)
_DOUBT = re.compile(
    r"\bdes lors que\b|\bdepend(?:ra|ent|ait)? (?:de|du|d')|\bdemandes? d'aides?\b|\bissue de la demande\b"
    r"|\bremises? (?:de|sont|est)\b|\bde remise\b"
    r"|\btarifs?\b|\bressources (?:de|du|se|propres|provien)|\bse repartiss\w+|\bse partag\w+"
    r"|(?<!le )\bconcours\b(?! d)"
    r"|\b(?:trophees?|prix|medailles?|award|prize)\b[^.;]{0,60}\b(?:dotee?s? |worth )"
    r"|\bpitchs?\b|\bcreer un fonds\b|\bsous reserve d'obten|\ben attente de (?:financement|reponse)"
    r"|\bchiffre d'affaires\b|\bcaution\b|\bavaient demande\b|\bau total\b[^.;]{0,60}\bprojets\b"
    r"|\bmontant total d'aides\b"
    r"|\bif (?:the|it) \w+ (?:is|are) (?:granted|approved)|\bhas applied\b|\bapplied for\b"
)
_EACH = re.compile(
    r" ?(?:chacune?s?\b|each\b|(?:par|per|a) (?:mois|entreprise|participant|personne|stage|jour|jury|month|day"
    r"|company|dossier|membre)s?\b)"
)
_LINK = re.compile(
    r"\b(?:co-?)?financ(?:e|ee|es|ees|ement)s?\b|\bsubventionn\w+|\bsoutenu\w*|\bbenefici\w+|\bobten\w+|\bobtien\w+"
    r"|\brecu\w*|\brecoi\w+"
    r"|\bdecroch\w+|\bremport\w+|\bretenu\w*|\bselectionn\w+|\blaureat\w*|\baccompagnee?s? par\b|\bau titre d"
    r"|\bdans le cadre\b"
    r"|\bappui\w*|\baide\w*\b|\bgrant\w*|\bfund\w*|\bsupported\b|\bawarded\b|\bselected\b|\bsoutien\w*|\bemarge\w*"
    r"|\bmobilis\w+|\bpuis\w+ dans\b|\bvien(?:t|nent) d[e']|\b(?:a|ont) (?:repondu|participe)|\bengage\w*|\bpercoi\w+"
    r"|\b(?:credits?|argent|money|moyens|funds|cash|help) (?:du |de la |de l'|des |d'|from )|\bfigur\w+ parmi\b"
    r"|\bcompt\w+ parmi\b"
)
_OWN = re.compile(r"[ »\"*]{0,3},? ?(?:(?:est|etait|sera) )?(?:\w+ )?dotee? d")
_DEFINED = re.compile(
    r"\best une? (?:aide|dispositif|programme|appel|fonds|cheque|prime|pret|bourse|initiative)\b[^.;,]{0,40}"
    r"\b(?:du|de la|de l'|des|de|d')(?: pole| cluster| reseau)? ?[«\" ]*\Z"
)
_A_PROJECT = re.compile(
    r"\b(?:projets?|laureat\w*|retenu\w*|finance\w*|selectionne\w*) (?:du|de la|de l'|des|de|au|par le) ?[«\" ]*\Z"
)
_THING = re.compile(
    r"(?:le|la|les|l'|ce|cet|cette|ces|un|une|son|sa|the|this|its) ?(?:projets?|plateforme|batiment|halle"
    r"|demonstrateur|atelier|cout"
    r"|budget|chantier|salon|evenement|stand|voyage|forum|congres|etude|pavillon|concert|fete|investissement|ligne"
    r"|usine|catalogue|bourses?|operation|mission|programme|project|platform"
    r"|cost)\b"
    r"(?! [a-z]* ?[«\" ]*\0| (?:du|de l'|de la|de) ?(?:pole|cluster|association|reseau)\b)|(?:il|elle"
    r"|it) (?:a |ont )?(?:coute|cost)|(?:chacune?|tous|toutes"
    r"|each|both|ils|elles|they)\b"
)
_WITH_HELP = re.compile(r"\bavec (?:le |l')(?:soutien|appui|concours|aide)\b|\bsoutenu\w* par\b")


def gives(sentence: Sentence, entity: Entity) -> bool:
    """Tell whether somebody is told to give: "X apporte 50 000 euros", "X lance un appel", "… est une aide du pôle X"."""
    if not sentence.span.start <= entity.start < sentence.span.end:
        return False
    if _DEFINED.search(sentence.before(entity.start, 120)):
        return True
    return _GIVING.match(sentence.after(entity.end, 120)) is not None and not _WITH_HELP.search(sentence.words)


def is_of_thing(sentence: Sentence) -> bool:
    """Tell whether a sentence is about a thing or several that another one names: "Le projet coûte", "Chacune percevra"."""
    return _THING.match(sentence.words) is not None


def is_doubtful(sentence: Sentence) -> bool:
    """Tell whether a sentence speaks of prices, conditions, requests, resources or prizes, and not of support."""
    return _DOUBT.search(sentence.words) is not None


def is_each(sentence: Sentence, amount: Entity) -> bool:
    """Tell whether an amount is a price for each month, person or company."""
    return _EACH.match(sentence.after(amount.end, 24)) is not None


def has_own(sentence: Sentence, programme: Entity) -> bool:
    """Tell whether a sum is what a programme has itself: "un fonds, X, doté de 1 M€"."""
    after = _OWN.match(sentence.after(programme.end))
    return after is not None and not _A_PROJECT.search(sentence.before(programme.start))


def is_linked(reading: Reading, sentence: Sentence, subject: Subject, programme: Entity) -> bool:
    """Tell whether a sentence without a sum says in its own words that somebody whom it goes on about has support."""
    here = [e for e in subject.entities if sentence.span.start <= e.start < sentence.span.end]
    if any(e.kind is EntityKind.PROGRAMME for e in here):
        return True
    if any(";" in sentence.between(e.end, programme.start) for e in here if e.end < programme.start):
        return False
    goes_on = reading.is_item(sentence) or reading.is_about_another(sentence)
    return bool(here or (goes_on and subject.entities)) and _LINK.search(sentence.words) is not None
