"""The door for young people: their own greeting, all that there is for them, and a way out at any time."""

from __future__ import annotations

from dataclasses import replace

from handlers import commands, flows
from handlers.desk import Desk
from handlers.gate import Turn
from handlers.people import people_cards
from handlers.polls import show_polls
from handlers.result import Result
from handlers.screens import menu
from handlers.taps import Tap
from handlers.turn import Link, Message
from handlers.young_messages import YOUTH, more_choice


def door(turn: Turn, desk: Desk) -> Result | None:
    """What a young person sees who follows the link on a poster; None for any other link."""
    if turn.start != YOUTH:
        return None
    state = replace(turn.state, flow=None, greeted=True, notice=desk.knowledge.privacy.version)
    flow = desk.engine.flow(YOUTH)
    if flow is None:
        text = desk.texts(easy=turn.state.easy).youth.no_door.strip()
        told = Message(text, commands.menu_choices(desk, easy=turn.state.easy), kind="question")
        return Result((*people_cards(desk, turn.reader), told), state)
    begun = flows.start(flow, replace(turn, state=state), desk, {})
    return replace(begun, messages=(_greeting(turn, desk), *begun.messages))


def tapped(turn: Turn, tap: Tap, desk: Desk) -> Result | None:
    """What a button of young people's does; None for one that we never made."""
    match tap.what:
        case "":
            return _everything(turn, desk)
        case "polls":
            return show_polls(turn, desk)
        case "stop":
            return _left(turn, desk.texts(easy=turn.state.easy).youth.stopped, desk)
        case "delete":
            return _left(turn, desk.texts(easy=turn.state.easy).youth.page.deleted, desk)
        case _:
            return None


def _greeting(turn: Turn, desk: Desk) -> Message:
    """What this is and who runs it (T-27), in young people's words. On Telegram, also how old one must be."""
    texts = desk.texts(easy=turn.state.easy)
    words = texts.youth.door.format(area=desk.knowledge.area.name, run_by=desk.run_by).strip()
    if turn.channel != "telegram":
        return Message(words)
    links = (Link(texts.buttons.web_chat, desk.web_chat),) if desk.web_chat else ()
    return Message(f"{words}\n\n{texts.telegram_age}", links=links)


def _everything(turn: Turn, desk: Desk) -> Result:
    flow = desk.engine.flow(YOUTH)
    return flows.start(flow, turn, desk) if flow else commands.main_menu(turn, desk)


def _left(turn: Turn, said: str, desk: Desk) -> Result:
    """No flow any more, and with it none of its answers."""
    message = Message(said, (*more_choice(desk), menu(desk)), kind="question")
    return Result((message,), turn.state.in_flow(None))
