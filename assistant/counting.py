"""Counting and listing: the rows of the table of facts that answer a question, and what belongs beside them.

Does not know how a question is worded, nor passages, nor how an answer is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.asked import Asked, asked_of_facts
from assistant.understanding import Understanding
from corpus.fact_table import Row, rows
from corpus.facts import Fact, FactKind, FieldName, Status
from corpus.kinds import PLACES, Entity, EntityKind

SURE = 0.7
"""A row whose best statement is below this confidence is told apart, and not counted."""
_ANNOUNCED = {
    FactKind.AGREEMENT: (
        "accord",
        "partenariat",
        "convention",
        "coopération",
        "partenaire",
        "agreement",
        "partnership",
    ),
    FactKind.MEMBERSHIP: ("membre", "adhérent", "member"),
}
"""Beginnings of the things that a document may count by itself, where the table counts them too."""
_SIDES: dict[FactKind, tuple[FieldName, ...]] = {
    FactKind.AGREEMENT: (FieldName.PARTY, FieldName.PARTNER),
    FactKind.PROGRAMME: (FieldName.BENEFICIARY, FieldName.PROGRAMME, FieldName.FUNDER),
    FactKind.MEMBERSHIP: (FieldName.MEMBER, FieldName.ALLIANCE),
    FactKind.EVENT: (FieldName.NAME, FieldName.PLACE),
}
_WHERE: dict[FactKind, tuple[FieldName, ...]] = {
    FactKind.AGREEMENT: (FieldName.COUNTRY, FieldName.PLACE, FieldName.PARTNER),
    FactKind.EVENT: (FieldName.PLACE,),
}
_WHEN = {FactKind.AGREEMENT: FieldName.DATE, FactKind.PROGRAMME: FieldName.PERIOD, FactKind.EVENT: FieldName.DATE}


@dataclass(frozen=True, slots=True)
class Counted:
    """What the table answers. The count is `len(rows)`; the other tuples are what it leaves out, and why.

    `undated` may belong to the rows, their date being unknown; `ungrouped` lack the field of the groups asked for; `doubtful`
    are read with little confidence; `unsigned` are agreements in negotiation or planned, where the question does not say.
    `disputed` are groups of rows that tell one agreement with different dates: only the first of a group is counted.
    `announced` are figures of the same documents. `among` is how many dated ones the earliest or latest was chosen from.
    """

    asked: Asked
    rows: tuple[Row, ...]
    undated: tuple[Row, ...] = ()
    ungrouped: tuple[Row, ...] = ()
    doubtful: tuple[Row, ...] = ()
    unsigned: tuple[Row, ...] = ()
    disputed: tuple[tuple[Row, ...], ...] = ()
    announced: tuple[Fact, ...] = ()
    among: int = 0

    def groups(self) -> tuple[tuple[str, tuple[Row, ...]], ...]:
        """Return the rows by each value of the field that the question groups by, in the order of the rows.

        Where the most rows are wanted, only the groups that have them.
        """
        found: dict[str, list[Row]] = {}
        name = self.asked.by
        for row in self.rows if name is not None else ():
            assert name is not None
            values = dict.fromkeys(field.canonical for field in row.all(name))
            keys = dict.fromkeys(value[:4] for value in values) if name is FieldName.DATE else values
            for key in keys:
                found.setdefault(key, []).append(row)
        ordered = sorted(found.items()) if name is FieldName.DATE else found.items()
        largest = max((len(own) for own in found.values()), default=0) if self.asked.most else 0
        return tuple((key, tuple(own)) for key, own in ordered if len(own) >= largest)


def counted(understanding: Understanding, facts: Iterable[Fact]) -> Counted | None:
    """Return what the table answers; None where the question is not for it, or it holds no row."""
    asked = asked_of_facts(understanding)
    return None if asked is None else answered(asked, facts)


def answered(asked: Asked, facts: Iterable[Fact]) -> Counted | None:
    """Return what the table answers to a question already read; None where it holds no row."""
    known = tuple(facts)
    table = [row for row in table_of(known, asked.kind) if _is_about(row, asked)]
    sure = [row for row in table if row.fact.confidence >= SURE]
    stage = asked.status or Status.SIGNED
    reached = [row for row in sure if asked.kind is not FactKind.AGREEMENT or _status(row) == stage]
    single, disputed = _disputes(reached)
    timed = bool(asked.limits or asked.extreme) or asked.by is FieldName.DATE
    dated = [row for row in single if not timed or _is_within(row, asked)]
    if asked.by is FieldName.PARTY and all(_is_of(row, asked) for row in dated):
        asked = replace(
            asked, by=None, counts_groups=False, listed=FieldName.PARTNER
        )  # "quels clusters ont signé avec X"
    grouped = [row for row in dated if not asked.counts_groups or asked.by is None or row.all(asked.by)]
    if not grouped:
        return None
    among = len(grouped)
    grouped = _extreme(grouped, asked)
    if asked.most:
        groups = Counted(asked, tuple(grouped)).groups()
        grouped = list({id(row): row for _, own in groups for row in own}.values())
    unsigned = (
        [] if asked.status or asked.extreme else [row for row in sure if row not in reached and _is_in_time(row, asked)]
    )
    return Counted(
        asked=asked,
        rows=tuple(grouped),
        undated=tuple(row for row in single if timed and not _years(row, asked)),
        ungrouped=() if asked.extreme else tuple(row for row in dated if row not in grouped),
        doubtful=tuple(
            row
            for row in table
            if row not in sure
            and (asked.kind is not FactKind.AGREEMENT or _status(row) == stage)
            and _is_in_time(row, asked)
        ),
        unsigned=tuple(unsigned),
        disputed=tuple(group for group in disputed if group[0] in grouped),
        announced=() if asked.extreme else _announced(asked, grouped, known),
        among=among,
    )


def countries_without(asked: Asked, facts: Iterable[Fact]) -> tuple[Entity, ...]:
    """Return the countries of a question about the agreements of somebody who has some in the table, but none there.

    However little sure and however far they have come. Nothing where the table does not know who is asked about.
    """
    countries = tuple(name for name in asked.names if name.kind is EntityKind.COUNTRY and not _is_france(name))
    if asked.kind is not FactKind.AGREEMENT or not countries:
        return ()
    elsewhere = replace(asked, names=tuple(name for name in asked.names if name.kind not in PLACES))
    own = [row for row in table_of(facts, FactKind.AGREEMENT) if elsewhere.names and _is_about(row, elsewhere)]
    return countries if own and not any(_names(row, country) for row in own for country in countries) else ()


def table_of(facts: Iterable[Fact], kind: FactKind) -> list[Row]:
    """Return the rows of a kind; agreements are told apart in view of who belongs to whom."""
    kinds = {kind, FactKind.MEMBERSHIP} if kind is FactKind.AGREEMENT else {kind}
    return [row for row in rows(fact for fact in facts if fact.kind in kinds) if row.fact.kind is kind]


def _is_about(row: Row, asked: Asked) -> bool:
    """Tell whether a row fits the names of the question: of several places or programmes, one is enough.

    An agreement is between all the others that the question names; for the rest, any of them will do.
    """
    if not row.all(asked.listed) and asked.kind is not FactKind.AGREEMENT and not _funds_by_itself(row, asked):
        return False
    if asked.foreign and row.fact.canonical(FieldName.COUNTRY) == "France":
        return False
    names = [name for name in asked.names if not _is_france(name)]
    places = [name for name in names if name.kind in PLACES]
    programmes = [name for name in names if name.kind is EntityKind.PROGRAMME]
    others = [name for name in names if name not in places and name not in programmes]
    # Who gives to whom the question names, not who else gives, nor to whom it gives.
    if asked.listed is FieldName.FUNDER:
        return all(_receives(row, name) for name in names)
    enough = all if asked.kind is FactKind.AGREEMENT else any
    return all(
        not group or choice(_names(row, name) for name in group)
        for group, choice in ((places, any), (programmes, any), (others, enough))
    )


def _is_of(row: Row, asked: Asked) -> bool:
    """Tell whether all parties of an agreement are names of the question."""
    named = {name.canonical for name in asked.names}
    return all(field.canonical in named for field in row.all(FieldName.PARTY))


def is_between(row: Row, names: Sequence[Entity]) -> bool:
    """Tell whether all of some names are on the sides of an agreement, on both of them."""
    sides = [
        {field.canonical for fact in row.sources for field in fact.all(side)} for side in _SIDES[FactKind.AGREEMENT]
    ]
    wanted = {name.canonical for name in names}
    return wanted <= set().union(*sides) and all(side & wanted for side in sides)


def _is_france(name: Entity) -> bool:
    return name.canonical == "France" and name.kind is EntityKind.COUNTRY


def _names(row: Row, name: Entity) -> bool:
    """Tell whether a row has a name of the question on one of its sides or, for a place, where it happens."""
    kind = row.fact.kind
    where = _WHERE.get(kind, ()) if name.kind in PLACES else _SIDES.get(kind, ())
    return any(field.canonical == name.canonical for fact in row.sources for each in where for field in fact.all(each))


def _funds_by_itself(row: Row, asked: Asked) -> bool:
    """Tell whether funders are asked for, and a support tells a programme that the question does not name instead of one."""
    named = {name.canonical for name in asked.names}
    programmes = {field.canonical for field in row.all(FieldName.PROGRAMME)}
    return asked.listed is FieldName.FUNDER and bool(programmes - named)


def _receives(row: Row, name: Entity) -> bool:
    """Tell whether a support is given to a name, or through the programme of this name."""
    sides = (FieldName.BENEFICIARY, FieldName.PROGRAMME)
    return any(field.canonical == name.canonical for fact in row.sources for each in sides for field in fact.all(each))


def _status(row: Row) -> str:
    return row.fact.canonical(FieldName.STATUS)


def _years(row: Row, asked: Asked) -> tuple[str, ...]:
    """Return the years in which a row is dated: one, or the first and the last of a period."""
    name = _WHEN.get(asked.kind)
    dates = row.all(name) if name is not None else ()
    parts = dates[0].canonical.split("/") if dates else []
    return tuple(part[:4] for part in parts if part[:4].isdigit())


def _is_within(row: Row, asked: Asked) -> bool:
    years = _years(row, asked)
    return bool(years) and all(any(limit.holds(year) for year in years) for limit in asked.limits)


def _is_in_time(row: Row, asked: Asked) -> bool:
    """Tell whether a row may lie within the limits of the question."""
    return not asked.limits or not _years(row, asked) or _is_within(row, asked)


def _extreme(table: Sequence[Row], asked: Asked) -> list[Row]:
    """Return the earliest or latest rows, if only these are wanted: all of a year where one is dated by its year alone."""
    when = _WHEN.get(asked.kind)
    if not asked.extreme or when is None:
        return list(table)
    dates = {id(row): row.all(when)[0].canonical.split("/")[0] for row in table}
    choose = min if asked.extreme < 0 else max
    year = choose(date[:4] for date in dates.values())
    own = [row for row in table if dates[id(row)].startswith(year)]
    exact = choose(dates[id(row)] for row in own)
    return [row for row in own if dates[id(row)] == exact] if all(len(dates[id(row)]) > 4 for row in own) else own


def _disputes(table: Sequence[Row]) -> tuple[list[Row], list[tuple[Row, ...]]]:
    """Return the rows, each agreement once, and the groups of rows that tell one agreement with different dates.

    One document may well tell two agreements with one partner; it is different documents that disagree.
    """
    single: list[Row] = []
    groups: list[list[Row]] = []
    for row in table:
        group = next((group for group in groups if _tell_one_thing(group[0], row)), None)
        if group is None:
            groups.append([row])
            single.append(row)
        else:
            group.append(row)
    return single, [tuple(group) for group in groups if len(group) > 1]


def _tell_one_thing(one: Row, other: Row) -> bool:
    """Tell whether two rows of different documents have the same sides and different dates."""
    if one.fact.kind is not FactKind.AGREEMENT:
        return False
    documents = [{fact.document_id for fact in row.sources} for row in (one, other)]
    parties = [{field.canonical for field in row.all(FieldName.PARTY)} for row in (one, other)]
    partners = [{field.canonical for field in row.all(FieldName.PARTNER)} for row in (one, other)]
    dates = [{field.canonical for field in row.all(FieldName.DATE)} for row in (one, other)]
    return (
        not documents[0] & documents[1]
        and bool(parties[0] & parties[1])
        and bool(partners[0] & partners[1])
        and all(dates)
        and dates[0] != dates[1]
    )


def _announced(asked: Asked, table: Sequence[Row], facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Return the counts of the same things in the documents of the rows; none where the question narrows them down."""
    things = _ANNOUNCED.get(asked.kind, ())
    if asked.limits or asked.counts_groups or any(name.kind in PLACES for name in asked.names):
        return ()  # a document announces all of its agreements
    documents = {fact.document_id for row in table for fact in row.sources}
    found: dict[tuple[str, str], Fact] = {}
    for fact in facts:
        if fact.kind is not FactKind.FIGURE or fact.document_id not in documents:
            continue
        counts = any(fact.canonical(FieldName.OBJECT).startswith(thing) for thing in things)
        if counts and not _is_of_another(fact, table, facts):
            found.setdefault((fact.document_id, fact.canonical(FieldName.NUMBER)), fact)
    return tuple(found.values())


def _is_of_another(figure: Fact, table: Sequence[Row], facts: Sequence[Fact]) -> bool:
    """Tell whether the sentence of a figure names poles, none of which is in the rows."""
    poles = {
        fact.canonical(FieldName.NAME)
        for fact in facts
        if fact.kind is FactKind.POLE
        and fact.document_id == figure.document_id
        and figure.sentence in (fact.sentence, *fact.repeated)
    }
    return bool(poles) and not any(
        field.canonical in poles for row in table for fact in row.sources for field in fact.fields
    )
