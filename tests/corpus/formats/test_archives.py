from __future__ import annotations

import io
import zipfile

import pytest

from corpus.errors import UnreadableDocument
from corpus.formats.archives import member_names, open_archive, read_member
from corpus.formats.eml import Eml
from corpus.formats.epub import Epub
from tests.corpus.formats import makers

BOMB = makers.archive({"word/document.xml": b"\0" * 60_000_000})
ENCRYPTED = b"".join(
    (lambda data: (data[:6], b"\x01\x00", data[8 : data.index(b"PK\x01\x02") + 8], b"\x01\x00"))(
        makers.archive({"a": b"x"})
    )
) + (lambda data: data[data.index(b"PK\x01\x02") + 10 :])(makers.archive({"a": b"x"}))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(BOMB, "unpacks to .* times its size, the limit is 200: a ZIP bomb", id="bomb"),
        pytest.param(ENCRYPTED, "protected by a password", id="encrypted"),
        pytest.param(
            b"PK\x05\x06" + b"\0" * 6 + b"\xff\xff" + b"\0" * 10, "more than 10000 members", id="many members"
        ),
    ],
)
def test_a_harmful_archive_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableDocument, match=reason):
        open_archive(data, "/a.zip", "an archive")


def test_an_archive_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.formats.archives.LARGEST_MEMBER", 10)
    with pytest.raises(UnreadableDocument, match="the archive unpacks to 0 MB"):
        open_archive(makers.archive({"a": b"x" * 11}), "/a.zip", "an archive")


def test_a_member_longer_than_announced_is_cut_there() -> None:
    data = bytearray(makers.archive({"a": b"\0" * 1_000_000}))
    size = (1_000_000).to_bytes(4, "little")
    for place in (data.index(size), data.rindex(size)):
        data[place : place + 4] = (10).to_bytes(4, "little")
    with (
        open_archive(bytes(data), "/a.zip", "an archive") as archive,
        pytest.raises(UnreadableDocument, match="unpacked"),
    ):
        read_member(archive, "a", "/a.zip")


def test_the_names_of_a_damaged_archive_are_nothing() -> None:
    data = makers.archive({"a": b"x"})
    assert (member_names(data), member_names(data[:20]), member_names(b"")) == (
        frozenset({"a"}),
        frozenset(),
        frozenset(),
    )


def test_a_damaged_member_is_named() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a", "Bonjour")
    data = stream.getvalue().replace(b"Bonjour", b"Bonsoir")
    with (
        open_archive(data, "/a", "an archive") as archive,
        pytest.raises(UnreadableDocument, match="part a cannot be unpacked"),
    ):
        read_member(archive, "a", "/a")


def test_a_book_gives_its_chapters_in_order_and_its_description() -> None:
    content = Epub().read(makers.epub(), "/a.epub")
    assert content.text == f"Les accords\n\n{makers.PARAGRAPH}\n\nLa suite\n\n{makers.OTHER}"
    assert [section.title for section in content.sections] == ["Les accords", "La suite"]
    fields = (content.title, content.date, content.publisher, content.language, content.url)
    assert fields == ("Accords des pôles", "2012-07-02", "Pôle info", "fr", "https://www.pole.fr/livre")


def test_a_missing_chapter_is_named_and_costs_no_other() -> None:
    content = Epub().read(makers.epub(**{"OPS__text__b_xhtml": b" "}), "/a.epub")
    assert content.text == f"Les accords\n\n{makers.PARAGRAPH}"
    assert content.warnings == ("chapters missing or empty: OPS/text/b.xhtml",)


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ({"META-INF__container_xml": b"<container/>"}, "it names no book"),
        ({"META-INF__container_xml": b"<container"}, "container.xml is no XML"),
        ({"META-INF__encryption_xml": b"<CipherReference URI='OPS/text/b.xhtml'/>"}, "DRM"),
        (
            {"META-INF__container_xml": b"<c><rootfile full-path='../../etc/passwd'/></c>"},
            "part ../../etc/passwd is missing",
        ),
    ],
    ids=["no book", "no XML", "protected", "outside"],
)
def test_a_damaged_book_is_refused(members: dict[str, bytes], reason: str) -> None:
    with pytest.raises(UnreadableDocument, match=reason):
        Epub().read(makers.epub(**members), "/a.epub")


def test_entities_of_a_book_are_not_expanded() -> None:
    laughs = b"<!DOCTYPE c [<!ENTITY a 'rire'><!ENTITY b '&a;&a;&a;'>]><c><rootfile full-path='&b;'/></c>"
    with pytest.raises(UnreadableDocument, match="damaged"):
        Epub().read(makers.epub(**{"META-INF__container_xml": laughs}), "/a.epub")


@pytest.mark.parametrize("subtype", ["plain", "html"])
def test_a_message_gives_its_headers_and_its_text(subtype: str) -> None:
    content = Eml().read(makers.eml(subtype=subtype), "/a.eml")
    head = "From: Léa Martin <lea@pole.fr>\nTo: jean@cluster.es\nDate: Mon, 02 Jul 2012 10:00:00 +0200\nSubject: Accord signé"
    quoted = f"\n\n> {makers.OTHER}" if subtype == "plain" else ""
    assert content.text == f"{head}\n\nBonjour,\n\n{makers.PARAGRAPH}{quoted}"
    assert (content.title, content.date) == ("Accord signé", "2012-07-02")
    assert content.warnings == ("attached files are not read: accord.pdf",)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "this is no e-mail message"),
        (b"\0" * 50, "this is no e-mail message"),
        (b"From: a@b.fr\nContent-Type: multipart/encrypted\n\nx", "the message is encrypted"),
    ],
)
def test_what_is_no_message_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableDocument, match=reason):
        Eml().read(data, "/a.eml")


def test_a_message_in_an_unknown_encoding_is_read_all_the_same() -> None:
    data = b"From: a@b.fr\nContent-Type: text/plain; charset=x-unknown\nContent-Transfer-Encoding: 8bit\n\nLe p\xf4le."
    assert Eml().read(data, "/a.eml").text.startswith("From: a@b.fr\n\nLe p")
