"""What is kept of what people say: questions without an answer, feedback, corrections."""

import pytest
from person import Person
from sqlalchemy import Engine
from stored import counts, rows

from handlers.assistant import Assistant
from handlers.desk import Desk
from storage.anonymise import Anonymiser
from storage.receipts import new_receipt
from storage.sealing import Sealer


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


def test_feedback_with_nothing_to_say_is_still_a_rating(talker: Person, engine: Engine) -> None:
    talker.press("review:norfolk-sendiass")
    talker.tap("Not good")
    talker.tap("Skip what was good")
    talker.tap("Skip what could be better")
    talker.tap("Yes, send this")
    (row,) = rows(engine)["submission"]
    assert (row["about"], row["rating"], row["good"], row["better"]) == ("norfolk-sendiass", 2, None, None)


def test_what_the_preview_shows_is_what_is_kept(talker: Person, engine: Engine, sealer: Sealer) -> None:
    talker.press("review:norfolk-sendiass")
    talker.tap("Good")
    talker.say("Mrs Brackenbury rang me back on 07700 900123, which was kind")
    talker.tap("Skip what could be better")
    (row,) = rows(engine)["submission"] if talker.tap("Yes, send this") else []
    preview = Person(talker.assistant)
    preview.press("review:norfolk-sendiass")
    preview.tap("Good")
    preview.say("Mrs Brackenbury rang me back on 07700 900123, which was kind")
    preview.tap("Skip what could be better")
    assert sealer.open(row["good"]) in preview.screen
    assert "Brackenbury" not in preview.screen


def test_worrying_words_in_feedback_bring_help_first_and_the_feedback_goes_on(talker: Person, engine: Engine) -> None:
    talker.press("review:norfolk-sendiass")
    talker.tap("Very bad")
    talker.say("a man there hits me and I want to kill myself")
    assert talker.reply.messages[0].kind == "help"
    assert "What could be better?" in talker.screen, "what was said is taken, and the next question asked"
    talker.say("lock him out")
    talker.tap("Yes, send this")
    (row,) = rows(engine)["submission"]
    assert row["worry"]


def test_feedback_without_worry_raises_no_flag(talker: Person, engine: Engine) -> None:
    talker.press("review:norfolk-sendiass")
    talker.tap("Very good")
    talker.say("they listened")
    talker.say("nothing")
    talker.tap("Yes, send this")
    (row,) = rows(engine)["submission"]
    assert not row["worry"]


def test_sending_needs_the_preview_on_the_screen(talker: Person, engine: Engine) -> None:
    talker.press("review:norfolk-sendiass")
    talker.tap("Very good")
    for value in ("send:feedback.1::", "send:correction.1::", "send:services.1::", "send:feedback.2::", "send:"):
        talker.press(value)
        assert "That button is from an earlier question" in talker.screen
    assert counts(engine)["submission"] == counts(engine)["correction"] == 0


def test_a_made_up_button_cannot_carry_names_past_the_cleaner(talker: Person, engine: Engine, sealer: Sealer) -> None:
    talker.press("review:norfolk-sendiass")
    talker.tap("Very good")
    talker.press("pick:feedback.1:good:Zebedee Quillfeather was kind")
    if "What was good?" in talker.screen:
        talker.say("nothing")
    talker.tap("Skip what could be better")
    talker.tap("Yes, send this")
    (row,) = rows(engine)["submission"]
    assert "Zebedee" not in sealer.open(row["good"])


def test_a_made_up_button_is_no_way_to_type(talker: Person) -> None:
    talker.press("review:norfolk-sendiass")
    talker.tap("Very good")
    talker.press("pick:feedback.1:good:Zebedee Quillfeather was kind")
    assert "That button is from an earlier question" in talker.screen
    assert "What was good?" in talker.screen


def test_a_receipt_code_that_looks_like_a_number_plate_is_still_looked_up(
    talker: Person, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = next(code for code in iter(new_receipt, None) if looks_personal(code) and not desk.safety.check(code))
    monkeypatch.setattr("handlers.sending.new_receipt", lambda: code)
    talker.press("review:norfolk-sendiass")
    for label in ("Good", "Skip what was good", "Skip what could be better", "Yes, send this"):
        talker.tap(label)
    talker.say(f"/receipt {code.lower().replace('-', ' ')}")
    assert "It has arrived" in talker.screen


def looks_personal(code: str) -> bool:
    return Anonymiser().clean(f"/receipt {code}").text != f"/receipt {code}"
