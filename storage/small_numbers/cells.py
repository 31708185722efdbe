"""What may be shown of a count: the count to the nearest 5 with its share, or nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

LEAST_BASE = 10
"""The fewest replies that a group has before anything is said of it (T-31)."""

MOST_HIDDEN = 5
"""A count from 1 to this is never shown (T-31)."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A `count` of replies to the nearest 5. `share` is what whole per cent of all replies it is, before rounding."""

    count: int
    share: int


@dataclass(frozen=True, slots=True)
class Hidden:
    """A count that would tell too much. Callers show "c"."""


Cell = Shown | Hidden


@dataclass(frozen=True, slots=True)
class GuardedCounts:
    """How many replies fell on each option, as it may be shown. `base` is how many there were, to the nearest 5."""

    base: int
    cells: Mapping[str, Cell]


def show(counts: Mapping[str, int], hidden: Collection[str]) -> GuardedCounts:
    """The `counts` with the options in `hidden` hidden. Their sum is not 0."""
    base = sum(counts.values())
    cells = {
        option: Hidden() if option in hidden else Shown(nearest_five(count), nearest(100 * count, base))
        for option, count in counts.items()
    }
    return GuardedCounts(nearest_five(base), cells)


def nearest_five(count: int) -> int:
    """The multiple of 5 that is nearest to `count`."""
    return 5 * nearest(count, 5)


def nearest(number: int, by: int) -> int:
    """`number` / `by` to the nearest whole number, a half upwards. `by` is over 0."""
    return (2 * number + by) // (2 * by)
