"""What an answer shows with the sentence that answers: whom it speaks of, its head, but never a mere label."""

from __future__ import annotations

import pytest

from assistant.evidence import Evidence
from assistant.selecting import Scored, select
from assistant.wiring import Application, open_application
from index.contracts import Embedder

PAGE = """---
title: Actualités de Hydraval
date: 2021-03-04
---

# Brèves

Chambéry, le 4 mars 2021

Le pôle Hydraval compte 140 adhérents. Il est présidé par Solveig Harcourt depuis juin 2018.

- **Départ.** Après douze ans au pôle, Tiphaine Goulven, responsable des affaires européennes, prend sa retraite le
30 novembre. Elle sera remplacée par Julien Peschard, aujourd'hui en poste à la Région.
- **Agenda.** Le salon Eaux vives ouvrira ses portes le 12 mai à Chambéry.

La convention avec les Norvégiens prévoit trois choses. D'abord une pépinière à Bergen pour quatre jeunes pousses. Ensuite un
échange de chercheurs. Enfin une mission croisée par an.

Le projet Crue douce est conduit par Hydraval, à Chambéry. Les deux autres partenaires sont Vélantis et Cordaline.

# Équipe

Mathurin Escoffres, trésorier, 01 99 00 41 10

Yolande Bréhaut, export, 01 99 00 41 12, y.brehaut@hydraval.example

# Sites

- Pôle Vélantis : www.velantis.example
- Pôle Hydraval : www.hydraval.example
- Pôle Cordaline : www.cordaline.example
"""


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Application:
    folder = tmp_path_factory.mktemp("selecting")
    (folder / "documents").mkdir()
    (folder / "documents" / "breves.md").write_text(PAGE, encoding="utf-8")
    opened = open_application(folder / "home", embedder=embedder)
    opened.synchroniser.register([folder / "documents"])
    opened.synchroniser.synchronise()
    return opened


def shown(application: Application, question: str) -> list[str]:
    answer = application.assistant.answer(question)
    assert not answer.refused
    return [" ".join(sentence.text.split()) for sentence in answer.sentences]


def test_a_pronoun_brings_the_sentence_that_names_who_is_asked_for(application: Application) -> None:
    assert shown(application, "Qui préside Hydraval ?")[:2] == [
        "Le pôle Hydraval compte 140 adhérents.",
        "Il est présidé par Solveig Harcourt depuis juin 2018.",
    ]


def test_the_others_bring_the_first(application: Application) -> None:
    told = shown(application, "Quels sont les partenaires du projet Crue douce ?")
    assert told[:2] == [
        "Le projet Crue douce est conduit par Hydraval, à Chambéry.",
        "Les deux autres partenaires sont Vélantis et Cordaline.",
    ]


def test_a_label_is_neither_an_answer_nor_its_head(application: Application) -> None:
    told = shown(application, "Qui remplacera Tiphaine Goulven ?")
    assert told[0].startswith("Après douze ans au pôle, Tiphaine Goulven")
    assert told[1].startswith("Elle sera remplacée par Julien Peschard")
    assert not {"**Départ.", "Départ.", "Agenda."} & set(told)


def test_a_sentence_that_names_who_is_asked_for_stands_alone(application: Application) -> None:
    assert shown(application, "Quand le salon Eaux vives ouvrira-t-il ?")[0].startswith("Le salon Eaux vives")


def test_a_sentence_that_announces_a_sequence_brings_it(application: Application) -> None:
    told = " ".join(shown(application, "Que prévoit la convention de Hydraval avec les Norvégiens ?"))
    assert all(part in told for part in ("une pépinière à Bergen", "échange de chercheurs", "une mission croisée"))


def test_an_address_is_of_the_person_named_last(application: Application) -> None:
    assert "y.brehaut@hydraval.example" in shown(application, "Quel est l'e-mail de Yolande Bréhaut ?")[0]
    assert application.assistant.answer("Quel est l'e-mail de Mathurin Escoffres ?").refused


@pytest.mark.parametrize("name", ["Vélantis", "Hydraval", "Cordaline"])
def test_a_site_is_of_the_pole_on_its_own_line(application: Application, name: str) -> None:
    told = shown(application, f"Quel est le site internet de {name} ?")
    assert [sentence for sentence in told if ".example" in sentence] == [
        f"Pôle {name} : www.{name.lower().replace('é', 'e')}.example"
    ]


def test_a_telephone_number_is_no_fax_number(application: Application) -> None:
    assert "01 99 00 41 10" in shown(application, "Quel est le téléphone de Mathurin Escoffres ?")[0]
    assert application.assistant.answer("Quel est le numéro de fax de Mathurin Escoffres ?").refused


def test_each_part_of_a_question_is_answered_once(application: Application) -> None:
    told = shown(application, "Qui remplacera Tiphaine Goulven et combien d'adhérents compte Hydraval ?")
    assert any("Julien Peschard" in sentence for sentence in told)
    assert any("140 adhérents" in sentence for sentence in told)
    assert len(told) == len(set(told))


def test_what_answers_each_part_is_in_bold(application: Application) -> None:
    answer = application.assistant.answer("Qui remplacera Tiphaine Goulven et combien d'adhérents compte Hydraval ?")
    counted = next(sentence for sentence in answer.sentences if "140 adhérents" in sentence.text)
    assert counted.emphasis is not None and counted.text[slice(*counted.emphasis)].startswith("140")


def test_a_figure_of_something_that_no_text_speaks_of_is_refused(application: Application) -> None:
    assert application.assistant.answer("Quelle est la superficie de Chambéry ?").refused


@pytest.mark.parametrize(
    ("question", "chosen"), [("Que fait le pôle Hydraval ?", False), ("Quand la lettre a-t-elle paru ?", True)]
)
def test_a_dateline_is_told_only_to_who_asks_for_it(question: str, chosen: bool, application: Application) -> None:
    assistant = application.assistant
    understood = assistant.understood(question, ())
    evaluated = assistant.evaluate(understood, assistant.retrieve(understood))
    dateline = [each for each in evaluated.candidates if each.line.text == "Chambéry, le 4 mars 2021"]
    assert len(dateline) == 1
    scored = [Scored(each, 5.0 if each in dateline else 0.0) for each in evaluated.candidates]
    found = select(scored, evaluated.target, Evidence(application.store, application.names))
    assert (found[0].candidate in dateline) is chosen


@pytest.mark.parametrize("question", ["Résume les activités du pôle Hydraval.", "Présente-moi Hydraval en bref."])
def test_a_summary_is_made_of_whole_sentences(question: str, application: Application) -> None:
    told = shown(application, question)
    assert "Le pôle Hydraval compte 140 adhérents." in told
    assert all(sentence.endswith(".") for sentence in told) and len(told) > 2
