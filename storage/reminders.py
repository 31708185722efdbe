"""Reminders: kept sealed, claimed by one worker at a time, and noted as going before they go.

What is promised: a reminder is sent at most once. Between the note that it is going (`begin`) and the note that it has
gone (`done`) lies the one call to Telegram. A program that dies in between cannot know if Telegram got it, so that
reminder is not sent again, and is lost if the call had not been made. One that dies before `begin` loses nothing: the
claim runs out, and a worker sends it then.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Literal, cast

from sqlalchemy import ColumnElement, CursorResult, and_, delete, or_, select, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from storage.sealing import Sealer
from storage.tables import Reminder

KEEP_REMINDERS = timedelta(days=30)
"""How long after its day a reminder that could not be sent is still tried."""

CLAIM_LASTS = timedelta(minutes=10)
"""How long a claimed reminder is left to the worker that claimed it."""

Kind = Literal["before", "did-it-happen"]


@dataclass(frozen=True, slots=True)
class Planned:
    """A reminder of `subject` ("clock.final-plan"), whose date is `due`, for the day `send_on`. No words in it."""

    subject: str
    due: date
    kind: Kind
    send_on: date


@dataclass(frozen=True, slots=True)
class Claimed:
    """The reminders of one chat that are due, by id, and where they go. `easy` is whether it wants easier words."""

    key: str
    address: str
    easy: bool
    claimed_at: datetime
    planned: dict[str, Planned]


class Reminders:
    """Reads and writes reminders in the transaction of `session`."""

    def __init__(self, session: Session, sealer: Sealer) -> None:
        self._session = session
        self._sealer = sealer

    def keep(self, key: str, address: str, planned: Iterable[Planned], *, easy: bool) -> None:
        """Keep reminders of a chat, in the place of all that it had of the same subjects."""
        new = tuple(planned)
        subjects = {one.subject for one in new}
        self._delete([name for name, one in self._waiting(key).items() if one.subject in subjects])
        for one in new:
            sealed = self._seal(one, address, easy=easy)
            self._session.add(Reminder(key=key, payload=sealed, send_on=one.send_on))

    def of(self, key: str) -> tuple[Planned, ...]:
        """What this chat will be reminded of, the soonest first."""
        return tuple(sorted(self._waiting(key).values(), key=lambda one: one.send_on))

    def stop(self, key: str, subject: str | None = None) -> int:
        """Delete the reminders of a chat, or those of one subject. Gives the number of rows deleted."""
        if subject is None:
            return self._run(delete(Reminder).where(col(Reminder.key) == key)).rowcount
        return self._delete([name for name, one in self._waiting(key).items() if one.subject == subject])

    def claim(self, today: date, now: datetime, chats: int) -> list[Claimed]:
        """Take what is due for some chats, each with all that it has due. No other worker gets it until the claim ends.

        PostgreSQL passes over the rows that another worker is claiming; SQLite has one writer at a time.
        """
        keys = self._heads(today, now, chats)
        if not keys:
            return []
        rows = self._session.execute(
            update(Reminder)
            .where(col(Reminder.key).in_(keys), _is_due(Reminder, today, now))
            .values(claimed_at=now)
            .returning(col(Reminder.reminder_id), col(Reminder.key), col(Reminder.payload), col(Reminder.send_on))
            .execution_options(synchronize_session=False)
        ).all()
        found = {key: [row for row in rows if row.key == key] for key in keys}
        return [self._claimed(key, mine, now) for key, mine in found.items() if mine]

    def begin(self, claimed: Claimed) -> Claimed:
        """Note that these are going now. Gives those that still should: none that was stopped or is no longer ours."""
        going = self._session.scalars(
            update(Reminder)
            .where(
                col(Reminder.reminder_id).in_(claimed.planned),
                col(Reminder.state) == "waiting",
                col(Reminder.claimed_at) == claimed.claimed_at,
            )
            .values(state="sending")
            .returning(col(Reminder.reminder_id))
            .execution_options(synchronize_session=False)
        ).all()
        return replace(claimed, planned={name: claimed.planned[name] for name in sorted(going)})

    def give_back(self, claimed: Claimed) -> None:
        """Note that these have surely not gone, so that they are tried again when the claim has run out."""
        self._run(update(Reminder).where(col(Reminder.reminder_id).in_(claimed.planned)).values(state="waiting"))

    def done(self, all_claimed: Sequence[Claimed]) -> int:
        """Delete what has gone. Gives the number of rows deleted."""
        return self._delete([name for claimed in all_claimed for name in claimed.planned])

    def _heads(self, today: date, now: datetime, chats: int) -> Sequence[str]:
        """The chats with something due, by the first due row of each: whoever locks that row has the whole chat."""
        other = aliased(Reminder)
        earlier = (
            select(col(other.reminder_id))
            .where(
                col(other.key) == col(Reminder.key),
                col(other.reminder_id) < col(Reminder.reminder_id),
                _is_due(other, today, now),
            )
            .exists()
        )
        heads = (
            select(col(Reminder.key))
            .where(_is_due(Reminder, today, now), ~earlier)
            .order_by(col(Reminder.send_on))
            .limit(chats)
            .with_for_update(skip_locked=True)
        )
        return self._session.scalars(heads).all()

    def _waiting(self, key: str) -> dict[str, Planned]:
        rows = self._session.execute(
            select(col(Reminder.reminder_id), col(Reminder.payload), col(Reminder.send_on)).where(
                col(Reminder.key) == key, col(Reminder.state) == "waiting"
            )
        ).all()
        return {row.reminder_id: _planned(self._open(row.payload), row.send_on) for row in rows}

    def _claimed(self, key: str, rows: Sequence[Any], now: datetime) -> Claimed:
        opened = {row.reminder_id: self._open(row.payload) for row in rows}
        first = opened[min(opened)]
        planned = {row.reminder_id: _planned(opened[row.reminder_id], row.send_on) for row in rows}
        return Claimed(key, first["address"], first["easy"], now, planned)

    def _seal(self, planned: Planned, address: str, *, easy: bool) -> bytes:
        held = {"address": address, "subject": planned.subject, "due": planned.due.isoformat()}
        return self._sealer.seal(json.dumps(held | {"kind": planned.kind, "easy": easy}, separators=(",", ":")))

    def _open(self, payload: bytes) -> dict[str, Any]:
        held: dict[str, Any] = json.loads(self._sealer.open(payload))
        return held

    def _delete(self, names: Sequence[str]) -> int:
        return self._run(delete(Reminder).where(col(Reminder.reminder_id).in_(names))).rowcount if names else 0

    def _run(self, statement: Any) -> CursorResult[Any]:
        done = self._session.execute(statement, execution_options={"synchronize_session": False})
        assert isinstance(done, CursorResult)
        return done


def _is_due(table: type[Reminder], today: date, now: datetime) -> ColumnElement[bool]:
    claimed_at = col(table.claimed_at)
    return and_(
        col(table.send_on) <= today,
        col(table.send_on) >= today - KEEP_REMINDERS,
        col(table.state) == "waiting",
        or_(claimed_at.is_(None), claimed_at <= now - CLAIM_LASTS),
    )


def _planned(held: dict[str, Any], send_on: date) -> Planned:
    return Planned(held["subject"], date.fromisoformat(held["due"]), cast(Kind, held["kind"]), send_on)
