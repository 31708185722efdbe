"""The commands and the buttons that win in any state: start, menu, help, privacy, my data, forget, receipt, cancel."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from handlers import flows
from handlers.desk import Desk
from handlers.gate import Turn
from handlers.labels import plain
from handlers.people import people_cards
from handlers.result import ForgetMe, Result
from handlers.say import say_answer
from handlers.screens import menu
from handlers.state import State
from handlers.taps import Tap, write
from handlers.turn import Choice, Link, Message

FLOW_ORDER = ("services", "ehcp", "adult-life", "feedback")
"""The flows on the main menu, which are also the payloads of deep links (`?start=ehcp`)."""

_SPOKEN = {"menu": "menu", "main menu": "menu", "help": "help", "cancel": "cancel", "stop": "cancel", "start": "start"}


def handle(turn: Turn, desk: Desk) -> Result | None:
    """Answer a command; None for anything else."""
    if turn.start is not None:
        return greet(turn, desk, turn.start)
    if turn.tap is not None:
        return _tapped(turn, turn.tap, desk)
    name, _, rest = turn.text.partition(" ")
    if name.startswith("/"):
        command = COMMANDS.get(name[1:].lower(), _unknown)
        return command(turn, desk, rest.strip())
    spoken = _SPOKEN.get(plain(turn.text))
    return COMMANDS[spoken](turn, desk, "") if spoken else None


def greet(turn: Turn, desk: Desk, payload: str) -> Result:
    """Say what this is; a deep link goes straight on to its flow."""
    state = State(greeted=True)
    flow = desk.engine.flow(payload) if payload in FLOW_ORDER else None
    if flow is None:
        welcome = welcome_message(turn, desk)
        return Result((replace(welcome, choices=menu_choices(desk), kind="question"),), state)
    begun = flows.start(flow, turn, desk)
    messages = (welcome_message(turn, desk), *begun.messages)
    return replace(begun, messages=messages, state=replace(begun.state, greeted=True))


def welcome_message(turn: Turn, desk: Desk) -> Message:
    """What this is, what it can do, what it keeps and who runs it (T-27). On Telegram, also how old one must be."""
    texts = desk.knowledge.texts
    words = texts.welcome.format(area=desk.knowledge.area.name, run_by=desk.run_by)
    if turn.channel != "telegram":
        return Message(words)
    links = (Link(texts.buttons.web_chat, desk.web_chat),) if desk.web_chat else ()
    return Message(f"{words}\n\n{texts.telegram_age}", links=links)


def main_menu(turn: Turn, desk: Desk, before: str | None = None) -> Result:
    """The main menu, in no flow."""
    text = desk.knowledge.texts.menu
    message = Message(f"{before}\n\n{text}" if before else text, menu_choices(desk), kind="question")
    return Result((message,), turn.state.in_flow(None))


def menu_choices(desk: Desk) -> tuple[Choice, ...]:
    """A button for each flow."""
    named = [(name, desk.engine.flow(name)) for name in FLOW_ORDER]
    return tuple(Choice(write(Tap("flow", name)), flow.title) for name, flow in named if flow)


def _tapped(turn: Turn, tap: Tap, desk: Desk) -> Result | None:
    match tap.verb:
        case "menu":
            return main_menu(turn, desk)
        case "people":
            return flows.resume(turn, desk, before=people_cards(desk, turn.today))
        case "forget":
            return _forget_confirmed(turn, desk, tap.what)
        case _:
            return None


def _start(turn: Turn, desk: Desk, rest: str) -> Result:
    return greet(turn, desk, rest)


def _menu(turn: Turn, desk: Desk, _rest: str) -> Result:
    return main_menu(turn, desk)


def _help(turn: Turn, desk: Desk, _rest: str) -> Result:
    return flows.aside(turn, desk, desk.knowledge.texts.help)


def _privacy(turn: Turn, desk: Desk, _rest: str) -> Result:
    return flows.aside(turn, desk, desk.knowledge.texts.privacy.format(run_by=desk.run_by))


def _my_data(turn: Turn, desk: Desk, _rest: str) -> Result:
    texts, now = desk.knowledge.texts, flows.current(turn, desk)
    lines: list[str] = []
    if now:
        flow, state = now
        lines = [
            texts.mydata_flow.format(
                flow=flow.title, step=flow.steps[name].name, answer=say_answer(flow.steps[name], value, desk)
            )
            for name, value in state.answers.items()
            if name in flow.steps
        ]
    said = "\n".join([texts.mydata.strip(), "", *(f"- {line}" for line in lines)]) if lines else texts.mydata_nothing
    return replace(flows.aside(turn, desk, said), private=True)


def _forget(turn: Turn, desk: Desk, _rest: str) -> Result:
    buttons = desk.knowledge.texts.buttons
    choices = (Choice(write(Tap("forget", "yes")), buttons.forget), Choice(write(Tap("forget", "no")), buttons.keep))
    return Result((Message(desk.knowledge.texts.forget_ask, choices, kind="question"),), turn.state)


def _forget_confirmed(turn: Turn, desk: Desk, what: str) -> Result:
    if what == "yes":
        return Result((Message(desk.knowledge.texts.forget_done, (menu(desk),)),), State(), (ForgetMe(),))
    return flows.aside(turn, desk, desk.knowledge.texts.forget_kept)


def _cancel(turn: Turn, desk: Desk, _rest: str) -> Result:
    texts = desk.knowledge.texts
    return main_menu(turn, desk, texts.cancelled if turn.state.flow else texts.nothing_to_cancel)


def _receipt(turn: Turn, desk: Desk, rest: str) -> Result:
    texts = desk.knowledge.texts
    if not rest:
        return flows.aside(turn, desk, texts.receipt_ask)
    if turn.receipt is None:
        return flows.aside(turn, desk, texts.receipt_wrong)
    status = turn.status_of(turn.receipt)
    return flows.aside(turn, desk, texts.receipt_states[status] if status else texts.receipt_unknown)


def _unknown(turn: Turn, desk: Desk, _rest: str) -> Result:
    return main_menu(turn, desk, desk.knowledge.texts.unknown_command)


COMMANDS: Mapping[str, Callable[[Turn, Desk, str], Result]] = {
    "start": _start,
    "menu": _menu,
    "help": _help,
    "privacy": _privacy,
    "mydata": _my_data,
    "forget": _forget,
    "receipt": _receipt,
    "cancel": _cancel,
}
"""Every command, by the name that is typed after the slash."""
