"""The names files: what an entry is and how it is read from `corpus/names/*.yaml`. Does not look into texts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from corpus.errors import CorpusError
from corpus.kinds import EntityKind
from corpus.spelling import fold_word

FOLDER = Path(__file__).parent / "names"
_FILES = ("poles", "programmes", "institutions", "clusters", "events", "places")


class NamesError(CorpusError):
    """A names file is not what it should be; the message lists every problem found."""


@dataclass(frozen=True, slots=True)
class NameEntry:
    """One entity and every way to write it.

    `strict` forms match only with exactly their capitals, or led by a word such as "pôle"; `adjectives` are demonyms.
    `country` is set for places and clusters, `sector` and `regions` for poles.
    """

    kind: EntityKind
    name: str
    aliases: tuple[str, ...] = ()
    strict: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    sector: str = ""
    regions: tuple[str, ...] = ()
    country: str = ""


def read_entries(folder: Path) -> tuple[NameEntry, ...]:
    """Read every entry, poles first and places last. Raises `NamesError` listing all the problems."""
    entries: list[NameEntry] = []
    problems: list[str] = []
    for stem in _FILES:
        for number, row in enumerate(_rows(folder / f"{stem}.yaml"), 1):
            entry = _entry(row)
            if isinstance(entry, str):
                problems.append(f"{stem}.yaml, entry {number}: {entry}")
            else:
                entries.append(entry)
    if problems:
        raise NamesError("The names files have problems:\n" + "\n".join(problems))
    return tuple(entries)


def read_words(path: Path) -> frozenset[str]:
    """Read a list of words, folded."""
    return frozenset(fold_word(str(word)) for word in _rows(path))


def _rows(path: Path) -> list[Any]:
    """Read a YAML list, with the fast safe parser where it is built in."""
    loader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
    rows = yaml.load(path.read_text("utf-8"), Loader=loader)  # noqa: S506  both loaders are the safe ones
    if not isinstance(rows, list):
        raise NamesError(f"{path}: expected a list, got {type(rows).__name__}")
    return rows


def _entry(row: object) -> NameEntry | str:
    """Turn a YAML row into an entry, or say what is wrong with it."""
    if not isinstance(row, dict):
        return f"expected a mapping, got {row!r}"
    if unknown := set(row) - set(NameEntry.__dataclass_fields__):
        return f"unknown fields {sorted(map(str, unknown))}"
    if row.get("kind") not in set(EntityKind) or not isinstance(row.get("name"), str):
        return f"needs a known kind and a name, got {row.get('kind')!r} and {row.get('name')!r}"
    values: dict[str, tuple[str, ...]] = {}
    for key in ("aliases", "strict", "adjectives", "regions"):
        value = row.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            return f"{key} must be a list of texts, got {value!r}"
        values[key] = tuple(value)
    return NameEntry(
        EntityKind(row["kind"]), row["name"], sector=row.get("sector", ""), country=row.get("country", ""), **values
    )
