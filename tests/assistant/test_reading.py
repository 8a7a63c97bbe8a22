from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import reading, span_network
from assistant.reading import WEIGHTS, ReaderError, Reading, ReadSpan, SpanReader
from assistant.span_network import lower_states
from corpus.sentences import sentences
from index.bundled import bundled_embedder
from index.embedding import SentenceTransformerEmbedder

if TYPE_CHECKING:
    from torch import Tensor
    from transformers.models.bert import BertModel

LYON = (
    "Le pont Lafayette relie le centre de Lyon à la rive gauche du Rhône. Il fut inauguré en 1828, puis reconstruit "
    "en 1890 par l'ingénieur Jean Tavernier. Sa longueur est de 214 mètres."
)
BREAD = (
    "La boulangerie Martin se trouve au 12 rue des Lilas, à Nantes. Elle ouvre à 7 heures et emploie huit personnes. "
    "Sa spécialité est le pain de seigle, vendu 3,20 euros."
)
SEA = (
    "Le phare de Cordouan, à l'embouchure de la Gironde, est classé monument historique depuis 1862. "
    "Claire Dubois dirige l'équipe chargée de sa restauration, dont le coût atteint 10 millions d'euros."
)


@pytest.fixture(scope="module")
def reader() -> SpanReader:
    return SpanReader.from_bundled()


@pytest.mark.parametrize(
    ("question", "passage", "answer"),
    [
        ("En quelle année le pont Lafayette a-t-il été inauguré ?", LYON, "1828"),
        ("Quelle est la longueur du pont Lafayette ?", LYON, "214 mètres"),
        ("Qui a reconstruit le pont Lafayette ?", LYON, "Jean Tavernier"),
        ("À quelle heure ouvre la boulangerie Martin ?", BREAD, "7 heures"),
        ("Combien de personnes emploie la boulangerie ?", BREAD, "huit"),
        ("Où se trouve la boulangerie Martin ?", BREAD, "rue des Lilas"),
        ("Qui dirige la restauration du phare de Cordouan ?", SEA, "Claire Dubois"),
        ("Depuis quand le phare est-il classé monument historique ?", SEA, "1862"),
        ("Combien coûte la restauration du phare ?", SEA, "10 millions"),
    ],
)
def test_the_best_span_holds_the_answer(reader: SpanReader, question: str, passage: str, answer: str) -> None:
    (reading,) = reader.read(question, [passage])

    assert answer in passage[reading.start : reading.end]
    assert reading.end - reading.start <= len(answer) + 25


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("Quelle est la longueur du pont Lafayette ?", 0),
        ("À quelle heure ouvre la boulangerie Martin ?", 1),
        ("Qui dirige la restauration du phare de Cordouan ?", 2),
    ],
)
def test_the_passage_that_answers_scores_above_those_that_do_not(reader: SpanReader, question: str, right: int) -> None:
    readings = reader.read(question, [LYON, BREAD, SEA])

    assert max(range(3), key=lambda i: readings[i].score) == right
    assert min(range(3), key=lambda i: readings[i].no_answer) == right


def test_a_passage_reads_the_same_alone_and_in_company(reader: SpanReader) -> None:
    question = "Qui dirige la restauration du phare de Cordouan ?"

    alone = SpanReader.from_bundled().read(question, [SEA])[0]
    together = reader.read(question, [f"{LYON} {BREAD}", SEA, "Court."])[1]

    assert (together.start, together.end) == (alone.start, alone.end)
    assert together.score == pytest.approx(alone.score, abs=0.2)


def test_the_sentence_with_the_answer_scores_best(reader: SpanReader) -> None:
    question = "Combien de personnes emploie la boulangerie ?"
    spans = sentences(BREAD)

    (reading,) = reader.read(question, [BREAD])

    scores = [reading.score_within(span.start, span.end) for span in spans]
    assert max(zip(scores, spans, strict=True), key=lambda pair: pair[0])[1].of(BREAD).startswith("Elle ouvre")
    assert max(scores) == pytest.approx(reading.score)


def test_a_prepared_passage_is_not_computed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    reader, fresh = SpanReader.from_bundled(), SpanReader.from_bundled()
    computed: list[int] = []

    def counted(encoder: BertModel, sequences: Sequence[list[int]]) -> list[Tensor]:
        computed.append(len(sequences))
        return lower_states(encoder, sequences)

    monkeypatch.setattr(span_network, "lower_states", counted)
    assert reader.prepare([LYON, BREAD], ["Lyon", "Nantes"])
    assert sum(computed) == 2
    computed.clear()
    question = "Qui a reconstruit le pont Lafayette ?"
    read = reader.read(question, [LYON, BREAD], ["Lyon", "Nantes"])
    assert sum(computed) == 1  # the question alone
    for one, other in zip(read, fresh.read(question, [LYON, BREAD], ["Lyon", "Nantes"]), strict=True):
        assert (one.start, one.end) == (other.start, other.end)
        assert one.score == pytest.approx(other.score, abs=0.3)  # other batches are rounded otherwise


def test_preparing_ends_when_the_memory_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = SpanReader.from_bundled()
    monkeypatch.setattr(reading, "_MEMORY", 400_000)
    numbered = [f"Le pôle compte {number} membres." for number in range(100)]
    prepared = [reader.prepare([text]) for text in numbered[:60]]
    assert prepared[0] and not prepared[-1]
    assert prepared == sorted(prepared, reverse=True)
    assert reader.read("Combien de membres ?", numbered)[-1].spans


def test_no_passage_gives_no_reading(reader: SpanReader) -> None:
    assert reader.read("Quand ?", []) == ()


@pytest.mark.parametrize("passage", ["", " \n ", "\u200b"], ids=["empty", "blank", "invisible"])
def test_a_passage_without_words_has_no_answer(reader: SpanReader, passage: str) -> None:
    (reading,) = reader.read("Quand ?", [passage])

    assert reading == Reading(0, 0, -math.inf, 1.0, ())


def test_the_end_of_a_very_long_passage_is_read(reader: SpanReader) -> None:
    passage = f"{BREAD} " * 12 + LYON

    (reading,) = reader.read("Quelle est la longueur du pont Lafayette ?", [passage])

    assert "214 mètres" in passage[reading.start : reading.end]


@settings(max_examples=20, deadline=None)
@given(passage=st.text(alphabet=st.sampled_from("aeéœstn 0259.,;’'«»-\n½ﬁ\u00a0😀"), max_size=120))
def test_spans_are_real_stretches_best_first_and_apart(reader: SpanReader, passage: str) -> None:
    (reading,) = reader.read("Quelle est la date ?", [passage])

    ordered = sorted(reading.spans, key=lambda span: span.start)
    assert all(0 <= span.start < span.end <= len(passage) for span in reading.spans)
    assert all(first.end <= second.start for first, second in pairwise(ordered))
    assert [span.score for span in reading.spans] == sorted((span.score for span in reading.spans), reverse=True)
    assert reading.spans[:1] in ((), (ReadSpan(reading.start, reading.end, reading.score),))
    assert 0.0 <= reading.no_answer <= 1.0


def test_probabilities_share_one_among_stretches_and_no_answer() -> None:
    # Two tokens: exp(start + end) is 4 and 1 alone, 2 from the first to the second; "no answer" weighs 1.
    two, one = math.log(2), 0.0
    tokens = ((0, 3, two, two), (4, 7, one, one))
    reading = Reading(0, 3, 2 * two, 1 / 8, (ReadSpan(0, 3, 2 * two),), tokens)

    assert reading.probability_within(0, 3) == pytest.approx(4 / 8)
    assert reading.probability_within(4, 7) == pytest.approx(1 / 8)
    assert reading.probability_within(0, 7) == pytest.approx(7 / 8)
    assert reading.score_within(0, 7) == pytest.approx(2 * two)
    assert reading.score_within(4, 7) == 0.0
    assert reading.score_within(1, 3) == -math.inf


def test_the_encoder_of_the_embedder_is_shared_when_it_is_the_bundled_one() -> None:
    embedder = bundled_embedder()
    other = SentenceTransformerEmbedder.from_name("another/model")

    assert SpanReader.from_bundled(embedder)._embedder is embedder
    assert SpanReader.from_bundled(other)._embedder is not other


def test_missing_weights_are_named_with_what_to_do(tmp_path: Path) -> None:
    reader = SpanReader(bundled_embedder(), tmp_path / "gone.safetensors")

    with pytest.raises(ReaderError, match=r"cannot load the weights .*gone\.safetensors.*train_reader"):
        reader.load()


def test_the_weights_stay_small() -> None:
    assert WEIGHTS.stat().st_size < 30_000_000


def test_the_title_tells_whom_a_passage_is_about(reader: SpanReader) -> None:
    passage = "Le pôle compte 140 adhérents et emploie douze personnes à Metz."
    question = "Combien d'adhérents le pôle Hydraval compte-t-il ?"

    own, other = reader.read(question, [passage] * 2, ["Hydraval – Le pôle en bref", "Texaltis – Le pôle en bref"])

    assert own.score > other.score
    assert passage[own.start : own.end].split()[0] == "140"
    with pytest.raises(ValueError, match="shorter"):
        reader.read(question, [passage] * 2, ["Hydraval"])
