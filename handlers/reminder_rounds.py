"""What the job that sends reminders does to the database. Each step is a short transaction of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Engine
from sqlmodel import Session

from handlers.desk import Desk
from handlers.reminder_messages import reminder
from handlers.reminding import day_in_london
from handlers.turn import Reply
from storage.conversations import Conversations
from storage.reminders import Claimed, Reminders
from storage.sealing import Sealer


class ReminderRounds:
    """Claims due reminders and notes what becomes of them. Any number of workers may do so at once.

    At most once: see storage.reminders for what that promises.
    """

    def __init__(self, engine: Engine, sealer: Sealer, desk: Callable[[], Desk]) -> None:
        """`desk` gives the tools over the content as it is now."""
        self._engine = engine
        self._sealer = sealer
        self._desk = desk

    def claim(self, now: datetime, chats: int) -> list[Claimed]:
        """Take all that is due for up to so many chats, for this worker alone."""
        with self._reminders() as reminders:
            return reminders.claim(day_in_london(now), now, chats)

    def begin(self, claimed: Claimed, now: datetime) -> tuple[Claimed, Reply | None]:
        """Note that a chat's reminders are going, and word them. None where nothing of them is left to say.

        After this they never go again, unless they are given back.
        """
        with self._reminders() as reminders:
            going = reminders.begin(claimed)
        return going, reminder(going.planned.values(), day_in_london(now), self._desk(), easy=going.easy)

    def give_back(self, claimed: Claimed) -> None:
        """Note that these have surely not gone: they are tried again once the claim has run out."""
        with self._reminders() as reminders:
            reminders.give_back(claimed)

    def done(self, all_claimed: Sequence[Claimed]) -> None:
        """Note that these have gone, or have nothing to say."""
        with self._reminders() as reminders:
            reminders.done(all_claimed)

    def gone(self, key: str) -> None:
        """Forget a chat that has blocked the assistant."""
        with self._session() as session:
            Conversations(session, self._sealer).forget(key)

    @contextmanager
    def _session(self) -> Iterator[Session]:
        with Session(self._engine, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def _reminders(self) -> Iterator[Reminders]:
        with self._session() as session:
            yield Reminders(session, self._sealer)
