"""Train the marker of facts on marked and annotated documents:

    python -m assistant.training.train_marker --start reader.safetensors --output DIR --marked FILE … --set GOLD FOLDER KINDS …

KINDS are the kinds of facts that the file annotates ("agreement,event"). Writes DIR/marker.safetensors (float16).
Embeddings and lower layers stay as they are in the embedded encoder. Every other epoch sees the documents with other names.
"""

from __future__ import annotations

import argparse
import logging
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from assistant.fact_marking import ROLES
from assistant.fact_network import FactNetwork
from assistant.span_network import Window, join, lower_states, windows
from assistant.training.marker_data import Annotated, names_of, read_annotated, read_marked, renamed
from corpus.fact_kinds import FactKind
from corpus.marks import PARTS
from index.bundled import read_packed
from index.encoder import build_encoder
from index.tokenizing import UnigramTokenizer

logger = logging.getLogger(__name__)

_WEIGHT = 3.0
"""What a mark counts against a token without: nearly all tokens have none."""
_LINKS = 5.0
"""What the loss of the links counts against that of the marks."""
_RENAMED = 0.6
"""The share of the names that are others in every other epoch."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train. The learning rate falls to zero by the last step, or by the last of `minutes` if that is sooner."""

    epochs: int = 10
    minutes: float = 600.0
    tokens: int = 2400
    rate: float = 2e-4
    head_factor: float = 10.0
    decay: float = 0.01
    warmup: float = 0.08
    seed: int = 5


@dataclass(frozen=True, slots=True)
class Item:
    """A window with its states, what to mark (tokens, 2 · roles) and how much each counts (0 or 1), and its links.

    `links` has rows of (anchor token, part token, whether they belong together).
    """

    states: Tensor
    targets: Tensor
    counts: Tensor
    links: Tensor


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the training from the command line."""
    plan = Plan()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--marked", nargs="*", type=Path, default=[], help="files of marked documents")
    parser.add_argument("--set", nargs=3, action="append", default=[], metavar=("GOLD", "FOLDER", "KINDS"))
    parser.add_argument(
        "--start", type=Path, help="weights to go on from: of a reader, whose head is left, or a marker"
    )
    parser.add_argument("--kept", type=Path, help="file of marked documents to measure the losses on after every epoch")
    parser.add_argument("--output", type=Path, required=True, help="folder to write to")
    parser.add_argument("--epochs", type=int, default=plan.epochs)
    parser.add_argument("--minutes", type=float, default=plan.minutes, help="stop training after so long")
    parser.add_argument("--seed", type=int, default=plan.seed)
    given = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    given.output.mkdir(parents=True, exist_ok=True)
    plan = replace(plan, epochs=given.epochs, minutes=given.minutes, seed=given.seed)
    torch.manual_seed(plan.seed)
    documents = [one for path in given.marked for one in read_marked(path)]
    documents += [
        one for gold, folder, kinds in given.set for one in read_annotated(Path(gold), Path(folder), _kinds(kinds))
    ]
    if not documents:
        parser.error("nothing to learn from: give files with --marked or sets with --set")
    packed = read_packed()
    encoder, tokenizer = build_encoder(packed), UnigramTokenizer.from_packed(packed)
    network = FactNetwork.from_encoder(encoder, len(ROLES))
    nn.init.constant_(network.head.bias, -4.0)
    if given.start:
        own = network.state_dict()
        fitting = {n: t.float() for n, t in load_file(given.start).items() if n in own and t.shape == own[n].shape}
        network.load_state_dict(fitting, strict=False)

    def prepared(some: Sequence[Annotated]) -> list[Item]:
        return prepare(some, tokenizer, lambda sequences: lower_states(encoder, sequences))

    train(documents, network, plan, prepared, prepared(list(read_marked(given.kept))) if given.kept else ())
    state = {name: tensor.detach().half().contiguous() for name, tensor in network.state_dict().items()}
    save_file(state, given.output / "marker.safetensors")


def prepare(
    documents: Sequence[Annotated],
    tokenizer: UnigramTokenizer,
    states_of: Callable[[Sequence[list[int]]], list[Tensor]],
) -> list[Item]:
    """Return the windows of the documents with what to mark in them."""
    cut = [(one, window) for one in documents for window in windows(tokenizer, one.text, context=one.title)]
    cut.sort(key=lambda pair: len(pair[1].ids))
    items = []
    for first in range(0, len(cut), 8):
        batch = cut[first : first + 8]
        states = states_of([window.ids for _, window in batch])
        items += [Item(state, *_targets(one, window)) for (one, window), state in zip(batch, states, strict=True)]
    return items


def train(
    documents: Sequence[Annotated],
    network: FactNetwork,
    plan: Plan,
    prepared: Callable[[Sequence[Annotated]], list[Item]],
    kept: Sequence[Item] = (),
) -> None:
    """Train the network in place; after every epoch, the losses on what is `kept` from it are logged."""
    chance = random.Random(plan.seed)  # noqa: S311 - no secret depends on it
    fresh = ("head", "link")
    head = [p for name, p in network.named_parameters() if name.startswith(fresh)]
    rest = [p for name, p in network.named_parameters() if not name.startswith(fresh)]
    groups = [{"params": rest, "lr": plan.rate}, {"params": head, "lr": plan.rate * plan.head_factor}]
    optimiser = torch.optim.AdamW(groups, weight_decay=plan.decay, fused=True)
    shares = [group["lr"] for group in optimiser.param_groups]
    names = names_of(documents)
    begun, losses = time.monotonic(), [0.0, 0.0]
    items = prepared(documents)
    step, steps = 0, plan.epochs * len(_batches(items, plan.tokens, chance))
    logger.info("%d documents, %d windows, %d steps", len(documents), len(items), steps)
    for epoch in range(plan.epochs):
        seen = prepared([renamed(one, names, _RENAMED, chance) for one in documents]) if epoch % 2 else items
        for batch in _batches(seen, plan.tokens, chance):
            minutes = (time.monotonic() - begun) / 60
            progress = max(step / steps, minutes / plan.minutes)
            if progress >= 1:
                return
            factor = min(progress / plan.warmup, (1 - progress) / (1 - plan.warmup))
            for group, share in zip(optimiser.param_groups, shares, strict=True):
                group["lr"] = share * max(factor, 0.01)
            network.train()
            marking, linking = _losses(network, batch)
            optimiser.zero_grad(set_to_none=True)
            (marking + _LINKS * linking).backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            step += 1
            losses = [0.98 * old + 0.02 * new.item() for old, new in zip(losses, (marking, linking), strict=True)]
            if step % 20 == 0:
                shown = [one / (1 - 0.98**step) for one in losses]
                logger.info("step %d/%d %.1f min loss %.3f links %.3f", step, steps, minutes, *shown)
        if kept:
            logger.info(
                "epoch %d, on what was kept from it: loss %.3f links %.3f", epoch + 1, *_measured(network, kept, plan)
            )


def _measured(network: FactNetwork, items: Sequence[Item], plan: Plan) -> tuple[float, float]:
    """Return the mean losses of marks and of links."""
    network.eval()
    batches = _batches(items, plan.tokens, random.Random(0))  # noqa: S311 - no secret depends on it
    with torch.no_grad():
        losses = [_losses(network, batch) for batch in batches]
    marking, linking = zip(*losses, strict=True)
    return float(torch.stack(marking).mean()), float(torch.stack(linking).mean())


def _losses(network: FactNetwork, batch: Sequence[Item]) -> tuple[Tensor, Tensor]:
    """Return the binary cross-entropies over tokens and roles, a mark of the batch counting as one, and over links."""
    nothing = batch[0].states[:0]
    states, sides, mask = join([nothing] * len(batch), [item.states for item in batch])
    shape = (len(batch), states.shape[1], batch[0].targets.shape[1])
    targets, counts = torch.zeros(shape), torch.zeros(shape)
    for row, item in enumerate(batch):
        targets[row, : len(item.targets)] = item.targets
        counts[row, : len(item.counts)] = item.counts
    with torch.autocast("cpu", dtype=torch.bfloat16):
        spans, hidden = network.mark(states, sides, mask)
    entropy = nn.functional.binary_cross_entropy_with_logits
    marking = entropy(spans, targets, weight=counts, pos_weight=torch.tensor(_WEIGHT), reduction="sum")
    links = [network.link(hidden[row], item.links[:, :2]) for row, item in enumerate(batch)]
    wanted = torch.cat([item.links[:, 2] for item in batch]).float()
    return marking / (targets.sum() + 10), entropy(torch.cat(links), wanted, reduction="sum") / (len(wanted) + 5)


def _targets(one: Annotated, window: Window) -> tuple[Tensor, Tensor, Tensor]:
    """Return what to mark in a window, how much each token counts, and the links between marks."""
    targets = torch.zeros((len(window.ids), len(ROLES), 2))
    counts = torch.ones_like(targets)
    for role in one.unknown:
        counts[:, ROLES.index(role)] = 0
    tokens = []
    for place in sorted(one.places, key=lambda place: not place.optional):  # what is wanted has the last word
        inside = [i for i, (start, end) in enumerate(window.offsets) if 0 <= start < place.end and end > place.start]
        if not inside:
            continue
        column = ROLES.index(place.role)
        tensor, value = (counts, 0.0) if place.optional else (targets, 1.0)
        tensor[inside[0], column, 0] = value
        tensor[inside[-1], column, 1] = value
        if not place.optional:
            counts[inside[0], column, 0] = counts[inside[-1], column, 1] = 1.0
        if place.facts:
            tokens.append((inside[0], place))
    links = {
        (first, second): bool(anchor.facts & part.facts)
        for first, anchor in tokens
        for second, part in tokens
        if part.role in PARTS.get(anchor.role, ())
    }
    rows = [[first, second, int(linked)] for (first, second), linked in links.items()]
    return targets.flatten(1), counts.flatten(1), torch.tensor(rows, dtype=torch.long).reshape(-1, 3)


def _batches(items: Sequence[Item], tokens: int, chance: random.Random) -> list[list[Item]]:
    """Return batches of windows of similar lengths, of about so many tokens, in random order."""
    ordered = sorted(items, key=lambda item: len(item.states) + chance.random() * 40)
    cut: list[list[Item]] = []
    room = 0
    for item in reversed(ordered):
        if room < len(item.states):
            cut.append([])
            room = tokens
        cut[-1].append(item)
        room -= len(cut[-1][0].states)
    chance.shuffle(cut)
    return cut


def _kinds(written: str) -> tuple[FactKind, ...]:
    return tuple(FactKind(kind) for kind in written.split(","))


if __name__ == "__main__":
    main()
