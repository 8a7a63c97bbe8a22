"""Exercises: a question, a tab and the words of a known text that answer it, or a dash."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.training.exercises import ExerciseError, parse_exercises, read_exercises
from assistant.training.piaf import Paragraph, Part

FOLDER = Path(__file__).parents[2] / "data" / "exercises"
PARAGRAPHS = (
    Paragraph("verre", "Le pôle est né à Aalborg. Il a signé à Aalborg en mars.", Part.TRAIN, "", "set/documents/v.md"),
    Paragraph("verre", "Douze personnes y travaillent.", Part.TRAIN, "", "set/documents/v.md"),
    Paragraph("lac", "Le lac est profond.", Part.TEST, "", "piaf/Lac/0"),
)
TEXT = """# set/documents/v.md
Où l'accord fut-il conclu ?\ta signé à [[Aalborg]] en mars
Combien de salariés ?\tDouze
Quel est son budget ?\t-
Où est-il né ?\tAalborg
# piaf/Lac/0
Comment est le lac ?\tprofond
"""


def test_answers_are_found_where_their_words_stand_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "some.txt").write_text(TEXT, encoding="utf-8")
    examples = read_exercises(tmp_path / "some.txt", PARAGRAPHS)
    said = [[PARAGRAPHS[e.paragraph].text[start:end] for start, end in e.answers] for e in examples]
    assert said == [["Aalborg"], ["Douze"], []]
    assert examples[0].answers[0][0] == PARAGRAPHS[0].text.rindex("Aalborg")
    assert "line 5" in caplog.text  # "Aalborg" alone stands twice
    assert "line 7" in caplog.text  # a text that is held out of training


@pytest.mark.parametrize("line", ["Sans réponse", "Question ?\t", "Question ?\t[[mal fermé"])
def test_a_line_that_cannot_be_understood_is_told(line: str) -> None:
    with pytest.raises(ExerciseError, match="line 2"):
        list(parse_exercises(f"# set/documents/v.md\n{line}\n"))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_the_exercises_are_answered_word_for_word(path: Path) -> None:
    documents = FOLDER.parent / "questions"
    exercises = list(parse_exercises(path.read_text(encoding="utf-8")))
    own = [each for each in exercises if not each.source.startswith("piaf/")]
    homes = {source: FOLDER if source.startswith("texts/") else documents for source in {each.source for each in own}}
    texts = {source: (home / source).read_text(encoding="utf-8") for source, home in homes.items()}
    wrong = [each for each in own if each.before + each.answer + each.after not in texts[each.source]]
    assert exercises and not wrong
    assert len({(each.source, each.question) for each in exercises}) == len(exercises)
