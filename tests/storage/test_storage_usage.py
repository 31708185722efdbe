"""Turns are counted before they are gone, once, however often it is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, delete
from sqlmodel import Session

from bot.asking import ask
from handlers.assistant import Assistant
from handlers.desk import Desk
from handlers.turn import Incoming
from storage.tables import Turn
from storage.usage import Used, roll_up, used

NOW = datetime(2026, 7, 1, 12, 30, tzinfo=UTC)
TODAY = NOW.date()


def turns(engine: Engine, outcome: str, count: int, at: datetime = NOW, channel: str = "web") -> None:
    with Session(engine) as session, session.begin():
        for _ in range(count):
            session.add(Turn(key="k", update_id=uuid4().hex, channel=channel, outcome=outcome, at=at))


def read(engine: Engine, **more: ZoneInfo) -> Used:
    with Session(engine) as session:
        return used(session, TODAY - timedelta(days=30), TODAY, **more)


def test_turns_are_counted_by_day_outcome_channel_and_hour(engine: Engine) -> None:
    turns(engine, "answer", 3)
    turns(engine, "fallback", 1, NOW - timedelta(hours=5), "telegram")
    turns(engine, "answer", 2, NOW - timedelta(days=1))
    roll_up(engine, NOW)
    found = read(engine)
    assert found.by_day == {TODAY: {"answer": 3, "fallback": 1}, TODAY - timedelta(days=1): {"answer": 2}}
    assert found.by_hour == {"web": {12: 5}, "telegram": {7: 1}}


def test_hours_are_told_in_the_zone_that_is_asked_for(engine: Engine) -> None:
    turns(engine, "answer", 1)
    roll_up(engine, NOW)
    assert read(engine, zone=ZoneInfo("Europe/London")).by_hour == {"web": {13: 1}}


def test_counting_again_changes_nothing_and_an_hour_goes_on_growing(engine: Engine) -> None:
    turns(engine, "answer", 3)
    for _ in range(3):
        roll_up(engine, NOW)
    assert read(engine).by_day == {TODAY: {"answer": 3}}
    turns(engine, "answer", 1)
    roll_up(engine, NOW)
    assert read(engine).by_day == {TODAY: {"answer": 4}}


def test_a_count_outlives_its_turns(engine: Engine) -> None:
    turns(engine, "answer", 3)
    roll_up(engine, NOW)
    with Session(engine) as session, session.begin():
        session.execute(delete(Turn))
    turns(engine, "answer", 1)
    roll_up(engine, NOW)
    assert read(engine).by_day == {TODAY: {"answer": 3}}


def test_several_workers_count_a_turn_once(engine: Engine) -> None:
    for hour in range(10):
        turns(engine, "answer", 2, NOW - timedelta(hours=hour))
    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(roll_up, engine, NOW) for _ in range(8)]:
            done.result()
    assert sum(sum(day.values()) for day in read(engine).by_day.values()) == 20


def test_hours_that_were_counted_long_ago_are_not_read_again(engine: Engine) -> None:
    turns(engine, "answer", 1, NOW - timedelta(hours=20))
    turns(engine, "answer", 1)
    assert roll_up(engine, NOW) == 2
    assert roll_up(engine, NOW) == 1


def test_no_turns_are_no_trouble(engine: Engine) -> None:
    assert roll_up(engine, NOW) == 0
    assert read(engine) == Used({}, {})


def test_a_turn_notes_how_its_question_ended(
    engine: Engine, desk: Desk, open_assistant: Callable[[Engine], Assistant]
) -> None:
    assistant = open_assistant(engine)
    asked = (
        "what does SENCO mean",
        "What is an EHCP?",
        "what colour is the council logo",
        "thank you",
        "I want to die",
    )
    for number, text in enumerate(asked):
        assistant.respond(Incoming("web", f"chat{number}", str(number), NOW, text=text))
    assistant.respond(Incoming("web", "chat0", "tap", NOW, text="/help"))
    roll_up(engine, NOW)
    kinds = dict.fromkeys(("answer", "did_you_mean", "fallback", "smalltalk", "safety"), 1)
    assert Counter(ask(text, desk)["kind"] for text in asked) == kinds
    assert read(engine).by_day == {TODAY: kinds | {"other": 1}}


def test_a_question_in_the_middle_of_a_flow_is_counted_too(
    engine: Engine, open_assistant: Callable[[Engine], Assistant]
) -> None:
    assistant = open_assistant(engine)
    for number, text in enumerate(("/services", "what does SENCO mean?")):
        assistant.respond(Incoming("web", "chat", str(number), NOW, text=text))
    roll_up(engine, NOW)
    assert read(engine).by_day == {TODAY: {"answer": 1, "other": 1}}
