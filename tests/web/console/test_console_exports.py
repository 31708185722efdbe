"""Exports: guarded, defused, noted, and for those who may take them."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from httpx import Response as Answer
from office import Office
from replies import many, put, reply
from sqlalchemy import Engine, select
from sqlmodel import Session, col

from handlers.desk import Desk
from handlers.figures import options_of
from storage.figures import update_all_figures
from storage.periods import quarter_of
from storage.releases import release
from storage.roles import Role
from storage.sealing import Sealer
from storage.small_numbers import released_through
from storage.submissions import week_of
from storage.tables import Decision, Response, Submission
from storage.worded import seal_words
from web.console.exports import HERE

TODAY = datetime.now(UTC).date()
OVER = quarter_of(week_of(quarter_of(week_of(released_through(TODAY))).since - timedelta(weeks=2)))
"""A quarter that is surely over."""
SHOUT = "=cmd|' /C calc'!A0"


@pytest.fixture
def officer(sqlite_engine: Engine, desk: Desk, sealer: Sealer, enter: Callable[[Role], Office]) -> Office:
    """A moderator, with replies of a quarter that is over."""
    put(sqlite_engine, *many({"yes": 42, "partly": 11, "no": 9}, "helpful", day=OVER.since, district="norwich"))
    put(sqlite_engine, *many({"yes": 2, "no": 1}, "helpful", day=OVER.since, district="broadland"))
    put(sqlite_engine, reply(TODAY, district="breckland"), reply(OVER.since, kind="complaint", about="data"))
    with Session(sqlite_engine) as session, session.begin():
        answer = Response(
            kind="did", said="Hard.", text="+44 is a code", made_on=OVER.since, published_on=OVER.last_day
        )
        session.add(answer)
        words = {"showing": "approved", "may_show": True, "response_id": answer.id}
        for number, text in enumerate((SHOUT, "sh1t, ring 01632 960001", "-5 hours a week")):
            made = {"words": seal_words({"good": text}, sealer), "district": "broadland" if number else "norwich"}
            for row in reply(OVER.since, **words, **made):
                session.add(row)
        hidden = {"words": seal_words({"good": "never approved"}, sealer), "may_show": True}
        for row in (*reply(OVER.since, **hidden), *reply(OVER.since, **hidden, showing="approved", worry=True)):
            session.add(row)
    update_all_figures(sqlite_engine)
    release(sqlite_engine, TODAY, options_of(desk))
    return enter("moderator")


def take(officer: Office, table: str, form: str = "csv") -> Answer:
    answer = officer.send(HERE, {"table": table, "form": form})
    assert answer.status_code == 200, answer.text
    assert f"signpost-{table}-{TODAY}.{form}" in answer.headers["content-disposition"]
    return answer


def rows(officer: Office, table: str) -> list[dict[str, str]]:
    """The rows of a CSV export, without its first line."""
    text = take(officer, table).content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text)))
    assert len(lines[0]) == 1
    return [dict(zip(lines[1], line, strict=True)) for line in lines[2:]]


def sheet(officer: Office, table: str) -> str:
    """All that stands in a workbook."""
    book = zipfile.ZipFile(io.BytesIO(take(officer, table, "xlsx").content))
    return "".join(book.read(name).decode() for name in sorted(book.namelist()) if name.startswith("xl/worksheets/"))


def test_figures_are_guarded(officer: Office) -> None:
    found = [row for row in rows(officer, "figures") if row["Measure"] == "Helpful"]
    districts = {row["Of"]: row["Replies"] for row in found if row["By"] == "District"}
    assert districts["Broadland"] == districts["Breckland"] == "too few to show"
    assert all(row["Count"] in {"", "c"} or int(row["Count"]) % 5 == 0 for row in found)
    assert {row["Replies"] for row in found if row["Of"] == "All"} == {"65"}


def test_comments_have_no_words_and_only_what_five_share(officer: Office) -> None:
    found = rows(officer, "comments")
    assert len(found) == 68
    assert {row["District"] for row in found} == {"Norwich", "Broadland"}
    assert sum(row["District"] == "Broadland" for row in found) == 5
    assert {row["Kind"] for row in found} == {"feedback"}
    assert "Breckland" not in str(found)


def test_approved_words_are_masked_and_defused_and_have_their_answer(officer: Office) -> None:
    found = rows(officer, "words")
    said = {row["What they said"] for row in found}
    assert said == {f"'{SHOUT}", "[hidden word], ring [phone number]", "'-5 hours a week"}
    assert {(row["Our answer"], row["The answer"]) for row in found} == {("we did", "'+44 is a code")}


@pytest.mark.parametrize("table", ["figures", "words", "comments"])
def test_a_workbook_has_the_same_and_no_formula(officer: Office, table: str) -> None:
    inside = sheet(officer, table)
    assert "<f>" not in inside
    assert not re.search(r">[=+@-]", inside)
    assert "Made on" in inside


def test_a_file_says_what_its_marks_mean_and_opens_as_utf_8(officer: Office) -> None:
    content = take(officer, "figures").content
    assert content.startswith(b"\xef\xbb\xbf")
    assert "nearest 5" in content.decode("utf-8-sig").splitlines()[0]


def test_who_took_what_is_noted(officer: Office, sqlite_engine: Engine) -> None:
    take(officer, "words")
    with Session(sqlite_engine) as session:
        noted = session.scalars(select(Decision).where(col(Decision.what) == "export")).all()
    assert [(one.who, one.on_id, one.why) for one in noted] == [(officer.name, "words", "csv")]


def test_a_viewer_is_kindly_refused(enter: Callable[[Role], Office], sqlite_engine: Engine) -> None:
    viewer = enter("viewer")
    for answer in (viewer.open(HERE), viewer.send(HERE, {"table": "words", "form": "csv"})):
        assert answer.status_code == 403
        assert "<h1" in answer.text
    with Session(sqlite_engine) as session:
        assert not session.scalars(select(Decision).where(col(Decision.what) == "export")).all()


@pytest.mark.parametrize("form", [{"table": "everything"}, {"table": "words", "form": "exe"}, {}])
def test_what_there_is_not_cannot_be_taken(officer: Office, form: dict[str, str]) -> None:
    answer = officer.send(HERE, form)
    assert answer.status_code == 400
    assert "Choose one of the tables" in answer.text


def test_nothing_asked_for_switches_the_guards_off(officer: Office) -> None:
    plain = take(officer, "figures").content
    sent = {"table": "figures", "form": "csv", "guarded": "no", "published": "no", "k": "1"}
    assert officer.send(f"{HERE}?guarded=no&k=1", sent).content == plain


def test_a_withdrawn_comment_is_in_no_later_export(officer: Office, sqlite_engine: Engine) -> None:
    with Session(sqlite_engine) as session, session.begin():
        for row in session.scalars(select(Submission).where(col(Submission.district) == "norwich").limit(1)):
            session.delete(row)
    assert len(rows(officer, "comments")) == 67
