from __future__ import annotations

import pytest

from knowledge.matching.passages import MOST, PassageFinder

FINDER = PassageFinder(["can", "how"])
STORY = "we have had such a long and hard year with all that went on at home and at work. "


def test_a_short_message_is_taken_whole() -> None:
    assert [" ".join(one.words) for one in FINDER.find("thanks. can i appeal")] == ["thanks can i appeal"]


@pytest.mark.parametrize(
    "message",
    [
        "how do i appeal? can he have a taxi?",
        "how do i appeal and can he have a taxi",
        "1) how do i appeal 2) can he have a taxi",
        "two things: how do i appeal, also can he have a taxi",
    ],
)
def test_two_questions_in_one_message_are_told_apart(message: str) -> None:
    assert [" ".join(one.words) for one in FINDER.questions(message)] == ["how do i appeal", "can he have a taxi"]


def test_what_is_told_before_a_joined_question_is_asked_about_too() -> None:
    found = FINDER.questions("he was sent home and can i get money")
    assert [" ".join(one.words) for one in found] == ["he was sent home", "can i get money"]


@pytest.mark.parametrize("message", ["how do i appeal", "can he rest and play", "we moved. he is 7. how do i appeal?"])
def test_one_question_is_not_taken_apart(message: str) -> None:
    assert FINDER.questions(message) == []


def test_of_many_questions_the_last_ones_are_taken() -> None:
    found = FINDER.questions(" ".join(f"can he have number {number}?" for number in range(9)))
    assert [one.words[-1] for one in found] == ["5", "6", "7", "8"]


def test_the_question_at_the_end_of_a_long_message_comes_first() -> None:
    found = FINDER.find(STORY * 3 + "can he have a taxi to school?")
    assert " ".join(found[0].words) == "can he have a taxi to school"
    assert found[0].asks


def test_a_very_long_message_has_few_passages() -> None:
    assert len(FINDER.find(STORY * 100)) == MOST


def test_a_long_message_with_no_full_stop_is_cut() -> None:
    assert all(len(one.words) <= 40 for one in FINDER.find("how " * 500))
