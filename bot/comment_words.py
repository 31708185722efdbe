"""How a submission, and what was done with it, is told to an officer: as words, and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC
from typing import Any

from bot.comments import Board
from handlers.comments import STATUSES, acknowledge_by, district_name, mark_words, may_be_seen, part_names
from handlers.desk import Desk
from knowledge.dates import say_date
from storage.deciding import SHOWN_ID
from storage.inbox import Item, Noted

READ = "read"
"""What is noted when an officer reads a submission."""


def as_json(item: Item, board: Board) -> dict[str, Any]:
    """A submission as JSON. Not for sharing: what is in it is not guarded (T-35)."""
    due = acknowledge_by(item, board.desk)
    return {
        "id": item.id,
        "kind": item.kind,
        "about": item.about,
        "title": board.title(item.about),
        "week": item.week.isoformat(),
        "status": item.status,
        "showing": item.showing,
        "may_show": item.may_show,
        "worry": item.worry,
        "age_band": item.age_band,
        "district": item.district,
        "words": dict(item.words),
        "marks": dict(item.marks),
        "like": item.like,
        "response": item.response_id,
        "acknowledge_by": due.isoformat() if due else None,
    }


def as_words(item: Item, board: Board) -> str:
    """A submission for a person to read, with an empty line behind it."""
    flag = "WORRY  " if item.worry else ""
    head = f"{item.id[:SHOWN_ID]}  {flag}{item.kind} about {board.title(item.about)}"
    lines = (f"{head}, in the week of {say_date(item.week)}", *(f"    {line}" for line in _lines(item, board.desk)), "")
    return "\n".join(lines)


def as_history(noted: Sequence[Noted]) -> Iterator[str]:
    """What officers did, the oldest first, then who has read it. Times are those of this machine's place."""
    for one in noted:
        if one.what != READ:
            why = f" ({one.why})" if one.why else ""
            at = (one.at if one.at.tzinfo else one.at.replace(tzinfo=UTC)).astimezone()
            yield f"{at:%Y-%m-%d %H:%M}  {one.who}: {one.what}{why}"
    readers = Counter(one.who for one in noted if one.what == READ)
    if readers:
        yield "read by " + ", ".join(f"{who} ({count})" for who, count in readers.items())


def _lines(item: Item, desk: Desk) -> Iterator[str]:
    yield f"{STATUSES[item.status]}; {may_be_seen(item)}"
    due = acknowledge_by(item, desk)
    if due:
        yield f"say that you have it by {say_date(due)} at the latest: signpost comments start {item.id[:SHOWN_ID]}"
    if item.response_id:
        yield f"its answer is {item.response_id[:SHOWN_ID]}: signpost comments answers"
    if item.like > 1:
        yield f"{item.like} comments say nearly the same; where comments are counted they count once"
    where = district_name(item.district, desk)
    who = [*filter(None, (where, f"age group {item.age_band}" if item.age_band else None))]
    if who:
        yield ", ".join(who)
    names = part_names(item.kind, desk)
    for part, text in item.words.items():
        asked = f" ({names[part]})" if part in names else ""
        yield f'{part}{asked}: "{text}"'
    yield from (_mark(measure, value, desk) for measure, value in item.marks.items())


def _mark(name: str, value: str, desk: Desk) -> str:
    return ": ".join(mark_words(name, value, desk))
