"""Before anything is sent: the exact words that will be kept, what was taken out of them, and a way to change them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.desk import Desk
from handlers.pieces import joined
from handlers.said import CORRECTION, marks_in, words_in
from handlers.say import say_answer
from handlers.screens import move, stop, way_out
from handlers.taps import Tap, Verb, write
from handlers.turn import Choice, Message
from knowledge.flow.engine import SKIPPED
from knowledge.flow.model import Step, TextStep, is_said
from storage.anonymise import PLACEHOLDERS

if TYPE_CHECKING:
    from handlers.outcomes import Reached


def preview(reached: Reached, desk: Desk) -> tuple[Message, ...]:
    """What will be kept, word for word, with "yes, send this", a way to change it, and "no"."""
    if is_nothing(reached):
        return (_nothing(reached, desk),)
    texts = desk.texts(easy=reached.reader.easy)
    shown = "\n".join(f"- {line}" for line in _lines(reached, desk))
    care = texts.heard.preview_complaint if reached.outcome.arguments["as"] == "complaint" else texts.preview
    text = joined((f"# {texts.preview_title}\n{shown}", _taken_out(reached, desk), care.strip()))
    return (Message(text, _choices(reached, desk), kind="question"),)


def is_nothing(reached: Reached) -> bool:
    """Whether all was left out, so that there is nothing to send. A correction says something by its choice alone."""
    flow, answers = reached.flow, reached.state.answers
    is_said = reached.outcome.arguments["as"] != CORRECTION
    return is_said and not words_in(flow, answers) and not marks_in(flow, answers)


def _nothing(reached: Reached, desk: Desk) -> Message:
    buttons = desk.knowledge.texts.buttons
    ways = (
        move(reached.flow, "back", reached.at, buttons.back),
        move(reached.flow, "change", "", buttons.change),
        way_out(reached.flow, desk),
    )
    return Message(desk.texts(easy=reached.reader.easy).heard.nothing_said.strip(), ways, kind="question")


def _lines(reached: Reached, desk: Desk) -> list[str]:
    texts, steps, answers = desk.knowledge.texts, reached.flow.steps, reached.state.answers
    given = ((steps[name], value) for name, value in answers.items() if value != SKIPPED and is_said(steps[name]))
    return [texts.preview_line.format(name=step.name, said=_in_full(step, value, desk)) for step, value in given]


def _in_full(step: Step, value: str | tuple[str, ...], desk: Desk) -> str:
    return str(value) if isinstance(step, TextStep) else say_answer(step, value, desk)


def _taken_out(reached: Reached, desk: Desk) -> str:
    said = "\n".join(words_in(reached.flow, reached.state.answers).values())
    words = desk.texts(easy=reached.reader.easy).heard
    kinds = [words.taken_out_kinds[kind] for kind, instead in PLACEHOLDERS.items() if instead in said]
    return words.taken_out.format(what=", ".join(kinds)).strip() if kinds else ""


def _choices(reached: Reached, desk: Desk) -> tuple[Choice, ...]:
    buttons = desk.knowledge.texts.buttons
    ways: tuple[tuple[Verb, str], ...] = (
        ("send", buttons.send),
        ("change", buttons.change_words),
        ("drop", buttons.do_not_send),
    )
    flow = reached.flow
    shown = tuple(Choice(write(Tap(verb, flow=flow.id, version=flow.version)), label) for verb, label in ways)
    return (*shown[:-1], stop(desk, desk.knowledge.texts.youth.stop_sending)) if flow.is_of_the_young else shown
