"""Drawing a chart as SVG, on the server: a wide one, and a narrow one for phones.

No colour stands alone: what a colour means is written on it or beside it, and colours differ in lightness too, so that
a chart can be read in grey.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from web.charts.grid import Grid

if TYPE_CHECKING:
    import altair as alt

WIDE, NARROW = 640, 300
"""The width of what is drawn, in pixels; the labels beside it come on top."""
_INK, _GRID = "#0b0c0c", "#d0d3d4"
_FONT = "Arial, Helvetica, sans-serif"
# From good to bad: dark blue, light blue, grey, orange, dark brown. People who see no red or no green tell them apart.
_SCALES = {
    1: ("#1d5a99",),
    2: ("#1d5a99", "#f0a04b"),
    3: ("#1d5a99", "#d9d9d9", "#f0a04b"),
    4: ("#1d5a99", "#9ecae1", "#f0a04b", "#7f3b08"),
    5: ("#1d5a99", "#9ecae1", "#e3e3e3", "#f0a04b", "#7f3b08"),
    6: ("#123b66", "#1d5a99", "#9ecae1", "#e3e3e3", "#f0a04b", "#7f3b08"),
}
_DARK = frozenset({"#1d5a99", "#7f3b08", "#123b66"})
_HIDDEN, _HIDDEN_COLOUR = "Hidden (c)", "#ffffff"
_LEAST_LABELLED = 8
"""The smallest share that has room for its number inside its bar, in per cent."""
_MOST_KEPT = 64
_QUARTERS = [0, 25, 50, 75, 100]


@lru_cache(_MOST_KEPT)
def svg(grid: Grid, *, narrow: bool = False) -> str:
    """The chart as SVG text. Drawn once for the same numbers: about 0.1 seconds, and 2 more for the first of all."""
    import vl_convert

    return str(vl_convert.vegalite_to_svg(specification(grid, narrow=narrow)))


def warm_up() -> None:
    """Load what draws, so that the first chart does not wait for it."""
    from web.charts.grid import Row

    svg(Grid("counts", ("",), (Row("", 1, (1,), (100,)),)))


def specification(grid: Grid, *, narrow: bool = False) -> dict[str, Any]:
    """The chart in Vega-Lite's terms."""
    draw = {
        "shares": _shares,
        "counts": _counts,
        "share over time": _share_over_time,
        "counts over time": _counts_over_time,
        "hours": _hours,
    }[grid.shape]
    chart = draw(grid, NARROW if narrow else WIDE, narrow)
    configured = (
        chart.configure(font=_FONT, background="white", padding=8)
        .configure_view(stroke=None)
        .configure_axis(labelFontSize=14, titleFontSize=14, labelColor=_INK, titleColor=_INK, gridColor=_GRID)
        .configure_legend(labelFontSize=14, titleFontSize=14, labelColor=_INK, symbolSize=180, labelLimit=0)
        .configure_header(labelFontSize=14, labelColor=_INK)
    )
    drawn: dict[str, Any] = configured.to_dict()
    return drawn


def colours(count: int) -> Sequence[str]:
    """So many colours from good to bad."""
    return _SCALES[max(1, min(count, max(_SCALES)))]


def _shares(grid: Grid, width: int, narrow: bool) -> Any:
    import altair as alt

    names = [*grid.columns, *([_HIDDEN] if grid.guarded else [])]
    palette = [*(colours(len(grid.columns))[place % 6] for place in range(len(grid.columns))), _HIDDEN_COLOUR]
    base = alt.Chart(_data(_pieces(grid)), width=width, height=alt.Step(52 if narrow else 34))
    rows = alt.Y("row:N", sort=None, title=None, axis=None if narrow else _labels())
    bars = base.mark_bar(size=22, stroke=_INK, strokeWidth=0.5).encode(
        y=rows,
        x=alt.X(
            "from:Q",
            title="Share of replies, in per cent",
            scale=alt.Scale(domain=[0, 100]),
            axis=alt.Axis(values=_QUARTERS),
        ),
        x2="to:Q",
        color=alt.Color(
            "column:N",
            sort=names,
            scale=alt.Scale(domain=names, range=palette[: len(names)]),
            legend=_legend(narrow, len(names)),
        ),
    )
    numbers = base.mark_text(fontSize=14).encode(
        y=rows, x="middle:Q", text="text:N", color=alt.Color("ink:N", scale=None)
    )
    return alt.layer(bars, numbers, *_names_above(base, narrow))


def _pieces(grid: Grid) -> Iterator[dict[str, Any]]:
    shades = colours(len(grid.columns))
    for row in grid.rows:
        end = 0.0
        shares = [_exact(count, share, row.base, grid) for count, share in zip(row.counts, row.shares, strict=True)]
        known = sum(share or 0 for share in shares)
        hidden = max(0.0, 100 - known) if None in shares else 0.0
        for place, share in enumerate([*shares, hidden]):
            if not share:
                continue
            whole = place == len(shares)
            shade = _HIDDEN_COLOUR if whole else shades[place % 6]
            label = "c" if whole else f"{share:.0f}"
            yield {
                "row": row.label,
                "column": _HIDDEN if whole else grid.columns[place],
                "from": end,
                "to": min(end + share, 100),
                "middle": end + share / 2,
                "text": label if share >= _LEAST_LABELLED else "",
                "ink": "white" if shade in _DARK else _INK,
            }
            end += share


def _exact(count: int | None, share: int | None, base: int, grid: Grid) -> float | None:
    if count is None or share is None:
        return None
    return float(share) if grid.guarded else 100 * count / base if base else 0.0


def _counts(grid: Grid, width: int, narrow: bool) -> Any:
    import altair as alt

    values = [
        {"row": row.label, "count": row.counts[0] or 0, "text": _told(row.counts[0], row.shares[0])}
        for row in grid.rows
    ]
    base = alt.Chart(_data(values), width=width, height=alt.Step(52 if narrow else 34))
    rows = alt.Y("row:N", sort=None, title=None, axis=None if narrow else _labels())
    most = max((row.counts[0] or 0 for row in grid.rows), default=0) or 1
    across = alt.X(
        "count:Q", title=grid.columns[0], scale=alt.Scale(domain=[0, most * (1.45 if narrow else 1.25)], nice=False)
    )
    bars = base.mark_bar(size=22, color=colours(1)[0]).encode(y=rows, x=across)
    numbers = base.mark_text(fontSize=14, align="left", dx=5, color=_INK).encode(y=rows, x=across, text="text:N")
    return alt.layer(bars, numbers, *_names_above(base, narrow))


def _told(count: int | None, share: int | None) -> str:
    return "c" if count is None else f"{count:,} ({share}%)"


def _share_over_time(grid: Grid, width: int, narrow: bool) -> Any:
    import altair as alt

    values = [{"step": row.label, "share": grid.good_share(row)} for row in grid.rows]
    base = alt.Chart(_data(values), width=width, height=260)
    across = alt.X("step:O", sort=None, title=None, axis=alt.Axis(labelAngle=-60 if narrow else 0, labelOverlap=False))
    up = alt.Y(
        "share:Q",
        title=None if narrow else "Per cent who say something good",
        scale=alt.Scale(domain=[0, 100]),
        axis=alt.Axis(values=_QUARTERS),
    )
    line = base.mark_line(color=colours(1)[0], strokeWidth=3, point=alt.OverlayMarkDef(size=70, filled=True))
    numbers = base.mark_text(fontSize=12 if narrow else 14, dy=-14, color=_INK)
    numbers = numbers.encode(x=across, y=up, text="share:Q")
    # The same numbers in white behind, so that the line does not run through them.
    behind = numbers.mark_text(fontSize=12 if narrow else 14, dy=-14, color="white", stroke="white", strokeWidth=4)
    return alt.layer(line.encode(x=across, y=up), behind, numbers)


def _counts_over_time(grid: Grid, width: int, narrow: bool) -> Any:
    import altair as alt

    values = [
        {"step": row.label, "column": name, "count": count or 0, "place": place}
        for row in grid.rows
        for place, (name, count) in enumerate(zip(grid.columns, row.counts, strict=True))
    ]
    names = list(grid.columns)
    return (
        alt.Chart(_data(values), width=width, height=260)
        .mark_bar(stroke=_INK, strokeWidth=0.5)
        .encode(
            x=alt.X("step:O", sort=None, title=None, axis=alt.Axis(labelAngle=-60 if narrow else 0)),
            y=alt.Y("count:Q", title=None if narrow else "Questions"),
            color=alt.Color(
                "column:N",
                sort=names,
                scale=alt.Scale(domain=names, range=list(colours(len(names)))),
                legend=_legend(narrow, len(names)),
            ),
            order=alt.Order("place:Q"),
        )
    )


def _hours(grid: Grid, width: int, narrow: bool) -> Any:
    import altair as alt

    values = [
        {"hour": row.label[:2], "column": name, "count": count or 0}
        for row in grid.rows
        for name, count in zip(grid.columns, row.counts, strict=True)
    ]
    shown = [f"{hour:02}" for hour in range(0, 24, 4 if narrow else 2)]
    return (
        alt.Chart(_data(values), width=width, height=130)
        .mark_bar(color=colours(1)[0])
        .encode(
            x=alt.X("hour:O", sort=None, title="Hour of the day", axis=alt.Axis(labelAngle=0, values=shown)),
            y=alt.Y("count:Q", title=None, axis=alt.Axis(tickCount=4)),
        )
        .facet(row=alt.Row("column:N", sort=list(grid.columns), title=None, header=_over()))
    )


def _names_above(base: alt.Chart, narrow: bool) -> list[Any]:
    """On a phone a row's name stands above its bar, so that a long one is not cut and the bar has all the width."""
    if not narrow:
        return []
    import altair as alt

    named = base.transform_aggregate(groupby=["row"]).mark_text(
        align="left", baseline="bottom", dy=-14, fontSize=14, limit=NARROW, color=_INK
    )
    return [named.encode(y=alt.Y("row:N", sort=None), x=alt.value(0), text="row:N")]


def _labels() -> alt.Axis:
    import altair as alt

    return alt.Axis(labelLimit=260, labelPadding=8, ticks=False, domain=False)


def _legend(narrow: bool, count: int) -> alt.Legend:
    import altair as alt

    return alt.Legend(orient="top", title=None, columns=1 if narrow else min(count, 6), symbolStrokeColor=_INK)


def _over() -> alt.Header:
    import altair as alt

    return alt.Header(orient="top", labelAnchor="start", labelFontWeight="bold", title=None)


def _data(values: Any) -> alt.Data:
    import altair as alt

    return alt.Data(values=list(values))  # type: ignore[no-untyped-call]
