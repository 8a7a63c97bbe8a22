"""The forms by which a person rejects, confirms, corrects or adds a fact, and the list of what was corrected. Pure functions."""

from __future__ import annotations

from dataclasses import replace

from assistant.exploring.choosing import COLUMNS
from assistant.exploring.entries import Entry
from corpus.corrections import Outcome
from corpus.fact_kinds import FieldName
from ui.document_list import reason_in
from ui.explorer_parts import Scene, explore_link, one_line, passage_link
from ui.explorer_sheet import back_link
from ui.markup import escape
from ui.rendering import date_in_words
from ui.typography import colon, unbroken

ADDING = "new"
"""What is edited when a fact is added."""


def edit_html(scene: Scene) -> str:
    """Return the form of the fact that is edited, or of a new one."""
    words = scene.words.corrections
    back = f'<nav class="ip-crumbs">{back_link(scene)}</nav>'
    if scene.state.edited == ADDING:
        return f"{back}{_adding(scene)}"
    entry = scene.exploration.entry(scene.state.edited)
    if entry is None:
        return f'{back}<p class="ip-empty">{escape(words.gone)}</p>'
    return f"{back}{_editing(entry, scene)}"


def _editing(entry: Entry, scene: Scene) -> str:
    words, quote = scene.words, entry.statements[0].quote
    inputs = "".join(_field(field, entry, scene) for field in COLUMNS[entry.kind])
    confirm = (
        f'<button type="submit" name="action" value="confirm">{escape(words.corrections.confirm)}</button>'
        if entry.doubtful
        else ""
    )
    title = words.corrections.check_title if entry.doubtful else words.corrections.edit_title
    sentence = passage_link(quote, f"<q>{escape(one_line(quote.text, 600))}</q>", scene)
    return (
        f'<article class="ip-sheet"><h2>{escape(title)}</h2>'
        f'<p>{sentence}<span class="ip-origin">{escape(unbroken(quote.document.title))}</span></p>'
        f'<form class="ip-correction" data-correct="{escape(scene.state.back().address())}">'
        f'<input type="hidden" name="key" value="{escape(entry.key)}">'
        f'<p class="ip-small">{escape(words.corrections.value_hint)} {escape(words.corrections.remove_hint)}</p>'
        f"{inputs}{_stated(scene)}{_signature(scene)}"
        f'<p class="ip-form-foot"><button type="submit" name="action" value="correct">'
        f"{escape(words.corrections.correct)}</button>{confirm}"
        f'<button type="submit" name="action" value="reject" class="ip-danger" formnovalidate>{escape(words.corrections.reject)}'
        f"</button></p>{_alert(scene)}</form></article>"
    )


def _field(field: FieldName, entry: Entry | None, scene: Scene) -> str:
    """Return the input of a field; several values stand one a line, as each is quoted on its own."""
    label = f"<span>{escape(scene.words.fields[field])}</span>"
    name = f"field-{field}"
    text = written(entry, field) if entry is not None else ""
    if field is FieldName.STATUS:
        choices = "".join(
            f'<option value="{escape(key)}"{" selected" if key == text else ""}>{escape(shown)}</option>'
            for key, shown in {"": "", **scene.words.statuses}.items()
        )
        return f'<label>{label}<select name="{name}">{choices}</select></label>'
    rows = max(1, text.count("\n") + 1)
    return f'<label>{label}<textarea name="{name}" rows="{rows}">{escape(text)}</textarea></label>'


def written(entry: Entry, field: FieldName) -> str:
    """Return a field as the form shows it, one value a line: the words of the document, else those that stand for them."""
    values = entry.all(field)
    if field is FieldName.STATUS:
        return values[0].canonical if values else ""
    return "\n".join(
        value.label if value.stated or value.inferred else " ".join(value.quotes[0].text.split()) for value in values
    )


def _adding(scene: Scene) -> str:
    """Return the form of a new fact of the kind whose table is shown; the kind is changed by a link, which keeps it simple."""
    words, kind = scene.words, scene.state.kind
    kinds = " ".join(
        explore_link(
            replace(scene.state, kind=other, sort=""),
            escape(words.kinds[other]),
            css="ip-chip ip-on" if other is kind else "ip-chip",
            key=f"add-{other}",
            **({"aria_current": "true"} if other is kind else {}),
        )
        for other in COLUMNS
    )
    documents = sorted(scene.exploration.documents.values(), key=lambda document: document.title.casefold())
    choices = "".join(f'<option value="{escape(d.id)}">{escape(one_line(d.title, 90))}</option>' for d in documents)
    inputs = "".join(_field(field, None, scene) for field in COLUMNS[kind])
    return (
        f'<article class="ip-sheet"><h2>{escape(words.corrections.add)}</h2><p>{escape(words.corrections.add_intro)}</p>'
        f'<p class="ip-together">{escape(words.corrections.kind)}{colon(words.language)}{kinds}</p>'
        f'<form class="ip-correction" data-correct="{escape(scene.state.back().address())}">'
        f'<input type="hidden" name="kind" value="{escape(kind)}">'
        f'<label><span>{escape(words.corrections.document)}</span><select name="document" required>{choices}</select></label>'
        f"<label><span>{escape(words.corrections.sentence)}</span>"
        f'<textarea name="sentence" rows="3" required placeholder="{escape(words.corrections.sentence_hint)}"></textarea></label>'
        f'<p class="ip-small">{escape(words.corrections.value_hint)}</p>{inputs}{_stated(scene)}{_signature(scene)}'
        f'<p class="ip-form-foot"><button type="submit" name="action" value="add">{escape(words.corrections.save)}</button></p>'
        f"{_alert(scene)}</form></article>"
    )


def _stated(scene: Scene) -> str:
    words = escape(scene.words.corrections.stated)
    return f'<label class="ip-tick"><input type="checkbox" name="stated" value="1"><span>{words}</span></label>'


def _signature(scene: Scene) -> str:
    words = scene.words.corrections
    return (
        f'<label><span>{escape(words.author)}</span><input name="author" required maxlength="120" autocomplete="name" '
        f'placeholder="{escape(words.author_hint)}"></label>'
        f'<label><span>{escape(words.note)}</span><input name="note" maxlength="500"></label>'
    )


def _alert(scene: Scene) -> str:
    """Return where the page says why a form was not taken; in its own words where the server does not answer."""
    return f'<p class="ip-alert" role="alert" data-failed="{escape(scene.words.corrections.unanswered)}" hidden></p>'


def corrections_html(scene: Scene, path: str) -> str:
    """Return every correction, newest first, each with a way to take it back."""
    words, outcomes = scene.words.corrections, scene.outcomes or ()
    add = explore_link(
        replace(scene.state, edited=ADDING), escape(words.add), css="ip-back-link", key="add", data_focus="main"
    )
    head = f'<p class="ip-small">{escape(words.intro)}</p><p>{add}</p>'
    if not outcomes:
        return f'{head}<p class="ip-empty">{escape(words.none)}</p>'
    items = "".join(_outcome(outcome, scene) for outcome in reversed(outcomes))
    file = f'<p class="ip-small">{escape(words.file.format(path=path))}</p>'
    return f'{head}<ul class="ip-outcomes">{items}</ul>{file}'


def _outcome(outcome: Outcome, scene: Scene) -> str:
    words, correction = scene.words.corrections, outcome.correction
    statement, means = correction.statement, colon(scene.words.language)
    said = ", ".join(
        f"{scene.words.fields[field.name]}{means}{scene.words.statuses.get(field.means or field.value, field.value)}"
        for field in correction.fields
    )
    removed = ", ".join(f"{scene.words.fields[name]}{means}–" for name in correction.removed)
    change = " ; ".join(part for part in (said, removed) if part)
    by = words.by.format(author=correction.author, date=date_in_words(correction.date, scene.texts))
    why = words.pending.format(problem=reason_in(outcome.problem, scene.texts))
    problem = f'<p class="ip-warning">{escape(why)}</p>' if outcome.problem else ""
    note = f"<p>{escape(correction.note)}</p>" if correction.note else ""
    return (
        f"<li><p><strong>{escape(words.actions[correction.action])}</strong> · {escape(scene.words.kinds[statement.kind])} "
        f'<span class="ip-small">{escape(by)}</span></p><p><q>{escape(one_line(statement.sentence))}</q></p>'
        f"{f'<p>{escape(change)}</p>' if change else ''}{note}{problem}"
        f'<form class="ip-correction ip-undo" data-correct="{escape(scene.state.address())}">'
        f'<input type="hidden" name="id" value="{escape(correction.id)}">'
        f'<button type="submit" name="action" value="undo">{escape(words.undo)}</button>'
        f"{_alert(scene)}</form></li>"
    )
