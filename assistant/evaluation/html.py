"""A report as one self-contained HTML page: no script, no remote resource, everything escaped."""

from __future__ import annotations

import re
from html import escape

from assistant.evaluation.blocks import Block, Case, Paragraph, Plot, Report, Section, Side, Table, Tiles

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
_STYLE = """
:root { color-scheme: light dark; --line: #cfd6de; --soft: #f3f6f9; --good: #1d7a3e; --bad: #b3261e; --mark: #ffe9a8; }
@media (prefers-color-scheme: dark) {
  :root { --line: #3c4650; --soft: #1d242b; --good: #6fcf8e; --bad: #ff8a80; --mark: #5c4a12; }
  a { color: #8ab4f8; }
}
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 70rem; padding: 1.5rem; }
h1 { font-size: 1.6rem; margin: 0; overflow-wrap: anywhere; }
h2 { border-bottom: 1px solid var(--line); font-size: 1.25rem; margin-top: 2.5rem; }
h3 { font-size: 1rem; margin: 0 0 .5rem; }
.verdict { border-left: .5rem solid; font-size: 1.15rem; font-weight: 600; margin: 1rem 0; padding: .75rem 1rem; }
.verdict.passed, .good td:nth-child(2) { color: var(--good); }
.verdict.failed, .bad td:nth-child(2) { color: var(--bad); }
.bad td:nth-child(2) { font-weight: 600; }
nav ol { columns: 3 14rem; } .scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: .9rem; margin: 1rem 0; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: .35rem .6rem; text-align: left; vertical-align: top; }
td.short { font-variant-numeric: tabular-nums; white-space: nowrap; }
td.long { min-width: 14rem; }
td:first-child { min-width: 8rem; overflow-wrap: anywhere; }
.tiles { display: grid; gap: .75rem; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); }
.tiles div { background: var(--soft); border-radius: .5rem; padding: .75rem 1rem; }
.tiles b { display: block; font-size: 1.6rem; } .tiles small { opacity: .8; }
figure { display: inline-block; margin: 1rem 2rem 1rem 0; max-width: 100%; vertical-align: top; width: 420px; }
figure svg { height: auto; max-width: 100%; }
figcaption { font-size: .85rem; opacity: .85; }
.case { background: var(--soft); border-radius: .5rem; margin: 1rem 0; padding: 1rem; }
.case dl { display: grid; gap: 0 1rem; grid-template-columns: max-content 1fr; margin: 0 0 .75rem; font-size: .9rem; }
.case dt { opacity: .75; } .case dd { margin: 0; }
.sides { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(16rem, 1fr)); }
.sides section { border-top: 2px solid var(--line); min-width: 0; }
.sides h4 { font-size: .85rem; margin: .4rem 0; opacity: .75; overflow-wrap: anywhere; }
.sides p { font-size: .9rem; margin: 0; overflow-wrap: anywhere; white-space: pre-wrap; }
.sides details { font-size: .85rem; margin-top: .5rem; } .sides summary { opacity: .75; }
summary { cursor: pointer; } .case > summary { font-weight: 600; }
.case[open] > summary { margin-bottom: .5rem; }
mark { background: var(--mark); color: inherit; font-weight: 600; }
@media (max-width: 40rem) {
  body { padding: 1rem .75rem; }
  .verdict { font-size: 1.05rem; }
  .tiles { grid-template-columns: 1fr 1fr; } .tiles b { font-size: 1.3rem; } .tiles div { padding: .6rem .75rem; }
  figure { margin-right: 0; }
  .case { padding: .75rem; }
  .case dl { grid-template-columns: 1fr; } .case dd { margin-bottom: .3rem; }
}
"""
_SHORT = 24
_AROUND = 160
_HIGH = re.compile(r"(?<=«) | (?=[»;:?!%])")
_JOINED = "\u202f"


def to_html(report: Report) -> str:
    """Return the whole page."""
    contents = "".join(f'<li><a href="#s{n}">{escape(s.title)}</a></li>' for n, s in enumerate(report.sections, 1))
    sections = "".join(_section(number, section) for number, section in enumerate(report.sections, 1))
    kind = "passed" if report.passed else "failed"
    return (
        f'<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{escape(report.title)}</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head><body>'
        f'<h1>{escape(report.title)}</h1><p class="verdict {kind}">{_sentence(report.verdict)}</p>'
        f"<nav><ol>{contents}</ol></nav>{sections}</body></html>\n"
    )


def _section(number: int, section: Section) -> str:
    blocks = "".join(_block(block) for block in section.blocks)
    return f'<section id="s{number}"><h2>{number}. {_sentence(section.title)}</h2>{blocks}</section>'


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            return f"<p>{_sentence(block.text)}</p>"
        case Table():
            return _table(block)
        case Plot():
            # The drawing is SVG of our own making, its labels escaped where it was drawn.
            return f"<figure>{block.svg}<figcaption>{_sentence(block.caption)}</figcaption></figure>"
        case Tiles():
            tiles = (
                f"<div>{escape(title)}<b>{escape(value)}</b><small>{escape(remark)}</small></div>"
                for title, value, remark in block.tiles
            )
            return f'<div class="tiles">{"".join(tiles)}</div>'
        case Case():
            return _case(block)


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in table.head)
    tones = table.tones or ("",) * len(table.rows)
    rows = "".join(_row(row, tone) for row, tone in zip(table.rows, tones, strict=True))
    return f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def _row(row: tuple[str, ...], tone: str) -> str:
    # Figures stay on one line: a narrow screen scrolls the table sideways instead.
    first, *others = row
    cells = "".join(f"<td class={'short' if len(cell) <= _SHORT else 'long'}>{escape(cell)}</td>" for cell in others)
    return f"<tr{f' class={tone}' if tone else ''}><td>{escape(first)}</td>{cells}</tr>"


def _case(case: Case) -> str:
    facts = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in case.facts)
    sides = "".join(f"<section><h4>{escape(side.title)}</h4>{_side(side)}</section>" for side in case.sides)
    head = f'<details class="case"{" open" if case.unfolded else ""}><summary>{escape(case.title)}</summary>'
    return f'{head}<dl>{facts}</dl><div class="sides">{sides}</div></details>'


def _side(side: Side) -> str:
    """Return a text; of a long one with a quotation, the words around it, and the whole of it folded away."""
    quote = side.quote.strip()
    if not quote:
        return f"<p>{escape(side.text)}</p>"
    before, found, after = side.text.partition(quote)
    if not found:
        return f"<p><mark>{escape(quote)}</mark></p>{_folded(side.text)}"
    # Cut between words: the first and the last of a long stretch may be halves.
    near_before = before if len(before) <= _AROUND else "… " + before[-_AROUND:].partition(" ")[2].lstrip()
    near_after = after if len(after) <= _AROUND else after[:_AROUND].rpartition(" ")[0].rstrip() + " …"
    text = f"<p>{escape(near_before)}<mark>{escape(quote)}</mark>{escape(near_after)}</p>"
    return text + (_folded(side.text) if (near_before, near_after) != (before, after) else "")


def _folded(text: str) -> str:
    return f"<details><summary>Tout le passage</summary><p>{escape(text)}</p></details>"


def _sentence(text: str) -> str:
    """Return a sentence of the report's own, its guillemets and high punctuation kept on the line of their word."""
    return escape(_HIGH.sub(_JOINED, text))
