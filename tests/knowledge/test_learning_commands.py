"""`signpost questions`, as an officer meets it."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from content_folder import Folder
from sqlalchemy import Engine
from sqlmodel import Session

from bot.cli import main
from storage.anonymise import Anonymiser
from storage.database import open_database
from storage.sealing import Sealer
from storage.submissions import Submissions

FENCES = ["mend garden fence", "mending a garden fence", "mend garden fence"]
POOL = "heated swimming pool"
ANSWERS = "answers/school.yaml"


@dataclass(frozen=True)
class Ran:
    """What a command did: its exit code, and what it printed for reading and for complaint."""

    code: object
    out: str
    complaint: str


@dataclass(frozen=True)
class Officer:
    """Somebody at the command line, beside a database and a content folder of a made-up area."""

    folder: Folder
    engine: Engine
    sealer: Sealer
    anonymiser: Anonymiser
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]

    def run(self, *words: str) -> Ran:
        self.monkeypatch.setattr(sys, "argv", ["signpost", "questions", *words])
        with pytest.raises(SystemExit) as left:
            main()
        printed = self.capsys.readouterr()
        return Ran(left.value.code, printed.out, printed.err)

    def groups(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.run("list", "--json").out.splitlines()]

    def key(self, wording: str) -> str:
        return str(next(one["group"] for one in self.groups() if wording in one["wordings"]))

    def families_ask(self, *questions: str) -> None:
        with Session(self.engine) as session, session.begin():
            for question in questions:
                Submissions(session, self.sealer).add_unanswered(self.anonymiser.clean(question), date(2026, 11, 25))


@pytest.fixture(scope="module")
def anonymiser() -> Anonymiser:
    return Anonymiser()


@pytest.fixture
def officer(
    fenshire: Folder, anonymiser: Anonymiser, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Officer:
    url = f"sqlite:///{fenshire.path.parent}/data/signpost.db"
    monkeypatch.chdir(fenshire.path.parent)
    for name, value in {"CONTENT": str(fenshire.path), "DATABASE_URL": url, "SECRET_KEY": "for tests"}.items():
        monkeypatch.setenv(f"SIGNPOST_{name}", value)
    return Officer(fenshire, open_database(url), Sealer(b"for tests"), anonymiser, monkeypatch, capsys)


def test_with_nothing_unanswered_the_list_says_so(officer: Officer) -> None:
    assert officer.run("list") == Ran(0, "There are no unanswered questions.\n", "")
    assert officer.run("list", "--json") == Ran(0, "", "")


def test_like_questions_are_listed_once_with_how_often_and_what_comes_near(officer: Officer) -> None:
    officer.families_ask(POOL, *FENCES, "help in the garden")
    fences, *others = officer.groups()
    assert (fences["count"], fences["wordings"]) == (3, ["mend garden fence", "mending a garden fence"])
    assert sorted(one["wordings"][0] for one in others) == ["heated swimming pool", "help in the garden"]
    near = next(one["nearest"] for one in others if one["wordings"] == ["help in the garden"])
    assert near[0].keys() == {"id", "title", "score"}
    assert near[0]["id"] == "school-help"
    assert near == sorted(near, key=lambda one: -one["score"])
    assert len(near) <= 3


def test_no_more_than_three_wordings_of_a_group_are_shown(officer: Officer) -> None:
    officer.families_ask("garden fence", "fence garden", "gardens fence", "garden fences", "fences gardens")
    (one,) = officer.groups()
    assert (one["count"], len(one["wordings"])) == (5, 3)


def test_the_list_tells_the_week_and_no_day(officer: Officer) -> None:
    officer.families_ask(POOL)
    (one,) = officer.groups()
    assert one["last_week"] == "2026-11-23"
    printed = officer.run("list").out
    assert f"{one['group']}  1 question, last in the week of 23 November 2026\n" in printed
    assert f'"{POOL}"' in printed
    assert "25 November" not in printed


def test_a_question_cannot_steer_the_screen_that_it_is_read_on(officer: Officer) -> None:
    officer.families_ask("heated \x1b]0;pool\x07 \x1b[2Jfence [bold]")
    for ran in (officer.run("list"), officer.run("list", "--json")):
        assert "\x1b" not in ran.out
        assert "\\u001b" not in ran.out
        assert "[bold]" in ran.out


def test_teaching_writes_the_question_into_the_answers_file_and_deletes_the_group(officer: Officer) -> None:
    officer.families_ask(POOL, *FENCES)
    ran = officer.run("teach", officer.key(FENCES[0]), "school-move")
    place = f"{officer.folder.path}/{ANSWERS}:{officer.folder.line(ANSWERS, '- mend garden fence')}"
    assert (ran.code, ran.complaint) == (0, "")
    assert ran.out.splitlines()[:2] == [
        f'{place}: "mend garden fence" is now a phrasing of school-move (Changing school).',
        "Now found by 3 of 3 questions in the group. Deleted from the list: 3.",
    ]
    assert [one["wordings"] for one in officer.groups()] == [[POOL]]


def test_an_officer_may_word_it_anew(officer: Officer) -> None:
    officer.families_ask("mend garden fence for [name]")
    (one,) = officer.groups()
    refused = officer.run("teach", one["group"], "school-move")
    assert (refused.code, refused.out) == (1, "")
    assert refused.complaint.startswith("Details were taken out of this question: [name].")
    assert officer.run("teach", one["group"], "school-move", "--as", "Mend garden fence?").code == 0
    assert "      - mend garden fence\n" in officer.folder.read(ANSWERS)


def test_the_key_from_an_older_list_still_teaches_the_wording_that_it_showed(officer: Officer) -> None:
    officer.families_ask("mend garden fence")
    key = officer.key("mend garden fence")
    officer.families_ask(*["mend high garden fence"] * 4)
    assert officer.key("mend high garden fence") != key
    assert officer.run("teach", key, "school-move").code == 0
    assert "      - mend garden fence\n" in officer.folder.read(ANSWERS)
    assert officer.groups() == []


def test_what_is_refused_is_one_plain_line_and_changes_nothing(officer: Officer) -> None:
    officer.families_ask(POOL)
    (one,) = officer.groups()
    before = officer.folder.read(ANSWERS)
    for words in (
        ("teach", "beef", "school-move"),
        ("teach", one["group"], "school-mvoe"),
        ("teach", one["group"], "school-move", "--as", "extra help in class"),
        ("teach", one["group"], "school-move", "--as", " "),
        ("drop", "beef"),
    ):
        ran = officer.run(*words)
        assert (ran.code, ran.out) == (1, "")
        assert ran.complaint.count("\n") == 1
    assert officer.groups() == [one]
    assert officer.folder.read(ANSWERS) == before


def test_dropping_deletes_the_group_alone(officer: Officer) -> None:
    officer.families_ask(POOL, *FENCES)
    assert officer.run("drop", officer.key(FENCES[0])) == Ran(0, "Deleted 3 questions.\n", "")
    assert [one["wordings"] for one in officer.groups()] == [[POOL]]


def test_questions_kept_under_another_key_are_told_in_one_line(officer: Officer) -> None:
    officer.families_ask(POOL)
    officer.monkeypatch.setenv("SIGNPOST_SECRET_KEY", "another")
    ran = officer.run("list")
    assert (ran.code, ran.out) == (1, "")
    assert ran.complaint.count("\n") == 1
