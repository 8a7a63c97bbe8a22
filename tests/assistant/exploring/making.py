"""Facts made by hand for the tests of the Explorer: each field quotes its document, as the extractor's fields do."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from assistant.exploring.entries import Exploration
from assistant.exploring.gathering import explore
from corpus.documents import Document, Span, document_id
from corpus.fact_kinds import Fact, FactKind, Field, FieldName
from corpus.naming import Names, load_names

Parts = dict[str, str | tuple[str, str] | list[str]]
"""Words of the sentence by field; a pair gives the main form too, a list several values."""


@lru_cache(maxsize=1)
def names() -> Names:
    """Return the names that the product knows."""
    return load_names()


def paper(name: str, text: str, *, date: str = "", title: str = "") -> Document:
    """Return a document without sections."""
    source = f"/corpus/{name}"
    return Document(document_id(source), source, title or name, text, "fr", date, "", "", (), (), f"hash-{name}")


def stated(kind: FactKind, document: Document, sentence: str, confidence: float = 0.95, **parts: object) -> Fact:
    """Return a fact that a sentence of a document states; a field named `x_` is inferred from its words."""
    start = document.text.index(sentence)
    fields = []
    for key, given in parts.items():
        for one in given if isinstance(given, list) else [given]:
            words, canonical = one if isinstance(one, tuple) else (str(one), str(one))
            at = document.text.index(words, start)
            name = FieldName(key.rstrip("_"))
            fields.append(Field(name, words, canonical, at, at + len(words), key.endswith("_")))
    return Fact(kind, tuple(fields), document.id, Span(start, start + len(sentence)), confidence)


OSAKA = "Le 4 février 2008, Lyonbiopôle a signé un accord avec Kansai Bio au Japon."
BERLIN = "Cap Digital discute avec TSB Berlin, un pôle allemand."
COSME = "COSME a versé 300 000 euros à Lyonbiopôle en 2016."
FAIR = "BioJapan s'est tenu à Yokohama du 15 au 17 octobre 2008 devant 150 participants."
LATE = "L'accord de Lyonbiopôle avec Kansai Bio (Japon) fut signé le 12 mai 2009."
ANA = "Contact : Ana Diaz, Lyonbiopôle, 04 00 00 00 01."
OTHER_ANA = "Écrire à Ana Diaz (Lyonbiopôle), 04 99 99 99 99."

FIRST = paper("premier.md", f"{OSAKA}\n\n{BERLIN} {FAIR}\n\n{ANA}", date="2008-02", title="Premier accord")
SECOND = paper("second.md", f"{COSME}\n\n{LATE}\n\n{OTHER_ANA}", date="2010", title="Bilan")


def facts() -> list[Fact]:
    """Return the facts of the two documents: an agreement with two dates, a contact with two numbers."""
    date, fair = ("4 février 2008", "2008-02-04"), ("du 15 au 17 octobre 2008", "2008-10-15/2008-10-17")
    signed = ("signé", "signed")
    return [
        stated(
            FactKind.AGREEMENT, FIRST, OSAKA, party="Lyonbiopôle", partner="Kansai Bio", country="Japon", date=date,
            status=signed,
        ),
        stated(
            FactKind.AGREEMENT, FIRST, BERLIN, 0.65, party="Cap Digital", partner="TSB Berlin",
            country_=("allemand", "Allemagne"), status=("discute", "negotiated"),
        ),
        stated(
            FactKind.EVENT, FIRST, FAIR, name="BioJapan", place="Yokohama", date=fair, participants="150",
        ),
        stated(FactKind.CONTACT, FIRST, ANA, organisation="Lyonbiopôle", person="Ana Diaz",
               telephone=("04 00 00 00 01", "0400000001")),
        stated(FactKind.POLE, FIRST, OSAKA, name="Lyonbiopôle"),
        stated(
            FactKind.PROGRAMME, SECOND, COSME, programme="COSME", beneficiary="Lyonbiopôle", period="2016",
            amount=("300 000 euros", "300000 EUR"),
        ),
        stated(
            FactKind.AGREEMENT, SECOND, LATE, party="Lyonbiopôle", partner="Kansai Bio", country="Japon", status=signed,
            date=("12 mai 2009", "2009-05-12"),
        ),
        stated(FactKind.CONTACT, SECOND, OTHER_ANA, organisation="Lyonbiopôle", person="Ana Diaz",
               telephone=("04 99 99 99 99", "0499999999")),
    ]  # fmt: skip


def exploration(extra: Iterable[Fact] = (), documents: Iterable[Document] = ()) -> Exploration:
    """Return what can be looked at of the two documents, and of more."""
    return explore([*facts(), *extra], [FIRST, SECOND, *documents], names())
