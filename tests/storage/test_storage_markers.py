"""Marker words go through every door: each step of each flow, questions, commands, captions, made-up buttons.

Before "Yes, send this" they are in no table but the sealed conversation, and the names in them nowhere at all; after
it only the cleaned words are there, and only in what was sent. No log and no file ever has any of them (T-38, T-58).
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from person import Person
from sqlalchemy import Engine, delete, select
from sqlmodel import Session, SQLModel
from stored import WHAT, WHO, rows, unsealed
from walking import Walker, is_text

import knowledge.content
from handlers import state
from handlers.assistant import Assistant
from handlers.desk import Desk
from handlers.said import PREVIEW
from handlers.state import FlowState, State
from handlers.taps import Tap, write
from handlers.turn import Incoming, Reply
from knowledge.flow.model import Answers, Flow
from storage.backup import write_backup
from storage.conversations import Conversations, Saved
from storage.rounds import Rounds
from storage.sealing import Sealer

CHAT = "7345551239"
TABLES = tuple(SQLModel.metadata.tables.items())
NAMES = ("Zebedee", "Quillfeather", "07700", "900123", "QT3 9ZZ")
ORDINARY = "trolley"
IN_CLEAR = (*NAMES, ORDINARY, CHAT)
WORDS = "Zebedee Quillfeather of QT3 9ZZ says the trolley was marvellous, ring 07700 900123"
FLOWS = sorted(path.stem for path in (Path(knowledge.content.__path__[0]) / "flows").glob("*.yaml"))
KEPT_IN = {"correction": "correction"}
"""Where what is previewed as this is kept; all else is a submission."""


class Phone(Person):
    """Someone on Telegram, whom each reply reaches."""

    def __init__(self, assistant: Assistant) -> None:
        super().__init__(assistant, channel="telegram", address=CHAT)

    def send(self, incoming: Incoming) -> Reply:
        reply = super().send(incoming)
        self.assistant.mark_sent(incoming.key, incoming.update_id)
        return reply


@dataclass
class House:
    """An assistant on a SQLite file, and all the places where words could be left lying about."""

    assistant: Assistant
    engine: Engine
    sealer: Sealer
    desk: Desk
    folder: Path
    log: pytest.LogCaptureFixture
    question: str

    def person(self) -> Person:
        return Phone(self.assistant)

    def empty(self) -> None:
        """Forget what was talked of before. The question of the month stays."""
        with self.engine.begin() as connection:
            for name, table in TABLES:
                if name in {*WHO, *WHAT}:
                    connection.execute(delete(table))

    def put(self, person: Person, flow: Flow, answers: Answers) -> None:
        """Take a person to a place in a flow, as if they had walked there."""
        now = State(FlowState(flow.id, answers), greeted=True, notice=10**6)
        with Session(self.engine) as session, session.begin():
            talks = Conversations(session, self.sealer)
            talks.save(person.key, person.channel, Saved(0, None, None, None), state.to_json(now), 30.0, person.now)

    def now(self, person: Person) -> FlowState | None:
        with Session(self.engine) as session, session.begin():
            return state.from_json(Conversations(session, self.sealer).load(person.key).state).flow

    def held(self) -> dict[str, str]:
        """What each table holds, for whoever has the key."""
        with self.engine.connect() as connection:
            found = {name: [dict(row._mapping) for row in connection.execute(select(table))] for name, table in TABLES}
        return {name: unsealed({name: rows}, self.sealer).lower() for name, rows in found.items()}

    def where(self, word: str) -> set[str]:
        """The tables that hold a word."""
        return {name for name, text in self.held().items() if word.lower() in text}

    def look(self, *, may_be_in: tuple[str, ...] = ()) -> None:
        """Look everywhere."""
        held = self.held()
        assert {(word, name) for name, text in held.items() for word in NAMES if word.lower() in text} == set()
        assert {name for name, text in held.items() if ORDINARY in text} <= {*WHO, *may_be_in}
        assert [word for word in IN_CLEAR if word in self.log.text] == []
        for file in self.folder.rglob("*"):
            content = file.read_bytes() if file.is_file() else b""
            assert [word for word in IN_CLEAR if word.encode() in content] == [], file


@pytest.fixture
def house(
    assistant: Assistant, sqlite_engine: Engine, sealer: Sealer, desk: Desk, tmp_path: Path,
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch,
) -> House:  # fmt: skip
    caplog.set_level(logging.DEBUG)
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.chdir(tmp_path)
    with Session(sqlite_engine) as session, session.begin():
        question = Rounds(session, sealer).open_round("question", "What makes a good day?", date.min, date.max)
    return House(assistant, sqlite_engine, sealer, desk, tmp_path, caplog, question)


@pytest.fixture
def walker(house: House) -> Walker:
    return Walker(house.desk, house.question, WORDS)


@pytest.mark.parametrize("flow_id", FLOWS)
def test_words_typed_at_any_step_are_kept_only_when_they_are_sent_and_only_cleaned(
    house: House, walker: Walker, flow_id: str
) -> None:
    flow = house.desk.knowledge.flows[flow_id]
    ways = walker.ways_to_steps(flow)
    assert set(ways) == set(flow.steps), "each step can be reached"
    for name, answers in ways.items():
        house.empty()
        person = house.person()
        house.put(person, flow, answers)
        person.say(WORDS)
        # At a step that asks for no words they are a question, which may be one that nobody has an answer to.
        house.look(may_be_in=() if is_text(flow, name) else ("unanswered",))
        walk_on(house, walker, flow, person)


def walk_on(house: House, walker: Walker, flow: Flow, person: Person) -> None:
    """Go on to the end of the flow, saying the same in each step, and send it where it is sent."""
    for _ in range(len(flow.steps) + 1):
        now = house.now(person)
        if now is None or now.flow != flow.id:
            return
        position = house.desk.engine.replay(flow, now.answers)
        if position.is_outcome:
            house.look(may_be_in=("unanswered",))
            outcome = flow.outcomes[position.at]
            said = [now.answers[step] for step in position.path if is_text(flow, step)]
            if outcome.do == PREVIEW and any(ORDINARY in text for text in said):
                send(house, flow, person, KEPT_IN.get(outcome.arguments["as"], "submission"))
            return
        walker.answer(person, flow, now)
    raise AssertionError("the flow came to no end")


def send(house: House, flow: Flow, person: Person, kept_in: str) -> None:
    assert kept_in not in house.where(ORDINARY)
    person.press(write(Tap("send", flow=flow.id, version=flow.version)))
    person.say("/menu")
    held = house.where(ORDINARY)
    assert kept_in in held, "it is there once it was sent"
    assert held & {*WHAT} <= {kept_in, "unanswered"}
    assert ORDINARY not in told_of(house, person), "nothing about who holds the words that were sent"
    look_in_backup(house)


def told_of(house: House, person: Person) -> str:
    found = rows(house.engine)
    mine = {table: [row for row in found[table] if row["key"] == person.key] for table in WHO}
    return unsealed(mine, house.sealer)


def look_in_backup(house: House) -> None:
    """No copy holds any of it in clear. The folder is looked through as well, once the copy lies there."""
    copy = house.folder / "copy.backup"
    copy.unlink(missing_ok=True)
    write_backup(house.engine, copy, Person(house.assistant).now)
    house.look(may_be_in=WHAT)


def other_doors() -> Iterator[tuple[str, dict[str, str]]]:
    yield "a question", {"text": WORDS}
    yield "a caption", {"unsupported": "photo", "text": WORDS}
    yield "a deep link", {"start": WORDS[:64]}
    yield "a made-up button", {"choice": WORDS[:60]}
    yield "a made-up answer", {"choice": f"pick:complaint.1:words:{WORDS}"}
    yield "a made-up vote", {"choice": f"vote:{WORDS[:50]}"}
    yield "a made-up subject", {"choice": f"review:{WORDS[:50]}"}
    for command in ("start", "menu", "help", "privacy", "mydata", "forget", "receipt", "complain", "settings", "no"):
        yield f"/{command}", {"text": f"/{command} {WORDS}"}
    yield "words that are too long", {"text": f"{WORDS}. " * 30}
    yield "words of harm", {"text": f"{WORDS}. I want to end my life"}


@pytest.mark.parametrize("what", [pytest.param(what, id=name) for name, what in other_doors()])
@pytest.mark.parametrize("inside", [False, True])
def test_no_other_door_leads_to_anything_but_a_cleaned_question(
    house: House, walker: Walker, what: dict[str, str], inside: bool
) -> None:
    person, flow = house.person(), house.desk.knowledge.flows["complaint"]
    if inside:
        house.put(person, flow, {})
    person.send(person.incoming(**what))
    house.look(may_be_in=("unanswered",))
    look_in_backup(house)


def test_the_first_part_of_words_that_are_too_long_is_cleaned_before_it_is_held(house: House) -> None:
    person, flow = house.person(), house.desk.knowledge.flows["complaint"]
    house.put(person, flow, {})
    person.say(f"{WORDS}. " * 30)
    house.look()
    person.press(write(Tap("keep", flow=flow.id, version=flow.version, step="words")))
    house.look()
    send(house, flow, person, "submission")


def test_this_test_would_see_words_that_were_left_lying_about(house: House) -> None:
    (house.folder / "left.txt").write_text(WORDS)
    with pytest.raises(AssertionError, match=r"left\.txt"):
        house.look()
    (house.folder / "left.txt").unlink()
    logging.getLogger("a part of us").warning("could not send: %s", WORDS)
    with pytest.raises(AssertionError):
        house.look()
