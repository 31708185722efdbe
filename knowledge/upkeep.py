"""What there is to look after: how fresh each entry is, what it is short of, and what is due next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from knowledge.base import Knowledge
from knowledge.freshness import freshness
from knowledge.models import Confidence, Service

Kind = Literal["crisis signpost", "answer", "service", "strategy"]
Lack = Literal[
    "low confidence",
    "status unknown",
    "status closed",
    "no easier words",
    "easier words not checked",
    "from a feed",
]

SAFETY_KEEPER = "safety"
"""The keeper of the crisis signposts, which name none of their own."""
SOON = timedelta(days=30)
LATER = timedelta(days=90)
_KINDS: tuple[Kind, ...] = get_args(Kind)
_LACKS: tuple[Lack, ...] = get_args(Lack)


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry that somebody has to check again by a day. `lacks` is what it is short of."""

    id: str
    title: str
    kind: Kind
    keeper: str
    review_by: date
    lacks: tuple[Lack, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """How many entries of one kind a keeper has, and how fresh they are. `soon` and `later` are fresh but due then."""

    keeper: str
    kind: Kind
    entries: int
    fresh: int
    due: int
    held_back: int
    soon: int
    later: int


def kept_entries(knowledge: Knowledge, keeper: str | None = None) -> list[Kept]:
    """Every entry with a review day, or those of one keeper, the most pressing first; on one day, crisis help first."""
    entries = [one for one in _all(knowledge) if keeper in (None, one.keeper)]
    return sorted(entries, key=lambda one: (one.review_by, _KINDS.index(one.kind), one.keeper, one.id))


def rows(entries: Iterable[Kept], today: date) -> list[Row]:
    """A row for each keeper and kind: crisis signposts first, then keeper by keeper."""
    grouped: dict[tuple[Kind, str], list[Kept]] = {}
    for entry in entries:
        grouped.setdefault((entry.kind, entry.keeper), []).append(entry)
    in_order = sorted(grouped, key=lambda one: (one[0] != "crisis signpost", one[1], _KINDS.index(one[0])))
    return [_row(kind, keeper, grouped[kind, keeper], today) for kind, keeper in in_order]


def short_of(entries: Iterable[Kept]) -> dict[Lack, list[str]]:
    """The ids of the entries that are short of something, by what it is; every key is there."""
    lacking = list(entries)
    return {lack: sorted(one.id for one in lacking if lack in one.lacks) for lack in _LACKS}


def by_day(entries: Iterable[Kept]) -> dict[tuple[date, str], list[Kept]]:
    """The entries that one keeper has to check by one day, by (day, keeper), the first day first."""
    grouped: dict[tuple[date, str], list[Kept]] = {}
    for entry in entries:
        grouped.setdefault((entry.review_by, entry.keeper), []).append(entry)
    return dict(sorted(grouped.items()))


def keeper_names(knowledge: Knowledge) -> dict[str, str]:
    """What each keeper is called, by id. The keeper of the crisis signposts is always among them."""
    return {SAFETY_KEEPER: "Crisis help"} | {keeper.id: keeper.name for keeper in knowledge.area.keepers}


def keeper_of(entry_id: str, knowledge: Knowledge) -> str | None:
    """The id of the keeper of an entry; None for one that has none, such as a guide."""
    entry = (
        knowledge.answers.get(entry_id) or knowledge.services.get(entry_id) or knowledge.strategy.items.get(entry_id)
    )
    return entry.keeper if entry else None


def _all(knowledge: Knowledge) -> Iterator[Kept]:
    for signpost in knowledge.safety.signposts:
        lacks = tuple(_unsure(signpost.confidence))
        yield Kept(signpost.id, signpost.name, "crisis signpost", SAFETY_KEEPER, signpost.review_by, lacks)
    for answer in knowledge.answers.values():
        lacks = (*_unsure(*(fact.confidence for fact in answer.facts)), *_easier(answer.id, knowledge))
        yield Kept(answer.id, answer.title, "answer", answer.keeper, answer.review_by, lacks)
    for service in knowledge.services.values():
        lacks = (*_unsure(service.confidence), *_service_lacks(service, knowledge))
        yield Kept(service.id, service.name, "service", service.keeper, service.review_by, lacks)
    for item in knowledge.strategy.items.values():
        lacks = tuple(_easier(item.id, knowledge))
        yield Kept(item.id, item.title, "strategy", item.keeper, item.review_by, lacks)


def _unsure(*confidences: Confidence) -> Iterator[Lack]:
    if "low" in confidences:
        yield "low confidence"


def _service_lacks(service: Service, knowledge: Knowledge) -> Iterator[Lack]:
    if service.status == "unknown":
        yield "status unknown"
    if service.status == "closed":
        yield "status closed"
    if service.feed:
        yield "from a feed"
    else:
        yield from _easier(service.id, knowledge)


def _easier(entry_id: str, knowledge: Knowledge) -> Iterator[Lack]:
    easy = knowledge.easy.of.get(entry_id)
    if easy is None:
        yield "no easier words"
    elif not easy.checked_by:
        yield "easier words not checked"


def _row(kind: Kind, keeper: str, entries: Sequence[Kept], today: date) -> Row:
    states = Counter(freshness(one.review_by, today) for one in entries)
    return Row(
        keeper=keeper,
        kind=kind,
        entries=len(entries),
        fresh=states["fresh"],
        due=states["due"],
        held_back=states["held back"],
        soon=_due_within(SOON, entries, today),
        later=_due_within(LATER, entries, today),
    )


def _due_within(span: timedelta, entries: Iterable[Kept], today: date) -> int:
    return sum(today <= one.review_by <= today + span for one in entries)
