"""Opening the database: SQLite in a file or PostgreSQL, by its SQLAlchemy address."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event, inspect, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlmodel import create_engine

BUSY_SECONDS = 15
READING = "reading"
"""The execution option of a connection that only reads: no turn waits for it, however long it takes."""
_UPGRADE_LOCK = 7236901
_SOON = 0.05
_MIGRATIONS = Path(__file__).parent / "migrations"


class DatabaseError(Exception):
    """The database cannot be used. The message says in one line what to do."""


def open_database(url: str) -> Engine:
    """Connect to `url` and bring its tables up to date. Raises DatabaseError."""
    try:
        address = make_url(_with_driver(url))
    except ArgumentError as error:
        raise DatabaseError(
            "SIGNPOST_DATABASE_URL is no database address. It looks like sqlite:///data/signpost.db "
            "or postgresql://user:password@host/name."
        ) from error
    is_file = address.get_backend_name() == "sqlite"
    if is_file and address.database:
        _make_folder(Path(address.database).parent)
    engine = create_engine(address, **_options(is_file))
    if is_file:
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_immediate)
    try:
        upgrade(engine)
    except (DBAPIError, OSError) as error:
        raise DatabaseError(_remedy(address.render_as_string(hide_password=True), error)) from error
    return engine


def upgrade(engine: Engine) -> None:
    """Run the migrations that this database has not had yet."""
    if _is_up_to_date(engine):
        return
    # Most starts find nothing to do, and importing Alembic is a good part of the time that a start takes.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            # Several workers may start at once: one upgrades, the others wait and find nothing to do.
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_UPGRADE_LOCK})")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _is_up_to_date(engine: Engine) -> bool:
    newest = max(path.name.partition("_")[0] for path in (_MIGRATIONS / "versions").glob("0*.py"))
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return False
        return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == newest


def _with_driver(url: str) -> str:
    for plain in ("postgresql://", "postgres://"):
        if url.startswith(plain):
            return "postgresql+psycopg://" + url.removeprefix(plain)
    return url


def _options(is_file: bool) -> dict[str, Any]:
    if is_file:
        return {"connect_args": {"timeout": BUSY_SECONDS, "check_same_thread": False}}
    return {"pool_pre_ping": True, "pool_size": 10, "max_overflow": 20}


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # We begin transactions ourselves (below), so the driver must not begin its own.
    connection.isolation_level = None
    cursor = connection.cursor()
    _write_ahead(cursor)
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA secure_delete=ON")
    cursor.close()


def _write_ahead(cursor: Any) -> None:
    # SQLite does not wait here, where everywhere else it does, and another program may be opening the new file too.
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(_SOON)
        else:
            return


def _begin_immediate(connection: Any) -> None:
    # A turn reads, then writes. Taking the write lock at once means that it waits its turn and never has to give up.
    reading = connection.get_execution_options().get(READING)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise DatabaseError(_remedy(str(folder), error)) from error


def _remedy(where: str, error: Exception) -> str:
    cause = error.orig if isinstance(error, OperationalError) else error
    return (
        f"The database at {where} cannot be used ({' '.join(str(cause).split())}). "
        "Check that the folder exists and can be written, or set SIGNPOST_DATABASE_URL to another place."
    )
