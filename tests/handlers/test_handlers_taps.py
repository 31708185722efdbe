from collections.abc import Iterator
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.commands import menu_choices
from handlers.desk import Desk
from handlers.taps import Tap, Verb, read, write
from handlers.turn import CHOICE_BYTES
from knowledge.flow.model import ChoiceStep, Flow, ManyStep, PlaceStep, Step

NAME = st.from_regex(r"[a-z][a-z0-9-]{0,11}", fullmatch=True)
WHAT = st.text(max_size=20)
OF_FLOW = ("pick", "tick", "open", "done", "back", "change", "again", "page", "finish", "keep", "send", "drop")
PLAIN = tuple(verb for verb in get_args(Verb) if verb not in {*OF_FLOW, "stale"})


@given(st.sampled_from(PLAIN), WHAT)
def test_a_plain_button_is_read_as_it_was_written(verb: Verb, what: str) -> None:
    assert read(write(Tap(verb, what))) == Tap(verb, what)


@given(st.sampled_from(OF_FLOW), WHAT, NAME, st.integers(0, 999), st.just("") | NAME)
def test_a_button_of_a_flow_is_read_as_it_was_written(
    verb: Verb, what: str, flow: str, version: int, step: str
) -> None:
    tap = Tap(verb, what, flow, version, step)
    assert tap.of_flow
    assert read(write(tap)) == tap


@given(st.text())
def test_no_made_up_value_breaks_it(value: str) -> None:
    assert read(value).verb in get_args(Verb)


@pytest.mark.parametrize(
    "value",
    ["", ":", "nonsense", "nonsense:x", "MENU:", "pick", "pick:", "pick:services", "pick:services:age:9",
     "pick:.1:age:9", "pick:services.one:age:9", "pick:services.-1:age:9", "stale:", "\x00", "🎈"],
)  # fmt: skip
def test_a_value_that_we_never_made_is_stale(value: str) -> None:
    assert read(value) == Tap("stale")


def test_a_value_may_hold_the_sign_that_parts_it() -> None:
    tap = Tap("pick", "a:b:c", "services", 1, "place")
    assert read(write(tap)) == tap


def possible(desk: Desk) -> Iterator[Tap]:
    """Every button that the content can lead to."""
    knowledge = desk.knowledge
    strategy = knowledge.strategy
    entries = (*knowledge.answers, *knowledge.services, *knowledge.guides, *strategy.items, *strategy.promises)
    for verb in ("entry", "full", "easy", "words", "people", "wrong", "review", "tell"):
        yield from (Tap(verb, entry) for entry in entries)
    ticks = "0" * len(knowledge.measures.quick)
    yield from (Tap(verb, f"{entry}.{ticks}") for verb in ("quick", "rated") for entry in entries)
    yield from (Tap("tell", f"rated.{entry}") for entry in entries)
    for flow in knowledge.flows.values():
        yield from (Tap(verb, "", flow.id, flow.version) for verb in ("change", "again", "send", "drop"))
        yield Tap("page", "9999", flow.id, flow.version)
        yield from (Tap("back", "", flow.id, flow.version, outcome) for outcome in flow.outcomes)
        for name, step in flow.steps.items():
            yield from (
                Tap(verb, "", flow.id, flow.version, name)
                for verb in ("done", "back", "change", "open", "finish", "keep")
            )
            yield from (Tap("pick", value, flow.id, flow.version, name) for value in picks(flow, step, desk))
            if isinstance(step, ManyStep):
                for group in desk.engine.groups(step):
                    yield Tap("open", group.value, flow.id, flow.version, name)
                    yield from (Tap("tick", one.value, flow.id, flow.version, name) for one in group.options)


def picks(flow: Flow, step: Step, desk: Desk) -> Iterator[str]:
    if isinstance(step, ChoiceStep | PlaceStep):
        yield from (option.value for option in step.options)
    if isinstance(step, PlaceStep):
        yield from (place.name for place in desk.knowledge.places)
        yield from (code.outcode for code in desk.knowledge.outcodes)
    if step.kind == "entry":
        yield from desk.knowledge.services


def test_no_button_is_too_long_for_telegram(desk: Desk) -> None:
    values = [write(tap) for tap in possible(desk)] + [choice.value for choice in menu_choices(desk, easy=False)]
    assert len(values) > 1000
    assert [value for value in values if len(value.encode()) > CHOICE_BYTES] == []
