"""One answer and its gold in, one row of scores out. The names of the scores are those of the gates file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath

from assistant.answers import Answer
from assistant.evaluation import citations, correctness, retrieval
from assistant.evaluation.gold import Corpus, Gold
from assistant.evaluation.questions import Question
from assistant.evaluation.records import Failure, Row
from assistant.evaluation.variants import Wording
from index.contracts import Hit

CUTOFFS = (1, 3, 5, 10)
DEPTH = 100
RETRIEVED_WITHIN = 10
WELL_RANKED_WITHIN = 3

Scores = dict[str, float | None]


def plain_text(answer: Answer) -> str:
    """Return the words of an answer without citation markers; empty when it refuses."""
    return "" if answer.refused else "\n".join(sentence.text for sentence in answer.sentences) or answer.text


def prediction(answer: Answer) -> str:
    """Return the emphasised words of the first sentence that has some, else the whole text: what EM and F1 compare."""
    for sentence in answer.sentences:
        if sentence.emphasis is not None:
            return sentence.text[slice(*sentence.emphasis)]
    return plain_text(answer)


def score(wording: Wording, answer: Answer, gold: Gold, hits: Sequence[Hit] | None, corpus: Corpus) -> Row:
    """Score one answer by every metric that applies to its question; `hits` is None where no search is measured."""
    question = wording.question
    scores: Scores = {
        **_answer_scores(wording, answer),
        **_citation_scores(question, answer, gold, corpus),
        **_refusal_scores(question, answer),
        **({} if hits is None else retrieval_scores(hits, gold)),
    }
    correct = is_correct(question, answer, scores)
    scores["overall.correct"] = float(correct)
    scores["overall.correct_and_sourced"] = _sourced(question, scores, correct=correct)
    return Row(
        id=wording.id,
        parent=question.id,
        variant=wording.variant,
        question=wording.text,
        type=question.type,
        language=_language(wording),
        tags=question.tags,
        documents=tuple(dict.fromkeys(PurePath(source.document).name for source in question.sources)),
        answerable=question.answerable,
        reason=question.reason.value if question.reason else "",
        refused=answer.refused,
        confidence=round(answer.confidence, 6),
        correct=correct,
        failure=_failure(question, answer, gold, hits or (), scores, correct=correct),
        gold_cited=tuple(sorted({c.passage.id for c in answer.citations} & gold.passages)),
        scores={name: None if value is None else round(value, 6) for name, value in sorted(scores.items())},
    )


def is_correct(question: Question, answer: Answer, scores: Mapping[str, float | None]) -> bool:
    """Say whether the answer is right: unanswerable and refused; or every vital nugget and nothing forbidden.

    Without nuggets the reference's F1 must reach ½; without a reference either, a gold passage must be cited.
    """
    if not question.answerable:
        return answer.refused
    if answer.refused or scores.get("answers.forbidden"):
        return False
    if question.vital:
        return scores.get("answers.containment") == 1
    if question.reference:
        return (scores.get("answers.f1") or 0) >= 0.5
    return bool(scores.get("citations.gold_recall"))


def retrieval_scores(hits: Sequence[Hit], gold: Gold) -> Scores:
    """Score the fused ranking and, from the scores kept with the hits, the dense and the lexical one."""
    if not gold.places:
        return {}
    rankings = {
        "fused": list(hits),
        "dense": _reranked(hits, [hit.parts.dense for hit in hits]),
        "lexical": _reranked(hits, [hit.parts.lexical for hit in hits]),
    }
    scores: Scores = {}
    for component, ranked in rankings.items():
        if not ranked and hits:
            continue
        passages = [hit.passage.id for hit in ranked]
        documents = retrieval.distinct([hit.document.id for hit in ranked])
        scores |= _ranking_scores(f"retrieval.{component}", passages, gold.passage_units)
        scores |= _ranking_scores(f"retrieval.{component}.document", documents, gold.document_units)
    return scores


def _ranking_scores(prefix: str, ids: Sequence[str], units: Sequence[frozenset[str]]) -> Scores:
    ranked, relevant = retrieval.to_units(ids, units), retrieval.unit_names(units)
    scores: Scores = {}
    for k in CUTOFFS:
        scores[f"{prefix}.hit@{k}"] = retrieval.hit(ranked, relevant, k)
        scores[f"{prefix}.recall@{k}"] = retrieval.recall(ranked, relevant, k)
    scores[f"{prefix}.mrr@10"] = retrieval.reciprocal_rank(ranked, relevant, 10)
    scores[f"{prefix}.ndcg@10"] = retrieval.ndcg(ranked, relevant, 10)
    scores[f"{prefix}.ap@100"] = retrieval.average_precision(ranked, relevant)
    return scores


def _reranked(hits: Sequence[Hit], scores: Sequence[float | None]) -> list[Hit]:
    known = [(value, hit) for value, hit in zip(scores, hits, strict=True) if value is not None]
    return [hit for _, hit in sorted(known, key=lambda pair: (-pair[0], pair[1].passage.id))]


def _answer_scores(wording: Wording, answer: Answer) -> Scores:
    question, text = wording.question, plain_text(answer)
    scores: Scores = {
        "answers.words": correctness.word_count(text) if text else None,
        "answers.language": None if answer.refused else float(answer.language == _language(wording)),
        "answers.forbidden": None if answer.refused else correctness.forbidden_found(question.forbidden, text),
    }
    if question.answerable:
        scores |= {
            "answers.strict_vital": correctness.strict_recall(question.vital, text),
            "answers.strict_all": correctness.strict_recall(question.nuggets, text),
            "answers.vital": correctness.weighted_recall(question.vital, text),
            "answers.all": correctness.weighted_recall(question.nuggets, text),
            "answers.containment": correctness.containment(question.vital, text),
        }
    golds = _golds(question)
    if golds or not question.answerable:
        scores["answers.exact_match"] = correctness.exact_match(prediction(answer), golds)
        scores["answers.f1"] = correctness.f1(prediction(answer), golds)
    return scores


def _language(wording: Wording) -> str:
    return "en" if wording.variant == "en" else wording.question.language


def _golds(question: Question) -> tuple[str, ...]:
    """Return the short answers that EM and F1 accept: the reference, or the wordings of an only nugget."""
    only = question.nuggets[0].wordings if len(question.nuggets) == 1 else ()
    return ((question.reference,) if question.reference else ()) + only


def _citation_scores(question: Question, answer: Answer, gold: Gold, corpus: Corpus) -> Scores:
    scores: Scores = {
        "citations.validity": citations.validity(answer, corpus),
        "citations.fidelity": citations.fidelity(answer, corpus),
        "citations.clean_cuts": citations.clean_cuts(answer, corpus),
        "citations.coverage": citations.coverage(answer),
        "citations.literal_truth": citations.literal_truth(answer),
        "citations.lexical_support": citations.lexical_support(answer),
        "citations.alce_recall": citations.alce_recall(answer),
        "citations.alce_precision": citations.alce_precision(answer),
    }
    if question.answerable:
        scores |= {
            "citations.gold_recall": citations.gold_recall(answer, gold.passage_units),
            "citations.gold_precision": citations.gold_precision(answer, gold),
            "citations.gold_document_recall": citations.gold_recall(answer, gold.document_units, documents=True),
            "citations.gold_document_precision": citations.gold_precision(answer, gold, documents=True),
            "citations.gold_pages": citations.gold_pages(answer, gold),
            "citations.gold_page_precision": citations.gold_page_precision(answer, gold),
        }
    return scores


def _refusal_scores(question: Question, answer: Answer) -> Scores:
    if question.answerable:
        return {"refusal.wrong_refusal_rate": float(answer.refused)}
    return {"refusal.wrong_answer_rate": float(not answer.refused)}


def _sourced(question: Question, scores: Scores, *, correct: bool) -> float | None:
    if not question.answerable:
        return float(correct)
    cited = scores["citations.gold_recall"]
    return None if cited is None else float(correct and cited > 0)


def _failure(
    question: Question, answer: Answer, gold: Gold, hits: Sequence[Hit], scores: Scores, *, correct: bool
) -> Failure | None:
    for invariant in ("citations.validity", "citations.fidelity", "citations.coverage", "citations.literal_truth"):
        if (scores[invariant] or 0) < 1 and scores[invariant] is not None:
            return Failure.FAULTY_CITATION
    if correct:
        return None
    if not question.answerable:
        return Failure.WRONGLY_ANSWERED
    ranks = [hit.rank for hit in hits if hit.passage.id in gold.passages]
    if gold.passages and hits and min(ranks, default=DEPTH + 1) > RETRIEVED_WITHIN:
        return Failure.NOT_RETRIEVED
    if answer.refused:
        return Failure.WRONGLY_REFUSED
    if ranks and min(ranks) > WELL_RANKED_WITHIN and not scores["citations.gold_recall"]:
        return Failure.BADLY_RANKED
    return Failure.WRONG_SENTENCE
