"""What Open Referral feeds have for us: saved by an import, decided by an officer."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import ColumnElement, CursorResult, Engine, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from storage.database import DatabaseError
from storage.tables import FeedChange

AT_ONCE = 500
"""How many rows one statement names: SQLite takes no more than some thousand values in it."""


@dataclass(frozen=True, slots=True)
class FeedRow:
    """One record of one feed. `kind` is new, changed or missing; `state` is waiting, approved or refused.

    `service` and `approved` are JSON, `seen_on` is the day of the import that found the change.
    """

    source: str
    record_id: str
    id: str
    kind: str
    state: str
    digest: str
    service: str
    approved: str | None
    seen_on: date


def read_feed(engine: Engine, source: str) -> list[FeedRow]:
    """All that is on file about one feed."""
    return _read(engine, col(FeedChange.source) == source)


def read_waiting(engine: Engine) -> list[FeedRow]:
    """What waits for an officer's yes, of all feeds, by id."""
    return _read(engine, col(FeedChange.state) == "waiting")


def waiting_page(session: Session, after: str, most: int) -> list[FeedRow]:
    """What waits for an officer's yes, by id, from behind the id `after` on: `most` rows at most."""
    return _rows(session, col(FeedChange.state) == "waiting", col(FeedChange.id) > after, most=most)


def waiting_row(session: Session, row_id: str) -> FeedRow | None:
    """The row with this id, while it waits for an officer's yes."""
    return next(iter(_rows(session, col(FeedChange.state) == "waiting", col(FeedChange.id) == row_id, most=1)), None)


def count_waiting(session: Session) -> int:
    """How many rows wait for an officer's yes."""
    return session.scalar(select(func.count()).select_from(FeedChange).where(col(FeedChange.state) == "waiting")) or 0


def read_ids(engine: Engine) -> set[str]:
    """Every service id that a feed uses or once used."""
    with Session(engine) as session:
        return set(session.scalars(select(col(FeedChange.id))))


def save_changes(engine: Engine, rows: Iterable[FeedRow]) -> None:
    """Save what an import found, all of it or nothing. A row of the same record is replaced.

    Raises DatabaseError where another import saved the same records at the same time.
    """
    waiting = list(rows)
    try:
        with Session(engine) as session, session.begin():
            for start in range(0, len(waiting), AT_ONCE):
                part = waiting[start : start + AT_ONCE]
                for source in {row.source for row in part}:
                    ids = [row.record_id for row in part if row.source == source]
                    session.execute(
                        delete(FeedChange).where(col(FeedChange.source) == source, col(FeedChange.record_id).in_(ids))
                    )
                session.execute(insert(FeedChange), [asdict(row) for row in part])
    except IntegrityError as error:
        raise DatabaseError("Another import saved the same feed just now. Nothing was saved. Try again.") from error


def settle(engine: Engine, rows: Iterable[FeedRow]) -> None:
    """Note what an officer decided: the rows' state, their service and what is approved of it.

    A row that an import has changed since it was read still waits: the officer has not seen that.
    """
    with Session(engine) as session, session.begin():
        for row in rows:
            session.execute(
                update(FeedChange)
                .where(
                    col(FeedChange.id) == row.id,
                    col(FeedChange.kind) == row.kind,
                    col(FeedChange.digest) == row.digest,
                    col(FeedChange.state) == "waiting",
                )
                .values(state=row.state, service=row.service, approved=row.approved)
            )


def refuse(engine: Engine, ids: Collection[str]) -> int:
    """Note that an officer refused these. Gives how many of them were still waiting."""
    with Session(engine) as session, session.begin():
        done = session.execute(
            update(FeedChange)
            .where(col(FeedChange.id).in_(ids), col(FeedChange.state) == "waiting")
            .values(state="refused")
        )
        assert isinstance(done, CursorResult)
        return done.rowcount


def _read(engine: Engine, wanted: ColumnElement[bool]) -> list[FeedRow]:
    with Session(engine) as session:
        return _rows(session, wanted)


def _rows(session: Session, *wanted: ColumnElement[bool], most: int | None = None) -> list[FeedRow]:
    columns = (getattr(FeedChange, name) for name in FeedRow.__slots__)
    rows = session.execute(select(*columns).where(*wanted).order_by(col(FeedChange.id)).limit(most))
    return [FeedRow(*row) for row in rows]
