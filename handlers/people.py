"""The people who can help with anything, for whenever the assistant cannot."""

from __future__ import annotations

from handlers.cards import card
from handlers.desk import Desk
from handlers.reader import Reader
from handlers.taps import Tap, write
from handlers.turn import Choice, Message
from knowledge.find_services import Fit


def people_button(desk: Desk, entry_id: str = "") -> Choice:
    """The button that shows who to talk to: about an entry, or about anything."""
    return Choice(write(Tap("people", entry_id)), desk.knowledge.texts.buttons.ask_person, way="move")


def people_cards(desk: Desk, reader: Reader, entry_id: str = "") -> tuple[Message, ...]:
    """Their cards, best first."""
    knowledge = desk.knowledge
    about = knowledge.answers.get(entry_id)
    ids = about.help if about and about.help else knowledge.area.ask_a_person
    held_back = desk.held_back(reader.today)
    services = [knowledge.services[one] for one in ids if one not in held_back]
    return tuple(card(Fit(one, None), desk, reader) for one in services if one.status != "closed")
