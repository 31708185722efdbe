"""Ages as people type them, and the bands that are kept instead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.ages import ADULT_LIFE_BANDS, ANY, BANDS, Bands, band_of, read_adult_life_band, read_age, read_band


@pytest.mark.parametrize(
    ("typed", "age"),
    [
        ("9", 9),
        (" 9 ", 9),
        ("0", 0),
        ("9yrs", 9),
        ("9yo", 9),
        ("she's nine", 9),
        ("He is Nine years old", 9),
        ("aged 14", 14),
        ("nearly 6", 6),
        ("3 and a half", 3),
        ("twenty-one", 21),
        ("under 5", 4),
        ("under five", 4),
        ("under 0", 0),
        ("year 6", 11),
        ("Year Six", 11),
        ("yr6", 11),
        ("y 6", 11),
        ("6 months", 1),
        ("18 months", 1),
        ("a baby", 1),
        ("he's a toddler", 1),
        ("12 and 14", 12),
    ],
)
def test_an_age_is_read_as_it_is_typed(typed: str, age: int) -> None:
    assert read_age(typed) == age


@pytest.mark.parametrize("typed", ["", "   ", "🏠", "not sure", "my son", "half", "²", "ninety"])
def test_where_there_is_no_age_none_is_made_up(typed: str) -> None:
    assert read_age(typed) is None


@pytest.mark.parametrize("typed", ["no one will help us", "which one do I need", "he needs one to one support"])
def test_the_word_one_in_a_sentence_is_no_age(typed: str) -> None:
    assert read_age(typed) is None


def test_a_number_of_five_thousand_digits_is_no_age() -> None:
    assert read_age("1" * 5000) is None


@given(st.text(max_size=200))
def test_any_text_is_read_without_fail(typed: str) -> None:
    age = read_age(typed)
    assert age is None or age >= 0
    assert read_band(typed) in {None, ANY, *BANDS}
    assert read_adult_life_band(typed) in {None, *ADULT_LIFE_BANDS}


@pytest.mark.parametrize("bands", [BANDS, ADULT_LIFE_BANDS], ids=["the strategy's bands", "adult-life bands"])
def test_the_bands_leave_no_year_out_and_share_none(bands: Bands) -> None:
    years = [year for first, last in bands.values() for year in range(first, last + 1)]
    assert years == list(range(26))
    assert [band_of(year, bands) for year in (-1, 26)] == [None, None]


@pytest.mark.parametrize(
    ("age", "band", "adult_life_band"),
    [
        (0, "under-5", "under-11"),
        (4, "under-5", "under-11"),
        (5, "5-10", "under-11"),
        (10, "5-10", "under-11"),
        (11, "11-15", "11-13"),
        (13, "11-15", "11-13"),
        (14, "11-15", "14-15"),
        (15, "11-15", "14-15"),
        (16, "16-19", "16-17"),
        (17, "16-19", "16-17"),
        (18, "16-19", "18-19"),
        (19, "16-19", "18-19"),
        (20, "20-25", "20-25"),
        (25, "20-25", "20-25"),
    ],
)
def test_an_age_is_in_one_band_of_each_kind(age: int, band: str, adult_life_band: str) -> None:
    assert read_band(f"he is {age}") == band
    assert read_adult_life_band(f"he is {age}") == adult_life_band


@pytest.mark.parametrize("typed", ["any age", "skip", "I'd rather not say", "prefer not to say", "all ages"])
def test_who_would_rather_not_say_gets_any_age(typed: str) -> None:
    assert read_band(typed) == ANY
    assert read_adult_life_band(typed) is None


def test_an_age_past_the_last_band_is_in_none_and_is_not_any() -> None:
    assert read_band("any, he is 26") is None
