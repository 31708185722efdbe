"""Help that comes first: the people to call when a message tells of danger, abuse or despair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from handlers.cards import dialled
from handlers.desk import Desk
from handlers.gate import Turn
from handlers.turn import Link, Message
from knowledge.ages import years_of
from knowledge.safety import Alert, Signpost, help_for

ADULT_FROM = 18


def as_read_by(alert: Alert, turn: Turn, desk: Desk) -> tuple[Alert, int | None]:
    """The alert and the age in years, as far as they tell who is reading.

    In what is for young people that is a child, unless they have said that they are older (T-10).
    """
    state = turn.state.flow
    flow = desk.engine.flow(state.flow) if state else None
    if flow is None or state is None or not desk.engine.is_young(flow, state.answers):
        return alert, turn.age
    first, _last = years_of(str(state.answers.get("age"))) or (0, 0)
    return alert if first >= ADULT_FROM else replace(alert, speaker="child"), first


def help_message(alert: Alert, desk: Desk, age: int | None = None) -> Message:
    """The message for an alert: a kind first line, who to call and how, and that no person is reading this."""
    found = help_for(alert, desk.knowledge.safety, age)
    texts = desk.knowledge.texts
    # The first number must be on the first screen of a phone, so what is not a number comes after the cards.
    parts = [found.first_line, *(_card(signpost) for signpost in found.cards), *found.lines]
    if found.more:
        parts.append("\n".join((texts.more_help, *(f"- {_short(signpost)}" for signpost in found.more))))
    parts.append(texts.bot_line)
    links = [link for signpost in found.cards for link in _links(signpost, desk)]
    return Message("\n\n".join(parts), links=tuple(links), kind="help")


def signpost_message(before: str, ids: Iterable[str], desk: Desk) -> Message | None:
    """Who can help with anything, where nobody is in danger; None where the content has nobody of these ids to show."""
    wanted = dict.fromkeys(ids)
    known = {one.id: one for one in desk.knowledge.safety.signposts if one.id in wanted and one.can_be_shown}
    found = [known[one] for one in wanted if one in known]
    if not found:
        return None
    links = [link for signpost in found for link in _links(signpost, desk)]
    return Message("\n\n".join((before, *map(_card, found))), links=tuple(links))


def _card(signpost: Signpost) -> str:
    return "\n".join((f"# {signpost.name}", *(f"- {line}" for line in _ways(signpost))))


def _ways(signpost: Signpost) -> Iterator[str]:
    if signpost.phone:
        yield f"Call {signpost.phone}"
    if signpost.text:
        yield f"Text {signpost.text}"
    if signpost.url:
        yield f"Website: {signpost.url}"
    yield signpost.when[0].upper() + signpost.when[1:] + "."
    if signpost.hours:
        yield signpost.hours[0].upper() + signpost.hours[1:] + "."


def _short(signpost: Signpost) -> str:
    return f"{signpost.name}: {signpost.phone or signpost.text or signpost.url}"


def _links(signpost: Signpost, desk: Desk) -> Iterator[Link]:
    buttons = desk.knowledge.texts.buttons
    if signpost.phone:
        yield Link(buttons.call.format(number=signpost.phone), f"tel:{dialled(signpost.phone.split(',')[0])}")
    if signpost.url:
        yield Link(f"{signpost.name}: {buttons.website.lower()}", signpost.url)
