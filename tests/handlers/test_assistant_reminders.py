"""Reminders in the chat: off until asked for, stopped with one tap, and gone with everything else."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from person import Person
from sqlalchemy import Engine
from stored import counts, rows, unsealed

from handlers.assistant import Assistant
from handlers.desk import Desk
from handlers.gate import Turn
from handlers.lookups import NothingThere
from handlers.reminder_messages import reminder
from handlers.reminder_offers import remind_choices
from handlers.reminder_rounds import ReminderRounds
from handlers.reminding import Subject
from handlers.state import State
from handlers.subjects import MOST, pack, subject_ids, words_of
from handlers.turn import Message
from storage.reminders import Planned
from storage.sealing import Sealer

CHAT = "7345551239"
ASKED = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
TODAY = ASKED.date()
DAY = timedelta(days=1)
FINAL = Subject("clock.final-plan", TODAY + 30 * DAY)
COMMENTS = Subject("clock.draft-comments", TODAY + 10 * DAY)
BOTH = (FINAL, COMMENTS)


@pytest.fixture
def parent(assistant_on_each: Assistant) -> Person:
    person = Person(assistant_on_each, channel="telegram", address=CHAT)
    person.now = ASKED
    person.start()
    return person


@pytest.fixture
def rounds(engine: Engine, sealer: Sealer, desk: Desk) -> ReminderRounds:
    return ReminderRounds(engine, sealer, lambda: desk)


def ask(person: Person, *subjects: Subject) -> None:
    person.press(f"remind:{pack(subjects)}")


def turn_on(person: Person, *subjects: Subject) -> None:
    ask(person, *subjects)
    person.tap("Yes, remind me")


def send_on(rounds: ReminderRounds, day: date) -> list[tuple[str, Message]]:
    """Send what is due on that day at noon; gives the addresses and the messages."""
    noon = datetime(day.year, day.month, day.day, 12, 0, tzinfo=UTC)
    sent = []
    for claimed in rounds.claim(noon, 50):
        going, reply = rounds.begin(claimed, noon)
        rounds.done([going])
        if reply:
            (message,) = reply.messages
            sent.append((going.address, message))
    return sent


def all_sent(rounds: ReminderRounds, days: int = 60) -> Iterator[tuple[date, str]]:
    for number in range(days):
        day = TODAY + number * DAY
        yield from ((day, message.text) for _address, message in send_on(rounds, day))


class Reminded(NothingThere):
    """Lookups of a chat that has these reminders."""

    def __init__(self, on: tuple[Planned, ...]) -> None:
        self.on = on

    def reminders(self) -> tuple[Planned, ...]:
        return self.on


def on_telegram(*reminders: Planned) -> Turn:
    return Turn(State(), "telegram", TODAY, look=Reminded(reminders))


def test_before_the_first_one_it_says_what_is_kept_for_how_long_and_how_to_stop_and_keeps_nothing(
    parent: Person, engine: Engine
) -> None:
    ask(parent, *BOTH)
    for told in ("the address of this chat", "locked with a key", "deleted when it is sent", "stop at any time"):
        assert told in parent.screen
    assert "The council sends the final plan: 22 December 2026" in parent.screen
    assert parent.labels == ("Yes, remind me", "No, do not remind me")
    assert counts(engine)["reminder"] == 0


def test_a_no_keeps_nothing(parent: Person, engine: Engine) -> None:
    ask(parent, FINAL)
    parent.tap("No, do not remind me")
    assert "I will not send reminders" in parent.screen
    assert counts(engine)["reminder"] == 0


def test_after_a_yes_each_message_comes_on_its_day_and_then_no_more(
    parent: Person, rounds: ReminderRounds, engine: Engine
) -> None:
    turn_on(parent, *BOTH)
    assert "Reminders are on" in parent.screen
    sent = list(all_sent(rounds))
    assert [day for day, _text in sent] == [COMMENTS.due - 7 * DAY, COMMENTS.due - DAY, COMMENTS.due + 3 * DAY,
                                            FINAL.due - 7 * DAY, FINAL.due - DAY, FINAL.due + 3 * DAY]  # fmt: skip
    assert "The last day for it is 2 December 2026. That is in 7 days." in sent[0][1]
    assert "That is tomorrow." in sent[1][1]
    assert sent[2][1].startswith("# Did it happen?")
    assert counts(engine)["reminder"] == 0


def test_it_goes_to_the_chat_that_asked(parent: Person, assistant_on_each: Assistant, rounds: ReminderRounds) -> None:
    other = Person(assistant_on_each, channel="telegram", address="42")
    other.now = ASKED
    turn_on(parent, COMMENTS)
    turn_on(other, FINAL)
    assert [address for address, _message in send_on(rounds, COMMENTS.due - DAY)] == [CHAT]


def test_the_second_time_there_is_no_notice_and_no_question(parent: Person) -> None:
    turn_on(parent, FINAL)
    ask(parent, COMMENTS)
    assert "Reminders are on" in parent.screen


def test_the_same_yes_twice_keeps_each_reminder_once(parent: Person, engine: Engine) -> None:
    ask(parent, FINAL)
    yes = parent.choices[0].value
    parent.press(yes)
    parent.repeat()
    parent.press(yes)
    assert counts(engine)["reminder"] == 3


def test_several_dates_on_one_day_come_as_one_message(parent: Person, rounds: ReminderRounds) -> None:
    turn_on(parent, FINAL, Subject("clock.advice", FINAL.due), Subject("clock.appeal", FINAL.due))
    ((_address, message),) = send_on(rounds, FINAL.due - DAY)
    assert message.text.count("That is tomorrow.") == 3
    assert [choice.label for choice in message.choices] == [
        "Done: Experts send their advice",
        "Done: The Tribunal must have your appeal",
        "Done: The council sends the final plan",
        "Stop all reminders",
    ]


def test_the_dates_of_three_full_buttons_on_one_day_fit_one_bubble(desk: Desk) -> None:
    names = sorted(subject_ids(desk), key=lambda name: -len(words_of(name, desk).title))  # type: ignore[union-attr]
    planned = [Planned(name, TODAY + DAY, "before", TODAY) for name in names[: 3 * MOST]]
    reply = reminder(planned, TODAY, desk, easy=False)
    assert reply
    assert len(reply.messages[0].text.encode("utf-16-le")) // 2 <= 4096
    assert len(reply.messages[0].choices) <= 100


def test_one_of_several_can_be_left_out(parent: Person, rounds: ReminderRounds) -> None:
    turn_on(parent, *BOTH)
    parent.tap("Leave out: The council sends the final plan")
    assert {day for day, _text in all_sent(rounds)} == {COMMENTS.due + number * DAY for number in (-7, -1, 3)}


def test_each_message_stops_all_with_one_tap(parent: Person, rounds: ReminderRounds, engine: Engine) -> None:
    turn_on(parent, *BOTH)
    ((_address, message),) = send_on(rounds, COMMENTS.due - DAY)
    parent.press(next(one.value for one in message.choices if one.label == "Stop all reminders"))
    assert "I have stopped all reminders and deleted them." in parent.screen
    assert counts(engine)["reminder"] == 0


def test_stop_can_be_typed(parent: Person, engine: Engine) -> None:
    turn_on(parent, FINAL)
    parent.say("stop all reminders")
    assert "I have stopped all reminders" in parent.screen
    assert counts(engine)["reminder"] == 0


def test_what_is_done_is_not_told_or_asked_again_and_the_rest_is(parent: Person, rounds: ReminderRounds) -> None:
    turn_on(parent, *BOTH)
    ((_address, message),) = send_on(rounds, COMMENTS.due - DAY)
    parent.press(next(one.value for one in message.choices if one.label == "It is done"))
    assert "I will not remind you of this again" in parent.screen
    assert {day for day, _text in all_sent(rounds)} == {FINAL.due + number * DAY for number in (-7, -1, 3)}


def test_not_yet_tells_what_late_looks_like_and_goes_on_with_the_letter_and_the_answers(
    parent: Person, rounds: ReminderRounds
) -> None:
    turn_on(parent, FINAL)
    for _day in all_sent(rounds, 32):
        pass
    ((_address, message),) = send_on(rounds, FINAL.due + 3 * DAY)
    assert [choice.label for choice in message.choices] == ["Yes, it has happened", "No, not yet", "Stop all reminders"]
    parent.press(message.choices[1].value)
    assert "The final plan has not come by this day" in parent.screen
    assert "Email the council" in parent.screen
    assert parent.labels[:2] == ("Write a letter", "If the council is late")
    parent.tap("If the council is late")
    assert "complaint" in parent.screen


def test_an_answer_in_the_middle_of_a_flow_leaves_the_flow_where_it_was(parent: Person) -> None:
    asked = parent.start("services").messages[-1].text
    parent.press("happened:yes.clock.final-plan")
    assert "Good to hear" in parent.screen
    assert parent.reply.messages[-1].text == asked


def test_a_new_date_for_the_same_thing_takes_the_place_of_the_old_one(parent: Person, rounds: ReminderRounds) -> None:
    turn_on(parent, FINAL)
    ask(parent, Subject(FINAL.id, FINAL.due + 7 * DAY))
    assert {day for day, _text in all_sent(rounds)} == {FINAL.due + number * DAY for number in (0, 6, 10)}


def test_settings_tells_how_many_are_on_and_stops_them(parent: Person, engine: Engine) -> None:
    parent.say("/settings")
    assert "Reminders are off" in parent.screen
    turn_on(parent, *BOTH)
    parent.say("/settings")
    assert "How many dates I remind you of: 2." in parent.screen
    parent.tap("Stop all reminders")
    assert counts(engine)["reminder"] == 0


def test_my_data_lists_them_with_their_dates(parent: Person) -> None:
    parent.say("/mydata")
    assert "Your reminders" not in parent.screen
    turn_on(parent, *BOTH)
    parent.say("/mydata")
    assert "The council sends the final plan: 22 December 2026" in parent.screen
    assert "Send your comments on the draft: 2 December 2026" in parent.screen


def test_forgetting_deletes_them(parent: Person, engine: Engine, sealer: Sealer) -> None:
    turn_on(parent, *BOTH)
    parent.say("/forget")
    parent.tap("Yes, delete it all")
    assert counts(engine)["reminder"] == 0
    assert "final-plan" not in unsealed(rows(engine), sealer)


def test_a_chat_that_blocks_us_loses_them(parent: Person, assistant_on_each: Assistant, engine: Engine) -> None:
    turn_on(parent, *BOTH)
    assistant_on_each.gone(parent.key)
    assert counts(engine)["reminder"] == 0


def test_the_job_that_finds_a_chat_blocked_forgets_all_of_it(
    parent: Person, rounds: ReminderRounds, engine: Engine
) -> None:
    turn_on(parent, *BOTH)
    rounds.gone(parent.key)
    assert (counts(engine)["reminder"], counts(engine)["conversation"]) == (0, 0)


def test_they_outlive_a_conversation_that_nobody_came_back_to(
    parent: Person, assistant_on_each: Assistant, rounds: ReminderRounds, engine: Engine
) -> None:
    parent.now = datetime.now(UTC) - timedelta(days=40)
    due = datetime.now(UTC).date() + 20 * DAY
    turn_on(parent, Subject(FINAL.id, due))
    assistant_on_each.prune()
    assert (counts(engine)["conversation"], counts(engine)["reminder"]) == (0, 3)
    assert send_on(rounds, due - 7 * DAY)


def test_what_lies_thirty_days_past_its_day_is_deleted(
    parent: Person, assistant_on_each: Assistant, engine: Engine
) -> None:
    parent.now = datetime.now(UTC) - timedelta(days=60)
    turn_on(parent, Subject(FINAL.id, parent.now.date() + 30 * DAY))
    assert counts(engine)["reminder"] == 3
    assistant_on_each.prune()
    assert counts(engine)["reminder"] == 1


def test_what_is_kept_holds_no_words_and_is_locked(parent: Person, engine: Engine, sealer: Sealer) -> None:
    parent.say("my son Zebedee needs help")
    turn_on(parent, FINAL)
    found = {"reminder": rows(engine)["reminder"]}
    assert "zebedee" not in unsealed(found, sealer).lower()
    assert CHAT not in str(found)
    assert "final-plan" not in str(found)


def test_on_the_web_there_is_no_button_and_a_made_up_one_keeps_nothing(person: Person, sqlite_engine: Engine) -> None:
    for value in (f"remind:{pack([FINAL])}", f"remind:yes.{pack([FINAL])}"):
        person.press(value)
        assert "I can only send reminders on Telegram" in person.screen
    assert counts(sqlite_engine)["reminder"] == 0


@pytest.mark.parametrize("value", ["remind:", "remind:yes.", "remind:zzzzzzz", "remind:yes.nonsense", "unremind:",
                                   "unremind:clock.nothing", "happened:", "happened:yes.", "happened:no.nothing",
                                   "happened:clock.final-plan"])  # fmt: skip
def test_a_made_up_button_is_stale_and_keeps_nothing(parent: Person, value: str, engine: Engine) -> None:
    parent.press(value)
    assert "That button is from an earlier question" in parent.screen
    assert counts(engine)["reminder"] == 0


def test_a_button_whose_date_has_passed_since_says_so(parent: Person, engine: Engine) -> None:
    parent.now += timedelta(days=40)
    ask(parent, FINAL)
    assert "That date has passed" in parent.screen
    assert counts(engine)["reminder"] == 0


def test_easier_words_are_used_for_the_notice_and_remembered_for_the_message(
    parent: Person, rounds: ReminderRounds
) -> None:
    parent.say("/easy")
    ask(parent, FINAL)
    assert "I never write at night." in parent.screen
    parent.tap("Yes, remind me")
    (claimed,) = rounds.claim(ASKED + timedelta(days=29), 50)
    assert claimed.easy


def test_a_date_whose_words_have_left_the_content_is_dropped_in_silence(
    parent: Person, rounds: ReminderRounds, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn_on(parent, COMMENTS)
    monkeypatch.setattr("handlers.reminder_messages.words_of", lambda _subject, _desk: None)
    assert list(all_sent(rounds)) == []
    assert counts(engine)["reminder"] == 0


def test_nothing_of_a_reminder_is_logged(
    parent: Person, rounds: ReminderRounds, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    turn_on(parent, *BOTH)
    assert list(all_sent(rounds))
    assert CHAT not in caplog.text
    assert "final-plan" not in caplog.text


def test_one_button_is_offered_for_all_that_is_to_come(desk: Desk) -> None:
    past = Subject("clock.advice", TODAY - DAY)
    (choice,) = remind_choices((past, *BOTH), desk, on_telegram())
    assert (choice.label, choice.value) == ("Remind me", f"remind:{pack((COMMENTS, FINAL))}")
    assert remind_choices((past,), desk, on_telegram()) == ()
    assert remind_choices(BOTH, desk, Turn(State(), "web", TODAY)) == ()
    assert remind_choices((Subject("clock.unheard-of", FINAL.due),), desk, on_telegram()) == ()


def test_where_all_of_it_is_on_already_the_button_stops_it(desk: Desk) -> None:
    on = Planned(FINAL.id, FINAL.due, "before", FINAL.due - DAY)
    assert [one.label for one in remind_choices((FINAL,), desk, on_telegram(on))] == ["Stop all reminders"]
    assert [one.label for one in remind_choices(BOTH, desk, on_telegram(on))] == ["Remind me"]
