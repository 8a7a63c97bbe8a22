"""What a question asks for: the kinds of answer wanted and the shape of the request, from its wording alone.

Knows French and English question words. Does not know entities, passages or history.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from corpus.french import fold


class Want(StrEnum):
    """A kind of value that an answer must hold."""

    PHONE = "phone"
    FAX = "fax"
    EMAIL = "email"
    URL = "url"
    CONTACT = "contact"
    AMOUNT = "amount"
    PERCENT = "percent"
    DURATION = "duration"
    TIME = "time"
    DATE = "date"
    NUMBER = "number"
    WHO = "who"
    PLACE = "place"
    CITY = "city"
    REGION = "region"
    COUNTRY = "country"
    NAME = "name"
    MEANING = "meaning"


CONTACT = frozenset({Want.PHONE, Want.FAX, Want.EMAIL, Want.URL, Want.CONTACT})
"""Ways to reach somebody."""


class Shape(StrEnum):
    """The form of the request, which decides how the answer is put together."""

    FACT = "fact"
    LIST = "list"
    DEFINITION = "definition"
    COMPARISON = "comparison"
    SUMMARY = "summary"
    YES_NO = "yes-no"
    SMALL_TALK = "small-talk"
    COMMAND = "command"


@dataclass(frozen=True, slots=True)
class QuestionType:
    """What is wanted (empty: any statement will do) and in which shape."""

    wants: frozenset[Want]
    shape: Shape


_OTHER_WORD = r"(?!(money|funding|budget|support|aid|did|do|does|is|are|was|were|will|would|has|have|had|can|could|must|should|may|it|of)\b)\w"
"""What "how much" asks for when it is no sum of money: "how much water", but not "how much did it cost"."""

_TURN_TO = (
    r"(?:(?:dois|puis|peut|peux|pouvons|faut|devons)-(?:je|on|il|nous) )?(?:[sm]'|[sm]e |nous |leur |lui )?"
    r"(?:adresser|inscrire|tourner|renseigner|informer|ecrire|telephoner|envoyer|demander)\b"
)
"""What one does with somebody whose address is looked for: "à qui s'adresser", "auprès de qui se renseigner"."""

# Patterns are matched on folded text: lower case, no accents, straight apostrophes.
_WANTS: tuple[tuple[Want, str], ...] = (
    (Want.EMAIL, r"\be-?mails?\b|\bcourriels?\b|\badresses? (electronique|mail|e-mail|mel)\b|\bmel\b|\bmails?\b"),
    (
        Want.PHONE,
        r"\btele?phon(e|es|er|ique)s?\b|\btel\b|\bnumeros?\b(?! (d'ordre|un))|\bportables?\b|\bphone\b(?! lines?\b)",
    ),
    (Want.FAX, r"\bfax\b|\btelecopi(e|eur)\b"),
    (
        Want.URL,
        r"\bsites? (web|internet)\b|\bsite\b(?= (de|du|d'|des))|\badresse (web|internet)\b|\burl\b|\bweb ?sites?\b",
    ),
    (
        Want.CONTACT,
        r"(?<!pris )(?<!prise de )(?<!prendre )(?<!premier )(?<!make )(?<!made )(?<!first )(?<!combien de )(?<!nombre de )(?<!how many )"
        r"\bcontact(s|er|ez)?\b(?! (avec|entre|between|pris|noues|made|taken)\b)|\bcoordonnees\b"
        r"|\b(?:comment|qui|ou|pour|peut-on|puis-je|veux|voudrais) (?:\S+ ){0,2}joindre\b"
        r"|(?<!avec ses )(?<!avec leurs )(?<!avec des )(?<!a ses )(?<!a leurs )(?<!combien d')\binterlocut(eur|rice)s?\b|\bcontact details\b"
        rf"|\b(?:a|vers|aupres de|chez) qui {_TURN_TO}|\bqui (?:\S+ )?(?:appeler|prevenir)\b"
        r"|\bqui (?:peut|pourrait|saurait) (?:me |nous )?(?:renseigner|informer)\b"
        r"|\bwho(?:m)? (?:can|could|should|do|does|must|to|would|shall) (?:i |we |you |one |somebody |someone )?(?:contact|call|write|ask|turn to|get in touch|reach"
        r"|talk to|speak to|e-?mail|phone|ring)\b"
        r"|\bwho (?:handles?|handled|deals? with|dealt with|answers?|answered) (?:the )?(?:press|media|enquir|inquir|question)",
    ),
    (
        Want.AMOUNT,
        r"\bcombien (coute|d'argent|d'euros|de dollars)|\bquelles? sommes?\b|\b(?:a|jusqu'a) quelle hauteur\b|\bquelle enveloppe\b"
        r"|\bwhat sum\b|\bmontants?\b|\bbudgets?\b|\bchiffres? d'affaires?\b"
        r"|\bquel(le)? (est|etait|fut|sera) (le|la|son|sa) (cout|prix|capital|salaire|subvention|dotation)\b"
        rf"|\bhow much\b(?! {_OTHER_WORD})|(?<!sont )(?<!etaient )\brevenues?\b(?! (?:avec|de|du|des|en|a|au)\b)|\bturnover\b|\bamounts?\b|\bca annuel\b",
    ),
    (
        Want.PERCENT,
        r"\b(quel|quel est le|le|en) pourcentages?\b|\bquel(le)? (taux|part|proportion)\b|\bpercent(age)?s?\b|\bproportion of\b",
    ),
    (
        Want.DURATION,
        r"\bcombien (de temps|d'annees?|de mois|de jours|de semaines|d'heures)|\bdurees?\b|\bdepuis combien|\bpendant combien"
        r"|\bhow long\b|\bhow many (years|months|weeks|days)\b|\bduration\b",
    ),
    (Want.TIME, r"\bquelle heure\b|\bquel horaire\b|\bwhat time\b|\bat what hour\b"),
    (
        Want.DATE,
        r"(^|[,;:.!?] ?|\b(et|ou|depuis|des|de|pour|c'est|c|a partir de) |\bjusqu'a )quand\b|\bquand\b\W*$|\bquand (a|ont|est|sont|sera|aura|etait|avait|furent|fut)\b"
        r"|\bquel(le)?s? (est la |sont les |etait la |etaient les )?(dates?|annees?|jours?|mois|periodes?)\b"
        r"|\bdates? (de|du|d'|des|of)\b|(^|[,;:.!?] ?|\b(and|or|since|until|by) )when\b|\b(what|which) (year|date|month|day|period)s?\b|\bwhat (is|was|are|were) the dates?\b"
        r"|\ben quelle annee\b|\ba partir de quand\b",
    ),
    (
        Want.NUMBER,
        r"\bcombien\b|\bcb de\b|\bquel (est le |etait le )?nombre\b|\bnombre (de|d'|total)\b|\bhow many\b|\bnumber of\b"
        rf"|\bhow much {_OTHER_WORD}"
        r"|\bquel(le)?s? (est|etait|sera|sont|etaient) (la |le |l'|les |leurs? |son |sa |ses )"
        r"(population|effectifs?|superficie|surface|altitude|longueur|largeur|hauteur|profondeur|vitesse|capacite|temperature)\b"
        r"|\bwhat (is|was|are|were) the (population|workforce|area|altitude|length|width|height|depth|speed|capacity|temperature)\b",
    ),
    (
        Want.PLACE,
        r"(^|[,;.!?] ?|\bet |\band |\bd'|\bpar |\bjusqu')ou\b(?! (bien|encore))|\bdans quel(le)?s? (lieux?|endroit|batiment|salle)\b"
        r"|\bquel(le)?s? (est la |sont les |est le )?(lieux?|endroits?|territoires?|adresse)\b|\bwhere\b|\b(which|what) (places?|location|venue)\b",
    ),
    (
        Want.CITY,
        r"\b(quel(le)?s?|which|what)( autres?| other)? (\w+ (ou|et|or|and) )?(villes?|cit(y|ies)|towns?)\b|\b(quelle est la|what is the) (ville|city)\b",
    ),
    (
        Want.REGION,
        r"\bquel(le)?s?( autres?)? (\w+ (ou|et) )?(regions?|provinces?|prefectures?|departements?|etats?)\b|\b(which|what) (regions?|provinces?|states?)\b",
    ),
    (
        Want.COUNTRY,
        r"\b(quels?|which|what)( autres?| other)? (\w+ (ou|et|or|and) )?(pays|countr(y|ies))\b|\bquel est le pays\b",
    ),
    (
        Want.WHO,
        r"(^|[,;:.!?] ?|\b(a|avec|par|pour|de|chez|contre|sur|vers|aupres de|et|ou|c'est|c|est-ce que|donc) )(qui|ki)\b(?! (a|ont|est|sont|etait|etaient|se|s'|y|en|n')? ?[a-z]* ?(le|la) (plus|moins))"
        r"|\b(qui|ki)\b\W*$|\bwho(m|se)?\b|\bquel(le)?s? (personnes?|responsables?|president[es]*|direct(eur|rice)s?|dirigeants?)\b",
    ),
    (
        Want.MEANING,
        r"\b(que|qu'|quoi) ?(veut|veulent|signifie|signifient)\b|\bsignifie quoi\b|\bveut dire\b|\bcorrespond a quoi\b|\b(sigle|acronyme|abreviation)\b"
        r"|\bstands? for\b|\bwhat does .* mean\b|\b(acronym|abbreviation)\b",
    ),
    (
        Want.NAME,
        r"\b(quel|what) (est|etait|is|was|porte) (le |son |the |leur )?(nom|name)\b|\bcomment (s'appel|se nomm|appelle[- ]t|se denomme)"
        r"|\b(nom|name) (de|d'|du|des|of)\b|\bnomme(e|s|es)?[- ]t[- ]",
    ),
)

_PATTERNS = tuple((want, re.compile(pattern)) for want, pattern in _WANTS)

_REACH = re.compile(
    r"\b(?:joindre|joint|contacte[rz]|coordonnees|interlocut|reach|contact (?:details|for|at|of|chez|de|a|pour)\b)"
)
"""Words of a yes-or-no question that asks for a contact all the same: "Avez-vous un contact chez…"."""

_CAUSE = re.compile(
    r"^\W*(et |mais |and |but )?(pourquoi|pour quel(le)?s? (raison|motif)s?|pk|why|qu'est[- ]ce qui (a |ont |avait )?(pouss|amen|conduit|decid|motiv|caus|entrain|provoqu|retard|incit|justifi|expliqu))"
)
"""A cause is told in words of any kind: what the rest of the question names ("le budget", "le contact") is not wanted."""

_GREETING = re.compile(
    r"^\W*(bonjour|bonsoir|salut|coucou|hello|hi|hey|good (morning|afternoon|evening)|merci( beaucoup| bien)?|thanks?( you)?( very much| a lot)?"
    r"|au revoir|bye|goodbye|a bientot|bonne (journee|soiree)|cc|slt|bjr|rebonjour)\b[\s,.!?;:)(-]*"
)
_ABOUT_ME = re.compile(
    r"\bqui (es[- ]tu|etes[- ]vous)\b|\b(tu es|t'es|vous etes) qui\b|\bwho (are|r) (you|u)\b|\bwhat are you\b|\bcomment (t'appelles|tu t'appelles|vous appelez)"
    r"|\bque (peux|sais|fais)[- ]tu\b|\bqu'est[- ]ce que tu (peux|sais) faire\b|\bque (pouvez|savez|faites)[- ]vous\b|\bwhat can you do\b|\bwhat do you do\b"
    r"|\b(ca va|comment vas[- ]tu|comment allez[- ]vous|how are you)\b|\b(es[- ]tu|etes[- ]vous) (un |une )?(robot|humaine?|ia|bot|intelligence)"
    r"|\bare you (a |an )?(robot|human|ai|bot)|\bton nom\b|\byour name\b|\ba quoi sers[- ]tu\b|\bcomment (fonctionnes|marches)[- ]tu\b|\bhow do you work\b"
)
_COMMAND = re.compile(
    r"^\W*(s'?il (te|vous) plait,? ?|please,? ?|peux[- ]tu |pouvez[- ]vous |pourrais[- ]tu |pourriez[- ]vous |can you |could you |veuillez )*"
    r"(m'|me )?(ecri(s|vez|re)|redige[rz]?|compose[rz]?|invente[rz]?|imagine[rz]?|chante[rz]?|dessine[rz]?|tradui(s|sez|re)|programme[rz]?|code[rz]?|calcule[rz]?"
    r"|raconte[rz]?( moi|-moi)? une? (blague|histoire)|ignore[rz]?|oublie[rz]?|revele[rz]?|desactive[rz]?|joue[rz]?"
    r"|write|compose|invent|imagine|sing|draw|translate|code|compute|calculate|tell me a (joke|story)|ignore|forget|reveal|disregard|pretend|act as|play)\b"
)
_SECRETS = re.compile(
    r"\b(ton|ta|tes|votre|vos|your|le|the) (\w+ )?(mots? de passe|passwords?|prompts?( systeme)?|system prompts?|instructions?( systeme| secretes)?|cles? (api|secrete)|api keys?)\b"
)
_COMPARISON = re.compile(
    r"\bcompar(e|er|ez|aison|atif|atifs|ons|ed|ing|ison)\b|\bse (distingue|differencie)(nt)?(-t)?(-(il|elle|ils|elles))? (de|du|des|d')|\bdifferences? (entre|between)\b|\bdifferen(t|ce|cie)\b.*\b(de|from|entre|between)\b|\bversus\b|\bvs\b|\bpoints? communs?\b|\brespectivement\b|\brespectively\b"
    # Which of two is ahead: both values must be told.
    r"|\b((d'|de )\w[^,?]* ou|entre \w[^,?]* et) [^,?]*, ?(lequel|laquelle|qui)\b.*\b(plus|moins|mieux|meilleure?s?|premiere?)\b"
    r"|\b(lequel|laquelle|qui)\b.*\b(plus|moins|mieux|meilleure?s?|premiere?)\b.*(:|,) ?\w.* (ou|or) "
    r"|\b(which|who) .*\b(more|most|less|least|better|best|first|longer|longest|larger|largest|bigger)\b.*, ?(the )?\w.* or "
)
_SUMMARY = re.compile(
    r"\bresum(e|er|ez|es|ons)\b|\bsummar(y|ise|ize|ies)\b|\bsynthe(se|tise[rz]?|sis)\b|\bpresente[rz]?[- ](moi |nous )?|\bdecri(s|vez|re)\b|\bdescribe\b"
    r"|\bparle[rz]?[- ](moi|nous)\b|\btell me about\b|\bque sai(s|t)[- ](tu|on)\b|\ben quoi consist|\bbrief me\b|\bfais le point\b|\boverview\b"
    r"|\b(dresse[rz]?|fais|faites|faire|donne[rz]?|tire[rz]?|etabli(r|s|ssez)|quel (est|fut|a ete))[- ]"
    r"((moi|nous|le|un|l'|en \w+ \w+|court|bref|rapide|petit|premier) ?)*\b(bilan|panorama|topo|etat des lieux)\b"
    r"|\b(que|qu'est-ce qu.) (faut-il |dois-je |peut-on |doit-on )?reten(ir|ez)\b|\bles grandes lignes\b|\bpoints (cles|essentiels|principaux)\b"
    r"|\b(key|main) (points|takeaways)\b|\bsum up\b|\bthe gist\b"
)
_DEFINITION = re.compile(
    r"\bqu'?est[- ]ce (que |qu')|\bc'?est quoi\b|\bkesako\b|\bque (signifie|veut dire|designe)|\bdefini(s|r|tion|ssez|e)\b|\bwhat (is|are|was|were)\b(?! the (name|date|phone|email|address|number|budget|amount))"
    r"|\bwhat does .* (mean|stand for)\b|\bqui (est|etait|sont|etaient) (m\.|mme|monsieur|madame|mr|[a-z-]+ [a-z-]+ ?\?)|\bwho (is|was) [a-z-]+ [a-z-]+ ?\?"
)
_LIST = re.compile(
    r"\bquel(le)?s\b|\blesquel(le)?s\b|\bliste[rzs]?\b|\benumere[rz]?\b|\bcite[rz]?\b|\bqui (sont|etaient)\b|\btou(s|tes) les\b|\bwhich [a-z]+s\b"
    r"|\bwhat (are|were) the\b|\bwho (are|were)\b|\blist\b|\bname (the|all|two|three|four)\b|\bdonne[rz]?[- ]moi les\b|\bauxquel(le)?s\b|\bdesquel(le)?s\b"
)
_YES_NO = re.compile(
    r"^\W*(est[- ]ce (que|qu')|y a[- ]t[- ]il|existe[- ]t[- ]il|is|are|was|were|did|does|do|has|have|had|can|will)\b|^(?!.*\b(quel(le)?s?|(le|la|les|du|de la|des|au|aux|a la)(quel(le)?s?)|combien|comment|pourquoi|quand|ou|qui|que)\b)[^?]*\b\w+-(t-)?(il|elle|ils|elles|on)\b"
)


def question_type(question: str) -> QuestionType:
    """Return what `question` asks for. Words only: the same question always gives the same type."""
    folded = fold(question).strip()
    rest = _GREETING.sub("", folded)
    if _SECRETS.search(folded) or _COMMAND.search(rest):
        return QuestionType(frozenset(), Shape.COMMAND)
    if _ABOUT_ME.search(folded) or (rest != folded and len(rest.split()) <= 2):
        return QuestionType(frozenset(), Shape.SMALL_TALK)
    wants = set() if _CAUSE.search(rest) else {want for want, pattern in _PATTERNS if pattern.search(rest)}
    return QuestionType(frozenset(_without_shadows(wants, rest)), _shape(rest))


def _without_shadows(wants: set[Want], folded: str) -> set[Want]:
    """Drop the wants that only repeat a more precise one ("combien de temps" is no number)."""
    if wants & {Want.DURATION, Want.AMOUNT, Want.PERCENT}:
        wants = wants - {Want.NUMBER}
    if wants & {Want.PHONE, Want.EMAIL, Want.URL, Want.CONTACT} and re.search(r"\bcombien\b|\bhow many\b", folded):
        wants = wants - {Want.PHONE}
    if _YES_NO.search(folded) and not _REACH.search(folded):
        wants = wants - {Want.CONTACT}
    if Want.EMAIL in wants or Want.PHONE in wants:
        wants = wants - {Want.PLACE, Want.NUMBER}
    if Want.FAX in wants:
        wants = wants - {Want.PHONE}
    if Want.DATE in wants:
        wants = wants - {Want.CONTACT}
    if Want.NUMBER in wants:
        wants = wants - {Want.PLACE} if "combien de" in folded else wants
    return wants


def _shape(folded: str) -> Shape:
    if _COMPARISON.search(folded):
        return Shape.COMPARISON
    if _SUMMARY.search(folded):
        return Shape.SUMMARY
    if _LIST.search(folded):
        return Shape.LIST
    if _DEFINITION.search(folded):
        return Shape.DEFINITION
    if _YES_NO.search(folded):
        return Shape.YES_NO
    return Shape.FACT
