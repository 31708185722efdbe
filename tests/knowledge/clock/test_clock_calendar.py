"""The calendar file, read back by two parsers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import vobject
from clock_given import TODAY, given_dates
from hypothesis import given
from icalendar import Calendar

from knowledge.base import Knowledge
from knowledge.clock import ClockWords, Dates, work_out
from knowledge.clock.calendar import calendar

KNOWN = Dates(requested=date(2028, 5, 15), draft_sent=date(2028, 5, 30), transfer=2029, phase="other")
LONGEST_LINE = 75


@pytest.fixture(scope="module")
def words(knowledge: Knowledge) -> ClockWords:
    assert knowledge.clock
    return knowledge.clock


def made(known: Dates, knowledge: Knowledge, today: date = TODAY) -> bytes:
    assert knowledge.clock
    return calendar(work_out(known, today), knowledge.clock, knowledge.area)


def test_both_parsers_read_an_all_day_event_for_each_date(knowledge: Knowledge, words: ClockWords) -> None:
    steps = work_out(KNOWN, TODAY).steps
    file = made(KNOWN, knowledge)
    ours = [(event.start, event.end, str(event["summary"])) for event in Calendar.from_ical(file).events]
    other = vobject.readOne(file.decode())
    theirs = [(one.dtstart.value, one.dtend.value, one.summary.value) for one in other.vevent_list]
    assert ours == theirs
    assert [(start, end) for start, end, _ in ours] == [(step.by, step.by + timedelta(days=1)) for step in steps]
    assert all(words.of(step).title in said for step, (_, _, said) in zip(steps, ours, strict=True))


@given(known=given_dates())
def test_any_dates_make_a_file_that_both_parsers_read_alike(known: Dates, knowledge: Knowledge) -> None:
    file = made(known, knowledge)
    ours = [(str(event["uid"]), event.start) for event in Calendar.from_ical(file).events]
    theirs = [(one.uid.value, one.dtstart.value) for one in vobject.readOne(file.decode()).contents.get("vevent", [])]
    assert ours == theirs
    assert len({uid for uid, _ in ours}) == len(ours)


def test_lines_end_and_fold_as_the_rfc_says(knowledge: Knowledge) -> None:
    file = made(KNOWN, knowledge)
    assert file.endswith(b"END:VCALENDAR\r\n")
    assert file.count(b"\n") == file.count(b"\r\n")
    assert [line for line in file.split(b"\r\n") if len(line) > LONGEST_LINE] == []


def test_a_file_of_a_later_day_moves_the_events_of_the_older_one(knowledge: Knowledge) -> None:
    before = Calendar.from_ical(made(KNOWN, knowledge)).events
    corrected = Dates(requested=date(2028, 5, 16), draft_sent=date(2028, 5, 31), transfer=2029, phase="other")
    after = Calendar.from_ical(made(corrected, knowledge, TODAY + timedelta(days=1))).events
    assert [str(event["uid"]) for event in before] == [str(event["uid"]) for event in after]
    assert all(new["sequence"] > old["sequence"] for old, new in zip(before, after, strict=True))
    assert all(new["dtstamp"].dt > old["dtstamp"].dt for old, new in zip(before, after, strict=True))


def test_an_appeal_and_a_claim_are_two_events(knowledge: Knowledge) -> None:
    appeal = Dates(refused=date(2028, 5, 15))
    claim = Dates(refused=date(2028, 5, 15), decision_kind="discrimination")
    uids = {
        str(event["uid"]) for known in (appeal, claim) for event in Calendar.from_ical(made(known, knowledge)).events
    }
    assert len(uids) == 3


def test_an_alarm_rings_at_nine_a_week_and_a_day_before(knowledge: Knowledge) -> None:
    event = Calendar.from_ical(made(Dates(transfer=2029, phase="other"), knowledge)).events[0]
    triggers = [alarm["trigger"].dt for alarm in event.walk("VALARM")]
    assert triggers == [timedelta(days=-7, hours=9), timedelta(days=-1, hours=9)]


def test_what_is_done_or_past_rings_no_alarm(knowledge: Knowledge) -> None:
    known = Dates(requested=date(2028, 5, 15), decided=date(2028, 5, 30))
    alarms = {
        str(event["summary"]): len(event.walk("VALARM")) for event in Calendar.from_ical(made(known, knowledge)).events
    }
    assert alarms["The council says if it will assess (done)"] == 0
    assert alarms["The council sends the final plan (last day)"] == 2
    late = made(Dates(requested=date(2027, 5, 15)), knowledge)
    assert b"VALARM" not in late


def test_an_alarm_whose_day_has_passed_is_left_out(knowledge: Knowledge) -> None:
    event = Calendar.from_ical(made(Dates(draft_sent=TODAY - timedelta(days=10)), knowledge)).events[0]
    assert len(event.walk("VALARM")) == 1


def test_an_event_says_what_to_do_and_names_its_law(knowledge: Knowledge, words: ClockWords) -> None:
    event = Calendar.from_ical(made(Dates(draft_sent=TODAY), knowledge)).events[0]
    said = str(event["description"])
    assert "SEND Regs 2014 reg 13(1)(a)" in said
    assert words.steps["draft-comments"].do[0] in said
    assert words.guide_only in said


def test_the_calendar_has_a_name_in_both_ways(knowledge: Knowledge, words: ClockWords) -> None:
    file = Calendar.from_ical(made(KNOWN, knowledge))
    assert file["name"] == file["x-wr-calname"] == words.title
    assert file["version"] == "2.0"
    assert str(file["prodid"]).startswith("-//Signpost//")
