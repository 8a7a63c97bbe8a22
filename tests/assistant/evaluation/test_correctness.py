from __future__ import annotations

import re
import string
from collections import Counter

import pytest

from assistant.evaluation.correctness import (
    containment,
    exact_match,
    f1,
    forbidden_found,
    nugget_score,
    strict_recall,
    weighted_recall,
    word_count,
)
from assistant.evaluation.questions import Nugget


def squad_normalise(text: str) -> str:
    """SQuAD 2.0's own `normalize_answer`, as its script defines it."""
    plain = "".join(character for character in text.lower() if character not in set(string.punctuation))
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", plain).split())


def squad_f1(gold: str, prediction: str) -> float:
    """SQuAD 2.0's own `compute_f1`."""
    gold_tokens, prediction_tokens = squad_normalise(gold).split(), squad_normalise(prediction).split()
    same = sum((Counter(gold_tokens) & Counter(prediction_tokens)).values())
    if len(gold_tokens) == 0 or len(prediction_tokens) == 0:
        return float(gold_tokens == prediction_tokens)
    if same == 0:
        return 0.0
    precision, recall = same / len(prediction_tokens), same / len(gold_tokens)
    return 2 * precision * recall / (precision + recall)


@pytest.mark.parametrize(
    ("prediction", "golds"),
    [
        ("the Eiffel Tower", ["Eiffel Tower", "a tower"]),
        ("in 1889", ["1889"]),
        ("", []),
        ("something", []),
        ("", ["1889"]),
        ("a big cat cat", ["cat cat dog"]),
        ("nothing shared", ["else"]),
    ],
)
def test_f1_and_exact_match_are_squads(prediction: str, golds: list[str]) -> None:
    references = golds or [""]
    assert f1(prediction, golds, squad_normalise) == max(squad_f1(gold, prediction) for gold in references)
    exact = max(float(squad_normalise(prediction) == squad_normalise(gold)) for gold in references)
    assert exact_match(prediction, golds, squad_normalise) == exact


def test_exact_match_is_blind_to_french_typography() -> None:
    assert exact_match("l’œuvre de 300\u00a0000 euros", ["Oeuvre de 300 000 €"]) == 1


NUGGETS = (Nugget("Osaka"), Nugget("quatre", aliases=("4",)), Nugget("Kobé", partial=("Kansai",)), Nugget("Québec"))


def test_nugget_recall_by_hand() -> None:
    answer = "Les accords de Kobe, non : du Kansai, d'Osaka et 4 autres."
    assert [nugget_score(nugget, answer) for nugget in NUGGETS] == [1, 1, 1, 0]
    answer = "Du Kansai et d'Osaka"
    assert [nugget_score(nugget, answer) for nugget in NUGGETS] == [1, 0, 0.5, 0]
    assert strict_recall(NUGGETS, answer) == 0.25
    assert weighted_recall(NUGGETS, answer) == 0.375
    assert containment(NUGGETS, answer) == 0
    assert containment(NUGGETS[:1], answer) == 1


def test_a_regex_finds_its_words() -> None:
    assert nugget_score(Nugget("un numéro", regex=r"\b05( \d\d){4}\b"), "Tél. 05 34 25 50 43") == 1


def test_nothing_asked_is_not_zero() -> None:
    assert (strict_recall((), "x"), weighted_recall((), "x"), containment((), "x")) == (None, None, None)
    assert forbidden_found((), "x") is None


def test_forbidden_words_are_whole_words() -> None:
    assert forbidden_found(["2011"], "signé en 2011") == 1
    assert forbidden_found(["2011"], "dossier 20113") == 0


def test_words_are_counted() -> None:
    assert word_count("Minalogic, en 2012.") == 3
