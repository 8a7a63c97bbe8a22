"""A remembered question is embedded once and keeps its vector."""

from collections.abc import Sequence

import numpy as np

from index.contracts import Vectors
from index.remembering import RememberingEmbedder
from tests.index.fakes import HashedWords


class CountingWords(HashedWords):
    questions = 0

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        self.questions += len(texts)
        return super().embed_questions(texts)


def test_each_question_is_embedded_once() -> None:
    behind = CountingWords()
    remembering = RememberingEmbedder(behind)
    first = remembering.embed_questions(["le pôle", "un accord", "le pôle"])
    again = remembering.embed_questions(["un accord", "le pôle"])
    assert behind.questions == 2
    np.testing.assert_array_equal(first, HashedWords().embed_questions(["le pôle", "un accord", "le pôle"]))
    np.testing.assert_array_equal(again, first[[1, 0]])


def test_many_questions_keep_their_own_vectors() -> None:
    behind = CountingWords()
    remembering = RememberingEmbedder(behind)
    texts = [f"question {number}" for number in range(600)]
    np.testing.assert_array_equal(remembering.embed_questions(texts), HashedWords().embed_questions(texts))


def test_nothing_embeds_to_no_rows() -> None:
    assert RememberingEmbedder(HashedWords()).embed_questions([]).shape == (0, 64)
