"""What a step of a flow looks like: its question, its choices, and the ways back and on."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.desk import Desk
from handlers.easy_messages import easy_step
from handlers.reader import Reader
from handlers.said import is_sent, marks_in, words_in
from handlers.say import say_answer
from handlers.state import FlowState
from handlers.taps import Tap, Verb, read, write
from handlers.turn import Choice, Message
from knowledge.ages import years_of
from knowledge.flow.engine import SEEN, SKIPPED, Position, may_skip
from knowledge.flow.model import (
    ChoiceStep,
    DateStep,
    EntryStep,
    Flow,
    InfoStep,
    ManyStep,
    Offer,
    OptionGroup,
    PlaceStep,
    RoundStep,
    Step,
    TextStep,
    is_said,
)

_SIXTEEN = 16


def ask(
    flow: Flow, state: FlowState, reader: Reader, desk: Desk, note: str | None = None, question: str = ""
) -> Message:
    """The message that asks the step where the flow is. `note` is a line to say first ("I could not read that").

    `question` is what officers ask, for a step that says `{question}`.
    """
    position = desk.engine.replay(flow, state.answers)
    step = flow.steps[position.at]
    words = _words(flow, position.at, state, reader, desk).replace("{question}", question)
    opened = _opened(step, state, desk)
    if opened:
        words = f"# {opened.label}\n{desk.knowledge.texts.group_line}"
    before = None if note else _before_writing(flow, position, state, reader, desk)
    lines = [note, before, words.strip(), _picked_line(step, state, desk)]
    choices = (
        *_choices(flow, position.at, step, state, reader, desk),
        *_finish(flow, position, state, desk),
        *ways_back(flow, position, desk),
    )
    text = "\n\n".join(line for line in lines if line)
    return Message(text, choices, kind="question", asks_day=isinstance(step, DateStep))


def _words(flow: Flow, name: str, state: FlowState, reader: Reader, desk: Desk) -> str:
    step = flow.steps[name]
    easy = easy_step(flow, name, desk) if reader.easy else None
    return easy or (step.young if step.young and desk.engine.is_young(flow, state.answers) else step.ask)


def _before_writing(flow: Flow, position: Position, state: FlowState, reader: Reader, desk: Desk) -> str | None:
    """What is kept, who reads it and for how long, before the first words that may be kept (T-11)."""
    written = (name for name in (*position.path, position.at) if isinstance(flow.steps[name], TextStep))
    if not is_sent(flow) or next(written, None) != position.at:
        return None
    return desk.notice(_notice_for(flow, state, desk), easy=reader.easy)


def _notice_for(flow: Flow, state: FlowState, desk: Desk) -> str:
    """The notice before writing, by age. A young person who gives no age gets the child's."""
    if not desk.engine.is_young(flow, state.answers):
        return "before_writing"
    first, _last = years_of(str(state.answers.get("age", ""))) or (0, 0)
    return "before_writing_young" if first >= _SIXTEEN else "before_writing_child"


def _finish(flow: Flow, position: Position, state: FlowState, desk: Desk) -> Iterable[Choice]:
    """The way straight to what will be sent, where something was said and more than one question is left."""
    if not is_sent(flow) or not may_skip(flow.steps[position.at]):
        return
    if not words_in(flow, state.answers) and not marks_in(flow, state.answers):
        return
    if not desk.engine.replay(flow, {**state.answers, position.at: SKIPPED}).is_outcome:
        yield move(flow, "finish", position.at, desk.knowledge.texts.heard.finish)


def typing_hint(flow: Flow, state: FlowState, desk: Desk) -> str | None:
    """The hint for the box that people type in, at the step where the flow is."""
    position = desk.engine.replay(flow, state.answers)
    return None if position.is_outcome else flow.steps[position.at].typing


def ways_back(flow: Flow, position: Position, desk: Desk) -> tuple[Choice, ...]:
    """Go back, change an answer, main menu: as many of them as lead anywhere. For young people, stop at once (T-14)."""
    buttons = desk.knowledge.texts.buttons
    before = [flow.steps[name] for name in position.path if not isinstance(flow.steps[name], RoundStep)]
    ways = [move(flow, "back", position.at, buttons.back)] if before else []
    if sum(map(is_said, before)) > 1:
        ways.append(move(flow, "change", "", buttons.change))
    return (stop(desk), *ways) if flow.is_of_the_young else (*ways, menu(desk))


def way_out(flow: Flow, desk: Desk) -> Choice:
    """The button that leaves a flow: the main menu's, or for young people the one that stops."""
    return stop(desk) if flow.is_of_the_young else menu(desk)


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
        if is_said(flow.steps[name])
    ]
    resume = Choice(write(Tap("resume")), texts.buttons.back, way="move")
    return Message(texts.change, (*choices, resume, way_out(flow, desk)), kind="question")


def move(flow: Flow, verb: Verb, step: str, label: str, what: str = "") -> Choice:
    """A button that moves about in a flow."""
    return Choice(write(Tap(verb, what, flow.id, flow.version, step)), label, way="move")


def menu(desk: Desk) -> Choice:
    """The button for the main menu."""
    return Choice(write(Tap("menu")), desk.knowledge.texts.buttons.menu, way="move")


def stop(desk: Desk, label: str | None = None) -> Choice:
    """The button that leaves a young person's flow at any step, as large as those that answer (T-14)."""
    return Choice(write(Tap("young", "stop")), label or desk.knowledge.texts.youth.stop)


def _choices(flow: Flow, name: str, step: Step, state: FlowState, reader: Reader, desk: Desk) -> Iterable[Choice]:
    def button(verb: Verb, what: str, label: str, chosen: bool | None = None) -> Choice:
        return Choice(write(Tap(verb, what, flow.id, flow.version, name)), label, chosen)

    buttons = desk.knowledge.texts.buttons
    match step:
        case InfoStep():
            offers = (Choice(one.tap, one.label) for one in step.offers if _leads_on(one, reader, desk))
            return [button("pick", SEEN, step.go_on or buttons.go_on), *offers]
        case ChoiceStep():
            skip = [button("pick", SKIPPED, step.skip)] if step.skip else []
            return [*(button("pick", option.value, option.label) for option in step.options), *skip]
        case PlaceStep():
            return [button("pick", option.value, option.label) for option in step.options]
        case TextStep():
            ticks = [button("tick", one.value, one.label, one.value in state.picked) for one in step.picks]
            done = [button("done", "", buttons.done)] if state.picked else []
            return [*ticks, *done, *([button("pick", SKIPPED, step.skip)] if step.skip else [])]
        case EntryStep():
            other = step.otherwise
            return [button("pick", other.value, other.label)] if other else []
        case ManyStep():
            done = [button("done", "", buttons.done)] if state.picked else []
            opened = _opened(step, state, desk)
            if opened is None:
                return [*(button("open", group.value, group.label) for group in desk.engine.groups(step)), *done]
            ticks = [
                button("tick", option.value, option.label, option.value in state.picked) for option in opened.options
            ]
            return [*ticks, *done, move(flow, "open", name, buttons.other_groups)]
        case RoundStep():
            return [Choice(write(Tap("young")), desk.knowledge.texts.youth.more)]
        case _:
            return []


def _leads_on(offer: Offer, reader: Reader, desk: Desk) -> bool:
    """Whether there is what the button leads to. Of those for easier words and for the usual ones, one does."""
    tap = read(offer.tap)
    if tap.verb in {"easy", "plain"}:
        return reader.easy == (tap.verb == "plain")
    return tap.verb != "stale" and (tap.verb != "flow" or desk.engine.flow(tap.what) is not None)


def _opened(step: Step, state: FlowState, desk: Desk) -> OptionGroup | None:
    if not isinstance(step, ManyStep):
        return None
    return next((group for group in desk.engine.groups(step) if group.value == state.group), None)


def _picked_line(step: Step, state: FlowState, desk: Desk) -> str | None:
    if not isinstance(step, ManyStep | TextStep) or not state.picked:
        return None
    names = ", ".join(step.picked(state.picked)) if isinstance(step, TextStep) else say_answer(step, state.picked, desk)
    return desk.knowledge.texts.chosen_line.format(names=names)
