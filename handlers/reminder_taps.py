"""Turning reminders on and off in the chat, and answering them."""

from __future__ import annotations

from dataclasses import replace

from handlers import flows
from handlers.desk import Desk
from handlers.gate import Turn
from handlers.labels import same_label
from handlers.reminder_messages import NO, STOP_ALL, YES, listed, not_yet, stop_choice
from handlers.reminder_offers import plan_known
from handlers.reminding import Subject
from handlers.result import RemindMe, Result, StopReminders
from handlers.screens import menu
from handlers.subjects import pack, unpack, words_of
from handlers.taps import Tap, write
from handlers.turn import Choice, Message
from storage.reminders import Planned

_AGREED = "yes."
_REFUSED = "no"


def handle(turn: Turn, tap: Tap, desk: Desk) -> Result | None:
    """What a button of reminders does; None for one that we never made, or whose date has left the content."""
    match tap.verb:
        case "remind":
            return _remind(turn, tap.what, desk)
        case "unremind":
            return _stop(turn, tap.what, desk)
        case "happened":
            return _happened(turn, tap.what, desk)
        case _:
            return None


def typed(turn: Turn, desk: Desk) -> Result | None:
    """The words of the button that stops all reminders, typed at any time."""
    said = same_label(turn.text, [(STOP_ALL, desk.knowledge.texts.buttons.stop_reminders)]) if turn.text else None
    return _stop(turn, "all", desk) if said else None


def _remind(turn: Turn, what: str, desk: Desk) -> Result | None:
    texts = desk.texts(easy=turn.state.easy).reminders
    if what == _REFUSED:
        return flows.aside(turn, desk, texts.refused)
    if turn.channel != "telegram":
        return flows.aside(turn, desk, texts.elsewhere)
    subjects = unpack(what.removeprefix(_AGREED), desk)
    if not subjects:
        return None
    planned = plan_known(subjects, desk, turn.today)
    if not planned:
        return flows.aside(turn, desk, texts.passed)
    # What is kept, for how long and how to stop is said before the first one, and needs a yes.
    if what.startswith(_AGREED) or turn.look.reminders():
        return _turned_on(turn, planned, desk)
    return _ask(turn, subjects, planned, desk)


def _ask(turn: Turn, subjects: tuple[Subject, ...], planned: tuple[Planned, ...], desk: Desk) -> Result:
    texts, buttons = desk.texts(easy=turn.state.easy).reminders, desk.knowledge.texts.buttons
    choices = (
        Choice(write(Tap("remind", _AGREED + pack(subjects))), buttons.remind_yes),
        Choice(write(Tap("remind", _REFUSED)), buttons.remind_no),
    )
    lines = (texts.notice.strip(), texts.about, listed(planned, desk))
    return Result((Message("\n\n".join(lines), choices, kind="question"),), turn.state)


def _turned_on(turn: Turn, planned: tuple[Planned, ...], desk: Desk) -> Result:
    buttons = desk.knowledge.texts.buttons
    titles = {one.subject: words.title for one in planned if (words := words_of(one.subject, desk))}
    leave_out = [
        Choice(write(Tap("unremind", subject)), buttons.leave_out.format(title=title))
        for subject, title in titles.items()
        if len(titles) > 1
    ]
    back = [Choice(write(Tap("resume")), buttons.back, way="move")] if flows.current(turn, desk) else []
    said = f"{desk.texts(easy=turn.state.easy).reminders.turned_on.strip()}\n\n{listed(planned, desk)}"
    message = Message(said, (*leave_out, stop_choice(desk), *back, menu(desk)))
    return Result((message,), turn.state, (RemindMe(planned, easy=turn.state.easy),))


def _stop(turn: Turn, what: str, desk: Desk) -> Result | None:
    texts = desk.texts(easy=turn.state.easy).reminders
    if what == "all":
        return _with(StopReminders(), flows.aside(turn, desk, texts.stopped))
    if words_of(what, desk) is None:
        return None
    return _with(StopReminders(what), flows.aside(turn, desk, texts.left_out))


def _happened(turn: Turn, what: str, desk: Desk) -> Result | None:
    if what.startswith(YES) and words_of(what.removeprefix(YES), desk):
        subject = what.removeprefix(YES)
        good = desk.texts(easy=turn.state.easy).reminders.good
        return _with(StopReminders(subject), flows.aside(turn, desk, good))
    message = not_yet(what.removeprefix(NO), desk, turn.reader) if what.startswith(NO) else None
    return flows.resume(turn, desk, before=(message,)) if message else None


def _with(record: StopReminders, result: Result) -> Result:
    return replace(result, records=(*result.records, record))
