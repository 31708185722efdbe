"""The commands and the buttons that win in any state: start, menu, help, privacy, my data, forget, receipt, cancel."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from handlers import flows, own_data, receipts
from handlers.desk import Desk
from handlers.gate import Turn
from handlers.labels import plain
from handlers.people import people_cards
from handlers.reminder_messages import stop_choice
from handlers.result import Result
from handlers.screens import menu
from handlers.state import State
from handlers.taps import Tap, write
from handlers.turn import Choice, Link, Message

PLAN, HEARD = "plan", "heard"
"""The groups of flows that stand behind one button of the main menu."""
MENU_ORDER = ("services", "ehcp", PLAN, "adult-life", HEARD, "strategy")
"""The flows, and the groups of flows, on the main menu."""
PLAN_FLOWS = ("dates", "letters", "draft-check", "next-three")
HEARD_FLOWS = ("feedback", "youth", "my-page")
LINKED_BESIDES = ("month",)
"""A flow that no menu of families shows, and a poster can open."""
LINKED_FLOWS = frozenset({*MENU_ORDER, *PLAN_FLOWS, *HEARD_FLOWS, *LINKED_BESIDES} - {PLAN, HEARD})
"""The flows that a deep link can open (`?start=ehcp`)."""

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
    version = desk.knowledge.privacy.version
    state = State(greeted=True, easy=turn.state.easy, notice=version, counts=turn.state.counts)
    flow = desk.engine.flow(payload) if payload in LINKED_FLOWS else None
    if flow is None:
        welcome = welcome_message(turn, desk)
        return Result((replace(welcome, choices=menu_choices(desk, easy=turn.state.easy), kind="question"),), state)
    begun = flows.start(flow, turn, desk)
    messages = (welcome_message(turn, desk), *begun.messages)
    return replace(begun, messages=messages, state=replace(begun.state, greeted=True, notice=version))


def welcome_message(turn: Turn, desk: Desk) -> Message:
    """What this is, what it can do, what it keeps and who runs it (T-27). On Telegram, also how old one must be."""
    texts = desk.texts(easy=turn.state.easy)
    words = texts.welcome.format(
        area=desk.knowledge.area.name, run_by=desk.run_by, chat_hours=desk.notice_blanks["chat_hours"]
    )
    if turn.channel != "telegram":
        return Message(words)
    links = (Link(texts.buttons.web_chat, desk.web_chat),) if desk.web_chat else ()
    return Message(f"{words}\n\n{texts.telegram_age}", links=links)


def main_menu(turn: Turn, desk: Desk, before: str | None = None) -> Result:
    """The main menu, in no flow."""
    text = desk.texts(easy=turn.state.easy).menu
    message = Message(
        f"{before}\n\n{text}" if before else text, menu_choices(desk, easy=turn.state.easy), kind="question"
    )
    return Result((message,), turn.state.in_flow(None))


def menu_choices(desk: Desk, *, easy: bool) -> tuple[Choice, ...]:
    """A button for each flow, and one for easier words or back."""
    buttons = desk.knowledge.texts.buttons
    groups = {PLAN: (buttons.my_plan, PLAN_FLOWS), HEARD: (buttons.say_what_you_think, HEARD_FLOWS)}
    choices: list[Choice] = []
    for name in MENU_ORDER:
        label, flows_in = groups.get(name, ("", (name,)))
        there = _flow_choices(flows_in, desk)
        choices += [Choice(write(Tap("menu", name)), label)] if label and there else there
    return (*choices, wording_choice(desk, easy=easy))


def plan_menu(turn: Turn, desk: Desk) -> Result:
    """The flows about dates and letters, in no flow."""
    text = desk.texts(easy=turn.state.easy).my_plan
    message = Message(text, (*_flow_choices(PLAN_FLOWS, desk), menu(desk)), kind="question")
    return Result((message,), turn.state.in_flow(None))


def heard_menu(turn: Turn, desk: Desk) -> Result:
    """The ways to say something, and to see what came of it, in no flow."""
    buttons = desk.knowledge.texts.buttons
    choices = (
        *_flow_choices(HEARD_FLOWS, desk),
        Choice(write(Tap("responses")), buttons.responses),
        Choice(write(Tap("voices")), buttons.voices),
        Choice(write(Tap("receipt")), buttons.check_receipt),
        menu(desk),
    )
    message = Message(desk.texts(easy=turn.state.easy).say_what_you_think, choices, kind="question")
    return Result((message,), turn.state.in_flow(None))


def _flow_choices(names: Iterable[str], desk: Desk) -> tuple[Choice, ...]:
    flows_there = [flow for name in names if (flow := desk.engine.flow(name))]
    return tuple(Choice(write(Tap("flow", flow.id)), flow.title) for flow in flows_there)


def wording_choice(desk: Desk, *, easy: bool) -> Choice:
    """The button that turns easier words on or off."""
    buttons = desk.knowledge.texts.buttons
    if easy:
        return Choice(write(Tap("plain")), buttons.plain, way="move")
    return Choice(write(Tap("easy")), buttons.easy, way="move")


def _tapped(turn: Turn, tap: Tap, desk: Desk) -> Result | None:
    match tap.verb:
        case "menu":
            return MENUS.get(tap.what, main_menu)(turn, desk)
        case "people":
            return flows.resume(turn, desk, before=people_cards(desk, turn.reader, tap.what))
        case "notice":
            return own_data.notice(turn, desk, tap.what)
        case "forget":
            return own_data.forget_confirmed(turn, desk, tap.what)
        case _:
            return None


def _start(turn: Turn, desk: Desk, rest: str) -> Result:
    return greet(turn, desk, rest)


def _menu(turn: Turn, desk: Desk, _rest: str) -> Result:
    return main_menu(turn, desk)


def _help(turn: Turn, desk: Desk, _rest: str) -> Result:
    texts = desk.texts(easy=turn.state.easy)
    return flows.aside(turn, desk, f"{texts.help}\n\n{texts.credits}")


def _cancel(turn: Turn, desk: Desk, _rest: str) -> Result:
    texts = desk.texts(easy=turn.state.easy)
    return main_menu(turn, desk, texts.cancelled if turn.state.flow else texts.nothing_to_cancel)


def _settings(turn: Turn, desk: Desk, _rest: str) -> Result:
    on = len({one.subject for one in turn.look.reminders()})
    texts = desk.texts(easy=turn.state.easy).reminders
    reminders = texts.settings.format(count=on) if on else texts.settings_off
    stop = (stop_choice(desk),) if on else ()
    choices = (wording_choice(desk, easy=turn.state.easy), *stop, menu(desk))
    text = f"{desk.knowledge.texts.easy.settings.strip()}\n\n{reminders}"
    return Result((Message(text, choices, kind="question"),), turn.state)


def _easy(turn: Turn, desk: Desk, _rest: str) -> Result:
    easy = not turn.state.easy
    changed = replace(turn, state=replace(turn.state, easy=easy))
    words = desk.knowledge.texts.easy
    return flows.aside(changed, desk, words.turned_on if easy else words.turned_off)


def _unknown(turn: Turn, desk: Desk, _rest: str) -> Result:
    return main_menu(turn, desk, desk.texts(easy=turn.state.easy).unknown_command)


MENUS: Mapping[str, Callable[[Turn, Desk], Result]] = {PLAN: plan_menu, HEARD: heard_menu}
"""The menus behind one button of the main menu, by what it carries."""

COMMANDS: Mapping[str, Callable[[Turn, Desk, str], Result]] = {
    "start": _start,
    "menu": _menu,
    "help": _help,
    "privacy": own_data.privacy,
    "mydata": own_data.my_data,
    "forget": own_data.forget,
    "complain": own_data.complain,
    "receipt": receipts.command,
    "easy": _easy,
    "settings": _settings,
    "cancel": _cancel,
}
"""Every command, by the name that is typed after the slash."""
