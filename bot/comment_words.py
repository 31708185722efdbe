"""How a submission, and what was done with it, is told to an officer: as words, and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, timedelta
from typing import Any

from bot.comments import SHOWN_ID, Board
from handlers.desk import Desk
from handlers.said import PREVIEW
from knowledge.dates import say_date
from knowledge.flow.model import TextStep
from storage.inbox import Item, Noted, Showing
from storage.views import Kind, Status

STATUSES: Mapping[Status, str] = {
    "received": "nobody has started on it",
    "reading": "someone is reading it",
    "answered": 'answered with "we will"',
    "done": 'answered with "we did"',
    "cannot": 'answered with "we cannot"',
}
SHOWINGS: Mapping[Showing, str] = {
    "waiting": "its writer lets others read it, once you approve it",
    "approved": "approved for others to read",
    "held": "held: others do not see it",
    "rejected": "rejected: others never see it",
}
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


def acknowledge_by(item: Item, desk: Desk) -> date | None:
    """By when a complaint about data must be acknowledged; None for what is none, or is acknowledged (T-07).

    Only its week is known, so its days are counted from the first day of that.
    """
    if item.kind != "complaint" or item.status != "received":
        return None
    return item.week + timedelta(days=desk.knowledge.privacy.basis.complaints.acknowledge_days)


def whom_to_ring(desk: Desk) -> Iterator[str]:
    """What to do about a worry flag, with the lines that the content has for officers alone."""
    yield "This has a worry flag. Tell your safeguarding lead today. Nobody can find out who wrote it."
    for one in desk.knowledge.safety.signposts:
        if not one.show_to_public and one.confidence != "low" and one.phone:
            hours = f" ({one.hours})" if one.hours else ""
            note = f" {one.note}" if one.note else ""
            yield f"{one.name}: ring {one.phone}{hours}, for when {one.when}.{note}"


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
    yield f"{STATUSES[item.status]}; {_may_be_seen(item)}"
    due = acknowledge_by(item, desk)
    if due:
        yield f"say that you have it by {say_date(due)} at the latest: signpost comments start {item.id[:SHOWN_ID]}"
    if item.response_id:
        yield f"its answer is {item.response_id[:SHOWN_ID]}: signpost comments answers"
    if item.like > 1:
        yield f"{item.like} comments say nearly the same; where comments are counted they count once"
    labels = {district.id: district.label for district in desk.knowledge.area.districts}
    where = labels.get(item.district, item.district) if item.district else None
    who = [*filter(None, (where, f"age group {item.age_band}" if item.age_band else None))]
    if who:
        yield ", ".join(who)
    names = _part_names(item.kind, desk)
    for part, text in item.words.items():
        asked = f" ({names[part]})" if part in names else ""
        yield f'{part}{asked}: "{text}"'
    yield from (_mark(measure, value, desk) for measure, value in item.marks.items())


def _may_be_seen(item: Item) -> str:
    if item.worry:
        return "others never see it, because of the worry"
    return SHOWINGS[item.showing] if item.may_show else "others never see it: its writer did not say yes"


def _part_names(kind: Kind, desk: Desk) -> Mapping[str, str]:
    """What the parts of its words were asked as, in the flows that send this kind."""
    flows = (
        flow
        for flow in desk.knowledge.flows.values()
        if any(one.do == PREVIEW and one.arguments["as"] == kind for one in flow.outcomes.values())
    )
    return {name: step.name for flow in flows for name, step in flow.steps.items() if isinstance(step, TextStep)}


def _mark(name: str, value: str, desk: Desk) -> str:
    measure = desk.knowledge.measures.of.get(name)
    if measure is None:
        return f"{name}: {value}"
    labels = {option.value: option.label for option in measure.options}
    return f"{measure.name}: {labels.get(value, value)}"
