"""The young people's door: their own words, their own ways on, and a way out at every step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from looking import TODAY
from person import Person
from sqlalchemy import Engine as Database
from stored import counts, rows, unsealed

from handlers.assistant import Assistant
from handlers.desk import Desk, functions
from handlers.outcomes import Reached, show
from handlers.reader import Reader
from handlers.screens import ask
from handlers.state import FlowState
from handlers.taps import read
from handlers.turn import Choice
from knowledge.checks.easy import exempt_from_grade
from knowledge.checks.reading import plain_faults
from knowledge.flow.engine import SEEN, SKIPPED, Engine
from knowledge.flow.model import Answers, ChoiceStep, Flow, InfoStep, RoundStep, Step, TextStep, is_said
from storage.sealing import Sealer

YOUNG = ("youth", "month", "my-page")
READER = Reader(TODAY)
THEMES = ("employment", "independent-living", "community", "health", "school", "being-listened-to", "something-else")


def begun(assistant: Assistant, age: str = "11 to 15") -> Person:
    """A young person of this age who is about to say what they think."""
    person = Person(assistant)
    person.start("youth")
    person.tap(age)
    person.tap("Say what I think")
    return person


def values(step: Step) -> list[str]:
    match step:
        case ChoiceStep():
            return [*(option.value for option in step.options), SKIPPED]
        case TextStep():
            return ["words", SKIPPED]
        case RoundStep():
            return ["november"]
        case _:
            return [SEEN]


def everywhere(flow: Flow, desk: Desk) -> Iterator[tuple[str, Answers]]:
    """Each step and each outcome, with the first answers found that lead there."""
    found: set[str] = set()
    waiting: list[Answers] = [{}]
    while waiting:
        answers = waiting.pop(0)
        at = desk.engine.replay(flow, answers).at
        if at in found:
            continue
        found.add(at)
        yield at, answers
        if at in flow.steps:
            waiting.extend({**answers, at: value} for value in values(flow.steps[at]))


def test_the_door_says_what_this_is_who_runs_it_and_asks_for_an_age_band_first(person: Person) -> None:
    person.start("youth")
    assert "Hi, I am Signpost" in person.screen
    assert "This is a test service. It is not run by the council." in person.screen
    assert "I help families" not in person.screen
    assert person.labels[:5] == ("Under 11", "11 to 15", "16 to 18", "19 to 25", "I am a parent or carer")


def test_an_11_year_old_can_read_all_that_the_door_and_its_flows_say(desk: Desk) -> None:
    exempt = exempt_from_grade(desk.knowledge)
    words = desk.knowledge.texts.youth
    said = [text for _, text in (*words, *words.page) if isinstance(text, str)]
    assert [(text, fault) for text in said for fault in plain_faults(text, exempt)] == []


@pytest.mark.parametrize(
    ("typed", "band"),
    [("im 14", "11-15"), ("fourteen", "11-15"), ("I'm 18!", "16-18"), ("NINETEEN", "19-25"), ("16 to 18", "16-18")],
)
def test_an_age_can_be_typed(typed: str, band: str, person: Person, desk: Desk) -> None:
    person.start("youth")
    person.say(typed)
    assert "What would you like to do?" in person.screen
    person.tap("Say what I think")
    person.tap("Something else")
    person.tap("Yes, I am")
    person.say("some people listen")
    person.tap("That is all, show me what will be sent")
    flow = desk.knowledge.flows["youth"]
    step = flow.steps["age"]
    assert isinstance(step, ChoiceStep)
    label = next(option.label for option in step.options if option.value == band)
    assert f"Age: {label}" in person.screen


def test_a_parent_goes_on_to_feedback_of_their_own(person: Person, desk: Desk) -> None:
    person.start("youth")
    person.tap("I am a parent or carer")
    feedback = desk.knowledge.flows["feedback"]
    assert feedback.steps[feedback.start].ask in person.screen


def test_someone_past_25_is_taken_to_feedback_too(person: Person, desk: Desk) -> None:
    person.start("youth")
    person.say("I am 45")
    feedback = desk.knowledge.flows["feedback"]
    assert feedback.steps[feedback.start].ask in person.screen


def test_a_child_under_11_is_kindly_sent_to_a_grown_up_and_nothing_of_it_stays(
    assistant: Assistant, sqlite_engine: Database, sealer: Sealer
) -> None:
    person = Person(assistant)
    person.start("youth")
    person.say("im 9")
    assert "Do this part with a grown-up" in person.screen
    assert "Childline" in person.screen
    assert {"My page", "Who can I talk to?", "Main menu"} <= set(person.labels)
    (talk,) = rows(sqlite_engine)["conversation"]
    assert "under-11" not in sealer.open(talk["state"])


@pytest.mark.parametrize("flow_id", YOUNG)
def test_skip_and_stop_stand_on_every_step_as_large_as_send(flow_id: str, desk: Desk) -> None:
    flow = desk.knowledge.flows[flow_id]
    for at, answers in everywhere(flow, desk):
        state = FlowState(flow.id, answers)
        if at in flow.steps:
            choices = ask(flow, state, READER, desk).choices
        else:
            choices = show(Reached(flow, at, state, READER), desk)[-1].choices
        if flow.outcomes.get(at) and flow.outcomes[at].do not in {"preview", "show my page"}:
            continue
        assert any(is_stop(choice) and choice.way == "pick" for choice in choices), at
        step = flow.steps.get(at)
        if step and is_said(step) and at != "about":
            skips = [choice for choice in choices if read(choice.value).what == SKIPPED and choice.way == "pick"]
            assert any(choice.label.startswith("Skip") for choice in skips), at


def is_stop(choice: Choice) -> bool:
    return choice.value == "young:stop" and choice.label.startswith("Stop")


def test_stop_drops_all_at_once_and_asks_no_second_time(assistant: Assistant, sqlite_engine: Database) -> None:
    person = begun(assistant)
    person.tap("School or college")
    person.tap("Stop")
    assert "I have stopped" in person.screen
    assert "sure" not in person.screen
    assert counts(sqlite_engine)["submission"] == 0
    person.say("/mydata")
    assert "I hold no answers from you." in person.screen


def test_all_that_can_be_skipped_left_out_leaves_nothing_to_send(assistant: Assistant) -> None:
    person = begun(assistant, "Skip my age")
    person.tap("Being listened to")
    while any(label.startswith("Skip") for label in person.labels):
        person.tap(next(label for label in person.labels if label.startswith("Skip")))
    assert "Yes, send this" not in person.labels
    assert "Stop" in person.labels


def test_two_or_three_taps_are_asked_for_that_fit_the_theme(desk: Desk) -> None:
    flow = desk.knowledge.flows["youth"]
    asked = {theme: measures_after({"age": "11-15", "begin": SEEN, "about": theme}, flow, desk) for theme in THEMES}
    assert asked["community"] == ["included", "going-where", "young-listened-to"]
    assert asked["school"] == ["included", "young-listened-to"]
    assert asked["employment"] == ["going-where", "young-listened-to"]
    assert all(2 <= len(found) <= 3 for found in asked.values())


def measures_after(answers: Answers, flow: Flow, desk: Desk) -> list[str]:
    found: list[str] = []
    while isinstance(step := flow.steps[desk.engine.replay(flow, answers).at], ChoiceStep) and step.measure:
        found.append(step.measure)
        answers = {**answers, step.measure: step.options[0].value}
    return found


@pytest.mark.parametrize(
    ("age", "line"),
    [
        ("11 to 15", "A grown-up here reads them."),
        ("Skip my age", "A grown-up here reads them."),
        ("16 to 18", "We do not tell your parents, school or college."),
        ("19 to 25", "We do not tell your parents, school or college."),
    ],
)
def test_before_the_first_box_stands_what_is_kept_in_words_for_that_age(
    age: str, line: str, assistant: Assistant
) -> None:
    person = begun(assistant, age)
    person.tap("Being listened to")
    person.tap("A bit of the way")
    person.tap("Some people listen")
    notice, _, _question = person.reply.messages[-1].text.partition("\n\n")
    assert line in notice
    assert len(notice.splitlines()) <= 5
    person.say("my helper")
    assert line not in person.screen


def test_words_are_shown_to_others_only_by_a_yes_and_never_without_words(assistant: Assistant, desk: Desk) -> None:
    step = desk.knowledge.flows["youth"].steps["show"]
    assert isinstance(step, ChoiceStep)
    assert step.options[0].value == "no"
    person = begun(assistant)
    person.tap("Being listened to")
    person.tap("A bit of the way")
    person.tap("Some people listen")
    for skip in ("Skip what is good", "Skip what should change", "Skip where I live"):
        person.tap(skip)
    assert "This is what will be kept" in person.screen


@pytest.mark.parametrize(("tapped", "kept"), [("Yes, you can show them", True), ("Skip this question", False)])
def test_what_was_sent_is_a_view_with_its_theme_marks_band_and_wish(
    tapped: str, kept: bool, assistant: Assistant, sqlite_engine: Database, sealer: Sealer
) -> None:
    person = begun(assistant, "16 to 18")
    person.tap("School or college")
    person.tap("😐 Part of things at times")
    person.tap("No, they do not listen")
    person.say("art with Mrs Brackenbury")
    person.say("MORE TIME")
    person.tap("Norwich")
    person.tap(tapped)
    person.tap("Yes, send this")
    assert "More for young people" in person.labels
    found = rows(sqlite_engine)
    (view,) = found["submission"]
    assert (view["kind"], view["about"], view["age_band"], view["district"], bool(view["may_show"])) == (
        ("view", "school", "16-18", "norwich", kept)
    )
    assert {(mark["measure"], mark["value"]) for mark in found["mark"]} == {
        ("included", "partly"),
        ("young-listened-to", "no"),
    }
    held = unsealed({"submission": found["submission"]}, sealer)
    assert "MORE TIME" in held
    assert "Brackenbury" not in held


def test_from_one_part_to_another_the_age_goes_along(assistant: Assistant) -> None:
    person = Person(assistant)
    person.start("youth")
    person.tap("16 to 18")
    person.tap("Quick poll")
    person.tap("More for young people")
    assert "Say what I think" in person.labels
    person.tap("Getting ready for adult life")
    assert "How old are you?" in person.screen


def test_every_way_on_leads_somewhere_and_what_is_missing_is_not_offered(desk: Desk) -> None:
    flow = desk.knowledge.flows["youth"]
    step = flow.steps["begin"]
    assert isinstance(step, InfoStep)
    taps = [read(offer.tap) for offer in step.offers]
    assert [tap for tap in taps if tap.verb == "stale"] == []
    assert {tap.what for tap in taps if tap.verb == "flow"} <= set(desk.knowledge.flows)
    few = {name: one for name, one in desk.knowledge.flows.items() if name != "month"}
    bare = replace(desk, engine=Engine(few, functions(desk.knowledge, desk.gazetteer)))
    labels = [choice.label for choice in ask(flow, FlowState("youth", {"age": "11-15"}), READER, bare).choices]
    assert "This month's question" not in labels
    assert "Make my page" in labels


@pytest.mark.parametrize(("easy", "shown"), [(False, "Use easier words"), (True, "Use the usual words")])
def test_one_button_turns_easier_words_on_or_off(easy: bool, shown: str, desk: Desk) -> None:
    flow = desk.knowledge.flows["youth"]
    reader = replace(READER, easy=easy)
    labels = [one.label for one in ask(flow, FlowState("youth", {"age": "11-15"}), reader, desk).choices]
    assert [label for label in labels if label.startswith("Use")] == [shown]


def test_an_area_with_no_flows_for_young_people_says_so_kindly(
    desk: Desk, sqlite_engine: Database, sealer: Sealer
) -> None:
    flows = {name: flow for name, flow in desk.knowledge.flows.items() if name not in YOUNG}
    bare = replace(desk, engine=Engine(flows, functions(desk.knowledge, desk.gazetteer)))
    person = Person(Assistant(sqlite_engine, sealer, lambda: bare))
    person.start("youth")
    assert "There is no page for young people here yet" in person.screen
    assert "Find a service" in person.labels
    person.press("young:")
    assert "Find a service" in person.labels


@pytest.mark.parametrize("value", ["young:nothing", "young:polls:x", "vote:", "vote:bus", "vote:.", "vote:bus.yes"])
def test_a_made_up_button_gets_a_kind_line(value: str, person: Person) -> None:
    person.start("youth")
    person.press(value)
    assert "That button is from an earlier question." in person.screen
    assert "How old are you?" in person.screen


def test_a_button_made_up_for_the_end_of_a_flow_does_no_harm(assistant: Assistant) -> None:
    person = begun(assistant)
    person.tap("Being listened to")
    person.tap("A bit of the way")
    person.tap("That is all, show me what will be sent")
    for letter in "ptodfk":
        person.press(f"{letter}:youth.1:preview:x")
        assert "That button is from an earlier question." in person.screen


@pytest.mark.parametrize(
    ("age", "first"), [("Skip my age", "Childline"), ("11 to 15", "Childline"), ("16 to 18", "Childline")]
)
def test_words_of_harm_bring_the_help_for_the_band_first(age: str, first: str, assistant: Assistant) -> None:
    person = begun(assistant, age)
    person.tap("Being listened to")
    person.tap("A bit of the way")
    person.tap("Some people listen")
    person.say("i want to kill myself")
    helped = person.reply.messages[0]
    assert helped.kind == "help"
    assert first in helped.text


def test_an_adult_in_the_young_peoples_part_gets_the_help_for_adults(assistant: Assistant) -> None:
    child, adult = (helped(begun(assistant, age)) for age in ("11 to 15", "19 to 25"))
    assert child != adult
    assert "Childline" not in adult


def helped(person: Person) -> str:
    person.tap("Being listened to")
    person.tap("A bit of the way")
    person.tap("Some people listen")
    person.say("i want to kill myself")
    return person.reply.messages[0].text


def test_a_photo_and_far_too_many_letters_lose_nothing(assistant: Assistant) -> None:
    person = begun(assistant)
    person.tap("Being listened to")
    person.tap("A bit of the way")
    person.tap("Some people listen")
    person.send_kind("photo")
    assert "I cannot look at pictures" in person.screen
    assert "What is good?" in person.screen
    person.say("we need more help at break. " * 180)
    assert "5,0" in person.screen
    assert "Stop" in person.labels
    person.say("help")
    assert "How to use this" in person.screen


def test_skip_can_be_typed_wherever_something_can_be_skipped(assistant: Assistant) -> None:
    person = begun(assistant)
    person.tap("Being listened to")
    person.tap("A bit of the way")
    for _ in range(4):
        person.say("Skip")
    assert "This is what will be kept" in person.screen
    assert "Skip" not in person.screen
