from __future__ import annotations

from knowledge.matching.passages import MOST, PassageFinder

FINDER = PassageFinder(["can", "how"])
STORY = "we have had such a long and hard year with all that went on at home and at work. "


def test_a_short_message_is_taken_whole() -> None:
    assert [" ".join(one.words) for one in FINDER.find("thanks. can i appeal")] == ["thanks can i appeal"]


def test_two_questions_in_a_short_message_are_two_passages() -> None:
    found = FINDER.find("how do i appeal? can he have a taxi?")
    assert [" ".join(one.words) for one in found] == ["how do i appeal", "can he have a taxi"]


def test_the_question_at_the_end_of_a_long_message_comes_first() -> None:
    found = FINDER.find(STORY * 3 + "can he have a taxi to school?")
    assert " ".join(found[0].words) == "can he have a taxi to school"
    assert found[0].asks


def test_a_very_long_message_has_few_passages() -> None:
    assert len(FINDER.find(STORY * 100)) == MOST


def test_a_long_message_with_no_full_stop_is_cut() -> None:
    assert all(len(one.words) <= 40 for one in FINDER.find("how " * 500))
