"""How well facts are extracted: precision, recall and F1 by kind, on annotated documents.

Run with `python -m tests.benchmarks.measure_facts [--errors] [--rules] [SET…]`, by default on all sets; with --rules, without
the marker.
The seeds are the original documents, on which the rules were written. Every other set was written and annotated before the
extractor was first run on it; the rules were then improved on what most of them showed, so only the first runs
(tests/data/facts/README.md) and the sets that are only measured tell of unseen documents.
`assistant.evaluation.fact_scores` says when a fact counts as found.
"""

from __future__ import annotations

import sys
from pathlib import Path

from assistant.evaluation.fact_scores import KINDS, Scores, score
from assistant.evaluation.gold_facts import GoldFacts, load_gold_facts
from assistant.fact_marking import NetworkMarker
from corpus.facts import FactKind, FieldName, extract_facts
from corpus.marks import FactMarker
from corpus.naming import Names, load_names
from corpus.reading import read_document
from index.bundled import bundled_embedder

DATA = Path(__file__).parents[1] / "data" / "facts"
NOTES = Path(__file__).parents[2] / "corpus" / "documents"
SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
INVENTED = ("unseen", "heldout", "fresh", "development", "second", "third")
QUESTIONS = DATA.parent / "questions"
OF_QUESTIONS = (
    "blind",
    "institutions",
    "newsletters",
    "reports",
    "bilingual",
    "control",
    "projects",
    "web",
    "missions",
    "press",
    "dossiers",
    "reserve",
)
"""Sets whose documents are those of a question set."""
OF_EXERCISES = ("texts-worked", "texts-kept", "texts-open", "texts-apart", "texts-sealed")
"""Sets whose documents are the texts of the reading exercises."""
ORDINARY = ("ordinary-open", "ordinary-sealed")
"""Ten documents each such as communication officers write, without traps on purpose."""
DESKS = ("desks-open", "desks-sealed")
"""Twelve documents each of the same kind, with more contacts and support, the only facts annotated in them."""
OFFICES = ("offices-open", "offices-sealed")
"""Twelve more like them, by another author."""
ONLY_MEASURED = frozenset(
    {"reserve", "texts-kept", "texts-sealed", "ordinary-sealed", "desks-sealed", "offices-sealed"}
)
"""Their errors are never shown, so that no rule is written on them."""
UNTRAINED = frozenset({*ONLY_MEASURED, "texts-apart", "ordinary-open", "desks-open", "offices-open", "seeds"})
"""Sets on which the marker is not trained."""
PARTIAL = {
    **dict.fromkeys((*DESKS, *OFFICES), frozenset({FactKind.PROGRAMME, FactKind.CONTACT})),
    **dict.fromkeys(OF_EXERCISES, frozenset(KINDS) - {FactKind.FIGURE}),
    "institutions": frozenset({FactKind.PROGRAMME, FactKind.CONTACT, FactKind.FIGURE}),
    "press": frozenset({FactKind.PROGRAMME, FactKind.CONTACT}),
    "dossiers": frozenset({FactKind.CONTACT, FactKind.FIGURE}),
    **dict.fromkeys(("newsletters", "missions"), frozenset({FactKind.AGREEMENT, FactKind.EVENT, FactKind.MEMBERSHIP})),
    **dict.fromkeys(("reports", "bilingual"), frozenset({FactKind.AGREEMENT, FactKind.PROGRAMME})),
}
"""The kinds that a set annotates, where it does not annotate all."""
FOLDERS = {
    "seeds": SEEDS,
    "notes": NOTES,
    **dict.fromkeys(INVENTED, DATA / "documents"),
    **{which: QUESTIONS / which / "documents" for which in OF_QUESTIONS},
    **dict.fromkeys(OF_EXERCISES, DATA.parent / "exercises" / "texts" / "documents"),
    **{which: QUESTIONS / which / "documents" for which in ORDINARY},
    **dict.fromkeys(DESKS, DATA / "desks"),
    **dict.fromkeys(OFFICES, DATA / "offices"),
}


def load_gold(which: str, names: Names) -> GoldFacts:
    """Return the annotated facts by file name."""
    return load_gold_facts(DATA / f"{which}.yaml", names)


def measure(which: str, names: Names, marker: FactMarker | None = None) -> Scores:
    """Return the scores over one set of documents, in the kinds that it annotates, by rules and the marker if given."""
    scores = Scores()
    kinds = PARTIAL.get(which, frozenset(KINDS))
    for name, gold in load_gold(which, names).items():
        document = read_document(FOLDERS[which] / name)
        told = marker.told(document) if marker else ()
        found = [fact for fact in extract_facts(document, names, told) if fact.kind in kinds]
        score(scores, gold, found, names, name)
    return scores


def main() -> None:
    """Print the tables, and with --errors every difference."""
    names = load_names()
    marker = None if "--rules" in sys.argv else NetworkMarker.from_bundled(bundled_embedder())
    asked = [each for each in sys.argv[1:] if not each.startswith("--")] or list(FOLDERS)
    if unknown := [each for each in asked if each not in FOLDERS]:
        raise SystemExit(f"got {', '.join(unknown)}, expected some of {', '.join(FOLDERS)}")
    for which, folder in ((each, FOLDERS[each]) for each in asked):
        if not folder.is_dir():
            print(f"{which}: not at {folder}, skipped")
            continue
        scores = measure(which, names, marker)
        print(f"\n{which:12} facts:  right missed wrong      P     R    F1   fields:    P     R    F1")
        for kind in (kind for kind in KINDS if kind in PARTIAL.get(which, KINDS)):
            counts, fields = scores.facts[kind], scores.fields[kind]
            print(
                f"  {kind:18}{counts.right:6}{counts.missed:7}{counts.wrong:6}  {counts.precision:6.3f}{counts.recall:6.3f}"
                f"{counts.f1:6.3f}         {fields.precision:6.3f}{fields.recall:6.3f}{fields.f1:6.3f}"
            )
        dates = scores.names[FieldName.DATE]
        print(f"  date fields: {dates.right} right, {dates.missed} missed, {dates.wrong} wrong, F1 {dates.f1:.3f}")
        if "--errors" in sys.argv and which not in ONLY_MEASURED:
            for kind in FactKind:
                for error in (*scores.facts[kind].errors, *scores.fields[kind].errors):
                    print("   ", error)


if __name__ == "__main__":
    main()
