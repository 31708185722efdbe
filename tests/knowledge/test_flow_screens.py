"""Every question of the real flows as a family sees it: each button can be typed, fits Telegram, and is said aloud."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from handlers.desk import Desk
from handlers.labels import option_named, same_label
from handlers.reader import Reader
from handlers.screens import ask
from handlers.state import FlowState
from handlers.turn import CHOICE_BYTES, Choice, Message
from knowledge.flow.engine import SEEN, SKIPPED
from knowledge.flow.model import (
    Answers,
    ChoiceStep,
    DateStep,
    EntryStep,
    Flow,
    InfoStep,
    ManyStep,
    Option,
    PlaceStep,
    Step,
    TextStep,
)
from knowledge.gazetteer import ANYWHERE

READER = Reader(date(2026, 11, 23))
FLOWS = ("services", "ehcp", "adult-life", "feedback", "answer", "complaint", "correction", "strategy")


def first_visits(flow: Flow, desk: Desk) -> dict[str, Answers]:
    """For each step, the first answers found that lead to it."""
    found: dict[str, Answers] = {}
    tried: set[tuple[object, ...]] = set()
    waiting: list[Answers] = [{}]
    while waiting:
        answers = waiting.pop(0)
        place = desk.engine.replay(flow, answers)
        # Two ways to one step can lead on to different steps.
        told = (place.at, *(answers.get(name) for name in asked_by_rules(flow)))
        if place.is_outcome or told in tried:
            continue
        tried.add(told)
        found.setdefault(place.at, answers)
        waiting.extend({**answers, place.at: value} for value in values(flow.steps[place.at], desk))
    return found


def asked_by_rules(flow: Flow) -> list[str]:
    """The steps whose answers choose a way on."""
    rules = (rule for step in flow.steps.values() for rule in step.next)
    return sorted({name for rule in rules if isinstance(rule.when, dict) for name in rule.when})


def values(step: Step, desk: Desk) -> list[str | tuple[str, ...]]:
    """Answers that may lead different ways."""
    match step:
        case InfoStep():
            return [SEEN]
        case ChoiceStep():
            return [option.value for option in step.options]
        case ManyStep():
            return [(option.value,) for group in desk.engine.groups(step) for option in group.options]
        case TextStep():
            return ["words", *([SKIPPED] if step.skip else [])]
        case DateStep():
            return ["2026-11-03"]
        case PlaceStep():
            return [ANYWHERE]
        case EntryStep():
            return [next(iter(desk.knowledge.services)), *([step.otherwise.value] if step.otherwise else [])]


def screens(flow: Flow, desk: Desk) -> Iterator[Message]:
    """Every question, and every group of a question with several; with nothing ticked and with something."""
    for name, answers in first_visits(flow, desk).items():
        step = flow.steps[name]
        yield ask(flow, FlowState(flow.id, answers), READER, desk)
        for group in desk.engine.groups(step) if isinstance(step, ManyStep) else ():
            ticked = (group.options[0].value,)
            yield ask(flow, FlowState(flow.id, answers, group=group.value), READER, desk)
            yield ask(flow, FlowState(flow.id, answers, ticked, group.value), READER, desk)


def choices(flow_id: str, desk: Desk) -> list[tuple[Choice, ...]]:
    return [screen.choices for screen in screens(desk.knowledge.flows[flow_id], desk)]


@pytest.mark.parametrize("flow_id", FLOWS)
def test_every_step_can_be_reached_by_answers(flow_id: str, desk: Desk) -> None:
    flow = desk.knowledge.flows[flow_id]
    assert set(first_visits(flow, desk)) == set(flow.steps)


@pytest.mark.parametrize("flow_id", FLOWS)
def test_every_button_can_be_typed_and_finds_itself(flow_id: str, desk: Desk) -> None:
    for screen in choices(flow_id, desk):
        labels = [(choice.value, choice.label) for choice in screen]
        assert [one.label for one in screen if same_label(one.label, labels) != one.value] == []
        assert [one.label for one in screen if same_label(f" {one.label.upper()}! ", labels) != one.value] == []


@pytest.mark.parametrize("flow_id", FLOWS)
def test_every_button_fits_telegram(flow_id: str, desk: Desk) -> None:
    buttons = [choice for screen in choices(flow_id, desk) for choice in screen]
    assert [choice.value for choice in buttons if len(choice.value.encode()) > CHOICE_BYTES] == []
    assert [choice.label for choice in buttons if not 0 < len(choice.label) <= 60] == []


@pytest.mark.parametrize("flow_id", FLOWS)
def test_every_screen_has_a_way_to_the_menu_and_all_but_the_first_a_way_back(flow_id: str, desk: Desk) -> None:
    buttons = desk.knowledge.texts.buttons
    flow = desk.knowledge.flows[flow_id]
    for name, answers in first_visits(flow, desk).items():
        labels = [choice.label for choice in ask(flow, FlowState(flow.id, answers), READER, desk).choices]
        assert buttons.menu in labels
        assert (buttons.back in labels) == (name != flow.start)


@pytest.mark.parametrize("flow_id", FLOWS)
def test_every_other_word_for_an_option_finds_that_option(flow_id: str, desk: Desk) -> None:
    for step in desk.knowledge.flows[flow_id].steps.values():
        options: tuple[Option, ...] = step.options if isinstance(step, ChoiceStep | PlaceStep) else ()
        for option in options:
            words = (option.label, *option.also)
            assert [word for word in words if option_named(word, options) != option.value] == []


def test_every_category_and_every_other_word_for_it_can_be_typed_from_any_group(desk: Desk) -> None:
    (step,) = [step for step in desk.knowledge.flows["services"].steps.values() if isinstance(step, ManyStep)]
    options = [option for group in desk.engine.groups(step) for option in group.options]
    words = [(option.value, word) for option in options for word in (option.label, *option.also)]
    assert [word for value, word in words if option_named(word, options) != value] == []


def test_an_age_that_is_typed_is_one_of_the_options_wherever_ages_are_read(desk: Desk) -> None:
    steps = [step for flow in desk.knowledge.flows.values() for step in flow.steps.values()]
    readers = [step for step in steps if isinstance(step, ChoiceStep) and step.reads]
    assert readers
    for step in readers:
        assert step.reads
        read = desk.engine.reader(step.reads)
        assert {read(str(age)) for age in range(26)} <= {option.value for option in step.options}


def test_the_young_person_is_asked_about_themselves_and_a_parent_about_the_child(desk: Desk) -> None:
    flow = desk.knowledge.flows["adult-life"]
    young, parent = (ask(flow, FlowState(flow.id, {"who": who}), READER, desk).text for who in ("me", "my-child"))
    assert "How old are you?" in young
    assert "your child" in parent
    assert "your child" not in young


def test_every_step_of_adult_life_after_the_first_has_words_for_the_young_person(desk: Desk) -> None:
    flow = desk.knowledge.flows["adult-life"]
    assert [name for name, step in flow.steps.items() if name != flow.start and not step.young] == []
