"""Help comes first, and nothing after it makes light of what was said."""

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from opinions import send
from person import Person
from sqlalchemy import Engine

from handlers.assistant import Assistant
from handlers.desk import Desk
from knowledge.matching import Matcher
from storage.receipts import new_receipt
from storage.sealing import Sealer


class OneMind:
    """A matcher that understands every question in the same way, and is otherwise like `real`."""

    def __init__(self, real: Matcher, kind: str, *ids: str) -> None:
        self.real = real
        self.understood = SimpleNamespace(kind=kind, smalltalk=None, matches=[SimpleNamespace(id=one) for one in ids])

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)

    def ask(self, *_: Any, **__: Any) -> SimpleNamespace:
        return self.understood


Talk = Callable[..., Person]


@pytest.fixture
def talk(sqlite_engine: Engine, sealer: Sealer, desk: Desk) -> Talk:
    """Begins a chat in which every question is understood in one way."""

    def begin(kind: str, *ids: str) -> Person:
        matcher: Any = OneMind(desk.matcher, kind, *ids)
        return Person(Assistant(sqlite_engine, sealer, lambda: replace(desk, matcher=matcher)))

    return begin


@pytest.fixture
def sure(talk: Talk) -> Person:
    """Someone whose every word is surely a question about how long a plan takes."""
    return talk("answer", "ehcp-timeline-20-weeks")


@pytest.mark.parametrize("flow", ["", "services", "ehcp", "adult-life", "feedback"])
def test_help_comes_first_wherever_someone_is(person: Person, flow: str) -> None:
    person.start(flow)
    person.say("I want to kill myself")
    assert person.reply.messages[0].kind == "help"
    assert "999" in person.screen
    assert "Nobody is reading this chat" in person.screen


@pytest.mark.parametrize("flow", ["services", "ehcp", "adult-life"])
def test_after_help_the_flow_goes_on_where_it_was(person: Person, flow: str) -> None:
    person.start(flow)
    before = person.choices
    person.say("I want to kill myself")
    assert person.choices == before


def test_a_question_beside_wearing_words_is_answered_after_the_help(sure: Person) -> None:
    sure.say("i cannot cope any more, how long does an ehcp take")
    assert sure.reply.messages[0].kind == "help"
    assert "20 weeks" in sure.screen


def test_to_words_of_harm_no_entry_is_an_answer(sure: Person) -> None:
    sure.say("I want to kill myself")
    assert sure.reply.messages[0].kind == "help"
    assert "20 weeks" not in sure.screen


@pytest.mark.parametrize(
    ("words", "wrong"),
    [("my dad hits me", "Meltdowns, hitting and hard behaviour"), ("mum hits me every night", "Meltdowns, hitting")],
)
def test_a_child_who_is_hurt_is_not_shown_what_parents_read_of_children_who_hurt(
    person: Person, words: str, wrong: str
) -> None:
    person.say(words)
    assert person.reply.messages[0].kind == "help"
    assert wrong not in person.screen


def test_after_help_at_the_end_of_a_flow_there_is_a_way_on(talk: Talk) -> None:
    person = talk("fallback")
    person.start("ehcp")
    person.tap("We do not have a plan yet")
    person.tap("The council told me no")
    person.say("I want to kill myself")
    assert person.choices


def test_a_receipt_code_that_reads_like_a_word_of_harm_is_never_given(
    person: Person, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk.safety.check("/receipt BCUN-SG3Y"), "choose another code for this test"
    drawn = iter(["BCUN-SG3Y"])
    monkeypatch.setattr("handlers.sending.new_receipt", lambda: next(drawn, None) or new_receipt())
    code = send(person)
    person.say(f"/receipt {code}")
    assert "It has arrived" in person.screen
