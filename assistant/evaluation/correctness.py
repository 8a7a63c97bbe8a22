"""Is the answer right? Nuggets, containment, forbidden words, exact match and F1. One answer at a time.

An answer is given as its plain text, without citation markers; the empty string is a refusal.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from assistant.evaluation.normalising import contains, normalise, tokens
from assistant.evaluation.questions import Nugget

Normaliser = Callable[[str], str]


def nugget_score(nugget: Nugget, answer: str) -> float:
    """Return 1 when a wording (or the regex) is in the answer, ½ when only a partial wording is, else 0.

    A wording is in the answer when its normalised tokens stand there one after the other.
    """
    words = tokens(answer)
    if any(contains(words, tokens(wording)) for wording in nugget.wordings):
        return 1.0
    if nugget.regex and re.search(nugget.regex, answer, re.IGNORECASE):
        return 1.0
    return 0.5 if any(contains(words, tokens(wording)) for wording in nugget.partial) else 0.0


def strict_recall(nuggets: Sequence[Nugget], answer: str) -> float | None:
    """Return the share of nuggets fully in the answer (nuggetizer `strict_vital`, `strict_all`); None without any."""
    scores = [nugget_score(nugget, answer) for nugget in nuggets]
    return sum(score == 1 for score in scores) / len(scores) if scores else None


def weighted_recall(nuggets: Sequence[Nugget], answer: str) -> float | None:
    """Return (full + ½ partial) / nuggets (castorini/nuggetizer `vital`, `all`); None without any."""
    scores = [nugget_score(nugget, answer) for nugget in nuggets]
    return sum(scores) / len(scores) if scores else None


def containment(nuggets: Sequence[Nugget], answer: str) -> float | None:
    """Return 1 when every nugget is fully in the answer (ALCE `str_hit`), else 0; None without any."""
    recalled = strict_recall(nuggets, answer)
    return None if recalled is None else float(recalled == 1)


def forbidden_found(forbidden: Sequence[str], answer: str) -> float | None:
    """Return 1 when the answer holds words that make it wrong, else 0; None where none are declared."""
    words = tokens(answer)
    return float(any(contains(words, tokens(text)) for text in forbidden)) if forbidden else None


def exact_match(prediction: str, golds: Sequence[str], normaliser: Normaliser = normalise) -> float | None:
    """Return 1 when the normalised prediction equals a gold (SQuAD); without golds, 1 when it is empty (SQuAD 2.0)."""
    return max(float(normaliser(prediction) == normaliser(gold)) for gold in golds or ("",))


def f1(prediction: str, golds: Sequence[str], normaliser: Normaliser = normalise) -> float | None:
    """Return the best token F1 = 2PR / (P + R) over the golds (SQuAD); an empty side wants both empty (SQuAD 2.0)."""
    return max(_f1(normaliser(prediction).split(), normaliser(gold).split()) for gold in golds or ("",))


def word_count(answer: str) -> float:
    """Return the number of words of the answer: printed beside containment, so that dumping text shows."""
    return float(len(answer.split()))


def _f1(prediction: Sequence[str], gold: Sequence[str]) -> float:
    if not prediction or not gold:
        return float(not prediction and not gold)
    common = (Counter(prediction) & Counter(gold)).total()
    if common == 0:
        return 0.0
    precision, recall = common / len(prediction), common / len(gold)
    return 2 * precision * recall / (precision + recall)
