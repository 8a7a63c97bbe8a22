"""What a person corrects in the Explorer: the forms and what the server makes of them, without a browser."""

from __future__ import annotations

import html as html_module
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.wiring import Application
from corpus.fact_kinds import FactKind, FieldName
from tests.ui.explorer_site import client_of, small_corpus
from ui.explorer import Library
from ui.typography import unbroken


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Application]:
    with small_corpus(tmp_path) as opened:
        yield opened


@pytest.fixture
def client(application: Application) -> TestClient:
    return client_of(application)


def key_of(client: TestClient, kind: str, words: str) -> str:
    found = json.loads(client.get(f"/explorer/export.json?kind={kind}&q={words}").content)
    return str(found["facts"][0]["id"])


def send(client: TestClient, **form: object) -> tuple[int, str]:
    response = client.post("/explorer/corrections", json=form)
    return response.status_code, response.json()["message"]


def test_a_fact_is_corrected_rejected_added_and_all_of_it_undone(client: TestClient, application: Application) -> None:
    key = key_of(client, "event", "linuxtag")
    fields = {"name": "LinuxTag", "date": "juin 2009", "place": "Berlin", "participants": "500"}
    status, message = send(client, action="correct", key=key, author="Ada", fields=fields)
    assert (status, unbroken("n'écrit pas « 500 » (Participants)") in message) == (422, True)
    assert send(client, action="correct", key=key, author="Ada", fields=fields, stated=True)[0] == 200
    shown = client.get("/explorer/view?kind=event").text
    assert "ajouté" in shown and "par Ada" in shown
    (row,) = [e for e in Library(application).open()[0].entries if e.kind is FactKind.EVENT]
    assert row.all(FieldName.PARTICIPANTS)[0].stated

    assert send(client, action="reject", key=key_of(client, "event", "linuxtag"), author="Ada")[0] == 200
    assert "Aucun fait de cette table" in client.get("/explorer/view?kind=event").text

    document = next(d for d in application.store.documents() if d.source.endswith("techtera.md"))
    added = send(
        client, action="add", kind="membership", document=document.id, author="Léa", note="vu",
        sentence="Le pôle Techtera a signé en juin 2011", fields={"member": "Techtera", "alliance": "TSB Berlin"},
    )  # fmt: skip
    assert added == (200, "Fait ajouté.")
    assert "Techtera" in client.get("/explorer/view?kind=membership").text

    corrections = client.get("/explorer/view?view=corrections").text
    identifiers = re.findall(r'name="id" value="(\w+)"', corrections)
    assert len(identifiers) == 3 and "Léa" in corrections
    for identifier in identifiers:
        assert send(client, action="undo", id=identifier)[0] == 200
    assert "Aucune correction pour l" in client.get("/explorer/view?view=corrections").text
    assert "1 ligne" in client.get("/explorer/view?kind=event").text


def test_a_doubtful_fact_is_confirmed_and_counts_as_sure(client: TestClient, application: Application) -> None:
    text = (
        "# Forum du textile 2023\n\nLe forum s'est tenu à Lyon en mai 2023. "
        "L'édition précédente, en 2021, avait accueilli 410 personnes.\n"
    )
    (application.home.parent / "documents" / "forum.md").write_text(text, encoding="utf-8")
    application.synchroniser.synchronise()
    (entry,) = [e for e in Library(application).open()[0].entries if e.doubtful]
    form = client.get(f"/explorer/view?kind=event&edit={entry.key}").text
    assert "Confirmer, corriger ou rejeter ce fait" in form and 'value="confirm"' in form

    changed = send(client, action="confirm", key=entry.key, author="Ada", fields={"participants": "410 personnes"})
    assert changed[0] == 422 and "enregistrez la correction" in changed[1]
    done = unbroken("Fait confirmé : il compte désormais comme sûr.")
    assert send(client, action="confirm", key=entry.key, author="Ada") == (200, done)
    entries = Library(application).open()[0].entries
    (sure,) = [e for e in entries if e.kind is FactKind.EVENT and e.canonical(FieldName.PARTICIPANTS)]
    assert (sure.doubtful, sure.canonical(FieldName.PARTICIPANTS)) == (False, "410")
    shown = client.get("/explorer/view?kind=event").text
    assert "confirmé" in shown and "par Ada" in shown and "à vérifier" not in shown
    assert 'value="confirm"' not in client.get(f"/explorer/view?kind=event&edit={sure.key}").text
    assert "<strong>Confirmé</strong>" in client.get("/explorer/view?view=corrections").text


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"action": "reject", "key": "gone", "author": "Ada"}, "n'est plus dans la table"),
        (
            {"action": "add", "kind": "pole", "document": "00", "sentence": "x", "author": "Ada"},
            "n'est plus dans la table",
        ),
        ({"action": "undo", "id": "nope"}, unbroken("ne contient pas de correction 'nope' ; il n'y en a aucune")),
        ({"action": "reject", "key": "gone", "author": "  "}, "Indiquez votre nom"),
    ],
)
def test_a_correction_that_cannot_be_made_says_why(client: TestClient, form: dict[str, str], told: str) -> None:
    status, message = send(client, **form)
    assert (status, told in message) == (422, True)


def test_a_status_keeps_the_words_of_the_document(client: TestClient, application: Application) -> None:
    key = key_of(client, "agreement", "techtera")
    assert send(client, action="correct", key=key, author="Ada", fields={"status": "planned"})[0] == 200
    (entry,) = [e for e in Library(application).open()[0].entries if "Techtera" in e.names and e.status]
    (status,) = entry.all(FieldName.STATUS)
    assert (status.canonical, status.quotes[0].text, status.stated) == ("planned", "signé", False)
    assert (
        send(client, action="correct", key=key_of(client, "agreement", "techtera"), author="Ada", fields={})[0] == 422
    )


def test_corrections_come_from_this_page_only(client: TestClient) -> None:
    form = {"action": "undo", "id": "x"}
    foreign = client.post("/explorer/corrections", json=form, headers={"Sec-Fetch-Site": "cross-site"})
    assert foreign.status_code == 403
    plain = client.post("/explorer/corrections", content=json.dumps(form), headers={"Content-Type": "text/plain"})
    assert plain.status_code == 422  # what a foreign form could send without being asked is not read
    assert client.post("/explorer/corrections", json={"action": "undo", "extra": 1}).status_code == 422


def test_a_broken_file_of_corrections_is_an_error_in_words(client: TestClient, application: Application) -> None:
    (application.home / "corrections.yaml").write_text("corrections: [{action: fly}]", encoding="utf-8")
    shown = client.get("/explorer/view").text
    assert 'role="alert"' in shown and "corrections.yaml a " in shown and "Corrigez le fichier" in shown
    assert "corrections.yaml has " in client.get("/explorer/view?lang=en").text


def test_a_correction_without_effect_says_why_in_french(client: TestClient, application: Application) -> None:
    assert send(client, action="reject", key=key_of(client, "agreement", "techtera"), author="Ada")[0] == 200
    path = application.home / "corrections.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Techtera", "Tectera"), encoding="utf-8")
    shown = client.get("/explorer/view?view=corrections").text
    assert unbroken("Sans effet : sa phrase a disparu : « ") in html_module.unescape(shown)
