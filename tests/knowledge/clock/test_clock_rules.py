"""Worked cases of every rule, each beside its regulation. Sums by hand, with a calendar of England beside them."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from knowledge.clock import Dates, work_out
from knowledge.clock.step import Wording

TODAY = date(2028, 6, 1)


def on(text: str) -> date:
    return date.fromisoformat(text)


def given(text: str) -> Dates:
    """The dates of a line such as "refused 2026-10-12, certificate 2026-10-20"."""
    return Dates.from_code(";".join("=".join(part.split()) for part in text.split(",")))


REG_5 = "SEND Regs 2014 reg 5(1)"
REG_8 = "SEND Regs 2014 reg 8(1)"
REG_10 = "SEND Regs 2014 reg 10(1)"
REG_13_DRAFT = "SEND Regs 2014 reg 13(1)(a)"
REG_13 = "SEND Regs 2014 reg 13(2)"
REG_15_PLAN = "SEND Regs 2014 reg 15(2)"
REG_15_TELL = "SEND Regs 2014 reg 15(4)"
REG_18_A = "SEND Regs 2014 reg 18(1)(a)"
REG_18_B = "SEND Regs 2014 reg 18(1)(b)"
REG_20 = "SEND Regs 2014 reg 20"
REG_20_10 = "SEND Regs 2014 reg 20(10)"
REG_22_2 = "SEND Regs 2014 reg 22(2)(c)"
REG_22_3 = "SEND Regs 2014 regs 20(10), 22(3); R (L and others) v Devon CC [2022] EWHC 493 (Admin)"
REG_33 = "SEND Regs 2014 reg 33"
RULES_12_20 = "Tribunal (HESC) Rules 2008 r.20 and r.12"
SCHEDULE_17 = "Equality Act 2010 Sch 17 para 4"

CASES = [
    # the 6, 16 and 20 weeks: the same weekday, also over the end of a year and over a change of the clocks
    ("requested 2026-09-07", "decision-to-assess", "2026-10-19", REG_5),
    ("requested 2026-09-07", "no-plan-notice", "2026-12-28", REG_10),
    ("requested 2026-09-07", "final-plan", "2027-01-25", REG_13),
    ("requested 2026-10-20", "decision-to-assess", "2026-12-01", REG_5),
    ("requested 2027-02-20", "decision-to-assess", "2027-04-03", REG_5),
    ("requested 2028-01-18", "decision-to-assess", "2028-02-29", REG_5),
    ("requested 2024-02-29", "final-plan", "2024-07-18", REG_13),
    # advice: from the yes, or at the latest from the last day for one
    ("requested 2026-09-07", "advice", "2026-11-30", REG_8),
    ("requested 2026-09-07, decided 2026-10-12", "advice", "2026-11-23", REG_8),
    ("decided 2026-10-12", "advice", "2026-11-23", REG_8),
    # 15 days: the day of service is day 1, and weekends and bank holidays count
    ("draft_sent 2026-11-30", "draft-comments", "2026-12-14", REG_13_DRAFT),
    ("draft_sent 2026-12-18", "draft-comments", "2027-01-01", REG_13_DRAFT),
    ("amendment_notice 2026-10-28", "amendment-comments", "2026-11-11", REG_22_2),
    ("amendment_notice 2028-02-15", "amendment-comments", "2028-02-29", REG_22_2),
    # 2 calendar months, clamped at a month's end, and not rolled on from a Saturday
    ("refused 2026-10-12", "mediation-contact", "2026-12-12", REG_33),
    ("refused 2026-12-31", "mediation-contact", "2027-02-28", REG_33),
    ("refused 2027-12-31", "mediation-contact", "2028-02-29", REG_33),
    ("final 2026-10-12", "mediation-contact", "2026-12-12", REG_33),
    # r.12(2): on to the next working day
    ("refused 2026-10-12", "appeal", "2026-12-14", RULES_12_20),
    ("final 2026-10-12", "appeal", "2026-12-14", RULES_12_20),
    ("refused 2026-12-31", "appeal", "2027-03-01", RULES_12_20),
    ("refused 2027-12-31", "appeal", "2028-02-29", RULES_12_20),
    ("refused 2026-02-03", "appeal", "2026-04-07", RULES_12_20),  # Good Friday, a weekend, Easter Monday
    ("refused 2026-03-04", "appeal", "2026-05-05", RULES_12_20),  # the early May bank holiday
    # r.12(3)(a): 25 December to 1 January, and August
    ("refused 2026-10-24", "appeal", "2026-12-24", RULES_12_20),
    ("refused 2026-10-25", "appeal", "2027-01-04", RULES_12_20),
    ("refused 2025-10-31", "appeal", "2026-01-02", RULES_12_20),
    ("refused 2025-11-01", "appeal", "2026-01-02", RULES_12_20),
    ("refused 2026-06-10", "appeal", "2026-09-01", RULES_12_20),
    ("refused 2026-06-30", "appeal", "2026-09-01", RULES_12_20),
    ("refused 2024-06-30", "appeal", "2024-09-02", RULES_12_20),  # 1 September was a Sunday
    ("refused 2026-07-01", "appeal", "2026-09-01", RULES_12_20),
    ("refused 2027-05-31", "appeal", "2027-08-02", RULES_12_20),  # from Saturday 31 July; r.12(3) is not for it
    # r.20: a month from the certificate where that is later
    ("refused 2025-10-01, certificate 2025-11-29", "appeal", "2026-01-02", RULES_12_20),
    ("refused 2026-10-12, certificate 2026-10-20", "appeal", "2026-12-14", RULES_12_20),
    ("refused 2026-12-10, certificate 2027-01-31", "appeal", "2027-03-01", RULES_12_20),
    ("certificate 2026-10-20", "appeal", "2026-11-20", RULES_12_20),
    # the latest letter is the one to appeal; an old certificate does not shorten its time
    ("refused 2026-01-12, final 2026-10-12, certificate 2026-02-20", "appeal", "2026-12-14", RULES_12_20),
    # 6 months flat
    ("refused 2026-06-12, decision_kind discrimination", "appeal", "2026-12-12", SCHEDULE_17),
    ("refused 2026-02-28, decision_kind discrimination", "appeal", "2026-08-28", SCHEDULE_17),
    ("refused 2026-06-25, decision_kind discrimination", "appeal", "2026-12-25", SCHEDULE_17),
    ("refused 2026-08-31, decision_kind discrimination", "appeal", "2027-02-28", SCHEDULE_17),
    # a review
    ("review_meeting 2026-10-14", "review-report", "2026-10-28", REG_20),
    ("review_meeting 2026-10-14", "review-decision", "2026-11-11", REG_20_10),
    ("review_meeting 2026-10-14", "review-final-plan", "2027-01-06", REG_22_3),
    ("review_meeting 2026-10-14, amendment_notice 2026-10-28", "review-final-plan", "2026-12-23", REG_22_3),
    ("review_meeting 2026-10-14, amendment_notice 2026-11-25", "review-final-plan", "2027-01-06", REG_22_3),
    ("amendment_notice 2026-11-25", "review-final-plan", "2027-01-20", REG_22_3),
    # before 15 February and before 31 March, also in a leap year
    ("transfer 2027, phase other", "phase-transfer", "2027-02-14", REG_18_B),
    ("transfer 2027, phase post-16", "phase-transfer", "2027-03-30", REG_18_A),
    ("transfer 2028, phase other", "phase-transfer", "2028-02-14", REG_18_B),
    # working days: the day of the move is day 1 where it is one
    ("moved 2026-09-07", "moved-plan", "2026-09-25", REG_15_PLAN),
    ("moved 2026-09-05", "moved-plan", "2026-09-25", REG_15_PLAN),
    ("moved 2026-12-14", "moved-plan", "2027-01-06", REG_15_PLAN),  # Christmas, 28 December and New Year
    ("moved 2026-09-07", "moved-tell", "2026-10-19", REG_15_TELL),
]


@pytest.mark.parametrize(("known", "step_id", "by", "law"), CASES)
def test_each_rule_gives_the_worked_date_and_its_law(known: str, step_id: str, by: str, law: str) -> None:
    found = {step.id: step for step in work_out(given(known), TODAY).steps}
    assert (found[step_id].by, found[step_id].law) == (on(by), law)


def test_every_kind_of_step_has_a_worked_case() -> None:
    told = {step.wording for known, *_ in CASES for step in work_out(given(known), TODAY).steps}
    assert told == set(get_args(Wording))


@pytest.mark.parametrize(
    ("known", "step_id", "start"),
    [
        ("requested 2026-09-07", "advice", "2026-10-19"),
        ("refused 2025-10-01, certificate 2025-11-29", "appeal", "2025-11-29"),
        ("refused 2026-10-12, certificate 2026-10-20", "appeal", "2026-10-12"),
        ("review_meeting 2026-10-14, amendment_notice 2026-10-28", "review-final-plan", "2026-10-28"),
        ("review_meeting 2026-10-14, amendment_notice 2026-11-25", "review-final-plan", "2026-10-14"),
        ("transfer 2027, phase other", "phase-transfer", "2027-01-01"),
    ],
)
def test_from_is_the_day_that_decides_the_date(known: str, step_id: str, start: str) -> None:
    assert next(step for step in work_out(given(known), TODAY).steps if step.id == step_id).start == on(start)


def ids(known: str, today: date = TODAY) -> list[str]:
    return [step.id for step in work_out(given(known), today).steps]


def test_after_a_no_nothing_more_of_the_request_is_waited_for() -> None:
    assert ids("requested 2026-09-07, refused 2026-10-12") == ["decision-to-assess", "mediation-contact", "appeal"]


def test_after_a_yes_and_a_no_to_a_plan_only_the_plan_is_not_waited_for() -> None:
    known = "requested 2026-09-07, decided 2026-10-12, refused 2026-12-20"
    assert ids(known) == ["decision-to-assess", "advice", "no-plan-notice", "mediation-contact", "appeal"]


def test_a_claim_of_discrimination_needs_no_mediation_adviser_and_ends_no_request() -> None:
    known = "requested 2026-09-07, refused 2026-06-01, decision_kind discrimination"
    assert set(ids(known)) == {"decision-to-assess", "advice", "no-plan-notice", "final-plan", "appeal"}


def test_the_exceptions_of_regulation_10_4_move_no_date_and_say_something() -> None:
    plain = work_out(given("requested 2026-09-07"), TODAY).steps
    said = work_out(given("requested 2026-09-07, exceptions school-shut.away"), TODAY).steps
    assert [(step.id, step.by) for step in said] == [(step.id, step.by) for step in plain]
    assert {step.id for step in said if "may-say" in step.notes} == {
        "decision-to-assess",
        "no-plan-notice",
        "final-plan",
    }


def states(known: str, today: str) -> dict[str, str]:
    timeline = work_out(given(known), on(today))
    return {step.id: timeline.state(step) for step in timeline.steps}


def test_one_step_is_now_and_what_follows_is_next() -> None:
    assert states("requested 2026-09-07", "2026-09-10") == {
        "decision-to-assess": "now",
        "advice": "next",
        "no-plan-notice": "next",
        "final-plan": "next",
    }


def test_the_last_lawful_day_is_not_late_and_the_next_day_is() -> None:
    assert states("requested 2026-09-07", "2026-10-19")["decision-to-assess"] == "now"
    assert states("requested 2026-09-07", "2026-10-20")["decision-to-assess"] == "late"


@pytest.mark.parametrize(
    ("known", "done"),
    [
        ("requested 2026-09-07", set[str]()),
        ("requested 2026-09-07, decided 2026-10-12", {"decision-to-assess"}),
        (
            "requested 2026-09-07, draft_sent 2026-11-30",
            {"decision-to-assess", "advice", "no-plan-notice"},
        ),
        (
            "requested 2026-09-07, draft_sent 2026-11-30, final 2027-01-11",
            {"decision-to-assess", "advice", "no-plan-notice", "draft-comments", "final-plan"},
        ),
        ("refused 2026-10-12, certificate 2026-10-20", {"mediation-contact"}),
        ("review_meeting 2026-10-14, amendment_notice 2026-10-28", {"review-report", "review-decision"}),
        (
            "final 2026-12-14, review_meeting 2026-10-14, amendment_notice 2026-10-28",
            {"review-report", "review-decision", "amendment-comments", "review-final-plan"},
        ),
        ("final 2026-01-12, review_meeting 2026-10-14", set[str]()),
        ("moved 2026-09-07", set[str]()),
    ],
)
def test_done_is_only_what_a_later_event_proves(known: str, done: set[str]) -> None:
    found = states(known, "2028-01-10")
    assert {step_id for step_id, state in found.items() if state == "done"} == done
