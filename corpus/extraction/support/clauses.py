"""Support told by who gives and who receives, where neither need have a name: "La Région verse au pôle 90 000 euros".

Reads what the rules on named programmes leave. Does not know tables.
"""

from __future__ import annotations

import re

from corpus.extraction.fact_reading import ACTORS, Reading, Sentence
from corpus.extraction.support.givers import generic_givers, named_givers
from corpus.extraction.support.parts import is_cost
from corpus.fact_kinds import Field, FieldName
from corpus.kinds import Entity, EntityKind
from corpus.plain import plain

_NOUN = (
    r"(?:poles?|clusters?|grappes?|associations?|pme|tpe|eti|smes|(?:jeunes )?entreprises|start-?ups?"
    r"|jeunes pousses|laureats?"
    r"|laboratoires?|exploitations?|fermes?|societes?|artisans?|agriculteurs?|villes?|lycees?|doctorants?|chercheurs?"
    r"|etudiante?s?|lyceennes?|lyceens?|apprenties?|apprentis?|stagiaires?|clubs?|farms?|students?|consortiums?"
    r"|consortia|chefs? de file|binomes?|structures?"
    r"|beneficiaires?|candidats?"
    r"|porteurs?|projets?"
    r"|equipes?|adherents|etudes?|demonstrateurs?|partenaires|communes|universites?|ecoles?|companies|firms"
    r"|winners|projects?"
    r"|travaux|equipements?|batiments?|chantiers?|stands?|postes?|machines?|serres?|halles?|usines?|logements?|essais"
    r"|ouvrages?"
    r"|vitrine|caisse|locaux|works|building|stand|members|applicants|forum|salon|festival|incubateurs?|plateformes?"
    r"|events?|conferences?|seminaires?|congres|evenements?|formations?|(?:spring |summer |winter )?schools?|training courses?"
    r"|ateliers?)"
)
_ART = (
    r"(?:le |la |l'|les |un |une |chaque |chacun des |des |ces |ce |cette |tout |ses |nos |leurs |the |each "
    r"|a |every |its |all |(?:les |the )?(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|two"
    r"|three|four|five"
    r"|ten|twelve|twenty) )"
)
_EACH = r"(?:(?<=chaque )|(?<=each )|(?<=every ))[a-z]{3,}"
_WHO = rf"(?:{_ART})?(?:[«\" ]*(?P<name>\0+)[»\" ]*|(?P<noun>(?<![a-z])(?:(?:\d{{4}} )?{_NOUN}|{_EACH}))(?![a-z]))"
_RECEIVES = (
    r"(?:(?:vien(?:t|nent) d'obtenir|(?:vien(?:t|nent) de (?:recevoir|decrocher|toucher|remporter)))|recoi\w+|recu\w*"
    r"|percoi\w+|percevr\w+|percu\w*|touch(?:e|ent|era|eront|ait)\b|obtien\w+|obtenu\w*"
    r"|obtint|benefici\w+"
    r"|decroch\w+|empoch\w+|remport\w+|receiv\w+|awarded|won|secured|gets?|got|obtain\w+"
    r"|(?:cree|lance|organise|monte|ouvert|developpe|realise|concu|created|launched|built|organi[sz]ed|developed|set up"
    r"|started)(?:e|s|es)? "
    r"(?:avec le|grace au|with the|thanks to the) (?:soutien|appui|concours|support|help)"
    r"|dote\w* (?:d'|de )|subventionne\w*|soutenu\w*|finance(?:e|es|s)? (?:a |par |pour )"
    r"|pay(?:e|ee|es|ees) (?:a |par |pour )|prise?s? en charge (?:a |par |pour )|(?:paid|funded|covered|supported"
    r"|financed|given)\b)"
)
_GIVES = (
    r"(?:vers(?:e|ent|era|ait)|avanc(?:e|ent|era)|pret(?:e|ent|era)|accord(?:e|ent|era|ait)|allou(?:e|ent|era)"
    r"|attribu(?:e|ent|era)|octro(?:ie|ient|iera)"
    r"|apport(?:e|ent|era)|consacr(?:e|ent|era)|donn(?:e|ent|era)|propos(?:e|ent)|reserv(?:e|ent)"
    r"|consent(?:i|ent|ira)?|sign(?:e|ent|era)(?= (?:un |des )?(?:cheque|pret))|debloqu(?:e|ent|era)|inject(?:e|ent"
    r"|era)|offr(?:e|ent|ira)|offert"
    r"|met(?:tent|tra)?|mis|regl(?:e|ent|era)|fourni(?:t|ssent)?|contribu(?:e|ent|era|ted|tes?)"
    r"|(?:decid\w+|accept\w+|vot\w+|propos\w+|vient|viennent|convien\w+|choisi\w*) (?:de |d')(?:verser|accorder"
    r"|allouer|attribuer|octroyer|consacrer"
    r"|donner|preter|avancer|financer)"
    r"|grant(?:s|ed)?|award(?:s|ed)?|provide[sd]?|gives?|gave|pays?|paid|allocate[sd]?|len[dt]s?|hand(?:s|ed))"
)
_GIVEN = (
    r"(?:verse|accorde|alloue|attribue|octroye|propose|consacre|reserve|destine|granted|awarded|paid"
    r"|given)(?:e|s|es)?\b"
)
_SIDE = (
    r"(?:, [\0a-z' -]{1,40}(?=,)|,? (?:qui|dont|issu|ne|situe|base|installe|porte|mene|lance)[^,;.]{0,70},?"
    r"| [a-z']+){0,4}?"
)
_SUBJECT = re.compile(
    rf"{_WHO}{_SIDE},? (?:n'|ne |y |en |se |s')?(?:chacun |each )?(?:(?:a|ont|avait|est|sont|etait|sera|was"
    rf"|were|has|have|is)"
    rf"(?: \w+){{0,2}}? )?(?:chacun |each )?{_RECEIVES}"
)
_OBJECT = re.compile(
    rf"\b{_GIVES}(?: \w+)?(?: (?:[^,;.]|[,.](?=\d)){{1,90}}?)? (?:a |au |aux |to |a l')(?:chacun des )?{_WHO}"
)
_PASSIVE = re.compile(rf"\b{_GIVEN}(?:[^,;.:]|[,.](?=\d)){{0,50}}? (?:a |au |aux |pour |to |for ){_WHO}")
_FOLLOWED = re.compile(
    rf"\b(?:subvention\w*|financ(?:e|ent|era)|soutien(?:t|nent)|aident?|funds?|supports?|prend(?:ra)? en charge"
    rf"|prennent en charge|pai(?:e|ent)|pays?"
    rf"|regl(?:e|ent)) {_WHO}"
)
_SELF = re.compile(r"(?:poles?|cluster|association|grappe)\Z")
_NOT = re.compile(
    r"\bn(?:'|e )(?:\w+ ){1,3}?(?:pas|plus|jamais|aucun\w*|ni|rien)\b|\brefus\w+|\brejet\w+|\bsollicit\w+"
    r"|\baucune? (?:aide|subvention"
    r"|financement|credit|pole)|\bespere\w*|\bdemande\w* (?:de|d'une) (?:aide|subvention)|\bnot\b|\bno (?:grant"
    r"|funding)\b|\bperd(?:u|re)\b"
    r"|\bfees?\b|\bbillets?\b|\btickets?\b|\bcommandes?\b|\bventes?\b|\bcontrats?\b|\bmarche\b|\bdevis\b"
    r"|\bl'equipement\b|\brembourse\w* (?:l'|la "
    r"|le )|\bcotis\w+|\bfacture|\bachete|\bvend|\bchiffre d'affaires|\bcapital\b|\bleve\w*"
)
_CALLED = re.compile(
    r"(?:[ -](?!d['’]|(?:de|du|des|en|à|au|aux|la|le)\b)[a-zà-ÿ'’-]+){0,2},?[ \u00a0]"
    r"(?:« ?)?(?P<name>[A-ZÀ-Þ][\w+-]+(?: [A-ZÀ-Þ][\w+-]+)?)"
)
_AID = re.compile(
    r"\W*(?:montant (?:de l'|de la )?)?(?:aide|subvention|financement|dotation|soutien|montant|grant|funding|award)"
    r"(?: (?:publique|accordee?|attribuee?|obtenue?|recue?|regionale?|europeenne?|demandee?|totale?))? ?(?:de "
    r"|d'|:|of |–|-)"
)
_PART = re.compile(
    r"(?:concours|prix|trophees?|challenge|hackathon|award|prize|lot|article|axe|volet|niveau|categorie|etape|phase"
    r"|option|annexe|titre|taux|tarif|montant|aide"
    r"|subvention|dotation|budget"
    r"|calendrier|duree|financement|conditions?|objectifs?|edition|session|total|le|la|les|un|une|en|notre|nous"
    r"|il|elle)\b"
)
_OPENED = re.compile(
    r"[ \t>*+•–\-]*(?:\d{1,2}[.)] )?[*_«\" ]*(?P<name>[A-ZÀ-Þ][\w'’&+\-]*(?: (?:[A-ZÀ-Þ0-9&][\w'’&+\-]*|de|du"
    r"|des|la|et)){0,5})"
    r"[*_»\" ]*(?: ?\([^()\n]{2,40}\))? ?[:.–—,|(]"
)
_COMPLEMENT = re.compile(
    r"(?:\b(?:of|de|des|du|to|entre|par|pour|avec|chez|from|by|with|dont)|\bd') (?:the )?(?:\w+ )?\Z"
)
_CROWD = re.compile(r"\b\d{2,} (?:[a-z]+ )?\Z")
_OPEN = re.compile(
    r"(?:\A|[,;:«\"(*–-] ?|\b(?:et|mais|que|si|and|that|if|\d|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|two"
    r"|three|four|five"
    r"|certain\w*|plusieurs|quelques|some|several|many))[ *]*\Z"
)
_CLAUSE = re.compile(r"(?:(?! mais |;).)+", re.DOTALL)
_THEY = re.compile(
    rf"(?:\A|(?<=[;,] )|\b(?:et|mais) )(?:il|elle|ils|elles|chacune?|tous|toutes|they|it|each) (?:y |en )?(?:(?:a"
    rf"|ont|has"
    rf"|have) )?(?:each )?{_RECEIVES}"
)
_BEGUN = re.compile(
    rf"(?:\A|\A(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|two|three|four|five|six|\d+) |\b(?:les|le|la) "
    rf"|\bl'){_WHO}"
)
_LED = re.compile(
    r"\b(?:projets?|demonstrateur|plateforme|atelier|consortium|halle|centre|fonds|laboratoire)(?: (?!du "
    r"|de la )[a-z'-]+){0,3},? [«\" ]*\Z"
)


def clause_support(reading: Reading, sentence: Sentence) -> list[Field]:
    """Return the beneficiary, the givers and the sums of a sentence that tells who gets them; nothing where it does not."""
    sums = sentence.of({EntityKind.AMOUNT})
    clauses = [found.span() for found in _CLAUSE.finditer(sentence.words) if not _NOT.search(found.group())]
    base = sentence.span.start
    sums = tuple(e for e in sums if any(start <= e.start - base < end for start, end in clauses))
    sums = tuple(e for e in sums if not is_cost(sentence, e)) or sums
    if not sums:
        return []
    beneficiary = _beneficiary(reading, sentence, clauses)
    if not beneficiary:
        return []
    named = [g for g in named_givers(reading, sentence) if not g.start < beneficiary.end or beneficiary.start >= g.end]
    generic = [
        g for g in generic_givers(reading, sentence) if not any(g.start < n.end and n.start < g.end for n in named)
    ]
    fields = [beneficiary, *named, *generic]
    return [*fields, *(reading.field(FieldName.AMOUNT, entity) for entity in sums)]


def _beneficiary(reading: Reading, sentence: Sentence, clauses: list[tuple[int, int]]) -> Field | None:
    """Return who gets something in the clauses that deny nothing; a pronoun stands for who began it."""
    for first, last in clauses:
        for pattern in (_OBJECT, _PASSIVE, _SUBJECT, _FOLLOWED):
            for found in pattern.finditer(sentence.words[:last], first):
                if pattern is _SUBJECT and not _leads(sentence.words[first : found.start()], found):
                    continue
                if (field := _found(reading, sentence, found)) is not None:
                    return field
        if _THEY.search(sentence.words[:last], first):
            heading = reading.heading(sentence)
            own = Sentence(sentence.number, sentence.span, sentence.words[:first], sentence.entities, sentence.section)
            for other in (own, *reading.earlier(sentence, 1), *([heading] if heading else [])):
                begun = _BEGUN.search(other.words)
                if begun and (field := _found(reading, other, begun)) is not None:
                    return field
    return None


def _leads(before: str, found: re.Match[str]) -> bool:
    """Tell whether what is found before a verb is its subject: no complement ("one of the clusters"), crowd or adjective."""
    if _COMPLEMENT.search(before) or _CROWD.search(before):
        return False
    bare = found["noun"] is not None and found.start() == found.start("noun")
    return not bare or _OPEN.search(before) is not None


def _found(reading: Reading, sentence: Sentence, found: re.Match[str]) -> Field | None:
    group = "name" if found["name"] else "noun"
    start, end = (sentence.span.start + offset for offset in found.span(group))
    return _of(reading, sentence, start, end, found[group])


def _of(reading: Reading, sentence: Sentence, start: int, end: int, word: str) -> Field | None:
    """Return the beneficiary that a stretch of a sentence is: a name, the host whom "le pôle" stands for, a common noun."""
    if "\0" in word:
        named = [e for e in sentence.of(ACTORS | {EntityKind.PROGRAMME}) if start <= e.start and e.end <= end + 1]
        if not named or reading.is_foreign(named[0]):
            return None
        one = named[0]
        if one.kind is EntityKind.PROGRAMME and not _LED.search(sentence.before(one.start)):
            return None
        return reading.field(FieldName.BENEFICIARY, one)
    definite = re.search(r"(?:\b(?:le|la|au|du) |l')\Z", sentence.before(start))
    if definite and _SELF.match(word) and reading.host is not None and _is_pole(reading, reading.host):
        return reading.field(FieldName.BENEFICIARY, reading.host, inferred=True)
    called = _CALLED.match(reading.document.text[end : end + 60])
    if called:
        return reading.quoted(FieldName.BENEFICIARY, end + called.start("name"), end + called.end("name"))
    return reading.quoted(FieldName.BENEFICIARY, start, end)


def _is_pole(reading: Reading, host: Entity) -> bool:
    """Tell whether "le pôle" can stand for the host: a pole, or whoever the title or the publisher names."""
    told = plain(f"{reading.document.title} {reading.document.publisher}")
    return host.kind is EntityKind.POLE or plain(host.canonical) in told


def headed_support(reading: Reading, sentence: Sentence) -> list[Field]:
    """Return who opens the item or paragraph, and the sums of "- AILIA. Un moteur sobre. Aide de 3 M€, ADEME."."""
    sums = sentence.of({EntityKind.AMOUNT})
    if not sums or not _AID.match(sentence.words):
        return []
    text = reading.document.text
    line = text.rfind("\n", 0, sentence.span.start) + 1
    opened = _OPENED.match(text[line : sentence.span.end])
    if opened is None or line + opened.end("name") >= sums[0].start or _PART.match(plain(opened["name"])):
        return []
    start, end = line + opened.start("name"), line + len(opened.group()[: opened.end("name")].rstrip(" ."))
    known = next((e for one in reading.between(start, end) for e in one.entities if e.start == start), None)
    if known is not None and known.kind is EntityKind.PERSON:
        return []
    canonical = known.canonical if known is not None and known.end == end else text[start:end]
    fields = [reading.quoted(FieldName.BENEFICIARY, start, end, canonical), *generic_givers(reading, sentence)]
    fields += [reading.field(FieldName.FUNDER, e) for e in sentence.of({EntityKind.INSTITUTION})]
    return [*fields, *(reading.field(FieldName.AMOUNT, one) for one in sums)]
