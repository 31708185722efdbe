"""Words that are too long for a step (T-54): never cut unseen, never lost. Their first part is shown, to be kept."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers import flows
from handlers.desk import Desk
from handlers.gate import LONGEST, MARGIN, Turn
from handlers.pieces import joined
from handlers.result import Result
from handlers.screens import ask
from handlers.state import FlowState, Held
from handlers.taps import Tap, write
from handlers.turn import Choice, Message
from knowledge.flow.model import Flow, TextStep
from storage.anonymise import AnonymiseError

_ONE_TELEGRAM_MESSAGE = 4000
"""Telegram's apps send a text of more than 4,096 letters as several messages, parted near there."""
_END = re.compile(r"[.!?…][\"'”’)]*(?=\s)|\n")


def are_too_long(step: TextStep, state: FlowState, turn: Turn) -> bool:
    """Whether what was typed for `step` is longer than it takes, or goes on with what was."""
    if turn.beginning is not None:
        return True
    return turn.words is not None and (len(turn.text) > _most(step) or _goes_on(state))


def offer(flow: Flow, state: FlowState, name: str, turn: Turn, desk: Desk) -> Result:
    """Say how long it is, show the first part, and ask whether to keep that or to write it shorter."""
    step = flow.steps[name]
    assert isinstance(step, TextStep)
    try:
        held = _held(step, state, turn, desk)
    except AnonymiseError:
        return flows.aside(turn, desk, desk.texts(easy=turn.state.easy).something_wrong)
    signal = turn.alert.signal if turn.alert else (state.worried.get(name) if _goes_on(state) else None)
    after = replace(state, held=held).told(name, signal)
    words = desk.texts(easy=turn.state.easy).heard
    said = words.too_long.format(length=f"{held.length:,}", most=f"{_most(step):,}")
    keep = Choice(write(Tap("keep", flow=flow.id, version=flow.version, step=name)), words.keep_first_part)
    others = ask(flow, after, turn.reader, desk).choices
    text = joined((said.strip(), held.text, words.keep_or_shorten.strip()))
    message = Message(text, (keep, *others), kind="question")
    return Result((message,), turn.state.in_flow(after), typing=step.typing, private=True)


def first_part(text: str, most: int) -> str:
    """The sentences that fit in `most` letters; whole words, where no sentence of at least half of it does."""
    if len(text) <= most:
        return text
    ends = [found.end() for found in _END.finditer(text[: most + 1]) if most // 2 <= found.end() <= most]
    end = ends[-1] if ends else (text.rfind(" ", 0, most + 1) if " " in text[: most + 1] else most)
    part = text[:end]
    # What stands for a name is never cut in two.
    whole = part[: part.rindex("[")] if part.rfind("[") > part.rfind("]") else part
    return whole.strip()


def _held(step: TextStep, state: FlowState, turn: Turn, desk: Desk) -> Held:
    more = turn.channel == "telegram" and turn.length > _ONE_TELEGRAM_MESSAGE
    if state.held is not None and state.held.goes_on:
        return Held(state.held.text, state.held.length + turn.length, goes_on=more)
    most, text = _most(step), turn.text
    if turn.beginning is not None:
        text = turn.beginning.text
        # The end of the beginning may be half a name, which cannot be told from a word.
        most = min(most, len(text) - MARGIN // 2)
    return Held(desk.anonymiser.clean(first_part(text, most)).text, turn.length, goes_on=more)


def _goes_on(state: FlowState) -> bool:
    return state.held is not None and state.held.goes_on


def _most(step: TextStep) -> int:
    return min(step.longest, LONGEST)
