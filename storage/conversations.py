"""Conversations and the turns in them: what is loaded before a turn and saved after it, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CursorResult, delete, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from storage.sealing import Sealer
from storage.tables import Conversation, Reminder, Turn


class Clash(Exception):  # noqa: N818  (an event that the caller answers by running the turn again)
    """Another turn of the same conversation was saved first."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A conversation as it was loaded. A new one has version 0 and no state."""

    version: int
    state: str | None
    tokens: float | None
    touched_at: datetime | None


@dataclass(frozen=True, slots=True)
class Left:
    """A conversation that nobody came back to, as it is saved."""

    key: str
    version: int
    state: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A reply that is saved and not sent."""

    key: str
    update_id: str
    address: str
    reply: str


class Conversations:
    """Reads and writes conversations in the transaction of `session`."""

    def __init__(self, session: Session, sealer: Sealer) -> None:
        self._session = session
        self._sealer = sealer

    def see(self, key: str, update_id: str, channel: str, at: datetime) -> bool:
        """Note an update as seen. False when it was seen before.

        Waits for another worker that is in the middle of the same update.
        """
        row = {"key": key, "update_id": update_id, "channel": channel, "number": 0, "private": False, "sent": False}
        # What PostgreSQL counts as "rows touched" lets repeats through here; a returned row does not.
        return self._insert_new(Turn, row | {"at": at}, Turn.update_id) is not None

    def load(self, key: str) -> Saved:
        """The conversation of `key`."""
        row = self._session.execute(
            select(
                col(Conversation.version),
                col(Conversation.state),
                col(Conversation.tokens),
                col(Conversation.touched_at),
            ).where(col(Conversation.key) == key)
        ).one_or_none()
        if row is None:
            return Saved(0, None, None, None)
        return Saved(row.version, self._sealer.open(row.state), row.tokens, row.touched_at)

    def save(self, key: str, channel: str, was: Saved, state: str, tokens: float, at: datetime) -> None:
        """Save the next version of a conversation. Raises Clash when it is no longer the version that was loaded."""
        values = {"state": self._sealer.seal(state), "tokens": tokens, "touched_at": at, "version": was.version + 1}
        values["rested"] = False
        if was.version == 0:
            made = self._insert_new(Conversation, {"key": key, "channel": channel} | values, Conversation.key)
            if made is None:
                raise Clash
            return
        done = self._run(
            update(Conversation)
            .where(col(Conversation.key) == key, col(Conversation.version) == was.version)
            .values(**values)
        )
        if done.rowcount != 1:
            raise Clash

    def left_alone(self, before: datetime, most: int) -> list[Left]:
        """Some conversations that nobody has touched since `before`, and that are not at rest yet.

        On PostgreSQL those that a turn is in the middle of are passed over.
        """
        rows = self._session.execute(
            select(col(Conversation.key), col(Conversation.version), col(Conversation.state))
            .where(col(Conversation.rested).is_(False), col(Conversation.touched_at) < before)
            .order_by(col(Conversation.key))
            .limit(most)
            .with_for_update(skip_locked=True)
        ).all()
        return [Left(row.key, row.version, self._sealer.open(row.state)) for row in rows]

    def rest(self, left: Left, state: str) -> None:
        """Save what remains of a conversation that was left alone. A turn that loaded it before is run again."""
        self._run(
            update(Conversation)
            .where(col(Conversation.key) == left.key, col(Conversation.version) == left.version)
            .values(state=self._sealer.seal(state), rested=True, version=left.version + 1)
        )

    def keep_reply(
        self,
        key: str,
        update_id: str,
        reply: str,
        *,
        number: int,
        private: bool,
        address: str | None,
        outcome: str = "other",
    ) -> None:
        """Save the reply to an update. The words of an earlier private reply are wiped now that it has been read."""
        self._run(
            update(Turn)
            .where(col(Turn.key) == key, col(Turn.private).is_(True), col(Turn.sent).is_(True))
            .values(reply=None)
        )
        self._run(
            update(Turn)
            .where(col(Turn.key) == key, col(Turn.update_id) == update_id)
            .values(
                reply=self._sealer.seal(reply),
                address=self._sealer.seal(address) if address else None,
                number=number,
                private=private,
                outcome=outcome,
                # With no address there is nowhere to send it on to: it is handed over as the answer to a request.
                sent=address is None,
            )
        )

    def reply_to(self, key: str, update_id: str) -> str | None:
        """The saved reply to an update that was seen; None where it has been wiped."""
        sealed = self._session.scalar(
            select(col(Turn.reply)).where(col(Turn.key) == key, col(Turn.update_id) == update_id)
        )
        return self._sealer.open(sealed) if sealed else None

    def latest_reply(self, key: str) -> str | None:
        """The reply to the newest turn of a conversation."""
        sealed = self._session.scalar(
            select(col(Turn.reply)).where(col(Turn.key) == key).order_by(col(Turn.number).desc()).limit(1)
        )
        return self._sealer.open(sealed) if sealed else None

    def mark_sent(self, key: str, update_id: str) -> None:
        """Note that a reply has reached the person."""
        self._run(
            update(Turn).where(col(Turn.key) == key, col(Turn.update_id) == update_id).values(sent=True, address=None)
        )

    def claim_unsent(self, channel: str, older_than: timedelta, now: datetime) -> list[Waiting]:
        """Take the saved replies that nobody has sent, oldest first. No other worker gets them for that long again."""
        before = now - older_than
        claimed = self._session.execute(
            update(Turn)
            .where(
                col(Turn.channel) == channel,
                col(Turn.sent).is_(False),
                col(Turn.reply).is_not(None),
                col(Turn.at) <= before,
                or_(col(Turn.claimed_at).is_(None), col(Turn.claimed_at) <= before),
            )
            .values(claimed_at=now)
            .returning(
                col(Turn.key),
                col(Turn.update_id),
                col(Turn.address),
                col(Turn.reply),
                col(Turn.at),
                col(Turn.number),
            )
        ).all()
        return [
            Waiting(row.key, row.update_id, self._sealer.open(row.address), self._sealer.open(row.reply))
            for row in sorted(claimed, key=lambda row: (row.at, row.number))
            if row.address
        ]

    def forget(self, key: str, *, but: str | None = None) -> None:
        """Delete a conversation, its reminders and its turns, all but the turn `but` that is being answered."""
        self._run(delete(Conversation).where(col(Conversation.key) == key))
        self._run(delete(Reminder).where(col(Reminder.key) == key))
        turns = delete(Turn).where(col(Turn.key) == key)
        self._run(turns if but is None else turns.where(col(Turn.update_id) != but))

    def _run(self, statement: Any) -> CursorResult[Any]:
        done = self._session.execute(statement, execution_options={"synchronize_session": False})
        assert isinstance(done, CursorResult)
        return done

    def _insert_new(self, table: Any, row: dict[str, Any], returning: Any) -> object | None:
        dialect = postgresql if self._session.get_bind().dialect.name == "postgresql" else sqlite
        statement = dialect.insert(table).values(**row).on_conflict_do_nothing().returning(returning)
        found: object | None = self._session.scalar(statement)
        return found
