"""What a change of the corpus would do, is doing and did, and the history, as HTML. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from index.synchronising import Kind, Move, Plan, Progress, Report, Step, Synchronisation
from ui.document_list import SHOWN, name_of, reason_in
from ui.markup import escape
from ui.rendering import date_in_words, decimal
from ui.rendering_documents import grouped
from ui.texts import Texts
from ui.typography import colon


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a step goes: files or passages a second, and the seconds left."""

    rate: float
    left: float


@dataclass(frozen=True, slots=True)
class Group:
    """Some sources of a plan that share one fate, each in words and with a remark where there is one."""

    title: str
    sources: tuple[tuple[str, str], ...]


def groups_of(plan: Plan, texts: Texts) -> tuple[Group, ...]:
    """Return what a plan does, the groups that hold nothing left out."""
    words = texts.documents
    copies = tuple((copy.source, words.alias.format(name=name_of(copy.original, texts))) for copy in plan.duplicates)
    groups = (
        Group(words.plan_new, tuple((source, "") for source in plan.new)),
        Group(words.plan_changed, tuple((source, "") for source in plan.changed)),
        Group(words.plan_moved, tuple((move.new, _from_where(move)) for move in plan.moved)),
        Group(words.plan_removed, tuple((source, "") for source in plan.removed)),
        Group(words.plan_duplicates, copies),
        Group(words.plan_failed, tuple((f.source, reason_in(f.reason, texts)) for f in plan.failed)),
    )
    return tuple(group for group in groups if group.sources)


def _from_where(move: Move) -> str:
    """Return the old place of a moved file: its name if that changed, else the folders, which are then what changed."""
    old, new = PurePath(move.old), PurePath(move.new)
    return f"{old.name} → {new.name}" if old.name != new.name else f"{old.parent} → {new.parent}"


def plan_html(plan: Plan, texts: Texts) -> str:
    """Return what a synchronisation would do: the counts, then each group with its sources."""
    words = texts.documents
    groups = groups_of(plan, texts)
    if not groups:
        return f'<div class="ip-notice" role="status"><p>{escape(words.plan_nothing)}</p>{_same(plan, texts)}</div>'
    title = words.plan_nothing if plan.empty else words.plan_title
    parts = [f'<h3>{escape(title)}</h3><p class="ip-small">{escape(counts_of(plan, texts))}</p>']
    for group in groups:
        items = "".join(_item(source, remark, texts) for source, remark in group.sources[:SHOWN])
        rest = len(group.sources) - SHOWN
        more = f"<li>{escape(words.more.format(count=rest))}</li>" if rest > 0 else ""
        opened = " open" if len(group.sources) <= 10 else ""
        parts.append(
            f"<details{opened}><summary>{escape(group.title)} ({len(group.sources)})</summary><ul>{items}{more}</ul></details>"
        )
    return f'<div class="ip-notice" role="status">{"".join(parts)}</div>'


def counts_of(plan: Plan, texts: Texts) -> str:
    """Return how many files each group of a plan has, and how many stay as they are."""
    words = texts.documents
    counts = [(group.title, len(group.sources)) for group in groups_of(plan, texts)]
    counts.append((words.plan_unchanged, len(plan.unchanged)))
    return " · ".join(words.count_of.format(state=title, count=grouped(count, texts)) for title, count in counts)


def _same(plan: Plan, texts: Texts) -> str:
    return f'<p class="ip-small">{escape(counts_of(plan, texts))}</p>'


def _item(source: str, remark: str, texts: Texts) -> str:
    name = f'<span title="{escape(source)}">{escape(name_of(source, texts))}</span>'
    return f"<li>{name}{colon(texts.language) + escape(remark) if remark else ''}</li>"


def progress_html(title: str, progress: Progress | None, pace: Pace | None, texts: Texts, *, ending: bool) -> str:
    """Return a progress bar with its words; without progress the length is not known yet."""
    words = texts.documents
    bar, counted, name = "<progress></progress>", "", ""
    if progress is not None:
        done, total = min(progress.done, progress.total), progress.total
        bar = f'<progress max="{total}" value="{done}"></progress>' if total else bar
        pattern = words.step_passages if progress.step is Step.EMBEDDING else words.step_files
        values = {"done": grouped(done, texts), "total": grouped(total, texts)}
        counted = " · ".join((pattern.format(step=words.steps[progress.step], **values), *_pace(pace, texts)))
        name = f'<span class="ip-origin">{escape(name_of(progress.source, texts))}</span>' if progress.source else ""
    state = words.cancelling if ending else words.working
    return (
        f'<div class="ip-notice" role="status"><p><strong>{escape(title)}</strong></p>{bar}'
        f'<p class="ip-small">{escape(counted)}{name}</p><p class="ip-small">{escape(state)}</p></div>'
    )


def _pace(pace: Pace | None, texts: Texts) -> tuple[str, ...]:
    if pace is None:
        return ()
    words = texts.documents
    rate = words.rate.format(value=decimal(pace.rate, texts, 1 if pace.rate < 10 else 0))
    if pace.left < 100:
        return rate, words.seconds_left.format(count=max(1, round(pace.left)))
    return rate, words.minutes_left.format(count=round(pace.left / 60))


def done_html(report: Report, texts: Texts) -> str:
    """Return what a finished synchronisation or a return to the state before did."""
    words = texts.documents
    seconds, passages = decimal(report.seconds, texts, 1), grouped(report.passages, texts)
    if report.restored:
        text = words.done_restored.format(generation=report.restored, passages=passages)
    elif report.plan.empty:
        text = words.done_unchanged
    else:
        text = words.done.format(seconds=seconds, passages=passages, embedded=grouped(report.embedded, texts))
    return (
        f'<div class="ip-notice ip-done" role="status"><p>{escape(text)}</p>'
        f'<p class="ip-small">{escape(counts_of(report.plan, texts))}</p></div>'
    )


def cancelled_html(texts: Texts) -> str:
    """Return what is said when the reader stopped a change."""
    return f'<div class="ip-notice ip-cancelled" role="status"><p>{escape(texts.documents.cancelled)}</p></div>'


def lines_html(lines: Sequence[str]) -> str:
    """Return short messages, one a line."""
    return (
        f'<ul class="ip-notice ip-lines">{"".join(f"<li>{escape(line)}</li>" for line in lines)}</ul>' if lines else ""
    )


def question_html(title: str, lines: Sequence[str]) -> str:
    """Return what a reader is asked before something is removed or taken back."""
    told = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return f'<div role="alertdialog" aria-labelledby="ip-asked"><h3 id="ip-asked">{escape(title)}</h3>{told}</div>'


def history_html(lines: Sequence[Synchronisation], texts: Texts) -> str:
    """Return what changed the index, the latest first."""
    words = texts.documents
    if not lines:
        return f'<p class="ip-empty">{escape(words.history_none)}</p>'
    titles = (words.history_when, words.history_what, words.history_files, words.column_passages, words.history_took)
    head = "".join(f'<th scope="col">{escape(title)}</th>' for title in titles)
    body = "".join(_line(line, titles, texts) for line in lines[:SHOWN])
    return (
        '<table class="ip-table ip-history"><thead><tr><th scope="col">№</th>'
        f"{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _line(line: Synchronisation, titles: Sequence[str], texts: Texts) -> str:
    words = texts.documents
    what = words.history_kinds[Kind(line.kind)].format(generation=line.restored)
    counts = (
        (words.plan_new, line.new),
        (words.plan_changed, line.changed),
        (words.plan_moved, line.moved),
        (words.plan_removed, line.removed),
        (words.plan_duplicates, line.duplicates),
        (words.plan_failed, line.failed),
    )
    files = " · ".join(words.count_of.format(state=name, count=count) for name, count in counts if count)
    took = texts.chat.seconds.format(value=decimal(line.seconds, texts, 1))
    values = (moment_in_words(line.started, texts), what, files, grouped(line.passages, texts), took)
    cells = "".join(
        f'<td data-title="{escape(title)}">{escape(value)}</td>' for title, value in zip(titles, values, strict=True)
    )
    return f'<tr><td data-title="№">{line.generation}</td>{cells}</tr>'


def moment_in_words(moment: str, texts: Texts) -> str:
    """Return an ISO 8601 time as the server's clock on the wall shows it: "22 novembre 2026, 09:12"."""
    local = datetime.fromisoformat(moment).astimezone()
    return f"{date_in_words(local.date().isoformat(), texts)}, {local:%H:%M}"
