"""Chats that nobody comes back to: after a day nothing that was said is left in them, after a month nothing at all."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from person import Person
from sqlalchemy import Engine
from sqlmodel import Session
from stored import counts, rows, unsealed

from handlers import state
from handlers.assistant import Assistant
from handlers.desk import Desk
from handlers.gate import Turn
from handlers.pruning import BATCH, prune, rest
from handlers.result import Result
from handlers.route import answer
from handlers.state import Count, FlowState, State
from storage.conversations import Clash, Conversations, Saved
from storage.keep_times import Keep
from storage.sealing import Sealer

DAY = timedelta(days=1)
NOW = datetime.now(UTC)
NEW = Saved(0, None, None, None)
FULL = State(FlowState("complaint", {"words": "the letter was late"}), (("menu:", "Menu"),), True, True, 3)


def leave(engine: Engine, sealer: Sealer, *keys: str, ago: timedelta = 2 * DAY, left: State = FULL) -> None:
    """Chats that were left as `left` that long ago."""
    with Session(engine) as session, session.begin():
        for key in keys:
            Conversations(session, sealer).save(key, "web", NEW, state.to_json(left), 30.0, NOW - ago)


def states(engine: Engine, sealer: Sealer) -> dict[str, State]:
    return {row["key"]: state.from_json(sealer.open(row["state"])) for row in rows(engine)["conversation"]}


def test_a_chat_that_was_left_for_a_day_keeps_its_wishes_and_nothing_that_was_said(
    engine: Engine, sealer: Sealer
) -> None:
    counted = State(FULL.flow, FULL.offered, True, True, 3, counts={"sent": Count("2026-11-22", 2)})
    leave(engine, sealer, "left", left=counted)
    prune(engine, sealer, Keep(), NOW)
    assert states(engine, sealer) == {"left": State(greeted=True, easy=True, notice=3)}
    assert "letter" not in unsealed(rows(engine), sealer)
    (row,) = rows(engine)["conversation"]
    assert (row["version"], row["rested"]) == (2, True)


@pytest.mark.parametrize(("hours", "ago"), [(24, 23), (48, 47)])
def test_a_chat_is_left_as_it_is_for_as_long_as_the_settings_say(
    engine: Engine, sealer: Sealer, hours: int, ago: int
) -> None:
    leave(engine, sealer, "left", ago=timedelta(hours=ago))
    prune(engine, sealer, Keep(chat_hours=hours), NOW)
    assert states(engine, sealer) == {"left": FULL}
    prune(engine, sealer, Keep(chat_hours=hours), NOW + timedelta(hours=2))
    assert states(engine, sealer)["left"].flow is None


def test_a_chat_at_rest_is_not_touched_again_and_goes_a_month_after_its_last_message(
    engine: Engine, sealer: Sealer
) -> None:
    leave(engine, sealer, "left", ago=29 * DAY)
    for _ in range(3):
        prune(engine, sealer, Keep(), NOW)
    assert rows(engine)["conversation"][0]["version"] == 2
    prune(engine, sealer, Keep(), NOW + 2 * DAY)
    assert counts(engine)["conversation"] == 0


def test_a_chat_at_rest_wakes_up_with_the_next_message_and_can_come_to_rest_again(
    assistant_on_each: Assistant, engine: Engine, sealer: Sealer
) -> None:
    person = Person(assistant_on_each)
    leave(engine, sealer, person.key)
    prune(engine, sealer, Keep(), NOW)
    person.start("ehcp")
    (row,) = rows(engine)["conversation"]
    assert (row["version"], row["rested"]) == (3, False)
    assert states(engine, sealer)[person.key].flow is not None
    prune(engine, sealer, Keep(), NOW + 2 * DAY)
    again = states(engine, sealer)[person.key]
    assert (again.flow, again.offered, again.easy) == (None, (), True)


def test_more_chats_than_fit_in_a_batch_all_come_to_rest(engine: Engine, sealer: Sealer) -> None:
    leave(engine, sealer, *(f"chat {number}" for number in range(2 * BATCH + 1)))
    assert rest(engine, sealer, NOW - DAY) == 2 * BATCH + 1
    assert rest(engine, sealer, NOW - DAY) == 0


def test_two_workers_that_prune_at_once_put_each_chat_to_rest_once(engine: Engine, sealer: Sealer) -> None:
    leave(engine, sealer, *(f"chat {number}" for number in range(BATCH)))
    with ThreadPoolExecutor(2) as workers:
        list(workers.map(lambda _: prune(engine, sealer, Keep(), NOW), range(2)))
    assert {row["version"] for row in rows(engine)["conversation"]} == {2}


def test_a_turn_that_began_before_the_chat_came_to_rest_is_run_again(engine: Engine, sealer: Sealer) -> None:
    leave(engine, sealer, "left")
    with Session(engine) as session, session.begin():
        was = Conversations(session, sealer).load("left")
    rest(engine, sealer, NOW - DAY)
    with Session(engine) as session, session.begin(), pytest.raises(Clash):
        Conversations(session, sealer).save("left", "web", was, state.to_json(FULL), 30.0, NOW)


@pytest.mark.postgres
@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_a_person_who_comes_back_just_as_their_chat_comes_to_rest_is_answered(
    assistant_on_each: Assistant, engine: Engine, sealer: Sealer, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = Person(assistant_on_each)
    leave(engine, sealer, person.key)
    runs = []

    def rest_meanwhile(turn: Turn, desk: Desk) -> Result:
        runs.append(turn.state.flow)
        rest(engine, sealer, NOW - DAY)
        return answer(turn, desk)

    monkeypatch.setattr("handlers.assistant.answer", rest_meanwhile)
    person.say("how long does an ehcp take")
    assert "20 weeks" in person.screen
    assert runs == [FULL.flow, None], "the second run sees the chat at rest"
    assert rows(engine)["conversation"][0]["version"] == 3
