"""Training the marker: what it is told to mark, and that it learns."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from assistant.fact_marking import ROLES
from assistant.fact_network import FactNetwork
from assistant.span_network import lower_states
from assistant.training.marker_data import Annotated, Place, read_marked
from assistant.training.train_marker import Item, Plan, _measured, main, prepare, train
from corpus.marks import Role
from index.bundled import read_packed
from index.encoder import build_encoder
from index.tokenizing import UnigramTokenizer

MARKED = """=== Lettre de {party 1|Ventoris}
{signed 1|Orvik} nous rejoint ; {negotiated 2?|Tarnow} hésite.
=== Chez Brisalta
{member 3|Brisalta} est entré chez {alliance 3|Souffle}, {beneficiary 4|Tamis} a reçu {amount 4|40 000 euros}.
"""


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> list[Annotated]:
    path = tmp_path_factory.mktemp("marked") / "marked.txt"
    path.write_text(MARKED, encoding="utf-8")
    return list(read_marked(path))


@pytest.fixture(scope="module")
def network() -> FactNetwork:
    torch.manual_seed(1)
    return FactNetwork.from_encoder(build_encoder(read_packed()), len(ROLES))


def prepared(documents: list[Annotated]) -> list[Item]:
    packed = read_packed()
    encoder, tokenizer = build_encoder(packed), UnigramTokenizer.from_packed(packed)
    return prepare(documents, tokenizer, lambda sequences: lower_states(encoder, sequences))


def test_targets_are_the_first_and_last_tokens_of_what_is_marked(documents: list[Annotated]) -> None:
    first, _ = sorted(prepared(documents), key=lambda item: -len(item.states))[::-1]
    starts, ends = (first.targets[:, 2 * ROLES.index(Role.PARTNER) + side].nonzero().flatten() for side in (0, 1))
    assert len(starts) == len(ends) == 1 and starts[0] <= ends[0]
    doubtful = first.counts[:, 2 * ROLES.index(Role.NEGOTIATED)]
    assert doubtful.sum() == len(doubtful) - 1  # where the doubtful one starts, nothing counts
    linked = dict(zip(first.links[:, 0].tolist(), first.links[:, 2].tolist(), strict=True))
    assert linked.pop(int(starts[0])) == 1
    assert list(linked.values()) == [0]  # the party belongs to the first partner, not to the second


def test_roles_that_nobody_annotated_do_not_count() -> None:
    one = Annotated("", "Orvik signe.", (Place(Role.PARTNER, 0, 5),), frozenset({Role.EVENT}))
    [item] = prepared([one])
    assert item.counts[:, 2 * ROLES.index(Role.EVENT)].sum() == 0
    assert item.counts[:, 2 * ROLES.index(Role.PARTNER)].sum() == len(item.states)


def test_it_learns(documents: list[Annotated], network: FactNetwork) -> None:
    items = prepared(documents)
    before = _measured(network, items, Plan())
    train(documents, network, Plan(epochs=8), lambda some: items)
    after = _measured(network, items, Plan())
    assert after[0] < 0.7 * before[0] and after[1] < before[1]


def test_links_take_near_and_far_tokens(network: FactNetwork) -> None:
    pairs = torch.tensor([[0, 0], [0, 1], [599, 0], [0, 599]])
    logits = network.link(torch.randn(600, 384), pairs)
    assert logits.shape == (4,) and logits.isfinite().all()


def test_without_anything_to_learn_from_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--output", str(tmp_path)])
    assert "nothing to learn from: give files with --marked or sets with --set" in capsys.readouterr().err
