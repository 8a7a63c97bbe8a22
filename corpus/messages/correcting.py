"""What is said about corrections by persons and the file that keeps them. Code → (English, French), see the package."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_FITTING = {
    "correction_document_gone": (
        "its document is not in the corpus",
        "son document n'est pas dans le corpus",
    ),
    "correction_leaves_nothing": (
        "nothing would be left of the fact: reject it instead",
        "il ne resterait rien du fait : rejetez-le plutôt",
    ),
    "correction_sentence_changed": (
        "its document does not say « {sentence} » any more",
        "son document ne dit plus « {sentence} »",
    ),
    "correction_not_said": (
        "{document} does not say « {value} »: quote its words, or mark the value as stated without quotation",
        "{document} ne dit pas « {value} » : reprenez ses mots, ou gardez cette valeur sans citation",
    ),
    "correction_no_fact": (
        "the sentence is there, but no such fact is read in it any more: « {sentence} »",
        "la phrase est là, mais ce fait n'y est plus lu : « {sentence} »",
    ),
    "correction_sentence_gone": ("its sentence is gone: « {sentence} »", "sa phrase a disparu : « {sentence} »"),
    "correction_no_author": (
        "a correction needs the name of its author",
        "une correction a besoin du nom de son auteur",
    ),
    "correction_known": (
        "this correction is in the file already",
        "cette correction est déjà dans le fichier",
    ),
}

_FILE = {
    "corrections_unreadable": (
        "{path} is unreadable: {error}",
        "{path} est illisible : {error}",
    ),
    "corrections_no_yaml": ("{path} is not valid YAML: {error}", "{path} n'est pas du YAML valide : {error}"),
    "corrections_problem": ("{path} has a problem:\n{problems}", "{path} a un problème :\n{problems}"),
    "corrections_problems": (
        "{path} has {count} problems:\n{problems}",
        "{path} a {count} problèmes :\n{problems}",
    ),
    "corrections_unknown": (
        "{path} holds no correction {id}; the corrections are: {known}",
        "{path} ne contient pas de correction {id} ; les corrections sont : {known}",
    ),
    "corrections_none": (
        "{path} holds no correction {id}; there are none",
        "{path} ne contient pas de correction {id} ; il n'y en a aucune",
    ),
}

CORRECTING: Mapping[str, tuple[str, str]] = MappingProxyType(_FITTING | _FILE)
