"""Every word that the page shows, French first, English second. Does not know how a page is made.

A text with {braces} is filled by the rendering functions with `str.format`, before escaping.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from assistant.answers import RefusalReason, Status
from index.synchronising import Step

LANGUAGES = ("fr", "en")


@dataclass(frozen=True, slots=True)
class ChatTexts:
    """The words of the conversation and of its composer."""

    tab: str
    welcome_title: str
    welcome: str
    examples_title: str
    examples: tuple[str, ...]
    question_label: str
    question_placeholder: str
    send: str
    stop: str
    new: str
    export: str
    you: str
    assistant: str
    searching: str
    reading: str
    stopped: str
    empty_question: str
    long_question: str
    busy: str
    nothing_to_export: str
    error_title: str
    error_advice: str
    refusal_title: str
    reasons: Mapping[RefusalReason, str]
    understood_as: str
    all_literal: str
    statuses: Mapping[Status, str]
    confidence_high: str
    confidence_medium: str
    confidence_low: str
    confidence_title: str
    copy: str
    copied: str
    marker_label: str
    seconds: str
    sources_of_answer: str


@dataclass(frozen=True, slots=True)
class PassageTexts:
    """The words around the cited and consulted passages, and of the document view."""

    cited_title: str
    consulted_title: str
    consulted_hint: str
    reading_title: str
    read_title: str
    empty: str
    none_cited: str
    for_question: str
    unknown_date: str
    section: str
    page: str
    open_here: str
    whole_passage: str
    score_title: str
    score_levels: tuple[str, str, str, str]
    back_to_answer: str
    passage_of: str
    close: str
    open_tab: str
    whole_document: str
    original: str
    publisher: str
    not_found_title: str
    not_found: str
    moved: str


@dataclass(frozen=True, slots=True)
class DocumentTexts:
    """The words of the Documents tab."""

    tab: str
    intro: str
    filter_label: str
    filter_placeholder: str
    count: str
    count_filtered: str
    truncated: str
    nothing_matches: str
    none_yet: str
    column_title: str
    column_passages: str
    column_date: str
    column_state: str
    column_size: str
    size: str
    indexed: str
    indexed_at: str
    kept: str
    alias: str
    failures_title: str
    failure_advice: str
    upload: str
    upload_hint: str
    check: str
    synchronise: str
    plan_title: str
    plan_nothing: str
    plan_new: str
    plan_changed: str
    plan_removed: str
    plan_unchanged: str
    plan_duplicates: str
    plan_failed: str
    steps: Mapping[Step, str]
    more: str
    working: str
    step: str
    done: str
    done_unchanged: str
    not_done_title: str
    not_listed_title: str
    uploaded: str
    replaced: str
    refused_suffix: str
    refused_size: str
    refused_empty: str


@dataclass(frozen=True, slots=True)
class Texts:
    """All the words of one language."""

    language: str
    title: str
    subtitle: str
    tagline: str
    switch_label: str
    skip: str
    months: tuple[str, ...]
    chat: ChatTexts
    passages: PassageTexts
    documents: DocumentTexts


_FRENCH = Texts(
    language="fr",
    title="Interpôles",
    subtitle="Les pôles de compétitivité à l'international",
    tagline="Chaque phrase de la réponse est citée, mot pour mot, et se vérifie dans son document.",
    switch_label="Langue de la page",
    skip="Aller à la question",
    months=(
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ),
    chat=ChatTexts(
        tab="Discussion",
        welcome_title="Posez une question aux documents",
        welcome="La réponse reprend les phrases des documents, avec le numéro du passage d'où vient chacune. "
        "Si les documents ne répondent pas, Interpôles le dit.",
        examples_title="Par exemple",
        examples=(
            "Avec quelles villes des accords sont-ils en cours de négociation pour le Life Science Corridor ?",
            "Qui est le contact du pôle Cancer-Bio Santé et quel est son téléphone ?",
            "Quels étaient les trois axes prioritaires de bioXclusters Plus ?",
            "Combien de participants l'atelier du 1er juin 2012 a-t-il réunis ?",
            "Qui finance le programme INNET ?",
        ),
        question_label="Votre question",
        question_placeholder="Écrivez votre question…",
        send="Demander",
        stop="Arrêter",
        new="Nouvelle discussion",
        export="Exporter (JSON)",
        you="Vous",
        assistant="Interpôles",
        searching="Recherche des passages…",
        reading="Lecture de {count} passages…",
        stopped="Réponse arrêtée à votre demande.",
        empty_question="Écrivez d'abord une question.",
        long_question="Votre question compte {length} caractères ; la limite est de {limit}. Raccourcissez-la.",
        busy="Une réponse est déjà en cours.",
        nothing_to_export="Il n'y a encore aucune réponse à exporter.",
        error_title="Une erreur a empêché de répondre",
        error_advice="Ce n'est pas une absence de réponse dans les documents : l'assistant a échoué. "
        "Posez de nouveau la question ; si l'erreur revient, consultez le journal du serveur.",
        refusal_title="Pas de réponse",
        reasons=MappingProxyType(
            {
                RefusalReason.NOTHING_NEAR: "Aucun passage assez proche",
                RefusalReason.UNKNOWN_ENTITY: "Nom absent des documents",
                RefusalReason.NO_VALUE: "Information absente des documents",
                RefusalReason.FALSE_PREMISE: "Supposition que les documents ne confirment pas",
                RefusalReason.NOT_A_QUESTION: "Pas une question sur les documents",
                RefusalReason.SMALL_TALK: "",
            }
        ),
        understood_as="Question comprise ainsi :",
        all_literal="Cité mot pour mot",
        statuses=MappingProxyType(
            {
                Status.LITERAL: "mot pour mot",
                Status.SUPPORTED: "reformulé d'après les passages",
                Status.UNVERIFIED: "non vérifié",
            }
        ),
        confidence_high="confiance élevée",
        confidence_medium="confiance moyenne",
        confidence_low="confiance faible",
        confidence_title="Probabilité estimée que les passages cités répondent à la question : {percent} %",
        copy="Copier",
        copied="Copié",
        marker_label="Voir le passage cité {number}",
        seconds="{value} s",
        sources_of_answer="Voir les passages",
    ),
    passages=PassageTexts(
        cited_title="Passages cités",
        consulted_title="Passages consultés",
        consulted_hint="Les passages les plus proches ; ils ne répondent pas à la question.",
        reading_title="Passages en cours de lecture",
        read_title="Passages lus",
        empty="Les passages qui prouvent la réponse s'afficheront ici.",
        none_cited="Aucun passage n'est cité dans cette réponse.",
        for_question="Pour la question :",
        unknown_date="sans date",
        section="Section",
        page="page {number}",
        open_here="Ouvrir le document à cet endroit",
        whole_passage="Tout le passage",
        score_title="Proximité avec la question : {value} sur 1",
        score_levels=("très proche", "proche", "assez proche", "éloigné"),
        back_to_answer="Retour à la réponse",
        passage_of="Passage {number} sur {total}",
        close="Fermer",
        open_tab="Ouvrir dans un onglet",
        whole_document="Document entier",
        original="Source : {source}",
        publisher="Publié par {publisher}",
        not_found_title="Document introuvable",
        not_found="Ce document n'est plus dans le corpus. Il a peut-être été retiré depuis la réponse.",
        moved="Le document a changé depuis cette réponse : l'endroit cité n'existe plus tel quel.",
    ),
    documents=DocumentTexts(
        tab="Documents",
        intro="Les réponses ne viennent que de ces documents. Cliquez sur un titre pour le lire, passage par passage.",
        filter_label="Filtrer",
        filter_placeholder="Titre, éditeur, date ou fichier…",
        count="{documents} documents, {passages} passages",
        count_filtered="{shown} documents sur {documents}",
        truncated="Les {limit} premiers sont affichés ; filtrez pour voir les autres.",
        nothing_matches="Aucun document ne correspond à ce filtre.",
        none_yet="Le corpus est vide. Ajoutez des fichiers pour commencer.",
        column_title="Document",
        column_passages="Passages",
        column_date="Date",
        column_state="État",
        column_size="Taille",
        size="{count} signes",
        indexed="à jour",
        indexed_at="lu le {date}",
        kept="Version précédente gardée : {reason}",
        alias="Copie de {name}",
        failures_title="Fichiers qui n'ont pas pu être lus",
        failure_advice="Corrigez ou retirez ces fichiers, puis synchronisez.",
        upload="Ajouter des fichiers",
        upload_hint="Fichiers acceptés : {suffixes}, {size} Mo au plus. Un fichier du même nom remplace le précédent.",
        check="Vérifier",
        synchronise="Synchroniser",
        plan_title="Ce que la synchronisation ferait",
        plan_nothing="Tout est à jour : rien à faire.",
        plan_new="Nouveaux",
        plan_changed="Modifiés",
        plan_removed="Retirés",
        plan_unchanged="Inchangés",
        plan_duplicates="Copies d'un autre fichier",
        plan_failed="Illisibles",
        steps=MappingProxyType(
            {Step.READING: "Lecture", Step.EMBEDDING: "Calcul des vecteurs", Step.STORING: "Enregistrement"}
        ),
        more="et {count} autres",
        working="Synchronisation en cours…",
        step="{step} : {done} sur {total}",
        done="Synchronisé en {seconds} s : {passages} passages, dont {embedded} nouvellement calculés.",
        done_unchanged="Rien n'a changé.",
        not_done_title="La synchronisation a échoué",
        not_listed_title="La liste des documents n'a pas pu être lue",
        uploaded="{name} : ajouté.",
        replaced="{name} : remplace la version précédente.",
        refused_suffix="{name} : format non accepté.",
        refused_size="{name} : plus de {size} Mo.",
        refused_empty="{name} : fichier vide.",
    ),
)

_ENGLISH = Texts(
    language="en",
    title="Interpôles",
    subtitle="French competitiveness clusters abroad",
    tagline="Every sentence of an answer is quoted word for word and can be checked in its document.",
    switch_label="Language of the page",
    skip="Go to the question",
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    chat=ChatTexts(
        tab="Chat",
        welcome_title="Ask the documents a question",
        welcome="The answer repeats sentences of the documents, with the number of the passage that each comes from. "
        "When the documents do not answer, Interpôles says so.",
        examples_title="For example",
        examples=(
            "With which cities are agreements being negotiated for the Life Science Corridor?",
            "Who is the contact of the Cancer-Bio Santé cluster, and what is the phone number?",
            "What were the three priorities of bioXclusters Plus?",
            "How many people attended the workshop of 1 June 2012?",
            "Who funds the INNET programme?",
        ),
        question_label="Your question",
        question_placeholder="Write your question…",
        send="Ask",
        stop="Stop",
        new="New conversation",
        export="Export (JSON)",
        you="You",
        assistant="Interpôles",
        searching="Looking for passages…",
        reading="Reading {count} passages…",
        stopped="Answer stopped at your request.",
        empty_question="Write a question first.",
        long_question="Your question has {length} characters; the limit is {limit}. Please shorten it.",
        busy="An answer is already on its way.",
        nothing_to_export="There is no answer to export yet.",
        error_title="An error prevented the answer",
        error_advice="This does not mean that the documents hold no answer: the assistant failed. "
        "Ask again; if the error comes back, look at the server's log.",
        refusal_title="No answer",
        reasons=MappingProxyType(
            {
                RefusalReason.NOTHING_NEAR: "No passage near enough",
                RefusalReason.UNKNOWN_ENTITY: "Name absent from the documents",
                RefusalReason.NO_VALUE: "Information absent from the documents",
                RefusalReason.FALSE_PREMISE: "Assumption that the documents do not confirm",
                RefusalReason.NOT_A_QUESTION: "Not a question about the documents",
                RefusalReason.SMALL_TALK: "",
            }
        ),
        understood_as="Question understood as:",
        all_literal="Quoted word for word",
        statuses=MappingProxyType(
            {
                Status.LITERAL: "word for word",
                Status.SUPPORTED: "reworded from the passages",
                Status.UNVERIFIED: "not verified",
            }
        ),
        confidence_high="high confidence",
        confidence_medium="medium confidence",
        confidence_low="low confidence",
        confidence_title="Estimated probability that the cited passages answer the question: {percent}%",
        copy="Copy",
        copied="Copied",
        marker_label="See cited passage {number}",
        seconds="{value} s",
        sources_of_answer="See the passages",
    ),
    passages=PassageTexts(
        cited_title="Cited passages",
        consulted_title="Passages consulted",
        consulted_hint="The nearest passages; they do not answer the question.",
        reading_title="Passages being read",
        read_title="Passages read",
        empty="The passages that prove the answer will appear here.",
        none_cited="This answer cites no passage.",
        for_question="For the question:",
        unknown_date="undated",
        section="Section",
        page="page {number}",
        open_here="Open the document at this place",
        whole_passage="Whole passage",
        score_title="Nearness to the question: {value} out of 1",
        score_levels=("very near", "near", "fairly near", "far"),
        back_to_answer="Back to the answer",
        passage_of="Passage {number} of {total}",
        close="Close",
        open_tab="Open in a tab",
        whole_document="Whole document",
        original="Source: {source}",
        publisher="Published by {publisher}",
        not_found_title="Document not found",
        not_found="This document is no longer in the corpus. It may have been removed since the answer.",
        moved="The document has changed since this answer: the cited place no longer exists as it was.",
    ),
    documents=DocumentTexts(
        tab="Documents",
        intro="Answers come from these documents only. Click a title to read it, passage by passage.",
        filter_label="Filter",
        filter_placeholder="Title, publisher, date or file…",
        count="{documents} documents, {passages} passages",
        count_filtered="{shown} of {documents} documents",
        truncated="The first {limit} are shown; filter to see others.",
        nothing_matches="No document matches this filter.",
        none_yet="The corpus is empty. Add files to begin.",
        column_title="Document",
        column_passages="Passages",
        column_date="Date",
        column_state="State",
        column_size="Size",
        size="{count} characters",
        indexed="up to date",
        indexed_at="read on {date}",
        kept="Earlier version kept: {reason}",
        alias="Copy of {name}",
        failures_title="Files that could not be read",
        failure_advice="Mend or remove these files, then synchronise.",
        upload="Add files",
        upload_hint="Accepted files: {suffixes}, up to {size} MB. A file of the same name replaces the earlier one.",
        check="Check",
        synchronise="Synchronise",
        plan_title="What synchronising would do",
        plan_nothing="Everything is up to date: nothing to do.",
        plan_new="New",
        plan_changed="Changed",
        plan_removed="Removed",
        plan_unchanged="Unchanged",
        plan_duplicates="Copies of another file",
        plan_failed="Unreadable",
        steps=MappingProxyType({Step.READING: "Reading", Step.EMBEDDING: "Embedding", Step.STORING: "Storing"}),
        more="and {count} more",
        working="Synchronising…",
        step="{step}: {done} of {total}",
        done="Synchronised in {seconds} s: {passages} passages, {embedded} of them newly computed.",
        done_unchanged="Nothing has changed.",
        not_done_title="Synchronising failed",
        not_listed_title="The list of documents could not be read",
        uploaded="{name}: added.",
        replaced="{name}: replaces the earlier version.",
        refused_suffix="{name}: format not accepted.",
        refused_size="{name}: larger than {size} MB.",
        refused_empty="{name}: empty file.",
    ),
)


def texts_for(language: str) -> Texts:
    """Return the words of "fr" or "en"; any other language gets French."""
    return _ENGLISH if language == "en" else _FRENCH
