"""The assistant on a database of its own, which can be stopped and started."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from threading import Condition

from databases import open_quickly
from sqlmodel import Session

from handlers.assistant import Assistant
from handlers.desk import Desk
from handlers.turn import Incoming, Reply
from storage.sealing import Sealer
from storage.tables import Round

SECRET = b"a secret for tests"
QUESTION = "What would make your school better?"
WEEK = timedelta(days=7)


class Watched(Assistant):
    """Counts the turns that it answered, and the replies that reached the person."""

    changed = Condition()
    answered = 0
    sent = 0

    def respond(self, incoming: Incoming) -> Reply:
        reply = super().respond(incoming)
        with self.changed:
            self.answered += 1
        return reply

    def mark_sent(self, key: str, update_id: str) -> None:
        super().mark_sent(key, update_id)
        with self.changed:
            self.sent += 1


class House:
    """Holds the parts that outlive a restart: the content, the key, and where the database is."""

    def __init__(self, database_url: str, desk: Desk) -> None:
        self.database_url = database_url
        self.desk = desk
        self.sealer = Sealer(SECRET)
        self.assistant = self._built()
        self._open_rounds()

    def rebuilt(self) -> Watched:
        """A new assistant on the same database, as after a restart."""
        self.close()
        self.assistant = self._built()
        return self.assistant

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def _open_rounds(self) -> None:
        """Put to young people what officers might: a question, a poll, and a poll that is over."""
        today = datetime.now(UTC).date()
        secret = self.sealer.seal("00" * 32)
        polled = {"kind": "poll", "opens_on": today - timedelta(days=20), "secret": secret}
        options = json.dumps({"yes": "Yes, I do", "no": "No, I do not"})
        rows = [
            Round(id="month", kind="question", ask=QUESTION, opens_on=today, closes_on=today + WEEK, secret=secret),
            Round(id="bus", ask="Do you like your bus?", options=options, closes_on=today + WEEK, **polled),
            Round(id="old", ask="Do you like lunch?", options=options, closes_on=today - WEEK, closed=True, **polled),
        ]
        with Session(self.engine) as session, session.begin():
            session.add_all(rows)

    def _built(self) -> Watched:
        self.engine = open_quickly(self.database_url)
        return Watched(self.engine, self.sealer, lambda: self.desk)
