"""Fit the weights of sentence choice and of confidence on questions with known answers.

    python -m assistant.training.fit_answering --data piaf-v1.1-public.json --home FOLDER --sample 300

The sets must be ones that the reader never saw in training: on those it is surer than it will be on anything new.
From the SQuAD file, only articles that the reader was not trained on serve: calibration articles are fitted on, test
articles reported on. The product's own question set, on the shipped notes, is fitted on as well: it has the questions
about poles, English wordings and unanswerable questions that PIAF lacks. Writes `assistant/weights.json` with its
provenance.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.confidence import ANSWER_FEATURES, answer_features
from assistant.evaluation.loading import load_questions
from assistant.features import FEATURES, Matrix
from assistant.scoring import Linear, load_weights, probability
from assistant.training.ablating import ablation, held_in_best
from assistant.training.judging import Hidden, Judged, judge, judge_set, prepare
from assistant.training.piaf import Part, part_of
from assistant.wiring import open_application, shipped_documents

LOGGER = logging.getLogger(__name__)
_PRIOR = {"is heading": -2.0}
"""What the data cannot teach: PIAF has no headings, and a heading alone seldom answers."""
_SIGNS = {
    "no plain word anywhere": -1.0,
    "words asked": 0.0,
    "nothing wanted": 0.0,
    "names asked": 0.0,
    "another language": 0.0,
    "other names instead": -1.0,
}
"""Which way a feature of an answer may count: 1 (the others) for it, -1 against it, 0 either way."""
_OF_HIDDEN = 0.1
"""Weight of questions whose document is hidden, among those that confidence is fitted on."""
_THRESHOLD = 0.5
_SHIPPED = Path(__file__).parents[1] / "weights.json"
_SET = Path(__file__).parents[1] / "evaluation" / "sets" / "shipped.yaml"


def fit_sentences(judged: Sequence[Judged]) -> Linear:
    """Fit the listwise model: within a question, the sentences with a gold answer should score highest.

    Minimises −log Σ_positive softmax(score) averaged over questions, plus an L2 penalty on what differs from the prior,
    by L-BFGS.
    """
    import torch

    groups = [(torch.tensor(each.evaluated.rows), torch.tensor(each.labels)) for each in judged if each.labels.any()]
    prior = torch.tensor([_PRIOR.get(name, 0.0) for name in FEATURES], dtype=torch.float64)
    weights = prior.clone().requires_grad_()
    optimiser = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        losses = []
        for rows, labels in groups:
            scores = rows @ weights
            losses.append(torch.logsumexp(scores, 0) - torch.logsumexp(scores[labels], 0))
        loss = torch.stack(losses).mean() + 0.002 * ((weights - prior) ** 2).sum()
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    optimiser.step(closure)  # type: ignore[no-untyped-call]
    return Linear(FEATURES, tuple(round(float(weight), 4) for weight in weights.detach()), 0.0)


def fit_answers(judged: Sequence[Judged], model: Linear, hidden: Sequence[Judged] = ()) -> Linear:
    """Fit the probability that the corpus answers the question, by logistic regression with an L2 penalty.

    What speaks for an answer may not count against it: questions that a person made up to tempt often share more words with
    the texts than those that the texts answer, which teaches to distrust evidence. On sets written alike that pays a little
    (AUROC 0.765 against 0.748, each left out), on the shipped set, written otherwise, it fails (0.91 against 0.96).
    Questions that a rule refuses are left out: the model only sees what it will have to decide. Answerable and
    unanswerable questions weigh the same in total, as nobody knows how many unanswerable ones readers will ask.
    Those of `hidden`, unanswerable because their document is hidden, weigh a tenth of all: more of them makes refusing worse
    on questions that people ask in vain (mean AUROC of nine sets, each left out: 0.894 without, 0.891 with a tenth, 0.880 with
    a quarter), none makes it worse where nothing of the kind is in the corpus (0.853, 0.869, 0.884 on held-out articles).
    """
    import torch

    groups = [
        [each for each in some if each.evaluated.candidates and not each.ruled_out]
        for some in (judged, [each for each in hidden if each.hidden is not Hidden.PARAGRAPH])
    ]
    rows = np.concatenate([_answer_row(each, model) for group in groups for each in group])
    labels = np.array([each.answerable for group in groups for each in group], dtype=np.float64)
    parts = (1 - _OF_HIDDEN, _OF_HIDDEN) if groups[1] else (1.0, 0.0)
    share = torch.tensor(
        np.concatenate([_balanced(group, part * len(labels)) for group, part in zip(groups, parts, strict=True)])
    )
    mean, deviation = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    inputs, targets = torch.tensor((rows - mean) / deviation), torch.tensor(labels)
    signs = torch.tensor([_SIGNS.get(name, 1.0) for name in ANSWER_FEATURES], dtype=torch.float64)
    # A weight with a sign is the square of a parameter times its sign.
    parameters = torch.where(signs == 0, 0.0, 0.3).requires_grad_()
    bias = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS([parameters, bias], max_iter=300, line_search_fn="strong_wolfe")

    def weights() -> torch.Tensor:
        return torch.where(signs == 0, parameters, signs * parameters**2)

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        odds = inputs @ weights() + bias
        loss = torch.nn.functional.binary_cross_entropy_with_logits(odds, targets, share)
        loss = loss + 0.005 * (weights() ** 2).sum()
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    optimiser.step(closure)  # type: ignore[no-untyped-call]
    raw = weights().detach().numpy() / deviation
    intercept = bias.item() - float((raw * mean).sum())
    return Linear(ANSWER_FEATURES, tuple(round(float(weight), 4) for weight in raw), round(intercept, 4))


def _balanced(judged: Sequence[Judged], total: float) -> npt.NDArray[np.float64]:
    """Return one weight a question, `total` together, half of it for the answerable ones."""
    labels = np.array([each.answerable for each in judged], dtype=bool)
    shares = np.where(labels, 0.5 / max(int(labels.sum()), 1), 0.5 / max(int((~labels).sum()), 1))
    return np.asarray(shares * total, dtype=np.float64)


def report(judged: Sequence[Judged], sentence: Linear, answer: Linear) -> dict[str, float]:
    """Return how often the best one and two sentences hold a gold answer, and how well refusal tells what has none."""
    shown = [each for each in judged if each.answerable]
    figures = {
        "questions": float(len(shown)),
        "gold sentence among candidates": float(np.mean([each.labels.any() for each in shown])),
        "best sentence holds gold": held_in_best(shown, sentence, 1),
        "two best sentences hold gold": held_in_best(shown, sentence, 2),
        "wrongly refused": float(np.mean([_confidence(each, sentence, answer) < _THRESHOLD for each in shown])),
    }
    for hidden in (Hidden.PARAGRAPH, Hidden.ARTICLE, Hidden.UNANSWERABLE):
        some = [each for each in judged if each.hidden in (Hidden.NOTHING, hidden)]
        visible = np.array([each.answerable for each in some])
        if visible.all():
            continue
        scores = np.array([_confidence(each, sentence, answer) for each in some])
        figures[f"AUROC, {hidden} hidden" if hidden is not Hidden.UNANSWERABLE else "AUROC, unanswerable"] = _auroc(
            scores, visible
        )
        figures[f"wrongly answered, {hidden}"] = float((scores[~visible] >= _THRESHOLD).mean())
        figures[f"wrongly answered at 90 % coverage, {hidden}"] = _wrong_at(scores, visible, 0.9)
    return figures


def _confidence(judged: Judged, sentence: Linear, answer: Linear) -> float:
    if judged.ruled_out or not judged.evaluated.candidates:
        return 0.0
    return probability(float(answer.log_odds(_answer_row(judged, sentence))[0]))


def _answer_row(judged: Judged, model: Linear) -> Matrix:
    evaluated = judged.evaluated
    scores = model.log_odds(evaluated.rows)
    language = evaluated.understanding.language
    return answer_features(
        evaluated.target, evaluated.hits, evaluated.candidates, evaluated.rows, list(scores), language
    )


def _auroc(scores: npt.NDArray[np.float64], positive: npt.NDArray[np.bool_]) -> float:
    """Return the share of (answerable, unanswerable) pairs in the right order; equal scores count half."""
    difference = scores[positive][:, None] - scores[~positive][None, :]
    return float((difference > 0).mean() + 0.5 * (difference == 0).mean())


def _wrong_at(scores: npt.NDArray[np.float64], positive: npt.NDArray[np.bool_], kept: float) -> float:
    threshold = np.quantile(scores[positive], 1 - kept)
    return float((scores[~positive] >= threshold).mean())


@dataclass(frozen=True, slots=True)
class _Set:
    name: str
    documents: Path
    questions: Path


def _sets(folders: Sequence[Path]) -> list[_Set]:
    """Return the shipped set and the given folders."""
    own = [_Set(folder.name, folder / "documents", folder / "questions.yaml") for folder in folders]
    return [_Set(_SET.stem, shipped_documents(), _SET), *own]


def main() -> None:
    """Run the script."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="a SQuAD v1.1 file")
    parser.add_argument("--home", type=Path, required=True, help="a folder for the index of its paragraphs")
    parser.add_argument("--sample", type=int, default=600, help="questions of the calibration articles to fit on")
    parser.add_argument("--held-out", type=int, default=300, help="questions of the test articles to report on")
    parser.add_argument(
        "--sets", type=Path, nargs="*", default=[], help="folders with questions.yaml and documents/, to fit on too"
    )
    parser.add_argument(
        "--answers-only",
        action="store_true",
        help="leave the weights of sentences and fit those of confidence, on the sets",
    )
    parser.add_argument("--output", type=Path, default=_SHIPPED)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    application, examples = prepare(options.data, options.home / "paragraphs-home")
    draw = random.Random(0)  # noqa: S311 - a sample, no secret
    fit = [each for each in examples if part_of(each.article) is Part.CALIBRATION]
    held_out = [each for each in examples if part_of(each.article) is Part.TEST]
    sampled = draw.sample(fit, min(options.sample, len(fit)))
    material = {options.data.name: list(judge(application, sampled))}
    embedder = application.embedder
    for each in _sets(options.sets):
        home = options.home / f"{each.name}-home"
        with open_application(home, embedder=embedder) as notes:
            notes.synchroniser.register([each.documents])
            notes.synchroniser.synchronise()
            material[each.name] = list(judge_set(notes, load_questions(each.questions)))
        LOGGER.info("%s: %d wordings", each.name, len(material[each.name]))
    own = [name for name in material if name != options.data.name]
    # What each set would have been answered with by weights that never saw it.
    for name in material if len(material) > 2 else ():
        others = [each for other, some in material.items() if other != name for each in some]
        unseen = load_weights().sentence if options.answers_only else fit_sentences(others)
        asked = [each for other in own if other != name for each in material[other]]
        hidden = [] if name == options.data.name else material[options.data.name]
        figures = report(material[name], unseen, fit_answers(asked, unseen, hidden))
        LOGGER.info("%s, fitted on the others: %s", name, json.dumps(figures, indent=2))
    everything = list(chain.from_iterable(material.values()))
    sentence = load_weights().sentence if options.answers_only else fit_sentences(everything)
    answer = fit_answers([each for name in own for each in material[name]], sentence, material[options.data.name])
    unseen_questions = list(judge(application, draw.sample(held_out, min(options.held_out, len(held_out)))))
    figures = report(unseen_questions, sentence, answer)
    LOGGER.info("%s", json.dumps(figures, indent=2))
    if not options.answers_only:
        LOGGER.info("ablation: %s", json.dumps(ablation(everything, unseen_questions, fit_sentences), indent=2))
    before = json.loads(_SHIPPED.read_text(encoding="utf-8"))["provenance"]
    shipped = {
        "provenance": {
            "script": "python -m assistant.training.fit_answering",
            "sentences": before["sentences"]
            if options.answers_only
            else f"fitted on calibration articles of {', '.join(material)}",
            "answers": f"fitted on {', '.join(own)}, for a tenth on calibration articles of {options.data.name}",
            "held out": {"data": f"test articles of {options.data.name}", **figures},
        },
        "sentence": {"weights": dict(zip(sentence.names, sentence.weights, strict=True)), "bias": sentence.bias},
        "answer": {"weights": dict(zip(answer.names, answer.weights, strict=True)), "bias": answer.bias},
    }
    options.output.write_text(json.dumps(shipped, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
