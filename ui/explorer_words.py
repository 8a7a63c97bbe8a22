"""What the Explorer tab says: the shape of its words, and the words of a language. A text with {braces} is filled later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.exploring.choosing import Facet
from assistant.exploring.network import Role
from corpus.fact_kinds import FactKind, FieldName
from corpus.kinds import EntityKind


@dataclass(frozen=True, slots=True)
class CorrectionWords:
    """The words around corrections by persons."""

    title: str
    intro: str
    none: str
    edit: str
    edit_title: str
    check_title: str
    add: str
    add_intro: str
    reject: str
    confirm: str
    correct: str
    save: str
    undo: str
    author: str
    author_hint: str
    note: str
    remove_hint: str
    kind: str
    document: str
    sentence: str
    sentence_hint: str
    value_hint: str
    stated: str
    actions: Mapping[str, str]
    by: str
    pending: str
    corrected: str
    confirmed: str
    done: Mapping[str, str]
    not_saved: str
    unanswered: str
    unreadable: str
    unreadable_advice: str
    no_author: str
    no_sentence: str
    not_said: str
    unchanged: str
    changed: str
    gone: str
    file: str


@dataclass(frozen=True, slots=True)
class PictureWords:
    """The words of the timeline, the network and the map."""

    skip: str
    as_table: str
    undated: str
    undated_hint: str
    timeline_intro: str
    histogram: str
    year_title: str
    more: str
    network_intro: str
    roles: Mapping[Role, str]
    relations: Mapping[FactKind, str]
    left_out: str
    source: str
    relation: str
    target: str
    map_intro: str
    europe: str
    world: str
    europe_mark: str
    home: str
    mark: str
    unplaced: str
    country: str
    total: str
    legend: str
    biggest: str


@dataclass(frozen=True, slots=True)
class SheetWords:
    """The words of the sheet of an entity."""

    open: str
    back: str
    kinds: Mapping[EntityKind, str]
    thing: str
    aliases: str
    written: str
    sector: str
    regions: str
    country: str
    known_by: str
    neighbours: str
    no_neighbours: str
    passages: str
    passages_shown: str
    no_passages: str
    documents: str
    in_document: str
    see_table: str
    see_network: str
    unknown: str


@dataclass(frozen=True, slots=True)
class ExplorerWords:
    """All the words of the tab. Plurals with "(s)" are avoided: counts come with their own words."""

    language: str
    tab: str
    title: str
    loading: str
    failed: str
    retry: str
    views: Mapping[str, str]
    kinds: Mapping[FactKind, str]
    kind_label: str
    view_label: str
    fields: Mapping[FieldName, str]
    facets: Mapping[Facet, str]
    document_year: str
    anything: str
    undated: str
    search: str
    search_hint: str
    filters: str
    apply: str
    clear: str
    together: str
    drop: str
    statuses: Mapping[str, str]
    rows: tuple[str, str]
    facts: tuple[str, str]
    counted_filtered: str
    counted_page: str
    sort_up: str
    sort_down: str
    sources: str
    statements: str
    documents_passages: str
    passage_one: str
    document_unknown_date: str
    quoted: str
    inferred: str
    inferred_why: str
    certainties: Mapping[str, str]
    doubtful: str
    low: str
    low_why: str
    stated: str
    stated_why: str
    clash: Mapping[FieldName, str]
    clash_other: str
    clash_why: str
    clash_here: str
    clash_there: str
    previous: str
    next: str
    pages: str
    nothing_matches: str
    no_facts: str
    no_kind: str
    no_documents: str
    export: str
    export_title: str
    legend: str
    confidence: str
    quotation: str
    start: str
    end: str
    others: str
    source_file: str
    date: str
    mentions: str
    sheet: SheetWords
    pictures: PictureWords
    corrections: CorrectionWords


def words_for(language: str) -> ExplorerWords:
    """Return the words of "fr" or "en"; any other language gets French."""
    from ui.explorer_words_en import ENGLISH
    from ui.explorer_words_fr import FRENCH

    return ENGLISH if language == "en" else FRENCH
