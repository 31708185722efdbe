"""What all tests share: the content, databases of both kinds, and an assistant on one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from databases import empty, new_postgres_database, open_quickly, postgres_server
from hypothesis import settings
from person import Person
from sqlalchemy import Engine

from handlers.assistant import Assistant
from handlers.desk import Desk, open_desk
from knowledge.base import Knowledge
from knowledge.loader import load
from storage.database import open_database
from storage.sealing import Sealer

# A shared machine can be slow for a moment; that alone is no fault.
settings.register_profile("signpost", deadline=None)
settings.load_profile("signpost")

BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load()


@pytest.fixture(scope="session")
def desk(knowledge: Knowledge) -> Desk:
    return open_desk(knowledge)


@pytest.fixture(scope="session")
def postgres_server_url() -> Iterator[str]:
    with postgres_server() as url:
        yield url


@pytest.fixture(scope="session")
def postgres_database(postgres_server_url: str) -> Iterator[tuple[str, Engine]]:
    """A PostgreSQL database with its tables, for all tests that leave the tables as they are."""
    with new_postgres_database(postgres_server_url) as url:
        engine = open_database(url)
        yield url, engine
        engine.dispose()


@pytest.fixture
def postgres_url(postgres_server_url: str) -> Iterator[str]:
    """The address of an empty PostgreSQL database."""
    with new_postgres_database(postgres_server_url) as url:
        yield url


@pytest.fixture
def sqlite_path(tmp_path: Path) -> Path:
    return tmp_path / "signpost.db"


@pytest.fixture(params=BOTH)
def empty_url(request: pytest.FixtureRequest, sqlite_path: Path) -> str:
    """The address of a database of each kind that has no tables yet."""
    if request.param == "sqlite":
        return f"sqlite:///{sqlite_path}"
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
def sqlite_engine(sqlite_path: Path) -> Iterator[Engine]:
    engine = open_quickly(f"sqlite:///{sqlite_path}")
    yield engine
    engine.dispose()


@pytest.fixture(params=BOTH)
def engine(request: pytest.FixtureRequest) -> Engine:
    """A database of each kind, with empty tables: the same tests run on both."""
    if request.param == "sqlite":
        opened: Engine = request.getfixturevalue("sqlite_engine")
        return opened
    _, opened = request.getfixturevalue("postgres_database")
    empty(opened)
    return opened


@pytest.fixture
def database_url(engine: Engine) -> str:
    """The address of `engine`, to open it a second time."""
    return engine.url.render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def sealer() -> Sealer:
    return Sealer(b"a secret for tests")


@pytest.fixture
def open_assistant(sealer: Sealer, desk: Desk) -> Callable[[Engine], Assistant]:
    """Makes an assistant on a database: the first one, or the one after a restart."""
    return lambda engine: Assistant(engine, sealer, lambda: desk)


@pytest.fixture
def assistant(sqlite_engine: Engine, open_assistant: Callable[[Engine], Assistant]) -> Assistant:
    return open_assistant(sqlite_engine)


@pytest.fixture
def assistant_on_each(engine: Engine, open_assistant: Callable[[Engine], Assistant]) -> Assistant:
    """An assistant on a database of each kind, for what the database has a hand in."""
    return open_assistant(engine)


@pytest.fixture
def person(assistant: Assistant) -> Person:
    return Person(assistant)
