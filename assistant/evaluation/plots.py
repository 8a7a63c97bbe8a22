"""Plots as SVG text: pure functions, nothing remote, every label escaped. Colours read on light and dark alike.

The canvas is narrow and its letters large, so that a plot as wide as a telephone's screen can still be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import accumulate
from math import ceil, floor

from assistant.evaluation.calibration import Bin
from assistant.evaluation.intervals import Estimate, wilson

Point = tuple[float, float]
Mark = tuple[float, str]
"""A place on the x axis to point at, and its name."""

_WIDTH, _HEIGHT = 420, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 54, 16, 20, 48
_COLOURS = ("#2f74d0", "#c2571a", "#2c8a4b", "#8a3fa0", "#6b7280")
_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
_CEILINGS = (0.1, 0.2, 0.5, 1.0)
_LETTERS = 12
_ROW = 24
_NAMES = 190


def line_plot(
    series: Mapping[str, Sequence[Point]],
    *,
    x: str,
    y: str,
    title: str,
    x_ticks: Sequence[float] = _TICKS,
    mark: Mark | None = None,
) -> str:
    """Draw lines over x in [0, last tick], with a legend; y runs from 0 to 0.1, 0.2, 0.5 or 1, the first that fits."""
    last = x_ticks[-1] or 1.0
    highest = max((value for points in series.values() for _, value in points), default=1.0)
    top = next((ceiling for ceiling in _CEILINGS if highest <= ceiling), 1.0)
    y_ticks = [(share, _number(share * top)) for share in (_TICKS if top == 1 else (0.0, 0.5, 1.0))]
    parts = [_axes(x, y, [(tick / last, _number(tick)) for tick in x_ticks], y_ticks), _marked(mark, last)]
    for position, (name, points) in enumerate(series.items()):
        colour = _COLOURS[position % len(_COLOURS)]
        path = " ".join(f"{_x(at / last):.1f},{_y(value / top):.1f}" for at, value in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        if len(points) <= 12:
            parts += [_dot(_x(at / last), _y(value / top), colour, size=3) for at, value in points]
        parts.append(_legend(position, name, colour))
    return _svg(parts, title)


def reliability_plot(bins: Sequence[Bin], *, x: str, y: str, title: str) -> str:
    """Draw the share of right answers against the confidence, bin by bin, with Wilson bars."""
    parts = [_axes(x, y, [(tick, _number(tick)) for tick in _TICKS])]
    parts.append(_line(_x(0), _y(0), _x(1), _y(1), dash="4 4"))
    for each in bins:
        low, high = wilson(each.accuracy * each.n, each.n)
        at = _x(each.confidence)
        parts.append(_line(at, _y(low), at, _y(high), _COLOURS[0]))
        parts.append(_dot(at, _y(each.accuracy), _COLOURS[0], title=f"n = {each.n}"))
    return _svg(parts, title, height=_HEIGHT)


def histogram_plot(
    groups: Mapping[str, Sequence[float]], *, x: str, y: str, title: str, bars: int = 10, mark: Mark | None = None
) -> str:
    """Draw the counts of values in [0, 1] of two groups, side by side in each bar."""
    counts = {name: _counts(values, bars) for name, values in groups.items()}
    most = max((max(some) for some in counts.values()), default=0) or 1
    y_ticks = [(count / most, _number(count)) for count in sorted({0, most // 2, most})]
    parts = [_axes(x, y, [(tick, _number(tick)) for tick in _TICKS], y_ticks), _marked(mark, 1.0)]
    width = (_x(1) - _x(0)) / bars / max(1, len(counts))
    for position, (name, some) in enumerate(counts.items()):
        colour = _COLOURS[position % len(_COLOURS)]
        for bar, count in enumerate(some):
            if count:
                left, top = _x(bar / bars) + position * width, _y(count / most)
                parts.append(_rectangle(left, top, width - 1, _y(0) - top, colour))
        parts.append(_legend(position, name, colour))
    return _svg(parts, title)


def forest_plot(rows: Mapping[str, Estimate], *, x: str, title: str, changes: bool = False) -> str:
    """Draw one estimate a line with its interval, over x in [0, 1]; for `changes` over what they span, around 0."""
    left, right = _NAMES, 64
    ticks = _change_ticks(rows.values()) if changes else list(_TICKS)
    low, span = ticks[0], ticks[-1] - ticks[0]
    height = _TOP + _ROW * len(rows) + _BOTTOM

    def across(value: float) -> float:
        return left + (value - low) / span * (_WIDTH - left - right)

    parts = []
    for tick in ticks:
        bold = changes and tick == 0
        parts.append(_line(across(tick), _TOP, across(tick), height - _BOTTOM, strong=bold))
        parts.append(_text(across(tick), height - _BOTTOM + 16, _number(tick), anchor="middle"))
    for position, (name, estimate) in enumerate(rows.items()):
        middle = _TOP + _ROW * (position + 0.5)
        parts.append(_text(left - 10, middle + 4, _shortened(name), anchor="end", size=11))
        if estimate.low is not None and estimate.high is not None:
            parts.append(_line(across(estimate.low), middle, across(estimate.high), middle, _COLOURS[0]))
        parts.append(_dot(across(estimate.value), middle, _COLOURS[0]))
        parts.append(_text(_WIDTH - right + 12, middle + 4, f"n = {estimate.n}"))
    parts.append(_text(across(low + span / 2), height - 10, x, anchor="middle"))
    return _svg(parts, title, height=height)


def waterfall_plot(start: tuple[str, float], steps: Mapping[str, float], *, x: str, title: str) -> str:
    """Draw a share of 1, then step by step what is missing from it, each bar where the one before ended.

    A negative step goes back and has another colour. The axis begins at 0, 0.5, 0.8 or 0.9: where the steps can be seen.
    """
    left, right, row = 150, 64, 30
    ends = list(accumulate([start[1], *steps.values()]))
    low = max(bound for bound in (0.0, 0.5, 0.8, 0.9) if bound <= max(0.0, min(ends)))
    height = _TOP + row * (len(steps) + 1) + _BOTTOM

    def across(value: float) -> float:
        return left + (min(1.0, max(low, value)) - low) / (1 - low) * (_WIDTH - left - right)

    parts = []
    for tick in (low, (1 + low) / 2, 1.0):
        parts.append(_line(across(tick), _TOP, across(tick), height - _BOTTOM))
        parts.append(_text(across(tick), height - _BOTTOM + 16, f"{100 * tick:.0f} %", anchor="middle"))
    reached = 0.0
    for position, (name, share) in enumerate([start, *steps.items()]):
        above = _TOP + row * position
        colour = _COLOURS[2] if position == 0 else _COLOURS[1] if share >= 0 else _COLOURS[3]
        begin, end = sorted((across(reached), across(reached + share)))
        reached += share
        parts.append(_rectangle(begin, above + 5, max(end - begin, 1.5), row - 10, colour))
        # A thin line leads to the next bar.
        if position < len(steps):
            parts.append(_line(across(reached), above + row - 5, across(reached), above + row + 5, strong=True))
        parts.append(_text(left - 10, above + row / 2 + 4, _shortened(name), anchor="end", size=11))
        shown = f"{100 * abs(share):.1f}".replace(".", ",")
        sign = "" if position == 0 or shown == "0,0" else "−" if share > 0 else "+"
        parts.append(_text(_WIDTH - right + 8, above + row / 2 + 4, f"{sign}{shown} {'%' if position == 0 else 'pt'}"))
    parts.append(_text(across((1 + low) / 2), height - 10, x, anchor="middle"))
    return _svg(parts, title, height=height)


def _change_ticks(estimates: Iterable[Estimate]) -> list[float]:
    ends = [0.0, 0.1, -0.1]
    for estimate in estimates:
        ends += [end for end in (estimate.low, estimate.value, estimate.high) if end is not None]
    low, high = floor(min(ends) * 10), ceil(max(ends) * 10)
    step = 1 if high - low <= 4 else 2 if high - low <= 10 else 5
    return [tick / 10 for tick in range(low - low % step, high + step, step)]


def _counts(values: Sequence[float], bars: int) -> list[int]:
    counts = [0] * bars
    for value in values:
        counts[min(bars - 1, max(0, int(value * bars)))] += 1
    return counts


def _x(share: float) -> float:
    return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)


def _y(share: float) -> float:
    return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)


def _axes(
    x: str, y: str, x_ticks: Sequence[tuple[float, str]], y_ticks: Sequence[tuple[float, str]] | None = None
) -> str:
    parts = []
    for share, label in y_ticks or [(tick, _number(tick)) for tick in _TICKS]:
        parts.append(_line(_x(0), _y(share), _x(1), _y(share)))
        parts.append(_text(_x(0) - 6, _y(share) + 4, label, anchor="end"))
    for share, label in x_ticks:
        parts.append(_text(_x(share), _y(0) + 18, label, anchor="middle"))
    parts.append(_text(_x(0.5), _HEIGHT - 10, x, anchor="middle"))
    middle = _y(0.5)
    turned = f'x="13" y="{middle:.1f}" transform="rotate(-90 13 {middle:.1f})" text-anchor="middle"'
    return "".join(parts) + f'<text {turned} font-size="{_LETTERS}" fill="currentColor">{escape(y)}</text>'


def _marked(mark: Mark | None, last: float) -> str:
    if mark is None:
        return ""
    at = _x(mark[0] / last)
    anchor = "start" if mark[0] / last < 0.5 else "end"
    line = _line(at, _TOP - 4, at, _y(0), strong=True, dash="5 4")
    return line + _text(at + (5 if anchor == "start" else -5), _TOP - 6, mark[1], anchor=anchor)


def _legend(position: int, name: str, colour: str) -> str:
    left = _LEFT + 122 * position
    return _rectangle(left, _HEIGHT + 2, 10, 10, colour) + _text(left + 15, _HEIGHT + 11, name)


def _rectangle(left: float, top: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{colour}"/>'


def _dot(x: float, y: float, colour: str, *, size: int = 4, title: str = "") -> str:
    inside = f"<title>{escape(title)}</title>" if title else ""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size}" fill="{colour}">{inside}</circle>'


def _line(x1: float, y1: float, x2: float, y2: float, colour: str = "", *, strong: bool = False, dash: str = "") -> str:
    ends = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
    if colour:
        return f'<line {ends} stroke="{colour}" stroke-width="2"/>'
    extra = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<line {ends} stroke="currentColor" stroke-opacity="{0.6 if strong or dash else 0.18}"{extra}/>'


def _text(x: float, y: float, text: str, *, anchor: str = "start", size: int = _LETTERS) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}"'
    return f'<text {place} fill="currentColor">{escape(text)}</text>'


def _number(value: float) -> str:
    return f"{value:g}".replace(".", ",").replace("-", "−")


def _shortened(name: str, longest: int = 27) -> str:
    """Return the name with its middle left out where it is too long: file names differ at their ends."""
    if len(name) <= longest:
        return name
    return f"{name[: longest // 2]}…{name[-(longest - longest // 2 - 1) :]}"


def _svg(parts: Sequence[str], title: str, *, height: int = _HEIGHT + 20) -> str:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" role="img"'
    return f"{head}><title>{escape(title)}</title>{''.join(parts)}</svg>"
