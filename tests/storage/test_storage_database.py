import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.database import DatabaseError, open_database


def refusal(url: str) -> str:
    with pytest.raises(DatabaseError) as refused:
        open_database(url)
    return str(refused.value)


def assert_one_line_with_a_remedy(said: str) -> None:
    assert "\n" not in said
    assert "SIGNPOST_DATABASE_URL" in said


def test_a_folder_that_is_missing_is_made_for_us_alone(tmp_path: Path) -> None:
    open_database(f"sqlite:///{tmp_path}/data/signpost.db").dispose()
    assert (tmp_path / "data" / "signpost.db").exists()
    assert (tmp_path / "data").stat().st_mode & 0o077 == 0


def test_a_new_file_that_another_program_is_opening_too_is_waited_for(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "signpost.db", isolation_level=None, check_same_thread=False)
    other.execute("CREATE TABLE theirs (x)")
    other.execute("BEGIN IMMEDIATE")
    threading.Timer(0.3, lambda: other.execute("COMMIT")).start()
    engine = open_database(f"sqlite:///{tmp_path}/signpost.db")
    with engine.connect() as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
    engine.dispose()


def test_a_path_under_a_file_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    said = refusal(f"sqlite:///{tmp_path}/file/signpost.db")
    assert_one_line_with_a_remedy(said)
    assert str(tmp_path / "file") in said


def test_a_folder_that_nobody_can_write_to_is_refused_in_one_line() -> None:
    assert_one_line_with_a_remedy(refusal("sqlite:////proc/signpost/signpost.db"))


def test_a_folder_in_the_place_of_the_file_is_refused_in_one_line(tmp_path: Path) -> None:
    assert_one_line_with_a_remedy(refusal(f"sqlite:///{tmp_path}"))


def test_a_file_that_is_no_database_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear all, " * 500)
    assert_one_line_with_a_remedy(refusal(f"sqlite:///{letter}"))
    assert letter.read_text() == "Dear all, " * 500


def test_a_server_that_is_not_there_is_refused_and_its_password_not_shown() -> None:
    said = refusal("postgresql://signpost:open-sesame@127.0.0.1:1/signpost")
    assert_one_line_with_a_remedy(said)
    assert "open-sesame" not in said


@pytest.mark.parametrize("url", ["signpost.db", "", "oracle-of-delphi://somewhere/signpost"])
def test_an_address_that_is_none_is_refused_in_one_line(url: str) -> None:
    assert_one_line_with_a_remedy(refusal(url))


@pytest.mark.postgres
@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_each_way_of_writing_a_postgresql_address_is_understood(postgres_url: str, scheme: str) -> None:
    engine = open_database(postgres_url.replace("postgresql://", f"{scheme}://", 1))
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM turn")) == 0
    engine.dispose()


def test_deleted_words_are_wiped_from_the_sqlite_file(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/signpost.db")
    with engine.connect() as connection:
        assert connection.scalar(text("PRAGMA secure_delete")) == 1
        assert connection.scalar(text("PRAGMA synchronous")) == 2, "a crash must not lose a turn that was answered"
    engine.dispose()
