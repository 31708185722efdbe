"""The report's tables: nothing is in one that was not guarded (T-31 to T-35)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from handlers.regulation_56 import words
from handlers.regulation_56.model import Table
from storage.small_numbers import LEAST_BASE, Shown, differs_safely, guard, guard_table

Counts = Mapping[str, Mapping[str, int]]
"""What is counted in each table, by its name: "fates", "topics", "ages", "districts", "asked". Not guarded."""
_ONE = "comments"


def parts_table(caption: str, head: str, counts: Mapping[str, int], labels: Mapping[str, str]) -> Table:
    """Groups that make up all comments: each with its count where that may be told."""
    guarded = guard_table({name: {_ONE: count} for name, count in counts.items()})
    rows = [(labels.get(name, name), str(row.base) if row else words.TOO_FEW) for name, row in guarded.rows.items()]
    total = str(guarded.totals.base) if guarded.totals else words.TOO_FEW
    return Table(caption=caption, head=(head, words.COUNT), rows=(*rows, (words.ALL, total)))


def options_table(
    caption: str, head: str, counts: Mapping[str, int], labels: Mapping[str, str], all_of: str | None = None
) -> Table:
    """One group, by what became of each of it. `all_of` names the line of the total, where there is one."""
    guarded = guard(counts)
    if guarded is None:
        return Table(caption=caption, head=(head, words.COUNT), rows=((all_of or words.ALL, words.TOO_FEW),))
    rows = [
        (labels[name], str(cell.count) if isinstance(cell, Shown) else words.HIDDEN)
        for name, cell in guarded.cells.items()
    ]
    total = [(all_of, str(guarded.base))] if all_of else []
    return Table(caption=caption, head=(head, words.COUNT), rows=(*rows, *total))


def tells_by_difference(new: Counts, old: Counts) -> bool:
    """Whether the tables of `new`, published after those of `old`, would tell what both hide (T-34).

    Stricter than `differs_safely` alone, which looks at two figures: here each count of each table is the same as it
    was, or 10 more, whether it was shown or not.
    """
    return any(_changes_by_few(new.get(name, {}), old.get(name, {})) for name in {**old, **new}) or not differs_safely(
        new.get("fates", {}), old.get("fates", {})
    )


def _changes_by_few(new: Mapping[str, int], old: Mapping[str, int]) -> bool:
    return any(change != 0 and change < LEAST_BASE for change in _changes(new, old))


def _changes(new: Mapping[str, int], old: Mapping[str, int]) -> Iterator[int]:
    for name in {**old, **new}:
        yield new.get(name, 0) - old.get(name, 0)
