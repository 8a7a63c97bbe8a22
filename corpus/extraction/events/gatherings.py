"""The words for gatherings, French and English, as patterns over plain text, and what calls one off. Does not know sentences."""

from __future__ import annotations

import re

_FRENCH = (
    r"assises|ateliers?|(?:assemblees? generales?|ag)|afterworks?|anniversaires?|banquets?|biennales?|cafes?"
    r"|carrefours?"
    r"|ceremonies?|clubs?|cocktails?|colloques?|comites?|copil|concours|conferences?|congres|conseils?"
    r"|conventions?|debats?|defiles?|dejeuners?"
    r"|delegations?|demonstrations?|diners?|ecoles? d'(?:ete|hiver|automne|printemps)|entretiens?|e?venements?"
    r"|expositions?|festivals?|fetes?|foires?|formations?|forums?"
    r"|galas?|hackathons?|inauguration|journees?|matinales?|matinees?|meetings?|missions?|nuits?|petits?[- ]dejeuners?"
    r"|permanences?|pique-niques?|points? presse|portes ouvertes|remises? (?:de|des) (?:prix|trophees|diplomes)"
    r"|rencontres?"
    r"|rendez-vous|reunions?|revues? de projets|salons?|seances?|semaines?|seminaires?|sessions?|soirees?"
    r"|sommets?|speed-?[a-z]+"
    r"|stages?|symposiums?|tables? rondes?|tournees?|trophees|universites? d'ete|visio-?conferences?|visites?|voeux"
    r"|voyages? d'etudes?|webinaires?|webinars?"
)
_ENGLISH = (
    r"(?:steering |advisory |scientific |project )(?:committee|board)(?: meeting)?|annual (?:meeting|conference"
    r"|assembly)|awards?|b2b [a-z]+|breakfast|briefing|brokerage event|ceremony"
    r"|conference|congress"
    r"|delegation|dinner|events?|exhibition|fairs?|forum|gala|general assembly|lunch|matchmaking(?: [a-z]+)?"
    r"|meet-?ups?|meeting"
    r"|missions?|networking [a-z]+|open (?:day|house|evening)|panel|pitch(?:es|ing)?|reception|round ?table"
    r"|seminar|session|(?:summer|winter) school|kick-?off(?: meeting)?"
    r"|show|study (?:tour|trip)|summit|symposium|tours?|trade (?:fair|mission|show)|training|trip|visit|webinar"
    r"|week|workshops?"
)
_LEAD = (
    r"(?:(?:le|la|les|l'|un|une|des|notre|nos|son|sa|the|an?|our) ?)?"
    r"(?:(?:\d{1,3}(?:e|es|er|ere|eme|emes|th|st|nd|rd)|premier\w*|second\w*|deuxieme|troisieme|prochain\w*"
    r"|grand\w*|nouve\w+"
    r"|traditionnel\w*|first|second|third|next|annual"
    r"|online|virtual|hybrid|final|closing|opening|joint|launch|public|open|free|technical|info|information"
    r"|international|european"
    r"|national|regional|networking|partner|business|press|mid-term) ){0,2}"
)
_KIND = rf"(?:{_FRENCH}|{_ENGLISH})"
GATHERING = re.compile(rf"{_LEAD}(?P<what>{_KIND})(?![\w-]| (?:prochaine?|derniere?|passee?|a venir|next|last)s?\b)")
"""The beginning of what names a gathering: "4es Rencontres", "la prochaine assemblée générale", "Open day"."""
NAMED = re.compile(rf"(?<![\w-])(?P<what>{_KIND})(?![\w-])")
"""What names a gathering anywhere."""
_NUMBER = r"(?:\d+|deux|trois|quatre|cinq|six|sept|huit|two|three|four|five|six|seven|eight)"
SEVERAL = re.compile(
    rf"\b{_NUMBER} (?:(?:autres|nouvelles?|nouveaux|grandes?|grands|other|new|joint) )?"
    r"(?P<what>(?:missions?|delegations?|journees|ateliers|seminaires|rencontres|reunions|salons|foires|conferences|visites"
    r"|voyages|sessions|soirees|forums|colloques|webinaires|tables rondes|trade missions|workshops|seminars|meetings"
    r"|fairs|visits"
    r"|trips|events|webinars|open days)(?: (?:techniques|collectives|commerciales|annuelles|d'information|d'etudes?))?)\b"
)
"""Several of a kind: "deux missions"."""
GENERIC = re.compile(rf"(?:{_KIND}|agenda)(?: (?:et|and|&) (?:{_KIND}|agenda))*")
"""A heading that announces several of a kind: "Événements", "Salons et missions"."""
ENGLISH_TAIL = re.compile(
    r"[^.;:]*\b(?:awards|conference|congress|days?|dinner|exhibition|expo|fair|festival|forum|meetings?|mission"
    r"|rendez-vous|seminar"
    r"|show|summit|symposium|tour|trip|week|workshop)\Z"
)
"""The end of what names one in English: "Ocean Tech Summit"."""
CALLED_OFF = re.compile(
    r"\bannule\w*|\breporte\w*|\bn'aura pas lieu|\bn'a pas eu lieu|\bsupprime\w*|\bcancel\w+|\bpostponed\b"
    r"|\bcalled off\b|\baucune? [^.;]{0,40}\bn'(?:a|ont|aura|auront)\b|\bno [a-z ]{3,30}\b(?:was|were) (?:held|organi[sz]ed)\b"
    r"|\bne se tiendra pas"
)
"""What is called off or put off takes place neither then nor there."""
STEP = re.compile(
    r"(?:(?:le|la|les|l'|the) ?)?(?:date limite|cloture|depot|fin (?:de|des|du)|ouverture (?:de|des|du|aux)"
    r"|publication"
    r"|envoi|retour des|reponse|resultats?|inscriptions?|candidatures?|lancement|demarrage|debut (?:de|des|du)|annonce"
    r"|selection|notification|versement|mise en|entree en|signature|arrivee|depart|deadline|closing|submission"
    r"|opening of"
    r"|creation|naissance|fondation|nomination|labellisation|adhesion|installation|achat|foundation|creation of"
    r"|publication|launch|registration|results)\b"
)
"""A step of a call or of a project, which is no gathering."""
