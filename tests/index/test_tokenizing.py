import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.bundled import read_packed
from index.tokenizing import Tokens, UnigramTokenizer

PIECES = ("<unk>", "▁", "▁le", "▁l", "e", "s", "▁les", "p", "ô", "pôle", "▁pôle", "fi", "n")
SCORES = (0.0, -3.0, -1.0, -2.0, -2.0, -2.0, -4.0, -5.0, -5.0, -1.5, -1.0, -2.0, -2.0)
CHARACTERS = {"\u200b": " ", "\u00a0": " ", "\x07": "", "ﬁ": "fi", "½": "1⁄2"}


@pytest.fixture(scope="module")
def small() -> UnigramTokenizer:
    pieces = {piece: number for number, piece in enumerate(PIECES) if number}
    return UnigramTokenizer(pieces, SCORES, CHARACTERS, unknown=0)


@pytest.fixture(scope="module")
def real() -> UnigramTokenizer:
    return UnigramTokenizer.from_packed(read_packed())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("les pôle", Tokens((2, 5, 10), ((0, 2), (2, 3), (4, 8)))),
        ("  le\u00a0 s", Tokens((2, 1, 5), ((2, 4), (6, 6), (6, 7)))),
        ("ﬁ\x07n", Tokens((1, 11, 12), ((0, 0), (0, 1), (2, 3)))),
        ("leX", Tokens((2, 0), ((0, 2), (2, 3)))),
        ("", Tokens((1,), ((0, 0),))),
        ("e ", Tokens((1, 4, 1), ((0, 0), (0, 1), (2, 2)))),
    ],
    ids=["best total, not longest piece", "spaces collapse", "ligature and control", "unknown", "empty", "final space"],
)
def test_a_text_is_cut_at_the_best_total(small: UnigramTokenizer, text: str, expected: Tokens) -> None:
    assert small.tokens(text) == expected
    assert tuple(small.ids(text)) == expected.ids


def test_french_is_cut_as_the_vocabulary_has_it(real: UnigramTokenizer) -> None:
    text = "L’été 2012, 50 %\u2009: œuvre"

    pieces = [text[start:end] for start, end in real.tokens(text).offsets]

    assert pieces == ["L", "’", "été", "2012,", "50", "%", ":", "œuvre"]


@given(text=st.text(max_size=60))
def test_offsets_are_in_order_inside_the_text_and_agree_with_the_ids(real: UnigramTokenizer, text: str) -> None:
    tokens = real.tokens(text)

    flat = [place for pair in tokens.offsets for place in pair]
    assert list(tokens.ids) == real.ids(text)
    assert all(0 <= start <= end <= len(text) for start, end in tokens.offsets)
    assert [start for start, _ in tokens.offsets] == sorted(start for start, _ in tokens.offsets)
    assert max(flat, default=0) <= len(text)


@given(text=st.text(alphabet=st.sampled_from("aàbcdeéèfghiïlmnoôpqrstuûvxyzœ ’',.0123456789«»-"), max_size=80))
def test_offsets_cover_every_visible_character_of_french(real: UnigramTokenizer, text: str) -> None:
    covered = "".join(text[start:end] for start, end in real.tokens(text).offsets)

    assert covered == text.replace(" ", "")
