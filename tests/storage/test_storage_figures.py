"""Figures say what was sent, on both databases, and forget what was taken back."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from saying import MONDAY, WEDNESDAY, said, send, submissions
from sqlalchemy import Engine, event
from sqlmodel import Session

from storage.figures import SIDES, SUBMISSIONS, Figures, update_all_figures, update_figures
from storage.receipts import new_receipt
from storage.sealing import Sealer

LONG_AGO = date(2024, 3, 6)


def totals(engine: Engine, measure: str, side: str = "all", **period: date) -> dict[str, dict[str, int]]:
    with Session(engine) as session:
        return {key: dict(values) for key, values in Figures(session).totals(measure, side, **period).items()}  # type: ignore[arg-type]


@pytest.fixture
def three_replies(engine: Engine, sealer: Sealer) -> Engine:
    send(
        engine,
        sealer,
        said("good", about="a", district="north", age_band="5-10", marks={"overall": "5", "helpful": "yes"}),
        said("bad", about="b", district="north", marks={"overall": "1"}),
        said("fine", about="a", kind="view", age_band="5-10", marks={"overall": "5"}),
    )
    return engine


def test_marks_are_counted_for_each_side(three_replies: Engine) -> None:
    update_figures(three_replies, WEDNESDAY)
    assert totals(three_replies, "overall") == {"": {"5": 2, "1": 1}}
    assert totals(three_replies, "overall", "about") == {"a": {"5": 2}, "b": {"1": 1}}
    assert totals(three_replies, "overall", "district") == {"north": {"5": 1, "1": 1}, "": {"5": 1}}
    assert totals(three_replies, "overall", "age_band") == {"5-10": {"5": 2}, "": {"1": 1}}
    assert totals(three_replies, SUBMISSIONS, "about") == {"a": {"feedback": 1, "view": 1}, "b": {"feedback": 1}}


def test_a_quick_tap_counts_as_the_same_measure(three_replies: Engine, sealer: Sealer) -> None:
    with submissions(three_replies, sealer) as book:
        book.count_tap("a", "helpful", "yes", WEDNESDAY)
        book.count_tap("an-answer", "helpful", "no", WEDNESDAY)
    update_figures(three_replies, WEDNESDAY)
    assert totals(three_replies, "helpful") == {"": {"yes": 2, "no": 1}}
    assert totals(three_replies, "helpful", "about") == {"a": {"yes": 2}, "an-answer": {"no": 1}}
    assert totals(three_replies, "helpful", "district") == {"north": {"yes": 1}, "": {"yes": 1, "no": 1}}


def test_the_parts_of_each_side_add_up_to_all(three_replies: Engine, sealer: Sealer) -> None:
    with submissions(three_replies, sealer) as book:
        book.count_tap("a", "overall", "3", WEDNESDAY)
    update_figures(three_replies, WEDNESDAY)
    for measure in ("overall", "helpful", SUBMISSIONS):
        for side in SIDES:
            added = sum((Counter(values) for values in totals(three_replies, measure, side).values()), Counter())
            assert added == totals(three_replies, measure)[""], (measure, side)


def test_weeks_can_be_chosen_and_come_one_by_one(three_replies: Engine, sealer: Sealer) -> None:
    send(three_replies, sealer, said("old", about="a", marks={"overall": "2"}), day=LONG_AGO)
    update_all_figures(three_replies)
    assert totals(three_replies, "overall", since=MONDAY) == {"": {"5": 2, "1": 1}}
    assert totals(three_replies, "overall", until=MONDAY - timedelta(days=1)) == {"": {"2": 1}}
    with Session(three_replies) as session:
        figures = Figures(session)
        assert list(figures.weekly("overall")) == [date(2024, 3, 4), MONDAY]
        assert figures.weekly("overall", "about", "a")[MONDAY] == {"5": 2}
        assert figures.first_week() == date(2024, 3, 4)


def test_the_frequent_update_leaves_old_weeks_to_the_daily_one(engine: Engine, sealer: Sealer) -> None:
    send(engine, sealer, said("old", marks={"overall": "2"}), day=LONG_AGO)
    assert update_figures(engine, WEDNESDAY) == 0
    assert update_all_figures(engine) > 0


def test_what_was_taken_back_is_gone_from_the_figures(engine: Engine, sealer: Sealer) -> None:
    code = new_receipt()
    send(engine, sealer, said("oh", about="a", district="north", marks={"overall": "1"}, receipt=code))
    update_figures(engine, WEDNESDAY)
    with submissions(engine, sealer) as book:
        assert book.withdraw(code, WEDNESDAY)
    update_figures(engine, WEDNESDAY)
    assert totals(engine, "overall") == totals(engine, "overall", "district") == {}
    assert totals(engine, SUBMISSIONS) == {}


def test_an_update_with_nothing_new_writes_nothing(three_replies: Engine) -> None:
    assert update_figures(three_replies, WEDNESDAY) > 0
    written: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if not statement.startswith(("SELECT", "BEGIN")) or "IMMEDIATE" in statement:
            written.append(statement)

    event.listen(three_replies, "before_cursor_execute", note)
    assert update_figures(three_replies, WEDNESDAY) == update_all_figures(three_replies) == 0
    event.remove(three_replies, "before_cursor_execute", note)
    assert written == []


def test_no_figures_are_no_trouble(engine: Engine) -> None:
    assert update_all_figures(engine) == 0
    with Session(engine) as session:
        assert Figures(session).first_week() is None
        assert Figures(session).totals("overall") == {}
