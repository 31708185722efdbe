from collections import Counter
from random import Random
from unittest.mock import Mock

import pytest
from saying import WEDNESDAY, said, send, submissions
from sqlalchemy import Engine
from stored import rows

from storage.likeness import nearly_same, parts_of, words_of
from storage.sealing import Sealer
from storage.worded import open_words

STORY = (
    "The swimming group was kind to my daughter and the leader knew what she needed before we had to ask, "
    "but the hall was cold and the lift did not work for three weeks in a row."
)


def groups(engine: Engine) -> list[int]:
    """How many submissions each group has, the largest first."""
    return sorted(Counter(row["group_id"] for row in rows(engine)["submission"]).values(), reverse=True)


def changed(text: str, every: int, rng: Random) -> str:
    """The text with one word of each `every` replaced."""
    words = text.split()
    for start in range(0, len(words) - every + 1, every):
        words[start + rng.randrange(every)] = f"other{rng.randrange(200)}"
    return " ".join(words)


def test_the_same_words_sent_fifty_times_are_one_group(engine: Engine, sealer: Sealer) -> None:
    send(engine, sealer, *(said(STORY) for _ in range(50)))
    assert groups(engine) == [50]


@pytest.mark.parametrize(
    "again",
    [
        STORY.upper(),
        STORY.replace(".", "!!! :-)"),
        "  " + STORY.replace(" ", "  "),
        STORY.replace("three", "four"),
        STORY + " Really.",
        STORY.replace("kind", "very kind"),
    ],
)
def test_words_with_a_small_change_join_the_group(engine: Engine, sealer: Sealer, again: str) -> None:
    send(engine, sealer, said(STORY), said(again))
    assert groups(engine) == [2]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("they listened to us", "they did not listen to us"),
        ("the staff were kind to my son", "the staff were rude to my son"),
        ("this was helpful for us", "this was not helpful for us"),
        (STORY, STORY.replace("swimming group", "bus to college").replace("hall was cold", "driver was late again")),
    ],
)
def test_words_that_say_something_else_stand_alone(engine: Engine, sealer: Sealer, one: str, other: str) -> None:
    send(engine, sealer, said(one), said(other))
    assert groups(engine) == [1, 1]


@pytest.mark.parametrize("words", ["thank you", "very good thanks", "", "☺ ☺ ☺ ☺ ☺"])
def test_a_few_words_that_many_people_say_stand_alone(engine: Engine, sealer: Sealer, words: str) -> None:
    send(engine, sealer, said(words), said(words))
    assert groups(engine) == [1, 1]
    assert rows(engine)["likeness"] == []


def test_the_same_words_about_another_service_stand_alone(engine: Engine, sealer: Sealer) -> None:
    send(engine, sealer, said(STORY), said(STORY, about="another-service"))
    assert groups(engine) == [1, 1]


def test_a_complaint_in_the_same_words_stands_alone(engine: Engine, sealer: Sealer) -> None:
    send(engine, sealer, said(STORY), said(STORY, kind="complaint"))
    assert groups(engine) == [1, 1]


def test_all_texts_of_a_submission_are_compared_together(engine: Engine, sealer: Sealer) -> None:
    send(engine, sealer, said("it was warm and loud", STORY), said("it was cold and quiet", STORY))
    send(engine, sealer, said("it was good", "no"), said("it was good", "no"))
    assert groups(engine) == [2, 2]


def test_nearly_every_repeat_with_one_word_in_ten_changed_is_found(sealer: Sealer) -> None:
    rng, found = Random(5), 0
    for _ in range(200):
        text = " ".join(f"word{rng.randrange(5000)}" for _ in range(rng.randrange(10, 60)))
        words, again = words_of({"a": text}), words_of({"a": changed(text, 10, rng)})
        assert nearly_same(words, again)
        found += bool(set(parts_of(words, "a", sealer)) & set(parts_of(again, "a", sealer)))
    assert found >= 190


def test_without_the_key_nobody_can_ask_whether_words_were_said() -> None:
    words = words_of({"a": STORY})
    assert not set(parts_of(words, "a", Sealer(b"one"))) & set(parts_of(words, "a", Sealer(b"another")))


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Mock:
    """Counts how many texts are opened to compare them."""
    spy = Mock(wraps=open_words)
    monkeypatch.setattr("storage.likeness.open_words", spy)
    return spy


def test_the_work_does_not_grow_with_how_often_the_same_was_said(engine: Engine, sealer: Sealer, opened: Mock) -> None:
    with submissions(engine, sealer) as book:
        for _ in range(200):
            book.add(said(STORY), WEDNESDAY)
    assert opened.call_count == 199, "the first that is looked at is near enough"
    opened.reset_mock()
    half = " ".join(STORY.split()[:20])
    send(engine, sealer, said(f"{half} and then we went home on the bus and all was well again in the end"))
    assert groups(engine) == [200, 1]
    assert 0 < opened.call_count <= 10
