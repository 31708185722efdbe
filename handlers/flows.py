"""Walking a guided flow: what a tap or a typed reply does to its answers, and the screen that follows."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from handlers.desk import Desk
from handlers.gate import Turn
from handlers.outcomes import LEFT, PRIVATE, START, Reached, show
from handlers.reminder_offers import remind_choices
from handlers.result import Result
from handlers.rounds import question_in, with_open_question
from handlers.screens import ask, ask_what_to_change, menu, typing_hint
from handlers.state import FlowState
from handlers.taps import Tap
from handlers.turn import Message
from knowledge.ages import years_of
from knowledge.flow.engine import SKIPPED, without
from knowledge.flow.model import Answers, Flow, RoundStep, TextStep


def start(flow: Flow, turn: Turn, desk: Desk, answers: Answers | None = None) -> Result:
    """Begin a flow, with what is already known."""
    known = _known_of_the_young(flow, turn, desk) if answers is None else answers
    return screen(flow, FlowState(flow.id, known), turn, desk)


def current(turn: Turn, desk: Desk) -> tuple[Flow, FlowState] | None:
    """The flow that the conversation is in; None in no flow, or one that the content has no more."""
    if turn.state.flow is None:
        return None
    flow = desk.engine.flow(turn.state.flow.flow)
    return (flow, turn.state.flow) if flow else None


def screen(flow: Flow, state: FlowState, turn: Turn, desk: Desk, *, note: str | None = None, first: int = 0) -> Result:
    """The screen where the answers lead: the next question, or the outcome."""
    state = with_open_question(flow, state, turn.look, desk)
    position = desk.engine.replay(flow, state.answers)
    if position.is_outcome:
        return _outcome(flow, position.at, state, turn, desk, first)
    message = ask(flow, state, turn.reader, desk, note, question_in(flow, state, turn.look))
    return Result((message,), turn.state.in_flow(state), typing=typing_hint(flow, state, desk))


def _outcome(flow: Flow, at: str, state: FlowState, turn: Turn, desk: Desk, first: int) -> Result:
    outcome = flow.outcomes[at]
    after = desk.engine.flow(outcome.arguments["flow"]) if outcome.do == START else None
    if after:
        return start(after, turn, desk, {})
    state = state.with_answers(desk.engine.settled(flow, state.answers))
    remind = partial(remind_choices, desk=desk, turn=turn)
    messages = show(Reached(flow, at, state, turn.reader, first, remind), desk)
    return Result(messages, turn.state.in_flow(state), private=outcome.do in PRIVATE)


def left(result: Result, desk: Desk) -> Result:
    """The result, with nothing kept of a flow whose end is one after which nothing stays."""
    state = result.state.flow
    flow = desk.engine.flow(state.flow) if state else None
    if flow is None or state is None:
        return result
    position = desk.engine.replay(flow, state.answers)
    if not position.is_outcome or flow.outcomes[position.at].do not in LEFT:
        return result
    return replace(result, state=result.state.in_flow(None))


def resume(turn: Turn, desk: Desk, before: tuple[Message, ...] = (), note: str | None = None) -> Result:
    """Say `before`, then ask again where we were. At an outcome, or in no flow, there is nothing to ask again."""
    now = current(turn, desk)
    if now is None or desk.engine.replay(now[0], now[1].answers).is_outcome:
        return Result(before, turn.state)
    again = screen(*now, turn, desk, note=note)
    return replace(again, messages=(*before, *again.messages))


def aside(turn: Turn, desk: Desk, text: str) -> Result:
    """Something said in the middle of whatever is going on, which then goes on; the menu's button where nothing is."""
    going_on = resume(turn, desk)
    return replace(going_on, messages=(Message(text, () if going_on.messages else (menu(desk),)), *going_on.messages))


def is_current(turn: Turn, tap: Tap, desk: Desk) -> bool:
    """Whether a button belongs to the flow, and the version of it, that the conversation is in."""
    now = current(turn, desk)
    return now is not None and (tap.flow, tap.version) == (now[0].id, now[0].version)


def tapped(turn: Turn, tap: Tap, desk: Desk) -> Result | None:
    """What a button of the current flow does; None where the button is not of the question that is being asked."""
    now = current(turn, desk)
    if now is None or not is_current(turn, tap, desk):
        return None
    flow, state = now
    position = desk.engine.replay(flow, state.answers)
    match tap.verb:
        case "pick" | "tick" | "open" | "done" | "back" | "finish" | "keep" if tap.step != position.at:
            return None
        case "pick" | "tick" | "open" | "done" | "finish" | "keep" if position.is_outcome:
            return None
        case "pick" if isinstance(flow.steps[tap.step], RoundStep):
            return None
        case "pick" if isinstance(flow.steps[tap.step], TextStep) and tap.what != SKIPPED:
            return None
        case "pick":
            return _answered(now, tap.step, tap.what, turn, desk)
        case "tick":
            picked = tuple(one for one in state.picked if one != tap.what)
            picked = picked if tap.what in state.picked else (*picked, tap.what)
            return screen(flow, replace(state, picked=picked), turn, desk)
        case "open":
            return screen(flow, replace(state, group=tap.what or None), turn, desk)
        case "done" if isinstance(step := flow.steps[tap.step], TextStep):
            return _answered(now, tap.step, _joined(step, state, ""), turn, desk)
        case "done":
            # What was ticked and has left the content since is no reason to ask again for the rest.
            picked = tuple(one for one in state.picked if desk.engine.fits(flow.steps[tap.step], (one,)))
            if not picked:
                return screen(
                    flow, replace(state, picked=()), turn, desk, note=desk.texts(easy=turn.state.easy).many_none
                )
            return _answered(now, tap.step, picked, turn, desk)
        case "back":
            return screen(flow, state.with_answers(desk.engine.back(flow, state.answers)), turn, desk)
        case "finish":
            return screen(flow, state.with_answers(desk.engine.without_the_rest(flow, state.answers)), turn, desk)
        case "keep" if state.held is not None:
            return answered(turn, tap.step, state.held.text, desk)
        case "change" if tap.step in state.answers:
            was = state.answers[tap.step]
            again = state.with_answers(without(state.answers, tap.step))
            return screen(flow, replace(again, picked=was if isinstance(was, tuple) else ()), turn, desk)
        case "change":
            return Result((ask_what_to_change(flow, state, desk),), turn.state, private=True)
        case "again":
            return start(flow, turn, desk)
        case "page" if position.is_outcome and tap.what.isdecimal():
            return screen(flow, state, turn, desk, first=int(tap.what))
        case _:
            return None


def answered(turn: Turn, step: str, value: str | tuple[str, ...], desk: Desk) -> Result:
    """Take an answer that was typed and understood."""
    now = current(turn, desk)
    assert now is not None
    asked = now[0].steps[step]
    if isinstance(asked, TextStep) and isinstance(value, str):
        value = _joined(asked, now[1], value)
    return _answered(now, step, value, turn, desk)


def _joined(step: TextStep, state: FlowState, typed: str) -> str:
    """What was ticked and what was typed, each on a line of its own."""
    return "\n".join(filter(None, (*step.picked(state.picked), typed)))


def _known_of_the_young(flow: Flow, turn: Turn, desk: Desk) -> Answers:
    """What someone need not say again who comes from another flow for young people: that it is them, and their age."""
    now = current(turn, desk)
    if now is None or not now[0].is_of_the_young:
        return {}
    known: Answers = {step: values[0] for step, values in (flow.young_when or {}).items()}
    age, step = now[1].answers.get("age"), flow.steps.get("age")
    if step is None or not isinstance(age, str) or not desk.engine.fits(step, age):
        return known
    return {**known, "age": age} if age == SKIPPED or years_of(age) else known


def _answered(now: tuple[Flow, FlowState], step: str, value: str | tuple[str, ...], turn: Turn, desk: Desk) -> Result:
    flow, state = now
    if not desk.engine.fits(flow.steps[step], value):
        return screen(flow, state, turn, desk, note=desk.texts(easy=turn.state.easy).stale_button)
    if turn.words is not None:
        state = state.told(step, turn.alert.signal if turn.alert else None)
    return screen(flow, state.with_answers({**state.answers, step: value}), turn, desk)
