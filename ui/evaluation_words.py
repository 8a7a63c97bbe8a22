"""What the Evaluation tab says, in French and English. The report itself is in French."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EvaluationWords:
    """The words of the tab."""

    tab: str
    intro: str
    choose: str
    shipped: str
    own: str
    variants: str
    variants_none: str
    variants_written: str
    variants_all: str
    run: str
    stop: str
    running: str
    stopped: str
    wrong_set: str
    earlier: str
    show: str
    compare: str
    nothing: str
    failures: str
    replay: str
    incomparable: str


FRENCH = EvaluationWords(
    tab="Évaluation",
    intro="Mesurez les réponses sur un jeu de questions : rien n'est envoyé ailleurs, aucun modèle ne juge.",
    choose="Jeu de questions",
    shipped="Jeu livré avec Interpôles",
    own="Votre jeu (YAML ou JSONL)",
    variants="Formulations",
    variants_none="Les questions seules",
    variants_written="Avec les variantes écrites",
    variants_all="Avec aussi accents, majuscules et fautes de frappe",
    run="Évaluer",
    stop="Arrêter",
    running="Question {done} sur {total} : {question}",
    stopped="Arrêté : les réponses déjà données sont gardées.",
    wrong_set="Ce jeu de questions ne peut pas être utilisé.",
    earlier="Évaluations faites",
    show="Lire le rapport",
    compare="Comparer à",
    nothing="Aucune évaluation pour l'instant.",
    failures="Questions en échec",
    replay="Rejouer dans le dialogue",
    incomparable="Ces évaluations ne se comparent pas.",
)

ENGLISH = EvaluationWords(
    tab="Evaluation",
    intro="Measure the answers on a set of questions: nothing is sent anywhere, no model judges. The report is in French.",
    choose="Question set",
    shipped="The set that comes with Interpôles",
    own="Your own set (YAML or JSONL)",
    variants="Wordings",
    variants_none="The questions alone",
    variants_written="With the written variants",
    variants_all="With accents, capitals and typing slips as well",
    run="Evaluate",
    stop="Stop",
    running="Question {done} of {total}: {question}",
    stopped="Stopped; the answers given so far are kept.",
    wrong_set="This question set cannot be used.",
    earlier="Evaluations so far",
    show="Read the report",
    compare="Compare with",
    nothing="No evaluation yet.",
    failures="Failed questions",
    replay="Ask again in the chat",
    incomparable="These evaluations cannot be compared.",
)


def words_for(language: str) -> EvaluationWords:
    """Return the words of "fr" or "en"; any other language gets French."""
    return ENGLISH if language == "en" else FRENCH
