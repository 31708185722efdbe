"""What comes next for a child: worked dates, and what holds for any school year on any day."""

from __future__ import annotations

from datetime import date

import pytest
from content_folder import Folder
from hypothesis import given
from hypothesis import strategies as st

from knowledge.base import Knowledge
from knowledge.milestones import HOW_MANY, LAST_YEAR, NURSERY, Due, Milestone, Milestones, next_three, say_when

NOVEMBER = date(2026, 11, 22)
YEARS = range(NURSERY, LAST_YEAR + 1)

FILE = """\
words: {heading: Next, before: "Before {day}", by: "By {day}", "on": "On {day}", term: "{term} {year}",
  in_year: "{year} {first} {last}", at_age: "{age} {year}", at_later_age: "{age}", older: "{age}", nursery: nursery,
  reception: Reception, year: "Year {number}", more: More, line: "{when}: {title}"}
milestones:
  - {id: move, title: A move, text: "You can ask for another school.", rests_on: school-move, year: 6}
"""


def coming(knowledge: Knowledge, school_year: int, today: date = NOVEMBER, *, plan: bool = True) -> list[str]:
    words = knowledge.milestones.words
    assert words is not None
    found = next_three(knowledge.milestones, school_year, today, plan=plan)
    return [f"{say_when(due, school_year, words)}: {due.milestone.id}" for due in found]


def one(**parts: object) -> Milestones:
    milestone = Milestone.model_validate({"id": "made-up", "title": "", "text": "", "rests_on": "", **parts})
    return Milestones({milestone.id: milestone})


def due(today: date, school_year: int, **parts: object) -> Due | None:
    return next(iter(next_three(one(**parts), school_year, today, plan=True)), None)


def test_year_6_with_a_plan_has_the_phase_transfer_in_it(knowledge: Knowledge) -> None:
    assert coming(knowledge, 6) == [
        "In the autumn term of Year 6 (school year 2026 to 2027): sats-help",
        "Before 15 February 2027: secondary-plan",
        "In Year 6 (September 2026 to August 2027): yearly-review",
    ]


def test_year_6_without_a_plan_has_the_form_for_secondary_school_while_there_is_time(knowledge: Knowledge) -> None:
    assert coming(knowledge, 6, date(2026, 10, 31), plan=False)[0] == "By 31 October 2026: apply-secondary"
    assert not any("apply-secondary" in line for line in coming(knowledge, 6, date(2026, 11, 1), plan=False))


def test_year_9_with_a_plan_has_the_review_and_the_health_check(knowledge: Knowledge) -> None:
    assert coming(knowledge, 9) == [
        "In Year 9 (September 2026 to August 2027): year-9-review",
        "At age 14, in Year 9 (September 2026 to August 2027): health-check",
        "At age 14, in Year 9 (September 2026 to August 2027): adult-health",
    ]


def test_year_11_has_31_march_and_the_last_friday_of_june(knowledge: Knowledge) -> None:
    found = coming(knowledge, 11)
    assert "Before 31 March 2027: college-plan" in found
    assert "On 25 June 2027: own-rights" in found


def test_year_14_or_older_has_ages_without_a_year(knowledge: Knowledge) -> None:
    assert coming(knowledge, 14, plan=False)[0] == "At age 19: universal-credit"


@pytest.mark.parametrize("plan", [True, False])
@pytest.mark.parametrize("school_year", YEARS)
@pytest.mark.parametrize("today", [date(2026, 9, 1), NOVEMBER, date(2027, 2, 15), date(2027, 8, 31)])
def test_there_are_three_things_for_every_school_year(
    school_year: int, plan: bool, today: date, knowledge: Knowledge
) -> None:
    assert len(coming(knowledge, school_year, today, plan=plan)) == HOW_MANY


@given(st.sampled_from(YEARS), st.dates(date(2020, 1, 1), date(2040, 12, 31)), st.booleans())
def test_nothing_is_past_and_the_soonest_to_end_comes_first(
    knowledge: Knowledge, school_year: int, today: date, plan: bool
) -> None:
    found = next_three(knowledge.milestones, school_year, today, plan=plan)
    assert [one.last for one in found] == sorted(one.last for one in found)
    for one in found:
        assert one.last >= today
        assert one.first <= one.last
        assert one.milestone.plan in {None, plan}


@pytest.mark.parametrize(
    ("today", "begins"),
    [(date(2026, 8, 31), 2025), (date(2026, 9, 1), 2026), (date(2027, 1, 1), 2026), (date(2028, 2, 29), 2027)],
)
def test_a_school_year_begins_in_september(today: date, begins: int) -> None:
    found = due(today, 4, year=4)
    assert found is not None
    assert (found.first, found.last) == (date(begins, 9, 1), date(begins + 1, 8, 31))


def test_the_last_lawful_day_before_a_day_is_the_day_before_it() -> None:
    before = {"year": 6, "month": 2, "day": 15, "how": "before"}
    found = due(date(2027, 2, 14), 6, **before)
    assert found is not None
    assert found.last == date(2027, 2, 14)
    assert due(date(2027, 2, 15), 6, **before) is None


@pytest.mark.parametrize(("year", "day"), [(2026, 26), (2027, 25), (2028, 30), (2029, 29)])
def test_the_last_friday_of_june(year: int, day: int) -> None:
    found = due(date(year, 6, 1), 11, year=11, month=6, last_friday=True, how="on")
    assert found is not None
    assert found.last == date(year, 6, day)


def test_a_thing_of_every_year_comes_in_this_one_until_its_last() -> None:
    found = due(NOVEMBER, 7, year=0, until=8)
    assert found is not None
    assert found.last == date(2027, 8, 31)
    assert due(NOVEMBER, 9, year=0, until=8) is None


def test_what_rests_on_a_held_back_answer_is_left_out(knowledge: Knowledge) -> None:
    found = next_three(knowledge.milestones, 9, NOVEMBER, plan=True, without={"pfal-year-9-review"})
    assert "year-9-review" not in [one.milestone.id for one in found]
    assert len(found) == HOW_MANY


@pytest.mark.parametrize(
    "parts", [{}, {"year": 9, "age": 14}, {"year": 9, "month": 2}, {"year": 9, "day": 2}, {"year": 9, "term": "winter"}]
)
def test_a_milestone_with_no_clear_time_is_refused(parts: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="validation error"):
        one(**parts)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("rests_on: school-move", "rests_on: school-mov", "there is no answer 'school-mov'"),
        ("year: 6}", "year: 6, month: 10, day: 31}", "'school-move' does not give 31 October"),
        ("year: 6}", "year: 6, month: 6, last_friday: true}", "'school-move' does not speak of a last Friday"),
        ("You can ask", f"You can {'really ' * 25}ask", "a sentence has 31 words"),
        ("year: 6}", "year: 6}", "it has no easier words"),
    ],
)
def test_the_checker_tells_what_a_milestone_lacks(old: str, new: str, told: str, fenshire: Folder) -> None:
    fenshire.write("milestones.yaml", FILE.replace(old, new))
    line = fenshire.line("milestones.yaml", "- {id: move")
    assert any(fault.startswith(f"milestones.yaml:{line}: {told}") for fault in fenshire.faults()), fenshire.faults()


def test_easier_words_of_no_milestone_are_told(fenshire: Folder) -> None:
    fenshire.write("milestones.yaml", FILE)
    fenshire.write("easy/milestones.yaml", "checked_by:\nentries:\n  milestones.mov:\n    - school: A move.\n")
    assert any("there is nothing called 'milestones.mov'" in fault for fault in fenshire.faults())


def test_the_same_id_twice_is_told(fenshire: Folder) -> None:
    fenshire.write("milestones.yaml", FILE + FILE.splitlines()[-1] + "\n")
    assert any("the id 'move' is used twice" in fault for fault in fenshire.faults())
