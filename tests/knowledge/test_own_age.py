"""Who says that they themselves are under 16, each with a double that only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.own_age import says_under_16

# What a child writes, and beside it what somebody else writes who must not be taken for one.
DOUBLES = [
    ("i am 13", "my son is 13"),
    ("im 12 and i hate school", "he is 12 and hates school"),
    ("I'm thirteen", "I'm thirty"),
    ("I AM 14!!", "I AM 41!!"),
    ("i’m 15 years old", "i’m 15 years older than him"),
    ("im 13yo", "im 13th in the queue"),
    ("iam 10", "iam 10 minutes away"),
    ("i am a 14 year old boy", "i am a 14 year old boy's mum"),
    ("im a 13 year old girl with autism", "im the mum of a 13 year old girl with autism"),
    ("i am only 11", "i am only 11 miles away"),
    ("im in year 8", "im in year 8 of my battle for a plan"),
    ("I'm a year 9 and my helper left", "I'm a year 9 teacher and my helper left"),
    ("i am under 16", "is there a club for under 16s"),
    ("im not 16 yet", "he is not 16 yet"),
    ("i am nearly 16", "i am nearly 60"),
    ("i'm 16 next week", "i'm 16 and at college"),
    ("i will be 15 in june", "i will be 15 minutes late"),
    ("i just turned 14", "i turned 14 in 1990"),
    ("my age is 12", "her age is 12"),
    ("what can i do if i am 15", "what can i do if she is 15"),
    ("i am 12, can you help", "i am 12 weeks pregnant, can you help"),
    ("13 year old girl here", "13 year old girl, no school place"),
    ("when i'm 14 what happens", "since i was 14"),
    ("im 13 years and i live in a town", "im 13 years into this fight"),
    ("i am 14 in may", "i am 14 days late with the form"),
    ("i am 15 my school wont help", "i am 15 of 20 on the list"),
    ("i feel sad, i am 14", "they treat me like i am 14"),
    ("im 5 and a half", "explain it like im 5"),
    ("i am ten", "i am ten steps behind"),
    ("i am 9 years old", "i am 9 months pregnant"),
    ("hi im 11", "i am 11 plus tutor"),
    ("im 13 n i got excluded", "he said im 13"),
    ("i am 12 on friday", "i am 12 on the waiting list"),
]


@pytest.mark.parametrize("typed", [child for child, _ in DOUBLES])
def test_a_child_who_says_how_old_they_are_is_heard(typed: str) -> None:
    assert says_under_16(typed)


@pytest.mark.parametrize("typed", [double for _, double in DOUBLES])
def test_what_only_looks_like_a_childs_age_is_not_taken_for_one(typed: str) -> None:
    assert not says_under_16(typed)


@pytest.mark.parametrize("age", range(16, 100))
def test_nobody_of_16_or_over_is_taken_for_a_child(age: int) -> None:
    assert not says_under_16(f"i am {age}")
    assert not says_under_16(f"im a {age} year old student")


@given(st.text(max_size=300))
def test_no_letters_upset_it(typed: str) -> None:
    assert says_under_16(typed) in {True, False}


@pytest.mark.timeout(30)
@pytest.mark.parametrize("words", ["i am ", "im 1", "i am a just now ", "13 year old ", "i'm under "])
def test_a_very_long_message_does_not_hang_it(words: str) -> None:
    assert not says_under_16(words * 12_000)
