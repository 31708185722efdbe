"""A new program on the same database, and content that changed meanwhile."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from person import Person
from sqlalchemy import Engine as Database

from handlers.assistant import Assistant
from handlers.desk import Desk, functions
from knowledge.base import Knowledge
from knowledge.flow.engine import Engine
from knowledge.flow.model import ChoiceStep, Flow, Step
from storage.database import open_database
from storage.sealing import Sealer, SealError


def changed(knowledge: Knowledge, flow: Flow, **steps: Step) -> Knowledge:
    """The knowledge with some steps of a flow changed."""
    edited = flow.model_copy(update={"steps": {**flow.steps, **steps}})
    return replace(knowledge, flows={**knowledge.flows, flow.id: edited})


def choice_without(flow: Flow, step: str, value: str) -> ChoiceStep:
    was = flow.steps[step]
    assert isinstance(was, ChoiceStep)
    return was.model_copy(update={"options": tuple(one for one in was.options if one.value != value)})


def test_a_restart_in_the_middle_goes_on_where_we_were(
    assistant_on_each: Assistant, database_url: str, open_assistant: Callable[[Database], Assistant]
) -> None:
    person = Person(assistant_on_each)
    person.start("adult-life")
    person.tap("It is for my child")
    engine = open_database(database_url)
    person.assistant = open_assistant(engine)
    assert person.assistant.latest(person.key) == person.reply
    person.say("16 to 17")
    assert "What would you like to plan for?" in person.screen
    engine.dispose()


def test_an_update_from_before_a_restart_is_still_answered_once(
    assistant_on_each: Assistant, database_url: str, open_assistant: Callable[[Database], Assistant]
) -> None:
    person = Person(assistant_on_each)
    reply = person.start("ehcp")
    engine = open_database(database_url)
    person.assistant = open_assistant(engine)
    assert person.repeat() == reply
    engine.dispose()


def test_with_another_key_the_program_stops_and_does_not_begin_anew(
    assistant: Assistant, sqlite_engine: Database, desk: Desk
) -> None:
    person = Person(assistant)
    person.start("ehcp")
    person.assistant = Assistant(sqlite_engine, Sealer(b"another secret"), lambda: desk)
    with pytest.raises(SealError):
        person.say("no plan")


class Shelf:
    """An assistant whose content can be changed while it runs."""

    def __init__(self, engine: Database, sealer: Sealer, knowledge: Knowledge, desk: Desk) -> None:
        self.knowledge = knowledge
        self.desk = desk
        self.person = Person(Assistant(engine, sealer, lambda: self.desk))

    def change(self, knowledge: Knowledge) -> None:
        engine = Engine(knowledge.flows, functions(knowledge, self.desk.gazetteer))
        self.desk = replace(self.desk, knowledge=knowledge, engine=engine)


@pytest.fixture
def shelf(sqlite_engine: Database, sealer: Sealer, knowledge: Knowledge, desk: Desk) -> Shelf:
    return Shelf(sqlite_engine, sealer, knowledge, desk)


def test_the_first_answer_that_no_longer_fits_is_asked_again(shelf: Shelf) -> None:
    person, flow = shelf.person, shelf.knowledge.flows["adult-life"]
    person.start("adult-life")
    for label in ("It is for me", "16 to 17", "Being healthy"):
        person.tap(label)
    shelf.change(changed(shelf.knowledge, flow, age=choice_without(flow, "age", "16-17")))
    person.press("resume:")
    assert "How old are you?" in person.screen
    person.tap("18 to 19")
    assert "Your health: age 18 to 19" in person.screen, "the answer after it still fits, so it is not asked again"


def test_a_button_of_an_older_version_of_the_flow_is_kindly_refused(shelf: Shelf) -> None:
    person, flow = shelf.person, shelf.knowledge.flows["ehcp"]
    person.start("ehcp")
    newer = flow.model_copy(update={"version": flow.version + 1})
    shelf.change(replace(shelf.knowledge, flows={**shelf.knowledge.flows, "ehcp": newer}))
    person.tap("We do not have a plan yet")
    assert "That button is from an earlier question" in person.screen
    assert "Where are you now?" in person.screen
    person.tap("We do not have a plan yet")
    assert "Which of these is most like you?" in person.screen


def test_a_flow_that_is_gone_leads_to_the_menu(shelf: Shelf) -> None:
    person = shelf.person
    person.start("ehcp")
    flows = {name: flow for name, flow in shelf.knowledge.flows.items() if name != "ehcp"}
    shelf.change(replace(shelf.knowledge, flows=flows))
    person.tap("We do not have a plan yet")
    assert "That button is from an earlier question" in person.screen
    assert "Find a service" in person.labels
    assert "EHC plan, step by step" not in person.labels


def test_a_service_that_has_closed_is_not_shown_by_an_old_button(shelf: Shelf) -> None:
    person, services = shelf.person, shelf.knowledge.services
    closed = services["norfolk-sendiass"].model_copy(update={"status": "closed"})
    shelf.change(replace(shelf.knowledge, services={**services, closed.id: closed}))
    person.press(f"entry:{closed.id}")
    assert "That button is from an earlier question" in person.screen


def test_a_kind_of_help_that_has_gone_while_it_was_ticked_does_not_block_done(shelf: Shelf) -> None:
    person = shelf.person
    person.start("services")
    person.tap("A need or a condition")
    person.tap("Hearing")
    person.tap("Autism")
    groups = tuple(
        group.model_copy(update={"categories": tuple(one for one in group.categories if one.id != "hearing")})
        for group in shelf.knowledge.groups
    )
    shelf.change(replace(shelf.knowledge, groups=groups))
    person.tap("Done")
    assert "How old is the child or young person?" in person.screen
