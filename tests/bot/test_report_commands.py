"""`signpost report regulation-56`: the files, the draft, publishing, and what stands in its way."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from officer import Officer
from sqlalchemy import Engine
from sqlmodel import Session
from year_of_comments import answer, comments

from bot import report_commands
from handlers.desk import Desk
from handlers.examples import make_examples
from handlers.regulation_56 import Reports
from storage.examples import put_in
from storage.sealing import Sealer

SENDIASS = "norfolk-sendiass"
OPEN = {"status": "received", "response_id": None, "showing": "waiting"}
COMMAND = ("report", "regulation-56", "--year", "2025")


@pytest.fixture
def keeper(
    officer: Officer, desk: Desk, sqlite_engine: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Officer:
    """An officer in an empty folder, with an answer to the comments of 2025."""
    monkeypatch.setattr(report_commands, "open_content", lambda _settings: desk)
    monkeypatch.chdir(tmp_path)
    answer(sqlite_engine)
    return officer


@pytest.fixture
def said(sqlite_engine: Engine, sealer: Sealer, keeper: Officer) -> list[str]:
    return comments(sqlite_engine, sealer, 12, "they rang back", about=SENDIASS)


def test_publishing_writes_three_files_and_says_where_everyone_reads_it(
    keeper: Officer, said: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIGNPOST_PUBLIC_URL", "https://chat.example/")
    told = keeper.types(*COMMAND, "--publish", "--by", "Ann  Lee", "--out", "out")
    assert "https://chat.example/regulation-56/2025" in told
    names = {f"regulation-56-2025.{kind}" for kind in ("html", "docx", "csv")}
    assert {file.name for file in (tmp_path / "out").iterdir()} == names


def test_what_is_published_is_written_again_as_it_was(
    keeper: Officer, said: list[str], tmp_path: Path, sqlite_engine: Engine, sealer: Sealer
) -> None:
    keeper.types(*COMMAND, "--publish", "--by", "Ann")
    first = (tmp_path / "regulation-56-2025.html").read_bytes()
    comments(sqlite_engine, sealer, 30, about=SENDIASS)
    keeper.types(*COMMAND, "--out", "later")
    assert (tmp_path / "later/regulation-56-2025.html").read_bytes() == first


def test_a_draft_is_written_and_nothing_is_published(
    keeper: Officer, said: list[str], tmp_path: Path, sqlite_engine: Engine, sealer: Sealer, desk: Desk
) -> None:
    keeper.types(*COMMAND, "--draft")
    assert "DRAFT" in (tmp_path / "regulation-56-2025-draft.html").read_text()
    assert Reports(sqlite_engine, sealer, lambda: desk).published() == []


def test_where_all_is_answered_the_files_are_written_and_it_is_told_that_nobody_else_sees_them_yet(
    keeper: Officer, said: list[str], tmp_path: Path, sqlite_engine: Engine, sealer: Sealer, desk: Desk
) -> None:
    assert "it is not published yet" in keeper.types(*COMMAND)
    assert "DRAFT" in (tmp_path / "regulation-56-2025-draft.html").read_text()
    assert Reports(sqlite_engine, sealer, lambda: desk).published() == []


@pytest.mark.parametrize("more", [(), ("--publish", "--by", "Ann")])
def test_what_has_no_answer_is_listed_with_no_words(
    keeper: Officer, sqlite_engine: Engine, sealer: Sealer, desk: Desk, more: tuple[str, ...]
) -> None:
    missing = comments(sqlite_engine, sealer, 2, "nobody-rang-marker", about=SENDIASS, **OPEN)
    code, told, complained = keeper._run((*COMMAND, *more))
    assert (code, told) == (1, "")
    assert "2 comments have no answer that is published" in complained
    for one in missing:
        assert f"{one}  about {desk.title(SENDIASS)}, in the week of 2 June 2025: no answer" in complained
    assert "marker" not in complained
    assert "Traceback" not in complained


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (("--publish",), "Say who you are"),
        (("--publish", "--by", "x" * 65), "Say who you are"),
        (("--publish", "--draft", "--by", "Ann"), "Choose one"),
    ],
)
def test_what_cannot_be_is_told_in_one_line(keeper: Officer, said: list[str], more: tuple[str, ...], says: str) -> None:
    assert says in keeper.is_refused(*COMMAND, *more)


@pytest.mark.parametrize(
    ("year", "says"), [("2026", "3 January 2027"), ("-1", "no report of -1"), ("99999", "no report")]
)
def test_a_year_that_is_not_over_or_cannot_be_is_refused(keeper: Officer, year: str, says: str) -> None:
    assert says in keeper.is_refused("report", "regulation-56", "--year", year, "--publish", "--by", "Ann")


def test_example_data_is_never_published(keeper: Officer, sqlite_engine: Engine, sealer: Sealer, desk: Desk) -> None:
    with Session(sqlite_engine) as session, session.begin():
        put_in(make_examples(desk, date(2026, 11, 22)), session, sealer)
    assert "example data" in keeper.is_refused(*COMMAND, "--publish", "--by", "Ann")


def test_a_folder_that_cannot_be_written_is_told(keeper: Officer, said: list[str], tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    assert "cannot be written" in keeper.is_refused(*COMMAND, "--draft", "--out", "taken")


def test_a_year_may_begin_in_another_month(
    keeper: Officer, said: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIGNPOST_REPORT_YEAR_STARTS", "9")
    keeper.types(*COMMAND, "--draft")
    drawn = (tmp_path / "regulation-56-2025-draft.html").read_text()
    assert "2025 to 2026" in drawn
    assert "Nobody sent a comment in this time." in drawn
