"""What a number counts: "21 sociétés", "vingt-trois ateliers", "312 binômes". Does not know facts.

Any plural noun is counted but units of measure, votes, money, and what only looks like a noun ("27 retenues sur 96").
"""

from __future__ import annotations

import re

_USUAL = (
    r"research cent(?:re|er)s|research organi[sz]ations|demandes d'adhesion|chefs d'entreprises?|grandes entreprises"
    r"|centres (?:de recherche|techniques)"
    r"|universit(?:es|ies)|ecoles|instituts|institutes|cooperatives|collectivites|associations|organi[sz]ations|groupes"
    r"|pme|tpe|eti|smes|entreprises|societes|start-?ups?|jeunes pousses|structures|candidatures|apprentis|communes|lecteurs"
    r"|organismes|members|companies|exhibitors|visitors|firms|adherents|membres|participants|exposants|visiteurs|personnes"
    r"|representants|(?:bio-?)?poles|clusters|projets|accords|partenariats|conventions|partenaires|emplois|salaries"
    r"|chercheurs|laboratoires|rendez-vous|missions|e?venements|pays|marches|delegues|brevets|etablissements|etudiants"
    r"|acteurs|industriels|grands groupes|visites|dossiers|contacts|people|avis|projects|partners|countries|jobs|employees"
)
"""What documents on poles count, which a figure below ten may count, too."""
_QUALIFIES = (
    r"(?:nouveaux|nouvelles|petites?|petits|grandes|grands|autres|jeunes|premiers|premieres|dernieres|derniers|bons|bonnes"
    r"|vrais|quelque|different(?:e?s)|other|new|young|small|large|more|local|foreign|french|european|industrial|academic"
    r"|research|member|partner)"
)
_BEFORE = rf"(?:{_QUALIFIES} )?"
_WORD = r"(?!(?:des?|les?|la|aux?|a|en|par|dans|pour|sur|et|ou|chez|avec|of|in|for|the|with|and|or|from|to|by|at|per) )[a-z-]+"
"""A word between a number and its noun: "cinq nouveaux membres", not "quatre des membres"."""
_COUNTED = re.compile(
    rf"[ \0)]{{0,2}}(?:sont des |(?P<being>are |sont )|d'|de )?"
    rf"(?:(?P<usual>(?:{_WORD} )??(?:{_USUAL})\b)|{_BEFORE}(?P<noun>[a-z][a-z'-]{{2,}}(?:s|aux|eux)\b))"
)
_LAST = re.compile(rf"(?:{_USUAL})\Z")
_ANY_USUAL = re.compile(rf"(?<![a-z'-])(?:{_USUAL})(?![a-z'-])")
_ADJECTIVES = frozenset({"communes", "partenaires", "membres", "participants", "industriels", "adherents", "exposants"})
"""Usual nouns that qualify the plural before them: "trois priorités communes" are no towns."""
_FEMININE = re.compile(
    r"pme|tpe|eti|entreprises|societes|start-?ups?|jeunes pousses|structures|candidatures|communes|personnes|conventions"
    r"|missions|visites|universites|ecoles|cooperatives|collectivites|associations|organisations|grandes entreprises"
)
_FEW = 10
_NO_THINGS_TEXT = """
    ans annees mois semaines jours heures minutes secondes siecles trimestres semestres exercices fois euros dollars livres
    francs centimes millions milliards points pourcents pages signes mots lignes caracteres feuillets metres kilometres
    centimetres millimetres hectares ares litres grammes kilogrammes kilos tonnes quintaux degres volts watts kilowatts
    megawatts gigawatts hertz octets mo go voix abstentions suffrages pouvoirs tours etages dans sans sous plus moins puis
    depuis lors hors vers apres des les ses nos vos leurs aux tous toutes
    years months weeks days hours minutes seconds times words lines feet miles metres meters acres tons tonnes degrees
    votes pounds its is was has this plus across less thus
    wons yens dinars dirhams couronnes roubles yuans zlotys roupies dettes pertes bars autres others
    fonds credits points-cles exemplaires kwh mwh janvier mars mais tres pres
"""
_NO_THINGS = frozenset(_NO_THINGS_TEXT.split())
_TITLE = re.compile(
    rf"[\s>*•|-]*(?P<said>(?:dont |of which |including )?"
    r"(?:nombre (?:total )?d(?:e |es |')|(?:total )?(?:number|no\.?) of |total )?(?:de )?)(?:(?:nouve(?:aux|lles)|new) )?"
    rf"(?:(?P<usual>(?:[a-z-]+ )??(?:{_USUAL}))|(?P<noun>[a-z][a-z'-]{{3,}}(?:s|aux|eux)))(?![a-z'-])"
)
_SUMS_TEXT = """
    cotisations recettes depenses charges ressources prestations ventes dettes pertes benefices subventions aides frais couts
    exportations achats salaires loyers dons tarifs prix budgets produits fonds resultats references dates heures lieux
    horaires telephones fees costs sales expenses grants prices revenues numeros notes effets delais
"""
_NO_TITLES = frozenset(_SUMS_TEXT.split())
"""Plural nouns that head columns of money, dates and words rather than counts."""
_AGAIN = re.compile(
    r"(?:\b(?:contre|against|compared (?:with|to)|up from|down from)"
    r"|\b(?:nous (?:sommes|serons|etions)|(?:il|elle|on|ils|elles) en (?:compt|reuni|rassembl|feder|accueill|regroup|denombr)\w*"
    r"|\ben (?:a|ont|avons|avait|avaient) [a-z]+(?:e|u|i|is)|we are|there are)"
    r"(?: (?:aujourd'hui|desormais|maintenant|deja|now|today|already))?"
    r"|\bporte (?:leur|le) nombre(?: total)?(?: d[e'] ?[a-z]+)? a|\btheir number to)"
    r" (?:pres de |environ |plus de |quelque |around |about |nearly |over )?\Z"
)
_ENDS = re.compile(
    r" *(?:\Z|[.,;:)!]|(?:en|au|a|fin|in|at) (?:\d|[a-z]|le |la |l'|the )|(?:l'an|l'annee|un an|il y a|auparavant"
    r"|precedemment|aujourd'hui|desormais|depuis|a year|last|today|now|previously)\b)"
)
_BEGINS = re.compile(r"(?:\A|[,;:] |\b(?:et|dont|mais|and|but|of which) )(?:seuls? |seules )?\Z")
_WERE = re.compile(
    r" (?:ont|l'ont|sont|etaient|furent|were|have been|are) (?:ete |deja )?(?:[a-z]+(?:es?|us|is|ed|en)s?\b|en cours)"
)
_LIMIT = re.compile(
    r"\b(?:moins d(?:e |')|au[- ]dessous d(?:e |')|en dessous d(?:e |')|au (?:moins|minimum|maximum|plus) |jusqu'a "
    r"|a partir de "
    r"|fewer than |less than |under |below |at least |at most |up to |no more than )\Z"
)
_RANGE = re.compile(
    r"(?<![a-z\d-])(?<!\bde )(?:un|une|deux|trois|quatre|cinq|six|sept|huit|one|two|three|four|five|[1-9]) (?:a|ou|to|or) \Z"
)
_LIMITED = re.compile(
    r"\A(?: [a-z'-]+){1,2}? (?:au (?:moins|minimum|maximum|plus)|minimum|maximum|at (?:least|most)|or (?:more|fewer))\b"
)
_SIZED = re.compile(
    r"(?:\bd[e'] ?(?:plus de )?|\b(?:plus de|a|et|ou|more than|over|between|to|and|entre) |[-–])\Z",
)
_SIZE = re.compile(r"[ \0]?(?:a \d+ )?(?:salaries|employees|employes|habitants|inhabitants|personnes|people|staff)\b")
_OF_SIZE = re.compile(
    r"\b(?:entreprises?|pme|tpe|eti|societes?|structures?|communes?|villes?|firms?|compan(?:y|ies)|groupes?|etablissements?|smes?"
    r"|businesses|cotisation|towns?)\b[^,;:.]{0,30}(?:\bde (?:plus de )?|\bentre |\bde (?:\d+|[a-z]+) a |\bentre \d+ et |\bover "
    r"|\bmore than |\bwith (?:\d+ to |more than |over )|\d ?[-–] ?)\Z"
)
_PARTICIPLE = re.compile(
    r"(?i)(?:[^\W\d_]{2,}(?:ées|és|ues|us|ies|ises|tes)(?<!ities)(?<!ries)(?<!cies)|[a-z]+[ai]bles|reçue?s|promis|acquis|admis|inscrit[es]*)\Z"
)
_AND_NOUNS_TEXT = """
    employés salariés associés délégués diplômés musées lycées journées soirées idées entrées années députés cités facultés
    universités sociétés communautés collectivités entités unités activités spécialités nationalités métropoles
    élus individus statuts instituts vues revues recrues cinémathèques communes plateformes sites visites industries
    technologies compagnies écuries laiteries scieries verreries vies stratégies filières brasseries énergies
    entreprises expertises prises mises crises surprises franchises
    étudiantes adhérentes participantes dirigeantes exposantes représentantes architectes pilotes experts
    chimistes artistes artisans tests contrats pactes comptes textes notes rencontres cartes pistes listes postes routes
    alertes fêtes tables têtes côtes hôtes plantes ventes enquêtes requêtes conquêtes
    privés blessés délégations réfugiés invités candidatures marchés procédés congés accusés traités degrés comités
    procès-verbaux dettes recettes étiquettes tablettes antennes offres bus campus virus menus refus tissus avenues
    membres stagiaires start-ups
"""
_AND_NOUNS = frozenset(_AND_NOUNS_TEXT.split())


def counted_noun(words: str, written: str, number: float) -> tuple[int, int] | None:
    """Return where the noun that a number counts stands in the folded `words` after it, `written` being the same unfolded.

    Fewer than ten of something are told only of what documents on poles usually count.
    """
    found = _COUNTED.match(words)
    if found is None:
        return None
    start, end, noun = *found.span("noun"), found["noun"]
    if found["usual"]:
        last = _LAST.search(found["usual"])
        first = found["usual"].split(" ")[0]
        if last is None or not (
            last.group() in _ADJECTIVES and first[-1] in "sx" and last.start() and not re.fullmatch(_QUALIFIES, first)
        ):
            return (found.start("usual") + last.start(), found.end("usual")) if last else None
        start, end, noun = found.start("usual"), found.start("usual") + len(first), first
    if number < _FEW or found["being"] or noun in _NO_THINGS or noun.split("'")[0] in {"d", "l", "qu", "n", "s"}:
        return None
    original = written[start:end]
    if original[0].isupper() or (_PARTICIPLE.match(original) and original not in _AND_NOUNS):
        return None
    return start, end


def titled_noun(label: str) -> tuple[int, int] | None:
    """Return where the noun stands that a folded title counts: "Adhérents fin 2014", "dont PME", "Number of clusters"."""
    found = _TITLE.match(label)
    if found is None:
        return None
    if found["usual"]:
        last = _LAST.search(found["usual"])
        return (found.start("usual") + last.start(), found.end("usual")) if last else None
    noun = found["noun"]
    unfit = not found["said"] or noun in _NO_THINGS or noun in _NO_TITLES or "'" in noun
    return None if unfit else found.span("noun")


def taken_up(before: str, after: str) -> bool:
    """Tell whether a number counts anew what was counted before it: "nous sommes aujourd'hui 128", "contre 17 en 2016"."""
    if _AGAIN.search(before):
        return _ENDS.match(after) is not None
    return _BEGINS.search(before) is not None and _WERE.match(after) is not None


def noun_before(words: str, them: str) -> tuple[int, int] | None:
    """Return where the usual noun stands that "d'entre elles", "d'entre eux" or "of them" takes up, the last that fits."""
    fits = [
        found.span()
        for found in _ANY_USUAL.finditer(words)
        if not them.startswith("d'") or (_FEMININE.fullmatch(found.group()) is not None) == them.endswith("elles")
    ]
    return fits[-1] if fits else None


def is_bound(before: str, after: str) -> bool:
    """Tell whether a number is a limit and counts nothing: "moins de dix salariés", "les PME de 20 à 99 salariés"."""
    if _LIMIT.search(before) or _RANGE.search(before) or _LIMITED.search(after):
        return True
    return _SIZE.match(after) is not None and _SIZED.search(before) is not None and _OF_SIZE.search(before) is not None
