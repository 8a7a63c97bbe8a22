"""What a question demands: names that no list knows count as names, words of the other language stand for its own."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from assistant.evidence import Facts, beginning
from assistant.lexicon import Lexicon, known_words, load_lexicon
from assistant.targets import Target, listed_names_held, names_held, plain_coverage, target
from assistant.understanding import understand
from corpus.entities import find_entities
from corpus.french import terms
from corpus.naming import Names, load_names


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def aim(question: str, names: Names, lexicon: Lexicon, frequencies: Mapping[str, int] | None = None) -> Target:
    return target(understand(question, (), names, lexicon), lexicon, frequencies or {}, 100)


def facts(text: str, names: Names) -> Facts:
    entities = find_entities(text, names)
    stems = frozenset(terms(text))
    return Facts(
        stems,
        frozenset(filter(None, map(beginning, stems))),
        entities,
        frozenset(entity.canonical for entity in entities),
        frozenset(),
    )


def test_a_capitalised_word_that_no_list_knows_is_a_name(names: Names, lexicon: Lexicon) -> None:
    asked = aim("En quelle année Zorblavie a-t-il été labellisé ?", names, lexicon)
    own, other = (facts(f"{pole} a été labellisé en 2005.", names) for pole in ("Zorblavie", "Kruntex"))

    assert (names_held(asked, own), names_held(asked, other)) == (1.0, 0.0)
    assert listed_names_held(asked, other) == 1.0, "no rule may demand what no list knows"
    assert plain_coverage(asked, own) == plain_coverage(asked, other) > 0, "a name is no plain word"


def test_a_listed_name_is_demanded_by_both(names: Names, lexicon: Lexicon) -> None:
    asked = aim("Quel est le budget de Cap Digital ?", names, lexicon)
    other = facts("Le budget de Minalogic est de 3 millions d'euros.", names)

    assert names_held(asked, other) == listed_names_held(asked, other) == 0.0


def test_words_stand_for_those_of_the_other_language(names: Names, lexicon: Lexicon) -> None:
    english = aim("What is the deadline?", names, lexicon)
    french = aim("Quelle est l'échéance ?", names, lexicon)

    assert plain_coverage(english, facts("L'échéance est fixée au 4 avril.", names)) > 0.5
    assert plain_coverage(french, facts("The deadline is 4 April.", names)) > 0.5
    assert plain_coverage(french, facts("The budget is small.", names)) == 0.0


def test_no_english_word_that_is_a_french_one_stands_for_a_french_word(lexicon: Lexicon) -> None:
    assert "main" in known_words()
    assert "main" not in {stem for stems in lexicon.abroad.values() for stem in stems}


def test_a_corrected_question_is_no_follow_up(names: Names, lexicon: Lexicon) -> None:
    first = "Combien d'adhérents compte Cap Digital ?"
    alone, following = understand(first, (), names, lexicon), understand("Et Minalogic ?", [first], names, lexicon)

    assert not alone.rewritten
    assert not alone.continued
    assert following.rewritten
    assert following.continued
