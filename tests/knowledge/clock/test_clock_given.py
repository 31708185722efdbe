"""Dates that cannot be, and codes that nobody wrote."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.base import Knowledge
from knowledge.clock import ClockWords, CodeError, DateFault, Dates, work_out

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def words(knowledge: Knowledge) -> ClockWords:
    assert knowledge.clock
    return knowledge.clock


@pytest.mark.parametrize(
    ("known", "fault", "asks_for"),
    [
        (Dates(), "nothing", ""),
        (Dates(requested=date(2026, 11, 23)), "future", "requested"),
        (Dates(requested=date(2016, 11, 22)), "too-old", "requested"),
        (Dates(final=date(2016, 1, 1)), "too-old", "final"),
        (Dates(review_meeting=date(2027, 11, 23)), "too-far", "review_meeting"),
        (Dates(requested=date(2026, 9, 7), draft_sent=date(2026, 9, 6)), "out-of-order", "draft_sent"),
        (Dates(requested=date(2026, 9, 7), refused=date(2026, 9, 6)), "out-of-order", "refused"),
        (Dates(draft_sent=date(2026, 9, 7), final=date(2026, 9, 6)), "out-of-order", "final"),
        (Dates(refused=date(2026, 9, 7), certificate=date(2026, 9, 6)), "out-of-order", "certificate"),
        (Dates(review_meeting=date(2026, 9, 7), amendment_notice=date(2026, 9, 6)), "out-of-order", "amendment_notice"),
        (Dates(transfer=2027), "no-phase", "transfer"),
        (Dates(transfer=2016, phase="other"), "transfer-year", "transfer"),
        (Dates(transfer=2100, phase="other"), "transfer-year", "transfer"),
    ],
)
def test_dates_that_cannot_be_are_asked_for_again_in_one_kind_line(
    known: Dates, fault: str, asks_for: str, words: ClockWords
) -> None:
    with pytest.raises(DateFault) as raised:
        work_out(known, TODAY)
    assert (raised.value.fault, raised.value.about[:1]) == (fault, (asks_for,) if asks_for else ())
    line = words.fault(raised.value)
    assert line
    assert "\n" not in line
    assert "{" not in line
    assert line[0].isupper()


@pytest.mark.parametrize(
    "known",
    [
        Dates(requested=TODAY),
        Dates(requested=date(2016, 11, 23)),
        Dates(requested=date(2026, 9, 7), final=date(2026, 9, 7)),
        Dates(review_meeting=date(2027, 11, 22)),
        Dates(moved=date(2026, 12, 24)),
        Dates(requested=date(2024, 2, 29)),
        Dates(refused=date(2026, 1, 12), certificate=date(2026, 2, 20), final=date(2026, 10, 12)),
    ],
)
def test_dates_that_can_be_are_taken(known: Dates) -> None:
    assert work_out(known, TODAY).steps


def test_a_step_back_over_a_leap_day_is_ten_years() -> None:
    assert work_out(Dates(requested=date(2018, 3, 1)), date(2028, 2, 29)).steps
    with pytest.raises(DateFault):
        work_out(Dates(requested=date(2018, 2, 28)), date(2028, 2, 29))


@pytest.mark.parametrize(
    "code",
    [
        "x",
        "requested",
        "requested=",
        "requested=soon",
        "requested=20260907",
        "requested=2026-02-30",
        "requested=2026-09-07;requested=2026-09-08",
        "requested=2026-09-07;name=Sam",
        "draft_sent=2026-11-30;requested=2026-09-07",
        "requested=2026-09-07;",
        "transfer=next",
        "transfer=+2027;phase=other",
        "transfer=\u0662\u0660\u0662\u0667;phase=other",
        "transfer=2027;phase=college",
        "requested=2026-09-07;exceptions=bored",
        "requested=2026-09-07;exceptions=away.away",
        "requested=2026-09-07;decision_kind=other",
        "requested=2026-09-07" + ";" * 500,
    ],
)
def test_a_code_that_we_never_made_is_refused(code: str) -> None:
    with pytest.raises(CodeError):
        Dates.from_code(code)


@given(st.text(max_size=60) | st.from_regex(r"(requested|final|transfer)=[0-9-]{1,12}(;phase=[a-z]{1,5})?"))
def test_any_text_as_a_code_is_dates_or_refused(code: str) -> None:
    try:
        known = Dates.from_code(code)
    except CodeError:
        return
    assert known.code() == code


def test_no_dates_have_an_empty_code() -> None:
    assert Dates().code() == ""
    assert Dates.from_code("") == Dates()
