"""Train the reader on PIAF: `python -m assistant.training.train_reader --data piaf-v1.1-public.json --output DIR`.

Writes DIR/reader.safetensors (the upper layers and the head, float16) and DIR/scores.json. Embeddings and lower layers
stay as they are in the embedded encoder, so their states are computed once for every text.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from assistant.evaluation.variants import bare
from assistant.span_network import SpanNetwork, join
from assistant.training.exercises import read_exercises
from assistant.training.own_sets import read_own_set
from assistant.training.piaf import Part, read_piaf
from assistant.training.reader_data import (
    Material,
    Pair,
    batches,
    hard_negatives,
    lengthened,
    prepare_passages,
    prepare_questions,
    targets,
)
from assistant.training.reader_scores import (
    ReaderScores,
    auroc,
    exact_and_f1,
    read_pairs,
    sentence_holds,
)
from index.bundled import read_packed
from index.encoder import build_encoder
from index.tokenizing import UnigramTokenizer

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train. The learning rate falls to zero by the last step, or by the last of `minutes` if that is sooner."""

    epochs: int = 3
    minutes: float = 60.0
    batch: int = 16
    rate: float = 2e-4
    head_factor: float = 10.0
    decay: float = 0.01
    warmup: float = 0.06
    checkpoint_minutes: float = 10.0
    seed: int = 20


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the training from the command line."""
    plan = Plan()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="PIAF in SQuAD v1.1 format")
    parser.add_argument("--output", type=Path, required=True, help="folder to write to")
    parser.add_argument("--epochs", type=int, default=plan.epochs)
    parser.add_argument("--minutes", type=float, default=plan.minutes, help="stop training after so long")
    parser.add_argument(
        "--sets",
        type=Path,
        nargs="*",
        default=[],
        help="folders with documents/ and questions.yaml (or none), to train on too",
    )
    parser.add_argument("--exercises", type=Path, nargs="*", default=[], help="files of exercises on texts of these")
    parser.add_argument(
        "--repeats", type=int, default=1, help="times that an epoch asks a question of the sets or an exercise"
    )
    parser.add_argument("--rate", type=float, default=plan.rate, help="highest learning rate")
    parser.add_argument("--seed", type=int, default=plan.seed, help="another one than before when going on")
    parser.add_argument("--start", type=Path, help="weights to go on from, by default those of the embedded encoder")
    given = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    given.output.mkdir(parents=True, exist_ok=True)

    plan = replace(plan, epochs=given.epochs, minutes=given.minutes, rate=given.rate, seed=given.seed)
    torch.manual_seed(plan.seed)
    material, parts, network = prepare(given.data, plan.seed, given.sets, given.exercises, given.repeats)
    if given.start:
        network.load_state_dict({name: tensor.float() for name, tensor in load_file(given.start).items()})
    train(material, parts, network, plan, given.output)


def prepare(
    data: Path, seed: int, sets: Sequence[Path] = (), exercises: Sequence[Path] = (), repeats: int = 1
) -> tuple[Material, dict[Part, list[int]], SpanNetwork]:
    """Read the data, compute every state once, and return the material, the question numbers by part, the network.

    A question of the own sets or of the exercises stands `repeats` times among the numbers of its part.
    """
    published = read_piaf(data)
    paragraphs, examples = list(published[0]), list(published[1])
    published_count = len(examples)
    for folder in sets:
        own = read_own_set(folder, len(paragraphs))
        paragraphs += own[0]
        examples += own[1]
    for file in exercises:
        examples += read_exercises(file, paragraphs)
    packed = read_packed()
    encoder, tokenizer = build_encoder(packed), UnigramTokenizer.from_packed(packed)
    texts, contexts = [paragraph.text for paragraph in paragraphs], [paragraph.context for paragraph in paragraphs]
    longer = lengthened(paragraphs, random.Random(seed))  # noqa: S311 - no secret depends on it
    joined = prepare_passages(
        encoder, tokenizer, [text for text, _ in longer.values()], [contexts[number] for number in longer]
    )
    # People type without accents and signs as well: every other wording that a question has is one of these.
    wordings = [(number, text) for number, e in enumerate(examples) for text in (*e.wordings, bare(e.question))]
    reworded: list[list[Tensor]] = [[] for _ in examples]
    for (number, _), state in zip(
        wordings, prepare_questions(encoder, tokenizer, [text for _, text in wordings]), strict=True
    ):
        reworded[number].append(state)
    material = Material(
        examples,
        prepare_questions(encoder, tokenizer, [example.question for example in examples]),
        reworded,
        prepare_passages(encoder, tokenizer, texts, contexts),
        dict(zip(longer, zip(joined, [shift for _, shift in longer.values()], strict=True), strict=True)),
        hard_negatives(paragraphs, examples),
    )
    parts = {
        part: [
            i
            for i, example in enumerate(examples)
            if paragraphs[example.paragraph].part is part
            for _ in range(1 if i < published_count else repeats)
        ]
        for part in Part
    }
    logger.info("questions: %s", {part.value: len(numbers) for part, numbers in parts.items()})
    return material, parts, SpanNetwork.from_encoder(encoder)


def train(
    material: Material, parts: dict[Part, list[int]], network: SpanNetwork, plan: Plan, output: Path
) -> ReaderScores:
    """Train, write a checkpoint every so often and the last state, and return its scores on the test part."""
    chance = random.Random(plan.seed)  # noqa: S311 - no secret depends on it
    optimiser = torch.optim.AdamW(_groups(network, plan), lr=plan.rate, fused=True)
    shares = [group["lr"] for group in optimiser.param_groups]
    steps = plan.epochs * len(batches(material.draw(parts[Part.TRAIN], chance), plan.batch, chance))
    begun = saved = time.monotonic()
    step, losses = 0, 0.0
    for epoch in range(plan.epochs):
        for batch in batches(material.draw(parts[Part.TRAIN], chance), plan.batch, chance):
            # Take one step at the learning rate that the progress gives.
            minutes = (time.monotonic() - begun) / 60
            progress = max(step / steps, minutes / plan.minutes)
            if progress >= 1:
                break
            factor = min(progress / plan.warmup, (1 - progress) / (1 - plan.warmup))
            for group, share in zip(optimiser.param_groups, shares, strict=True):
                group["lr"] = share * max(factor, 0.01)
            network.train()
            loss = _loss(network, batch)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            step += 1
            losses = 0.98 * losses + 0.02 * loss.item()
            if step % 20 == 0:
                smooth = losses / (1 - 0.98**step)
                logger.info("epoch %d step %d/%d %.1f min loss %.3f", epoch, step, steps, minutes, smooth)
            # Keep the state so far, so that an interrupted training has something to show.
            if time.monotonic() - saved > 60 * plan.checkpoint_minutes:
                saved = time.monotonic()
                save(network, output)
                scores = evaluate(network, material, parts[Part.CALIBRATION][::3])
                logger.info("checkpoint at step %d: %s", step, scores)
    save(network, output)
    results: dict[str, Any] = {
        "steps": step,
        "minutes": round((time.monotonic() - begun) / 60, 1),
        "plan": asdict(plan),
        **{part.value: asdict(evaluate(network, material, parts[part])) for part in (Part.CALIBRATION, Part.TEST)},
    }
    (output / "scores.json").write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    logger.info("%s", results)
    return ReaderScores(**results[Part.TEST.value])


def evaluate(network: SpanNetwork, material: Material, numbers: Sequence[int]) -> ReaderScores:
    """Return the scores of the network on the questions of those numbers."""
    examples = [material.examples[number] for number in numbers]
    right = [Pair(material.questions[n], material.passages[material.examples[n].paragraph], 0, 0) for n in numbers]
    wrong = [Pair(material.questions[n], material.passages[material.negatives[n][1][0]], 0, 0) for n in numbers]
    found = read_pairs(network, right)
    exact = f1 = sentence = 0.0
    for example, pair, reading in zip(examples, right, found, strict=True):
        text = pair.passage.text
        both = exact_and_f1(text[reading.start : reading.end], [text[start:end] for start, end in example.answers])
        exact, f1 = exact + both[0], f1 + both[1]
        sentence += sentence_holds(text, reading.start, reading.end, example.answers)
    away = [reading.score for reading in read_pairs(network, wrong)]
    count = max(len(numbers), 1)
    return ReaderScores(
        len(numbers), exact / count, f1 / count, sentence / count, auroc([r.score for r in found], away)
    )


def save(network: SpanNetwork, output: Path) -> None:
    """Write the network's weights as float16."""
    state = {name: tensor.detach().half().contiguous() for name, tensor in network.state_dict().items()}
    save_file(state, output / "reader.safetensors")


def _loss(network: SpanNetwork, batch: list[Pair]) -> Tensor:
    starts, ends, allowed = targets(batch)
    states, sides, mask = join([pair.question for pair in batch], [pair.passage.states for pair in batch])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits = network(states, sides, mask)
    logits = logits.masked_fill(~allowed[:, :, None], -1e4)
    cross = nn.functional.cross_entropy
    return (cross(logits[:, :, 0], starts) + cross(logits[:, :, 1], ends)) / 2


def _groups(network: SpanNetwork, plan: Plan) -> list[dict[str, object]]:
    named = list(network.named_parameters())
    head = [p for name, p in named if name.startswith(("head", "sides"))]
    flat = [p for name, p in named if p.ndim < 2 and not name.startswith(("head", "sides"))]
    matrices = [p for name, p in named if p.ndim >= 2 and not name.startswith(("head", "sides"))]
    return [
        {"params": matrices, "lr": plan.rate, "weight_decay": plan.decay},
        {"params": flat, "lr": plan.rate, "weight_decay": 0.0},
        {"params": head, "lr": plan.rate * plan.head_factor, "weight_decay": 0.0},
    ]


if __name__ == "__main__":
    main()
