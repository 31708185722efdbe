"""Cutting the last tie between what was said and who said it, which PostgreSQL makes by itself (T-17).

A turn saves what was said and who said it in one transaction, so that a crash can lose neither. PostgreSQL notes at
each row the number of the transaction that wrote it (xmin), and one number on both would join them. So `settle` writes
each row of what was said once more, right after the turn; where it could not, the next turn's or the hourly round
does. The new numbers still lie close behind the turn's, and rows lie in the file in the order of writing (ctid). So
each hour `stir` writes all that was said in these two weeks once more, and lays the tables out by their random ids:
then all of it has one number and no order, and old versions are gone from the files. SQLite notes no such number, and
these tables have no row order there.
"""

from __future__ import annotations

import logging
from datetime import date, timedelta

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Table,
    literal,
    select,
    text,
    true,
    tuple_,
    union_all,
    update,
)
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import SQLModel

from storage.submissions import week_of
from storage.tables import Ballot, Correction, Likeness, Mark, Submission, Tally, Unanswered, Votes

_log = logging.getLogger(__name__)

_MODELS: tuple[type[SQLModel], ...] = (Submission, Mark, Likeness, Tally, Ballot, Votes, Unanswered, Correction)
SAID: tuple[Table, ...] = tuple(SQLModel.metadata.tables[str(model.__tablename__)] for model in _MODELS)
"""The tables of what was said."""

_SAID, _SETTLED, _STILL = 2, 1, 0
"""How often a row is still to be written: see `storage.tables`."""
_STIRRED = timedelta(weeks=1)
_PATIENCE = "1s"
"""How long stirring waits for a table that is in use; whoever comes meanwhile waits behind it."""


def settle(engine: Engine) -> None:
    """Write what turns have just said once more, each table in a transaction of its own: no two share a number either.

    Never raises for the database's sake: what could not be written now stays as it is for the next time.
    """
    if engine.dialect.name != "postgresql":
        return
    try:
        for table in _with_any(_SAID, engine):
            with engine.begin() as connection:
                _write_again(table, table.c.fresh == _SAID, _SETTLED, connection)
    except SQLAlchemyError as error:
        _log.warning("What was said could not be settled (%s). The next turn tries again.", type(error).__name__)


def stir(engine: Engine, today: date) -> None:
    """Write all that was said in this week and the last once more, and lay out the tables by their keys.

    A table that has nothing new is left alone. Whoever wants one of the others waits while it is laid out: 0.3 seconds
    with 5,000 submissions, some seconds with 100,000. Never raises for the database's sake: what could not be done is
    done the next time.
    """
    if engine.dialect.name != "postgresql":
        return
    since = week_of(today) - _STIRRED
    try:
        for table in _with_any(_SETTLED, engine):
            with engine.begin() as connection:
                _write_again(table, _said_since(table, since), _STILL, connection)
            _lay_out(table, engine)
    except SQLAlchemyError as error:
        _log.warning("What was said could not be stirred (%s). Trying again in an hour.", type(error).__name__)


def _with_any(fresh: int, engine: Engine) -> list[Table]:
    there = (select(literal(table.name)).where(select(table).where(table.c.fresh == fresh).exists()) for table in SAID)
    with engine.connect() as connection:
        names = set(connection.scalars(union_all(*there)))
    return [table for table in SAID if table.name in names]


def _write_again(table: Table, rows: ColumnElement[bool], fresh: int, connection: Connection) -> None:
    # Nothing is lost if the power goes: the rows are as they were, and are written again the next time.
    connection.execute(text("SET LOCAL synchronous_commit = off"))
    key = table.primary_key.columns
    # Rows that a turn or another worker holds are passed over: waiting for them could end in a deadlock.
    free = select(*key).where(rows).with_for_update(skip_locked=True)
    connection.execute(update(table).where(tuple_(*key).in_(free)).values(fresh=fresh))


def _lay_out(table: Table, engine: Engine) -> None:
    # Into a new file, so that old versions of the rows go with the old one. In a transaction after that of the
    # writing, because what a transaction wrote over is still there for as long as it lasts.
    with engine.begin() as connection:
        connection.execute(text(f"SET LOCAL lock_timeout = '{_PATIENCE}'"))
        connection.execute(text(f"CLUSTER {table.name} USING {table.name}_pkey"))


def _said_since(table: Table, since: date) -> ColumnElement[bool]:
    settled = table.c.fresh == _SETTLED
    if "week" in table.c:
        return settled | (table.c.week >= since)
    if "submission_id" in table.c:
        submission = SQLModel.metadata.tables["submission"]
        return settled | table.c.submission_id.in_(select(submission.c.id).where(submission.c.week >= since))
    return true()
