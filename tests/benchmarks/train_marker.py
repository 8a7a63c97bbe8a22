"""Train the marker of facts on all that it may learn from: `python -m tests.benchmarks.train_marker --output DIR [option …]`.

That is, the marked documents but for those of `kept.txt`, and every annotated set that `measure_facts` does not keep from it.
The options are those of `assistant.training.train_marker`.
"""

from __future__ import annotations

import sys

from assistant.training import train_marker
from corpus.fact_kinds import FactKind
from tests.benchmarks.measure_facts import DATA, FOLDERS, PARTIAL, UNTRAINED

_KINDS = (FactKind.AGREEMENT, FactKind.PROGRAMME, FactKind.EVENT, FactKind.MEMBERSHIP)


def main() -> None:
    """Call the training with the files of the tests."""
    arguments = ["--marked", *(str(path) for path in sorted((DATA / "marked").glob("*.txt")) if path.stem != "kept")]
    arguments += ["--kept", str(DATA / "marked" / "kept.txt")]
    for which, folder in FOLDERS.items():
        kinds = [kind for kind in _KINDS if kind in PARTIAL.get(which, _KINDS)]
        if kinds and which not in UNTRAINED:
            arguments += ["--set", str(DATA / f"{which}.yaml"), str(folder), ",".join(kinds)]
    train_marker.main([*arguments, *sys.argv[1:]])


if __name__ == "__main__":
    main()
