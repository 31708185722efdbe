from __future__ import annotations

import pytest

from knowledge.matching.spelling import Speller

SPELLER = Speller(
    {"school": 9, "transport": 5, "appeal": 4, "assessment": 3, "diet": 1, "scroll": 1, "gain": 9, "going": 1},
    ["weather"],
    str,
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("shcool", "school"),
        ("transprot", "transport"),
        ("apeal", "appeal"),
        ("asessmnt", "assessment"),
        ("scholl", "school"),
        ("wether", "weather"),
        ("goin", "going"),
    ],
)
def test_a_slip_is_put_right(typed: str, meant: str) -> None:
    assert SPELLER.correct(typed) == meant


@pytest.mark.parametrize("typed", ["dit", "die", "16th", "zzzzzz", "", "transformation"])
def test_short_words_numbers_and_other_words_are_left_alone(typed: str) -> None:
    assert SPELLER.correct(typed) is None


def test_of_two_words_as_near_the_one_that_goes_with_those_beside_it_is_meant() -> None:
    speller = Speller({"base": 9, "badge": 1}, [], str)
    assert speller.correct("bage") == "base"
    assert speller.correct("bage", lambda word: word == "badge") == "badge"


def test_a_word_outside_the_base_that_is_right_is_known() -> None:
    assert SPELLER.knows("weather")


def test_another_form_of_a_known_word_is_known() -> None:
    assert Speller({"appeal": 1}, [], lambda word: word.removesuffix("s")).knows("appeals")
