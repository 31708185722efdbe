"""Copies of the database in a file that either kind of database can be restored from.

A copy is a zip: `about.json` (when, which schema) and a file a table, a JSON object a line. What is sealed stays sealed
with the same key, which is no part of it. Chats and their replies are left out: they end within a day or so, and what
someone had deleted must not come back. So are officers' sign-ins, and what is worked out from the rest.
"""

from __future__ import annotations

import io
import json
import os
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from sqlalchemy import Connection, Date, DateTime, Engine, LargeBinary, Table, func, insert, select, update
from sqlalchemy.exc import StatementError
from sqlmodel import SQLModel

from storage.officer_tables import Draft, FailedSignIn, Figure, OfficerSession, WordPart
from storage.tables import Conversation, Submission, Turn

ABOUT = "about.json"
_LEFT_OUT = (Conversation, Turn, OfficerSession, FailedSignIn, Draft, WordPart, Figure)
LEFT_OUT = frozenset(str(table.__tablename__) for table in _LEFT_OUT)
"""The tables that no copy holds."""
_ROWS = 1000
_DAMAGED = (OSError, BadZipFile, zlib.error, KeyError, ValueError, TypeError, AttributeError, StatementError)


class BackupError(Exception):
    """A copy cannot be made or restored. The message says in one line what to do."""


def write_backup(engine: Engine, file: Path, at: datetime) -> dict[str, int]:
    """Copy the database to `file`, which must not be there yet. Gives the rows of each table. Raises BackupError."""
    try:
        made = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise BackupError(f"{file} cannot be made ({error.strerror}). Name a file that is not there yet.") from error
    # One transaction reads it all, so that the copy is of one moment.
    with os.fdopen(made, "wb") as raw, ZipFile(raw, "w", ZIP_DEFLATED) as archive, engine.begin() as connection:
        about = {"at": at.isoformat(), "schema": _schema(connection)}
        archive.writestr(ABOUT, json.dumps(about))
        return {table.name: _write_table(table, connection, archive) for table in _tables()}


def restore_backup(engine: Engine, file: Path) -> dict[str, int]:
    """Put a copy into a database that has no rows yet. Gives the rows of each table. Raises BackupError."""
    try:
        with ZipFile(file) as archive, engine.begin() as connection:
            _check_fits(json.loads(archive.read(ABOUT)), connection)
            read = {table.name: _read_table(table, connection, archive) for table in _tables()}
            connection.execute(update(Submission).values(indexed=False))
            return read
    except _DAMAGED as error:
        # "from None": what a database says of a row that it refuses quotes the row.
        raise BackupError(
            f"{file} is no copy of ours ({type(error).__name__}). Name one that db backup made."
        ) from None


def _tables() -> list[Table]:
    return [table for table in SQLModel.metadata.sorted_tables if table.name not in LEFT_OUT]


def _schema(connection: Connection) -> str:
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar())


def _check_fits(about: Mapping[str, Any], connection: Connection) -> None:
    ours = _schema(connection)
    if about["schema"] != ours:
        raise BackupError(
            f"This copy is of the schema {about['schema']}, and the database of {ours}. "
            "Restore it with the version of Signpost that made it, then upgrade."
        )
    for table in _tables():
        if connection.scalar(select(func.count()).select_from(table)):
            raise BackupError(f"The database is not empty ({table.name} has rows). Restore into a new one.")


def _write_table(table: Table, connection: Connection, archive: ZipFile) -> int:
    count = 0
    # By key, and not as they lie in the file: a copy must not tell in which order things were said.
    every = select(table).order_by(*table.primary_key.columns)
    streamed = connection.execution_options(stream_results=True, yield_per=_ROWS).execute(every)
    with archive.open(f"{table.name}.jsonl", "w", force_zip64=True) as raw:
        for row in streamed.mappings():
            count += 1
            raw.write(json.dumps({name: _as_json(value) for name, value in row.items()}).encode() + b"\n")
    return count


def _read_table(table: Table, connection: Connection, archive: ZipFile) -> int:
    count = 0
    with archive.open(f"{table.name}.jsonl") as raw:
        for rows in _batches(io.TextIOWrapper(raw, "utf-8"), table):
            connection.execute(insert(table), rows)
            count += len(rows)
    return count


def _batches(lines: Iterator[str], table: Table) -> Iterator[list[dict[str, Any]]]:
    rows: list[dict[str, Any]] = []
    for line in lines:
        rows.append({name: _from_json(value, table.c[name].type) for name, value in json.loads(line).items()})
        if len(rows) == _ROWS:
            yield rows
            rows = []
    if rows:
        yield rows


def _as_json(value: object) -> object:
    if isinstance(value, bytes):
        return b64encode(value).decode()
    return value.isoformat() if isinstance(value, date) else value


def _from_json(value: Any, kind: object) -> object:
    if value is None:
        return None
    if isinstance(kind, LargeBinary):
        return b64decode(value)
    if isinstance(kind, DateTime):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(kind, Date) else value
