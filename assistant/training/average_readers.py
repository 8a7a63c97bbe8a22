"""Average readers: `python -m assistant.training.average_readers A.safetensors B.safetensors --output C.safetensors`.

The mean of the weights from before and after a round of training reads better than either ("model soup": M. Wortsman
et al., ICML 2022), at the cost of one.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file


def main(arguments: Sequence[str] | None = None) -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("readers", type=Path, nargs="+", help="weights of the same network")
    parser.add_argument("--output", type=Path, required=True, help="file to write, float16")
    given = parser.parse_args(arguments)
    average(given.readers, given.output)


def average(readers: Sequence[Path], output: Path) -> None:
    """Write the mean of the weights, float16. Raises `ValueError` where the files do not hold the same tensors."""
    states = [load_file(path) for path in readers]
    shapes = [{name: tuple(tensor.shape) for name, tensor in state.items()} for state in states]
    for path, shape in zip(readers, shapes, strict=True):
        if shape != shapes[0]:
            raise ValueError(f"got other tensors in {path} than in {readers[0]}, expected weights of the same network")
    mean = {name: torch.stack([state[name].float() for state in states]).mean(0) for name in states[0]}
    save_file({name: tensor.half().contiguous() for name, tensor in mean.items()}, output)


if __name__ == "__main__":
    main()
