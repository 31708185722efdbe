"""The people who can help with anything, for whenever the assistant cannot."""

from __future__ import annotations

from datetime import date

from handlers.cards import card
from handlers.desk import Desk
from handlers.taps import Tap, write
from handlers.turn import Choice, Message
from knowledge.find_services import Fit


def people_button(desk: Desk) -> Choice:
    """The button that shows who to talk to."""
    return Choice(write(Tap("people")), desk.knowledge.texts.buttons.ask_person, way="move")


def people_cards(desk: Desk, today: date) -> tuple[Message, ...]:
    """Their cards, best first."""
    knowledge = desk.knowledge
    return tuple(card(Fit(knowledge.services[one], None), desk, today) for one in knowledge.area.ask_a_person)
