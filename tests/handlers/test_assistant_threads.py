"""Many turns at once, as from a web server's threads."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from person import Person
from sqlalchemy import Engine
from stored import counts, rows

from handlers import state
from handlers.assistant import TRIES, Assistant
from handlers.turn import Incoming, Reply
from storage.sealing import Sealer


def at_once(assistant: Assistant, turns: list[Incoming]) -> list[Reply]:
    """Answer all turns at the same time, each in a thread of its own."""
    ready = Barrier(len(turns))

    def work(turn: Incoming) -> Reply:
        ready.wait()
        return assistant.respond(turn)

    with ThreadPoolExecutor(len(turns)) as threads:
        return list(threads.map(work, turns))


def test_the_same_update_at_the_same_time_is_answered_once(assistant_on_each: Assistant, engine: Engine) -> None:
    person = Person(assistant_on_each)
    turn = person.incoming(text="where can my son go zorbing")
    replies = at_once(assistant_on_each, [turn] * 6)
    assert all(reply == replies[0] for reply in replies)
    written = {table: rows for table, rows in counts(engine).items() if rows}
    assert written == {"conversation": 1, "turn": 1, "unanswered": 1}


def test_turns_of_one_chat_at_the_same_time_lose_nothing(
    assistant_on_each: Assistant, engine: Engine, sealer: Sealer
) -> None:
    person = Person(assistant_on_each)
    person.start("services")
    person.tap("A need or a condition")
    labels = ["Autism", "ADHD", "Hearing", "Sight", "Senses", "Physical disability"][:TRIES]
    taps = [person.incoming(choice=choice.value) for choice in person.choices if choice.label in labels]
    at_once(assistant_on_each, taps)
    (row,) = rows(engine)["conversation"]
    saved = state.from_json(sealer.open(row["state"])).flow
    assert saved is not None
    assert set(saved.picked) == {"autism", "adhd", "hearing", "sight", "sensory", "physical"}
    assert row["version"] == 2 + len(taps)


def test_as_many_turns_of_one_chat_as_are_tried_again_are_all_answered(
    assistant_on_each: Assistant, engine: Engine
) -> None:
    person = Person(assistant_on_each)
    at_once(assistant_on_each, [person.incoming(text="where can my son go zorbing") for _ in range(TRIES)])
    assert counts(engine)["unanswered"] == TRIES
    assert counts(engine)["turn"] == TRIES


def test_many_people_at_the_same_time_each_get_their_own_way(assistant_on_each: Assistant, engine: Engine) -> None:
    def ehcp(person: Person) -> str:
        person.start("ehcp")
        person.tap("We do not have a plan yet")
        person.tap("The council told me no")
        return person.screen

    def adult_life(person: Person) -> str:
        person.start("adult-life")
        for label in ("It is for me", "16 to 17", "Being healthy"):
            person.tap(label)
        return person.screen

    ways: list[Callable[[Person], str]] = [ehcp, adult_life] * 8
    with ThreadPoolExecutor(len(ways)) as threads:
        screens = list(threads.map(lambda way: way(Person(assistant_on_each)), ways))
    assert len(set(screens[::2])) == len(set(screens[1::2])) == 1
    assert screens[0] != screens[1]
    assert counts(engine)["conversation"] == len(ways)
