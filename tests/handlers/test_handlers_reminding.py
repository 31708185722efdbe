from collections import Counter
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.reminding import FURTHEST, LONDON, Subject, day_in_london, may_send, plan, still_to_say
from storage.reminders import Planned

ASKED = date(2026, 11, 22)
DAY = timedelta(days=1)
DAYS = st.dates(date(2026, 1, 1), date(2031, 12, 31))
SUBJECTS = st.lists(
    st.builds(Subject, st.sampled_from(["a", "b", "c"]), DAYS, st.booleans()), max_size=5, unique_by=lambda one: one.id
)


def days(due: date, asked: date = ASKED, *, exact: bool = True) -> list[tuple[str, int]]:
    """What is planned for a date, and how many days after it (before it: below 0)."""
    return [(one.kind, (one.send_on - due).days) for one in plan([Subject("a", due, exact)], asked)]


def test_a_week_before_the_day_before_and_three_days_after() -> None:
    assert days(date(2026, 12, 31)) == [("before", -7), ("before", -1), ("did-it-happen", 3)]


@pytest.mark.parametrize(
    ("off", "expected"),
    [
        (8, [-7, -1, 3]), (7, [-1, 3]), (2, [-1, 3]), (1, [3]), (0, [3]), (-1, []),
        (FURTHEST.days, [-7, -1, 3]), (FURTHEST.days + 1, []),
    ],
)  # fmt: skip
def test_what_has_passed_and_what_is_years_off_is_left_out(off: int, expected: list[int]) -> None:
    assert [after for _kind, after in days(ASKED + off * DAY)] == expected


def test_where_only_the_first_day_of_a_time_is_known_it_is_told_once_and_not_asked_after() -> None:
    assert days(date(2027, 9, 1), exact=False) == [("before", -7)]


@given(SUBJECTS, DAYS)
def test_nothing_is_ever_planned_for_a_day_before_it_was_asked_for_or_for_that_day(
    subjects: list[Subject], asked: date
) -> None:
    planned = plan(subjects, asked)
    assert all(one.send_on > asked for one in planned)
    assert list(planned) == sorted(planned, key=lambda one: one.send_on)
    assert all(asked <= one.due <= asked + FURTHEST for one in planned)


@given(SUBJECTS, DAYS)
def test_before_is_before_and_after_is_after(subjects: list[Subject], asked: date) -> None:
    for one in plan(subjects, asked):
        assert (one.send_on < one.due) == (one.kind == "before")


ANY_ZONE = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))


@given(st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=ANY_ZONE))
def test_nothing_goes_in_the_quiet_hours_of_london_wherever_the_clock_is_read(now: datetime) -> None:
    hour = now.astimezone(LONDON).hour
    if may_send(now):
        assert 10 <= hour < 20
    else:
        assert hour < 10 or hour >= 19


@pytest.mark.parametrize(
    ("utc", "goes"),
    [
        # Winter: London is UTC. Until 29 March 2026, 01:00 UTC.
        ("2026-03-28T09:59", False), ("2026-03-28T10:00", True), ("2026-03-28T19:29", True),
        ("2026-03-28T19:30", False),
        # Summer: London is an hour ahead.
        ("2026-03-29T08:59", False), ("2026-03-29T09:00", True), ("2026-03-29T18:29", True),
        ("2026-03-29T18:30", False),
        # Until 25 October 2026, 01:00 UTC.
        ("2026-10-24T08:59", False), ("2026-10-24T09:00", True), ("2026-10-24T18:30", False),
        ("2026-10-25T09:00", False), ("2026-10-25T10:00", True), ("2026-10-25T19:29", True),
        ("2026-10-25T19:30", False),
    ],
)  # fmt: skip
def test_ten_o_clock_is_london_s_on_both_sides_of_both_clock_changes(utc: str, *, goes: bool) -> None:
    assert may_send(datetime.fromisoformat(utc).replace(tzinfo=UTC)) is goes


def test_the_day_is_london_s_too() -> None:
    assert day_in_london(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == date(2026, 7, 2)
    assert day_in_london(datetime(2026, 12, 1, 23, 30, tzinfo=UTC)) == date(2026, 12, 1)


def before(subject: str, due: date, send_on: date) -> Planned:
    return Planned(subject, due, "before", send_on)


def test_what_piled_up_while_the_program_was_down_is_said_once_for_each_date() -> None:
    due = date(2026, 12, 10)
    pile = [before("a", due, due - 7 * DAY), before("a", due, due - DAY), before("b", due, due - 7 * DAY)]
    assert [(one.subject, one.send_on) for one in still_to_say(pile, due - DAY)] == [
        ("a", due - DAY),
        ("b", due - 7 * DAY),
    ]


def test_a_day_that_passed_while_the_program_was_down_is_not_told_as_coming() -> None:
    due = date(2026, 12, 10)
    pile = [before("a", due, due - DAY)]
    assert still_to_say(pile, due) == tuple(pile)
    assert still_to_say(pile, due + DAY) == ()
    asked = Planned("a", due, "did-it-happen", due + 3 * DAY)
    assert still_to_say([*pile, asked], due + 3 * DAY) == (asked,)


@given(SUBJECTS, DAYS, st.lists(st.integers(1, 40), max_size=30))
def test_each_reminder_is_said_at_most_once_a_subject_once_a_day_and_never_early(
    subjects: list[Subject], asked: date, gaps: list[int]
) -> None:
    waiting, today, said = list(plan(subjects, asked)), asked, Counter[Planned]()
    for gap in gaps:
        today += gap * DAY
        due = [one for one in waiting if one.send_on <= today]
        waiting = [one for one in waiting if one.send_on > today]
        now = still_to_say(due, today)
        assert len({one.subject for one in now}) == len(now)
        assert all(one.send_on <= today for one in now)
        assert all(one.due >= today for one in now if one.kind == "before")
        said.update(now)
    assert all(times == 1 for times in said.values())
