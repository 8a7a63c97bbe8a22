"""Averaging readers: the mean of weights, of the same network only."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from assistant.training.average_readers import main


def test_the_mean_is_taken_weight_by_weight(tmp_path: Path) -> None:
    one, other, mean = (tmp_path / name for name in ("one", "other", "mean"))
    save_file({"head": torch.tensor([1.0, -2.0]).half()}, one)
    save_file({"head": torch.tensor([3.0, 2.0]).half()}, other)
    main([str(one), str(other), "--output", str(mean)])
    assert load_file(mean)["head"].tolist() == [2.0, 0.0]
    assert load_file(mean)["head"].dtype is torch.float16


def test_weights_of_another_network_are_refused(tmp_path: Path) -> None:
    save_file({"head": torch.zeros(2)}, tmp_path / "one")
    save_file({"head": torch.zeros(3)}, tmp_path / "other")
    with pytest.raises(ValueError, match=r"other tensors in .*other"):
        main([str(tmp_path / "one"), str(tmp_path / "other"), "--output", str(tmp_path / "mean")])
