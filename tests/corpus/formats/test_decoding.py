"""French texts of every length in every encoding that old programs wrote, and what else happens to bytes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import UnreadableDocument
from corpus.formats.decoding import decode, repaired
from corpus.formats.western import best_encoding

NOTICE = (
    "L'Agence de l'environnement et de la maîtrise de l'énergie a financé 12 projets des pôles à hauteur de 3 millions "
    "d'euros. Les lauréats, réunis à Évry, s'engagent à créer des emplois où le chômage a crû ; ça ne va pas de soi. "
    "Les régions concernées : Île-de-France, Rhône-Alpes, Provence-Alpes-Côte d'Azur, Franche-Comté.\n"
)
TEXTS = {
    "one letter": "à",
    "one word": "Pôle",
    "capital": "Évry",
    "hyphen": "Saint-Étienne",
    "diaeresis": "Citroën, Noël, naïf",
    "cedilla": "Ça va ? Français et Françaises, reçus",
    "island": "Île-de-France",
    "capitals": "PÔLES DE COMPÉTITIVITÉ : DIRECTION GÉNÉRALE DE L'ÉCONOMIE",
    "quotes": "« Déjà », dit-il, « c'est un succès »",
    "degrees": "Température : 25 °C ; référence n° 45",
    "table": "Nom;Prénom;Société\nLefèvre;Amélie;Électricité de Strasbourg\nMüller;Jörg;Fraunhofer-Gesellschaft",
    "foreign": "Un accord a été signé avec la Universidad de A Coruña à Düsseldorf.",
    "ASCII but one": "x" * 3000 + " pôle " + "y" * 3000,
    "paragraph": NOTICE,
    "long": NOTICE * 40,
}
SIGNS = {
    "apostrophe": "L’accord d’Évry, c’est l’œuvre des pôles.",
    "dashes": "Les pôles – Systematic, Medicen – ont signé… « Œuvrer ensemble », précise-t-il.",
    "euro": "Le coût : 3 000 €, dont 1 500 € déjà versés",
}
UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be")
OLD = ("cp1252", "latin-1", "iso8859_15", "mac_roman", "cp850")
CASES = [
    pytest.param(text, encoding, id=f"{name} in {encoding}")
    for name, text in (TEXTS | SIGNS).items()
    for encoding in (*UNICODE, *OLD)
    if name in TEXTS or encoding in (*UNICODE, "cp1252", "mac_roman")
]


@pytest.mark.parametrize(("text", "encoding"), CASES)
def test_a_french_text_is_read_in_its_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == text


def test_windows_line_ends_make_no_difference() -> None:
    for encoding in (*UNICODE, *OLD):
        assert decode(NOTICE.replace("\n", "\r\n").encode(encoding), "a.txt") == NOTICE


def test_lines_in_another_encoding_do_not_spoil_a_file() -> None:
    for encoding in ("cp1252", "cp850", "mac_roman"):
        data = NOTICE.encode() + "Ajouté plus tard : le pôle est à Évry.\n".encode(encoding) + NOTICE.encode()
        assert decode(data, "a.txt") == f"{NOTICE}Ajouté plus tard : le pôle est à Évry.\n{NOTICE}"


def test_a_file_that_is_cut_inside_of_a_character_loses_only_that() -> None:
    whole = (NOTICE + "é").encode()
    assert decode(whole[:-1], "a.txt") == NOTICE
    assert decode((NOTICE + "’").encode()[:-1], "a.txt") == NOTICE


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "mac_roman", "cp850", "cp437"])
def test_utf_8_that_was_taken_for_something_else_is_put_right(encoding: str) -> None:
    line = "La région a été créée à l'été ; la fenêtre, le rôle, déjà."
    spoilt = line.encode().decode(encoding, errors="strict")
    assert repaired(f"{spoilt}\nUne ligne saine : été, à, où.") == f"{line}\nUne ligne saine : été, à, où."


def test_what_is_spoilt_twice_is_put_right() -> None:
    spoilt = "La région a été créée".encode().decode("latin-1").encode().decode("latin-1")
    assert repaired(spoilt) == "La région a été créée"


@pytest.mark.parametrize(
    "text", ["┌──┬──┐\n│ a│ b│\n├──┼──┤", "√2 et √ 3", "prix ‚bas‘", "Ô Ça alors", "ARÔÇON", "São Paulo, Ãgua, Â, Å"]
)
def test_what_only_looks_spoilt_is_left_alone(text: str) -> None:
    assert repaired(text) == text


@pytest.mark.parametrize("zeros", [b"\0", b"\0\0\0\0", b"\0" * 200])
def test_text_with_zeros_is_refused(zeros: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="holds NUL bytes, so it is no text"):
        decode(NOTICE.encode() + zeros + NOTICE.encode(), "a.txt")


@settings(max_examples=60, deadline=None)
@given(st.binary(min_size=1, max_size=200))
def test_any_bytes_have_an_encoding(data: bytes) -> None:
    data.decode(best_encoding(data), errors="replace")
