"""What every turn passes first: the safety check on the raw words, then the anonymiser, after which they are gone."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from handlers import taps
from handlers.desk import Desk
from handlers.reader import Reader
from handlers.state import State
from handlers.turn import Channel, Incoming
from knowledge.safety import Alert
from storage.anonymise import AnonymiseError, CleanText
from storage.receipts import read_receipt
from storage.reminders import Planned

_log = logging.getLogger(__name__)

RECEIPT_COMMAND = "/receipt"

LONGEST = 1500
"""The most letters that one message may have (T-54). A longer one is checked for safety, then kindly refused."""


def _no_status(_code: str) -> str | None:
    return None


def _no_reminders() -> tuple[Planned, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn after the gate.

    `words` are cleaned, and None where there were none or more than `LONGEST`; `length` is how many letters were
    typed. `not_cleaned` words were dropped, because they could not be cleaned (T-59). `age` is the exact age in them,
    which is kept nowhere. `receipt` is the code in a /receipt command, and `status_of` looks up what became of it.
    `reminders` looks up what this chat will be reminded of.
    """

    state: State
    channel: Channel
    today: date
    words: CleanText | None = None
    length: int = 0
    age: int | None = None
    receipt: str | None = None
    tap: taps.Tap | None = None
    start: str | None = None
    unsupported: str | None = None
    alert: Alert | None = None
    not_cleaned: bool = False
    status_of: Callable[[str], str | None] = _no_status
    reminders: Callable[[], tuple[Planned, ...]] = _no_reminders

    @property
    def text(self) -> str:
        """The cleaned words, or nothing."""
        return self.words.text if self.words else ""

    @property
    def reader(self) -> Reader:
        """For whom the screens of this turn are worded, as far as the turn alone tells."""
        return Reader(self.today, easy=self.state.easy)


def let_in(incoming: Incoming, state: State, desk: Desk) -> Turn:
    """Check and clean what came in. The check comes first, so that help is there even where cleaning fails."""
    plain = Turn(state, incoming.channel, incoming.at.date(), start=incoming.start, unsupported=incoming.unsupported)
    if incoming.choice is not None:
        return replace(plain, tap=taps.read(incoming.choice))
    if incoming.text is None:
        return plain
    raw = incoming.text.strip()
    checked = replace(plain, length=len(raw), alert=desk.safety.check(raw) if raw else None)
    if not 0 < len(raw) <= LONGEST:
        return checked
    try:
        words = desk.anonymiser.clean(raw)
    except AnonymiseError:
        _log.error("a message could not be cleaned, so it was not kept")
        return replace(checked, not_cleaned=True)
    return replace(checked, words=words, age=desk.matcher.hints(raw).age, receipt=_receipt_in(raw))


def _receipt_in(raw: str) -> str | None:
    # Some codes look like a number plate, and cleaning would take them out.
    command, _, rest = raw.partition(" ")
    return read_receipt(rest) if command.lower() == RECEIPT_COMMAND else None
