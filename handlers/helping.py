"""Help that comes first: the people to call when a message tells of danger, abuse or despair."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.cards import dialled
from handlers.desk import Desk
from handlers.turn import Link, Message
from knowledge.safety import Alert, Signpost, help_for


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
