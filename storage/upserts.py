"""Inserting what may be there already, which SQLAlchemy leaves to the two databases' own dialects."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, case, inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel


def insert_new(session: Session, row: SQLModel) -> bool:
    """Insert `row`. False, and nothing is changed, where a row with its key is there already.

    Waits for another transaction that is inserting the same key.
    """
    table = type(row)
    key = inspect(table).primary_key[0]
    # What PostgreSQL counts as "rows touched" lets repeats through here; a returned row does not.
    statement = _insert(session)(table).values(**row.model_dump()).on_conflict_do_nothing().returning(key)
    return session.scalar(statement) is not None


def count_one(session: Session, row: SQLModel) -> None:
    """Insert `row` with its count of 1, or add 1 to the count of the row that has its key.

    A row that is counted up is fresh again, where its table has that column (`storage.settling`).
    """
    table = type(row)
    counted: dict[str, Any] = {"count": inspect(table).columns["count"] + 1}
    if "fresh" in table.model_fields:
        counted["fresh"] = table.model_fields["fresh"].default
    statement = _insert(session)(table).values(**row.model_dump())
    session.execute(statement.on_conflict_do_update(index_elements=inspect(table).primary_key, set_=counted))


def set_count(connection: Connection, table: type[SQLModel], *, only_up: bool = False) -> Any:
    """A statement that inserts rows of `table`, or sets the count of those whose keys are there.

    With `only_up`, a count that is larger already stays.
    """
    insert = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(table)
    now, before = insert.excluded["count"], inspect(table).columns["count"]
    count = case((now > before, now), else_=before) if only_up else now
    return insert.on_conflict_do_update(index_elements=inspect(table).primary_key, set_={"count": count})


def _insert(session: Session) -> Any:
    return (postgresql if session.get_bind().dialect.name == "postgresql" else sqlite).insert
