"""Gaps: what a question asks for by its wording and the chosen sentences, however near, do not tell.

A mobile number where only another one is told, a figure of another year, the outcome of what is only planned, why
something ended that goes on. Names are in `assistant.unnamed`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.evidence import Candidate, Evidence
from assistant.question_types import Shape, Want
from assistant.targets import Target, dates_agree
from assistant.understanding import Understanding
from assistant.unnamed import is_left_unnamed, is_of_another_place, is_only_counted
from corpus.french import fold, terms
from corpus.kinds import EntityKind

_MOBILE = re.compile(r"\b(?:portables?|mobiles?|gsm|cell(?:ular)?(?: ?phone)?)\b")
_MOBILE_NUMBER = re.compile(r"(?:\+33|0)[67]\d{8}")
_FIGURES = frozenset({Want.NUMBER, Want.AMOUNT, Want.PERCENT})
_DATES = frozenset({EntityKind.DATE, EntityKind.PERIOD})
_OUTCOME = re.compile(
    r"\b(?:a|ont)(?:-t)?-(?:il|elle|ils|elles|on) "
    r"(?:(?:deja|bien|bel et bien|finalement|enfin|effectivement|vraiment) )*(?:ete )?"
    r"(?P<verb>obtenue?s?|selectionnee?s?|retenue?s?|acceptee?s?|approuvee?s?|abouti|reussi|remportee?s?|gagnee?s?"
    r"|eu lieu|signee?s?|lancee?s?|demarree?|commencee?|ouverte?s?|creee?s?)\b"
    r"|^(?:did|has|have|was|were) .*"
    r"\b(?P<english>take place|taken place|obtain(?:ed)?|selected|accepted|approved|succeed(?:ed)?|won|win|get|got)\b"
)
"""Whether something came about, asked of the result."""
_HAPPEN = frozenset({"eu lieu", "take place", "taken place"})
_TOOK_PLACE = re.compile(
    r"\b(?:a|ont|avait|avaient) eu lieu\b|\bs(?:'est|e sont|'etaient) (?:tenu|deroule)\w*|\b(?:a|ont) ete (?:organise|tenu)\w*"
    r"|\btook place\b|\b(?:was|were) (?:held|organi[sz]ed)\b"
)
_TO_COME = re.compile(
    r"\b\w{3,}(?:era|eront|rait|raient)\b|\b(?:sera|seront|aura|auront|devra\w*|pourra\w*|doi(?:t|vent)"
    r"|prevoi\w+|prevue?s?|souhait\w+|esper\w+|envisag\w+|objectif|candidat\w*|demandee?s?|deposee?s?|en cours"
    r"|a l'etude|negoci\w+|will|would|plans?|planned|hopes?|expects?|expected|should|applied|application)\b"
)
_WHY_OR_WHEN = re.compile(
    r"^\W*(?:et |mais |and |but )?(?:pourquoi|pk|why|quand|when|depuis quand|quel jour|on what day)\b"
    r"|\b(?:quel(?:le)?s?|what|which) (?:raison|motif|date|annee|reason|year)s?\b"
    r"|\bqu'est-ce qui a (?:fait|pousse|conduit|amene)\b|\bwhat (?:made|caused|led|drove|pushed)\b"
)
_BREAKS = (
    r"\b(?:renonc|romp(?:re|u|t|ait)|rupture|abandonn|echou|echec|annul|suspen[ds]|interromp|capot"
    r"|retir(?:e|er|ee|es|ees|ait|ent)\b|quitt|resili|denonc(?:e|er|ee|es|ees)\b|dissou|dissolution"
    r"|(?:mis|met|mettre) (?:un terme|fin)\b|arret(?:e|er|ee|es|ees|ent)?\b"
    r"|cess(?:e|er|ee|es|ees|ent)\b|g[ai]ve up|abandon|dropp?(?:ed)?\b|cancel|withdr[ae]w|fail(?:ed|s|ure)?\b|br[eo]ak(?:s|en)?\b"
    r"|broke\b|stop(?:ped|s)?\b|leave\b|left\b|quit\b|terminat|end(?:ed)? (?:its|their|the)\b)"
)
"""Something ends before its time: what a text that tells it has a word for."""
_BREAK_ASKED = re.compile(_BREAKS)
_BREAK_TOLD = re.compile(
    _BREAKS + r"|\b(?:ne|n'|pas|plus|jamais|aucun\w*|sans|not|no|never|without|but|mais|cependant|toutefois|however)\b"
    r"|\b(?:fin|trop|too|faute|faillite|moins|less|depart|departure)\b"
    r"|\b(?:exclu|ecart|rejet|refus|declin|manqu|perd|perte|liquid|ferm|discard|reject|postpon|report|achev|clos|clotur|conflit"
    r"|desaccord|diverg|achopp|butai|suppr|chang|modifi|transform|rejoin|joined|obstacle|difficult|risqu|crain|retrait|remplac|part(?:i|ie|is|ir)\b|debou"
    r"|lack|put aside|turned down)"
)


def leaves_open(
    understanding: Understanding,
    target: Target,
    chosen: Sequence[Candidate],
    read: Sequence[Candidate],
    evidence: Evidence,
) -> bool:
    """Tell whether the chosen sentences leave open what the question asks for; `read` are the best sentences, chosen or not."""
    asked = fold(understanding.standalone)
    return (
        (Want.PHONE in target.wants and _MOBILE.search(asked) is not None and not any(map(holds_mobile, chosen)))
        or _of_another_year(target, chosen)
        or _is_yet_to_come(asked, target, chosen)
        or _goes_on(asked, chosen)
        or is_of_another_place(understanding, target, chosen, evidence)
        or is_left_unnamed(understanding.standalone, target, chosen, read)
        or is_only_counted(understanding.standalone, target, chosen)
    )


def asks_for_mobile(understanding: Understanding) -> bool:
    """Tell whether a question wants a mobile telephone number."""
    return _MOBILE.search(fold(understanding.standalone)) is not None


def holds_mobile(candidate: Candidate) -> bool:
    """Tell whether a sentence holds a mobile number: French by its digits, or said to be one."""
    phones = [e for e in candidate.line.facts.entities if e.kind is EntityKind.PHONE]
    said = _MOBILE.search(fold(candidate.line.text)) is not None
    return any(said or _MOBILE_NUMBER.fullmatch(phone.canonical) for phone in phones)


def _of_another_year(target: Target, chosen: Sequence[Candidate]) -> bool:
    """Tell whether a figure is wanted of one date, and the sentences tell other dates only, as all that stands over them does."""
    if not target.dates or not target.wants & _FIGURES:
        return False
    dated = any(
        e.kind in _DATES and not e.canonical.startswith("--") for each in chosen for e in each.line.facts.entities
    )
    return dated and not any(dates_agree(target, each.facts, each.context) for each in chosen)


def _is_yet_to_come(asked: str, target: Target, chosen: Sequence[Candidate]) -> bool:
    """Tell whether a question asks for an outcome that the sentences, which tell of plans, have no word for."""
    outcome = _OUTCOME.search(asked) if target.shape is Shape.YES_NO else None
    if outcome is None:
        return False
    verb = outcome["verb"] or outcome["english"]
    if verb in _HAPPEN:
        told = any(_TOOK_PLACE.search(fold(each.line.text)) for each in chosen)
    else:
        stems = set(terms(verb))
        stems |= {stem for unit in target.units for group in unit.groups if group[0] in stems for stem in group}
        told = any(stems & each.facts.terms for each in chosen)
    return not told and any(_TO_COME.search(fold(each.line.text)) for each in chosen)


def _goes_on(asked: str, chosen: Sequence[Candidate]) -> bool:
    """Tell whether a question asks why or when something ended, and no sentence, nor what is over it, tells of an end."""
    if not (_WHY_OR_WHEN.search(asked) and _BREAK_ASKED.search(asked)):
        return False
    return not any(_BREAK_TOLD.search(fold(text)) for each in chosen for text in (each.line.text, each.line.context))
