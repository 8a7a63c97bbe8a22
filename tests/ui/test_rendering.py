from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answers import Answer, Origin, Part, RefusalReason, Sentence, SourcesFound, Status
from corpus.documents import Passage, Span
from tests.ui.fakes import (
    DOCUMENTS,
    HITS,
    HOSTILE,
    NOTE,
    OSAKA,
    PAPER,
    SCRIPT,
    SUBSIDY,
    TRAP,
    FakeAssistant,
    answering,
    citing,
    refusing,
)
from ui.conversation import Conversation, Exchange, Stage
from ui.markup import escape, styled
from ui.rendering import (
    answer_as_text,
    answer_html,
    confidence_in_words,
    conversation_html,
    date_in_words,
    decimal,
    document_address,
    exchange_html,
    score_in_words,
)
from ui.rendering_documents import document_page, missing_page
from ui.rendering_passages import citation_card, hit_card, passages_html, quoted_passage
from ui.texts import Texts, texts_for
from ui.typography import unbroken

FR, EN = texts_for("fr"), texts_for("en")
QUESTION = "Quand l'accord d'Osaka a-t-il été signé ?"


class Reader(HTMLParser):
    """Reads HTML as a browser would: the text, the elements, their attributes, and the text inside <mark>."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.marked = ""
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self._depth = 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        self._depth += tag == "mark"

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag == "mark"

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._depth:
            self.marked += data


def inert(page: str) -> bool:
    """Say whether nothing in the page can run, load or submit anything."""
    read = Reader(page)
    forbidden = {"script", "img", "iframe", "object", "embed", "form", "svg", "style", "base", "meta", "link"}
    handlers = [name for name, _ in read.attributes if name.startswith("on")]
    links = [value for name, value in read.attributes if name in {"href", "src", "action"}]
    return (
        not forbidden & set(read.tags) and not handlers and all(link.startswith(("#", "/documents/")) for link in links)
    )


hostile_texts = st.lists(
    st.sampled_from(
        [
            *("<script>", "</mark>", "<img src=x onerror=alert(1)>", "[1]", "$x$", "](javascript:", "**gras**"),
            *("\n\n", "\n", "## Titre\n", "&amp;", '"', "'", "é", "𝒳", "\u200b", "{{7}}", "${7}", " mot "),
        ]
    ),
    max_size=12,
).map("".join)


@given(hostile_texts, st.data())
def test_styled_shows_every_character_and_marks_exactly_the_quotation(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    page = styled(text, Span(start, end) if start < end else None, anchor="quote")
    read = Reader(page)
    assert read.text == text
    assert read.marked == text[start:end]
    assert set(read.tags) <= {"span", "mark"}
    assert read.tags.count("mark") == (start < end)


@given(hostile_texts.filter(bool), st.data())
def test_a_quoted_passage_holds_the_whole_passage_and_marks_the_quotation(text: str, data: st.DataObject) -> None:
    text = f"début {text} fin " + "mot " * data.draw(st.integers(0, 200))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    read = Reader(quoted_passage(Passage("p", "d", 100, 100 + len(text), text, ""), 100 + start, 100 + end))
    assert read.marked == text[start:end]
    squeezed = re.sub(r"[\s…]+", "", read.text)
    assert squeezed == re.sub(r"[\s…]+", "", text)


@pytest.mark.parametrize("text", ["<b>", "&lt;", "\"'", "a\x00b\x1bc\n\td"], ids=["tag", "entity", "quotes", "control"])
def test_escape_is_read_back_unchanged_but_for_control_characters(text: str) -> None:
    assert Reader(f'<p title="{escape(text)}">{escape(text)}</p>').text == re.sub(r"[\x00\x1b]", "\ufffd", text)


def test_an_answer_shows_its_sentences_its_markers_and_the_words_that_answer() -> None:
    page = answer_html(FakeAssistant().answer(QUESTION), 3, FR)
    assert Reader(page).text.startswith(f"{OSAKA}\xa0[1]{SUBSIDY}\xa0[2]")
    assert "<strong>4 février 2008</strong>" in page
    assert 'href="#cite-3-1" data-goto="cite-3-1"' in page
    assert 'aria-label="Voir le passage cité 2"' in page
    assert "Cité mot pour mot" in page
    assert "confiance élevée" in page
    assert "0,09 s" in page


def test_a_number_without_a_citation_never_reaches_the_screen() -> None:
    answer = FakeAssistant().answer(QUESTION)
    sentence = Sentence("Une phrase.", Status.LITERAL, (1, 7))
    page = answer_html(replace(answer, sentences=(sentence,)), 1, FR)
    assert "[1]" in page
    assert "[7]" not in page


def test_items_of_the_markdown_are_items_of_the_page() -> None:
    answer = FakeAssistant().answer("un long texte")
    items = [sentence.text for sentence in answer.sentences]
    listed = replace(answer, text="\n- ".join(items))
    assert answer_html(listed, 1, FR).count("<li>") == len(items)
    lead = replace(answer.sentences[0], text="Les pôles sont les suivants :", emphasis=None)
    announced = replace(answer, sentences=(lead, *answer.sentences[1:]), text="\n- ".join((lead.text, *items[1:])))
    assert answer_html(announced, 1, FR).count("<li>") == len(items) - 1, "what announces the list is no item of it"
    assert "<li>" not in answer_html(answer, 1, FR)
    assert Reader(answer_html(listed, 1, FR)).text == Reader(answer_html(answer, 1, FR)).text


def test_rows_of_a_table_are_a_table_under_its_first_row() -> None:
    answer = FakeAssistant().answer(QUESTION)
    rows = (
        Sentence("Pays | Signé le", Status.LITERAL, (1,)),
        Sentence("Japon | 4 mai 2011", Status.LITERAL, (2,), (8, 18)),
    )
    page = answer_html(replace(answer, sentences=rows), 1, FR)
    assert "</a></th><th>Signé le</th></tr></thead>" in page
    assert "<tbody><tr><td>Japon&nbsp;<a" in page
    assert "</a></td><td><strong>4 mai 2011</strong></td></tr></tbody>" in page
    assert Reader(page).tags.count("table") == 1
    alone = answer_html(replace(answer, sentences=rows[1:]), 1, FR)
    assert "Japon | <strong>4 mai 2011</strong>" in alone


def test_a_passage_that_proves_nothing_is_not_called_near() -> None:
    text = Reader(hit_card(HITS[0], FR)).text
    assert "proximité 0,62" in text
    assert "proche (" not in text


def test_sentences_that_are_not_literal_say_so() -> None:
    answer = FakeAssistant().answer(QUESTION)
    sentences = (Sentence("A.", Status.SUPPORTED, (1,)), Sentence("B.", Status.UNVERIFIED, ()))
    page = Reader(answer_html(replace(answer, sentences=sentences), 1, FR)).text
    assert "reformulé d'après les passages" in page
    assert "non vérifié" in page
    assert "Cité mot pour mot" not in page


def test_the_standalone_question_is_shown_only_when_it_differs() -> None:
    same = answering("Où ?", (OSAKA, citing(1, NOTE, OSAKA)), standalone="où ?")
    other = answering("Où ?", (OSAKA, citing(1, NOTE, OSAKA)), standalone="Où l'accord fut-il signé ?")
    assert "Question comprise ainsi" not in answer_html(same, 1, FR)
    assert unbroken("<q>Où l&#x27;accord fut-il signé ?</q>") in answer_html(other, 1, FR)


def test_a_refusal_gives_its_reason_and_is_no_error() -> None:
    answer = refusing("Le budget ?", RefusalReason.NO_VALUE, "Je n'ai pas trouvé.")
    page = answer_html(answer, 1, FR)
    assert "Pas de réponse · Information absente des documents" in page
    assert "ip-error" not in page
    panel = passages_html(Conversation((Exchange(1, "Le budget ?", Stage.DONE, answer=answer),)), FR)
    assert "Passages consultés" in panel
    assert "<mark" not in panel


def test_small_talk_is_no_refusal_to_the_eye() -> None:
    page = answer_html(refusing("Bonjour", RefusalReason.SMALL_TALK, "Bonjour !", ()), 1, FR)
    assert page == unbroken('<div class="ip-answer"><p class="ip-sentence">Bonjour !</p></div>')


def test_a_failure_is_an_error_and_no_refusal() -> None:
    page = exchange_html(Exchange(1, "Q ?", Stage.FAILED, hits=HITS, error="modèle <b>illisible</b>"), FR)
    assert 'role="alert"' in page
    assert "modèle &lt;b&gt;illisible&lt;/b&gt;" in page
    assert "ip-refusal" not in page


def test_an_answer_being_written_shows_its_words_with_dressed_markers() -> None:
    exchange = Exchange(1, "Q ?").after(SourcesFound(HITS))
    page = exchange_html(replace(exchange, stage=Stage.WRITING, written="**Osaka** <i> [1] [12"), FR)
    assert '<strong>Osaka</strong> &lt;i&gt; <span class="ip-marker">[1]</span> [12' in page
    assert "Lecture de 3 passages…" in page


def test_a_card_says_where_the_quotation_stands() -> None:
    card = citation_card(citing(2, PAPER, "numéro 3 accompagne", 0.4), 5, FR)
    read = Reader(card)
    assert 'id="cite-5-2"' in card
    assert read.marked == "numéro 3 accompagne"
    assert "juillet 2012page 1assez proche (0,40)" in read.text
    start = PAPER.text.index("numéro 3 accompagne")
    assert f'href="/documents/{PAPER.id}?start={start}&amp;end={start + 19}#quote"' in card
    assert "Section" in Reader(citation_card(citing(1, NOTE, OSAKA), 1, FR)).text


def test_only_the_passages_of_the_last_question_are_shown() -> None:
    answer = FakeAssistant().answer(QUESTION)
    exchanges = tuple(Exchange(number, f"Q{number}", Stage.DONE, answer=answer) for number in (1, 2))
    page = passages_html(Conversation(exchanges), FR)
    assert 'id="passages-1" tabindex="-1" data-exchange="1" hidden>' in page
    assert 'id="passages-2" tabindex="-1" data-exchange="2">' in page


@pytest.mark.parametrize("texts", [FR, EN], ids=["fr", "en"])
def test_hostile_content_is_inert_and_unchanged_to_the_eye(texts: Texts) -> None:
    answer = FakeAssistant().answer("le piège")
    exchange = Exchange(1, HOSTILE, Stage.DONE, answer=replace(answer, standalone_question=SCRIPT))
    conversation = Conversation((exchange,))
    for page in (conversation_html(conversation, texts), passages_html(conversation, texts), hit_card(HITS[2], texts)):
        assert inert(page)
    assert f"{HOSTILE}\xa0[1]" in Reader(conversation_html(conversation, texts)).text
    assert Reader(passages_html(conversation, texts)).marked == HOSTILE + SCRIPT


def test_the_document_page_holds_the_whole_text_and_marks_the_place() -> None:
    start = TRAP.text.index(SCRIPT)
    page = document_page(TRAP, DOCUMENTS[TRAP.id][1], Span(start, start + len(SCRIPT)), FR)
    body = Reader(page[page.index("<main>") : page.index("</main>")])
    assert body.text == TRAP.text
    assert body.marked == SCRIPT
    assert body.tags.count("mark") == 1
    assert "<script" not in page
    assert 'id="quote"' in page


@given(st.integers(0, len(NOTE.text)), st.integers(1, len(NOTE.text)))
def test_any_place_of_a_document_is_marked_across_its_passages(start: int, length: int) -> None:
    end = min(start + length, len(NOTE.text))
    page = document_page(NOTE, DOCUMENTS[NOTE.id][1], Span(start, end) if start < end else None, FR)
    body = Reader(page[page.index("<main>") : page.index("</main>")])
    assert (body.text, body.marked) == (NOTE.text, NOTE.text[start:end])
    assert page.count('id="quote"') == (start < end)


@given(st.lists(st.integers(0, len(NOTE.text)), max_size=6).map(sorted))
def test_text_outside_any_passage_is_kept(edges: list[int]) -> None:
    cut = [Passage(f"p{a}", NOTE.id, a, b, NOTE.text[a:b], "") for a, b in zip(edges[::2], edges[1::2], strict=False)]
    page = document_page(NOTE, cut, None, FR)
    assert Reader(page[page.index("<main>") : page.index("</main>")]).text == NOTE.text


def test_a_place_that_no_longer_exists_is_said_and_not_marked() -> None:
    page = document_page(TRAP, DOCUMENTS[TRAP.id][1], Span(5, 10_000), FR)
    assert "Le document a changé" in page
    assert "<mark" not in page
    assert "n&#x27;est plus dans le corpus" in missing_page(FR)


@pytest.mark.parametrize(
    ("date", "french", "english"),
    [
        ("2008-02-04", "4 février 2008", "4 February 2008"),
        ("2012-06-01", "1er juin 2012", "1 June 2012"),
        ("2012-07", "juillet 2012", "July 2012"),
        ("2010", "2010", "2010"),
        ("2010-13", "2010", "2010"),
        ("", "sans date", "undated"),
        ("vers 2010", "vers 2010", "vers 2010"),
    ],
)
def test_dates_are_said_in_words(date: str, french: str, english: str) -> None:
    assert (date_in_words(date, FR), date_in_words(date, EN)) == (french, english)


@pytest.mark.parametrize(
    ("score", "words"),
    [(1.0, "très proche"), (0.75, "très proche"), (0.5, "proche"), (0.49, "assez proche"), (0, "éloigné")],
)
def test_scores_are_said_in_words(score: float, words: str) -> None:
    assert score_in_words(score, FR) == words


def test_confidence_and_numbers_are_said_in_words() -> None:
    assert [confidence_in_words(value, FR) for value in (0.8, 0.79, 0.49)] == [
        "confiance élevée",
        "confiance moyenne",
        "confiance faible",
    ]
    assert (decimal(0.5, FR), decimal(0.5, EN, 1)) == ("0,50", "0.5")


def test_the_address_of_a_document_keeps_the_language_of_the_page() -> None:
    assert document_address("ab", FR) == "/documents/ab"
    assert document_address("ab", EN, 3, 9) == "/documents/ab?lang=en&start=3&end=9#quote"


def test_the_copied_text_names_its_sources() -> None:
    expected = f"{OSAKA} [1]\n{SUBSIDY} [2]\n\n[1] {NOTE.title} (4 février 2008)\n[2] {NOTE.title} (4 février 2008)"
    assert answer_as_text(FakeAssistant().answer(QUESTION), FR) == expected


def counted_answer() -> Answer:
    """An answer from the table of facts: a count, two rows under a group, a remark and what it introduces."""
    citation = citing(1, NOTE, OSAKA)
    composed, literal = Status.SUPPORTED, Status.LITERAL
    return replace(
        answering("Combien ?", (OSAKA, citation)),
        origin=Origin.FACTS,
        sentences=(
            Sentence("1 pays, 2 accords <trouvés> :", composed, (1,), (0, 1), Part.COUNT),
            Sentence("Japon (2)", composed, (1,), None, Part.GROUP),
            Sentence("Osaka", literal, (1,), (0, 5), Part.ROW, 1),
            Sentence("Kansai", literal, (1,), None, Part.ROW, 2),
            Sentence("Les documents annoncent :", composed, (1,), None, Part.NOTE),
            Sentence("A.", literal, (1,), None, Part.QUOTE),
        ),
    )


def test_an_answer_from_facts_shows_its_count_its_groups_and_its_rows() -> None:
    shown = answer_html(counted_answer(), 1, FR)
    assert unbroken('<p class="ip-sentence ip-count"><strong>1</strong> pays, 2 accords &lt;trouvés&gt; : ') in shown
    assert "compté dans le tableau des faits</span></p>" in shown
    assert (
        '<p class="ip-sentence ip-group">Japon (2)</p><ul><li><strong>Osaka</strong>&nbsp;<a class="ip-marker"' in shown
    )
    assert shown.count("<li>") == 3
    assert "Réponse tirée du tableau des faits" in shown
    assert "Cité mot pour mot" not in shown


def test_every_answer_says_what_it_is_drawn_from() -> None:
    answer = answering("Où ?", (OSAKA, citing(1, NOTE, OSAKA)))
    assert "Réponse tirée des passages" in answer_html(answer, 1, FR)
    assert "Answer from the passages" in answer_html(answer, 1, EN)


def test_a_copied_count_keeps_its_lists() -> None:
    copied = answer_as_text(counted_answer(), FR).splitlines()
    assert copied[:6] == [
        "1 pays, 2 accords <trouvés> :",
        "Japon (2)",
        "- Osaka [1]",
        "- Kansai [1]",
        "Les documents annoncent :",
        "- A. [1]",
    ]
