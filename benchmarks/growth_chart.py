"""The growth of the times with the number of services, drawn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

LINES = {
    "load": "Load from YAML",
    "match": "Build the matcher",
    "feed, first": "First page of the feed",
    "find": "Find services",
    "feed": "Next page of the feed",
}
COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#000000"]
"""Okabe and Ito's colours, which people who see colours differently can tell apart; each line has its own mark too."""
SHAPES = ["circle", "square", "triangle-up", "diamond", "cross"]


def draw(rows: list[dict[str, Any]], file: Path) -> None:
    """Draw `rows`, as `benchmarks.content` measures them, into `file`. Both axes are logarithmic."""
    import altair as alt

    points = [
        {"services": row["services"], "seconds": row[key], "what": name}
        for row in rows
        for key, name in LINES.items()
        if key in row
    ]
    steps = [row["services"] for row in rows]
    # The same names, scales and legend make one legend that has both the colour and the mark.
    names, legend = list(LINES.values()), alt.Legend(title=None, labelFontSize=13, symbolSize=110, labelLimit=200)
    base = alt.Chart(alt.Data(values=points)).encode(
        x=alt.X("services:Q", title="Services").scale(type="log", domain=[90, 110_000]).axis(values=steps),
        y=alt.Y("seconds:Q", title="Seconds").scale(type="log").axis(format="~g", tickCount=6),
        color=alt.Color("what:N", legend=legend).scale(domain=names, range=COLOURS),
        shape=alt.Shape("what:N", legend=legend).scale(domain=names, range=SHAPES),
    )
    lines, marks = base.mark_line(strokeWidth=2), base.mark_point(size=80, filled=True, opacity=1)
    chart = alt.layer(lines, marks).properties(width=460, height=340)
    chart = chart.configure(font="sans-serif", background="white").configure_axis(labelFontSize=13, titleFontSize=14)
    file.parent.mkdir(parents=True, exist_ok=True)
    chart.save(str(file))
