"""Plots are drawn to scale, stay inside their canvas, and escape what they are told to write."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, fromstring

import pytest

from assistant.evaluation import plots
from assistant.evaluation.calibration import bins
from assistant.evaluation.intervals import Estimate

SVG = "{http://www.w3.org/2000/svg}"


def rectangles(drawing: str) -> list[tuple[float, float]]:
    """Return left end and right end of each bar."""
    found = fromstring(drawing).iter(f"{SVG}rect")
    return [(float(r.get("x", 0)), float(r.get("x", 0)) + float(r.get("width", 0))) for r in found]


def texts(drawing: str) -> list[str]:
    return ["".join(element.itertext()) for element in fromstring(drawing).iter(f"{SVG}text")]


def test_a_waterfall_goes_from_what_is_right_to_everything() -> None:
    steps = {"Recherche": 0.3, "Refus": -0.1, "Phrase": 0.4}
    drawing = plots.waterfall_plot(("Justes", 0.4), steps, x="questions", title="Pertes")
    bars = rectangles(drawing)
    zero, full = bars[0][0], bars[3][1]
    scaled = [tuple(round((end - zero) / (full - zero), 2) for end in bar) for bar in bars]
    assert scaled == [(0, 0.4), (0.4, 0.7), (0.6, 0.7), (0.6, 1.0)]
    assert {"40,0 %", "−30,0 pt", "+10,0 pt", "−40,0 pt", "0 %", "100 %"} <= set(texts(drawing))


@pytest.mark.parametrize(("right", "begins"), [(0.49, "0 %"), (0.79, "50 %"), (0.85, "80 %"), (0.93, "90 %")])
def test_the_axis_of_a_waterfall_begins_where_its_steps_can_be_seen(right: float, begins: str) -> None:
    drawing = plots.waterfall_plot(("Justes", right), {"Phrase": 1 - right}, x="questions", title="Pertes")
    assert begins in texts(drawing)


def test_a_line_plot_takes_the_height_that_its_values_need_and_marks_a_place() -> None:
    drawing = plots.line_plot({"a": [(0, 0.0), (1, 0.08)]}, x="x", y="y", title="t", mark=(0.4, "seuil : 0,4"))
    assert {"0,1", "0,05", "seuil : 0,4"} <= set(texts(drawing))
    assert "0,75" in texts(plots.line_plot({"a": [(0, 0.9)]}, x="x", y="y", title="t"))
    dashed = [line for line in fromstring(drawing).iter(f"{SVG}line") if line.get("stroke-dasharray")]
    assert [float(line.get("x1", 0)) for line in dashed] == [pytest.approx(54 + 0.4 * 350)]


def test_changes_are_drawn_around_zero() -> None:
    rows = {"fautes": Estimate(-0.24, -0.38, -0.12, 42), "anglais": Estimate(0.0, 0.0, 0.0, 4)}
    drawing = plots.forest_plot(rows, x="Δ", title="t", changes=True)
    assert [text for text in texts(drawing) if re.fullmatch(r"−?[\d,]+", text)] == ["−0,4", "−0,2", "0", "0,2"]


def test_names_too_long_keep_their_beginning_and_their_end() -> None:
    rows = {f"document : rapport-annuel-{year}.txt": Estimate(0.5, 0.4, 0.6, 9) for year in (2012, 2013)}
    names = [text for text in texts(plots.forest_plot(rows, x="x", title="t")) if text.startswith("document")]
    assert names == ["document : ra…nuel-2012.txt", "document : ra…nuel-2013.txt"]


def inside(element: Element, width: float, height: float) -> bool:
    places = [(element.get(x), element.get(y)) for x, y in (("x", "y"), ("x1", "y1"), ("x2", "y2"), ("cx", "cy"))]
    return all(0 <= float(x) <= width and 0 <= float(y) <= height for x, y in places if x and y)


@pytest.mark.parametrize(
    "drawing",
    [
        plots.line_plot({"<a>": [(0, 1.0), (1, 0.0)]}, x="<x>", y="<y>", title="<t>", mark=(1.0, "<m>")),
        plots.reliability_plot(bins([0.1, 0.5, 1.0], [False, True, True]), x="<x>", y="<y>", title="<t>"),
        plots.histogram_plot({"<a>": [0.0, 1.0, 1.0], "b": []}, x="<x>", y="<y>", title="<t>", mark=(0.0, "<m>")),
        plots.histogram_plot({}, x="<x>", y="<y>", title="<t>"),
        plots.forest_plot({"<a>": Estimate(1.0, 0.2, 1.0, 1)}, x="<x>", title="<t>"),
        plots.forest_plot({"<a>": Estimate(-1.0, -1.0, 1.0, 1)}, x="<x>", title="<t>", changes=True),
        plots.waterfall_plot(("<a>", 1.2), {"<b>": -0.3}, x="<x>", title="<t>"),
    ],
    ids=["lines", "reliability", "histogram", "no group", "forest", "changes", "waterfall"],
)
def test_a_drawing_is_well_formed_and_inside_its_canvas(drawing: str) -> None:
    root = fromstring(drawing)
    _, _, width, height = (float(number) for number in root.get("viewBox", "").split())
    assert [element.tag for element in root.iter() if not inside(element, width, height)] == []
    assert "".join(root.find(f"{SVG}title").itertext()) == "<t>"  # type: ignore[union-attr]
