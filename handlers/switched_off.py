"""What families are told while the officers have switched the assistant off."""

from __future__ import annotations

from dataclasses import replace

from handlers.desk import Desk
from handlers.gate import Turn
from handlers.labels import same_label
from handlers.people import people_cards
from handlers.result import Result
from handlers.taps import read
from handlers.turn import Message

COMMANDS = frozenset({"help", "privacy", "mydata", "forget", "complain", "receipt"})
"""What is a person's right, or only tells what this is, works all the same."""
TAPS = frozenset({"notice", "forget", "receipt", "withdraw", "unremind"})
"""The same, on buttons: read the notice, delete, look up and take back, be reminded no more."""


def handle(turn: Turn, desk: Desk) -> Result | None:
    """That it is off, why, and whom to ask instead; None while it is on, and for what works all the same.

    A flow that was going on is kept as it is, for when it is on again.
    """
    why = turn.look.why_off()
    if why is None or _works_all_the_same(turn):
        return None
    said = Message(desk.texts(easy=turn.state.easy).switched_off.format(why=why), kind="notice")
    # Their buttons would not work; their links do.
    cards = (replace(card, choices=()) for card in people_cards(desk, turn.reader))
    return Result((said, *cards), turn.state)


def _works_all_the_same(turn: Turn) -> bool:
    typed = same_label(turn.text, turn.state.offered) if turn.text else None
    tap = turn.tap or (read(typed) if typed else None)
    if tap is not None:
        return tap.verb in TAPS
    command, _, _rest = turn.text.partition(" ")
    is_code = turn.receipt is not None or turn.code_typed is not None
    return is_code or (command.startswith("/") and command[1:].lower() in COMMANDS)
