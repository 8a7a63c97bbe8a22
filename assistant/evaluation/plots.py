"""Plots as SVG text: pure functions, nothing remote, every label escaped. Colours read on light and dark alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from assistant.evaluation.calibration import Bin
from assistant.evaluation.intervals import Estimate, wilson

Point = tuple[float, float]

_WIDTH, _HEIGHT = 460, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 14, 14, 46
_COLOURS = ("#1f5fbf", "#c2571a", "#2c8a4b", "#8a3fa0", "#6b7280")
_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


def line_plot(
    series: Mapping[str, Sequence[Point]], *, x: str, y: str, title: str, x_ticks: Sequence[float] = _TICKS
) -> str:
    """Draw lines over x in [0, last tick] and y in [0, 1], with a legend."""
    last = x_ticks[-1] or 1.0
    parts = [_axes(x, y, [(tick / last, _number(tick)) for tick in x_ticks])]
    for position, (name, points) in enumerate(series.items()):
        colour = _COLOURS[position % len(_COLOURS)]
        path = " ".join(f"{_x(at / last):.1f},{_y(value):.1f}" for at, value in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        if len(points) <= 12:
            parts += [f'<circle cx="{_x(a / last):.1f}" cy="{_y(b):.1f}" r="3" fill="{colour}"/>' for a, b in points]
        parts.append(_legend(position, name, colour))
    return _svg(parts, title)


def reliability_plot(bins: Sequence[Bin], *, x: str, y: str, title: str) -> str:
    """Draw the share of right answers against the confidence, bin by bin, with Wilson bars and counts."""
    parts = [_axes(x, y, [(tick, _number(tick)) for tick in _TICKS])]
    parts.append(_line(_x(0), _y(0), _x(1), _y(1), "#9aa3ad", dash="4 4"))
    for each in bins:
        low, high = wilson(each.accuracy * each.n, each.n)
        at = _x(each.confidence)
        parts.append(_line(at, _y(low), at, _y(high), _COLOURS[0]))
        parts.append(f'<circle cx="{at:.1f}" cy="{_y(each.accuracy):.1f}" r="4" fill="{_COLOURS[0]}"/>')
        parts.append(_text(at + 6, _y(each.accuracy) - 6, f"n = {each.n}", size=10))
    return _svg(parts, title)


def histogram_plot(groups: Mapping[str, Sequence[float]], *, x: str, y: str, title: str, bars: int = 10) -> str:
    """Draw the counts of values in [0, 1] of two groups, side by side in each bar."""
    counts = {name: _counts(values, bars) for name, values in groups.items()}
    most = max((max(some) for some in counts.values()), default=0) or 1
    y_ticks = [(share, _number(round(most * share))) for share in (0.0, 0.5, 1.0)]
    parts = [_axes(x, y, [(tick, _number(tick)) for tick in _TICKS], y_ticks)]
    width = (_x(1) - _x(0)) / bars / max(1, len(counts))
    for position, (name, some) in enumerate(counts.items()):
        colour = _COLOURS[position % len(_COLOURS)]
        for bar, count in enumerate(some):
            if count:
                left, top = _x(bar / bars) + position * width, _y(count / most)
                size = f'width="{width - 1:.1f}" height="{_y(0) - top:.1f}"'
                parts.append(f'<rect x="{left:.1f}" y="{top:.1f}" {size} fill="{colour}"/>')
        parts.append(_legend(position, name, colour))
    return _svg(parts, title)


def forest_plot(rows: Mapping[str, Estimate], *, x: str, title: str) -> str:
    """Draw one estimate a line with its interval, over x in [0, 1]."""
    left, step = 210, 22
    height = _TOP + step * len(rows) + _BOTTOM

    def across(value: float) -> float:
        return left + value * (_WIDTH + 120 - left - 60)

    parts = []
    for tick in _TICKS:
        parts.append(_line(across(tick), _TOP, across(tick), height - _BOTTOM, "#d5dae0"))
        parts.append(_text(across(tick), height - _BOTTOM + 16, _number(tick), anchor="middle"))
    for position, (name, estimate) in enumerate(rows.items()):
        middle = _TOP + step * (position + 0.5)
        parts.append(_text(left - 8, middle + 4, _shortened(name), anchor="end"))
        if estimate.low is not None and estimate.high is not None:
            parts.append(_line(across(estimate.low), middle, across(estimate.high), middle, _COLOURS[0]))
        parts.append(f'<circle cx="{across(estimate.value):.1f}" cy="{middle:.1f}" r="4" fill="{_COLOURS[0]}"/>')
        parts.append(_text(across(1) + 8, middle + 4, f"n = {estimate.n}", size=10))
    parts.append(_text(across(0.5), height - 8, x, anchor="middle"))
    return _svg(parts, title, width=_WIDTH + 120, height=height)


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
        parts.append(_line(_x(0), _y(share), _x(1), _y(share), "#d5dae0"))
        parts.append(_text(_x(0) - 6, _y(share) + 4, label, anchor="end"))
    for share, label in x_ticks:
        parts.append(_text(_x(share), _y(0) + 16, label, anchor="middle"))
    parts.append(_text(_x(0.5), _HEIGHT - 8, x, anchor="middle"))
    middle = _y(0.5)
    label = f'<text x="12" y="{middle:.1f}" transform="rotate(-90 12 {middle:.1f})" text-anchor="middle" font-size="11"'
    return "".join(parts) + f'{label} fill="currentColor">{escape(y)}</text>'


def _legend(position: int, name: str, colour: str) -> str:
    left = _LEFT + 132 * position
    mark = f'<rect x="{left}" y="{_HEIGHT + 2}" width="10" height="10" fill="{colour}"/>'
    return mark + _text(left + 16, _HEIGHT + 11, name)


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, *, dash: str = "") -> str:
    extra = f' stroke-dasharray="{dash}"' if dash else ""
    ends = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
    return f'<line {ends} stroke="{colour}" stroke-width="{2 if colour in _COLOURS else 1}"{extra}/>'


def _text(x: float, y: float, text: str, *, anchor: str = "start", size: int = 11) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}"'
    return f'<text {place} fill="currentColor">{escape(text)}</text>'


def _number(value: float) -> str:
    return f"{value:g}".replace(".", ",")


def _shortened(name: str, longest: int = 34) -> str:
    return name if len(name) <= longest else name[: longest - 1] + "…"


def _svg(parts: Sequence[str], title: str, *, width: int = _WIDTH, height: int = _HEIGHT + 20) -> str:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" role="img"'
    return f"{head}><title>{escape(title)}</title>{''.join(parts)}</svg>"
