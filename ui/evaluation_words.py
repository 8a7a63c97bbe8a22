"""What the Evaluation tab says, in French and English. The report itself is in French."""

from __future__ import annotations

from dataclasses import dataclass

from ui.typography import typeset


@dataclass(frozen=True, slots=True)
class EvaluationWords:
    """The words of the tab."""

    tab: str
    intro: str
    choose: str
    shipped: str
    cases: str
    own: str
    kept: str
    variants: str
    variants_none: str
    variants_written: str
    variants_all: str
    ladder: str
    run: str
    stop: str
    starting: str
    running: str
    finished: str
    stopped: str
    wrong_set: str
    earlier: str
    moment: str
    asked: str
    asked_one: str
    incomplete: str
    compare: str
    compare_none: str
    compare_impossible: str
    nothing: str
    report: str
    failures: str
    replay: str
    unreadable: str


_PLAIN = EvaluationWords(
    tab="Évaluation",
    intro="Mesurez les réponses sur un jeu de questions : rien n'est envoyé ailleurs, aucun modèle ne juge.",
    choose="Jeu de questions",
    shipped="Jeu livré avec Interpôles",
    cases="Réponses signalées dans la discussion",
    own="Déposez ici votre jeu de questions (YAML ou JSONL), ou cliquez pour le choisir",
    kept="{name} est ajouté aux jeux de questions.",
    variants="Formulations",
    variants_none="Les questions seules",
    variants_written="Avec les variantes écrites",
    variants_all="Avec aussi accents, majuscules et fautes de frappe",
    ladder="Chercher aussi où se perdent les réponses (plus long)",
    run="Évaluer",
    stop="Arrêter",
    starting="L'évaluation commence…",
    running="Question {done} sur {total}",
    finished="Évaluation terminée : {answers} en {seconds} s.",
    stopped="Arrêté : les réponses déjà données sont gardées.",
    wrong_set="Ce jeu de questions ne peut pas être utilisé.",
    earlier="Évaluations faites",
    moment="%d/%m/%Y %H:%M",
    asked="{count} réponses",
    asked_one="1 réponse",
    incomplete="incomplète",
    compare="Comparer à",
    compare_none="Aucune",
    compare_impossible="Aucune autre évaluation de ce jeu",
    nothing="Aucune évaluation pour l'instant. Choisissez un jeu de questions, puis « Évaluer ».",
    report="Rapport d'évaluation",
    failures="Questions en échec",
    replay="Rejouer dans la discussion",
    unreadable="Cette évaluation ne peut pas être lue.",
)

FRENCH = typeset(_PLAIN)

ENGLISH = EvaluationWords(
    tab="Evaluation",
    intro="Measure the answers on a set of questions: nothing is sent anywhere, no model judges. The report is in French.",
    choose="Question set",
    shipped="The set that comes with Interpôles",
    cases="Answers reported in the chat",
    own="Drop your question set (YAML or JSONL) here, or click to choose it",
    kept="{name} is now among the question sets.",
    variants="Wordings",
    variants_none="The questions alone",
    variants_written="With the written variants",
    variants_all="With accents, capitals and typing slips as well",
    ladder="Also find where answers are lost (takes longer)",
    run="Evaluate",
    stop="Stop",
    starting="The evaluation begins…",
    running="Question {done} of {total}",
    finished="Evaluation finished: {answers} in {seconds} s.",
    stopped="Stopped; the answers given so far are kept.",
    wrong_set="This question set cannot be used.",
    earlier="Evaluations so far",
    moment="%Y-%m-%d %H:%M",
    asked="{count} answers",
    asked_one="1 answer",
    incomplete="incomplete",
    compare="Compare with",
    compare_none="None",
    compare_impossible="No other evaluation of this set",
    nothing="No evaluation yet. Choose a question set, then “Evaluate”.",
    report="Evaluation report",
    failures="Failed questions",
    replay="Ask again in the chat",
    unreadable="This evaluation cannot be read.",
)


def words_for(language: str) -> EvaluationWords:
    """Return the words of "fr" or "en"; any other language gets French."""
    return ENGLISH if language == "en" else FRENCH
