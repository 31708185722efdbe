"""How long each kind of record is kept. The data protection officer sets it; the settings carry it (T-05)."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Keep:
    """Periods, each with its unit in its name.

    A chat is stripped of what was said in it `chat_hours` after its last message; that it said hello, and its wish for
    easier words, stay for `hello_days`. A reply waits `reply_hours` for a repeat of its update. The words of what was
    sent go after `feedback_months` and leave their counts; `complaint_months` is for complaints. `reminder_days` is
    how long a reminder that could not be sent is kept after its day; `decision_months` how long what officers decided.
    """

    chat_hours: int = 24
    hello_days: int = 30
    reply_hours: int = 24
    feedback_months: int = 24
    unanswered_months: int = 24
    correction_months: int = 24
    complaint_months: int = 24
    reminder_days: int = 30
    decision_months: int = 24

    def numbers(self) -> dict[str, int]:
        """The periods by their names."""
        return asdict(self)
