"""An answer from the table of facts: a count that equals the rows shown, each row a quotation, and what is not sure apart.

What is composed only introduces what it cites. Does not know how the rows are found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.answers import Citation, Part, Sentence, Status
from assistant.counting import Counted
from assistant.exploring.countries import country_name
from assistant.fact_phrases import date_in_words, fact_phrases
from assistant.fact_quoting import Numbering, Quoted, quoted, touches
from corpus.documents import Document, Span
from corpus.fact_kinds import FactKind, FieldName
from corpus.fact_kinds import Status as Stage
from corpus.fact_table import Row
from index.contracts import Store

_TELLING: Mapping[FactKind, tuple[FieldName, ...]] = {
    FactKind.AGREEMENT: (FieldName.PARTNER, FieldName.COUNTRY, FieldName.DATE, FieldName.PLACE),
    FactKind.PROGRAMME: (
        FieldName.PROGRAMME,
        FieldName.FUNDER,
        FieldName.AMOUNT,
        FieldName.RATE,
        FieldName.PERIOD,
        FieldName.BENEFICIARY,
    ),
    FactKind.MEMBERSHIP: (FieldName.MEMBER, FieldName.ALLIANCE),
    FactKind.EVENT: (FieldName.NAME, FieldName.DATE, FieldName.PLACE),
    FactKind.CONTACT: (
        FieldName.PERSON,
        FieldName.ORGANISATION,
        FieldName.TELEPHONE,
        FieldName.EMAIL,
        FieldName.SITE,
    ),
    FactKind.POLE: (FieldName.NAME,),
    FactKind.FIGURE: (FieldName.NUMBER, FieldName.OBJECT),
}
"""The fields that a row is known by, the most telling first."""


@dataclass(frozen=True, slots=True)
class FactAnswer:
    """The sentences and citations of an answer from facts, and how sure its rows are, in (0, 1]."""

    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    confidence: float


class Composer:
    """Puts one answer into words. `scores` are those of the passages found, by id."""

    def __init__(self, counted: Counted, store: Store, language: str, scores: Mapping[str, float]) -> None:
        self._counted = counted
        self._language = language
        self._words = fact_phrases(language)
        self._documents = {document.id: document for document in store.documents()}
        self._numbering = Numbering(store, scores)
        self._behind: dict[tuple[str, int], Quoted] = {}
        self._shown = {id(row): each for row, each in zip(counted.rows, self._quoted(counted.rows), strict=True)}

    def shows(self, document: Document, span: Span) -> bool:
        """Tell whether a stretch of a document touches a sentence that a row quotes."""
        return any(each.document.id == document.id and touches(each.sentence, span) for each in self._shown.values())

    def compose(self, beside: Sequence[tuple[Document, Span]] = ()) -> FactAnswer:
        """Return the whole answer; `beside` are further sentences of the documents, shown after the rows."""
        rows = self._rows()
        cited = _union(sentence.citations for sentence in rows)
        composed = [self._count(cited), *rows, *self._disputed()]
        asked = self._counted.asked
        lacking = "" if asked.by is None else self._words.groups[asked.by][0]
        for note, others in (
            (self._words.undated, self._counted.undated),
            (self._words.ungrouped, self._counted.ungrouped),
            (self._words.unsigned, self._counted.unsigned),
            (self._words.doubtful, self._counted.doubtful),
        ):
            if others:
                composed += self._noted(note.format(number=len(others), name=lacking), self._quoted(others))
        composed += self._sentences_behind(composed)
        if self._counted.announced:
            composed += self._noted(self._words.announced, self._announced())
        if beside:
            whole = [Quoted(document, span, span, None) for document, span in beside]
            composed += self._noted(self._words.also, whole)
        confidence = sum(row.fact.confidence for row in self._counted.rows) / len(self._counted.rows)
        return FactAnswer(tuple(composed), self._numbering.citations(), min(confidence, 0.95))

    def _count(self, cited: tuple[int, ...]) -> Sentence:
        """Return the sentence that counts. It is supported by the rows below it, which whoever doubts can count."""
        asked, words, number = self._counted.asked, self._words, len(self._counted.rows)
        thing: FactKind | Stage | FieldName = asked.status or asked.kind
        if FieldName.AMOUNT is asked.listed or (asked.kind is FactKind.MEMBERSHIP and asked.counts_groups):
            thing = asked.listed
        things, found = words.noun(words.things[thing], number), words.noun(words.found, number)
        form = words.no_sum if asked.listed is FieldName.AMOUNT and number > 1 else words.count
        text = form.format(number=number, things=things, found=found)
        counted = str(number)
        if asked.by is not None and asked.counts_groups:
            groups = len(self._counted.groups())
            names = words.noun(words.groups[asked.by], groups)
            text = words.grouped.format(groups=groups, names=names, number=number, things=things, found=found)
            counted = str(groups)
            if asked.most:
                name = words.groups[asked.by][0]
                text = words.most.format(number=number, things=things, found=found, name=name)
                counted = str(number)
        if asked.extreme and self._counted.among > 1:
            form = words.noun(words.earliest if asked.extreme < 0 else words.latest, number)
            text = form.format(number=number, things=things)
        return Sentence(text, Status.SUPPORTED, cited, (0, len(counted)), Part.COUNT)

    def _rows(self) -> list[Sentence]:
        """Return the rows, under their groups where these tell something. A row may be in two groups, under one number."""
        numbers = {id(row): number for number, row in enumerate(self._counted.rows, start=1)}
        groups = self._counted.groups() if self._is_grouped() else ()
        inside = {id(row) for _, rows in groups for row in rows}
        found = [self._row(row, numbers[id(row)]) for row in self._counted.rows if id(row) not in inside]
        for label, rows in groups:
            own = [self._row(row, numbers[id(row)]) for row in rows]
            cited = _union(sentence.citations for sentence in own)
            text = f"{self._label(label)} ({len(rows)})"
            found += [Sentence(text, Status.SUPPORTED, cited, (0, len(text)), Part.GROUP), *own]
        return found

    def _is_grouped(self) -> bool:
        """Tell whether groups were asked for, or gather rows, or say what a row does not."""
        name, rows = self._counted.asked.by, self._counted.rows
        if name is None or self._counted.asked.counts_groups:
            return name is not None
        gathers = any(len(own) > 1 for _, own in self._counted.groups())
        return gathers or not all(self._shown[id(row)].says(row, name) for row in rows if row.all(name))

    def _label(self, group: str) -> str:
        """Return the name of a group in the language of the answer."""
        return country_name(group, self._language) if self._counted.asked.by is FieldName.COUNTRY else group

    def _row(self, row: Row, number: int) -> Sentence:
        return self._literal(self._shown[id(row)], Part.ROW, number)

    def _literal(self, each: Quoted, part: Part, row: int | None = None) -> Sentence:
        """Return a quotation as a sentence, with the numbers of its own sentence and of the other sources."""
        number, cut = self._numbering.number(each.document, each.sentence, each.shown)
        shown = each.shown if cut.start <= each.shown.start and each.shown.end <= cut.end else cut
        others = [self._numbering.number(document, span, span)[0] for document, span in each.others]
        emphasis = None
        if each.told is not None and shown.start <= each.told.start and each.told.end <= shown.end:
            emphasis = (each.told.start - shown.start, each.told.end - shown.start)
        cited = tuple(dict.fromkeys((number, *others)))
        return Sentence(shown.of(each.document.text), Status.LITERAL, cited, emphasis, part, row)

    def _noted(self, note: str, others: Sequence[Quoted]) -> list[Sentence]:
        """Return a remark and what it introduces."""
        quotes = [self._literal(each, Part.QUOTE) for each in others]
        return [Sentence(note, Status.SUPPORTED, _union(q.citations for q in quotes), None, Part.NOTE), *quotes]

    def _disputed(self) -> list[Sentence]:
        """Return what the documents say differently, newest first, each with the date of its document."""
        found: list[Sentence] = []
        for group in self._counted.disputed:
            facts = [fact for row in group for fact in row.sources]
            facts.sort(key=lambda fact: self._documents[fact.document_id].date, reverse=True)
            told: list[Sentence] = []
            for fact in facts:
                each = quoted(Row((fact,)), self._documents, (FieldName.DATE,))
                title, date = (
                    each.document.title,
                    date_in_words(each.document.date, self._language) or self._words.no_date,
                )
                told += self._noted(self._words.according.format(title=title, date=date), [each])
            cited = _union(sentence.citations for sentence in told)
            found += [Sentence(self._words.disputed, Status.SUPPORTED, cited, None, Part.NOTE), *told]
        return found

    def _announced(self) -> list[Quoted]:
        """Return the counts of the documents: a sentence that the rows quote is not repeated, only its count."""
        found = []
        for fact in self._counted.announced:
            each = quoted(Row((fact,)), self._documents, _TELLING[fact.kind])
            if self.shows(each.document, each.sentence):
                spans = [Span(field.start, field.end) for field in fact.fields]
                shown = Span(min(span.start for span in spans), max(span.end for span in spans))
                each = Quoted(each.document, each.sentence, shown, None)
            found.append(each)
        return found

    def _quoted(self, rows: Sequence[Row]) -> list[Quoted]:
        """Return rows as they are shown: whole sentences, or the stretches of a sentence that states several."""
        asked = self._counted.asked
        telling = tuple(dict.fromkeys((asked.listed, *_TELLING[asked.kind])))
        if asked.kind is FactKind.AGREEMENT:  # by country or by pole, it is the partner that tells two agreements apart
            telling = _TELLING[asked.kind]
        if asked.kind is FactKind.POLE:  # one line a name, not what is said of it
            return [quoted(row, self._documents, telling).told_alone() for row in rows]
        plain = [quoted(row, self._documents, telling) for row in rows]
        shared = Counter((each.document.id, each.sentence.start) for each in plain)
        found = []
        for row, each in zip(rows, plain, strict=True):
            if shared[each.document.id, each.sentence.start] > 1:
                beside = [o for o, p in zip(rows, plain, strict=True) if o is not row and p.sentence == each.sentence]
                each = each.narrowed(row, beside, telling)
            self._keep(each)
            found.append(each)
        return found

    def _keep(self, each: Quoted) -> None:
        """Remember the sentences that a row needs beside what is shown of it."""
        whole = (each.sentence,) if each.states and each.shown != each.sentence else ()
        stating = () if each.stated is None else (each.stated,)
        for span in (*whole, *stating):
            self._behind.setdefault((each.document.id, span.start), Quoted(each.document, span, span, None))

    def _sentences_behind(self, composed: Sequence[Sentence]) -> list[Sentence]:
        """Return the sentences that rows are stretches of, or are stated by, each once and where nothing shows it yet."""
        shown = {sentence.text for sentence in composed if not sentence.part.is_composed}
        behind = [each for each in self._behind.values() if each.shown.of(each.document.text) not in shown]
        return self._noted(self._words.noun(self._words.behind, len(behind)), behind) if behind else []


def _union(citations: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(sorted({number for numbers in citations for number in numbers}))
