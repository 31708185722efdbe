"""What every turn passes first: the safety check on the raw words, then the anonymiser, after which they are gone."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, field, replace
from datetime import date

from handlers import taps
from handlers.desk import Desk
from handlers.lookups import Lookups, NothingThere
from handlers.reader import Reader
from handlers.state import State
from handlers.turn import Channel, Incoming
from knowledge.own_age import says_under_16
from knowledge.safety import Alert
from storage.anonymise import AnonymiseError, CleanText
from storage.receipts import read_receipt

_log = logging.getLogger(__name__)

RECEIPT_COMMAND = "/receipt"

_LIKE_A_CODE = re.compile(r"(?=.*[0-9])[A-Za-z0-9]{3,5}-[A-Za-z0-9]{3,5}")
"""What is read as a code with no command before it: "self-harm" and "NR30 1AA" are none."""
_LONGEST_CODE = 24

LONGEST = 1500
"""The most letters that one message may have (T-54). A longer one is checked for safety, then kindly refused."""
MARGIN = 300
"""How many letters more of a longer one are cleaned, so that what is cut in two there is not in what can be kept."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn after the gate.

    `hour` is the hour of the day, UTC. `length` is how many letters were typed. `words` are cleaned, and None where
    there were none, or more than `LONGEST`: then `beginning` is the first part of them, cleaned too. `not_cleaned`
    words were dropped, because they could not be cleaned (T-59). `age` is the exact age in them, which is kept nowhere,
    and `says_under_16` whether the writer says so of themselves.
    `receipt` is the code in a /receipt command, and `code_typed` the letters of one that has a slip in it. `look` reads
    what is in the database.
    """

    state: State
    channel: Channel
    today: date
    hour: int = 0
    words: CleanText | None = None
    beginning: CleanText | None = None
    length: int = 0
    age: int | None = None
    says_under_16: bool = False
    receipt: str | None = None
    code_typed: str | None = None
    tap: taps.Tap | None = None
    start: str | None = None
    unsupported: str | None = None
    alert: Alert | None = None
    not_cleaned: bool = False
    look: Lookups = field(default_factory=NothingThere)

    @property
    def text(self) -> str:
        """The cleaned words, or nothing."""
        return self.words.text if self.words else ""

    @property
    def reader(self) -> Reader:
        """For whom the screens of this turn are worded, as far as the turn alone tells."""
        return Reader(self.today, easy=self.state.easy, progress=self.look.progress)


def let_in(incoming: Incoming, state: State, desk: Desk) -> Turn:
    """Check and clean what came in. The check comes first, so that help is there even where cleaning fails."""
    at = incoming.at
    plain = Turn(state, incoming.channel, at.date(), at.hour, start=incoming.start, unsupported=incoming.unsupported)
    if incoming.choice is not None:
        return replace(plain, tap=taps.read(incoming.choice))
    if incoming.text is None:
        return plain
    raw = incoming.text.strip()
    alert = desk.safety.check(raw) if raw else None
    checked = replace(plain, length=len(raw), alert=alert, says_under_16=says_under_16(raw))
    return _cleaned(checked, raw, desk) if raw else checked


def _cleaned(checked: Turn, raw: str, desk: Desk) -> Turn:
    try:
        words = desk.anonymiser.clean(raw[: LONGEST + MARGIN])
    except AnonymiseError:
        _log.error("a message could not be cleaned, so it was not kept")
        return replace(checked, not_cleaned=True)
    if len(raw) > LONGEST:
        return replace(checked, beginning=words)
    code, slip = _code_in(raw)
    return replace(checked, words=words, age=desk.matcher.hints(raw).age, receipt=code, code_typed=slip)


def _code_in(raw: str) -> tuple[str | None, str | None]:
    """A receipt code that was typed, or else what was typed for one. Cleaning could take either for something else."""
    command, _, rest = raw.partition(" ")
    asked = command.lower() == RECEIPT_COMMAND
    typed = rest.strip() if asked else raw
    if not typed or not (asked or _LIKE_A_CODE.fullmatch(typed)):
        return None, None
    code = read_receipt(typed)
    return code, None if code else typed[:_LONGEST_CODE]
