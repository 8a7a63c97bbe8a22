"""Whose document it is where its author is no actor of any sentence."""

from __future__ import annotations

import pytest

from corpus.extraction.mastheads import masthead
from corpus.kinds import Entity, EntityKind


def quoted(text: str, address: str = "", publisher: str = "") -> str | None:
    """Return what the masthead of a text quotes, with the one address as its only entity."""
    kind = EntityKind.EMAIL if "@" in address else EntityKind.URL
    start = text.find(address)
    entities = (Entity(kind, start, start + len(address), address, address),) if address else ()
    found = masthead(text, entities, publisher)
    assert (
        found is None
        or text[found.start : found.end].lower() == found.text.lower().replace(" ", "-")
        or (text[found.start : found.end] == found.text)
    )
    return found.canonical if found else None


@pytest.mark.parametrize(
    ("text", "address", "publisher", "name"),
    [
        (
            "LA LETTRE DE VENTORIS NORD\nn° 4\n\nChers adhérents, a@ventoris-nord.example",
            "a@ventoris-nord.example",
            "",
            "VENTORIS NORD",
        ),
        ("VENTORIS ALLIANCE\nHome\n\nOur members: a@ventoris.example", "a@ventoris.example", "", "VENTORIS ALLIANCE"),
        ("Ventoris Bulletin\n\nNos membres : www.ventoris.example", "www.ventoris.example", "", "Ventoris"),
        ("# Compte rendu\n\nNotre bureau : c.a@ventoris.example", "c.a@ventoris.example", "Pôle Ventoris", "Ventoris"),
        (
            "# Compte rendu\n\nc.a@ventoris-nord.example",
            "c.a@ventoris-nord.example",
            "Cluster Ventoris Nord",
            "Ventoris Nord",
        ),
        ("VENTORIS\nUn projet européen. a@ventoris.example", "a@ventoris.example", "", None),
        ("# Compte rendu\n\nc.a@agence.example", "c.a@agence.example", "Pôle Ventoris", None),
        ("# Guide\n\nc.a@ventoris.example", "c.a@ventoris.example", "Région Ventoris", None),
        ("VENTORIS\nChers adhérents, merci.", "", "", None),
    ],
)
def test_a_publisher_that_no_sentence_names_is_told_by_its_address(
    text: str, address: str, publisher: str, name: str | None
) -> None:
    assert quoted(text, address, publisher) == name
