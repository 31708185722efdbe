"""On Telegram, children under 16 are kindly sent to the web chat, and nothing of them is kept (T-30)."""

from __future__ import annotations

from handlers.desk import Desk
from handlers.gate import Turn
from handlers.result import ForgetMe, Result
from handlers.state import FlowState, State
from handlers.taps import Tap, write
from handlers.turn import Choice, Link, Message
from handlers.young_messages import YOUTH, helper_messages
from knowledge.ages import years_of
from knowledge.own_age import OLD_ENOUGH


def turned_away(turn: Turn, result: Result, desk: Desk) -> Result:
    """`result`, unless this is Telegram and the person has said that they are under 16: then a goodbye.

    Help for words of danger stays before it. All else that the turn would have kept is dropped with the rest.
    """
    if turn.channel != "telegram" or not (turn.says_under_16 or _is_under_16(result.state.flow, desk)):
        return result
    help_first = tuple(message for message in result.messages if message.kind == "help")
    helpers = () if help_first else helper_messages(desk, turn.reader)
    return Result((*help_first, _goodbye(turn, desk), *helpers), State(), (ForgetMe(),))


def _is_under_16(state: FlowState | None, desk: Desk) -> bool:
    """Whether the flow is about the person themselves, and they have picked a band below 16."""
    flow = desk.engine.flow(state.flow) if state else None
    if flow is None or state is None or not desk.engine.is_young(flow, state.answers):
        return False
    years = years_of(str(state.answers.get("age")))
    return years is not None and years[1] < OLD_ENOUGH


def _goodbye(turn: Turn, desk: Desk) -> Message:
    words = desk.texts(easy=turn.state.easy).youth
    # Someone who has grown up, or who typed what a child said, is not shut out.
    choices = (Choice(write(Tap("menu")), words.old_enough, way="move"),)
    said, links = words.too_young, tuple[Link, ...]()
    if desk.web_chat:
        said = words.too_young_web
        links = (Link(desk.knowledge.texts.buttons.web_chat, f"{desk.web_chat.rstrip('/')}/{YOUTH}"),)
    return Message(said.strip(), choices, links)
