"""What a chart shows, as plain numbers: the same ones are drawn, stand in its table and are told in its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from storage.small_numbers import GuardedCounts, Hidden, Shown

Shape = Literal["shares", "counts", "share over time", "counts over time", "hours"]
"""How it is drawn: a whole bar for each row, a bar as long as its count, a line, columns, a line for each column."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: how many chose each column, and what whole per cent of all that is. None is hidden.

    `base` is how many there were in all.
    """

    label: str
    base: int
    counts: tuple[int | None, ...]
    shares: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A chart's numbers. `good` are the places of the columns that say something good.

    `left_out` is how many rows there were besides, too many to draw. A grid of the shape "counts" has one column, and
    `shares` of all that was counted.
    """

    shape: Shape
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    good: frozenset[int] = frozenset()
    left_out: int = 0
    guarded: bool = False

    @property
    def base(self) -> int:
        """How many there were in all rows."""
        return sum(row.base for row in self.rows)

    def good_share(self, row: Row) -> int | None:
        """What per cent of a row says something good; None where there is nothing, or some of it is hidden."""
        shares = [row.shares[place] for place in sorted(self.good)]
        if not row.base or not shares or any(share is None for share in shares):
            return None
        counts = [row.counts[place] or 0 for place in self.good]
        return sum(share or 0 for share in shares) if self.guarded else per_cent(sum(counts), row.base)


def counted(label: str, counts: Mapping[str, int], values: Sequence[str]) -> Row:
    """A row of true counts, in the order of `values`."""
    each = tuple(counts.get(value, 0) for value in values)
    base = sum(each)
    return Row(label, base, each, tuple(per_cent(count, base) for count in each))


def guarded(label: str, counts: GuardedCounts, values: Sequence[str]) -> Row:
    """A row as it may be published, in the order of `values`; 0 for one that could not be chosen."""
    cells = [counts.cells.get(value, Shown(0, 0)) for value in values]
    return Row(
        label,
        counts.base,
        tuple(None if isinstance(cell, Hidden) else cell.count for cell in cells),
        tuple(None if isinstance(cell, Hidden) else cell.share for cell in cells),
    )


def turned(row: Row, labels: Sequence[str]) -> tuple[Row, ...]:
    """A row's columns as rows of their own, with one column each."""
    each = zip(labels, row.counts, row.shares, strict=True)
    return tuple(Row(label, count or 0, (count,), (share,)) for label, count, share in each)


def per_cent(count: int, base: int) -> int:
    """`count` of `base` in whole per cent; 0 of nothing."""
    return (200 * count + base) // (2 * base) if base else 0
