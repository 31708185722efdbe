"""A kill -9 at any moment of sending: what was said is in once, or the person is asked again. Never twice.

The turn runs in a process of its own, which kills itself before its first statement, its second, and so on, and before
its commit, until it lives through all of it.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from itertools import count

import pytest
from databases import open_quickly
from person import Person
from sqlalchemy import Engine, event
from sqlmodel import Session
from stored import counts, rows

from handlers import state
from handlers.assistant import Assistant
from handlers.desk import Desk
from handlers.state import FlowState, State
from handlers.taps import Tap, write
from handlers.turn import Incoming
from storage.conversations import Conversations, Saved
from storage.sealing import Sealer

WORDS = "you kept my letter for much too long"
NOT_SENT = Saved(0, None, None, None)
OpenAssistant = Callable[[Engine], Assistant]
MakePerson = Callable[[], Person]


@pytest.fixture
def at_preview(assistant_on_each: Assistant, engine: Engine, sealer: Sealer, desk: Desk) -> MakePerson:
    """Makes people who see what will be kept, and need only tap "Yes, send this"."""
    flow = desk.engine.flow("complaint")
    assert flow
    tap = write(Tap("send", flow=flow.id, version=flow.version))

    def make() -> Person:
        person = Person(assistant_on_each)
        with Session(engine) as session, session.begin():
            now = State(FlowState(flow.id, {"words": WORDS}), greeted=True, notice=10**6)
            Conversations(session, sealer).save(person.key, "web", NOT_SENT, state.to_json(now), 30.0, person.now)
        person.last = person.incoming(choice=tap)
        return person

    return make


def dies_at(moment: int, url: str, open_assistant: OpenAssistant, incoming: Incoming) -> bool:
    """Answer in another process that is killed at its `moment`, counted from 0. False where it came to its end."""
    child = os.fork()
    if child == 0:
        try:
            _answer_and_die(moment, url, open_assistant, incoming)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def _answer_and_die(moment: int, url: str, open_assistant: OpenAssistant, incoming: Incoming) -> None:
    engine, moments = open_quickly(url), count()

    def look(*_: object) -> None:
        if next(moments) == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    for name in ("before_cursor_execute", "after_cursor_execute", "commit"):
        event.listen(engine, name, look)
    open_assistant(engine).respond(incoming)


def test_a_kill_9_at_any_moment_of_sending_keeps_it_once_or_asks_again(
    at_preview: MakePerson, engine: Engine, database_url: str, open_assistant: OpenAssistant
) -> None:
    was_kept = []
    for moment in count():
        person, before = at_preview(), counts(engine)["submission"]
        assert person.last
        engine.dispose()  # or both processes would hold its connections
        killed = dies_at(moment, database_url, open_assistant, person.last)
        kept = counts(engine)["submission"] - before
        assert kept in (0, 1)
        assert kept == 1 or now_in(engine, person).flow is not None, "it still waits at the preview"
        was_kept.append(kept)
        person.repeat()
        assert counts(engine)["submission"] - before == 1, "the update that comes again is answered, and kept once"
        assert "will be" not in person.screen
        person.send(person.incoming(choice=str(person.last.choice)))
        assert counts(engine)["submission"] - before == 1, "a second tap sends nothing more"
        if not killed:
            break
    assert was_kept == sorted(was_kept), "there is one moment from which on it is kept"
    assert was_kept.count(0) > 10


def now_in(engine: Engine, person: Person) -> State:
    (row,) = (row for row in rows(engine)["conversation"] if row["key"] == person.key)
    return state.from_json(Sealer(b"a secret for tests").open(row["state"]))


def test_the_same_update_twice_sends_once(at_preview: MakePerson, engine: Engine) -> None:
    person = at_preview()
    first = person.repeat()
    assert person.repeat() == first
    assert counts(engine)["submission"] == 1


def test_a_code_that_another_has_is_no_reason_to_lose_what_was_said(
    at_preview: MakePerson, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = iter(["K7QM-2XHN", "K7QM-2XHN", "K7QN-2XHK"])
    monkeypatch.setattr("handlers.sending.new_receipt", lambda: next(codes))
    first, second = at_preview(), at_preview()
    assert "K7QM-2XHN" in first.repeat().messages[0].text
    assert "K7QN-2XHK" in second.repeat().messages[0].text
    assert counts(engine)["submission"] == 2
