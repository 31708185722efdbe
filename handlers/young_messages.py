"""What young people are shown in more than one place: the people who help them, and the ways on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.desk import Desk
from handlers.helping import signpost_message
from handlers.people import people_button, people_cards
from handlers.reader import Reader
from handlers.screens import menu
from handlers.taps import Tap, write
from handlers.turn import Choice, Message

if TYPE_CHECKING:
    from handlers.outcomes import Reached

YOUTH, MY_PAGE = "youth", "my-page"
"""The flows: saying what one thinks, and making a page about oneself."""
SHOW_HELPERS = "show helpers"
"""The action for someone who is too young for a flow: `helpers` are ids of signposts, `text` a name in the texts."""


def show_helpers(reached: Reached, desk: Desk) -> tuple[Message, ...]:
    """What the outcome says, and who can be talked to."""
    said = desk.texts(easy=reached.reader.easy).at(f"youth.{reached.outcome.arguments['text']}") or ""
    choices = (*_flow_choice(MY_PAGE, desk), people_button(desk), *_flow_choice(YOUTH, desk), menu(desk))
    helpers = _signposts(reached.outcome.arguments["helpers"], desk, easy=reached.reader.easy)
    return (Message(said.strip()), *helpers, Message(desk.knowledge.texts.menu, choices, kind="question"))


def helper_messages(desk: Desk, reader: Reader) -> tuple[Message, ...]:
    """Who a young person can talk to about anything, as the content names them; else who helps anybody."""
    flow = desk.engine.flow(YOUTH)
    outcomes = flow.outcomes.values() if flow else ()
    named = next((outcome.arguments["helpers"] for outcome in outcomes if outcome.do == SHOW_HELPERS), "")
    return _signposts(named, desk, easy=reader.easy) or people_cards(desk, reader)


def more_choice(desk: Desk) -> tuple[Choice, ...]:
    """The button to all that there is for young people; none where the content has nothing."""
    if desk.engine.flow(YOUTH) is None:
        return ()
    return (Choice(write(Tap("young")), desk.knowledge.texts.youth.more, way="move"),)


def _signposts(ids: str, desk: Desk, *, easy: bool) -> tuple[Message, ...]:
    message = signpost_message(desk.texts(easy=easy).youth.help, ids.split(), desk)
    return (message,) if message else ()


def _flow_choice(name: str, desk: Desk) -> tuple[Choice, ...]:
    flow = desk.engine.flow(name)
    return (Choice(write(Tap("flow", flow.id)), flow.title),) if flow else ()
