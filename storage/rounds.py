"""Polls and questions of the month: one vote a chat, and when a round ends nobody can tell any more who voted (T-18).

A ballot says that someone has voted, never what: it is a keyed hash of the chat's key under a secret that the round
alone has. `close_due` destroys the secret and deletes the ballots. What remains are the counts of the options.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import secrets
import sqlite3
from collections.abc import Collection, Mapping
from contextlib import closing
from datetime import date, timedelta
from typing import cast
from uuid import uuid4

from sqlalchemy import Engine, delete, func, select, text, update
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, col

from storage.sealing import Sealer
from storage.small_numbers import Shown, guard
from storage.tables import Ballot, Round, Submission, Votes
from storage.upserts import count_one, insert_new
from storage.views import OfficersRound, PublicRound, Results, RoundKind

SHOWN_AFTER = timedelta(days=60)
"""How long a round is still shown after its end."""

_log = logging.getLogger(__name__)


def asked_in_rounds(session: Session) -> dict[str, str]:
    """What was asked in each round that there ever was, by its id."""
    return {row.id: row.ask for row in session.execute(select(col(Round.id), col(Round.ask)))}


class Rounds:
    """Reads and writes rounds in the transaction of `session`."""

    def __init__(self, session: Session, sealer: Sealer) -> None:
        self._session = session
        self._sealer = sealer

    def open_round(
        self, kind: RoundKind, ask: str, opens_on: date, closes_on: date, options: Mapping[str, str] | None = None
    ) -> str:
        """Put a question to young people, from the first day to the last. Gives the id of the round.

        `options` are a poll's labels by their values, two or more; a question has none, and is answered in words.
        Raises ValueError where these do not go together.
        """
        if closes_on < opens_on:
            raise ValueError("a round closes after it opens")
        if (kind == "poll") != (len(options or {}) > 1):
            raise ValueError("a poll has two options or more, and a question none")
        made = Round(
            id=uuid4().hex[:12],
            kind=kind,
            ask=ask,
            options=json.dumps(dict(options or {}), ensure_ascii=False),
            opens_on=opens_on,
            closes_on=closes_on,
            secret=self._sealer.seal(secrets.token_hex(32)),
        )
        self._session.add(made)
        return made.id

    def vote(self, round_id: str, option: str, key: str, today: date) -> bool:
        """Count a vote of the chat `key`. False, and nothing changes, where it has voted, or cannot vote for this."""
        row = self._open(round_id, today)
        if row is None or option not in _options(row):
            return False
        if not insert_new(self._session, Ballot(round_id=round_id, voter=self._voter(row, key))):
            return False
        count_one(self._session, Votes(round_id=round_id, option=option, count=1))
        return True

    def has_voted(self, round_id: str, key: str, today: date) -> bool:
        """Whether the chat `key` has voted in a round that is open."""
        row = self._open(round_id, today)
        return row is not None and self._session.get(Ballot, (round_id, self._voter(row, key))) is not None

    def public(self, today: date) -> list[PublicRound]:
        """The rounds that are open, then those that closed lately, with their results, the newest first."""
        rows = self._session.scalars(
            select(Round)
            .where(col(Round.opens_on) <= today, col(Round.closes_on) >= today - SHOWN_AFTER)
            .order_by(col(Round.closes_on).desc(), col(Round.id))
        ).all()
        shown = [self._public(row, today) for row in rows]
        return sorted(shown, key=lambda one: one.closed)

    def for_officers(self, today: date, most: int = 50) -> list[OfficersRound]:
        """The rounds that are open, planned or over, by their last day, the newest first, with their true votes."""
        rows = self._session.scalars(
            select(Round).order_by(col(Round.closes_on).desc(), col(Round.id)).limit(most)
        ).all()
        votes = self._votes([row.id for row in rows])
        return [
            OfficersRound(self._public(row, today), votes.get(row.id, {}), is_planned=row.opens_on > today)
            for row in rows
        ]

    def waiting(self, round_id: str, most: int) -> int:
        """How many answers to a question of the month nobody has read yet, counted up to `most`."""
        new = (
            select(col(Submission.id))
            .where(col(Submission.about) == f"round.{round_id}", col(Submission.status) == "received")
            .limit(most)
        )
        return self._session.scalar(select(func.count()).select_from(new.subquery())) or 0

    def close_due(self, today: date) -> int:
        """Close what has had its last day: its ballots go, and its secret. Gives the number of rounds closed.

        A vote that was counted at the same instant leaves its ballot for the next time, when it opens to no secret.
        """
        closed = self._session.scalars(
            update(Round)
            .where(col(Round.closes_on) < today, col(Round.closed).is_(False))
            .values(closed=True, secret=None)
            .returning(col(Round.id))
            .execution_options(synchronize_session=False)
        ).all()
        over = select(col(Round.id)).where(col(Round.closed).is_(True))
        self._session.execute(
            delete(Ballot).where(col(Ballot.round_id).in_(over)).execution_options(synchronize_session=False)
        )
        return len(closed)

    def _votes(self, ids: Collection[str]) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for row in self._session.scalars(select(Votes).where(col(Votes.round_id).in_(ids))):
            found.setdefault(row.round_id, {})[row.option] = row.count
        return found

    def _open(self, round_id: str, today: date) -> Round | None:
        return self._session.scalar(
            select(Round).where(
                col(Round.id) == round_id,
                col(Round.closed).is_(False),
                col(Round.secret).is_not(None),
                col(Round.opens_on) <= today,
                col(Round.closes_on) >= today,
            )
        )

    def _voter(self, row: Round, key: str) -> str:
        assert row.secret is not None
        return hmac.new(bytes.fromhex(self._sealer.open(row.secret)), key.encode(), hashlib.sha256).hexdigest()

    def _public(self, row: Round, today: date) -> PublicRound:
        closed = row.closed or row.closes_on < today
        return PublicRound(
            id=row.id,
            kind=cast(RoundKind, row.kind),
            ask=row.ask,
            options=_options(row),
            opens_on=row.opens_on,
            closes_on=row.closes_on,
            closed=closed,
            results=self._results(row) if closed else None,
        )

    def _results(self, row: Round) -> Results | None:
        counted = self._votes([row.id]).get(row.id, {})
        guarded = guard({option: counted.get(option, 0) for option in _options(row)})
        if guarded is None:
            return None
        cells = guarded.cells.items()
        return Results(
            guarded.base, {option: cell.share if isinstance(cell, Shown) else None for option, cell in cells}
        )


def wipe_secrets(engine: Engine) -> None:
    """Overwrite what the database's files still hold of secrets that were destroyed. Never raises for their sake."""
    try:
        if engine.dialect.name == "postgresql":
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text("VACUUM FULL round"))
        else:
            # Not by SQLAlchemy, which begins a transaction: in one, nothing can be moved out of the log of writes.
            with closing(engine.raw_connection()) as raw:
                raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except (SQLAlchemyError, sqlite3.Error) as error:
        _log.warning("The secret of a round that is over could not be overwritten (%s).", type(error).__name__)


def _options(row: Round) -> dict[str, str]:
    options: dict[str, str] = json.loads(row.options)
    return options
