"""Quick taps: ticks under an answer, such as "It is helpful", once a day. Only how many ticked each is kept.

The ticks live in the buttons themselves: `quick:<id of the entry>.<a digit for each measure>`, "1" for a tick.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handlers import flows
from handlers.desk import Desk
from handlers.entry_messages import ANSWER_FEEDBACK
from handlers.gate import Turn
from handlers.result import QuickTap, Result
from handlers.reviewing import RATED
from handlers.screens import menu
from handlers.state import State
from handlers.taps import Tap, write
from handlers.turn import CHOICE_BYTES, Choice, Message
from knowledge.measures import TICKED, UNTICKED

SHOWN, GIVEN = "quick", "rated"
"""The names of two limits of one a day: how often it may be asked, and how often it counts."""
_ON, _OFF = "1", "0"


def asked_after(entry_id: str, turn: Turn, desk: Desk) -> Message | None:
    """The ticks to show under an entry that answers a free question; None where it is not the time to ask."""
    quick = desk.knowledge.measures.quick
    # Beside help there is nothing to tick, and in a flow there is a question already.
    busy = turn.alert is not None or turn.state.flow is not None
    if not quick or busy or turn.state.times(SHOWN, _day(turn)):
        return None
    asked = _ticks(entry_id, _OFF * len(quick), turn, desk)
    return asked if all(len(choice.value.encode()) <= CHOICE_BYTES for choice in asked.choices) else None


def shown_in(state: State, turn: Turn) -> State:
    """The conversation, in which the ticks have been shown."""
    return state.counted(SHOWN, _day(turn))


def handle(turn: Turn, tap: Tap, desk: Desk) -> Result | None:
    """What one of these buttons does; None for one that was made up, or whose entry is gone."""
    entry_id, _, ticks = tap.what.rpartition(".")
    known = desk.knowledge.title(entry_id) is not None and entry_id not in desk.knowledge.subjects
    if not known or len(ticks) != len(desk.knowledge.measures.quick) or set(ticks) - {_ON, _OFF}:
        return None
    if tap.verb == "quick":
        return Result((_ticks(entry_id, ticks, turn, desk, begun=True),), turn.state)
    return _given(entry_id, ticks, turn, desk)


def _ticks(entry_id: str, ticks: str, turn: Turn, desk: Desk, *, begun: bool = False) -> Message:
    words, buttons = desk.texts(easy=turn.state.easy).heard, desk.knowledge.texts.buttons
    ended = buttons.done if _ON in ticks else words.quick_none
    choices = (
        *_toggles(entry_id, ticks, desk),
        Choice(write(Tap("rated", f"{entry_id}.{ticks}")), ended),
        *_more(entry_id, desk),
        # On a page that shows the newest screen alone, the answer is gone after the first tick.
        *([Choice(write(Tap("entry", entry_id)), words.back_to_answer, way="move")] if begun else []),
    )
    return Message(words.quick_ask.strip(), choices, kind="question")


def _toggles(entry_id: str, ticks: str, desk: Desk) -> Iterator[Choice]:
    for number, measure in enumerate(desk.knowledge.measures.quick):
        chosen = ticks[number] == _ON
        after = ticks[:number] + (_OFF if chosen else _ON) + ticks[number + 1 :]
        yield Choice(write(Tap("quick", f"{entry_id}.{after}")), str(measure.statement), chosen)


def _given(entry_id: str, ticks: str, turn: Turn, desk: Desk) -> Result:
    words = desk.texts(easy=turn.state.easy).heard
    first = not turn.state.times(GIVEN, _day(turn))
    state = turn.state.counted(GIVEN, _day(turn)) if first else turn.state
    records = tuple(_records(entry_id, ticks, desk)) if first else ()
    choices = (
        *_more(f"{RATED}{entry_id}", desk),
        Choice(write(Tap("entry", entry_id)), words.back_to_answer, way="move"),
        menu(desk),
    )
    thanks = Message(words.quick_thanks, choices, kind="notice")
    return replace(flows.resume(replace(turn, state=state), desk, before=(thanks,)), records=records)


def _records(entry_id: str, ticks: str, desk: Desk) -> Iterator[QuickTap]:
    for measure, tick in zip(desk.knowledge.measures.quick, ticks, strict=True):
        yield QuickTap(entry_id, measure.id, TICKED if tick == _ON else UNTICKED)


def _more(what: str, desk: Desk) -> tuple[Choice, ...]:
    if desk.engine.flow(ANSWER_FEEDBACK) is None:
        return ()
    return (Choice(write(Tap("tell", what)), desk.knowledge.texts.heard.quick_more),)


def _day(turn: Turn) -> str:
    return turn.today.isoformat()
