"""`signpost content reports`, as an officer meets it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
import typer
from content_folder import Folder
from sqlalchemy import Engine
from sqlmodel import Session
from typer.testing import CliRunner

from bot.asking import InputError
from bot.content_commands import add_to
from storage.anonymise import Anonymiser
from storage.corrections import read_corrections
from storage.database import open_database
from storage.sealing import Sealer
from storage.submissions import Submissions

SOME_DAY = date(2026, 11, 25)
MOVED = "it has moved to the library"


@dataclass(frozen=True)
class Officer:
    """Somebody at the command line, beside a database and a content folder of a made-up area."""

    folder: Folder
    engine: Engine
    sealer: Sealer
    anonymiser: Anonymiser
    app: typer.Typer

    def run(self, *words: str) -> str:
        result = CliRunner().invoke(self.app, ["reports", *words], catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.output

    def listed(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.run("--json").splitlines()]

    def family_says(self, about: str, what: str, words: str | None = None, day: date = SOME_DAY) -> None:
        clean = self.anonymiser.clean(words) if words else None
        with Session(self.engine) as session, session.begin():
            Submissions(session, self.sealer).add_correction(about, what, clean, day)

    def left(self) -> list[str]:
        return sorted(report.about for report in read_corrections(self.engine, self.sealer))


@pytest.fixture(scope="module")
def cleaner() -> Anonymiser:
    return Anonymiser()


@pytest.fixture
def officer(fenshire: Folder, cleaner: Anonymiser, monkeypatch: pytest.MonkeyPatch) -> Officer:
    url = f"sqlite:///{fenshire.path.parent}/data/signpost.db"
    monkeypatch.chdir(fenshire.path.parent)
    for name, value in {"CONTENT": str(fenshire.path), "DATABASE_URL": url, "SECRET_KEY": "for tests"}.items():
        monkeypatch.setenv(f"SIGNPOST_{name}", value)
    app = typer.Typer()
    add_to(app)
    return Officer(fenshire, open_database(url), Sealer(b"for tests"), cleaner, app)


def test_with_no_reports_the_list_says_so(officer: Officer) -> None:
    assert officer.run() == "No family has told us that anything is wrong.\n"
    assert officer.run("--json") == ""


def test_the_most_reported_entry_comes_first_with_its_file_and_keeper(officer: Officer) -> None:
    officer.family_says("school-help", "more")
    officer.family_says("reed-club", "closed")
    officer.family_says("reed-club", "wrong", MOVED)
    first, second = officer.listed()
    assert (first["entry"], first["title"], first["count"]) == ("reed-club", "Reed Club", 2)
    assert first["file"] == f"{officer.folder.path}/services/advice.yaml"
    assert first["keeper"] == "local-offer"
    assert {(one["what"], one["words"], one["week"]) for one in first["reports"]} == {
        ("closed", None, "2026-11-23"),
        ("wrong", MOVED, "2026-11-23"),
    }
    assert second["entry"] == "school-help"


def test_a_person_reads_what_was_said_in_which_week_and_no_day(officer: Officer) -> None:
    officer.family_says("reed-club", "wrong", MOVED)
    (entry,) = officer.listed()
    short = entry["reports"][0]["id"][:8]
    printed = officer.run()
    assert "reed-club  Reed Club\n    1 report; " in printed
    assert f'    {short}  wrong, in the week of 23 November 2026: "{MOVED}"\n' in printed
    assert "25 November" not in printed


def test_the_newest_report_of_an_entry_comes_first(officer: Officer) -> None:
    officer.family_says("reed-club", "closed", day=date(2026, 11, 2))
    officer.family_says("reed-club", "more", day=date(2026, 11, 25))
    (entry,) = officer.listed()
    assert [one["what"] for one in entry["reports"]] == ["more", "closed"]


def test_a_report_about_an_entry_that_is_gone_is_still_listed(officer: Officer) -> None:
    officer.family_says("old-club", "closed")
    (entry,) = officer.listed()
    assert (entry["title"], entry["file"], entry["keeper"]) == (None, None, None)
    assert "old-club  no longer in the content\n    1 report; in no file\n" in officer.run()


def test_a_guide_and_a_report_on_it_have_a_file_and_no_keeper(officer: Officer) -> None:
    officer.family_says("plan-waiting", "wrong")
    (entry,) = officer.listed()
    assert (entry["file"], entry["keeper"]) == (f"{officer.folder.path}/guides/plan-waiting.yaml", None)


def test_a_report_cannot_steer_the_screen_that_it_is_read_on(officer: Officer) -> None:
    officer.family_says("reed-club", "wrong", "gone \x1b]0;pool\x07 \x1b[2Jaway [bold]")
    assert "\x1b" not in officer.run()
    assert "[bold]" in officer.run()


def test_done_deletes_the_named_reports_and_says_which(officer: Officer) -> None:
    officer.family_says("reed-club", "closed")
    officer.family_says("school-help", "more")
    ids = {one["entry"]: one["reports"][0]["id"] for one in officer.listed()}
    printed = officer.run("done", ids["reed-club"][:8])
    assert printed == f"Deleted 1 report:\n  {ids['reed-club'][:8]}  closed, about reed-club (Reed Club)\n"
    assert officer.left() == ["school-help"]


def test_an_id_that_is_given_twice_is_deleted_and_counted_once(officer: Officer) -> None:
    officer.family_says("reed-club", "closed")
    whole = officer.listed()[0]["reports"][0]["id"]
    assert officer.run("done", whole, whole[:8].upper()).startswith("Deleted 1 report:")


@pytest.mark.parametrize("wrong", ["0000dead", "a", "", "%", "reed-club"])
def test_with_one_unknown_id_nothing_is_deleted(officer: Officer, wrong: str) -> None:
    officer.family_says("reed-club", "closed")
    whole = officer.listed()[0]["reports"][0]["id"]
    with pytest.raises(InputError, match=r"There is no report .* Nothing was deleted"):
        officer.run("done", whole, wrong)
    assert officer.left() == ["reed-club"]
