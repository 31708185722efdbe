"""What a handler gives back: what to say, what to remember, and what to save. It does none of it itself."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.state import State
from handlers.turn import Message, Reply
from storage.anonymise import CleanText
from storage.reminders import Planned
from storage.submissions import Feedback


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


Record = Feedback | UnansweredQuestion | EntryCorrection | RemindMe | StopReminders | ForgetMe


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome of one turn. `private` replies hold a code, and are wiped once they have been read."""

    messages: tuple[Message, ...]
    state: State
    records: tuple[Record, ...] = ()
    typing: str | None = None
    private: bool = False

    @property
    def reply(self) -> Reply:
        """What the person gets."""
        return Reply(self.messages, self.typing, forgotten=ForgetMe() in self.records)
