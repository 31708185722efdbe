"""What a handler gives back: what to say, what to remember, and what to save. It does none of it itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from handlers.state import State
from handlers.turn import Message, Reply
from storage.anonymise import CleanText
from storage.reminders import Planned
from storage.submissions import Said


@dataclass(frozen=True, slots=True)
class UnansweredQuestion:
    """Keep a question that we could not answer."""

    question: CleanText


@dataclass(frozen=True, slots=True)
class EntryCorrection:
    """Keep a family's word that an entry is wrong."""

    about: str
    what: str
    words: CleanText | None


@dataclass(frozen=True, slots=True)
class RemindMe:
    """Keep reminders of dates, in the place of earlier ones of the same subjects."""

    planned: tuple[Planned, ...]
    easy: bool


@dataclass(frozen=True, slots=True)
class StopReminders:
    """Delete the reminders of one subject, or all of them."""

    subject: str | None = None


@dataclass(frozen=True, slots=True)
class ForgetMe:
    """Delete all that is held about this conversation."""


@dataclass(frozen=True, slots=True)
class QuickTap:
    """Count a tap under an entry: the id of the entry, of the measure, and the value of the option."""

    about: str
    measure: str
    value: str


@dataclass(frozen=True, slots=True)
class CastVote:
    """Count a vote for an option of a round, once for each chat."""

    round_id: str
    option: str


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Delete what was sent with a receipt code, where it is not published."""

    code: str


@dataclass(frozen=True, slots=True)
class WrongCode:
    """Count a receipt code that does not exist."""


Record = (
    Said
    | UnansweredQuestion
    | EntryCorrection
    | RemindMe
    | StopReminders
    | QuickTap
    | CastVote
    | Withdraw
    | WrongCode
    | ForgetMe
)


Outcome = Literal["answer", "did_you_mean", "fallback", "smalltalk", "safety", "other"]


@dataclass(frozen=True, slots=True)
class Result:
    """What comes of one turn. `private` replies hold a code, and are wiped once they have been read.

    `outcome` is how a question was answered, for counting; other for what is no question.
    """

    messages: tuple[Message, ...]
    state: State
    records: tuple[Record, ...] = ()
    typing: str | None = None
    private: bool = False
    outcome: Outcome = "other"

    @property
    def reply(self) -> Reply:
        """What the person gets."""
        return Reply(self.messages, self.typing, forgotten=ForgetMe() in self.records)
