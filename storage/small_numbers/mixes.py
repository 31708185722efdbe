"""Single replies, published only where at least `k` of them look alike in what could tell who wrote them (T-20)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

FIELDS = ("need", "district", "age_band", "about")
"""What could tell who wrote a reply, in the order in which it is given up.

The need first: it says most about a child, and a reply is of use without it. Then where, then how old. What the reply
is about goes last, as an officer can do nothing with a reply about nothing.
"""

Mix = tuple[str | None, ...]
"""What the fields of one reply hold together, in their order. None: not said, or given up."""


@dataclass(frozen=True, slots=True)
class SafeRows:
    """The `rows` that may be published, in their order, and where the others stood in what was given."""

    rows: tuple[dict[str, str | None], ...]
    held_back: tuple[int, ...]


def k_safe(rows: Sequence[Mapping[str, str | None]], fields: Sequence[str] = FIELDS, k: int = 5) -> SafeRows:
    """The `rows` with as many of the `fields` as leave each mix of them to at least `k` rows.

    `fields` are given up in their order. Other keys of a row are kept as they are.
    """
    mixes = [tuple(row.get(field) for field in fields) for row in rows]
    safe = safe_mixes(Counter(mixes), k)
    published, held_back = [], []
    for index, (row, mix) in enumerate(zip(rows, mixes, strict=True)):
        kept = safe[mix]
        if kept is None:
            held_back.append(index)
        else:
            published.append({**row, **dict(zip(fields, kept, strict=True))})
    return SafeRows(tuple(published), tuple(held_back))


def safe_mixes(counts: Mapping[Mix, int], k: int = 5) -> dict[Mix, Mix | None]:
    """The mix under which the replies of each mix may be published, None where they are held back.

    `counts` says how many replies have each mix: so a database can count millions, and their rows be published one by
    one. Field by field, each mix that fewer than `k` replies share gives up that field. What `k` share already is never
    touched again, as only mixes that fewer share lose replies.
    """
    safe = {mix: mix for mix in counts}
    for place in range(len(next(iter(counts), ()))):
        shared = _shared(counts, safe)
        safe = {mix: now if shared[now] >= k else _without(now, place) for mix, now in safe.items()}
    shared = _shared(counts, safe)
    return {mix: now if shared[now] >= k else None for mix, now in safe.items()}


def _shared(counts: Mapping[Mix, int], safe: Mapping[Mix, Mix]) -> Mapping[Mix, int]:
    shared: defaultdict[Mix, int] = defaultdict(int)
    for mix, now in safe.items():
        shared[now] += counts[mix]
    return shared


def _without(mix: Mix, place: int) -> Mix:
    return (*mix[:place], None, *mix[place + 1 :])
