"""Ending a poll or a question before its last day, such as one with a mistake in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, delete, select
from sqlmodel import Session, col

from storage.deciding import DecidingError
from storage.tables import Ballot, Round, Submission, Votes


@dataclass(frozen=True, slots=True)
class Ended:
    """A round that was ended. `is_gone` is whether nobody had said anything yet, and so it is gone altogether."""

    id: str
    is_gone: bool


def end_round(session: Session, beginning: str, today: date) -> Ended:
    """End the one round whose id begins so and that is open or planned.

    One that somebody has answered had its last day yesterday: it is shown as any that is over, and its ballots and its
    secret go within the hour. Raises DecidingError where no single such round begins so.
    """
    still_open = (col(Round.closed).is_(False), col(Round.closes_on) >= today)
    begins = col(Round.id).startswith(beginning, autoescape=True)
    found = session.scalars(select(Round).where(begins, *still_open).limit(2)).all() if beginning else []
    if len(found) != 1:
        raise DecidingError(f"No single open round begins with '{beginning}'. signpost rounds list shows them.")
    (row,) = found
    if _anything_said(session, row.id):
        row.closes_on = today - timedelta(days=1)
        return Ended(row.id, is_gone=False)
    session.execute(delete(Round).where(col(Round.id) == row.id))
    return Ended(row.id, is_gone=True)


def _anything_said(session: Session, round_id: str) -> bool:
    said: tuple[ColumnElement[bool], ...] = (
        col(Ballot.round_id) == round_id,
        col(Votes.round_id) == round_id,
        col(Submission.about) == f"round.{round_id}",
    )
    return any(session.scalar(select(select(1).where(one).exists())) for one in said)
