"""What the commands that look after the corpus say: plans, reports, the status and the history."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from ui.cli_console import printable, say, table_console

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.synchronising import Plan, Report, Status, Synchronisation


def say_plan(plan: Plan) -> None:
    """Say what a synchronisation would do or did, a line a file, then the counts."""
    for source in plan.new:
        say(f"new        {source}")
    for source in plan.changed:
        say(f"changed    {source}")
    for move in plan.moved:
        say(f"moved      {move.old} → {move.new}")
    for source in plan.removed:
        say(f"removed    {source}")
    for duplicate in plan.duplicates:
        say(f"duplicate  {duplicate.source} says the same as {duplicate.original}")
    for failure in plan.failed:
        say(f"failed     {failure.source}: {failure.reason}", style="red")
    say(counts_of(plan))


def counts_of(plan: Plan) -> str:
    """Return how many files a plan concerns, in words."""
    return (
        f"{len(plan.new)} new, {len(plan.changed)} changed, {len(plan.moved)} moved, {len(plan.removed)} removed, "
        f"{len(plan.unchanged)} unchanged, {len(plan.duplicates)} duplicate, {len(plan.failed)} failed"
    )


def say_report(report: Report) -> None:
    """Say what a synchronisation did."""
    say_plan(report.plan)
    say(
        f"{report.passages} passages ({report.embedded} embedded, {report.reused} reused) "
        f"in {report.seconds:.1f} s; generation {report.generation}"
    )


def say_rollback(report: Report, now: Status, registered_before: Sequence[str]) -> None:
    """Say what a rollback did, and what the next commands would do."""
    say_report(report)
    for path in sorted({*registered_before} - {*now.registered}):
        say(f"no longer registered: {path}")
    for path in sorted({*now.registered} - {*registered_before}):
        say(f"registered again: {path}")
    say(f"the index holds again what generation {report.restored} held")
    say(f"`interpoles sync` takes up the files as they are; `interpoles rollback` returns to generation {now.earlier}")


def say_status(found: Status, home: str) -> None:
    """Say what is indexed, a row a file."""
    say(f"home        {home}")
    say(f"documents   {found.documents}")
    say(f"passages    {found.passages}")
    say(f"generation  {found.generation}{_rolled_back(found)}")
    say(f"model       {found.model}")
    say(f"registered  {', '.join(found.registered) or 'nothing yet: interpoles add PATH...'}")
    table = Table(box=None, pad_edge=False, show_header=bool(found.files))
    for name, side in (("state", "left"), ("pages", "right"), ("characters", "right"), ("passages", "right")):
        table.add_column(name, justify="right" if side == "right" else "left")
    for name in ("indexed", "id", "file"):
        table.add_column(name)
    for row in found.files:
        held = row.coverage
        cells = ("", "", "", "", "")
        if held is not None:
            counts = (str(held.pages or ""), str(held.characters), str(held.passages))
            cells = (*counts, _local(row.indexed_at)[:16], held.document_id)
        table.add_row(str(row.state), *cells, Text(printable(row.source), overflow="fold"))
    table_console().print(table)
    for row in found.files:
        if row.alias_of:
            say(f"alias       {row.source} says the same as {row.alias_of}")
        if row.warning:
            say(f"warning     {row.source}: {row.warning}", style="yellow")
    for failure in found.failures:
        say(f"failed      {failure.source}: {failure.reason}", style="red")


def say_history(lines: Sequence[Synchronisation]) -> None:
    """Say what each synchronisation that changed something did, the latest first."""
    if not lines:
        say("nothing has been indexed yet: interpoles add PATH...")
        return
    table = Table(box=None, pad_edge=False)
    table.add_column("generation", justify="right")
    table.add_column("when")
    for name in ("seconds", *_COUNTS):
        table.add_column(name, justify="right")
    table.add_column("what")
    for line in lines:
        counts = (str(getattr(line, name)) for name in _COUNTS.values())
        what = f"back to generation {line.restored}" if line.restored else str(line.kind)
        table.add_row(str(line.generation), _local(line.started), f"{line.seconds:.1f}", *counts, what)
    table_console().print(table)


_COUNTS: Mapping[str, str] = {
    "new": "new",
    "changed": "changed",
    "moved": "moved",
    "removed": "removed",
    "dupl.": "duplicates",
    "failed": "failed",
    "embedded": "embedded",
    "reused": "reused",
    "passages": "passages",
}


def _rolled_back(found: Status) -> str:
    """Return what a rollback has done or would do, for the line of the generation."""
    if found.restored:
        return (
            f" (rolled back: holds what generation {found.restored} held; `interpoles sync` takes up the files as they "
            f"are, `interpoles rollback` returns to generation {found.earlier})"
        )
    return f" (`interpoles rollback` goes back to generation {found.earlier})" if found.earlier else ""


def _local(moment: str) -> str:
    """Return an ISO 8601 time as the clock on the wall shows it; nothing for nothing."""
    return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M:%S") if moment else ""
