import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import OperationalError
from sqlmodel import SQLModel
from stored import CONSOLE, DESK, FEEDS, WHAT, WHO, table_names

from storage.database import open_database

ROOT = Path(__file__).parents[2]
OPEN = "import sys; from storage.database import open_database; open_database(sys.argv[1])"


def differences(connection: Connection) -> list[object]:
    options = {"compare_type": True, "compare_server_default": True}
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), SQLModel.metadata))


def test_the_migrations_make_just_the_tables_that_the_code_expects(engine: Engine) -> None:
    with engine.connect() as connection:
        assert differences(connection) == []


def test_a_column_that_no_migration_makes_would_be_noticed(engine: Engine) -> None:
    with engine.connect() as connection:
        connection.execute(text("ALTER TABLE turn DROP COLUMN claimed_at"))
        assert differences(connection) != []
        connection.rollback()


def test_every_table_is_known_to_be_about_who_about_what_or_about_feeds(engine: Engine) -> None:
    assert table_names(engine) - {"alembic_version"} == {*WHO, *WHAT, *FEEDS, *DESK, *CONSOLE}


def test_opening_a_database_again_changes_nothing(engine: Engine, database_url: str) -> None:
    again = open_database(database_url)
    with again.connect() as connection:
        assert differences(connection) == []
    again.dispose()


def test_workers_that_start_at_once_on_an_empty_database_all_come_up(empty_url: str) -> None:
    workers = [subprocess.Popen([sys.executable, "-c", OPEN, empty_url], cwd=ROOT) for _ in range(2)]
    assert [worker.wait(60) for worker in workers] == [0, 0]


@pytest.mark.parametrize("table", WHAT)
def test_sqlite_does_not_number_what_was_said_in_the_order_of_writing(sqlite_engine: Engine, table: str) -> None:
    with sqlite_engine.connect() as connection, pytest.raises(OperationalError, match="no such column: rowid"):
        connection.execute(text(f"SELECT rowid FROM {table}"))
