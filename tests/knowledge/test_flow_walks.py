"""Whatever a person answers, takes back or changes, the engine keeps its promises: on made-up flows and on the real."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.desk import functions
from handlers.state import FlowState, State, from_json, to_json
from knowledge.base import Knowledge
from knowledge.flow.engine import SEEN, Engine, without
from knowledge.flow.functions import Functions
from knowledge.flow.model import (
    Answers,
    ChoiceStep,
    DateStep,
    EntryStep,
    Flow,
    InfoStep,
    ManyStep,
    Option,
    OptionGroup,
    PlaceStep,
    RoundStep,
    Rule,
    Step,
    TextStep,
    ways_on,
)
from knowledge.gazetteer import ANYWHERE, Gazetteer

LETTERS = ("a", "b", "c")
OPTIONS = tuple(Option(value=letter, label=letter) for letter in LETTERS)
FUNCTIONS = Functions(
    groups={"letters": (OptionGroup(value="all", label="All", options=OPTIONS),)},
    is_place={ANYWHERE}.__contains__,
    is_entry={"entry"}.__contains__,
)
MOST_TURNS = 25
REAL_FLOWS = (
    *("services", "ehcp", "adult-life", "feedback", "correction", "strategy"),
    *("dates", "letters", "draft-check", "next-three"),
    *("answer", "complaint", "youth", "month", "my-page"),
)

quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])

Value = str | tuple[str, ...]
Values = Callable[[Engine, Step], st.SearchStrategy[Value]]


@st.composite
def flows(draw: st.DrawFn) -> Flow:
    """A flow of up to six steps, whose rules ask for steps before them and lead on to steps after them."""
    names = [f"s{number}" for number in range(draw(st.integers(1, 6)))]
    steps = {name: draw(_step(names[: place + 1], [*names[place + 1 :], "end"])) for place, name in enumerate(names)}
    end = {"end": {"do": "stop"}}
    return Flow.model_validate(
        {"id": "made-up", "version": 1, "title": "Made up", "start": "s0", "steps": steps, "outcomes": end}
    )


@st.composite
def _step(draw: st.DrawFn, asked: list[str], later: list[str]) -> dict[str, object]:
    rule = st.builds(
        lambda when, go: {"if": when, "go": go},
        st.dictionaries(st.sampled_from(asked), st.lists(st.sampled_from(LETTERS), min_size=1), max_size=2),
        st.sampled_from(later),
    )
    rules = [*draw(st.lists(rule, max_size=2)), {"go": draw(st.sampled_from(later))}]
    words = {"name": "Name", "ask": "Ask", "next": rules}
    kind = draw(st.sampled_from(("info", "choice", "many", "text", "date", "place", "entry")))
    more: dict[str, dict[str, object]] = {
        "choice": {"options": [option.model_dump() for option in OPTIONS]},
        "many": {"groups_from": "letters"},
        "text": {"skip": draw(st.sampled_from((None, "Skip")))},
    }
    return {"kind": kind, **words, **more.get(kind, {})}


def made_up_values(engine: Engine, step: Step) -> st.SearchStrategy[Value]:
    return fitting(engine, step, [ANYWHERE], ["entry"])


def fitting(engine: Engine, step: Step, places: list[str], entries: list[str]) -> st.SearchStrategy[Value]:
    """The answers that a step can be given."""
    match step:
        case InfoStep():
            return st.just(SEEN)
        case ChoiceStep():
            return st.sampled_from([option.value for option in step.options])
        case ManyStep():
            known = [option.value for group in engine.groups(step) for option in group.options]
            return st.lists(st.sampled_from(known), min_size=1, max_size=3, unique=True).map(tuple)
        case TextStep():
            return st.text(min_size=0 if step.skip else 1, max_size=step.longest)
        case DateStep():
            return st.dates().map(lambda day: day.isoformat())
        case PlaceStep():
            return st.sampled_from(places)
        case EntryStep():
            return st.sampled_from(entries)
        case RoundStep():
            return st.just("a-round")


def check_walk(engine: Engine, flow: Flow, data: st.DataObject, values: Values) -> None:
    """Answer, go back and change answers at random; look after every turn."""
    answers: Answers = {}
    for _turn in range(MOST_TURNS):
        now = engine.replay(flow, answers)
        assert now == engine.replay(flow, as_saved(flow, answers)), "saving and reading leads somewhere else"
        assert now == engine.replay(flow, engine.settled(flow, answers)), "dropping what was not used changes the way"
        changes_mind: bool = data.draw(st.booleans())
        if now.path and changes_mind:
            step: str = data.draw(st.sampled_from(now.path))
            answers = without(answers, step)
            assert engine.replay(flow, answers).at == step
            answers = answers | {step: data.draw(values(engine, flow.steps[step]))}
        elif now.is_outcome:
            return
        else:
            answers = check_answer(engine, flow, answers, data.draw(values(engine, flow.steps[now.at])))


def check_answer(engine: Engine, flow: Flow, answers: Answers, value: Value) -> Answers:
    """Answer the step where the flow is; look that the answer counts and that going back undoes it."""
    before = engine.replay(flow, answers)
    assert engine.fits(flow.steps[before.at], value)
    answers = engine.settled(flow, answers) | {before.at: value}
    after = engine.replay(flow, answers)
    assert after.path == (*before.path, before.at)
    assert engine.replay(flow, engine.back(flow, answers)) == before
    assert set(answers) == set(after.path)
    return answers


def as_saved(flow: Flow, answers: Answers) -> Answers:
    """The answers after they were saved and read again."""
    state = from_json(to_json(State(FlowState(flow.id, answers))))
    assert state == State(FlowState(flow.id, answers))
    assert state.flow
    return state.flow.answers


@quick
@given(flow=flows(), data=st.data())
def test_any_walk_over_any_flow_can_be_saved_gone_back_on_and_changed(flow: Flow, data: st.DataObject) -> None:
    check_walk(Engine({flow.id: flow}, FUNCTIONS), flow, data, made_up_values)


@quick
@given(flow=flows(), answers=st.dictionaries(st.sampled_from([f"s{number}" for number in range(6)]), st.text()))
def test_answers_that_never_came_from_this_flow_lead_to_a_place_in_it(flow: Flow, answers: Answers) -> None:
    place = Engine({flow.id: flow}, FUNCTIONS).replay(flow, answers)
    assert place.at in (flow.outcomes if place.is_outcome else flow.steps)


@pytest.mark.parametrize("flow_id", REAL_FLOWS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_walk_over_a_real_flow_can_be_saved_gone_back_on_and_changed(
    flow_id: str, data: st.DataObject, knowledge: Knowledge, gazetteer: Gazetteer
) -> None:
    engine = Engine(knowledge.flows, functions(knowledge, gazetteer))
    places = [*(place.name for place in knowledge.places), *(code.outcode for code in knowledge.outcodes), ANYWHERE]

    def values(engine: Engine, step: Step) -> st.SearchStrategy[Value]:
        return fitting(engine, step, places, list(knowledge.services))

    check_walk(engine, knowledge.flows[flow_id], data, values)


@pytest.mark.parametrize("flow_id", REAL_FLOWS)
def test_every_way_on_in_a_real_flow_leads_to_a_step_or_an_outcome(flow_id: str, knowledge: Knowledge) -> None:
    flow = knowledge.flows[flow_id]
    assert {target for _step, target in ways_on(flow)} <= {*flow.steps, *flow.outcomes}


def test_there_are_these_flows_and_no_more(knowledge: Knowledge) -> None:
    assert sorted(knowledge.flows) == sorted(REAL_FLOWS)


def test_what_was_half_ticked_is_saved_too() -> None:
    state = State(FlowState("services", {"need": ("autism",)}, ("adhd",), "needs-group"), (("menu:", "Menu"),), True)
    assert from_json(to_json(state)) == state
    assert from_json(None) == State()


def test_a_plain_next_is_a_rule_for_everybody() -> None:
    step = InfoStep(kind="info", name="Hello", ask="Read this.", next="on")
    flow = Flow(id="f", version=1, title="F", start="s", steps={"s": step}, outcomes={})
    assert list(ways_on(flow)) == [("s", "on")]
    assert Rule(go="on").when is None
