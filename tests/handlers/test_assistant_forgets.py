from datetime import timedelta

from opinions import send
from person import Person
from sqlalchemy import Engine
from stored import counts, rows, unsealed

from handlers.assistant import Assistant
from storage.sealing import Sealer


def test_my_data_shows_the_answers_of_the_flow_and_then_asks_on(person: Person) -> None:
    person.start("services")
    person.say("autism")
    person.tap("Done")
    person.say("9")
    person.say("/mydata")
    assert "Find a service: What for – Autism" in person.screen
    assert "Find a service: Age – 5 to 10" in person.screen
    assert "Where do you live?" in person.screen


def test_forgetting_asks_once_and_no_keeps_everything(assistant: Assistant, sqlite_engine: Engine) -> None:
    person = Person(assistant)
    person.start("ehcp")
    person.tap("We do not have a plan yet")
    person.say("/forget")
    assert "This deletes all that I hold about this chat" in person.screen
    person.tap("No, keep it")
    assert "I have kept everything as it was" in person.screen
    assert "Which of these is most like you?" in person.screen
    assert counts(sqlite_engine)["conversation"] == 1


def test_after_forgetting_only_the_goodbye_is_left(
    assistant_on_each: Assistant, engine: Engine, sealer: Sealer
) -> None:
    person = Person(assistant_on_each, channel="telegram", address="7345551239")
    person.start("ehcp")
    person.tap("We do not have a plan yet")
    person.say("/forget")
    person.tap("Yes, delete it all")
    assert "It is all deleted" in person.screen
    assert person.reply.forgotten, "a page is told to clear its screen too"
    found = rows(engine)
    assert found["conversation"] == []
    (goodbye,) = found["turn"]
    assert "It is all deleted" in sealer.open(goodbye["reply"])
    assert "ehcp" not in unsealed({"turn": [goodbye]}, sealer)
    assistant_on_each.mark_sent(person.key, goodbye["update_id"])
    assert rows(engine)["turn"][0]["address"] is None


def test_a_second_look_at_my_data_is_empty(person: Person) -> None:
    person.start("ehcp")
    person.tap("We do not have a plan yet")
    person.say("/forget")
    person.tap("Yes, delete it all")
    person.say("/mydata")
    assert "I hold no answers from you" in person.screen
    assert "Where you are now" not in person.screen


def test_forgetting_one_chat_leaves_the_others(assistant_on_each: Assistant, engine: Engine) -> None:
    person, other = Person(assistant_on_each), Person(assistant_on_each)
    other.start("ehcp")
    person.start("ehcp")
    person.say("/forget")
    person.tap("Yes, delete it all")
    assert [row["key"] for row in rows(engine)["conversation"]] == [other.key]
    other.say("no plan")
    assert "Which of these is most like you?" in other.screen


def test_forgetting_twice_by_a_repeat_gives_the_same_goodbye(assistant_on_each: Assistant) -> None:
    person = Person(assistant_on_each)
    person.say("/forget")
    goodbye = person.tap("Yes, delete it all")
    assert person.repeat() == goodbye


def test_feedback_stays_after_forgetting_and_its_code_still_finds_it(
    assistant_on_each: Assistant, engine: Engine
) -> None:
    person = Person(assistant_on_each)
    code = send(person)
    person.say("/forget")
    person.tap("Yes, delete it all")
    person.say(f"/receipt {code}")
    assert "It has arrived" in person.screen
    assert counts(engine)["submission"] == 1


def test_what_is_past_its_time_goes(assistant_on_each: Assistant, engine: Engine) -> None:
    person = Person(assistant_on_each)
    person.now -= timedelta(days=31)
    person.start("ehcp")
    assert assistant_on_each.prune() == 2
    left = {table: count for table, count in counts(engine).items() if count}
    assert left == {"usage": 1}, "a count, with nobody behind it"
