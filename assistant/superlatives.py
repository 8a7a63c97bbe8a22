"""Superlatives: the row of a table, or the value in a row, that is the largest, smallest, oldest or latest of those asked about.

Computed only where the question says what is compared, one table is about it, and at least two of its values can be compared.
Does not know how an answer is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.evidence import Evidence, Facts, Line
from assistant.selecting import Scored, scored_at
from assistant.targets import Target, Unit, held
from corpus.documents import Document, Span
from corpus.french import fold, terms
from corpus.kinds import EntityKind
from corpus.stopwords import STOP_WORDS
from corpus.values import find_values

_MOST = (
    r"plus (?:gros|grand|haut|fort|eleve|important|cher|long|lourd|nombreu|genereu|riche)\w*"
    r"|(?:le|la|les) plus (?:de |d')|mieux dote\w*"
    r"|le plus(?! (?:souvent|tot|tard|vite|petit|faible|bas|court|jeune|vieux|ancien|recent|proche|loin|simple|rapide)\w*)"
    r"|\b(?:largest|biggest|highest|greatest|longest|heaviest|richest|costliest)\b|\bmost (?!recent|often|common|likely)"
)
_LEAST = (
    r"(?:le|la|les) moins (?:de |d')|(?:le|la|les) moins\b(?! souvent)|plus (?:petit|faible|bas|court|modeste|leger|mince)\w*"
    r"|\b(?:smallest|lowest|least|fewest|shortest|cheapest|lightest)\b"
)
_OLDEST = r"plus (?:ancien|vieux|vieil|vieille)\w*|\b(?:oldest|earliest)\b"
_LATEST = r"plus (?:recent|jeune|nouveau|nouvelle)\w*|\b(?:latest|newest|youngest|most recent)\b"
_PATTERNS = tuple(
    (re.compile(pattern), dated, sign)
    for pattern, dated, sign in ((_OLDEST, True, -1), (_LATEST, True, 1), (_LEAST, False, -1), (_MOST, False, 1))
)
_ASKS = re.compile(r"\b(?:quel(?:le)?s?|lequel|laquelle|lesquel(?:le)?s|qui|which|what|who|whose)\b")
_ASKS_OTHERWISE = re.compile(
    r"\b(?:pourquoi|comment|why|how|est-ce que|au plus|au moins|de plus en plus|at most|at least)\b"
)
_MONEY = re.compile(
    r"\b(?:aides?|subventions?|budgets?|argent|cher|chere|coute\w*|couts?|montants?|dotations?|dotee?s?|enveloppes?|sommes?|cheques?"
    r"|money|grants?|funding|expensive|costl\w+)\b"
)
_SHAPING = frozenset(
    terms(
        """
        gros grosse grand grande haut haute fort forte élevé élevée important importante cher chère long longue lourd
        lourde mieux doté petit petite faible bas basse court courte ancien ancienne vieux vieille
        récent récente jeune nouveau nouvelle moins plus
        largest biggest highest greatest longest smallest lowest least fewest shortest cheapest oldest earliest latest newest most
        avoir obtenir décrocher recevoir toucher compter posséder consacrer get have had got won combien lequel laquelle
        """
    )
)
_COUNTED = re.compile(r"\b(?:(?:plus|moins) (?:de |d')|(?:most(?! recent)|fewest) )(\w+)")
_TOTAL = re.compile(r"\W*(?:sous-)?(?:total|totaux|ensemble|moyenne|médiane|average|mean|sum|all)\b", re.IGNORECASE)
_YEAR = re.compile(r"\W*(?:19|20)\d\d\W*")
_COVERED = 0.5
"""Share of the weight of a question's words that a table and what stands over it must hold."""


@dataclass(frozen=True, slots=True)
class Superlative:
    """What is asked for: the largest (`sign` 1) or smallest (-1) value; of dates and years where `dated`."""

    dated: bool
    sign: int
    money: bool
    counted: frozenset[str] = frozenset()
    """The stem of what is to be most or least ("le plus d'adhérents"), if the question says so."""


@dataclass(frozen=True, slots=True)
class Extreme:
    """The rows with the extreme value, after their table's first row, and the words of each row that say which it is.

    The other rows that the question names follow, without such words.
    """

    head: Line
    rows: tuple[Line, ...]
    named: tuple[Span | None, ...]


@dataclass(frozen=True, slots=True)
class _Cell:
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class _Series:
    """Values of one kind to compare: a column (each in its row), or a row (all in it)."""

    fit: float
    places: tuple[tuple[Line, _Cell, Decimal], ...]
    """The line, the cell that names what has the value, and the value."""


def superlative_of(question: str) -> Superlative | None:
    """Return what a question wants compared; None where it asks for no extreme, or for its cause or manner."""
    folded = fold(question)
    return superlative_in(folded) if _ASKS.search(folded) and not _ASKS_OTHERWISE.search(folded) else None


def superlative_in(text: str) -> Superlative | None:
    """Return the first superlative of a text, or None."""
    folded = fold(text)
    for pattern, dated, sign in _PATTERNS:
        if pattern.search(folded):
            money = _MONEY.search(folded) is not None
            counted = _COUNTED.search(folded)
            return Superlative(
                dated, sign, money, frozenset(terms(counted[1])) if counted and not money else frozenset()
            )
    return None


def extremes(
    question: str, target: Target, chosen: Sequence[Scored], scored: Sequence[Scored], evidence: Evidence
) -> tuple[Scored, ...]:
    """Return the extreme rows that answer a question, after the first row of their table; nothing where none is computed.

    A sentence that was `chosen` and says itself what is the largest is left to answer.
    """
    wanted = superlative_of(question)
    if wanted is None or any(_says_itself(each.candidate.line, wanted) for each in chosen[:1]):
        return ()
    heads: dict[tuple[str, int], tuple[Scored, Line]] = {}
    for each in scored:
        if "|" in each.candidate.line.text:
            document = each.candidate.hit.document
            line = each.candidate.line
            number = line.number if line.head is None else line.head
            heads.setdefault((document.id, number), (each, evidence.lines(document)[number]))
    found = extreme_of(wanted, target, [(each.candidate.hit.document, head) for each, head in heads.values()], evidence)
    if found is None:
        return ()
    document, extreme = found
    of_table = heads[document.id, extreme.head.number][0]
    rows = [
        replace(scored_at(of_table, row, evidence), span=named)
        for row, named in zip(extreme.rows, extreme.named, strict=True)
    ]
    return (scored_at(of_table, extreme.head, evidence), *rows)


def _says_itself(line: Line, wanted: Superlative) -> bool:
    own = superlative_in(line.text)
    return own is not None and "|" not in line.text and (own.dated, own.sign) == (wanted.dated, wanted.sign)


def extreme_of(
    wanted: Superlative, target: Target, tables: Sequence[tuple[Document, Line]], evidence: Evidence
) -> tuple[Document, Extreme] | None:
    """Return the extreme row of the one table that the question is about; `tables` are the first rows of those read."""
    units = [unit for unit in target.units if not {stem for group in unit.groups for stem in group[:1]} <= _SHAPING]
    found: list[tuple[float, Document, Extreme]] = []
    for document, head in tables:
        fit, extreme = _extreme(wanted, target, units, document, head, evidence)
        if extreme is not None:
            found.append((fit, document, extreme))
    found.sort(key=lambda each: -each[0])
    if not found or (len(found) > 1 and found[0][0] == found[1][0]):
        return None
    return found[0][1:]


def _extreme(
    wanted: Superlative, target: Target, units: Sequence[Unit], document: Document, head: Line, evidence: Evidence
) -> tuple[float, Extreme | None]:
    lines = evidence.lines(document)
    rows = [line for line in lines[head.number + 1 :] if line.head == head.number]
    over = [evidence.facts(f"{head.context}\n{head.text}")]
    labels = [evidence.facts(cells[0].text) for row in rows if (cells := _cells(document, row))]
    total = sum(unit.weight for unit in units)
    covered = sum(unit.weight * held(unit, (*over, *labels)) for unit in units) / total if total else 0.0
    names = [unit for unit in units if unit.canonicals]
    named = [row for row in rows if (cells := _cells(document, row)) and _is_named(cells[0].text, target)]
    choice = named if len(named) > 1 else [row for row in rows if _holds_any(row, names, over)]
    compared = choice or rows
    if covered < _COVERED or any(held(unit, (evidence.document_facts(document),)) < 1.0 for unit in names):
        return 0.0, None
    series = max(_series(wanted, units, document, head, compared, evidence), key=lambda each: each.fit, default=None)
    if series is None:
        return 0.0, None
    values = [value for *_, value in series.places]
    best = max(values) if wanted.sign > 0 else min(values)
    winners = [(line, cell) for line, cell, value in series.places if value == best]
    if len(winners) == len(series.places):
        return 0.0, None
    if (
        winners[0][0] in named
        and not choice
        and winners[0][1].span.start == _cells(document, winners[0][0])[0].span.start
    ):
        return 0.0, None  # it is what the question asks about, not what it asks for
    shown = dict(winners) | {row: None for row in choice if row not in dict(winners)}
    return covered + series.fit, Extreme(
        head, tuple(shown), tuple(cell.span if cell else None for cell in shown.values())
    )


def _is_named(label: str, target: Target) -> bool:
    """Tell whether every word of a row's first cell is in the question."""
    words = [word for word in re.findall(r"[^\W_]+", fold(label)) if word not in STOP_WORDS]
    return bool(words) and all(word in target.acronyms for word in words)


def _holds_any(row: Line, names: Sequence[Unit], over: Sequence[Facts]) -> bool:
    """Tell whether a row holds a name of the question that what stands over the table does not."""
    return any(held(unit, (row.facts,)) == 1.0 > held(unit, over) for unit in names)


def _series(
    wanted: Superlative,
    units: Sequence[Unit],
    document: Document,
    head: Line,
    rows: Sequence[Line],
    evidence: Evidence,
) -> Iterator[_Series]:
    """Yield the columns and the rows of a table that hold what the question compares."""
    titles = _cells(document, head)
    table = [(row, cells) for row in rows if len(cells := _cells(document, row)) == len(titles)]
    table = [(row, cells) for row, cells in table if not _TOTAL.match(cells[0].text)]
    columns: list[tuple[float, EntityKind, tuple[tuple[Line, _Cell, Decimal], ...]]] = []
    for number in range(1, len(titles)):
        read = [
            (row, cells[0], value) for row, cells in table if (value := _value(cells[number].text, wanted)) is not None
        ]
        kinds = {kind for *_, (kind, _) in read}
        if len(read) >= 2 and len(kinds) == 1:
            places = tuple((row, cell, value) for row, cell, (_, value) in read)
            columns.append((_fit(wanted, units, evidence.facts(titles[number].text)), kinds.pop(), places))
    yield from _columns(wanted, columns)
    for row, cells in table:
        values = [
            (title, value)
            for title, cell in zip(titles[1:], cells[1:], strict=True)
            if (value := _value(cell.text, wanted))
        ]
        fit = _fit(wanted, units, evidence.facts(cells[0].text))
        if (
            fit > 0
            and len(values) >= 2
            and len(values) == len(titles) - 1
            and len({kind for _, (kind, _) in values}) == 1
        ):
            shown = [
                (row, cell, value) for cell, (_, value) in zip(cells[1:], (each for _, each in values), strict=True)
            ]
            yield _Series(fit, tuple(shown))


def _columns(
    wanted: Superlative, columns: Sequence[tuple[float, EntityKind, tuple[tuple[Line, _Cell, Decimal], ...]]]
) -> Iterator[_Series]:
    """Yield the column whose title has words of the question, or the only one of dates or of money where these are asked for."""
    best = max((fit for fit, *_ in columns), default=0.0)
    titled = [places for fit, _, places in columns if fit == best] if best > 0 else []
    if len(titled) == 1:
        yield _Series(best, titled[0])
    if titled:
        return
    kind = EntityKind.DATE if wanted.dated else EntityKind.AMOUNT if wanted.money else None
    of_kind = [places for _, each, places in columns if each is kind]
    if len(of_kind) == 1:
        yield _Series(0.0, of_kind[0])


def _fit(wanted: Superlative, units: Sequence[Unit], facts: Facts) -> float:
    """Return the weight of the question's words that a title holds; 0 where it lacks what the question counts."""
    words = [unit for unit in units if not unit.canonicals]
    counted = [unit for unit in words if wanted.counted & set(unit.groups[0])]
    if counted and not any(held(unit, (facts,)) for unit in counted):
        return 0.0
    return sum(unit.weight * held(unit, (facts,)) for unit in words)


def _cells(document: Document, row: Line) -> list[_Cell]:
    """Return the cells of a row, empty ones too, with their places in the document."""
    text = document.text
    begin = text.rfind("\n", 0, row.span.start) + 1
    end = text.find("\n", row.span.end)
    end = len(text) if end < 0 else end
    cells, start = [], begin
    for piece in text[begin:end].split("|"):
        inner = piece.strip(" \t\u00a0*_")
        offset = start + (piece.index(inner) if inner else 0)
        cells.append(_Cell(Span(offset, offset + len(inner)), inner))
        start += len(piece) + 1
    if cells and not cells[0].text:
        cells = cells[1:]
    if len(cells) > 1 and not cells[-1].text:
        cells = cells[:-1]
    return cells


def _value(cell: str, wanted: Superlative) -> tuple[EntityKind, Decimal] | None:
    """Return the only value of a cell that begins with it, to be compared with others of its kind."""
    if wanted.dated:
        dates = [value for value in find_values(cell) if value.kind is EntityKind.DATE]
        canonical = cell.strip(" *_") if _YEAR.fullmatch(cell) else dates[0].canonical if len(dates) == 1 else ""
        digits = canonical.replace("-", "")
        return (EntityKind.DATE, Decimal(digits.ljust(8, "0"))) if digits.isdigit() and len(canonical) >= 4 else None
    values = [value for value in find_values(cell) if value.kind in _COMPARED]
    if len(values) != 1 or re.search(r"\w", cell[: values[0].start]):
        return None
    number = re.match(r"-?\d+(?:\.\d+)?", values[0].canonical)
    return (values[0].kind, Decimal(number.group())) if number else None


_COMPARED = frozenset({EntityKind.NUMBER, EntityKind.AMOUNT, EntityKind.PERCENT})
