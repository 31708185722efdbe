"""The buttons for easier words, for the usual words again, and for what short forms mean."""

from __future__ import annotations

from dataclasses import replace

from handlers import commands, flows, questions
from handlers.desk import Desk
from handlers.easy_messages import short_forms_message
from handlers.gate import Turn
from handlers.result import Result
from handlers.screens import menu
from handlers.taps import Tap
from handlers.turn import Message


def handle(turn: Turn, tap: Tap, desk: Desk) -> Result | None:
    """What one of these buttons does; None where its entry is not in the content any more."""
    if tap.verb == "words":
        return _explain(turn, tap.what, desk)
    easy = tap.verb == "easy"
    changed = replace(turn, state=replace(turn.state, easy=easy))
    note = desk.knowledge.texts.easy.turned_on if easy else desk.knowledge.texts.easy.turned_off
    if not tap.what:
        return commands.main_menu(changed, desk, note) if turn.state.flow is None else flows.aside(changed, desk, note)
    shown = questions.show_entry(changed, tap.what, desk)
    return shown and replace(shown, messages=(Message(note), *shown.messages))


def _explain(turn: Turn, entry_id: str, desk: Desk) -> Result | None:
    shown = questions.show_entry(turn, entry_id, desk, in_full=True)
    if shown is None:
        return None
    words = short_forms_message(shown.messages[0].text, desk)
    return Result((replace(words, choices=(*words.choices, menu(desk))),), turn.state)
