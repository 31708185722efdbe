"""Help comes first, and nothing after it makes light of what was said."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from person import Person
from sqlalchemy import Engine

from handlers.assistant import Assistant
from handlers.desk import Desk
from storage.sealing import Sealer


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


def test_a_question_beside_a_worry_is_answered_after_the_help(person: Person) -> None:
    person.say("how long does an ehcp take? i cannot cope any more")
    assert person.reply.messages[0].kind == "help"
    assert "20 weeks" in person.screen


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


def test_after_help_at_the_end_of_a_flow_there_is_a_way_on(sqlite_engine: Engine, sealer: Sealer, desk: Desk) -> None:
    nothing_known: Any = SimpleNamespace(
        ask=lambda *_, **__: SimpleNamespace(kind="fallback", smalltalk=None, matches=())
    )
    person = Person(Assistant(sqlite_engine, sealer, lambda: replace(desk, matcher=nothing_known)))
    person.start("ehcp")
    person.tap("We do not have a plan yet")
    person.tap("The council told me no")
    person.say("I want to kill myself")
    assert person.choices
