"""The shipped notes: well formed, complete against the documents they retell, and not copied from them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
NOTES = ROOT / "corpus" / "documents"
SEEDS = ROOT.parent / "shared" / "seeds"
SEED_QUESTIONS = ROOT.parent / "shared" / "questions" / "seeds-dev.yaml"
KEYS = {"title", "date", "publisher", "language", "subject"}
LONGEST_SHARED_RUN = 7
OTHERWISE_SAID = {"02": "2", "9": "neuf", "10": "10h45", "45": "10h45", "us": "unis", "mr": "m"}
NOT_FACTS = {"mettre", "renforcer", "propos", "pmes"}
"""Ordinary words that the originals capitalise, and one plural."""
OFFICIAL_NAMES = (
    "Partenariat technologique international des PME des pôles de compétitivité",
    "Partenariat technologique international des PME des pôles",
    "European Commission Executive Agency for Small and Medium-sized Entreprises",
    "The European Strategic Cluster Partnership (ESCP) on Personalised Healthcare",
    "Agence française pour les investissements internationaux",
    "Programme Cadre de Recherche & Développement",
    "Rencontres Eurorégionales Biotechnologies & Santé",
    "BioPmed/Bioindustry Park Silvano Fumero",
    "Aide à la maturation de projets innovants",
    "Centre francilien de l'innovation (CFI)",
    "Association des Régions de France",
    "Cité des Sciences et de l'Industrie",
    "Life Science Corridor France",
    "Kansai Bio Promotion Council",
    "Plant Inter Cluster",
    "Région Île-de-France",
    "Alsace BioValley",
    "Cancer-Bio-Santé",
    "Jean-Pierre Saintouil",
)
"""Names that cannot be put in other words; each counts as one word when runs are compared."""

needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason=f"the documents that the notes retell are not at {SEEDS}")


def note_paths() -> list[Path]:
    return sorted(NOTES.glob("*.md"))


def front_matter(path: Path) -> dict[str, object]:
    head = path.read_text(encoding="utf-8").split("---\n")[1]
    found = yaml.safe_load(head)
    assert isinstance(found, dict)
    return found


def body(path: Path) -> str:
    return path.read_text(encoding="utf-8").split("---\n", 2)[2]


def seed_texts() -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))}


def fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'").replace("´", "'").casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("œ", "oe")


def without_contacts(text: str) -> str:
    return re.sub(r"\S+@\S+|www\.\S+|\+?\d[\d ()]{8,}\d", " ", text)


def plain_words(text: str) -> list[str]:
    """Return folded words, with contact details left out and every official name as one word."""
    text = fold(without_contacts(text))
    for number, name in enumerate(OFFICIAL_NAMES):
        text = text.replace(fold(name), f" officialname{number} ")
    return re.findall(r"\w+", text)


def runs(words: list[str], length: int) -> Iterator[str]:
    for start in range(len(words) - length + 1):
        yield " ".join(words[start : start + length])


@pytest.mark.parametrize("path", note_paths(), ids=lambda path: path.stem)
def test_a_note_has_front_matter_a_title_and_sections(path: Path) -> None:
    matter, text = front_matter(path), body(path)
    assert set(matter) <= KEYS
    assert matter["language"] == "fr"
    assert matter["subject"]
    assert re.findall(r"^# (.+)$", text, re.MULTILINE) == [matter["title"]]
    assert re.findall(r"^## .+$", text, re.MULTILINE)
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(matter.get("date", "2000-01-01")))


@pytest.mark.parametrize("path", note_paths(), ids=lambda path: path.stem)
def test_a_note_is_normalised_and_keeps_a_paragraph_on_one_line(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text == unicodedata.normalize("NFC", text)
    assert "\r" not in text
    assert "\t" not in text
    assert not [line for line in text.splitlines() if line != line.strip()]
    blocks = re.split(r"\n\n+", body(path).strip())
    assert [b for b in blocks if "\n" in b and not re.match(r"(- |\d\. )", b)] == []


def test_there_are_enough_notes_and_no_two_share_a_title() -> None:
    titles = [front_matter(path)["title"] for path in note_paths()]
    assert len(titles) == 12
    assert len(set(titles)) == 12


@needs_seeds
def test_no_sentence_of_the_originals_is_copied() -> None:
    originals = {run for text in seed_texts().values() for run in runs(plain_words(text), LONGEST_SHARED_RUN + 1)}
    copied = [
        f"{path.name}: {run}"
        for path in note_paths()
        for run in runs(plain_words(body(path)), LONGEST_SHARED_RUN + 1)
        if run in originals
    ]
    assert copied == []


@needs_seeds
def test_every_contact_detail_of_the_originals_is_in_the_notes() -> None:
    notes = fold("\n".join(body(path) for path in note_paths()))
    patterns = (r"[\w.-]+@[\w.-]+\.\w+", r"www\.[\w.-]+\w", r"\b0\d(?: \d\d){4}\b", r"\+33 \(0\)(?: \d+)+\d")
    details = {
        fold(found) for text in seed_texts().values() for pattern in patterns for found in re.findall(pattern, text)
    }
    assert len(details) == 20
    assert sorted(detail for detail in details if detail not in notes) == []


@needs_seeds
def test_every_name_and_number_of_the_originals_is_in_the_notes() -> None:
    notes = set(re.findall(r"\w+", fold("\n".join(body(path) for path in note_paths()))))
    wanted: set[str] = set()
    for text in seed_texts().values():
        names = re.findall(r"\d+|(?<=[\w,;»)] )[A-ZÉÈÎ][\w'’´@-]+", without_contacts(text))
        wanted.update(word for name in names for word in re.findall(r"\w+", fold(name)))
    assert sorted({OTHERWISE_SAID.get(word, word) for word in wanted - NOT_FACTS} - notes) == []


@needs_seeds
def test_every_answerable_seed_question_finds_its_nuggets_in_the_notes() -> None:
    notes = fold("\n".join(body(path) for path in note_paths()))
    questions = yaml.safe_load(SEED_QUESTIONS.read_text(encoding="utf-8"))["questions"]
    missing = [
        (question["id"], nugget["text"])
        for question in questions
        if question["answerable"]
        for nugget in question["nuggets"]
        if not any(fold(form) in notes for form in (nugget["text"], *nugget.get("aliases", ())))
    ]
    assert missing == []
