"""The action board: the plan's own fields, a colour in words, and a nudge when a date is near."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from office import Office
from sqlalchemy import Engine
from stored import counts

from handlers.promises import NEAR_DAYS, ActionNow
from knowledge.strategy import Action
from storage.progress import Note
from storage.roles import Role

Enter = Callable[[Role], Office]
TODAY = datetime.now(UTC).date()
EARLY = "/console/actions/3.1.2"
GREEN = {"state": "green", "words": "Two forums were asked first.", "since": "2026-10-01"}


def day(days_from_now: int) -> str:
    return (TODAY + timedelta(days_from_now)).isoformat()


def action(target: date | None = None, colour: Any = None) -> Action:
    cells: dict[str, Any] = {"action": "Ask.", "group": "Forum", "theme": "One", "lead_agency": None, "lead": None}
    return Action(ref="1", target_date=target, progress=colour, **cells)


def note(state: str, due: date | None = None) -> Note:
    return Note("n", "1", state, "Words.", None, TODAY, due, "Ann", datetime.now(UTC))


def test_with_nothing_noted_the_board_has_each_action_and_every_blank_is_not_given(enter: Enter) -> None:
    page = enter("viewer").open("/console/actions").text
    for words in ("3.1.1 Ensuring all services know", "3.1.2 From the earliest stage", "3.1.3 Continuous monitoring"):
        assert words in page
    assert page.count("not given") - page.count("“not given”") == 3 * 4
    assert page.count("Not given") == 3


@pytest.mark.parametrize(("colour", "words"), [
    ("blue", "Blue: done"), ("green", "Green: on target"), ("amber", "Amber: late now"), ("red", "Red: late, will"),
])  # fmt: skip
def test_a_colour_is_said_in_words_too(enter: Enter, colour: str, words: str) -> None:
    office = enter("editor")
    assert office.send(EARLY, {**GREEN, "state": colour}).status_code == 303
    page = office.open("/console/actions").text
    assert words in page
    assert "Two forums were asked first. Since 1 October 2026." in page


@pytest.mark.parametrize(("days", "says"), [
    (20, "Due in 20 days"), (1, "Due in 1 day<"), (0, "Due today"), (-1, "Overdue by 1 day<"),
    (-400, "Overdue by 400 days"),
])  # fmt: skip
def test_a_date_that_is_near_or_past_is_told(enter: Enter, days: int, says: str) -> None:
    office = enter("editor")
    office.send(EARLY, {**GREEN, "due": day(days)})
    assert says in office.open("/console/actions").text
    assert says in office.open(EARLY).text


def test_a_date_far_off_and_one_of_what_is_done_are_no_nudge(enter: Enter) -> None:
    office = enter("editor")
    office.send(EARLY, {**GREEN, "due": day(NEAR_DAYS + 1)})
    office.send("/console/actions/3.1.1", {**GREEN, "state": "blue", "due": day(-5)})
    page = office.open("/console/actions").text
    assert "Due in" not in page
    assert "Overdue" not in page


def test_the_officers_note_goes_before_the_plans_own_cells() -> None:
    plan = action(date(2027, 1, 31), "amber")
    assert (ActionNow(plan, None).state, ActionNow(plan, None).due_on) == ("amber", date(2027, 1, 31))
    noted = ActionNow(plan, note("green", date(2027, 3, 31)))
    assert (noted.state, noted.due_on) == ("green", date(2027, 3, 31))
    assert ActionNow(plan, note("green")).due_on == date(2027, 1, 31)


@pytest.mark.parametrize(("change", "says"), [
    ({"due": day(4000)}, "at most ten years away"), ({"due": "1900-01-01"}, "from the year 2000"),
    ({"due": "next year"}, "is no day"), ({"state": "purple"}, "Choose what became of it"),
    ({"state": "begun"}, "Choose what became of it"), ({"source": "javascript:alert(1)"}, "begins with https://"),
])  # fmt: skip
def test_what_cannot_be_noted_is_told(enter: Enter, sqlite_engine: Engine, change: dict[str, str], says: str) -> None:
    answer = enter("editor").send(EARLY, {**GREEN, **change})
    assert answer.status_code == 400
    assert says in answer.text
    assert counts(sqlite_engine)["progress"] == 0


@pytest.mark.parametrize("item", ["9.9.9", "promise-srb-places", "..%2F..", "-1"])
def test_what_is_no_action_is_a_kind_page(enter: Enter, item: str) -> None:
    office = enter("editor")
    assert office.open(f"/console/actions/{item}").status_code == 404
    assert office.send(f"/console/actions/{item}", GREEN).status_code == 404


def test_a_moderator_cannot_set_a_colour(enter: Enter, sqlite_engine: Engine) -> None:
    assert enter("moderator").send(EARLY, GREEN).status_code == 403
    assert counts(sqlite_engine)["progress"] == 0
