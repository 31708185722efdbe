from __future__ import annotations

import pytest
from made_matcher import made_words

from knowledge.matching.hints import HintReader, Hints

READER = HintReader(made_words())


@pytest.mark.parametrize(
    ("message", "age"),
    [
        ("my son is 17", 17),
        ("dd 7 wont sleep", 7),
        ("a 9 year old", 9),
        ("my 9-year-old", 9),
        ("he's only just turned 5", 5),
        ("he is in year 9", 14),
        ("she is at nursery", 3),
        ("my 5 to 10 year old, starts school", 7),
        ("my son (11 to 15) is out of school", 13),
        ("she is under 5", 2),
        ("it takes 5 to 10 days", None),
        ("my eight year old", 8),
        ("she is two and not talking", 2),
        ("my son, 12, will not go", 12),
        ("ds (7) is autistic", 7),
        ("our nursery's plan", 3),
        ("my 18 month old", 1),
        ("i have a boy, 2 girls and a dog", None),
        ("is one of them right", None),
        ("we waited 20 weeks", None),
        ("he is 15 days late", None),
        ("when is 31st march", None),
        ("section 19 duty", None),
        ("he is 45", None),
    ],
)
def test_an_age_is_read_and_other_numbers_are_not(message: str, age: int | None) -> None:
    assert READER.read(message).age == age


def test_a_stage_is_read_from_its_cue() -> None:
    assert READER.read("we got the draft today").stage == "draft"


def test_what_the_message_says_wins_over_what_was_known() -> None:
    assert Hints(age=7).or_else(12, "draft") == Hints(7, "draft")


def test_an_age_that_is_known_exactly_is_better_than_a_band() -> None:
    assert READER.read("my son is 5 to 10").or_else(9, None).age == 9
    assert READER.read("my son is 5 to 10").or_else(None, None).age == 7
