"""The commands and the buttons that win in any state: start, menu, help, privacy, my data, forget, receipt, cancel."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from handlers import flows
from handlers.desk import Desk
from handlers.gate import Turn
from handlers.labels import plain
from handlers.people import people_cards
from handlers.reminder_messages import listed, stop_choice
from handlers.result import ForgetMe, Result
from handlers.say import say_answer
from handlers.screens import menu
from handlers.state import State
from handlers.taps import Tap, write
from handlers.turn import Choice, Link, Message

FLOW_ORDER = ("services", "ehcp", "adult-life", "feedback", "strategy")
"""The flows on the main menu, which are also the payloads of deep links (`?start=ehcp`)."""
PLAN_FLOWS = ("dates", "letters", "draft-check", "next-three")
"""The flows behind one button of the main menu, which are payloads of deep links too."""
PLAN = "plan"
"""What the button for them carries."""

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
    state = State(greeted=True, easy=turn.state.easy)
    flow = desk.engine.flow(payload) if payload in (*FLOW_ORDER, *PLAN_FLOWS) else None
    if flow is None:
        welcome = welcome_message(turn, desk)
        return Result((replace(welcome, choices=menu_choices(desk, easy=turn.state.easy), kind="question"),), state)
    begun = flows.start(flow, turn, desk)
    messages = (welcome_message(turn, desk), *begun.messages)
    return replace(begun, messages=messages, state=replace(begun.state, greeted=True))


def welcome_message(turn: Turn, desk: Desk) -> Message:
    """What this is, what it can do, what it keeps and who runs it (T-27). On Telegram, also how old one must be."""
    texts = desk.texts(easy=turn.state.easy)
    words = texts.welcome.format(area=desk.knowledge.area.name, run_by=desk.run_by)
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
    titles = _flow_choices(FLOW_ORDER, desk)
    after = next((at for at, one in enumerate(titles, 1) if one.value == write(Tap("flow", "ehcp"))), len(titles))
    plan = (Choice(write(Tap("menu", PLAN)), desk.knowledge.texts.buttons.my_plan),)
    has_plan = bool(_flow_choices(PLAN_FLOWS, desk))
    return (*titles[:after], *(plan if has_plan else ()), *titles[after:], wording_choice(desk, easy=easy))


def plan_menu(turn: Turn, desk: Desk) -> Result:
    """The flows about dates and letters, in no flow."""
    text = desk.texts(easy=turn.state.easy).my_plan
    message = Message(text, (*_flow_choices(PLAN_FLOWS, desk), menu(desk)), kind="question")
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
            return plan_menu(turn, desk) if tap.what == PLAN else main_menu(turn, desk)
        case "people":
            return flows.resume(turn, desk, before=people_cards(desk, turn.reader, tap.what))
        case "forget":
            return _forget_confirmed(turn, desk, tap.what)
        case _:
            return None


def _start(turn: Turn, desk: Desk, rest: str) -> Result:
    return greet(turn, desk, rest)


def _menu(turn: Turn, desk: Desk, _rest: str) -> Result:
    return main_menu(turn, desk)


def _help(turn: Turn, desk: Desk, _rest: str) -> Result:
    texts = desk.texts(easy=turn.state.easy)
    return flows.aside(turn, desk, f"{texts.help}\n\n{texts.credits}")


def _privacy(turn: Turn, desk: Desk, _rest: str) -> Result:
    return flows.aside(turn, desk, desk.texts(easy=turn.state.easy).privacy.format(run_by=desk.run_by))


def _my_data(turn: Turn, desk: Desk, _rest: str) -> Result:
    texts, now = desk.texts(easy=turn.state.easy), flows.current(turn, desk)
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
    planned = turn.reminders()
    reminders = [texts.reminders.mydata.strip(), listed(planned, desk)] if planned else []
    return replace(flows.aside(turn, desk, "\n\n".join((said, *reminders))), private=True)


def _forget(turn: Turn, desk: Desk, _rest: str) -> Result:
    buttons = desk.knowledge.texts.buttons
    choices = (Choice(write(Tap("forget", "yes")), buttons.forget), Choice(write(Tap("forget", "no")), buttons.keep))
    return Result((Message(desk.texts(easy=turn.state.easy).forget_ask, choices, kind="question"),), turn.state)


def _forget_confirmed(turn: Turn, desk: Desk, what: str) -> Result:
    if what == "yes":
        return Result((Message(desk.texts(easy=turn.state.easy).forget_done, (menu(desk),)),), State(), (ForgetMe(),))
    return flows.aside(turn, desk, desk.texts(easy=turn.state.easy).forget_kept)


def _cancel(turn: Turn, desk: Desk, _rest: str) -> Result:
    texts = desk.texts(easy=turn.state.easy)
    return main_menu(turn, desk, texts.cancelled if turn.state.flow else texts.nothing_to_cancel)


def _receipt(turn: Turn, desk: Desk, rest: str) -> Result:
    texts = desk.texts(easy=turn.state.easy)
    if not rest:
        return flows.aside(turn, desk, texts.receipt_ask)
    if turn.receipt is None:
        return flows.aside(turn, desk, texts.receipt_wrong)
    status = turn.status_of(turn.receipt)
    return flows.aside(turn, desk, texts.receipt_states[status] if status else texts.receipt_unknown)


def _settings(turn: Turn, desk: Desk, _rest: str) -> Result:
    on = len({one.subject for one in turn.reminders()})
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


COMMANDS: Mapping[str, Callable[[Turn, Desk, str], Result]] = {
    "start": _start,
    "menu": _menu,
    "help": _help,
    "privacy": _privacy,
    "mydata": _my_data,
    "forget": _forget,
    "receipt": _receipt,
    "easy": _easy,
    "settings": _settings,
    "cancel": _cancel,
}
"""Every command, by the name that is typed after the slash."""
