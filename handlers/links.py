"""Links that lead from a page into the chat, to one entry: to read it there, or to say what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from handlers import commands, questions, reviewing
from handlers.desk import Desk
from handlers.gate import Turn
from handlers.result import Result

READ, WRONG = "entry", "wrong"
"""What stands before the id of an entry in a link's payload."""

_OPENS: Mapping[str, Callable[[Turn, str, Desk], Result | None]] = {
    READ: questions.show_entry,
    WRONG: reviewing.correct,
}


def payload(way: str, entry_id: str) -> str:
    """The payload of the link that leads to an entry: `?start=entry_ID`."""
    return f"{way}_{entry_id}"


def opened(turn: Turn, desk: Desk) -> Result | None:
    """What a link to an entry opens, behind the greeting; None for any other link, and for what is not there."""
    way, _, entry_id = (turn.start or "").partition("_")
    if way not in _OPENS or not entry_id:
        return None
    greeted = commands.greet(turn, desk, "")
    begun = _OPENS[way](replace(turn, state=greeted.state), entry_id, desk)
    if begun is None:
        return None
    return replace(begun, messages=(commands.welcome_message(turn, desk), *begun.messages))
