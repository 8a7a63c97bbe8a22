"""Corrections of facts: what they change, what they outlive, and what becomes of those that fit nothing any more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.corrected_fields import Said
from corpus.corrections import Action, Corrected, Correction, Statement, corrected, statement_of
from corpus.documents import Document, document_id
from corpus.facts import Fact, FactKind, FieldName, extract_facts
from corpus.naming import Names, load_names

TEXT = """Cap Digital a signé en 2009 un accord avec TSB Berlin et en 2012 un accord avec Silicon Saxony, en Allemagne.

Minalogic a signé en 2015 un accord avec Osaka Bio Headquarters, au Japon. La cérémonie du 3 mars 2016 eut lieu à Kobe.
"""


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


def document(text: str = TEXT, source: str = "/a/notes.md") -> Document:
    return Document(document_id(source), source, "", text, "fr", "", "", "", (), (), "hash")


def agreements(facts: tuple[Fact, ...]) -> list[tuple[str, str]]:
    return [
        (fact.canonical(FieldName.PARTNER), fact.canonical(FieldName.DATE))
        for fact in facts
        if fact.kind is FactKind.AGREEMENT
    ]


def made(action: Action, facts: tuple[Fact, ...], partner: str, **changes: object) -> Correction:
    fact = next(fact for fact in facts if fact.canonical(FieldName.PARTNER) == partner)
    correction = Correction(action, statement_of(fact, document()), "Anne", "2026-11-22")
    return replace(correction, **changes)  # type: ignore[arg-type]


def applied(correction: Correction, names: Names, *documents: Document) -> Corrected:
    facts = tuple(fact for each in documents for fact in extract_facts(each, names))
    return corrected(facts, [correction], documents, lambda: names)


def test_a_rejected_fact_is_gone_and_only_that_one(names: Names) -> None:
    facts = extract_facts(document(), names)
    before = agreements(facts)
    assert ("Osaka Bio Headquarters", "2015") in before
    result = applied(made(Action.REJECT, facts, "Osaka Bio Headquarters"), names, document())
    assert [outcome.problem for outcome in result.outcomes] == [""]
    assert agreements(result.facts) == [row for row in before if row[0] != "Osaka Bio Headquarters"]


def test_a_confirmed_fact_is_sure_and_says_the_same(names: Names) -> None:
    facts = tuple(replace(fact, confidence=0.5) for fact in extract_facts(document(), names))
    correction = made(Action.CONFIRM, facts, "Osaka Bio Headquarters")
    result = corrected(facts, [correction], [document()], lambda: names)
    for before, after in zip(facts, result.facts, strict=True):
        confirmed = before.canonical(FieldName.PARTNER) == "Osaka Bio Headquarters"
        assert (after.fields, after.confidence) == (before.fields, 1.0 if confirmed else 0.5)
        assert after.corrections == ((correction.id,) if confirmed else ())


def test_a_corrected_field_quotes_the_document_and_the_fact_names_its_correction(names: Names) -> None:
    facts = extract_facts(document(), names)
    said = (Said(FieldName.DATE, "3 mars 2016"), Said(FieldName.PLACE, "Kobe"))
    correction = made(Action.CORRECT, facts, "Osaka Bio Headquarters", fields=said)
    result = applied(correction, names, document())
    fact = next(fact for fact in result.facts if fact.canonical(FieldName.PARTNER) == "Osaka Bio Headquarters")
    assert (fact.canonical(FieldName.DATE), fact.canonical(FieldName.PLACE)) == ("2016-03-03", "Kobe")
    assert [TEXT[field.start : field.end] for field in fact.fields] == [field.value for field in fact.fields]
    assert (fact.corrections, fact.confidence) == ((correction.id,), 1.0)


def test_what_the_document_does_not_say_must_be_marked_as_stated(names: Names) -> None:
    facts = extract_facts(document(), names)
    for stated, problem in ((False, "notes.md does not say « 4 mai 2016 »"), (True, "")):
        said = (Said(FieldName.DATE, "4 mai 2016", stated),)
        result = applied(made(Action.CORRECT, facts, "Osaka Bio Headquarters", fields=said), names, document())
        assert result.outcomes[0].problem.startswith(problem)
        assert result.outcomes[0].applied is stated
    field = next(field for fact in result.facts for field in fact.fields if field.stated)
    assert (field.value, field.canonical, field.start) == ("4 mai 2016", "2016-05-04", field.end)


def test_a_field_can_be_dropped(names: Names) -> None:
    facts = extract_facts(document(), names)
    correction = made(Action.CORRECT, facts, "Osaka Bio Headquarters", removed=(FieldName.DATE,))
    assert ("Osaka Bio Headquarters", "") in agreements(applied(correction, names, document()).facts)


def test_an_added_fact_quotes_a_sentence(names: Names) -> None:
    statement = Statement(FactKind.EVENT, "/a/notes.md", "La cérémonie du 3 mars 2016 eut lieu à Kobe.")
    said = (Said(FieldName.NAME, "La cérémonie"), Said(FieldName.PLACE, "Kobe"), Said(FieldName.DATE, "3 mars 2016"))
    correction = Correction(Action.ADD, statement, "Anne", "2026-11-22", fields=said)
    event = next(f for f in applied(correction, names, document()).facts if f.kind is FactKind.EVENT)
    assert event.sentence.of(TEXT) == statement.sentence
    assert [field.canonical for field in event.fields] == ["2016-03-03", "Kobe", "La cérémonie"]


@pytest.mark.parametrize(
    ("text", "source", "problem"),
    [
        pytest.param(f"Une phrase nouvelle.\n\n{TEXT}", "/a/notes.md", "", id="text before it"),
        pytest.param(TEXT, "/moved/notes.md", "", id="a moved file"),
        pytest.param(
            TEXT.replace("au Japon. La", "au Japon.\nLa").replace("accord avec O", "accord\navec O"),
            "/a/notes.md",
            "",
            id="other line ends",
        ),
        pytest.param(TEXT, "/a/other.md", "its document is not in the corpus", id="another file"),
        pytest.param(
            TEXT.replace("Osaka", "Tokyo"), "/a/notes.md", "its sentence is gone: « Minalogic a", id="changed"
        ),
    ],
)
def test_a_correction_outlives_changes_around_its_fact(text: str, source: str, problem: str, names: Names) -> None:
    correction = made(Action.REJECT, extract_facts(document(), names), "Osaka Bio Headquarters")
    result = applied(correction, names, document(text, source))
    assert result.outcomes[0].problem.startswith(problem)
    assert result.outcomes[0].applied == (problem == "")
    if not problem:
        assert "Osaka Bio Headquarters" not in [partner for partner, _ in agreements(result.facts)]


def test_a_correction_outlives_rules_that_read_more_in_its_sentence(names: Names) -> None:
    facts = extract_facts(document(), names)
    poorer = tuple(replace(f, fields=tuple(x for x in f.fields if x.name is not FieldName.DATE)) for f in facts)
    for before, after in ((facts, poorer), (poorer, facts)):
        correction = made(Action.REJECT, before, "Silicon Saxony")
        result = corrected(after, [correction], [document()], lambda: names)
        assert [p for p, _ in agreements(result.facts)] == ["TSB Berlin", "Osaka Bio Headquarters"]


def test_a_correction_does_not_fall_on_another_fact_of_its_sentence(names: Names) -> None:
    facts = extract_facts(document(), names)
    correction = made(Action.REJECT, facts, "Silicon Saxony")
    rest = tuple(fact for fact in facts if fact.canonical(FieldName.PARTNER) != "Silicon Saxony")
    result = corrected(rest, [correction], [document()], lambda: names)
    assert result.facts == rest
    assert result.outcomes[0].problem.startswith("the sentence is there, but no such fact is read in it any more")


def test_a_second_correction_follows_the_first(names: Names) -> None:
    facts = extract_facts(document(), names)
    first = made(Action.CORRECT, facts, "Osaka Bio Headquarters", fields=(Said(FieldName.DATE, "3 mars 2016"),))
    changed = corrected(facts, [first], [document()], lambda: names).facts
    second = made(Action.REJECT, changed, "Osaka Bio Headquarters")
    result = corrected(facts, [first, second], [document()], lambda: names)
    assert [outcome.applied for outcome in result.outcomes] == [True, True]
    assert "Osaka Bio Headquarters" not in [partner for partner, _ in agreements(result.facts)]


def test_the_same_decision_has_the_same_id_whoever_takes_it(names: Names) -> None:
    facts = extract_facts(document(), names)
    one, other = (made(Action.REJECT, facts, "TSB Berlin", author=author) for author in ("Anne", "Karim"))
    assert one.id == other.id != made(Action.REJECT, facts, "Silicon Saxony").id
