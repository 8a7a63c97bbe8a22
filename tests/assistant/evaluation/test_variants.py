from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.questions import Question, Variant
from assistant.evaluation.variants import GENERATORS, typos, wordings

TEXT = 'Où l\'accord "Osaka" du pôle a-t-il été signé ?'


def test_generated_wordings() -> None:
    assert {kind: GENERATORS[kind](TEXT, "") for kind in ("no-accents", "capitals", "bare", "typographic")} == {
        "no-accents": 'Ou l\'accord "Osaka" du pole a-t-il ete signe ?',
        "capitals": 'OÙ L\'ACCORD "OSAKA" DU PÔLE A-T-IL ÉTÉ SIGNÉ ?',
        "bare": "ou l accord osaka du pole a t il ete signe",
        "typographic": "Où l’accord «\u202fOsaka\u202f» du pôle a-t-il été signé\u202f?",
    }


def test_slips_depend_on_the_key_alone() -> None:
    assert typos(TEXT, 0.06, key="a") == typos(TEXT, 0.06, key="a")
    assert len({typos(TEXT, 0.3, key=str(key)) for key in range(10)}) > 5
    assert typos(TEXT, 0.0, key="a") == TEXT


@given(st.text(max_size=80), st.text(max_size=5))
def test_slips_touch_letters_only(text: str, key: str) -> None:
    kept = [character for character in text if not character.isalpha()]
    assert [character for character in typos(text, 0.5, key=key) if not character.isalpha()] == kept


def test_the_rate_of_slips_is_about_what_was_asked() -> None:
    text = "a b" * 2000
    changed = sum(first != second for first, second in zip(text, typos(text, 0.02, key="k"), strict=False))
    assert changed > 0


def test_the_question_comes_first_and_equal_variants_are_left_out() -> None:
    question = Question("q", "Ou ?", variants=(Variant("en", "Where?"), Variant("en", "In which place?")))
    asked = wordings(question, written=True, generated=["no-accents", "capitals"], seed=0)
    assert [(wording.id, wording.text, wording.variant) for wording in asked] == [
        ("q", "Ou ?", ""),
        ("q~en-1", "Where?", "en"),
        ("q~en-2", "In which place?", "en"),
        ("q~capitals", "OU ?", "capitals"),
    ]
