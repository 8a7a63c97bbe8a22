"""Fit the weights of sentence choice and of confidence on questions with known answers (a SQuAD file such as PIAF).

    python -m assistant.training.fit_answering --data piaf-v1.1-public.json --home FOLDER --sample 800

Every paragraph of the file becomes a document of a home of its own. Each sampled question is asked twice: with the whole
corpus (answerable), with its article hidden and with only its paragraph hidden (both unanswerable). Sentences that hold a gold answer are the positives of
the first model; the second learns whether the chosen sentences hold one. Articles are split by a stable hash, so the
questions reported on were never fitted on. Writes `assistant/weights.json` with its provenance.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.answering import Evaluated, ExtractiveAssistant
from assistant.confidence import ANSWER_FEATURES, answer_features
from assistant.features import FEATURES, Matrix
from assistant.scoring import Linear, probability
from assistant.training.piaf import Part, part_of
from assistant.understanding import understand
from assistant.wiring import Application, open_application
from corpus.documents import Document
from corpus.french import fold

LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Example:
    """A question with its gold answers and the document that holds them."""

    question: str
    answers: tuple[str, ...]
    article: str
    document: str


class Hidden(StrEnum):
    """What a question may not see."""

    NOTHING = "nothing"
    PARAGRAPH = "paragraph"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Judged:
    """What the pipeline saw for one example: sentence features with labels, and what was hidden from it."""

    example: Example
    hidden: Hidden
    evaluated: Evaluated
    labels: npt.NDArray[np.bool_]


def prepare(data: Path, home: Path) -> tuple[Application, list[Example]]:
    """Index every paragraph of a SQuAD file in `home` and return the application with all the examples."""
    articles = json.loads(data.read_text(encoding="utf-8"))["data"]
    folder = home / "paragraphs"
    folder.mkdir(parents=True, exist_ok=True)
    examples: list[Example] = []
    for number, article in enumerate(articles):
        title = article["title"]
        for position, paragraph in enumerate(article["paragraphs"]):
            path = folder / f"{number:04d}-{position:03d}.md"
            path.write_text(
                f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n---\n{paragraph['context']}\n", encoding="utf-8"
            )
            for question in paragraph["qas"]:
                answers = tuple(dict.fromkeys(answer["text"] for answer in question["answers"]))
                examples.append(Example(question["question"], answers, title, str(path.resolve())))
    application = open_application(home)
    application.synchroniser.register([folder])
    application.synchroniser.apply(application.synchroniser.plan())
    return application, examples


def judge(application: Application, examples: Sequence[Example]) -> Iterator[Judged]:
    """Ask every example twice, with and without its article, and label the sentences."""
    assistant = application.assistant
    documents = application.store.documents()
    for number, example in enumerate(examples):
        understanding = understand(example.question, (), application.names)
        golds = [_plain(answer) for answer in example.answers]
        for hidden in Hidden:
            within = _visible(documents, example, hidden)
            hits = application.retriever.search(understanding.standalone, 10, documents=within)
            evaluated = assistant.evaluate(understanding, hits)
            labels = np.array(
                [
                    hidden is Hidden.NOTHING
                    and candidate.hit.document.source == example.document
                    and any(gold in _plain(candidate.line.text) for gold in golds)
                    for candidate in evaluated.candidates
                ],
                dtype=bool,
            )
            yield Judged(example, hidden, evaluated, labels)
        if number % 50 == 49:
            LOGGER.info("%d of %d questions", number + 1, len(examples))


def _visible(documents: Sequence[Document], example: Example, hidden: Hidden) -> list[str] | None:
    if hidden is Hidden.ARTICLE:
        return [document.id for document in documents if document.title != example.article]
    if hidden is Hidden.PARAGRAPH:
        return [document.id for document in documents if document.source != example.document]
    return None


def fit_sentences(judged: Sequence[Judged]) -> Linear:
    """Fit the listwise model: within a question, the sentences with a gold answer should score highest.

    Minimises −log Σ_positive softmax(score) averaged over questions, plus an L2 penalty, by L-BFGS.
    """
    import torch

    groups = [(torch.tensor(each.evaluated.rows), torch.tensor(each.labels)) for each in judged if each.labels.any()]
    weights = torch.zeros(len(FEATURES), dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        losses = []
        for rows, labels in groups:
            scores = rows @ weights
            losses.append(torch.logsumexp(scores, 0) - torch.logsumexp(scores[labels], 0))
        loss = torch.stack(losses).mean() + 0.002 * (weights**2).sum()
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    optimiser.step(closure)  # type: ignore[no-untyped-call]
    return Linear(FEATURES, tuple(round(float(weight), 4) for weight in weights.detach()), 0.0)


def fit_answers(judged: Sequence[Judged], model: Linear) -> Linear:
    """Fit the probability that the two best sentences hold a gold answer, by logistic regression with an L2 penalty."""
    import torch

    rows = np.concatenate([_answer_row(each, model) for each in judged if each.evaluated.candidates])
    labels = np.array([_answered(each, model) for each in judged if each.evaluated.candidates], dtype=np.float64)
    mean, deviation = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    inputs, targets = torch.tensor((rows - mean) / deviation), torch.tensor(labels)
    weights = torch.zeros(len(ANSWER_FEATURES) + 1, dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=300, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        odds = inputs @ weights[:-1] + weights[-1]
        loss = torch.nn.functional.binary_cross_entropy_with_logits(odds, targets) + 0.005 * (weights[:-1] ** 2).sum()
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    optimiser.step(closure)  # type: ignore[no-untyped-call]
    scaled = weights.detach().numpy()
    raw = scaled[:-1] / deviation
    bias = float(scaled[-1] - (raw * mean).sum())
    return Linear(ANSWER_FEATURES, tuple(round(float(weight), 4) for weight in raw), round(bias, 4))


def report(judged: Sequence[Judged], sentence: Linear, answer: Linear) -> dict[str, float]:
    """Return the figures on questions: how often the best one and two sentences hold a gold answer, and refusal's AUROC."""
    shown = [each for each in judged if each.hidden is Hidden.NOTHING]
    in_hits = [each for each in shown if each.labels.any()]
    probabilities = np.array(
        [
            probability(float(answer.log_odds(_answer_row(each, sentence))[0])) if each.evaluated.candidates else 0.0
            for each in judged
        ]
    )
    visible = np.array([each.hidden is Hidden.NOTHING for each in judged])
    easy = np.array([each.hidden is not Hidden.PARAGRAPH for each in judged])
    hard = np.array([each.hidden is not Hidden.ARTICLE for each in judged])
    return {
        "questions": float(len(shown)),
        "gold sentence among candidates": len(in_hits) / max(len(shown), 1),
        "best sentence holds gold": float(np.mean([_top(each, sentence, 1) for each in shown])),
        "two best sentences hold gold": float(np.mean([_top(each, sentence, 2) for each in shown])),
        "refusal AUROC, article hidden": _auroc(probabilities[easy], visible[easy]),
        "refusal AUROC, paragraph hidden": _auroc(probabilities[hard], visible[hard]),
        "wrongly answered at 90 % coverage, article hidden": _wrong_at(probabilities[easy], visible[easy], 0.9),
    }


def _answer_row(judged: Judged, model: Linear) -> Matrix:
    evaluated = judged.evaluated
    scores = model.log_odds(evaluated.rows)
    return answer_features(evaluated.target, evaluated.hits, evaluated.candidates, evaluated.rows, list(scores))


def _answered(judged: Judged, model: Linear) -> bool:
    return bool(_top(judged, model, 2))


def _top(judged: Judged, model: Linear, count: int) -> bool:
    if not judged.labels.any():
        return False
    order = np.argsort(-model.log_odds(judged.evaluated.rows), kind="stable")[:count]
    return bool(judged.labels[order].any())


def _auroc(scores: npt.NDArray[np.float64], positive: npt.NDArray[np.bool_]) -> float:
    ranks = np.empty(len(scores))
    ranks[np.argsort(scores, kind="stable")] = np.arange(1, len(scores) + 1)
    n, m = int(positive.sum()), int((~positive).sum())
    return float((ranks[positive].sum() - n * (n + 1) / 2) / (n * m))


def _wrong_at(scores: npt.NDArray[np.float64], positive: npt.NDArray[np.bool_], kept: float) -> float:
    threshold = np.quantile(scores[positive], 1 - kept)
    return float((scores[~positive] >= threshold).mean())


def _plain(text: str) -> str:
    return " ".join(fold(text).split())


def main() -> None:
    """Run the script."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="a SQuAD v1.1 file")
    parser.add_argument("--home", type=Path, required=True, help="a folder for the index of its paragraphs")
    parser.add_argument("--sample", type=int, default=600, help="questions of the calibration articles to fit on")
    parser.add_argument("--held-out", type=int, default=300, help="questions of the test articles to report on")
    parser.add_argument("--output", type=Path, default=Path(__file__).parent.parent / "weights.json")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    application, examples = prepare(options.data, options.home)
    assert isinstance(application.assistant, ExtractiveAssistant)
    draw = random.Random(0)  # noqa: S311 - a sample, no secret
    fit = [each for each in examples if part_of(each.article) is Part.CALIBRATION]
    held_out = [each for each in examples if part_of(each.article) is Part.TEST]
    fitted_on = list(judge(application, draw.sample(fit, min(options.sample, len(fit)))))
    sentence = fit_sentences(fitted_on)
    answer = fit_answers(fitted_on, sentence)
    figures = report(
        list(judge(application, draw.sample(held_out, min(options.held_out, len(held_out))))), sentence, answer
    )
    LOGGER.info("%s", json.dumps(figures, indent=2))
    shipped = {
        "provenance": {
            "script": "python -m assistant.training.fit_answering",
            "data": f"{options.data.name}: calibration articles (fitted) and test articles (held out)",
            "held out": figures,
        },
        "sentence": {"weights": dict(zip(sentence.names, sentence.weights, strict=True)), "bias": sentence.bias},
        "answer": {"weights": dict(zip(answer.names, answer.weights, strict=True)), "bias": answer.bias},
    }
    options.output.write_text(json.dumps(shipped, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
