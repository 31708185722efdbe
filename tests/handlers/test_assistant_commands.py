"""Commands and deep links: they win wherever someone is."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from person import Person

from handlers.commands import COMMANDS, LINKED_FLOWS
from handlers.desk import Desk
from handlers.gate import let_in
from handlers.result import Result
from handlers.route import answer
from handlers.state import FlowState, State
from handlers.turn import Incoming
from knowledge.flow.engine import SEEN
from knowledge.flow.model import Answers, ChoiceStep, DateStep, EntryStep, Flow, InfoStep, ManyStep, PlaceStep, Step
from storage.receipts import new_receipt

FLOWS = (*sorted(LINKED_FLOWS), "answer", "complaint", "correction")
SAYS = {
    "start": "Hello, I am Signpost",
    "menu": "What would you like to do?",
    "help": "How to use this",
    "privacy": "Your privacy",
    "mydata": "What I hold about this chat",
    "forget": "Delete what I hold?",
    "cancel": "I have stopped",
    "receipt": "Please type your receipt code",
    "easy": "From now on I use easier words",
    "settings": "Settings",
    "complain": "Not happy with how we use what you tell us?",
}
ENDING = {"start", "menu", "cancel"}
"""The commands after which no flow goes on."""
LEFT_AT = {"with-a-grown-up"}
"""The ends after which nothing stays of what was answered, so that no flow goes on there whatever is typed."""


def some_answers(step: Step, desk: Desk) -> list[str | tuple[str, ...]]:
    match step:
        case ChoiceStep():
            return [option.value for option in step.options]
        case ManyStep():
            return [(desk.engine.groups(step)[0].options[0].value,)]
        case PlaceStep():
            return ["Norwich"]
        case EntryStep():
            return ["norfolk-sendiass", *([step.otherwise.value] if step.otherwise else [])]
        case DateStep():
            return ["2026-11-25"]
        case InfoStep():
            return [SEEN]
        case _:
            return ["words of my own"]


def everywhere(flow: Flow, desk: Desk) -> dict[str, Answers]:
    """Answers that lead to each step and to each outcome of a flow."""
    found: dict[str, Answers] = {}
    waiting: list[Answers] = [{}]
    rules = [rule for step in flow.steps.values() for rule in step.next]
    asked = {name for rule in rules for name in rule.when or () if name in flow.steps}
    tried: set[tuple[object, ...]] = set()
    while waiting:
        answers = waiting.pop()
        position = desk.engine.replay(flow, answers)
        # Two ways to one step can lead on to different steps.
        told = (position.at, *(answers.get(name) for name in sorted(asked)))
        if told in tried:
            continue
        tried.add(told)
        found.setdefault(position.at, answers)
        if not position.is_outcome:
            values = some_answers(flow.steps[position.at], desk)
            waiting.extend({**answers, position.at: value} for value in values)
    return found


def turns(flow_id: str, desk: Desk, text: str) -> Iterator[tuple[str, Result]]:
    """What `text` does at each step and outcome of a flow."""
    flow = desk.engine.flow(flow_id)
    assert flow
    for place, answers in everywhere(flow, desk).items():
        now = State(FlowState(flow.id, answers), greeted=True, notice=desk.knowledge.privacy.version)
        incoming = Incoming("web", "key", "1", datetime.now(UTC), text=text)
        yield place, answer(let_in(incoming, now, desk), desk)


@pytest.mark.parametrize("flow_id", FLOWS)
def test_every_step_and_every_end_of_every_flow_is_tried_here(flow_id: str, desk: Desk) -> None:
    flow = desk.engine.flow(flow_id)
    assert flow
    assert everywhere(flow, desk).keys() == {*flow.steps, *flow.outcomes}


def test_every_command_is_tried_here() -> None:
    assert SAYS.keys() == COMMANDS.keys()


@pytest.mark.parametrize("flow_id", FLOWS)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_wins_at_every_step(command: str, flow_id: str, desk: Desk) -> None:
    for place, result in turns(flow_id, desk, f"/{command}"):
        assert SAYS[command] in result.messages[0].text, place
        assert (result.state.flow is None) == (command in ENDING or place in LEFT_AT), place


@pytest.mark.parametrize("flow_id", FLOWS)
@pytest.mark.parametrize("command", ["help", "privacy", "mydata", "receipt", "easy", "complain"])
def test_after_a_command_that_only_tells_something_the_step_is_asked_again(
    command: str, flow_id: str, desk: Desk
) -> None:
    flow = desk.engine.flow(flow_id)
    assert flow
    for place, result in turns(flow_id, desk, f"/{command}"):
        if place in flow.steps:
            assert result.messages[-1].kind == "question", place
            assert result.messages[-1].choices, place


@pytest.mark.parametrize(("typed", "says"), [
    ("/MENU", "What would you like to do?"), ("menu", "What would you like to do?"), ("Help!", "How to use this"),
    ("stop", "I have stopped"), ("Cancel", "I have stopped"), ("/nonsense", "I do not know that command"),
    ("/", "I do not know that command"), ("/start ehcp", "Hello, I am Signpost"),
])  # fmt: skip
def test_commands_are_known_however_they_are_typed(person: Person, typed: str, says: str) -> None:
    person.start("services")
    person.say(typed)
    assert says in person.screen


def test_stopping_where_there_is_nothing_to_stop_is_no_fault(person: Person) -> None:
    person.say("/cancel")
    assert "There is nothing to stop" in person.screen


@pytest.mark.parametrize(("payload", "asks"), [
    ("services", "What do you need help with?"), ("ehcp", "Where are you now?"),
    ("adult-life", "Who is this for?"), ("feedback", "What is it about?"),
])  # fmt: skip
def test_a_deep_link_greets_and_goes_straight_to_its_flow(person: Person, payload: str, asks: str) -> None:
    person.start(payload)
    assert "Hello, I am Signpost" in person.screen
    assert asks in person.screen


@pytest.mark.parametrize("payload", ["correction", "EHCP", "ehcp ", "../../etc", "x" * 64, "🎈", "menu"])
def test_a_deep_link_that_nobody_made_is_a_plain_greeting(person: Person, payload: str) -> None:
    person.start(payload)
    assert "Hello, I am Signpost" in person.screen
    assert person.labels == (
        "Find a service", "EHC plan, step by step", "My dates and letters", "Preparing for adult life",
        "Say what you think",
        "The plan for SEND in Norfolk",
        "Use easier words",
    )  # fmt: skip


def test_a_deep_link_in_the_middle_of_a_flow_begins_the_other_one(person: Person) -> None:
    person.start("services")
    person.start("ehcp")
    person.tap("We do not have a plan yet")
    assert "Which of these is most like you?" in person.screen


def test_only_telegram_is_told_of_telegrams_age(person: Person) -> None:
    person.start()
    assert "Telegram is for people of 16 and over" not in person.screen
    by_phone = Person(person.assistant, channel="telegram", address="77")
    by_phone.start()
    assert "Telegram is for people of 16 and over" in by_phone.screen


def test_the_greeting_names_the_area_and_who_runs_it(person: Person, desk: Desk) -> None:
    person.start()
    assert desk.knowledge.area.name in person.screen
    assert "It is not run by the council" in person.screen


@pytest.mark.parametrize(("typed", "says"), [
    ("/receipt", "Please type your receipt code"), ("/receipt K7QM", "does not look like a receipt code"),
    ("/receipt AAAA-AAAB", "does not look like a receipt code"),
])  # fmt: skip
def test_a_receipt_that_cannot_be_one_is_kindly_refused(person: Person, typed: str, says: str) -> None:
    person.say(typed)
    assert says in person.screen


def test_a_receipt_of_nobody_is_not_found(person: Person) -> None:
    person.say(f"/receipt {new_receipt()}")
    assert "I have nothing with that code" in person.screen
