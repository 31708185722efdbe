"""Faults of flows: dead ends, steps that cannot be reached, rings, unknown references, what does not fit a screen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from knowledge.base import Knowledge
from knowledge.checks.spots import Spots
from knowledge.faults import Fault
from knowledge.flow.functions import CONDITIONS, READERS
from knowledge.flow.model import MOST_OPTIONS, ChoiceStep, Flow, ManyStep, Option, PlaceStep, Step, TextStep, ways_on
from knowledge.gazetteer import Gazetteer
from knowledge.yaml_files import Path_

Actions = Mapping[str, frozenset[str]]
"""What an outcome may do, and what each action must be told."""

GROUP_SOURCES = frozenset({"service categories"})
"""The named lists of option groups."""

LONGEST_MESSAGE = 4096
"""Telegram's limit for a message, in characters (Bot API)."""
LONGEST_LABEL = 60
"""The longest label that a phone shows on one or two lines."""
LONGEST_VALUE = 64
"""Telegram's limit for what a button carries, in UTF-8 bytes (Bot API)."""
_TAP_PARTS = len("p:.999::")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def check_flows(knowledge: Knowledge, actions: Actions) -> Iterator[Fault]:
    """The faults of all flows."""
    spots = Spots(knowledge)
    gazetteer = Gazetteer(knowledge.places, knowledge.outcodes)
    for flow in knowledge.flows.values():
        yield from _check_routes(flow, spots)
        yield from _check_outcomes(flow, knowledge, actions, spots)
        yield from _check_condition(flow, ("young_when",), flow.young_when or {}, spots)
        for name, step in flow.steps.items():
            yield from _check_step(flow, name, step, spots)
            if isinstance(step, PlaceStep):
                yield from _check_places(flow, name, step, gazetteer, spots)


def _check_routes(flow: Flow, spots: Spots) -> Iterator[Fault]:
    places = (*flow.steps, *flow.outcomes)
    for name in set(flow.steps) & set(flow.outcomes):
        yield spots.fault(flow.id, ("outcomes", name), f"'{name}' is a step and an outcome", "rename one of them")
    if flow.start not in flow.steps:
        yield spots.fault(flow.id, ("start",), f"the start '{flow.start}' is not a step", _one_of(flow.steps))
        return
    for name, target in ways_on(flow):
        if target not in places:
            wrong = f"step '{name}' goes on to '{target}', which does not exist"
            yield spots.fault(flow.id, ("steps", name, "next"), wrong, _one_of(places))
    reached = _reached(flow)
    for name in flow.steps:
        if name not in reached:
            yield spots.fault(flow.id, ("steps", name), f"no way leads to step '{name}'", "lead to it, or take it out")
    for name in flow.outcomes:
        if name not in reached:
            yield spots.fault(
                flow.id, ("outcomes", name), f"no way leads to outcome '{name}'", "use it, or take it out"
            )
    yield from _check_rings(flow, spots)


def _check_rings(flow: Flow, spots: Spots) -> Iterator[Fault]:
    ring = _ring(flow)
    if ring:
        wrong = f"the steps {' > '.join((*ring, ring[0]))} go round in a ring with no way out"
        yield spots.fault(flow.id, ("steps", ring[-1], "next"), wrong, "lead the last of them to an outcome")


def _check_outcomes(flow: Flow, knowledge: Knowledge, actions: Actions, spots: Spots) -> Iterator[Fault]:
    for name, outcome in flow.outcomes.items():
        if outcome.do not in actions:
            yield spots.fault(
                flow.id, ("outcomes", name, "do"), f"the action '{outcome.do}' is not known", _one_of(actions)
            )
        for needed in actions.get(outcome.do, frozenset()) - set(outcome.arguments):
            wrong = f"the action '{outcome.do}' is not told its {needed}"
            yield spots.fault(flow.id, ("outcomes", name), wrong, f"add 'with: {{{needed}: ...}}'")
        if "guide" in outcome.arguments:
            yield from _check_guides(flow, name, outcome.arguments["guide"], knowledge, spots)
        after = outcome.arguments.get("flow", flow.id)
        if after not in knowledge.flows:
            yield spots.fault(
                flow.id, ("outcomes", name, "with"), f"there is no flow '{after}'", _one_of(knowledge.flows)
            )
        signposts = {one.id for one in knowledge.safety.signposts}
        for helper in set(outcome.arguments.get("helpers", "").split()) - signposts:
            wrong = f"there is no signpost '{helper}'"
            yield spots.fault(flow.id, ("outcomes", name, "with"), wrong, _one_of(signposts))


def _check_guides(flow: Flow, name: str, template: str, knowledge: Knowledge, spots: Spots) -> Iterator[Fault]:
    at = ("outcomes", name, "with", "guide")
    ids = [template]
    for step_name in _PLACEHOLDER.findall(template):
        step = flow.steps.get(step_name)
        if not isinstance(step, ChoiceStep):
            yield spots.fault(flow.id, at, f"'{{{step_name}}}' is not a step with options", "name a choice step")
            return
        values = _values_leading_to(name, step_name, step)
        ids = [one.replace(f"{{{step_name}}}", value) for one in ids for value in values]
    for guide_id in ids:
        if guide_id not in knowledge.guides:
            yield spots.fault(flow.id, at, f"there is no guide '{guide_id}'", "write it in guides/, or change the name")


def _values_leading_to(outcome: str, name: str, step: ChoiceStep) -> list[str]:
    taken: list[str] = []
    for rule in step.next:
        if isinstance(rule.when, dict) and name in rule.when and rule.go != outcome:
            taken.extend(rule.when[name])
    return [option.value for option in step.options if option.value not in taken]


def _check_step(flow: Flow, name: str, step: Step, spots: Spots) -> Iterator[Fault]:
    at = ("steps", name)
    ways = step.next
    if not ways or ways[-1].when is not None:
        yield spots.fault(flow.id, (*at, "next"), f"step '{name}' is a dead end for some", "end with a plain 'go'")
    for rule in ways:
        if isinstance(rule.when, str) and rule.when not in CONDITIONS:
            yield spots.fault(flow.id, (*at, "next"), f"the rule '{rule.when}' is not known", _one_of(CONDITIONS))
        if isinstance(rule.when, dict):
            yield from _check_condition(flow, (*at, "next"), rule.when, spots)
    if len(step.ask) > LONGEST_MESSAGE:
        yield spots.fault(flow.id, (*at, "ask"), "the text does not fit one message", f"use {LONGEST_MESSAGE} letters")
    if isinstance(step, ManyStep) and step.groups_from not in GROUP_SOURCES:
        yield spots.fault(
            flow.id, (*at, "groups_from"), f"the list '{step.groups_from}' is not known", _one_of(GROUP_SOURCES)
        )
    if isinstance(step, ChoiceStep):
        if step.reads is not None and step.reads not in READERS:
            yield spots.fault(flow.id, (*at, "reads"), f"the reader '{step.reads}' is not known", _one_of(READERS))
        if not step.options:
            yield spots.fault(flow.id, (*at, "options"), f"step '{name}' has nothing to choose", "give it options")
    if isinstance(step, ChoiceStep | PlaceStep):
        yield from _check_options(flow, name, step.options, spots)
    if isinstance(step, TextStep):
        yield from _check_options(flow, name, step.picks, spots, under="picks")


def _check_condition(flow: Flow, at: Path_, when: dict[str, tuple[str, ...]], spots: Spots) -> Iterator[Fault]:
    for asked, values in when.items():
        step = flow.steps.get(asked)
        if step is None:
            yield spots.fault(flow.id, at, f"a rule asks for step '{asked}'", _one_of(flow.steps))
        elif isinstance(step, ChoiceStep):
            known = [option.value for option in step.options]
            for value in set(values) - set(known):
                yield spots.fault(flow.id, at, f"step '{asked}' has no option '{value}'", _one_of(known))


def _check_places(flow: Flow, name: str, step: PlaceStep, gazetteer: Gazetteer, spots: Spots) -> Iterator[Fault]:
    for number, option in enumerate(step.options):
        if not gazetteer.knows(option.value):
            at = ("steps", name, "options", number)
            yield spots.fault(flow.id, at, f"'{option.value}' is no place that we have", "use a name of places.yaml")


def _check_options(
    flow: Flow, name: str, options: tuple[Option, ...], spots: Spots, under: str = "options"
) -> Iterator[Fault]:
    at = ("steps", name, under)
    if len(options) > MOST_OPTIONS:
        wrong = f"step '{name}' has {len(options)} options on one screen"
        yield spots.fault(flow.id, at, wrong, f"use {MOST_OPTIONS} at most, in two steps if need be")
    seen: set[str] = set()
    labels: set[str] = set()
    for number, option in enumerate(options):
        if option.value in seen:
            yield spots.fault(flow.id, (*at, number), f"the option '{option.value}' stands twice", "rename one")
        seen.add(option.value)
        if option.label.casefold() in labels:
            wrong = f"two options are called '{option.label}', so that one of them can never be typed"
            yield spots.fault(flow.id, (*at, number, "label"), wrong, "give them names that differ")
        labels.add(option.label.casefold())
        if len(option.label) > LONGEST_LABEL:
            yield spots.fault(flow.id, (*at, number, "label"), "the label is too long", f"use {LONGEST_LABEL} letters")
        size = _TAP_PARTS + len(f"{flow.id}{name}{option.value}".encode())
        if size > LONGEST_VALUE:
            wrong = f"the button for '{option.value}' carries {size} bytes"
            yield spots.fault(flow.id, (*at, number), wrong, f"shorten the names to {LONGEST_VALUE} bytes together")


def _reached(flow: Flow) -> set[str]:
    reached, waiting = set[str](), [flow.start]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting.extend(rule.go for rule in flow.steps[name].next) if name in flow.steps else None
    return reached


def _ring(flow: Flow) -> tuple[str, ...]:
    """The first ring of steps, or nothing. An answer is kept once a step, so a way round would never end."""
    done: set[str] = set()

    def walk(name: str, trail: tuple[str, ...]) -> tuple[str, ...]:
        if name in trail:
            return trail[trail.index(name) :]
        if name in done or name not in flow.steps:
            return ()
        found = next((ring for rule in flow.steps[name].next if (ring := walk(rule.go, (*trail, name)))), ())
        done.add(name)
        return found

    return next((ring for name in flow.steps if (ring := walk(name, ()))), ())


def _one_of(names: object) -> str:
    known = sorted(str(name) for name in names)  # type: ignore[attr-defined]
    return f"use one of: {', '.join(known)}" if known else "there is none to use"
