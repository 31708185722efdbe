"""A letter as messages: what it is for, its words to copy, and the file. And what a check of a draft plan leads to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from handlers.desk import Desk
from handlers.people import people_button
from handlers.pieces import joined, listed, site, to_entries
from handlers.screens import ways_after
from handlers.turn import File, Link, Message
from knowledge.dates import say_date
from knowledge.letters import Choices, Letter, asks, laws_named, letter_text, points_of, write_code
from knowledge.letters.word_file import MEDIA_TYPE

if TYPE_CHECKING:
    from handlers.outcomes import Reached

MAKE = "letter"
"""What stands before the colon of a file's `make` where it is a letter."""
MOST_ENTRIES = 3
"""The most answers that are offered to read on with."""
MOST_LINKS = 3


def show_letter(reached: Reached, desk: Desk) -> tuple[Message, ...]:
    """The letter that the outcome names, for what was answered on the way."""
    letter = _letter(reached, desk)
    return _messages(letter, _chosen(letter, reached), reached, desk)


def show_draft_list(reached: Reached, desk: Desk) -> tuple[Message, ...]:
    """What to ask the council for after the check of a draft plan, and the letter that asks for it."""
    letter, words = _letter(reached, desk), desk.knowledge.letters.said()
    wanted = asks(letter, reached.state.answers)
    points = points_of(letter, wanted, desk.knowledge.area, young=_young(reached, desk))
    found = joined((listed(words.draft_list, points), words.draft_letter))
    listing = Message(found if points else f"# {words.draft_list}\n{words.draft_list_empty}")
    return (listing, *_messages(letter, wanted | _chosen(letter, reached), reached, desk))


def _messages(letter: Letter, choices: Choices, reached: Reached, desk: Desk) -> tuple[Message, ...]:
    reader = reached.reader
    ways = ways_after(reached.flow, reached.at, desk)
    words, young = desk.knowledge.letters.said(), _young(reached, desk)
    if not desk.held_back(reader.today).isdisjoint(letter.rests_on):
        return (Message(words.held_back, (people_button(desk), *ways), kind="question"),)
    when = letter.young_when if young and letter.young_when else letter.when
    about = joined((f"# {letter.title}", words.when.format(when=when), words.to_copy))
    text = letter_text(letter, choices, words, desk.knowledge.area, young=young)
    send = joined((words.send_to.format(to=letter.send_to), words.no_names, words.foot))
    entries = to_entries(letter.rests_on[:MOST_ENTRIES], desk, reader)
    file = File(f"{letter.id}.docx", MEDIA_TYPE, f"{MAKE}:{write_code(letter, choices, young=young)}", words.file)
    end = Message(
        desk.short_forms.explained(joined((send, _checked(letter, choices, desk, young=young)))),
        (*entries, people_button(desk), *ways),
        tuple(_links(letter, choices, desk, young=young)),
        kind="question",
        files=(file,),
    )
    return (Message(desk.short_forms.explained(about)), Message(text), end)


def _letter(reached: Reached, desk: Desk) -> Letter:
    return desk.knowledge.letters.of[reached.outcome.arguments["letter"]]


def _young(reached: Reached, desk: Desk) -> bool:
    return desk.engine.is_young(reached.flow, reached.state.answers)


def _chosen(letter: Letter, reached: Reached) -> Choices:
    """The letter's choices are named as the steps that ask for them."""
    return frozenset(str(reached.state.answers[choice.name]) for choice in letter.choices if not choice.many)


def _checked(letter: Letter, choices: Choices, desk: Desk, *, young: bool) -> str:
    """When the oldest of the facts behind the letter was checked, and the sites that its laws were read on."""
    oldest = min(desk.knowledge.answers[one].checked_on for one in letter.rests_on)
    sites = dict.fromkeys(site(law.source) for law in laws_named(letter, choices, young=young))
    return desk.knowledge.texts.answer.checked.format(day=say_date(oldest), sites=", ".join(sites))


def _links(letter: Letter, choices: Choices, desk: Desk, *, young: bool) -> Iterator[Link]:
    found = dict[str, str]()
    for law in laws_named(letter, choices, young=young):
        found.setdefault(site(law.source), law.source)
    for name, source in list(found.items())[:MOST_LINKS]:
        yield Link(desk.knowledge.texts.buttons.source.format(site=name), source)
