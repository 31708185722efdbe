"""Copies: what goes in comes out, on either kind of database, and chats are no part of it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from databases import open_quickly
from saying import said, send, submissions
from sqlalchemy import Engine
from sqlmodel import Session
from stored import counts, rows, unsealed

from storage.backup import LEFT_OUT, BackupError, restore_backup, write_backup
from storage.closing import OF_PEOPLE, close_service
from storage.sealing import Sealer
from storage.tables import Conversation, Reminder, Response, Turn

AT = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
DAY = AT.date()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "copy.zip"


@pytest.fixture
def filled(engine: Engine, sealer: Sealer) -> Engine:
    send(engine, sealer, said("the zebra garden was a joy to see", marks={"overall": "5"}))
    with submissions(engine, sealer) as book:
        book.count_tap("an-answer", "helpful", "yes", DAY)
    with Session(engine) as session, session.begin():
        session.add(Conversation(key="k", channel="web", version=1, state=sealer.seal("{}"), tokens=1, touched_at=AT))
        session.add(Turn(key="k", update_id="1", channel="web", at=AT))
        session.add(Reminder(key="k", payload=sealer.seal("{}"), send_on=DAY, claimed_at=AT))
        session.add(Response(kind="did", said="S.", text="T.", made_on=DAY, published_on=DAY))
        session.add(Response(kind="will", said="S.", text="T.", made_on=DAY))
    return engine


def test_a_copy_from_either_database_comes_back_row_for_row(filled: Engine, file: Path, tmp_path: Path) -> None:
    written = write_backup(filled, file, AT)
    other = open_quickly(f"sqlite:///{tmp_path / 'other' / 'signpost.db'}")
    assert restore_backup(other, file) == written
    before, after = rows(filled), rows(other)
    for table in written:
        assert sorted(map(str, after[table])) == sorted(str(row) for row in _naive(before[table])), table
    other.dispose()


def _naive(found: list[dict[str, object]]) -> list[dict[str, object]]:
    # SQLite gives times back with no zone.
    return [
        {name: value.replace(tzinfo=None) if isinstance(value, datetime) else value for name, value in row.items()}
        for row in found
    ]


def test_chats_are_no_part_of_a_copy(filled: Engine, file: Path) -> None:
    write_backup(filled, file, AT)
    with ZipFile(file) as archive:
        assert {name.removesuffix(".jsonl") for name in archive.namelist()} & LEFT_OUT == set()


def test_a_copy_shows_no_words_without_the_key(filled: Engine, file: Path) -> None:
    write_backup(filled, file, AT)
    with ZipFile(file) as archive:
        held = b"".join(archive.read(name) for name in archive.namelist())
    assert b"an-answer" in held, "what an entry is called is no secret: this test can see plain text"
    assert b"zebra" not in held


def test_a_copy_can_be_read_by_its_owner_alone(filled: Engine, file: Path) -> None:
    write_backup(filled, file, AT)
    assert file.stat().st_mode & 0o077 == 0


def test_a_copy_is_never_written_over_another(filled: Engine, file: Path) -> None:
    write_backup(filled, file, AT)
    with pytest.raises(BackupError, match="not there yet"):
        write_backup(filled, file, AT)


def test_a_copy_is_never_mixed_with_what_is_there(filled: Engine, file: Path) -> None:
    write_backup(filled, file, AT)
    before = counts(filled)
    with pytest.raises(BackupError, match="not empty"):
        restore_backup(filled, file)
    assert counts(filled) == before


@pytest.mark.parametrize("content", [b"", b"no zip at all", b"PK\x03\x04broken"])
def test_what_is_no_copy_is_refused_in_plain_words(engine: Engine, file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(BackupError, match="no copy of ours"):
        restore_backup(engine, file)


def test_a_copy_of_another_schema_says_so(engine: Engine, file: Path) -> None:
    with ZipFile(file, "w") as archive:
        archive.writestr("about.json", '{"at": "2026-11-25", "schema": "0001"}')
    with pytest.raises(BackupError, match="schema 0001"):
        restore_backup(engine, file)


def test_closing_the_service_leaves_what_the_council_published_and_nothing_else(filled: Engine, sealer: Sealer) -> None:
    close_service(filled)
    found = rows(filled)
    assert all(found[str(table.__tablename__)] == [] for table in OF_PEOPLE)
    assert [row["published_on"] is not None for row in found["response"]] == [True]
    assert "zebra" not in unsealed(found, sealer)
