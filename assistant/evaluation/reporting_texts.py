"""The French words of the report. Names of metrics are those of the gates file."""

from __future__ import annotations

from collections.abc import Mapping

LABELS: Mapping[str, str] = {
    "overall.correct": "Réponses justes (ou refus justes)",
    "overall.correct_and_sourced": "Réponses justes qui citent le passage attendu",
    "answers.strict_vital": "Informations indispensables données",
    "answers.strict_all": "Toutes les informations données",
    "answers.vital": "Informations indispensables, demi-points compris",
    "answers.all": "Toutes les informations, demi-points compris",
    "answers.containment": "Réponses complètes",
    "answers.forbidden": "Réponses qui disent ce qu'il ne faut pas",
    "answers.words": "Longueur de la réponse (mots)",
    "answers.exact_match": "Correspondance exacte (SQuAD)",
    "answers.f1": "F1 des mots (SQuAD)",
    "answers.language": "Réponses dans la langue de la question",
    "citations.validity": "Citations qui existent",
    "citations.fidelity": "Citations exactes au caractère près",
    "citations.clean_cuts": "Citations coupées entre deux mots",
    "citations.coverage": "Phrases citées",
    "citations.literal_truth": "Phrases « littérales » qui le sont",
    "citations.lexical_support": "Phrases soutenues par leurs mots (support lexical)",
    "citations.alce_recall": "Rappel des citations (ALCE lexical)",
    "citations.alce_precision": "Précision des citations (ALCE lexical)",
    "citations.gold_recall": "Passages attendus cités",
    "citations.gold_precision": "Passages cités qui étaient attendus",
    "citations.gold_document_recall": "Documents attendus cités",
    "citations.gold_document_precision": "Documents cités qui étaient attendus",
    "citations.gold_pages": "Pages attendues citées",
    "citations.gold_page_precision": "Pages citées qui étaient attendues",
    "refusal.wrong_answer_rate": "Réponses à tort",
    "refusal.wrong_refusal_rate": "Refus à tort",
    "refusal.precision": "Précision du refus",
    "refusal.recall": "Rappel du refus",
    "refusal.f1": "F1 du refus",
    "refusal.auroc": "AUROC de la confiance (répondable ou non)",
    "refusal.aurc": "AURC (aire sous risque–couverture)",
    "refusal.excess_aurc": "AURC en excès sur l'oracle",
    "refusal.coverage_at_risk_5": "Couverture à 5 % de risque",
    "refusal.coverage_at_risk_10": "Couverture à 10 % de risque",
    "calibration.brier": "Score de Brier",
    "calibration.brier_baseline": "Brier d'une confiance constante",
    "calibration.brier_gain": "Gain de Brier sur la constante",
    "calibration.ece": "Erreur de calibration (ECE)",
    "calibration.ece_floor": "ECE attendue d'une confiance parfaite",
    "robustness.worst_of_group": "Justes dans toutes leurs formulations",
    "latency.p50_ms": "Durée médiane (ms)",
    "latency.p95_ms": "Durée au 95ᵉ centile (ms)",
}

COMPONENTS: Mapping[str, str] = {"fused": "Fusion", "dense": "Sens (vecteurs)", "lexical": "Mots (BM25)"}

RANKING: Mapping[str, str] = {"hit": "succès", "recall": "rappel", "mrr": "MRR", "ndcg": "nDCG", "ap": "AP"}

VARIANTS: Mapping[str, str] = {
    "paraphrase": "Paraphrase",
    "en": "Anglais",
    "no-accents": "Sans accents",
    "capitals": "Majuscules",
    "bare": "Minuscules sans ponctuation",
    "typographic": "Apostrophes typographiques",
    "typos-3": "Fautes de frappe 3 %",
    "typos-6": "Fautes de frappe 6 %",
}

REASONS: Mapping[str, str] = {
    "out-of-domain": "hors domaine",
    "absent": "absent du corpus",
    "false-premise": "fausse prémisse",
    "unknown-entity": "entité inexistante",
    "out-of-period": "hors période",
    "small-talk": "conversation",
}

FAILURES: Mapping[str, tuple[str, str]] = {
    "faulty-citation": ("Citation fautive", "Une citation n'existe pas, n'est pas exacte ou ne dit pas la phrase."),
    "wrongly-answered": ("Réponse à tort", "Le corpus ne répond pas, une réponse a pourtant été donnée."),
    "not-retrieved": ("Non retrouvé", "Le passage attendu n'est pas parmi les dix premiers."),
    "wrongly-refused": ("Refus à tort", "Le passage attendu était retrouvé, mais aucune réponse n'a été donnée."),
    "badly-ranked": ("Mal classé", "Le passage attendu n'est pas parmi les trois premiers et n'est pas cité."),
    "wrong-sentence": ("Mauvaise phrase", "Le passage attendu était bien placé, mais la réponse n'est pas la bonne."),
}

STEPS: Mapping[str, str] = {
    "as-it-is": "Telle quelle",
    "refusal-off": "Sans refus sur la confiance",
    "gold-document": "Le document attendu donné",
    "gold-passage": "Le passage attendu donné",
    "gold-passage-refusal-off": "Le passage donné, sans refus",
}

CAUSES: Mapping[str, tuple[str, str]] = {
    "document": ("Recherche : document", "D'autres documents ont pris la place du bon."),
    "passage": ("Recherche : passage", "Le bon document était là, un autre de ses passages a été lu."),
    "refusal": ("Refus sur la confiance", "Le bon passage était là, la confiance était sous le seuil."),
    "rule": ("Refus par une règle", "Le bon passage était là, une règle (nom, date, valeur absente) a refusé."),
    "sentence": (
        "Choix de la phrase",
        "Le bon passage était là, une autre phrase ou une partie seulement a été donnée.",
    ),
}

FACT_KINDS: Mapping[str, str] = {
    "agreement": "Accords",
    "programme": "Soutiens de programmes",
    "event": "Événements",
    "membership": "Appartenances",
    "contact": "Contacts",
    "figure": "Chiffres",
    "pole": "Pôles",
}

FACT_OUTCOMES: Mapping[str, str] = {"missed": "manquée", "wrong": "en trop", "field": "champ"}

VERDICTS: Mapping[str, str] = {"passed": "Réussi", "failed": "ÉCHEC", "not-applicable": "Sans objet"}

OUTCOMES: Mapping[str, str] = {
    "better": "Amélioration",
    "worse": "Régression",
    "equivalent": "Équivalent",
    "undecided": "Indécis",
}

SLICE_KINDS: Mapping[str, str] = {
    "type": "type",
    "language": "langue",
    "length": "longueur",
    "tag": "étiquette",
    "document": "document",
}

SLICE_VALUES: Mapping[str, str] = {
    "type: fact": "fait",
    "type: list": "liste",
    "type: number": "nombre",
    "type: person": "personne",
    "type: place": "lieu",
    "type: comparison": "comparaison",
    "type: summary": "synthèse",
    "type: follow-up": "question de suite",
    "type: yes-no": "oui ou non",
    "type: definition": "définition",
    "type: procedure": "procédure",
    "type: unanswerable": "sans réponse",
    "language: fr": "français",
    "language: en": "anglais",
    "length: short": "≤ 12 mots",
    "length: long": "> 12 mots",
}

METHOD: tuple[str, ...] = (
    "Toutes les mesures sont déterministes : aucun modèle de langue ne juge. Une mesure qui ne s'applique à aucune "
    "question est absente, jamais égale à zéro.",
    "Une réponse est juste quand elle contient toutes les informations indispensables et rien d'interdit ; à une question "
    "sans réponse dans le corpus, seul un refus est juste. Les informations sont cherchées après normalisation du français.",
    "Les passages attendus sont donnés par citation et retrouvés dans les documents au moment de l'évaluation : "
    "découper autrement les documents ne périme pas un jeu de questions.",
    "Les classements par le sens et par les mots sont lus dans les cent premiers passages de la fusion.",
    "Intervalles à 95 % : Wilson pour les proportions, bootstrap (2 000 tirages, graine fixe) pour les autres moyennes.",
    "Le support lexical (mots, nombres et noms propres retrouvés) est nécessaire, non suffisant : il ne prouve pas la "
    "fidélité du sens. Les passages attendus peuvent être incomplets : leur précision est une borne basse.",
    "Si un seuil ou un réglage a été choisi sur ces mêmes questions, ces chiffres sont optimistes.",
)


def label(metric: str) -> str:
    """Return the French name of a metric."""
    if metric in LABELS:
        return LABELS[metric]
    head, _, rest = metric.partition(".")
    if metric.startswith("refusal.wrong_answer_rate."):
        reason = metric.removeprefix("refusal.wrong_answer_rate.")
        return f"Réponses à tort, {REASONS.get(reason, reason)}"
    if head == "facts":
        return _fact_label(rest)
    if head == "retrieval":
        return _ranking_label(rest)
    if head == "robustness":
        kind, _, name = rest.partition(".")
        names = {"consistency": "même passage cité", "flips": "réponses qui basculent"}
        return f"{VARIANTS.get(kind, kind)} : {names.get(name) or label(name)}"
    return metric


def _fact_label(rest: str) -> str:
    kind, _, measure = rest.partition(".")
    of_fields = measure.startswith("fields.")
    names = {"precision": "précision", "recall": "rappel", "f1": "F1"}
    of = {"all": "Informations extraites", "dates": "Dates des informations"}.get(kind) or FACT_KINDS.get(kind, kind)
    return f"{of} : {names.get(measure.removeprefix('fields.'), measure)}{' des champs' if of_fields else ''}"


def _ranking_label(rest: str) -> str:
    component, _, measure = rest.partition(".")
    of_documents = measure.startswith("document.")
    name, _, cutoff = measure.removeprefix("document.").partition("@")
    what = "documents" if of_documents else "passages"
    return f"{COMPONENTS.get(component, component)} : {RANKING.get(name, name)}@{cutoff} ({what})"
