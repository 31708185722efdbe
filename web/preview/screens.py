"""The screens of a flow, each with where it stands, what leads there, and its ways on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from handlers.desk import Desk
from handlers.outcomes import Reached, guide_id, show
from handlers.reader import Reader
from handlers.say import say_answer
from handlers.screens import ask
from handlers.state import FlowState
from knowledge.checks.flows import GROUP_SOURCES
from knowledge.flow.model import ChoiceStep, Flow, ManyStep, Outcome, PlaceStep, Rule, Step
from knowledge.yaml_files import Places
from web.preview.frames import EASIER, USUAL, YOUNG, Frame, Messages, frames, speaks_to_the_young
from web.preview.walks import SAMPLE_QUESTION, Walk, walks

Notes = tuple[tuple[str, str], ...]
"""What to know of a screen or an entry: names and values."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way on: for which answers it is taken, and the step or outcome that it leads to."""

    answers: str
    to: str


@dataclass(frozen=True, slots=True)
class Screen:
    """A step or an outcome, or one of the screens that it has. `id` is unique on the page."""

    id: str
    notes: Notes
    frames: tuple[Frame, ...]
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class FlowScreens:
    """All screens of a flow. `outline` are its steps, by name, with their ways on."""

    id: str
    title: str
    file: str
    outline: tuple[tuple[str, tuple[Way, ...]], ...]
    screens: tuple[Screen, ...]


def flow_screens(flow: Flow, desk: Desk, folder: Path, today: date) -> FlowScreens:
    """The screens of one flow, in the order of its file."""
    path = desk.knowledge.files[flow.id]
    drawing = _Drawing(flow, desk, today, path.relative_to(folder).as_posix(), Places(path))
    outline = tuple((name, tuple(_ways(flow, name, step))) for name, step in flow.steps.items())
    return FlowScreens(flow.id, flow.title, drawing.file, outline, tuple(drawing.screens()))


class _Drawing:
    def __init__(self, flow: Flow, desk: Desk, today: date, file: str, places: Places) -> None:
        self._flow = flow
        self._desk = desk
        self._today = today
        self.file = file
        self._places = places
        self._walks: dict[str, list[Walk]] = {}
        for walk in walks(flow, desk, today):
            self._walks.setdefault(walk.at, []).append(walk)

    def screens(self) -> Iterator[Screen]:
        for name, step in self._flow.steps.items():
            yield self._step(name, step)
            if isinstance(step, ManyStep):
                yield from self._groups(name, step)
        guides: dict[str, str] = {}
        for name, outcome in self._flow.outcomes.items():
            yield from self._outcome(name, outcome, guides)

    def _step(self, name: str, step: Step) -> Screen:
        usual, young = self._voices(self._walks.get(name, []))
        notes = [*self._where("steps", name), *self._led_by(usual or young)]
        if step.typing:
            notes.append(("Hint at the box to type in", step.typing))
        versions = self._versions(self._ask, usual or young, young if step.young else None)
        return Screen(f"{self._flow.id}.{name}", tuple(notes), frames(versions), tuple(_ways(self._flow, name, step)))

    def _groups(self, name: str, step: ManyStep) -> Iterator[Screen]:
        walk = next(iter(self._walks.get(name, [])), None)
        if walk is None or step.groups_from not in GROUP_SOURCES:
            return
        for group in self._desk.engine.groups(step):
            ticked = tuple(option.value for option in group.options[:1])
            state = FlowState(self._flow.id, walk.answers, ticked, group.value)
            draw = partial(self._ask_state, state)
            notes = (("Opened by", group.label), ("Shown with", "the first choice ticked"))
            versions = [(USUAL, partial(draw, Reader(self._today))), (EASIER, partial(draw, self._easier))]
            yield Screen(f"{self._flow.id}.{name}.{group.value}", notes, frames(versions))

    def _outcome(self, name: str, outcome: Outcome, guides: dict[str, str]) -> Iterator[Screen]:
        found = self._walks.get(name, [])
        by_guide: dict[str, list[Walk]] = {}
        for walk in found:
            by_guide.setdefault(self._guide(outcome, walk), []).append(walk)
        for guide, led in (by_guide or {"": []}).items():
            screen_id = ".".join(filter(None, (self._flow.id, name, guide)))
            usual, young = self._voices(led)
            notes = [*self._where("outcomes", name), ("Does", outcome.do), *self._led_by(usual or young)]
            if guide in guides:
                notes.append(("Looks like", guides[guide]))
                yield Screen(screen_id, tuple(notes), ())
                continue
            if guide:
                guides[guide] = screen_id
            versions = self._versions(
                self._show, usual or young, young if speaks_to_the_young(guide, self._desk.knowledge) else None
            )
            yield Screen(screen_id, tuple(notes), frames(versions))

    def _guide(self, outcome: Outcome, walk: Walk) -> str:
        with suppress(LookupError, ValueError):
            return guide_id(outcome, FlowState(self._flow.id, walk.answers))
        return ""

    @property
    def _easier(self) -> Reader:
        return Reader(self._today, easy=True)

    def _versions(
        self, draw: Callable[[Walk, Reader], Messages], usual: Walk | None, young: Walk | None
    ) -> Iterator[tuple[str, Callable[[], Messages]]]:
        if usual is not None:
            yield USUAL, partial(draw, usual, Reader(self._today))
            yield EASIER, partial(draw, usual, self._easier)
        if young is not None:
            yield YOUNG, partial(draw, young, Reader(self._today))

    def _ask(self, walk: Walk, reader: Reader) -> Messages:
        return self._ask_state(FlowState(self._flow.id, walk.answers), reader)

    def _ask_state(self, state: FlowState, reader: Reader) -> Messages:
        return (ask(self._flow, state, reader, self._desk, question=SAMPLE_QUESTION),)

    def _show(self, walk: Walk, reader: Reader) -> Messages:
        state = FlowState(self._flow.id, self._desk.engine.settled(self._flow, walk.answers))
        return show(Reached(self._flow, walk.at, state, reader), self._desk)

    @staticmethod
    def _voices(found: list[Walk]) -> tuple[Walk | None, Walk | None]:
        usual = next((walk for walk in found if not walk.young), None)
        return usual, next((walk for walk in found if walk.young), None)

    def _where(self, part: str, name: str) -> Notes:
        return (("Stands in", f"{self.file}:{self._places.line((part, name))}"),)

    def _led_by(self, walk: Walk | None) -> Notes:
        if walk is None:
            return (("Answers that lead here", "none: no way leads here"),)
        steps = self._flow.steps
        said = "; ".join(
            f"{steps[name].name}: {say_answer(steps[name], value, self._desk)}" for name, value in walk.answers.items()
        )
        return (("Answers that lead here", said or "none yet: it is the first screen"),)


def _ways(flow: Flow, name: str, step: Step) -> Iterator[Way]:
    for number, rule in enumerate(step.next):
        otherwise = "any other answer" if number else "any answer"
        yield Way(_when(flow, name, rule) or otherwise, rule.go)


def _when(flow: Flow, at: str, rule: Rule) -> str:
    if rule.when is None or isinstance(rule.when, str):
        return rule.when or ""
    said = []
    for name, values in rule.when.items():
        step = flow.steps.get(name)
        options = step.options if isinstance(step, ChoiceStep | PlaceStep) else ()
        labels = {option.value: option.label for option in options}
        wanted = " or ".join(labels.get(value, value) for value in values)
        said.append(wanted if name == at else f"{step.name if step else name}: {wanted}")
    return "; ".join(said)
