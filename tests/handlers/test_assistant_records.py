"""What is kept of what people say: questions without an answer, feedback, corrections."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from opinions import FINISH, SEND, SENDIASS, send, to_own_words, to_preview
from person import Person
from sqlalchemy import Engine
from stored import counts, rows

from handlers.assistant import Assistant
from handlers.desk import Desk
from handlers.sending import MOST_A_DAY
from knowledge.safety import Alert
from storage.anonymise import PLACEHOLDERS, Anonymiser
from storage.receipts import new_receipt
from storage.sealing import Sealer
from storage.worded import open_words


@pytest.fixture
def talker(assistant_on_each: Assistant) -> Person:
    return Person(assistant_on_each)


def test_a_question_without_an_answer_is_kept_in_cleaned_words(talker: Person, engine: Engine, sealer: Sealer) -> None:
    talker.say("where can Zebedee Quillfeather learn zorbing")
    assert "I am not sure about that" in talker.screen
    assert "Norfolk SENDIASS" in talker.screen
    (row,) = rows(engine)["unanswered"]
    assert sealer.open(row["question"]) == "where can [name] learn zorbing"


@pytest.mark.parametrize("words", ["how long does an ehcp take", "thank you", "asdfgh", "/mydata", "Main menu", "🎈"])
def test_what_was_answered_is_not_kept(talker: Person, engine: Engine, words: str) -> None:
    talker.say(words)
    assert counts(engine)["unanswered"] == 0


def test_a_call_for_help_is_not_kept_as_a_question(talker: Person, engine: Engine) -> None:
    talker.say("I want to kill myself")
    assert counts(engine)["unanswered"] == 0


def test_a_correction_is_kept_with_what_it_is_about(talker: Person, engine: Engine, sealer: Sealer) -> None:
    talker.press("wrong:norfolk-sendiass")
    talker.tap("It has closed")
    talker.say("the door was locked, ask Zebedee Quillfeather")
    assert "This is what will be kept" in talker.screen
    assert counts(engine)["correction"] == 0
    talker.tap("Yes, send this")
    assert "A person will check" in talker.screen
    (row,) = rows(engine)["correction"]
    assert (row["about"], row["what"]) == ("norfolk-sendiass", "closed")
    said = sealer.open(row["words"])
    assert said.startswith("the door was locked")
    assert "Zebedee" not in said


def test_feedback_with_nothing_to_say_is_still_a_mark(talker: Person, engine: Engine) -> None:
    send(talker, overall="Not good")
    (row,) = rows(engine)["submission"]
    assert (row["kind"], row["about"], row["words"]) == ("feedback", SENDIASS, None)
    assert marks(engine) == {"overall": "2"}


def test_all_that_was_tapped_and_typed_is_kept_and_nothing_else(talker: Person, engine: Engine, sealer: Sealer) -> None:
    talker.press(f"review:{SENDIASS}")
    for label in (
        "Very good",
        "Yes, listened to",
        "A big difference",
        "I am still waiting",
        "Skip when you were asked",
    ):
        talker.tap(label)
    talker.say("they listened")
    talker.tap("Skip what should change")
    for label in ("Yes, I felt safe", "South Norfolk", "16 to 18", "Yes, others may read them", SEND):
        talker.tap(label)
    (row,) = rows(engine)["submission"]
    assert (row["district"], row["age_band"], row["may_show"]) == ("south-norfolk", "16-18", True)
    assert open_words(row["words"], sealer) == {"good": "they listened"}
    assert marks(engine) == {
        "overall": "5",
        "listened-to": "yes",
        "difference": "big",
        "wait": "waiting",
        "felt-safe": "yes",
    }


def test_words_are_shown_to_others_only_where_their_writer_says_so(talker: Person, engine: Engine) -> None:
    send(talker, "they listened")
    (row,) = rows(engine)["submission"]
    assert not row["may_show"]


def test_a_service_that_is_not_in_the_list_is_told_of_in_words(talker: Person, engine: Engine, sealer: Sealer) -> None:
    talker.start("feedback")
    talker.tap("A service")
    talker.tap("It is not in the list")
    talker.say("the Purple Trolley Club in Cromer")
    talker.tap("Very good")
    talker.tap(FINISH)
    talker.tap(SEND)
    (row,) = rows(engine)["submission"]
    assert row["about"] == "local-offer"
    assert "Trolley Club in Cromer" in open_words(row["words"], sealer)["unlisted"]


def test_what_the_preview_shows_is_what_is_kept(talker: Person, engine: Engine, sealer: Sealer) -> None:
    to_preview(talker, "Mrs Brackenbury rang me back on 07700 900123, which was kind")
    shown = talker.screen
    talker.tap(SEND)
    (row,) = rows(engine)["submission"]
    kept = open_words(row["words"], sealer)["good"]
    assert kept in shown
    assert "Brackenbury" not in shown
    assert "07700" not in shown


def test_the_preview_says_what_was_taken_out_but_not_what_it_was(talker: Person) -> None:
    to_preview(talker, "Mrs Brackenbury rang me back on 07700 900123, which was kind")
    assert "I took out what may say who someone is: a name, a phone number." in talker.screen


def test_where_nothing_was_taken_out_the_preview_does_not_say_so(talker: Person) -> None:
    to_preview(talker, "they listened")
    assert "I took out" not in talker.screen


def test_there_are_words_for_everything_that_can_be_taken_out(desk: Desk) -> None:
    assert set(desk.knowledge.texts.heard.taken_out_kinds) == set(PLACEHOLDERS)


def test_where_all_was_left_out_there_is_nothing_to_send(talker: Person, engine: Engine) -> None:
    talker.press(f"review:{SENDIASS}")
    while "There is nothing to send yet" not in talker.screen:
        talker.tap(next(label for label in talker.labels if label.startswith("Skip")))
    assert SEND not in talker.labels
    talker.press("s:feedback.3::")
    assert counts(engine)["submission"] == 0


def test_worrying_words_in_feedback_bring_help_first_and_the_feedback_goes_on(talker: Person, engine: Engine) -> None:
    to_own_words(talker, overall="Very bad")
    talker.say("a man there hits me and I want to kill myself")
    assert talker.reply.messages[0].kind == "help"
    assert "What should change?" in talker.screen, "what was said is taken, and the next question asked"
    talker.say("lock him out")
    talker.tap(FINISH)
    talker.tap(SEND)
    (row,) = rows(engine)["submission"]
    assert row["worry"]


def test_after_worrying_words_are_sent_it_says_that_nobody_can_come_and_whom_to_call(talker: Person) -> None:
    to_preview(talker, "a man there hits me and I want to kill myself")
    talker.tap(SEND)
    thanks, cannot, who = talker.reply.messages
    assert "receipt code" in thanks.text
    assert "cannot trace who wrote" in cannot.text
    assert "nobody can come" in cannot.text
    assert who.kind == "help"
    assert any(link.url.startswith("tel:") for link in who.links)


def test_a_worry_that_only_the_raw_words_told_is_flagged_too(sqlite_engine: Engine, sealer: Sealer, desk: Desk) -> None:
    signal = desk.knowledge.safety.signals[0].id
    told = Alert(signal, 1, "unknown", "a rule", sexual=False, fear_of_harm=False, gentle=False)
    heard: Any = SimpleNamespace(check=lambda text: told if "Zebedee" in text else None)
    listening = replace(desk, safety=heard)
    person = Person(Assistant(sqlite_engine, sealer, lambda: listening))
    to_preview(person, "Zebedee Quillfeather is at it again")
    assert "Zebedee" not in person.screen
    person.tap(SEND)
    (row,) = rows(sqlite_engine)["submission"]
    assert row["worry"]
    assert person.reply.messages[-1].kind == "help"


def test_worrying_words_that_were_taken_back_raise_no_flag(talker: Person, engine: Engine) -> None:
    to_own_words(talker)
    talker.say("a man there hits me and I want to kill myself")
    talker.tap("Go back")
    talker.say("they listened")
    talker.tap(FINISH)
    talker.tap(SEND)
    (row,) = rows(engine)["submission"]
    assert not row["worry"]


def test_feedback_without_worry_raises_no_flag(talker: Person, engine: Engine) -> None:
    send(talker, "they listened", "nothing")
    (row,) = rows(engine)["submission"]
    assert not row["worry"]
    assert len(talker.reply.messages) == 1


def test_one_chat_sends_five_things_a_day_and_loses_nothing_by_the_sixth(talker: Person, engine: Engine) -> None:
    for _ in range(MOST_A_DAY):
        send(talker)
    to_preview(talker, "they listened")
    talker.tap(SEND)
    assert "That is all I can take from you today" in talker.screen
    assert "they listened" in talker.screen
    assert SEND in talker.labels
    assert counts(engine)["submission"] == MOST_A_DAY
    talker.now += timedelta(hours=22)
    talker.tap(SEND)
    assert "Thank you. It is sent." in talker.screen
    assert counts(engine)["submission"] == MOST_A_DAY + 1


def test_a_complaint_is_kept_as_one_and_says_by_when_it_is_acknowledged(
    talker: Person, engine: Engine, sealer: Sealer
) -> None:
    talker.now = datetime(2026, 11, 25, 12, tzinfo=UTC)
    talker.press("flow:complaint")
    talker.say("you kept my words for too long")
    assert "They cannot write to you" in talker.screen
    talker.tap(SEND)
    assert "We have your complaint" in talker.screen
    assert "By 25 December 2026 at the latest" in talker.screen
    (row,) = rows(engine)["submission"]
    assert (row["kind"], row["about"]) == ("complaint", "data")
    assert open_words(row["words"], sealer) == {"words": "you kept my words for too long"}


def test_sending_needs_the_preview_on_the_screen(talker: Person, engine: Engine) -> None:
    to_own_words(talker)
    for value in ("s:feedback.3::", "s:correction.1::", "s:services.1::", "s:feedback.2::", "send:"):
        talker.press(value)
        assert "That button is from an earlier question" in talker.screen
    assert counts(engine)["submission"] == counts(engine)["correction"] == 0


@pytest.mark.parametrize("value", ["p:feedback.3:good:Zebedee Quillfeather was kind", "k:feedback.3:good:", "k:x.1::"])
def test_a_made_up_button_is_no_way_to_type(talker: Person, value: str) -> None:
    to_own_words(talker)
    talker.press(value)
    assert "That button is from an earlier question" in talker.screen
    assert "What was good?" in talker.screen


def test_a_receipt_code_that_looks_like_a_number_plate_is_still_looked_up(
    talker: Person, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = next(code for code in iter(new_receipt, None) if looks_personal(code) and not desk.safety.check(code))
    monkeypatch.setattr("handlers.sending.new_receipt", lambda: code)
    assert send(talker) == code
    talker.say(f"/receipt {code.lower().replace('-', ' ')}")
    assert "It has arrived" in talker.screen


def marks(engine: Engine) -> dict[str, str]:
    return {row["measure"]: row["value"] for row in rows(engine)["mark"]}


def looks_personal(code: str) -> bool:
    return Anonymiser().clean(f"/receipt {code}").text != f"/receipt {code}"
