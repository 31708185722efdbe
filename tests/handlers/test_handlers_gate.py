from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from handlers.desk import Desk
from handlers.gate import LONGEST, MARGIN, Turn, let_in
from handlers.state import State
from handlers.taps import Tap
from handlers.turn import Incoming
from storage.anonymise import AnonymiseError, Anonymiser, CleanText

AT = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


def gate(desk: Desk, **what: str) -> Turn:
    return let_in(Incoming("web", "key", "1", AT, **what), State(), desk)


def test_words_are_cleaned_at_the_door(desk: Desk) -> None:
    turn = gate(desk, text="  Zebedee Quillfeather wants a taxi  ")
    assert "Zebedee" not in turn.text
    assert turn.text.endswith("wants a taxi")


def test_the_safety_check_sees_what_the_anonymiser_takes_out(desk: Desk) -> None:
    seen: list[str] = []
    spy: Any = SimpleNamespace(check=seen.append)
    gate(replace(desk, safety=spy), text="my name is Zebedee Quillfeather and I am 9")
    assert seen == ["my name is Zebedee Quillfeather and I am 9"]


def test_an_exact_age_is_read_and_then_only_its_band_is_left(desk: Desk) -> None:
    turn = gate(desk, text="she is 9 years old")
    assert turn.age == 9
    assert "9" not in turn.text.replace("5 to 10", "")


@pytest.mark.parametrize("length", [LONGEST, LONGEST + 1, 10_000])
def test_of_more_than_the_most_letters_only_the_first_part_is_let_in(desk: Desk, length: int) -> None:
    turn = gate(desk, text="a" * length)
    assert turn.length == length
    assert (turn.words is None) == (length > LONGEST)
    assert (turn.beginning is None) == (length <= LONGEST)
    assert len(turn.beginning.text if turn.beginning else "") <= LONGEST + MARGIN


def test_the_first_part_of_far_too_many_words_is_cleaned_too(desk: Desk) -> None:
    turn = gate(desk, text="Zebedee Quillfeather wants a taxi. " + "it is late. " * 400)
    assert turn.beginning
    assert "Zebedee" not in turn.beginning.text


def test_a_call_for_help_at_the_end_of_far_too_many_words_is_heard(desk: Desk) -> None:
    turn = gate(desk, text="it has been a long year. " * 400 + "I want to kill myself")
    assert turn.words is None
    assert turn.alert is not None


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_no_words_are_no_words(desk: Desk, text: str) -> None:
    turn = gate(desk, text=text)
    assert (turn.words, turn.length, turn.alert) == (None, 0, None)


def test_a_tap_is_read_and_not_searched_for_words(desk: Desk) -> None:
    assert gate(desk, choice="flow:ehcp").tap == Tap("flow", "ehcp")
    assert gate(desk, choice="I want to kill myself").tap == Tap("stale")


def test_the_words_under_a_picture_are_checked_too(desk: Desk) -> None:
    turn = gate(desk, unsupported="photo", text="I want to kill myself")
    assert turn.unsupported == "photo"
    assert turn.alert is not None


def test_the_turn_knows_its_day_and_nothing_more_exact(desk: Desk) -> None:
    assert gate(desk, text="hello").today == date(2026, 11, 25)


class Broken(Anonymiser):
    def clean(self, text: str, *, about: Iterable[str] = ()) -> CleanText:
        raise AnonymiseError("the text could not be cleaned")


def test_words_that_cannot_be_cleaned_do_not_come_in_but_are_still_checked(desk: Desk) -> None:
    turn = gate(replace(desk, anonymiser=Broken()), text="I want to kill myself")
    assert (turn.words, turn.text, turn.age) == (None, "", None)
    assert turn.not_cleaned
    assert turn.alert is not None
