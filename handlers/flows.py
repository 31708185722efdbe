"""Walking a guided flow: what a tap or a typed reply does to its answers, and the screen that follows."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from handlers.desk import Desk
from handlers.gate import Turn
from handlers.outcomes import PRIVATE, Reached, show
from handlers.reminder_offers import remind_choices
from handlers.result import Result
from handlers.screens import ask, ask_what_to_change, menu, typing_hint
from handlers.state import FlowState
from handlers.taps import Tap
from handlers.turn import Message
from knowledge.flow.engine import SKIPPED, without
from knowledge.flow.model import Answers, Flow, TextStep


def start(flow: Flow, turn: Turn, desk: Desk, answers: Answers | None = None) -> Result:
    """Begin a flow, with what is already known."""
    return screen(flow, FlowState(flow.id, answers or {}), turn, desk)


def current(turn: Turn, desk: Desk) -> tuple[Flow, FlowState] | None:
    """The flow that the conversation is in; None in no flow, or one that the content has no more."""
    if turn.state.flow is None:
        return None
    flow = desk.engine.flow(turn.state.flow.flow)
    return (flow, turn.state.flow) if flow else None


def screen(flow: Flow, state: FlowState, turn: Turn, desk: Desk, *, note: str | None = None, first: int = 0) -> Result:
    """The screen where the answers lead: the next question, or the outcome."""
    position = desk.engine.replay(flow, state.answers)
    if position.is_outcome:
        state = state.with_answers(desk.engine.settled(flow, state.answers))
        remind = partial(remind_choices, desk=desk, turn=turn)
        messages = show(Reached(flow, position.at, state, turn.reader, first, remind), desk)
        return Result(messages, turn.state.in_flow(state), private=flow.outcomes[position.at].do in PRIVATE)
    return Result(
        (ask(flow, state, turn.reader, desk, note),), turn.state.in_flow(state), typing=typing_hint(flow, state, desk)
    )


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
        case "pick" | "tick" | "open" | "done" | "back" if tap.step != position.at:
            return None
        case "pick" if isinstance(flow.steps.get(tap.step), TextStep) and tap.what != SKIPPED:
            return None
        case "pick":
            return _answered(now, tap.step, tap.what, turn, desk)
        case "tick":
            picked = tuple(one for one in state.picked if one != tap.what)
            picked = picked if tap.what in state.picked else (*picked, tap.what)
            return screen(flow, replace(state, picked=picked), turn, desk)
        case "open":
            return screen(flow, replace(state, group=tap.what or None), turn, desk)
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
        case "change" if tap.step in state.answers:
            was = state.answers[tap.step]
            picked = was if isinstance(was, tuple) else ()
            return screen(flow, FlowState(flow.id, without(state.answers, tap.step), picked), turn, desk)
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
    return _answered(now, step, value, turn, desk)


def _answered(now: tuple[Flow, FlowState], step: str, value: str | tuple[str, ...], turn: Turn, desk: Desk) -> Result:
    flow, state = now
    if not desk.engine.fits(flow.steps[step], value):
        return screen(flow, state, turn, desk, note=desk.texts(easy=turn.state.easy).stale_button)
    return screen(flow, state.with_answers({**state.answers, step: value}), turn, desk)
