"""Words that are too long: the first part is shown, cleaned, and kept only with a tap."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opinions import FINISH, SEND, send, to_own_words
from person import Person
from sqlalchemy import Engine
from stored import rows, unsealed

from handlers.assistant import Assistant
from handlers.long_words import first_part
from storage.sealing import Sealer
from storage.worded import open_words

SENTENCE = "The room was blue and the tea was warm too. "
LONG = SENTENCE * 120
KEEP = "Keep the first part"


@pytest.fixture
def phone(assistant: Assistant) -> Person:
    return Person(assistant, channel="telegram", address="77")


def test_how_long_it_is_and_the_first_part_are_said(person: Person) -> None:
    to_own_words(person)
    person.say(LONG)
    assert f"That is {len(LONG.strip()):,} letters, and I can take 1,500." in person.screen
    assert person.screen.count(SENTENCE.strip()) == 1500 // len(SENTENCE)
    assert KEEP in person.labels


def test_the_first_part_is_kept_with_a_tap(person: Person, sqlite_engine: Engine, sealer: Sealer) -> None:
    to_own_words(person)
    person.say(LONG)
    person.tap(KEEP)
    assert "What should change?" in person.screen
    person.tap(FINISH)
    person.tap(SEND)
    (row,) = rows(sqlite_engine)["submission"]
    kept = open_words(row["words"], sealer)["good"]
    assert kept == (SENTENCE * (1500 // len(SENTENCE))).strip()


def test_it_can_be_typed_shorter_instead(person: Person) -> None:
    to_own_words(person)
    person.say(LONG)
    person.say("nobody rang")
    assert "What should change?" in person.screen
    person.tap(FINISH)
    assert "What was good: nobody rang" in person.screen


def test_without_a_tap_nothing_of_it_is_kept(person: Person, sqlite_engine: Engine, sealer: Sealer) -> None:
    to_own_words(person)
    person.say(LONG)
    person.tap("Skip what was good")
    person.tap(FINISH)
    assert "tea" not in person.screen
    assert KEEP not in person.labels


def test_my_data_shows_the_part_that_waits(person: Person) -> None:
    to_own_words(person)
    person.say(LONG)
    person.say("/mydata")
    assert "words that you have not kept yet – The room was blue" in person.screen


def test_no_name_rides_along_in_the_part_that_waits(person: Person, sqlite_engine: Engine, sealer: Sealer) -> None:
    to_own_words(person)
    person.say(SENTENCE * 20 + "Mrs Quillfeather knows why. " + LONG)
    assert "[name] knows why" in person.screen
    assert "Quillfeather" not in unsealed(rows(sqlite_engine), sealer)


@pytest.mark.parametrize("at", range(1440, 1520, 7))
def test_no_number_is_cut_in_two_at_the_end_of_it(person: Person, at: int) -> None:
    to_own_words(person)
    person.say("a" * 8 + (" word" * 400)[: at - 8] + " 07700 900123 and then more and more" + " words" * 400)
    assert "0770" not in person.screen
    assert "9001" not in person.screen


def test_help_comes_first_where_the_cut_off_part_needs_it_and_nothing_is_lost(person: Person) -> None:
    to_own_words(person)
    person.say(LONG + " I want to kill myself.")
    assert person.reply.messages[0].kind == "help"
    assert KEEP in person.labels


def test_what_the_cut_off_part_told_is_flagged(person: Person, sqlite_engine: Engine) -> None:
    to_own_words(person)
    person.say(LONG + " I want to kill myself.")
    for label in (KEEP, FINISH, SEND):
        person.tap(label)
    (row,) = rows(sqlite_engine)["submission"]
    assert row["worry"]


def test_a_step_with_a_limit_of_its_own_keeps_to_it(person: Person) -> None:
    person.press("wrong:norfolk-sendiass")
    person.tap("It has closed")
    person.say(SENTENCE * 15)
    assert "I can take 500." in person.screen
    person.tap(KEEP)
    assert "This is what will be kept" in person.screen
    assert person.screen.count(SENTENCE.strip()) == 500 // len(SENTENCE)


def test_a_phone_that_sends_it_in_two_messages_does_not_answer_with_the_second(phone: Person) -> None:
    to_own_words(phone)
    text = (SENTENCE * 200)[:5000]
    phone.say(text[:4096])
    phone.say(text[4096:])
    assert "That is 4," in phone.screen
    assert phone.screen.startswith("That is 4,9")
    phone.tap(KEEP)
    assert "What should change?" in phone.screen


def test_after_the_second_message_it_can_be_typed_shorter(phone: Person) -> None:
    to_own_words(phone)
    text = (SENTENCE * 200)[:5000]
    for part in (text[:4096], text[4096:], "nobody rang"):
        phone.say(part)
    assert "What should change?" in phone.screen


def test_outside_a_text_step_it_is_too_much_to_take_in(person: Person) -> None:
    person.start("ehcp")
    person.say(LONG)
    assert "That is a lot to take in at once" in person.screen
    assert "Where are you now?" in person.screen


@pytest.mark.parametrize("words", ["k", "THE SCHOOL IS RUBBISH", "nikt nie dzwoni i nikt nie pomaga", "😀", "0"])
def test_short_odd_and_foreign_words_are_taken_as_they_are(
    person: Person, sqlite_engine: Engine, sealer: Sealer, words: str
) -> None:
    send(person, words)
    (row,) = rows(sqlite_engine)["submission"]
    assert open_words(row["words"], sealer) == {"good": words}


class TestFirstPart:
    def test_short_words_are_whole(self) -> None:
        assert first_part("One. Two.", 20) == "One. Two."

    @pytest.mark.parametrize(("most", "part"), [(10, "One. Two."), (9, "One. Two."), (8, "One."), (4, "One.")])
    def test_it_ends_with_a_sentence(self, most: int, part: str) -> None:
        assert first_part("One. Two. Three.", most) == part

    def test_where_no_sentence_ends_it_ends_with_a_word(self) -> None:
        assert first_part("one two three four", 12) == "one two"

    def test_one_endless_word_is_cut(self) -> None:
        assert first_part("a" * 40, 12) == "a" * 12

    def test_what_stands_for_a_detail_is_left_out_whole(self) -> None:
        assert first_part("he rang [phone number] twice", 16) == "he rang"

    @given(st.text(max_size=200), st.integers(10, 100))
    def test_it_is_never_too_long_and_always_a_beginning(self, text: str, most: int) -> None:
        part = first_part(text, most)
        assert len(part) <= most or part == text
        assert part in text
