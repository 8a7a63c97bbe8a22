"""The marker of facts: what it makes of probabilities, and what the shipped network sees in words that no rule knows."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
import torch

from assistant.fact_marking import ROLES, WEIGHTS, NetworkMarker, told_by
from corpus.facts import FactKind, FieldName, extract_facts
from corpus.marks import PARTS, MarkingError, Role, Told
from corpus.naming import load_names
from corpus.reading import read_document
from index.bundled import bundled_embedder

OFFSETS = [(-1, -1), (0, 4), (5, 9), (10, 14), (-1, -1)]
LETTER = """# Lettre du pôle Ventoris

Le pôle a désormais trois alliés. Le plus ancien, Orvik Solar, à Aarhus, nous ouvre son banc d'essai depuis le protocole de 2016.
La convention avec Tarnow Wind, elle, a été paraphée le 3 mai 2018 à Tarnów.
"""


@pytest.fixture(scope="module")
def marker() -> NetworkMarker:
    return NetworkMarker.from_bundled(bundled_embedder())


def probabilities(*likely: tuple[int, Role, float, float]) -> torch.Tensor:
    """Return what a network would give for five tokens: token, role, how well it starts and how well it ends there."""
    given = torch.zeros((5, len(ROLES), 2))
    for token, role, start, end in likely:
        given[token, ROLES.index(role)] = torch.tensor([start, end])
    return given.flatten(1)


def told(*likely: tuple[int, Role, float, float], linked: float = 0.9) -> list[Told]:
    return told_by(probabilities(*likely), OFFSETS, lambda pairs: torch.full((len(pairs),), linked))


def test_a_mark_runs_from_its_start_to_its_likeliest_end() -> None:
    [one] = told((1, Role.PARTNER, 0.9, 0.1), (2, Role.PARTNER, 0.0, 0.4))
    assert (one.anchor.role, one.anchor.start, one.anchor.end) == (Role.PARTNER, 0, 9)
    assert one.anchor.probability == pytest.approx(0.6)


def test_what_is_unlikely_or_no_part_of_the_text_is_not_told() -> None:
    assert told((1, Role.PARTNER, 0.1, 0.2), (0, Role.EVENT, 0.9, 0.9)) == []


def test_parts_belong_to_the_anchors_they_are_linked_to() -> None:
    marks = (1, Role.PARTNER, 0.9, 0.9), (3, Role.PARTY, 0.8, 0.8), (2, Role.ALLIANCE, 0.8, 0.8)
    [one] = told(*marks)
    assert [(part.role, part.start) for part in one.parts] == [(Role.PARTY, 10)]
    assert one.parts[0].probability == pytest.approx(0.72)
    [alone] = told(*marks, linked=0.1)
    assert alone.parts == ()


def test_a_partner_brings_its_status() -> None:
    [one] = told((1, Role.PARTNER, 0.9, 0.9), (1, Role.PLANNED, 0.8, 0.8), (3, Role.NEGOTIATED, 0.8, 0.8))
    assert [part.role for part in one.parts] == [Role.PLANNED]


def test_what_is_told_lies_in_the_text_and_anchors_do_not_overlap(marker: NetworkMarker, tmp_path: Path) -> None:
    path = tmp_path / "letter.md"
    path.write_text(LETTER * 12, encoding="utf-8")  # longer than one window of the network
    document = read_document(path)
    found = marker.told(document)
    assert found == tuple(sorted(found, key=lambda one: (one.anchor.start, one.anchor.end, one.anchor.role)))
    for role in PARTS:
        anchors = [one.anchor for one in found if one.anchor.role is role]
        assert all(one.end <= other.start for one, other in pairwise(anchors))
    marks = [mark for one in found for mark in (one.anchor, *one.parts)]
    assert all(0 <= mark.start < mark.end <= len(document.text) and 0 < mark.probability <= 1 for mark in marks)
    assert max(mark.start for mark in marks) > len(LETTER) * 10


def test_the_network_sees_agreements_that_no_rule_finds(marker: NetworkMarker, tmp_path: Path) -> None:
    path = tmp_path / "letter.md"
    path.write_text(LETTER, encoding="utf-8")
    document, names = read_document(path), load_names()

    def partners(told: tuple[Told, ...]) -> set[str]:
        facts = extract_facts(document, names, told)
        return {fact.canonical(FieldName.PARTNER) for fact in facts if fact.kind is FactKind.AGREEMENT}

    assert "Orvik Solar" not in partners(())
    assert {"Orvik Solar", "Tarnow Wind"} <= partners(marker.told(document))


def test_the_fingerprint_is_that_of_the_weights(marker: NetworkMarker, tmp_path: Path) -> None:
    other = tmp_path / "other.safetensors"
    other.write_bytes(WEIGHTS.read_bytes()[:-1] + b"x")
    assert NetworkMarker.from_bundled(bundled_embedder(), other).fingerprint != marker.fingerprint
    assert NetworkMarker.from_bundled(bundled_embedder()).fingerprint == marker.fingerprint


def test_without_weights_there_is_a_fingerprint_all_the_same(marker: NetworkMarker, tmp_path: Path) -> None:
    missing = NetworkMarker.from_bundled(bundled_embedder(), tmp_path / "gone.safetensors")
    assert missing.fingerprint not in ("", marker.fingerprint)


def test_missing_weights_are_named_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "letter.md"
    path.write_text(LETTER, encoding="utf-8")
    marker = NetworkMarker.from_bundled(bundled_embedder(), tmp_path / "gone.safetensors")
    with pytest.raises(MarkingError, match=r"cannot load the weights .*gone\.safetensors.*train_marker"):
        marker.told(read_document(path))


def test_the_weights_stay_small() -> None:
    assert WEIGHTS.stat().st_size < 30_000_000
