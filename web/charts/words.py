"""What a chart tells, in a sentence or two, for whoever does not see it."""

from __future__ import annotations

from collections.abc import Iterator

from web.charts.grid import Grid, Row, per_cent

NOTHING = "There is nothing to show for this time."
_ENOUGH = 10
"""The fewest replies of which one row is named as the best or the worst."""


def sentences(grid: Grid) -> str:
    """What stands out."""
    if not any(row.base for row in grid.rows):
        return NOTHING
    tell = {
        "shares": _shares,
        "counts": _counts,
        "share over time": _over_time,
        "counts over time": _questions,
        "hours": _hours,
    }[grid.shape]
    return " ".join(tell(grid))


def _shares(grid: Grid) -> Iterator[str]:
    known = [(share, row) for row in grid.rows if row.base >= _ENOUGH and (share := grid.good_share(row)) is not None]
    if not known or not grid.good:
        yield "The table below has the numbers."
        return
    best, worst = (pick(known, key=lambda one: one[0]) for pick in (max, min))
    yield f"{best[1].label} has most replies that say something good: {best[0]} of every 100."
    if worst[0] < best[0]:
        yield f"{worst[1].label} has fewest: {worst[0]} of every 100."


def _counts(grid: Grid) -> Iterator[str]:
    (most, *_) = sorted((row for row in grid.rows if row.counts[0]), key=lambda row: -row.base)
    yield f"Most often: {most.label}, {most.counts[0]:,} ({most.shares[0]}%)."
    if grid.left_out:
        yield f"{grid.left_out:,} others are not drawn."


def _over_time(grid: Grid) -> Iterator[str]:
    known = [(row, share) for row in grid.rows if (share := grid.good_share(row)) is not None]
    if not known:
        yield "The table below has the numbers."
        return
    (first, then), (last, now) = known[0], known[-1]
    yield f"{first.label}: {then} of every 100 replies say something good."
    if last is not first:
        yield f"{last.label}: {now} of every 100."


def _questions(grid: Grid) -> Iterator[str]:
    base = sum(row.base for row in grid.rows)
    counts = [sum(row.counts[place] or 0 for row in grid.rows) for place in range(len(grid.columns))]
    ends = [f"{name} {per_cent(count, base)}%" for name, count in zip(grid.columns, counts, strict=True)]
    yield f"{base:,} questions: {', '.join(ends).lower()}."


def _hours(grid: Grid) -> Iterator[str]:
    for place, channel in enumerate(grid.columns):
        busiest: Row = max(grid.rows, key=lambda row, place=place: row.counts[place] or 0)  # type: ignore[misc]
        yield f"{channel}: most between {busiest.label} and the next hour ({busiest.counts[place]:,})."
