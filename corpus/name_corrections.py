"""`names.yaml` of a home: which names are one entity and which are not, where a person knows better than the lists.

    same:                                   # one entity a list; its first name is the one that is shown
      - [Lyonbiopôle, Lyon Biopole Auvergne]
      - {names: [Kansai Bio Promotion Council, KBPC], kind: organisation}
    different:                              # names that are not one entity
      - [Mer Bretagne, Mer PACA]

Does not look into texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

from corpus.kinds import EntityKind
from corpus.name_entries import NameEntry, NamesError
from corpus.spelling import tokens

FILE_NAME = "names.yaml"
_NAMED = (
    EntityKind.POLE,
    EntityKind.PROGRAMME,
    EntityKind.INSTITUTION,
    EntityKind.ORGANISATION,
    EntityKind.EVENT,
    EntityKind.COUNTRY,
    EntityKind.REGION,
    EntityKind.CITY,
)
_Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2)]
_Names = Annotated[list[_Name], Field(min_length=2)]


class _Group(BaseModel):
    model_config = ConfigDict(extra="forbid")

    names: _Names
    kind: EntityKind | None = None


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    same: list[_Group | _Names] = []
    different: list[_Names] = []


def corrected_entries(entries: Sequence[NameEntry], path: Path) -> tuple[NameEntry, ...]:
    """Return the entries after what a person says in a file; unchanged where there is none. Raises `NamesError`."""
    if not path.is_file():
        return tuple(entries)
    file = _read(path)
    known = list(entries)
    for group in file.same:
        group = group if isinstance(group, _Group) else _Group(names=group)
        known = _merged(known, group, path)
    for names in file.different:
        known = _parted(known, names)
    return tuple(known)


def _read(path: Path) -> _File:
    try:
        loaded = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
        return TypeAdapter(_File).validate_python({} if loaded is None else loaded)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        raise NamesError(f"{path} cannot be read: {' '.join(str(error).split())}") from error
    except ValidationError as error:
        problems = "\n".join(f"  {'.'.join(map(str, e['loc'])) or 'file'}: {e['msg']}" for e in error.errors())
        raise NamesError(f"{path} has problems:\n{problems}") from error


def _merged(entries: list[NameEntry], group: _Group, path: Path) -> list[NameEntry]:
    """Make the names of a group one entity, at the place of the first that is known."""
    found = [entry for entry in entries if any(_is_form(name, entry) for name in group.names)]
    kind = group.kind or (found[0].kind if found else None)
    if kind not in _NAMED:
        raise NamesError(
            f"{path}: same: no list knows any of {', '.join(group.names)}: say what they are, as "
            f"{{names: [...], kind: {EntityKind.ORGANISATION}}} (one of {', '.join(_NAMED)})"
        )
    main = group.names[0]
    base = found[0] if found else NameEntry(kind, main)
    forms = dict.fromkeys(
        (*group.names[1:], *(form for entry in found for form in (entry.name, *entry.aliases) if form != main))
    )
    strict = dict.fromkeys(form for entry in found for form in entry.strict if form not in forms)
    adjectives = dict.fromkeys(form for entry in found for form in entry.adjectives)
    one = replace(base, kind=kind, name=main, aliases=tuple(forms), strict=tuple(strict), adjectives=tuple(adjectives))
    rest = [entry for entry in entries if entry not in found]
    rest.insert(entries.index(found[0]) if found else 0, one)
    return rest


def _parted(entries: list[NameEntry], names: Iterable[str]) -> list[NameEntry]:
    """Make names that the lists take for one entity entities of their own; the first keeps the entry."""
    kept = list(names)
    for entry in entries:
        own = [name for name in kept if _is_form(name, entry)]
        if len(own) < 2:
            continue
        main = next((name for name in own if _key(name) == _key(entry.name)), own[0])
        others = [name for name in own if name != main]
        keys = {_key(name) for name in others}
        left = replace(
            entry,
            name=entry.name if _key(entry.name) not in keys else main,
            aliases=tuple(form for form in entry.aliases if _key(form) not in keys),
            strict=tuple(form for form in entry.strict if _key(form) not in keys),
        )
        apart = [NameEntry(entry.kind, name, country=entry.country) for name in others]
        position = entries.index(entry)
        entries = [*entries[:position], *apart, left, *entries[position + 1 :]]
    return entries


def _is_form(name: str, entry: NameEntry) -> bool:
    key = _key(name)
    return any(_key(form) == key for form in (entry.name, *entry.aliases, *entry.strict))


def _key(name: str) -> str:
    return "".join(token.folded for token in tokens(name))
