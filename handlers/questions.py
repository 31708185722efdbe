"""Free text at any moment: the answer, "did you mean", or an honest "I am not sure" with people to ask."""

from __future__ import annotations

from dataclasses import replace

from handlers import flows, quick_taps
from handlers.desk import Desk
from handlers.entry_messages import entry_message
from handlers.gate import Turn
from handlers.people import people_button, people_cards
from handlers.result import Outcome, Result, UnansweredQuestion
from handlers.screens import menu
from handlers.taps import Tap, write
from handlers.turn import Choice, Message
from knowledge.flow.model import Answers
from knowledge.matching import Understood

MOST_OFFERED = 3


def handle(turn: Turn, desk: Desk) -> Result:
    """Answer whatever was asked. Always answers."""
    wanted = desk.searches.read(turn.text, turn.age)
    services = desk.engine.flow("services") if wanted else None
    if wanted and services:
        known: Answers = {"need": wanted.categories, "age": wanted.band, "place": wanted.place}
        return replace(flows.start(services, turn, desk, known), outcome="answer")
    understood = desk.matcher.ask(turn.text, age=turn.age, without=desk.held_back(turn.today))
    if understood.kind == "fallback":
        return _not_sure(turn, desk)
    shown = _message(understood, turn, desk)
    ticks = quick_taps.asked_after(understood.matches[0].id, turn, desk) if understood.kind == "answer" else None
    if ticks is None:
        return replace(flows.resume(turn, desk, before=(shown,)), outcome=understood.kind)
    return Result((shown, ticks), quick_taps.shown_in(turn.state, turn), outcome=understood.kind)


def aside(turn: Turn, desk: Desk) -> tuple[tuple[Message, ...], Outcome]:
    """The answer to a question in the middle of a flow, or nothing where it is not surely a question we know."""
    understood = desk.matcher.ask(turn.text, age=turn.age, without=desk.held_back(turn.today))
    if understood.kind == "fallback":
        return (), "other"
    return (_message(understood, turn, desk),), understood.kind


def show_entry(turn: Turn, entry_id: str, desk: Desk, *, in_full: bool = False) -> Result | None:
    """The entry that a button names, worded for whom it is about; None where families see no such entry any more.

    With `in_full` it has all its words, whatever words the rest of the talk uses.
    """
    now = flows.current(turn, desk)
    young = now is not None and desk.engine.is_young(now[0], now[1].answers)
    message = entry_message(entry_id, desk, replace(turn.reader, young=young, easy=turn.state.easy and not in_full))
    if message is None:
        return None
    ways: tuple[Choice, ...] = (
        () if now is None else (Choice(write(Tap("resume")), desk.knowledge.texts.buttons.back, way="move"),)
    )
    if not any(choice.value == menu(desk).value for choice in message.choices):
        ways = (*ways, menu(desk))
    return Result((replace(message, choices=(*message.choices, *ways)),), turn.state)


def _message(understood: Understood, turn: Turn, desk: Desk) -> Message:
    if understood.smalltalk is not None:
        asked_again = flows.resume(turn, desk).messages
        return Message(desk.knowledge.words.reply(understood.smalltalk), () if asked_again else (menu(desk),))
    if understood.kind == "answer":
        message = entry_message(understood.matches[0].id, desk, turn.reader)
        assert message is not None
        return message
    choices = tuple(
        Choice(write(Tap("entry", match.id)), desk.title(match.id)) for match in understood.matches[:MOST_OFFERED]
    )
    return Message(
        desk.texts(easy=turn.state.easy).did_you_mean, (*choices, people_button(desk), menu(desk)), kind="question"
    )


def _not_sure(turn: Turn, desk: Desk) -> Result:
    texts = desk.texts(easy=turn.state.easy)
    records = (UnansweredQuestion(turn.words),) if turn.words and turn.alert is None else ()
    going_on = flows.resume(turn, desk)
    # At the end of a flow, as in none, nothing is asked again, and the menu is the way on.
    last = going_on.messages or (Message(texts.menu, (menu(desk),), kind="question"),)
    messages = (Message(texts.not_sure), *people_cards(desk, turn.reader), *last)
    return Result(messages, going_on.state, records, going_on.typing, outcome="fallback")
