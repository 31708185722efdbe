"""The assistant: one turn in one transaction. (Being written; the signatures below are fixed.)"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from handlers.turn import Incoming, Reply


@dataclass(frozen=True, slots=True)
class Unsent:
    """A reply that was saved but not marked as sent, and where it should go."""

    key: str
    update_id: str
    address: str
    reply: Reply


class Assistant:
    """Answers turns. Safe to call from many threads and many processes at once."""

    def respond(self, incoming: Incoming) -> Reply:
        """Answer one turn and save what it changed. The same update again gets the same reply and changes nothing."""
        raise NotImplementedError

    def latest(self, key: str) -> Reply | None:
        """The last reply that this conversation got, for a page that is opened again; None for a new one."""
        raise NotImplementedError

    def mark_sent(self, key: str, update_id: str) -> None:
        """Note that the reply to an update has reached the person."""
        raise NotImplementedError

    def unsent(self, older_than_seconds: float) -> Iterable[Unsent]:
        """Claim Telegram replies that were saved but not sent, so that one worker alone sends each."""
        raise NotImplementedError

    def gone(self, key: str) -> None:
        """Forget a chat that has blocked the assistant: its state and its unsent replies."""
        raise NotImplementedError
