"""Somebody who knows the rules, sees what is published, and writes down every truth that would look just the same.

The attacker here is given more than anyone is shown: the unrounded base, and the unrounded count behind every figure
that is not hidden. All that is published follows from that (a test says so), so what this attacker cannot learn,
nobody can learn from rounded figures and whole shares.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import permutations, product
from operator import sub
from typing import Any

from storage.small_numbers import GuardedCounts, GuardedTable, Hidden, average, guard, guard_table

Truth = tuple[int, ...]
Seen = tuple[int | None, ...]


def spreads(replies: int, options: int) -> Iterator[Truth]:
    """Every way in which so many replies can fall on so many options."""
    if options == 1:
        yield (replies,)
        return
    for first in range(replies + 1):
        for others in spreads(replies - first, options - 1):
            yield (first, *others)


def named(truth: Sequence[int]) -> dict[str, int]:
    return {f"option {place}": count for place, count in enumerate(truth, 1)}


def seen(guarded: GuardedCounts, truth: Sequence[int]) -> Seen:
    """The unrounded counts behind what is shown, None where a count is hidden."""
    cells = guarded.cells.values()
    return tuple(None if isinstance(cell, Hidden) else count for cell, count in zip(cells, truth, strict=True))


@cache
def told(truth: Truth) -> tuple[Any, ...]:
    """All that is told of one group: its base, its counts and its mean on a scale from 1."""
    guarded = guard(named(truth))
    if guarded is None:
        return (None,)
    return sum(truth), seen(guarded, truth), average(dict(enumerate(truth, 1)))


def could_be(known: Seen, base: int) -> Iterator[Truth]:
    """Every truth with these counts, where None is unknown, and this sum."""
    places = [place for place, count in enumerate(known) if count is None]
    left = base - sum(count for count in known if count is not None)
    if not places:
        yield tuple(count for count in known if count is not None)
        return
    for spread in spreads(left, len(places)):
        filled = dict(zip(places, spread, strict=True))
        yield tuple(filled[place] if count is None else count for place, count in enumerate(known))


def grouped(truths: Iterable[Truth]) -> dict[tuple[Any, ...], list[Truth]]:
    """The truths by what is told of them: those in one list look the same."""
    alike: defaultdict[tuple[Any, ...], list[Truth]] = defaultdict(list)
    for truth in truths:
        alike[told(truth)].append(truth)
    return alike


def values_at(alike: Iterable[Sequence[int]], place: int) -> set[int]:
    return {truth[place] for truth in alike}


def all_on_one(truth: Sequence[int]) -> bool:
    """Whether everyone in this group said the same."""
    return sum(count > 0 for count in truth) == 1


Table = tuple[Truth, ...]


def named_rows(table: Table) -> dict[str, dict[str, int]]:
    return {f"row {place}": named(counts) for place, counts in enumerate(table, 1)}


def total(table: Table) -> Truth:
    return tuple(map(sum, zip(*table, strict=True)))


def told_of_table(table: Table) -> tuple[tuple[tuple[int, Seen] | None, ...], tuple[int, Seen] | None]:
    """All that is told of a table: for each row shown, and for the total, its base and counts."""
    guarded: GuardedTable = guard_table(named_rows(table))
    rows = tuple(
        None if row is None else (sum(counts), seen(row, counts))
        for row, counts in zip(guarded.rows.values(), table, strict=True)
    )
    whole = total(table)
    return rows, None if guarded.totals is None else (sum(whole), seen(guarded.totals, whole))


def tables_with(totals: Truth, rows: int) -> Iterator[Table]:
    """Every table of so many rows with these totals."""
    for columns in product(*(list(spreads(count, rows)) for count in totals)):
        yield tuple(zip(*columns, strict=True))


def hidden_places(table: Table) -> list[tuple[int, int]]:
    """The row and option of each count that is not shown. Where nobody at all chose an option, its total says so."""
    rows, whole = told_of_table(table)
    assert whole is not None
    return [
        (row, option)
        for row, known in enumerate(rows)
        for option, whole_count in enumerate(whole[1])
        if (known is None or known[1][option] is None) and whole_count != 0
    ]


def never_sure(table: Table) -> bool:
    """Whether each count that is not shown could be another: tries tables that differ from this by moving replies.

    One other truth that looks the same is enough to be unsure, so this need not write down all of them.
    """
    unsure = {place: {table[place[0]][place[1]]} for place in hidden_places(table)}
    for other in alike_by_moves(table):
        for (row, option), values in unsure.items():
            values.add(other[row][option])
        if all(len(values) > 1 for values in unsure.values()):
            break
    return all(len(values) > 1 for values in unsure.values())


def alike_by_moves(table: Table) -> Iterator[Table]:
    """The tables that look the same as this one, each one move from it or from one before."""
    known, tried, waiting = told_of_table(table), {table}, deque([table])
    while waiting:
        for other in moved(waiting.popleft()):
            if other not in tried and told_of_table(other) == known:
                yield other
                waiting.append(other)
            tried.add(other)


def moved(table: Table) -> Iterator[Table]:
    """The tables that this is when two rows change places, one gives most to another, or a few replies move."""
    for one, other in permutations(range(len(table)), 2):
        yield replaced(table, {one: table[other], other: table[one]})
        both = total((table[one], table[other]))
        for most in range(len(both)):
            kept = tuple(count if option == most else min(count, 1) for option, count in enumerate(table[one]))
            yield replaced(table, {one: kept, other: tuple(map(sub, both, kept))})
    yield from moved_a_little(table)


def replaced(table: Table, rows: dict[int, Truth]) -> Table:
    return tuple(rows.get(row, counts) for row, counts in enumerate(table))


def moved_a_little(table: Table) -> Iterator[Table]:
    """Every table in which up to six replies change their place, or do so against as many of another row and option."""
    cells = list(product(range(len(table)), range(len(table[0]))))
    for many in range(1, 7):
        for (one, i), (other, j) in permutations(cells, 2):
            moves = [(one, i, -many), (other, j, many)]
            if one != other and i != j:
                moves = [(one, i, -many), (one, j, many), (other, i, many), (other, j, -many)]
            changed = [list(counts) for counts in table]
            for row, option, by in moves:
                changed[row][option] += by
            if min(map(min, changed)) >= 0:
                yield tuple(map(tuple, changed))
