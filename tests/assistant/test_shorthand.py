"""Shorthand is put in full words; full words, capitals, addresses and English stay as they are."""

import pytest

from assistant.shorthand import written_out


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ca veut dire koi ESCP", "ca veut dire quoi ESCP"),
        ("c ki le directeur", "c'est qui le directeur"),
        ("la plateforme c koi", "la plateforme c'est quoi"),
        ("nb adherents du pole", "nombre d'adherents du pole"),
        ("nb de pme", "nombre de pme"),
        ("il coute cb ce salon", "il coute combien ce salon"),
        ("pk ils ont signe, et pr qd ?", "pourquoi ils ont signe, et pour quand ?"),
    ],
)
def test_shorthand_is_written_out(typed: str, meant: str) -> None:
    assert written_out(typed) == meant


@pytest.mark.parametrize(
    "question",
    [
        "Quel est le programme KAN ?",
        "Qui préside le pôle ?",
        "Quel est le mail pr@minalogic.example ?",
        "Où est le PR ?",
        "What does the cb stand for?",
        "Qu'y a-t-il sur www.ki-pole.example ?",
    ],
)
def test_everything_else_is_left_alone(question: str) -> None:
    assert written_out(question) == question
