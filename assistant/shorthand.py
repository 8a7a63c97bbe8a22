"""Shorthand: what people type on a telephone, put in full words. French only; looks at one question and nothing else."""

from __future__ import annotations

import re

from corpus.french import detect_language

_WORDS = {
    "koi": "quoi",
    "ki": "qui",
    "ke": "que",
    "kel": "quel",
    "kels": "quels",
    "kelle": "quelle",
    "kelles": "quelles",
    "kan": "quand",
    "kand": "quand",
    "qd": "quand",
    "cb": "combien",
    "cmb": "combien",
    "pk": "pourquoi",
    "pq": "pourquoi",
    "pkoi": "pourquoi",
    "pourkoi": "pourquoi",
    "keske": "qu'est-ce que",
    "kesako": "qu'est-ce que c'est",
    "cki": "c'est qui",
    "ckoi": "c'est quoi",
    "avc": "avec",
    "pr": "pour",
    "ds": "dans",
    "num": "numéro",
    "rdv": "rendez-vous",
    "bcp": "beaucoup",
    "nbr": "nombre",
    "asso": "association",
}
_WORD = re.compile(rf"(?<![\w@.\-'’])({'|'.join(_WORDS)})(?![\w@\-'’]|\.\w)")
_NUMBER = re.compile(r"(?<![\w@.\-'’])(?:nb|nbre|nbr)\.? (?:de |d['’])?(?=[a-zà-ÿ])")
_IT_IS = re.compile(r"(?<![\w@.\-'’])c (?=(?:qui|quoi|quand|où|ou|quel|combien|pour|bien|un|une|le|la)\b)")
_VOWEL = re.compile(r"nombre de (?=[aeiouyéèêhà])")


def written_out(question: str) -> str:
    """Return the question with lower-case shorthand replaced; the same text where it holds none.

    Letters in capitals are left alone: they may be an acronym ("le programme KAN").
    """
    if detect_language(question) == "en":
        return question
    question = _VOWEL.sub("nombre d'", _NUMBER.sub("nombre de ", question))
    question = _WORD.sub(lambda match: _WORDS[match.group()], question)
    return _IT_IS.sub("c'est ", question)
