"""What may leave the signed-in console: figures and rows from which nobody can be picked out (T-20, T-31 to T-35).

One group's counts go through `guard`, `shares` and `average`. Groups beside their total go through `guard_table`. A
figure beside an older one, or beside a larger group that holds it, also needs `differs_safely`. Single rows go through
`k_safe`. docs/small-numbers.md says what families are promised, with an example.

>>> guarded = guard({"yes": 31, "partly": 8, "no": 3})
>>> guarded.base, guarded.cells["yes"], guarded.cells["no"]
(40, Shown(count=30, share=74), Hidden())
>>> guard({"yes": 6, "no": 3}) is None
True
"""

from storage.small_numbers.cells import LEAST_BASE, Cell, GuardedCounts, Hidden, Shown
from storage.small_numbers.counts import average, guard, shares
from storage.small_numbers.mixes import FIELDS, Mix, SafeRows, k_safe, safe_mixes
from storage.small_numbers.releases import MOST_FILTERS, differs_safely, released_through
from storage.small_numbers.tables import GuardedTable, guard_table

__all__ = [
    "FIELDS",
    "LEAST_BASE",
    "MOST_FILTERS",
    "Cell",
    "GuardedCounts",
    "GuardedTable",
    "Hidden",
    "Mix",
    "SafeRows",
    "Shown",
    "average",
    "differs_safely",
    "guard",
    "guard_table",
    "k_safe",
    "released_through",
    "safe_mixes",
    "shares",
]
