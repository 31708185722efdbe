"""`signpost db`: what ends, copies, and the end of the service, as the person who runs it meets them."""

from __future__ import annotations

import resource
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from databases import open_quickly
from officer import Officer
from opinions import send
from person import Person
from sqlalchemy import Engine, update
from sqlmodel import Session
from stored import counts

from bot.database_commands import CLOSING_WORDS
from handlers.assistant import Assistant
from storage.tables import Submission

LONG_AGO = datetime.now(UTC).date() - timedelta(days=3 * 366)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "copies" / "monday.zip"


@pytest.fixture
def copied(officer: Officer, assistant: Assistant, copy: Path) -> Path:
    """A copy of a database with one comment in it."""
    send(Person(assistant), "they rang back", overall="Very good")
    copy.parent.mkdir()
    officer.types("db", "backup", str(copy))
    return copy


@pytest.fixture
def new_database(copied: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Once there is a copy, the officer goes on with a database that is not there yet."""
    assert copied.is_file()
    monkeypatch.setenv("SIGNPOST_DATABASE_URL", f"sqlite:///{tmp_path / 'new' / 'data' / 'signpost.db'}")


def age(engine: Engine) -> None:
    """Let years pass over what was said."""
    with Session(engine) as session, session.begin():
        session.execute(update(Submission).values(week=LONG_AGO))


# Upgrade and prune


def test_upgrade_makes_the_database_and_can_be_run_again(
    officer: Officer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SIGNPOST_DATABASE_URL", f"sqlite:///{tmp_path / 'new' / 'signpost.db'}")
    for _ in range(2):
        assert officer.types("db", "upgrade") == "The database is up to date.\n"
    assert (tmp_path / "new" / "signpost.db").is_file()


def test_a_dry_run_says_what_would_end_and_ends_nothing(
    officer: Officer, person: Person, sqlite_engine: Engine
) -> None:
    send(person, "they rang back")
    age(sqlite_engine)
    before = officer.listed()
    told = officer.types("db", "prune", "--dry-run")
    assert "1  words of feedback" in told
    assert "0  complaints" in told
    assert "Nothing was changed." in told
    assert officer.listed() == before
    assert before[0]["words"] == {"good": "they rang back"}


def test_pruning_ends_old_words_and_leaves_their_counts(
    officer: Officer, person: Person, sqlite_engine: Engine
) -> None:
    code = send(person, "they rang back", overall="Very good")
    age(sqlite_engine)
    assert officer.types("db", "prune").startswith("Ended ")
    (left,) = officer.listed()
    assert (left["words"], left["marks"]) == ({}, {"overall": "5"})
    person.say(f"/receipt {code}")
    assert "nothing with that code" in person.screen


@pytest.mark.parametrize(("months", "ended"), [("120", 0), ("12", 1)])
def test_the_period_that_is_set_is_the_one_that_is_used(
    officer: Officer,
    person: Person,
    sqlite_engine: Engine,
    monkeypatch: pytest.MonkeyPatch,
    months: str,
    ended: int,
) -> None:
    send(person, "they rang back")
    with Session(sqlite_engine) as session, session.begin():
        session.execute(update(Submission).values(week=datetime.now(UTC).date() - timedelta(days=500)))
    monkeypatch.setenv("SIGNPOST_KEEP_FEEDBACK_MONTHS", months)
    assert f"{ended}  words of feedback" in officer.types("db", "prune", "--dry-run")
    officer.types("db", "prune")
    assert (officer.listed()[0]["words"] == {}) is bool(ended)


# Copies


def test_a_copy_comes_back_in_a_new_database_and_its_codes_still_work(
    officer: Officer,
    person: Person,
    copy: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    open_assistant: Callable[[Engine], Assistant],
) -> None:
    code = send(person, "they rang back")
    copy.parent.mkdir()
    assert "Chats are left out" in officer.types("db", "backup", str(copy))
    before = officer.listed()
    url = f"sqlite:///{tmp_path / 'new' / 'signpost.db'}"
    monkeypatch.setenv("SIGNPOST_DATABASE_URL", url)
    assert officer.types("db", "restore", str(copy)).startswith("Put back ")
    assert officer.listed() == before
    later = Person(open_assistant(open_quickly(url)))
    later.say(f"/receipt {code}")
    assert "It has arrived" in later.screen


@pytest.mark.usefixtures("new_database")
def test_what_has_passed_its_time_in_a_copy_is_ended_when_it_is_put_back(officer: Officer, copied: Path) -> None:
    with ZipFile(copied) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    week = officer_week(held["submission.jsonl"])
    made_again(copied, {**held, "submission.jsonl": held["submission.jsonl"].replace(week, str(LONG_AGO).encode())})
    assert "that were past their time" in officer.types("db", "restore", str(copied))
    assert officer.listed()[0]["words"] == {}


def test_a_copy_is_not_written_over_another(officer: Officer, copied: Path) -> None:
    before = copied.read_bytes()
    assert "Name a file that is not there yet" in officer.is_refused("db", "backup", str(copied))
    assert copied.read_bytes() == before


def test_a_copy_into_no_folder_says_which_one_is_missing(officer: Officer, tmp_path: Path) -> None:
    refused = officer.is_refused("db", "backup", str(tmp_path / "nowhere" / "copy.zip"))
    assert f"There is no folder {tmp_path / 'nowhere'}" in refused


def test_a_disk_that_is_full_leaves_no_half_of_a_copy(officer: Officer, person: Person, copy: Path) -> None:
    send(person, "they rang back")
    copy.parent.mkdir()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300, hard))
    try:
        refused = officer.is_refused("db", "backup", str(copy))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "could not be written to its end" in refused
    assert not copy.exists()


def test_a_copy_is_not_put_into_a_database_that_is_in_use(officer: Officer, copied: Path) -> None:
    before = officer.listed()
    assert "not empty" in officer.is_refused("db", "restore", str(copied))
    assert officer.listed() == before


def officer_week(submissions: bytes) -> bytes:
    """The week in the rows of a copy."""
    return submissions.partition(b'"week": "')[2][:10]


def made_again(copy: Path, held: dict[str, bytes]) -> None:
    """Write a copy anew, with these files in it."""
    with ZipFile(copy, "w", ZIP_DEFLATED) as archive:
        for name, content in held.items():
            archive.writestr(name, content)


def cut(copy: Path) -> None:
    whole = copy.read_bytes()
    copy.write_bytes(whole[: len(whole) // 2])


def bad_bits(copy: Path) -> None:
    raw = bytearray(copy.read_bytes())
    with ZipFile(copy) as archive:
        place = archive.getinfo("submission.jsonl")
    begins = place.header_offset + 30 + len(place.filename) + 20
    for at in range(begins + 20, begins + 60):
        raw[at] ^= 0xFF
    copy.write_bytes(raw)


def changed(name: str, change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def damage(copy: Path) -> None:
        with ZipFile(copy) as archive:
            held = {one: archive.read(one) for one in archive.namelist()}
        made_again(copy, {**held, name: change(held[name])})

    return damage


@pytest.mark.usefixtures("new_database")
@pytest.mark.parametrize("damage", [
    pytest.param(cut, id="its end is missing"),
    pytest.param(bad_bits, id="a part of it cannot be unpacked"),
    pytest.param(changed("submission.jsonl", lambda rows: rows * 2), id="a row comes twice"),
    pytest.param(changed("submission.jsonl", lambda rows: rows.replace(b'"feedback"', b"null")), id="a value is gone"),
    pytest.param(changed("submission.jsonl", lambda _: b"[1]\n"), id="a row is none"),
    pytest.param(changed("submission.jsonl", lambda _: b'{"x": 1}\n'), id="a column is unknown"),
    pytest.param(changed("submission.jsonl", lambda _: b"not JSON\n"), id="a row is no JSON"),
    pytest.param(changed("about.json", lambda _: b"[]"), id="it does not say what it is"),
    pytest.param(lambda copy: copy.unlink(), id="it is not there"),
    pytest.param(lambda copy: copy.write_bytes(b"holiday.jpg"), id="it is another file"),
])  # fmt: skip
def test_a_copy_that_cannot_be_used_is_told_in_one_line_and_puts_nothing_back(
    officer: Officer, copied: Path, damage: Callable[[Path], None]
) -> None:
    damage(copied)
    refused = officer.is_refused("db", "restore", str(copied))
    assert str(copied) in refused
    assert "norfolk-sendiass" not in refused, "nothing of what is in the copy is printed"
    assert officer.listed() == []


# The end of the service


@pytest.mark.parametrize("words", [(), ("--yes", "yes"), ("--yes", CLOSING_WORDS.upper()), ("--yes", "")])
def test_without_its_words_closing_deletes_nothing_and_says_them(
    officer: Officer, person: Person, sqlite_engine: Engine, words: tuple[str, ...]
) -> None:
    send(person, "they rang back")
    before = counts(sqlite_engine)
    assert f'--yes "{CLOSING_WORDS}"' in officer.is_refused("db", "close-service", *words)
    assert counts(sqlite_engine) == before


def test_closing_leaves_what_the_council_published_and_nobodys_words(
    officer: Officer, person: Person, sqlite_engine: Engine
) -> None:
    send(person, None, "answer the phone on mondays")
    said = ("--said", "Calls are not answered.", "--did", "Two people sit by the phones.", "--publish")
    officer.types(*officer.comments("answer", officer.only_id(), *said))
    assert officer.types("db", "close-service", "--yes", CLOSING_WORDS).startswith("Deleted ")
    assert officer.listed() == []
    assert counts(sqlite_engine)["conversation"] == 0
    assert "Two people sit by the phones." in officer.types(*officer.comments("answers"))
