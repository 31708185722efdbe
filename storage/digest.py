"""What waits for officers, as counts: of families' words nothing leaves here. And the days on which they were told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Engine, delete, func, literal, select
from sqlmodel import Session, SQLModel, col

from storage.database import READING
from storage.officer_tables import DigestSent
from storage.tables import Correction, FeedChange, Submission, Unanswered
from storage.upserts import insert_new

MOST = 10_000
"""Up to how many are counted: one more stands for "more than"."""
_LOOKED_BACK = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many there are of each, `MOST` + 1 for more. Not for sharing: none of it is guarded (T-35)."""

    worries: int
    new: int
    new_long: int
    read_long: int
    complaints_due: int
    gaps: int
    reports: int
    feed_changes: int


def count_waiting(engine: Engine, long_since: date, complaints_since: date) -> Waiting:
    """What waits. A comment waits long whose week began on `long_since` or before; a complaint is due likewise."""
    status, week = col(Submission.status), col(Submission.week)
    flagged = col(Submission.worry).in_([True, False])
    is_complaint = col(Submission.kind) == "complaint"
    with engine.execution_options(**{READING: True}).connect() as connection, Session(connection) as session:
        return Waiting(
            worries=_count(session, Submission, col(Submission.worry).is_(True), status == "received"),
            new=_count(session, Submission, flagged, status == "received"),
            new_long=_count(session, Submission, flagged, status == "received", week <= long_since),
            read_long=_count(session, Submission, flagged, status == "reading", week <= long_since),
            complaints_due=_count(session, Submission, is_complaint, status == "received", week <= complaints_since),
            gaps=_count(session, Unanswered),
            reports=_count(session, Correction),
            feed_changes=_count(session, FeedChange, col(FeedChange.state) == "waiting"),
        )


def claim_day(engine: Engine, day: date) -> bool:
    """Note that officers are told on this day. False where that is noted: another worker tells them, or has."""
    with Session(engine) as session, session.begin():
        return insert_new(session, DigestSent(day=day))


def give_day_back(engine: Engine, day: date) -> None:
    """Note that officers could not be told on this day, so that it is tried again."""
    with Session(engine) as session, session.begin():
        session.execute(delete(DigestSent).where(col(DigestSent.day) == day))


def days_told(engine: Engine, before: date) -> list[date]:
    """The days of the month before a day on which officers were told, the first one first."""
    with engine.execution_options(**{READING: True}).connect() as connection, Session(connection) as session:
        rows = session.scalars(
            select(col(DigestSent.day))
            .where(col(DigestSent.day) < before, col(DigestSent.day) >= before - _LOOKED_BACK)
            .order_by(col(DigestSent.day))
        )
        return list(rows)


def _count(session: Session, table: type[SQLModel], *where: ColumnElement[bool]) -> int:
    some = select(literal(1)).select_from(table).where(*where).limit(MOST + 1)
    return session.scalar(select(func.count()).select_from(some.subquery())) or 0
