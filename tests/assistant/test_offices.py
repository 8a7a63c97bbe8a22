"""Offices: the office of a question is found in the words of either language, and no other office passes for it."""

from __future__ import annotations

import pytest

from assistant.offices import offices_asked, share_held


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Qui est le président du pôle ?", "Le pôle est présidé par Anne Lorel."),
        ("Qui préside le pôle ?", "Anne Lorel, présidente"),
        ("Who is the chairwoman of the cluster?", "Anne Lorel, présidente du pôle"),
        ("Who is the CEO?", "Marc Vial, directeur général"),
        ("Qui est le directeur general ?", "sa directrice générale, Jeanne Ory"),
        ("Nom du trésorier ?", "Trésorière : Jeanne Ory"),
    ],
)
def test_an_office_is_recognised_in_other_forms_and_in_the_other_language(question: str, text: str) -> None:
    assert share_held(offices_asked(question), ["Le pôle", text]) == 1.0


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Qui est le directeur général du pôle ?", "Anne Lorel, présidente du pôle"),
        ("Qui est le président ?", "Paul Remy, vice-président délégué"),
        ("Qui est la présidente ?", "Jeanne Ory, déléguée générale"),
        ("Qui est le délégué général ?", "Jeanne Ory, directrice générale"),
    ],
)
def test_another_office_does_not_pass_for_it(question: str, text: str) -> None:
    assert share_held(offices_asked(question), ["Le pôle", text]) == 0.0


@pytest.mark.parametrize("question", ["Qui dirige le pôle ?", "Quel est le budget ?", "Who is in charge of Europe?"])
def test_a_question_may_name_no_office(question: str) -> None:
    assert offices_asked(question) == ()
    assert share_held((), ["Le pôle"]) == 1.0
