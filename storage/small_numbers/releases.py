"""When figures are published, and when new ones beside the old would tell (T-34)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from storage.small_numbers.cells import LEAST_BASE
from storage.small_numbers.counts import hidden_options

MOST_FILTERS = 2
"""How many filters may be set at once: each more makes the groups that lie between two figures smaller."""


def released_through(today: date) -> date:
    """The last day that figures published on `today` count: the last Sunday of the last finished month.

    Months, as everyone knows when one ends, and school terms differ. A Sunday, as a reply is kept with the Monday of
    its week and no day: all replies whose week is not after this date were given by then, and no others. The figures
    stay the same for a month, so nobody can watch them change with one reply.
    """
    month_end = today.replace(day=1) - timedelta(days=1)
    return month_end - timedelta(days=month_end.isoweekday() % 7)


def differs_safely(new: Mapping[str, int], old: Mapping[str, int]) -> bool:
    """Whether `new` counts may be published where `old` ones are, where `new` counts every reply that `old` does.

    For a total that grows: where this is False the old figures stand, and the next are held against those. For one
    figure inside another, such as one district (`old`) beside all (`new`): where this is False it is not shown. It
    judges two figures and no third: groups that together make up a total are a table, for `guard_table`.

    Each count differs by 0, or by 10 or more (T-34). That alone would tell, so besides: the replies that lie between
    are not all on one option. And the same counts are hidden in both; or none in `new`, where each that was hidden in
    `old` is now at least 10 more than all of those were together, so that it grew enough however they were spread.
    """
    before = {option: old.get(option, 0) for option in {**old, **new}}
    after = {option: new.get(option, 0) for option in before}
    if sum(before.values()) < LEAST_BASE:
        return True
    changes = [after[option] - before[option] for option in before]
    if any(change != 0 and change < LEAST_BASE for change in changes) or _all_on_one(changes):
        return False
    hidden = hidden_options(before)
    if hidden_options(after):
        return hidden_options(after) == hidden
    together = sum(before[option] for option in hidden)
    return all(after[option] - together >= LEAST_BASE for option in hidden)


def _all_on_one(changes: list[int]) -> bool:
    return len(changes) > 1 and sum(change > 0 for change in changes) == 1
