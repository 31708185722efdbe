from collections.abc import Callable

from opinions import FINISH, SEND, to_preview
from person import Person
from sqlalchemy import Engine
from stored import counts, rows

from handlers.assistant import Assistant
from handlers.turn import Reply


def test_the_same_update_again_gets_the_same_reply_and_changes_nothing(
    assistant_on_each: Assistant, engine: Engine
) -> None:
    person = Person(assistant_on_each)
    acts: list[Callable[[], Reply]] = [
        lambda: person.start("feedback"),
        lambda: person.tap("A service"),
        lambda: person.say("sendiass"),
        lambda: person.tap("Very good"),
        lambda: person.tap(FINISH),
        lambda: person.tap(SEND),
        lambda: person.say("where can my son go zorbing"),
    ]
    for act in acts:
        reply = act()
        before = rows(engine)
        assert person.repeat() == reply
        assert rows(engine) == before


def test_a_tap_that_comes_twice_sends_feedback_once(assistant_on_each: Assistant, engine: Engine) -> None:
    person = Person(assistant_on_each)
    to_preview(person, "they listened")
    sent = person.tap(SEND)
    assert person.repeat() == sent
    assert counts(engine)["submission"] == 1


def test_an_old_update_that_comes_again_late_does_not_go_back(assistant: Assistant) -> None:
    person = Person(assistant)
    first = person.start("ehcp")
    late = person.last
    assert late
    person.tap("We do not have a plan yet")
    assert assistant.respond(late) == first
    person.say("told no")
    assert "Where are you now?" not in person.screen


def test_a_reply_with_a_code_is_not_given_twice_once_the_person_has_gone_on(assistant: Assistant) -> None:
    person = Person(assistant)
    to_preview(person, "they listened")
    sent = person.tap(SEND)
    tap = person.last
    assert tap
    person.tap("Main menu")
    again = assistant.respond(tap)
    assert again != sent
    assert "You have had this reply before" in again.messages[0].text


def test_the_latest_reply_is_there_for_a_page_that_is_opened_again(assistant_on_each: Assistant) -> None:
    person = Person(assistant_on_each)
    assert assistant_on_each.latest(person.key) is None
    person.start()
    assert assistant_on_each.latest(person.key) == person.reply
    for label in ("Find a service", "A need or a condition", "Autism"):
        person.tap(label)
        assert assistant_on_each.latest(person.key) == person.reply


def test_a_reply_is_unsent_until_it_is_marked(assistant_on_each: Assistant) -> None:
    person = Person(assistant_on_each, channel="telegram", address="77")
    reply = person.start()
    (waiting,) = assistant_on_each.unsent(-60)
    assert (waiting.key, waiting.address, waiting.reply) == (person.key, "77", reply)
    assistant_on_each.mark_sent(waiting.key, waiting.update_id)
    assert assistant_on_each.unsent(-60) == []


def test_a_chat_that_is_gone_leaves_nothing(assistant_on_each: Assistant, engine: Engine) -> None:
    person = Person(assistant_on_each, channel="telegram", address="77")
    person.start("ehcp")
    assistant_on_each.gone(person.key)
    assert sum(counts(engine).values()) == 0
