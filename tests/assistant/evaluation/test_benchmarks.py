from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.evaluation.benchmarks import Benchmark, squad_benchmark


@pytest.fixture
def squad_file(tmp_path: Path) -> Path:
    articles = [
        {
            "title": f"Ville {number}",
            "paragraphs": [
                {
                    "context": f"La ville {number} est au bord de la mer {part}.",
                    "qas": [{"id": f"q{number}-{part}", "question": f"Où est {number} {part} ?", "answers": []}],
                }
                for part in range(2)
            ],
        }
        for number in range(10)
    ]
    for article in articles:
        for part, paragraph in enumerate(article["paragraphs"]):
            assert isinstance(paragraph, dict)
            context = paragraph["context"]
            start = context.index("mer")
            paragraph["qas"][0]["answers"] = [{"text": f"mer {part}", "answer_start": start}]
    path = tmp_path / "cities.json"
    path.write_text(json.dumps({"version": "1.1", "data": articles}), encoding="utf-8")
    return path


def test_whole_articles_are_hidden_and_their_questions_unanswerable(squad_file: Path) -> None:
    benchmark = squad_benchmark(squad_file, hide=0.3)
    assert benchmark.hidden_articles == 3
    assert len(benchmark.paragraphs) == 14
    titles = {title for title, _ in benchmark.paragraphs.values()}
    for question in benchmark.question_set.questions:
        assert question.answerable == (f"Ville {question.id[1]}" in titles)
        assert bool(question.sources) == question.answerable


def test_the_seed_alone_decides(squad_file: Path) -> None:
    def drawn(benchmark: Benchmark) -> list[str]:
        return [question.id for question in benchmark.question_set.questions]

    first = squad_benchmark(squad_file, sample=5, seed=1)
    assert drawn(first) == drawn(squad_benchmark(squad_file, sample=5, seed=1))
    assert len(drawn(first)) == 5
    assert first.paragraphs != squad_benchmark(squad_file, sample=5, seed=2).paragraphs


def test_nothing_hidden_leaves_everything_answerable(squad_file: Path) -> None:
    benchmark = squad_benchmark(squad_file, hide=0)
    assert len(benchmark.paragraphs) == 20
    assert all(question.answerable for question in benchmark.question_set.questions)
