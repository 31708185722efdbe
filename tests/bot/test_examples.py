from pathlib import Path

import pytest
from officer import Officer
from saying import said, send
from sqlalchemy import Engine
from sqlmodel import Session
from stored import counts, rows

from storage.database import open_database
from storage.examples import has_examples
from storage.sealing import Sealer

MARK = "Example data: "


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    url = f"sqlite:///{tmp_path}/d/signpost.db"
    monkeypatch.setenv("SIGNPOST_DATABASE_URL", url)
    monkeypatch.setenv("SIGNPOST_SECRET_KEY", "a secret for tests")
    return open_database(url)


@pytest.fixture
def officer(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Officer:
    return Officer(capsys, monkeypatch)


def test_every_example_says_that_it_is_one(officer: Officer, database: Engine, sealer: Sealer) -> None:
    assert "Put in 400 example comments" in officer.types("db", "examples")
    found = rows(database)
    every = [row["words"] for row in found["submission"]]
    for row in every:
        opened = [sealer.open(line.partition(b" ")[2]) for line in row.splitlines()]
        assert all(text.startswith(MARK) for text in opened), opened
    assert all(row["said"].startswith(MARK) and row["text"].startswith(MARK) for row in found["response"])


def test_examples_can_be_looked_for_and_are_in_the_charts_at_once(officer: Officer, database: Engine) -> None:
    officer.types("db", "examples")
    found = counts(database)
    assert found["wordpart"]
    assert found["figure"]


def test_examples_are_taken_out_and_leave_nothing(officer: Officer, database: Engine) -> None:
    officer.types("db", "examples")
    officer.types("db", "examples", "--remove")
    assert {name: count for name, count in counts(database).items() if count} == {}


def test_a_database_with_examples_is_told_from_one_without(officer: Officer, database: Engine) -> None:
    with Session(database) as session:
        assert not has_examples(session)
    officer.types("db", "examples")
    with Session(database) as session:
        assert has_examples(session)


def test_examples_never_mix_with_what_families_said(officer: Officer, database: Engine, sealer: Sealer) -> None:
    send(database, sealer, said("The hall was cold."))
    assert "There are comments in this database" in officer.is_refused("db", "examples")
    assert counts(database)["submission"] == 1
