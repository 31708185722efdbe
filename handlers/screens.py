"""What a step of a flow looks like: its question, its choices, and the ways back and on."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.desk import Desk
from handlers.easy_messages import easy_step
from handlers.reader import Reader
from handlers.say import say_answer
from handlers.state import FlowState
from handlers.taps import Tap, Verb, write
from handlers.turn import Choice, Message
from knowledge.flow.engine import SEEN, SKIPPED, Position
from knowledge.flow.model import (
    ChoiceStep,
    DateStep,
    EntryStep,
    Flow,
    InfoStep,
    ManyStep,
    OptionGroup,
    PlaceStep,
    Step,
    TextStep,
)


def ask(flow: Flow, state: FlowState, reader: Reader, desk: Desk, note: str | None = None) -> Message:
    """The message that asks the step where the flow is. `note` is a line to say first ("I could not read that")."""
    position = desk.engine.replay(flow, state.answers)
    step = flow.steps[position.at]
    words = _words(flow, position.at, state, reader, desk)
    opened = _opened(step, state, desk)
    if opened:
        words = f"# {opened.label}\n{desk.knowledge.texts.group_line}"
    lines = [note, words.strip(), _picked_line(step, state, desk)]
    choices = (*_choices(flow, position.at, step, state, desk), *ways_back(flow, position, desk))
    text = "\n\n".join(line for line in lines if line)
    return Message(text, choices, kind="question", asks_day=isinstance(step, DateStep))


def _words(flow: Flow, name: str, state: FlowState, reader: Reader, desk: Desk) -> str:
    step = flow.steps[name]
    easy = easy_step(flow.id, name, desk) if reader.easy else None
    return easy or (step.young if step.young and desk.engine.is_young(flow, state.answers) else step.ask)


def typing_hint(flow: Flow, state: FlowState, desk: Desk) -> str | None:
    """The hint for the box that people type in, at the step where the flow is."""
    position = desk.engine.replay(flow, state.answers)
    return None if position.is_outcome else flow.steps[position.at].typing


def ways_back(flow: Flow, position: Position, desk: Desk) -> tuple[Choice, ...]:
    """Go back, change an answer, main menu: as many of them as lead anywhere."""
    buttons = desk.knowledge.texts.buttons
    ways = [move(flow, "back", position.at, buttons.back)] if position.path else []
    if len(position.path) > 1:
        ways.append(move(flow, "change", "", buttons.change))
    return (*ways, menu(desk))


def ways_after(flow: Flow, at: str, desk: Desk) -> tuple[Choice, ...]:
    """Go back, change an answer, start again, main menu: the ways on from the outcome `at`."""
    buttons = desk.knowledge.texts.buttons
    return (
        move(flow, "back", at, buttons.back),
        move(flow, "change", "", buttons.change),
        move(flow, "again", "", buttons.again),
        menu(desk),
    )


def ask_what_to_change(flow: Flow, state: FlowState, desk: Desk) -> Message:
    """The answers so far, a button for each to change it."""
    texts, position = desk.knowledge.texts, desk.engine.replay(flow, state.answers)
    choices = [
        Choice(
            write(Tap("change", flow=flow.id, version=flow.version, step=name)),
            texts.change_choice.format(
                step=flow.steps[name].name, answer=say_answer(flow.steps[name], state.answers[name], desk)
            ),
        )
        for name in position.path
    ]
    resume = Choice(write(Tap("resume")), texts.buttons.back, way="move")
    return Message(texts.change, (*choices, resume, menu(desk)), kind="question")


def move(flow: Flow, verb: Verb, step: str, label: str, what: str = "") -> Choice:
    """A button that moves about in a flow."""
    return Choice(write(Tap(verb, what, flow.id, flow.version, step)), label, way="move")


def menu(desk: Desk) -> Choice:
    """The button for the main menu."""
    return Choice(write(Tap("menu")), desk.knowledge.texts.buttons.menu, way="move")


def _choices(flow: Flow, name: str, step: Step, state: FlowState, desk: Desk) -> Iterable[Choice]:
    def button(verb: Verb, what: str, label: str, chosen: bool | None = None) -> Choice:
        return Choice(write(Tap(verb, what, flow.id, flow.version, name)), label, chosen)

    buttons = desk.knowledge.texts.buttons
    match step:
        case InfoStep():
            return [button("pick", SEEN, buttons.go_on)]
        case ChoiceStep() | PlaceStep():
            return [button("pick", option.value, option.label) for option in step.options]
        case TextStep():
            return [button("pick", SKIPPED, step.skip)] if step.skip else []
        case EntryStep():
            return []
        case ManyStep():
            done = [button("done", "", buttons.done)] if state.picked else []
            opened = _opened(step, state, desk)
            if opened is None:
                return [*(button("open", group.value, group.label) for group in desk.engine.groups(step)), *done]
            ticks = [
                button("tick", option.value, option.label, option.value in state.picked) for option in opened.options
            ]
            return [*ticks, *done, move(flow, "open", name, buttons.other_groups)]
        case _:
            return []


def _opened(step: Step, state: FlowState, desk: Desk) -> OptionGroup | None:
    if not isinstance(step, ManyStep):
        return None
    return next((group for group in desk.engine.groups(step) if group.value == state.group), None)


def _picked_line(step: Step, state: FlowState, desk: Desk) -> str | None:
    if not isinstance(step, ManyStep) or not state.picked:
        return None
    return desk.knowledge.texts.chosen_line.format(names=say_answer(step, state.picked, desk))
