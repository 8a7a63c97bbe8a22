"""The shape of everything that the page says, one frozen dataclass a part of the page. Holds no words itself.

A text with {braces} is filled by the rendering functions with `str.format`, before escaping.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from assistant.answers import Origin, RefusalReason, Status
from index.synchronising import Kind, Step


class Chosen(StrEnum):
    """Which files of the corpus a reader looks at."""

    ALL = "all"
    WARNED = "warned"
    FAILED = "failed"
    COPIES = "copies"


class Order(StrEnum):
    """By what the documents are sorted."""

    TITLE = "title"
    DATE = "date"
    SIZE = "size"


@dataclass(frozen=True, slots=True)
class ChatTexts:
    """The words of the conversation and of its composer."""

    tab: str
    welcome_title: str
    welcome: str
    examples_title: str
    examples: tuple[str, ...]
    example_agreements: str
    example_contact: str
    example_members: str
    example_document: str
    no_examples: str
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
    origins: Mapping[Origin, str]
    counted: str
    confidence_high: str
    confidence_medium: str
    confidence_low: str
    confidence_title: str
    copy: str
    copied: str
    marker_label: str
    seconds: str
    sources_of_answer: str
    wrong: str
    wrong_title: str
    wrong_added: str
    wrong_not_added: str


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
    score: str
    score_title: str
    score_levels: tuple[str, str, str, str]
    back_to_answer: str
    passage_of: str
    close: str
    open_tab: str
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
    drop: str
    drop_hint: str
    check: str
    synchronise: str
    cancel: str
    filter_label: str
    filter_placeholder: str
    state_label: str
    states: Mapping[Chosen, str]
    order_label: str
    orders: Mapping[Order, str]
    count: str
    count_filtered: str
    count_of: str
    truncated: str
    nothing_matches: str
    none_yet: str
    column_title: str
    column_passages: str
    column_date: str
    column_state: str
    column_size: str
    column_action: str
    size: str
    pages: str
    title_inferred: str
    date_inferred: str
    indexed: str
    indexed_at: str
    kept: str
    partial: str
    alias: str
    member: str
    failures_title: str
    failure_kept: str
    failure_advice: str
    plan_title: str
    plan_nothing: str
    plan_new: str
    plan_changed: str
    plan_moved: str
    plan_removed: str
    plan_unchanged: str
    plan_duplicates: str
    plan_failed: str
    steps: Mapping[Step, str]
    more: str
    checking: str
    synchronising: str
    restoring: str
    working: str
    step_files: str
    step_passages: str
    rate: str
    seconds_left: str
    minutes_left: str
    cancelling: str
    cancelled: str
    done: str
    done_unchanged: str
    done_restored: str
    not_done_title: str
    not_done_advice: str
    not_listed_title: str
    errors: Mapping[str, str]
    uploaded: str
    replaced: str
    refused_suffix: str
    refused_size: str
    refused_empty: str
    remove: str
    remove_label: str
    remove_title: str
    remove_uploaded: str
    remove_registered: str
    remove_inside: str
    remove_member: str
    remove_effect: str
    remove_file: str
    remove_folder: str
    removed: str
    removed_copy: str
    keep: str
    gone: str
    history_title: str
    history_none: str
    history_when: str
    history_what: str
    history_files: str
    history_took: str
    history_kinds: Mapping[Kind, str]
    restore: str
    restore_title: str
    restore_effect: str
    restore_confirm: str
    nothing_to_restore: str


@dataclass(frozen=True, slots=True)
class Texts:
    """All the words of one language."""

    language: str
    title: str
    subtitle: str
    switch_label: str
    months: tuple[str, ...]
    chat: ChatTexts
    passages: PassageTexts
    documents: DocumentTexts
