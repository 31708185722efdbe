"""Many groups' replies to one question, with the total of them all: which rows and which options are hidden.

The total comes first, guarded as one group is, so it is the same figure wherever it stands. Then the rarest options of
the total are hidden in every row at once, and a row that would still tell is left out whole: as many options as lets
the most be told. What the rows left out hold together can be worked out, so it keeps to the rules too.

Why whole options and whole rows, where T-32 hides cell by cell: *which* cells are hidden tells somebody who knows the
rules what is in them. Every fixed rule for single cells is open to this (Minami and Abe, "Algorithmic matching attacks
on optimally suppressed tabular data", https://doi.org/10.3390/a12080165). Here what is shown hangs on visible counts,
and on the sums of the hidden ones along rows and options. Replies that change places among hidden cells, and leave the
sums alone, leave what is published alone; and every such sum is 6 or more, so there are always others they could be.
Only that fewer hidden options would have told less is known besides, and the tests have found nothing to learn from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from storage.small_numbers.cells import LEAST_BASE, MOST_HIDDEN, GuardedCounts, show
from storage.small_numbers.counts import guard, hidden_options

Counts = dict[str, int]
Rows = dict[str, Counts]


@dataclass(frozen=True, slots=True)
class GuardedTable:
    """`rows` as they may be shown, None where a row is left out. `totals` is of all rows, those left out too.

    A row is left out where too few replied, and where it would tell about itself or about another that is left out.
    `totals` is None, and so is every row, where all rows together have too few replies.
    """

    rows: Mapping[str, GuardedCounts | None]
    totals: GuardedCounts | None


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to publish a table: these rows, all without the options that are `rare`. `told` is how much that tells."""

    rows: frozenset[str]
    rare: frozenset[str]
    told: int


def guard_table(rows: Mapping[str, Mapping[str, int]]) -> GuardedTable:
    """What may be shown of `rows`, each the counts by option of a group, where no reply is in two groups.

    A row that lacks an option has 0 of it. Raises ValueError on a count below 0.
    """
    options = list(dict.fromkeys(option for counts in rows.values() for option in counts))
    filled = {name: {option: counts.get(option, 0) for option in options} for name, counts in rows.items()}
    if any(count < 0 for counts in filled.values() for count in counts.values()):
        raise ValueError("a count is 0 or more")
    whole = _add(filled.values(), options)
    totals = guard(whole)
    way = max(_ways(filled, whole), key=lambda way: (way.told, len(way.rows)), default=None) if totals else None
    if way is None:
        return GuardedTable(dict.fromkeys(rows), totals)
    return GuardedTable({name: _show_row(filled[name], way) if name in way.rows else None for name in rows}, totals)


def _add(rows: Iterable[Counts], options: Iterable[str]) -> Counts:
    added = list(rows)
    return {option: sum(counts[option] for counts in added) for option in options}


def _show_row(counts: Counts, way: _Way) -> GuardedCounts:
    """Where nobody in a row chose a hidden option, taking away tells so: then it may as well be shown."""
    return show(counts, way.rare if _together(counts, way.rare) else frozenset())


def _ways(rows: Rows, whole: Counts) -> Iterator[_Way]:
    """Each way to publish `rows`, fewest hidden options first. One hidden option alone could be worked out.

    A row tells each option that is not rare, and how many the rare ones have together.
    """
    hidden = hidden_options(whole)
    used = sorted((option for option, count in whole.items() if count), key=whole.__getitem__)
    for many in (0, *range(2, len(used))):
        rare = frozenset(used[:many])
        if hidden <= rare:
            shown = _rows_to_show(rows, rare, used)
            yield _Way(shown, rare, len(shown) * (len(used) - many + bool(rare)))


def _rows_to_show(rows: Rows, rare: frozenset[str], used: list[str]) -> frozenset[str]:
    """The rows that tell nothing, less those with the fewest replies where what is left out would tell.

    Rows with as many replies as each other are left out together, so that their order tells nothing.
    """
    bases = {name: sum(counts.values()) for name, counts in rows.items()}
    shown = {name for name in rows if _tells_nothing(rows[name], rare)}
    while shown and len(shown) < len(rows):
        if _rest_tells_nothing([rows[name] for name in rows if name not in shown], rare, used):
            break
        fewest = min(bases[name] for name in shown)
        shown -= {name for name in shown if bases[name] == fewest}
    return frozenset(shown)


def _tells_nothing(counts: Counts, rare: frozenset[str]) -> bool:
    """Whether a row may be shown: a base, no small count to see or work out, and not all on one option."""
    visible = [count for option, count in counts.items() if option not in rare]
    base = sum(counts.values())
    small = any(1 <= count <= MOST_HIDDEN for count in (*visible, _together(counts, rare)))
    return base >= LEAST_BASE and not small and (len(counts) == 1 or max(visible) < base)


def _rest_tells_nothing(left_out: list[Counts], rare: frozenset[str], used: list[str]) -> bool:
    """Whether the rows left out may be added up, as anyone can who takes the rows shown from the total.

    A zero would tell about each of them, so no count may be 0 either. And rows that are under 10, but have 9 on
    average, are known to have 9 each.
    """
    rest = _add(left_out, used)
    seen = [count for option, count in rest.items() if option not in rare]
    if rare:
        seen.append(_together(rest, rare))
    base = sum(seen)
    return base >= LEAST_BASE and base != (LEAST_BASE - 1) * len(left_out) and min(seen) > MOST_HIDDEN


def _together(counts: Counts, options: Iterable[str]) -> int:
    return sum(counts[option] for option in options)
