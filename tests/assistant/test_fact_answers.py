"""What an answer from the table of facts shows: rows that can be understood, and each sentence once."""

from __future__ import annotations

from pathlib import Path

from assistant.answers import Part
from assistant.fact_answers import FactAnswer
from assistant.facts_answering import FactsAnswering
from assistant.lexicon import load_lexicon
from assistant.understanding import understand
from assistant.wiring import Application, open_application
from corpus.fact_kinds import Fact
from tests.index.fakes import HashedWords

PARTNERS = """## Les deux clusters partenaires

Minalogic n'a pas choisi ces deux clusters au hasard : il avait déjà travaillé avec Silicon Saxony et avec OptoNet, en Allemagne.

## Dates

Minalogic a vu ses partenaires en mai 2014, puis a conclu les deux partenariats en octobre 2014.
"""
LISTED = """# Les accords d'Axelera

Axelera a signé en 2016 des accords avec Chemie Cluster Bayern (Allemagne), Brightlands (Pays-Bas) et Essenscia (Belgique).

En 2019, Axelera a signé un accord avec Biominas, au Brésil.
"""
PASSING = """# Bilan

Pour mémoire, Axelera avait reçu une aide : programme COSME, pour l'accord avec Biominas.
"""
SUPPORT = """# Les aides de Techtera

Techtera a été soutenu par le programme COSME. COSME lui a apporté 250 000 euros.
"""
CONTACTS = """# Contacts

## Pôle Axelera

Contact : Jeanne Ory, 04 78 00 00 01

## Pôle Techtera

Contact : Paul Remy, 04 78 00 00 02
"""


def opened(home: Path, **texts: str) -> Application:
    folder = home / "documents"
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    application = open_application(home / "home", embedder=HashedWords())
    application.synchroniser.register([folder])
    application.synchroniser.synchronise()
    return application


def ask(question: str, application: Application) -> FactAnswer:
    answering = FactsAnswering(application.store, application.names, application.facts)
    answer = answering.answer(understand(question, (), application.names, load_lexicon()), [], [])
    assert answer is not None
    return answer


def shown(answer: FactAnswer, *parts: Part) -> list[str]:
    return [sentence.text for sentence in answer.sentences if sentence.part in parts]


def behind(answer: FactAnswer) -> list[str]:
    """Return what is shown under the note on the sentences that the rows come from."""
    texts = [sentence.text for sentence in answer.sentences]
    notes = [text for text in texts if "d'où viennent ces lignes" in text]
    return texts[texts.index(notes[0]) + 1 :] if notes else []


def test_rows_named_elsewhere_come_with_the_sentence_that_states_them(tmp_path: Path) -> None:
    answer = ask("Quels accords ont été signés depuis 2010 ?", opened(tmp_path, partners=PARTNERS))
    assert shown(answer, Part.ROW) == ["Silicon Saxony", "OptoNet, en Allemagne"]
    assert behind(answer) == [
        "Minalogic a vu ses partenaires en mai 2014, puis a conclu les deux partenariats en octobre 2014."
    ]


def test_a_sentence_that_states_several_rows_is_shown_once(tmp_path: Path) -> None:
    application = opened(tmp_path, listed=LISTED)
    sentence = LISTED.splitlines()[2]
    for question in ("Combien d'accords par pays ?", "Quels accords ont été signés par année ?"):
        answer = ask(question, application)
        assert shown(answer, Part.ROW) == [
            "Chemie Cluster Bayern (Allemagne)",
            "Brightlands (Pays-Bas)",
            "Essenscia (Belgique)",
            "En 2019, Axelera a signé un accord avec Biominas, au Brésil.",
        ]
        assert behind(answer) == [sentence]


def test_undated_rows_of_one_sentence_share_it_too(tmp_path: Path) -> None:
    undated = LISTED.replace(" en 2016", "")
    answer = ask("Quels accords ont été signés depuis 2018 ?", opened(tmp_path, undated=undated))
    assert shown(answer, Part.QUOTE)[:3] == [
        "Chemie Cluster Bayern (Allemagne)",
        "Brightlands (Pays-Bas)",
        "Essenscia (Belgique)",
    ]
    assert behind(answer) == [undated.splitlines()[2]]


def test_of_two_documents_the_one_that_says_most_is_quoted(tmp_path: Path) -> None:
    answer = ask("Avec qui Axelera a-t-il signé au Brésil ?", opened(tmp_path, a=PASSING, b=LISTED))
    assert shown(answer, Part.ROW) == ["En 2019, Axelera a signé un accord avec Biominas, au Brésil."]
    assert len(answer.citations) == 2


def test_a_row_shows_what_was_asked_and_then_whom_it_is_about(tmp_path: Path) -> None:
    answer = ask("Quels sont les montants reçus par Techtera ?", opened(tmp_path, support=SUPPORT))
    assert shown(answer, Part.ROW) == ["COSME lui a apporté 250 000 euros."]
    assert behind(answer) == ["Techtera a été soutenu par le programme COSME."]


def test_contacts_are_under_the_organisation_that_they_do_not_name(tmp_path: Path) -> None:
    application = opened(tmp_path, contacts=CONTACTS + "\n## Presse\n\nContact : Anne Lorel, 04 78 00 00 03\n")
    answer = ask("Quels sont les contacts ?", application)
    assert shown(answer, Part.COUNT, Part.GROUP, Part.ROW) == [
        "3 contacts trouvés dans les documents :",
        "Contact : Anne Lorel, 04 78 00 00 03",
        "Axelera (1)",
        "Contact : Jeanne Ory, 04 78 00 00 01",
        "Techtera (1)",
        "Contact : Paul Remy, 04 78 00 00 02",
    ]


def test_contacts_that_name_their_organisation_need_no_groups(tmp_path: Path) -> None:
    listed = "# Contacts\n\n- Jeanne Ory, pôle Axelera : 04 78 00 00 01\n- Paul Remy, pôle Techtera : 04 78 00 00 02\n"
    answer = ask("Quels sont les contacts ?", opened(tmp_path, contacts=listed))
    assert (shown(answer, Part.GROUP), len(shown(answer, Part.ROW))) == ([], 2)


def test_countries_are_named_in_the_language_of_the_question(tmp_path: Path) -> None:
    application = opened(tmp_path, listed=LISTED)
    english = ask("How many agreements were signed, by country?", application)
    assert shown(english, Part.GROUP) == ["Germany (1)", "Netherlands (1)", "Belgium (1)", "Brazil (1)"]
    french = ask("Combien d'accords par pays ?", application)
    assert shown(french, Part.GROUP) == ["Allemagne (1)", "Pays-Bas (1)", "Belgique (1)", "Brésil (1)"]


def test_facts_are_read_for_countable_questions_only(tmp_path: Path) -> None:
    application = opened(tmp_path, listed=LISTED)
    reads: list[int] = []

    def known() -> tuple[Fact, ...]:
        reads.append(1)
        return application.facts()

    answering = FactsAnswering(application.store, application.names, known)
    lexicon = load_lexicon()
    for question in ("Où se trouve Axelera ?", "Bonjour", "Axelera a-t-il signé un accord avec l'Allemagne ?"):
        assert answering.answer(understand(question, (), application.names, lexicon), [], []) is None
    assert reads == []
    assert answering.answer(understand("Quels accords ?", (), application.names, lexicon), [], []) is not None
    assert reads == [1]


def test_names_that_only_the_facts_know_are_asked_about_as_well(tmp_path: Path) -> None:
    text = (
        "# Accords\n\nLe pôle Zorglune a signé en 2015 un accord avec Torino Legno, en Italie.\n\n"
        "Zorglune a signé en 2018 un accord avec Bayern Holz, en Allemagne."
    )
    application = opened(tmp_path, accords=text)
    answer = ask("Quels sont les partenaires de Zorglune ?", application)
    assert len([sentence for sentence in answer.sentences if sentence.part is Part.ROW]) == 2
    one = ask("Quel est le partenaire italien de Zorglune ?", application)
    assert "Torino Legno" in one.sentences[1].text
