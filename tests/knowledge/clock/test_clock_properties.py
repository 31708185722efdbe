"""What holds for any dates: order, weekday, monotony, working days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from clock_given import LAST, TODAY, days, given_dates, later
from hypothesis import given
from hypothesis import strategies as st

from knowledge.clock import Dates, work_out
from knowledge.clock.counting import in_time_at_tribunal, is_working_day, last_of_working_days
from knowledge.clock.step import Step
from knowledge.dates import add_months

WEEKS = {"decision-to-assess": 6, "no-plan-notice": 16, "final-plan": 20, "advice": 6, "review-report": 2}
FIELDS = ("requested", "decided", "refused", "draft_sent", "final", "certificate", "review_meeting", "moved")
any_day = st.dates(date(2000, 1, 1), date(2040, 12, 31))


def by_id(known: Dates) -> dict[str, Step]:
    return {step.id: step for step in work_out(known, TODAY).steps}


@given(given_dates())
def test_no_step_ends_before_it_starts_and_all_stand_in_order(known: Dates) -> None:
    timeline = work_out(known, TODAY)
    assert [step for step in timeline.steps if step.by < step.start] == []
    ends = [step.by for step in timeline.steps]
    assert ends == sorted(ends)
    assert len({step.id for step in timeline.steps}) == len(timeline.steps)


@given(given_dates())
def test_at_most_one_step_is_now_and_a_late_one_is_past(known: Dates) -> None:
    timeline = work_out(known, TODAY)
    states = [timeline.state(step) for step in timeline.steps]
    assert states.count("now") <= 1
    assert all((step.by < TODAY) == (timeline.state(step) == "late") for step in timeline.steps if not step.done)


@given(days)
def test_a_time_in_weeks_ends_on_the_weekday_on_which_it_began(day: date) -> None:
    steps = by_id(Dates(requested=day, review_meeting=day, amendment_notice=day, moved=day))
    for step_id, weeks in WEEKS.items():
        assert steps[step_id].by - steps[step_id].start == timedelta(weeks=weeks)
    assert steps["review-final-plan"].by.weekday() == day.weekday()
    assert steps["moved-tell"].by.weekday() == day.weekday()


@pytest.mark.parametrize("field", [*FIELDS, "amendment_notice"])
@given(day=days, more=st.integers(0, 400))
def test_a_later_start_never_gives_an_earlier_end(field: str, day: date, more: int) -> None:
    first, second = by_id(Dates(**{field: day})), by_id(Dates(**{field: later(day, more)}))
    assert {step_id: step.by for step_id, step in first.items() if step.by > second[step_id].by} == {}


@given(days, st.integers(0, 200), st.integers(0, 400))
def test_a_later_certificate_or_notice_never_gives_an_earlier_end(day: date, after: int, more: int) -> None:
    early, late = later(day, after), later(day, after + more)
    for one, other in (("refused", "certificate"), ("review_meeting", "amendment_notice")):
        first, second = by_id(Dates(**{one: day, other: early})), by_id(Dates(**{one: day, other: late}))
        assert all(first[step_id].by <= second[step_id].by for step_id in first)


@given(any_day)
def test_an_appeal_is_in_time_on_a_working_day_that_is_not_before_its_end(end: date) -> None:
    by = in_time_at_tribunal(end)
    assert by >= end
    assert is_working_day(by)
    assert not (end.month == 8 and by.month == 8)
    assert not ((end.month, end.day) >= (12, 25) and by.year == end.year)


@given(any_day)
def test_a_working_day_is_rolled_on_only_in_august_and_at_christmas(end: date) -> None:
    in_recess = end.month == 8 or (end.month, end.day) >= (12, 25)
    assert (in_time_at_tribunal(end) == end) == (is_working_day(end) and not in_recess)


@given(any_day)
def test_fifteen_working_days_hold_fifteen_working_days(day: date) -> None:
    last = last_of_working_days(day, 15)
    between = [day + timedelta(days=n) for n in range((last - day).days + 1)]
    assert sum(map(is_working_day, between)) == 15
    assert is_working_day(last)


@given(any_day, st.integers(-120, 120))
def test_months_keep_the_date_or_end_with_the_month(day: date, months: int) -> None:
    found = add_months(day, months)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day == day.day or (found.day < day.day and (found + timedelta(days=1)).day == 1)


@given(given_dates())
def test_the_review_never_takes_over_twelve_weeks_from_the_meeting(known: Dates) -> None:
    step = by_id(known).get("review-final-plan")
    if step is not None and known.review_meeting is not None:
        assert step.by <= known.review_meeting + timedelta(weeks=12)


@given(given_dates())
def test_a_code_of_dates_is_read_back(known: Dates) -> None:
    assert Dates.from_code(known.code()) == known


def test_england_has_its_own_bank_holidays() -> None:
    assert not is_working_day(date(2026, 8, 31))  # not one in Scotland
    assert is_working_day(date(2026, 8, 3))  # one in Scotland
    assert not is_working_day(date(2026, 12, 28))  # in place of Saturday 26 December
    assert LAST == TODAY
