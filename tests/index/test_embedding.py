from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import BoW

from index.embedding import EmbeddingError, Prefixes, SentenceTransformerEmbedder


def word_counts() -> SentenceTransformer:
    return SentenceTransformer(modules=[BoW(["query:", "passage:", "pôle", "accord"])], device="cpu")


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    word_counts().save(str(tmp_path / "counts"), create_model_card=False)
    return tmp_path / "counts"


def test_prefixes_are_put_before_questions_and_passages() -> None:
    embedder = SentenceTransformerEmbedder(word_counts, prefixes=Prefixes("query: ", "passage: "))

    assert np.argmax(embedder.embed_questions([""])[0]) == 0
    assert np.argmax(embedder.embed_passages([""])[0]) == 1


def test_no_text_gives_no_row() -> None:
    vectors = SentenceTransformerEmbedder(word_counts).embed_passages([])

    assert (vectors.shape, vectors.dtype.name) == ((0, 4), "float32")


def test_rows_keep_the_order_of_the_texts_and_have_unit_length() -> None:
    vectors = SentenceTransformerEmbedder(word_counts).embed_passages(["accord accord", "pôle", "pôle accord"])

    half = 0.5**0.5
    expected = np.array([[0.0, 0.0, 0.0, 1.0], [0.0, 0.0, 1.0, 0.0], [0.0, 0.0, half, half]], dtype=np.float32)
    np.testing.assert_allclose(vectors, expected, atol=1e-6)


def test_a_text_without_a_known_word_gives_a_finite_row() -> None:
    assert SentenceTransformerEmbedder(word_counts).embed_passages(["rien"]).tolist() == [[0.0, 0.0, 0.0, 0.0]]


def test_the_model_is_loaded_once_by_many_threads() -> None:
    loads: list[int] = []

    def load() -> SentenceTransformer:
        loads.append(1)
        return word_counts()

    embedder = SentenceTransformerEmbedder(load)
    with ThreadPoolExecutor(8) as pool:
        rows = list(pool.map(lambda text: embedder.embed_questions([text])[0], ["pôle", "accord"] * 8))

    assert loads == [1]
    assert [int(row.argmax()) for row in rows] == [2, 3] * 8


def test_a_local_folder_replaces_the_model(saved: Path) -> None:
    embedder = SentenceTransformerEmbedder.from_name(saved)

    assert embedder.dimension == 4
    assert int(embedder.embed_questions(["accord"])[0].argmax()) == 3


def test_the_fingerprint_follows_prefixes_and_name(saved: Path) -> None:
    plain = SentenceTransformerEmbedder.from_name(saved).fingerprint
    again = SentenceTransformerEmbedder.from_name(saved).fingerprint
    prefixed = SentenceTransformerEmbedder.from_name(saved, query_prefix="query: ").fingerprint

    assert plain == again
    assert plain != prefixed
    assert prefixed.startswith(str(saved))
    assert prefixed.endswith("'query: ' '' 4")


@pytest.mark.parametrize(
    ("name", "prefixes"),
    [
        ("intfloat/multilingual-e5-small", Prefixes("query: ", "passage: ")),
        ("models/e5_base", Prefixes("query: ", "passage: ")),
        ("sentence-transformers/all-MiniLM-L6-v2", Prefixes()),
        ("someone/made5", Prefixes()),
    ],
)
def test_e5_models_get_their_prefixes_by_default(name: str, prefixes: Prefixes) -> None:
    assert SentenceTransformerEmbedder.from_name(name).prefixes == prefixes


def test_a_model_that_is_not_there_is_named_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    embedder = SentenceTransformerEmbedder.from_name(tmp_path / "no-such-model")

    with pytest.raises(
        EmbeddingError, match=r"cannot load the embedding model '.*no-such-model'.*name in the settings"
    ):
        embedder.embed_questions(["Bonjour"])
