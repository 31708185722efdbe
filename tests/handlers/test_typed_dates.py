"""Typed replies to a step that asks for a day."""

from __future__ import annotations

from datetime import date

import pytest

from handlers.desk import Desk
from handlers.gate import Turn
from handlers.state import State
from handlers.taps import read
from handlers.typed import Understood, read_reply
from knowledge.flow.model import Flow

TODAY = date(2026, 11, 22)


def flow_asking(reach: str) -> Flow:
    step = {"kind": "date", "name": "Day", "ask": "Which day?", "reach": reach, "next": "end"}
    return Flow.model_validate(
        {"id": "clock", "version": 1, "title": "Dates", "start": "day", "steps": {"day": step}}
        | {"outcomes": {"end": {"do": "show"}}}
    )


def reply(typed: str, desk: Desk, reach: str = "past") -> Understood:
    turn = Turn(State(greeted=True), "web", TODAY, words=desk.anonymiser.clean(typed))
    return read_reply(flow_asking(reach), "day", turn, desk)


@pytest.mark.parametrize("typed", ["7 september", "7/9", "I asked on 7 september", "monday 7th sept 2026"])
def test_a_day_is_kept_as_it_is_stored(typed: str, desk: Desk) -> None:
    assert reply(typed, desk).value == "2026-09-07"


def test_which_of_two_days_is_asked_with_a_button_for_each(desk: Desk) -> None:
    asked = reply("9/7", desk)
    assert asked.note == desk.knowledge.texts.date_which
    assert [(read(choice.value).what, choice.label) for choice in asked.near] == [
        ("2026-07-09", "9 July 2026"),
        ("2026-09-07", "7 September 2026"),
    ]


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("soon", "date_unknown"),
        ("31/02", "date_no_such_day"),
        ("29 february", "date_no_such_day"),
        ("tomorrow", "date_future"),
        ("7/9/2027", "date_future"),
        ("10 years ago", "date_too_old"),
    ],
)
def test_a_day_that_cannot_be_gets_one_kind_question_back(typed: str, note: str, desk: Desk) -> None:
    asked = reply(typed, desk)
    assert (asked.value, asked.near) == (None, ())
    assert asked.note == getattr(desk.knowledge.texts, note)


def test_a_weekday_that_does_not_fit_is_told(desk: Desk) -> None:
    assert (
        reply("tuesday 7 september", desk).note
        == "7 September 2026 is a Monday. Please check it. Which date do you mean?"
    )


def test_a_planned_day_can_lie_ahead_by_a_year(desk: Desk) -> None:
    assert reply("5 december", desk, "coming-year").value == "2026-12-05"
    assert reply("5 december 2028", desk, "coming-year").note == desk.knowledge.texts.date_too_far


def test_of_two_days_the_one_within_reach_is_meant(desk: Desk) -> None:
    assert reply("7 sept 2027 or 7 sept 2026", desk).value == "2026-09-07"


def test_words_that_are_no_date_may_be_a_question(desk: Desk) -> None:
    assert reply("what is a draft plan", desk).maybe_question
