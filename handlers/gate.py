"""What every turn passes first: the safety check on the raw words, then the anonymiser, after which they are gone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from handlers import taps
from handlers.desk import Desk
from handlers.state import State
from handlers.turn import Channel, Incoming
from knowledge.safety import Alert
from storage.anonymise import CleanText

LONGEST = 1500
"""The most letters that one message may have (T-54). A longer one is checked for safety, then kindly refused."""


def _no_status(_code: str) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn after the gate.

    `words` are cleaned, and None where there were none or more than `LONGEST`; `length` is how many letters were
    typed. `age` is the exact age in them, which is kept nowhere. `status_of` looks up what has become of a receipt.
    """

    state: State
    channel: Channel
    today: date
    words: CleanText | None = None
    length: int = 0
    age: int | None = None
    tap: taps.Tap | None = None
    start: str | None = None
    unsupported: str | None = None
    alert: Alert | None = None
    status_of: Callable[[str], str | None] = _no_status

    @property
    def text(self) -> str:
        """The cleaned words, or nothing."""
        return self.words.text if self.words else ""


def let_in(incoming: Incoming, state: State, desk: Desk) -> Turn:
    """Check and clean what came in. Raises AnonymiseError where the words cannot be cleaned: then nothing is kept."""
    plain = Turn(state, incoming.channel, incoming.at.date(), start=incoming.start, unsupported=incoming.unsupported)
    if incoming.choice is not None:
        return replace(plain, tap=taps.read(incoming.choice))
    if incoming.text is None:
        return plain
    raw = incoming.text.strip()
    fits = 0 < len(raw) <= LONGEST
    return replace(
        plain,
        words=desk.anonymiser.clean(raw) if fits else None,
        length=len(raw),
        age=desk.hints.read(raw).age if fits else None,
        alert=desk.safety.check(raw) if raw else None,
    )
