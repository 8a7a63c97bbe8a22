"""Are the citations real, exact, sufficient and the right ones? One answer at a time; None where nothing is cited.

The first four are invariants of an extractive assistant: anything below 1 is a defect. ALCE's formulas (princeton-nlp
`eval.py::compute_autoais`) are used with lexical support in the place of its English entailment model.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answers import Answer, Citation, Sentence, Status
from assistant.evaluation.gold import Corpus, Gold
from assistant.evaluation.normalising import contains, tokens
from assistant.evaluation.retrieval import to_units, unit_names
from assistant.evaluation.support import supported


def validity(answer: Answer, corpus: Corpus) -> float | None:
    """Return the share of citations whose document and passage exist and whose offsets lie inside them."""
    return _share([_is_valid(citation, corpus) for citation in answer.citations])


def fidelity(answer: Answer, corpus: Corpus) -> float | None:
    """Return the share of quotations equal, character for character, to the corpus text at their offsets."""
    return _share([_is_exact(citation, corpus) for citation in answer.citations])


def clean_cuts(answer: Answer, corpus: Corpus) -> float | None:
    """Return the share of quotations that begin and end between words: an offset wrong by one cuts a word."""
    return _share([not _cuts_a_word(citation, corpus) for citation in answer.citations])


def coverage(answer: Answer) -> float | None:
    """Return the share of sentences with at least one citation that exists; None for an answer without sentences."""
    return _share([bool(cited(sentence, answer)) for sentence in answer.sentences])


def literal_truth(answer: Answer) -> float | None:
    """Return the share of sentences called literal whose words stand, in order, in a quotation of theirs."""
    literal = [sentence for sentence in answer.sentences if sentence.status is Status.LITERAL]
    return _share([_is_quoted(sentence, answer) for sentence in literal])


def lexical_support(answer: Answer) -> float | None:
    """Return the share of sentences that their quotations support lexically (see `support.supported`)."""
    return _share([_supports(cited(sentence, answer), sentence) for sentence in answer.sentences])


def alce_recall(answer: Answer) -> float | None:
    """Return (1/m) Σ φ(all citations of sentence i, sentence i); a number that names no citation makes it 0."""
    return _share([_recalled(sentence, answer) for sentence in answer.sentences])


def alce_precision(answer: Answer) -> float | None:
    """Return the share of citations that are not irrelevant; 0 when sentences stand without any.

    In a supported sentence with several citations, c is irrelevant iff φ(c) = 0 and φ(the others) = 1; the
    citations of an unsupported sentence count 0.
    """
    if not answer.sentences:
        return None
    relevant = total = 0
    for sentence in answer.sentences:
        citations = cited(sentence, answer)
        total += len(sentence.citations)
        if not _recalled(sentence, answer):
            continue
        for position, citation in enumerate(citations):
            others = [*citations[:position], *citations[position + 1 :]]
            alone = not others or _supports([citation], sentence)
            relevant += alone or not _supports(others, sentence)
    return relevant / total if total else 0.0


def gold_recall(answer: Answer, units: Sequence[frozenset[str]], *, documents: bool = False) -> float | None:
    """Return |cited ∩ gold| / |gold| over gold units of passages (or of documents); None without gold."""
    found = set(to_units(_cited_ids(answer, documents=documents), units)) & unit_names(units)
    return len(found) / len(units) if units else None


def gold_precision(answer: Answer, gold: Gold, *, documents: bool = False) -> float | None:
    """Return |cited ∩ gold| / |cited|: a lower bound, as gold may be incomplete. None without gold or citations."""
    wanted = gold.documents if documents else gold.passages
    ids = _cited_ids(answer, documents=documents)
    return _share([identifier in wanted for identifier in ids]) if wanted else None


def gold_pages(answer: Answer, gold: Gold) -> float | None:
    """Return the share of gold pages that are cited; None where the gold names no page."""
    wanted, cited_pages = _gold_pages(gold), _cited_pages(answer)
    return len(wanted & cited_pages) / len(wanted) if wanted else None


def gold_page_precision(answer: Answer, gold: Gold) -> float | None:
    """Return the share of cited pages that are gold; None where the gold names no page or nothing is cited."""
    wanted, cited_pages = _gold_pages(gold), _cited_pages(answer)
    return len(wanted & cited_pages) / len(cited_pages) if wanted and cited_pages else None


def cited(sentence: Sentence, answer: Answer) -> list[Citation]:
    """Return the citations that the sentence's numbers name; numbers that name none are left out."""
    by_number = {citation.number: citation for citation in answer.citations}
    return [by_number[number] for number in sentence.citations if number in by_number]


def _gold_pages(gold: Gold) -> set[tuple[str, int | None]]:
    return {(place.document.id, place.source.page) for place in gold.places if place.source.page is not None}


def _cited_pages(answer: Answer) -> set[tuple[str, int | None]]:
    return {(citation.document.id, citation.document.page_at(citation.start)) for citation in answer.citations}


def _cited_ids(answer: Answer, *, documents: bool) -> list[str]:
    ids = (citation.document.id if documents else citation.passage.id for citation in answer.citations)
    return list(dict.fromkeys(ids))


def _is_valid(citation: Citation, corpus: Corpus) -> bool:
    document = corpus.documents.get(citation.document.id)
    passage = corpus.passages.get(citation.passage.id)
    if document is None or passage is None or passage.document_id != document.id:
        return False
    return passage.start <= citation.start < citation.end <= passage.end <= len(document.text)


def _is_exact(citation: Citation, corpus: Corpus) -> bool:
    document = corpus.documents.get(citation.document.id)
    if document is None or not 0 <= citation.start < citation.end:
        return False
    return document.text[citation.start : citation.end] == citation.quote


def _cuts_a_word(citation: Citation, corpus: Corpus) -> bool:
    document = corpus.documents.get(citation.document.id)
    text = document.text if document else citation.quote
    return any(
        text[offset - 1 : offset + 1].isalnum() for offset in (citation.start, citation.end) if 0 < offset < len(text)
    )


def _is_quoted(sentence: Sentence, answer: Answer) -> bool:
    words = tokens(sentence.text, keep_articles=True)
    quotes = [tokens(citation.quote, keep_articles=True) for citation in cited(sentence, answer)]
    return any(contains(quote, words) for quote in quotes)


def _recalled(sentence: Sentence, answer: Answer) -> bool:
    citations = cited(sentence, answer)
    return len(citations) == len(sentence.citations) > 0 and _supports(citations, sentence)


def _supports(citations: Sequence[Citation], sentence: Sentence) -> bool:
    return supported([citation.quote for citation in citations], sentence.text)


def _share(values: Sequence[bool]) -> float | None:
    return sum(values) / len(values) if values else None
