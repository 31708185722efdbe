"""One group's replies to one question: which counts are hidden, and why that is enough.

Whoever looks at the figures is taken to know these rules, and to know more than is shown: how many replies there were,
and every shown count, to the very one (a count and its share often give both away). So rounding protects nothing here,
and what is hidden must stand without it. The rules look only at how large the counts are, and hide equal counts
together. So hidden counts could change places and the same figures would be published: each might be any of them. As
they are never all the same, none is known; and as one of them is 4 or more, none is known to be very small.

That is stricter than T-32 alone, which would publish (30, c, c) for the counts 30, 1 and 1: 2 replies in two options
that somebody chose are one each.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

from storage.small_numbers.cells import LEAST_BASE, MOST_HIDDEN, GuardedCounts, Shown, nearest, show

_LEAST_MEAN = 3
"""Hidden counts that are not all the same and have this mean have a 4 among them, and are 6 or more together."""

Option = TypeVar("Option", bound=Hashable)


def guard(counts: Mapping[str, int]) -> GuardedCounts | None:
    """How many replies fell on each option, as it may be shown. None where there are too few replies to show any.

    `counts` holds every option that could be chosen, with 0 where nobody did. Raises ValueError on a count below 0.
    """
    if min(counts.values(), default=0) < 0:
        raise ValueError("a count is 0 or more")
    if sum(counts.values()) < LEAST_BASE:
        return None
    return show(counts, hidden_options(counts))


def shares(counts: Mapping[str, int]) -> dict[str, int] | None:
    """The share of each option in whole per cent, without the hidden ones. None where `guard` gives None."""
    guarded = guard(counts)
    if guarded is None:
        return None
    return {option: cell.share for option, cell in guarded.cells.items() if isinstance(cell, Shown)}


def average(values: Mapping[int, int]) -> int | None:
    """The mean of a scale as a whole number (T-33), where `values` says how many replies gave each value.

    None where there are too few replies, where every count is hidden, and where the mean would help to tell which of
    the hidden counts is which: it is given only if it is the same in whatever order they stand. Rounding alone would
    not do, as a mean at the edge of what rounds to it tells more.
    """
    base, hidden = sum(values.values()), hidden_options(values)
    if base < LEAST_BASE or len(hidden) == len(values):
        return None
    places = sorted(hidden)
    counts = sorted(values[value] for value in hidden)
    known = sum(value * count for value, count in values.items() if value not in hidden)
    highest = known + sum(value * count for value, count in zip(places, counts, strict=True))
    lowest = known + sum(value * count for value, count in zip(places, reversed(counts), strict=True))
    mean = nearest(highest, base)
    return mean if mean == nearest(lowest, base) else None


def hidden_options(counts: Mapping[Option, int]) -> frozenset[Option]:
    """The options whose counts are hidden, for 10 replies or more.

    Counts of 1 to 5 are hidden. Where these could be worked out, being all the same or few together, the next larger
    are too. Where that leaves only zeros to show, or all replies fell on one option, every count is hidden: a zero
    would then tell about everyone. (With one option to choose, that everyone chose it says nothing: it is shown.)
    """
    hidden = {option for option, count in counts.items() if 1 <= count <= MOST_HIDDEN}
    if hidden and not _hide_each_other([counts[option] for option in hidden]):
        larger = min((count for count in counts.values() if count > MOST_HIDDEN), default=None)
        hidden |= {option for option, count in counts.items() if count == larger}
    chosen = {option for option, count in counts.items() if count}
    if chosen <= hidden or len(chosen) == 1 < len(counts):
        return frozenset(counts)
    return frozenset(hidden)


def _hide_each_other(hidden: list[int]) -> bool:
    return len(set(hidden)) > 1 and sum(hidden) >= _LEAST_MEAN * len(hidden)
