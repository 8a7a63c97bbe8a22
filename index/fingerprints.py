"""What a store was built with, and the comparison that refuses to mix two models or two analyses."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass

from corpus.documents import Document, Passage
from index.errors import StoreMismatch

_LABELS = {
    "model": "embedding model",
    "dimension": "vector dimension",
    "splitter": "splitter version",
    "french": "French analysis version",
}

_PROBE = """# Les pôles de compétitivité, l'essentiel

Le 4 février 2008, M. Dupont (directeur de l'œuvre « Lyonbiopôle ») n'a signé qu'un accord-cadre de 300 000 €, jusqu'à
2012. Aujourd'hui, les équipements des PME sont-ils financés ? Écrivez à contact@exemple.fr ou voyez www.exemple.fr/a_b.

## Programmes

- EUREKA, 7e PCRD : 12,5 % des projets ;
- Accords signés avec l'Allemagne, le Québec et la Silicon Valley, qu'ils renouvelèrent en 2010.

"""


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """Name everything that passages, vectors and postings depend on. `dimension` is the vectors' number of columns."""

    model: str
    dimension: int
    splitter: str
    french: str

    def as_meta(self) -> dict[str, str]:
        """Return the rows of the store's `meta` table."""
        return {key: str(value) for key, value in asdict(self).items()}

    @classmethod
    def from_meta(cls, meta: Mapping[str, str]) -> Fingerprints | None:
        """Return what the store was built with, or None for a store that was never filled."""
        if "model" not in meta:
            return None
        return cls(meta["model"], int(meta["dimension"]), meta["splitter"], meta["french"])


def require_same(stored: Fingerprints | None, configured: Fingerprints) -> None:
    """Do nothing when `stored` is None or equal to `configured`. Raises `StoreMismatch` naming every difference."""
    if stored is None or stored == configured:
        return
    then, now = stored.as_meta(), configured.as_meta()
    differing = [key for key in then if then[key] != now[key]]
    lines = [f"  {_LABELS[key]}: stored {then[key]!r}, configured {now[key]!r}" for key in differing]
    raise StoreMismatch(
        "the index was built with other settings than the configured ones:\n"
        + "\n".join(lines)
        + "\nEmbed everything anew with the command `interpoles rebuild`, or configure what was stored."
    )


def french_version(analyse: Callable[[str], Sequence[str]]) -> str:
    """Return a digest of how a fixed text is analysed: any change of the analysis that shows there changes it."""
    return _digest(" ".join(analyse(_PROBE)))


def splitter_version(split: Callable[[Document], Sequence[Passage]]) -> str:
    """Return a digest of where a fixed document is cut."""
    text = _PROBE * 8
    document = Document("0" * 16, "probe.md", "", text, "fr", "", "", "", (), (), hashlib.sha256(b"probe").hexdigest())
    return _digest(" ".join(f"{passage.start}-{passage.end}" for passage in split(document)))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
