"""How times grow with the size of things, drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#000000", "#E69F00", "#56B4E9"]
"""Okabe and Ito's colours, which people who see colours differently can tell apart; each line has its own mark too."""
SHAPES = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right"]


@dataclass(frozen=True, slots=True)
class Point:
    """One measurement: a size, how long it took, and the name of the line that it is on."""

    size: int
    took: float
    line: str


def draw(points: Sequence[Point], file: Path, *, size: str, took: str) -> None:
    """Draw `points` into `file`. Both axes are logarithmic; `size` and `took` are what they say."""
    import altair as alt

    steps = sorted({point.size for point in points})
    # The same names, scales and legend make one legend that has both the colour and the mark.
    names = list(dict.fromkeys(point.line for point in points))
    legend = alt.Legend(title=None, labelFontSize=13, symbolSize=110, labelLimit=260)
    values = [{"size": point.size, "took": point.took, "line": point.line} for point in points]
    base = alt.Chart(alt.Data(values=values)).encode(
        x=alt.X("size:Q", title=size).scale(type="log", domain=[steps[0] * 0.9, steps[-1] * 1.1]).axis(values=steps),
        y=alt.Y("took:Q", title=took).scale(type="log").axis(format="~g", tickCount=6),
        color=alt.Color("line:N", legend=legend, sort=names).scale(domain=names, range=COLOURS),
        shape=alt.Shape("line:N", legend=legend, sort=names).scale(domain=names, range=SHAPES),
    )
    lines, marks = base.mark_line(strokeWidth=2), base.mark_point(size=80, filled=True, opacity=1)
    chart = alt.layer(lines, marks).properties(width=460, height=340)
    chart = chart.configure(font="sans-serif", background="white").configure_axis(labelFontSize=13, titleFontSize=14)
    file.parent.mkdir(parents=True, exist_ok=True)
    chart.save(str(file))
