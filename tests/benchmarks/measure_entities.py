"""How well entities are found: precision, recall and F1 by kind, with exact offsets, on the originals and the shipped notes.

Run with `python -m tests.benchmarks.measure_entities [--errors]`. A mention is right when its kind, its first and its last
character are the annotated ones. Only the kinds that a document annotates are scored in it; dates and periods are one kind.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Mapping

import yaml

from assistant.evaluation.fact_scores import Counts, Difference
from corpus.entities import EntityKind, find_entities
from corpus.naming import Names, load_names
from corpus.reading import read_document
from tests.benchmarks.measure_facts import DATA, NOTES, SEEDS

MASK = "mask"
_SAME = {EntityKind.PERIOD.value: EntityKind.DATE.value}


def annotated(which: str) -> dict[str, dict[str, list[str]]]:
    """Return the written forms by kind of each document of a set: "seeds" or "notes"."""
    rows: dict[str, dict[str, list[str]]] = yaml.safe_load((DATA / "entities.yaml").read_text("utf-8"))
    return {name: kinds for name, kinds in rows.items() if name.endswith(".txt") == (which == "seeds")}


def mentions(text: str, kinds: Mapping[str, list[str]]) -> set[tuple[str, int, int]]:
    """Return (kind, start, end) of every place where an annotated form stands as whole words, longer forms first."""
    forms = [(written, kind) for kind, values in kinds.items() for value in values for written in value.split(" | ")]
    found: set[tuple[str, int, int]] = set()
    taken = bytearray(len(text))
    for written, kind in sorted(forms, key=lambda form: -len(form[0])):
        for match in re.finditer(rf"(?<![\w@]){re.escape(written)}(?![\w@])", text):
            start, end = match.span()
            if any(taken[start:end]):
                continue
            taken[start:end] = b"\1" * (end - start)
            if kind != MASK:
                found.add((kind, start, end))
    return found


def measure(which: str, names: Names) -> dict[str, Counts]:
    """Return the counts by kind over one set of documents."""
    scores: dict[str, Counts] = defaultdict(Counts)
    for name, kinds in annotated(which).items():
        text = read_document((SEEDS if which == "seeds" else NOTES) / name).text
        expected = mentions(text, kinds)
        found = {(_SAME.get(e.kind.value, e.kind.value), e.start, e.end) for e in find_entities(text, names)}
        found = {one for one in found if one[0] in kinds}
        for label, group in (("right", expected & found), ("missed", expected - found), ("wrong", found - expected)):
            for kind, start, end in sorted(group, key=lambda one: one[1]):
                counts = scores[kind]
                setattr(counts, label, getattr(counts, label) + 1)
                if label != "right":
                    detail = f"{text[start:end]!r} at {start}"
                    counts.errors.append(Difference(name, EntityKind(kind), label, detail))
    return dict(sorted(scores.items()))


def main() -> None:
    """Print the tables, and with --errors every difference."""
    names = load_names()
    for which, folder in (("seeds", SEEDS), ("notes", NOTES)):
        if not folder.is_dir():
            print(f"{which}: not at {folder}, skipped")
            continue
        print(f"\n{which:12} entities:  right missed wrong      P     R    F1")
        for kind, counts in measure(which, names).items():
            shown = f"{counts.precision:6.3f}{counts.recall:6.3f}{counts.f1:6.3f}"
            print(f"  {kind:21}{counts.right:6}{counts.missed:7}{counts.wrong:6}  {shown}")
            if "--errors" in sys.argv:
                for error in counts.errors:
                    print("   ", error)


if __name__ == "__main__":
    main()
