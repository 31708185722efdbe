"""The words of the clock, and what the checker says where they are broken."""

from __future__ import annotations

from datetime import date

import pytest
import yaml
from clock_given import TODAY, given_dates
from content_folder import Folder
from hypothesis import given

from knowledge.base import Knowledge
from knowledge.checks.clock import check_clock
from knowledge.clock import ClockWords, Dates, load_clock, work_out
from knowledge.loader import CONTENT


@pytest.fixture(scope="module")
def words(knowledge: Knowledge) -> ClockWords:
    assert knowledge.clock
    return knowledge.clock


def test_the_words_have_no_fault(knowledge: Knowledge) -> None:
    assert list(check_clock(CONTENT, knowledge)) == []


@given(known=given_dates())
def test_every_blank_is_filled_in_every_note(known: Dates, words: ClockWords) -> None:
    timeline = work_out(known, TODAY)
    said = [words.note(step, known) + words.what_if_late(step) for step in timeline.steps]
    assert [text for text in said if "{" in text or "  " in text] == []


@pytest.mark.parametrize(
    ("known", "step_id"),
    [
        (Dates(requested=date(2026, 9, 7)), "decision-to-assess"),
        (Dates(requested=date(2026, 9, 7)), "advice"),
        (Dates(requested=date(2026, 9, 7)), "no-plan-notice"),
        (Dates(requested=date(2026, 9, 7)), "final-plan"),
        (Dates(refused=date(2026, 9, 7), decision_kind="discrimination"), "appeal"),
    ],
)
def test_where_sources_count_differently_by_a_day_the_note_says_so(
    known: Dates, step_id: str, words: ClockWords
) -> None:
    step = next(step for step in work_out(known, TODAY).steps if step.id == step_id)
    assert "one day earlier" in words.note(step, known)


def test_a_lawful_exception_is_told_as_what_the_council_may_say(words: ClockWords) -> None:
    known = Dates(requested=date(2026, 9, 7), exceptions=("away",))
    note = words.note(work_out(known, TODAY).steps[0], known)
    assert "The council may say" in note
    assert words.exceptions["away"].because in note


def test_a_rolled_date_says_on_which_day_the_time_ended(words: ClockWords) -> None:
    known = Dates(refused=date(2026, 10, 12))
    appeal = work_out(known, TODAY).steps[-1]
    assert "12 December 2026" in words.note(appeal, known)


def test_an_area_without_words_for_the_clock_has_no_clock(fenshire: Folder) -> None:
    assert load_clock(fenshire.path / "clock.yaml") is None
    assert [fault for fault in fenshire.faults() if "clock" in fault] == []


def test_words_past_their_review_are_a_fault_from_that_day_on(knowledge: Knowledge, words: ClockWords) -> None:
    assert list(check_clock(CONTENT, knowledge, words.review_by)) == []
    assert [fault.wrong for fault in check_clock(CONTENT, knowledge, date(2030, 1, 1))] == [
        "the review was due by 22 May 2027"
    ]


BREAKS = {
    "a step is missing": ("steps", "advice", None, "'advice' is missing in steps"),
    "an answer is unknown": ("steps", "advice", {"answers": ["no-such"]}, "there is no answer 'no-such'"),
    "a letter is unknown": ("steps", "advice", {"letter": "no-such"}, "there is no letter 'no-such'"),
    "a blank is nobody's": ("steps", "advice", {"title": "By {when}"}, "nobody fills in '{when}' here"),
    "words are hard": ("steps", "advice", {"late": "Notwithstanding representations " * 9}, "the reading grade is"),
}


@pytest.mark.parametrize("slip", BREAKS)
def test_the_checker_names_the_slip(slip: str, fenshire: Folder) -> None:
    part, name, change, wrong = BREAKS[slip]
    data = yaml.safe_load((CONTENT / "clock.yaml").read_text(encoding="utf-8"))
    if change is None:
        del data[part][name]
    else:
        data[part][name].update(change)
    fenshire.write("clock.yaml", yaml.safe_dump(data))
    assert [fault for fault in fenshire.faults() if fault.startswith("clock.yaml") and wrong in fault]
