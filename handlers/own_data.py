"""A person's own data: what is kept and why, what is held of this chat, and deleting it."""

from __future__ import annotations

from dataclasses import replace

from handlers import flows
from handlers.desk import Desk
from handlers.gate import Turn
from handlers.reminder_messages import listed
from handlers.result import ForgetMe, Result
from handlers.say import say_answer
from handlers.screens import menu
from handlers.state import State
from handlers.taps import Tap, write
from handlers.turn import Choice, Message
from knowledge.flow.model import is_said

VERSIONS = ("short", "full", "child", "young")
"""The versions of the privacy notice, by their names in the content."""
COMPLAINT = "complaint"
"""The flow that takes a complaint."""


def privacy(turn: Turn, desk: Desk, _rest: str) -> Result:
    """Say what is kept and why, with ways to the other versions."""
    return notice(turn, desk, VERSIONS[0])


def notice(turn: Turn, desk: Desk, version: str) -> Result:
    """A version of the privacy notice; the short one for a name that we do not know."""
    shown = version if version in VERSIONS else VERSIONS[0]
    labels = desk.knowledge.privacy.words.labels
    others = (Choice(write(Tap("notice", one)), getattr(labels, one)) for one in VERSIONS if one != shown)
    complain_about_it = Choice(write(Tap("notice", "complain")), labels.complain)
    if version == "complain":
        return complain(turn, desk, "")
    said = flows.aside(turn, desk, desk.notice(shown, easy=turn.state.easy))
    return _with_choices(said, (*others, complain_about_it))


def complain(turn: Turn, desk: Desk, _rest: str) -> Result:
    """Say how to complain about the use of data, with a way to do it here (T-07)."""
    flow = desk.engine.flow(COMPLAINT)
    here = (Choice(write(Tap("flow", COMPLAINT)), desk.knowledge.privacy.words.labels.complain_here),) if flow else ()
    return _with_choices(flows.aside(turn, desk, desk.notice("complain", easy=turn.state.easy)), here)


def changed_notice(desk: Desk, *, easy: bool) -> Message:
    """That the notice has changed, with a way to stop (T-28)."""
    stop = Choice(write(Tap("forget", "yes")), desk.knowledge.privacy.words.labels.stop_using)
    full = Choice(write(Tap("notice", "full")), desk.knowledge.privacy.words.labels.full)
    return Message(desk.notice("changed", easy=easy), (full, stop), kind="notice")


def _with_choices(said: Result, choices: tuple[Choice, ...]) -> Result:
    first, *rest = said.messages
    return replace(said, messages=(replace(first, choices=(*choices, *first.choices)), *rest))


def my_data(turn: Turn, desk: Desk, _rest: str) -> Result:
    """Show all that is held about this chat (T-06)."""
    texts, now = desk.texts(easy=turn.state.easy), flows.current(turn, desk)
    lines: list[str] = []
    if now:
        flow, state = now
        lines = [
            texts.mydata_flow.format(
                flow=flow.title, step=flow.steps[name].name, answer=say_answer(flow.steps[name], value, desk)
            )
            for name, value in state.answers.items()
            if name in flow.steps and is_said(flow.steps[name])
        ]
        lines += [texts.mydata_waiting.format(flow=flow.title, words=state.held.text)] if state.held else []
    said = "\n".join([texts.mydata.strip(), "", *(f"- {line}" for line in lines)]) if lines else texts.mydata_nothing
    planned = turn.look.reminders()
    reminders = [texts.reminders.mydata.strip(), listed(planned, desk)] if planned else []
    return replace(flows.aside(turn, desk, "\n\n".join((said, *reminders))), private=True)


def forget(turn: Turn, desk: Desk, _rest: str) -> Result:
    """Ask once before all of it is deleted."""
    buttons = desk.knowledge.texts.buttons
    choices = (Choice(write(Tap("forget", "yes")), buttons.forget), Choice(write(Tap("forget", "no")), buttons.keep))
    return Result((Message(desk.texts(easy=turn.state.easy).forget_ask, choices, kind="question"),), turn.state)


def forget_confirmed(turn: Turn, desk: Desk, what: str) -> Result:
    """Delete all of it, where `what` is yes."""
    if what == "yes":
        return Result((Message(desk.texts(easy=turn.state.easy).forget_done, (menu(desk),)),), State(), (ForgetMe(),))
    return flows.aside(turn, desk, desk.texts(easy=turn.state.easy).forget_kept)
