"""A report as Markdown. Texts of documents come out as text: their marks, links and tags are inert."""

from __future__ import annotations

import re

from assistant.evaluation.blocks import Block, Case, Paragraph, Plot, Report, Table, Tiles

_MARKS = re.compile(r"([\\`*_\[\]|~$]|^[#+\-!])")


def to_markdown(report: Report) -> str:
    """Return the whole report."""
    parts = [f"# {escape(report.title)}", f"**{escape(report.verdict)}**"]
    for section in report.sections:
        parts.append(f"## {escape(section.title)}")
        parts += [_block(block) for block in section.blocks]
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """Return text that Markdown shows as it is, on one line."""
    plain = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKS.sub(r"\\\1", plain)


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            return escape(block.text)
        case Table():
            return _table(block.head, block.rows)
        case Plot():
            return f"*{escape(block.caption)}*"
        case Tiles():
            return _table(("", "", ""), block.tiles)
        case Case():
            facts = "\n".join(f"- {escape(name)} : {escape(value)}" for name, value in block.facts)
            sides = tuple(
                (side.title, f"« {side.quote} » {side.text}" if side.quote else side.text) for side in block.sides
            )
            return f"### {escape(block.title)}\n\n{facts}\n\n" + _table(("", ""), sides)


def _table(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> str:
    lines = [head, tuple("---" for _ in head)]
    text = [f"| {' | '.join(escape(cell) for cell in lines[0])} |", f"| {' | '.join(lines[1])} |"]
    text += [f"| {' | '.join(escape(cell) for cell in row)} |" for row in rows]
    return "\n".join(text)
