"""My page: the one-page profile at the end of its flow, on the screen and as files. Its words stay in the flow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlers.desk import Desk
from handlers.pieces import joined
from handlers.screens import move, stop
from handlers.taps import Tap, write
from handlers.turn import Choice, File, Message
from handlers.young_messages import more_choice
from knowledge.flow.model import Answers, Flow, TextStep
from knowledge.heard_words import PageWords
from knowledge.letters.word_file import MEDIA_TYPE
from knowledge.my_page import Page, Part, page_text
from knowledge.printable import on_one_line
from storage.anonymise import PLACEHOLDERS

if TYPE_CHECKING:
    from handlers.outcomes import Reached

SHOW_MY_PAGE = "show my page"
"""The action that a flow names whose own words make a page."""
MAKE, DOCX, PICTURE = "my-page", "docx", "picture"
"""A file's `make`: what it is, and in which form. It names nobody, and holds no words."""

_TAKEN_OUT = re.compile("|".join(map(re.escape, PLACEHOLDERS.values())), re.IGNORECASE)


def show_my_page(reached: Reached, desk: Desk) -> tuple[Message, ...]:
    """The page: a picture with its words below it to copy, then the file, and the way to delete the words."""
    words = desk.texts(easy=reached.reader.easy).youth.page
    page = page_of(reached.flow, reached.state.answers, words)
    picture = File("my-page.png", "image/png", f"{MAKE}:{PICTURE}", words.picture)
    file = File("my-page.docx", MEDIA_TYPE, f"{MAKE}:{DOCX}", words.file)
    made = words.made.format(chat_hours=desk.notice_blanks["chat_hours"]).strip()
    end = Message(
        joined((made, words.blanks if _has_blanks(reached.flow, reached.state.answers) else "")),
        _ways(reached, desk),
        kind="question",
        files=(file,),
    )
    return (Message(page_text(page), picture=picture), end)


def page_of(flow: Flow, answers: Answers, words: PageWords) -> Page:
    """The page that these answers make: a part for each step that takes words, named as the step is."""
    steps = ((name, step) for name, step in flow.steps.items() if isinstance(step, TextStep))
    return Page(tuple(Part(name, step.name, _lines(str(answers.get(name, "")), words)) for name, step in steps), words)


def _lines(said: str, words: PageWords) -> tuple[str, ...]:
    blanked = _TAKEN_OUT.sub(words.blank, said)
    return tuple(line for said_line in blanked.split("\n") if (line := on_one_line(said_line)))


def _has_blanks(flow: Flow, answers: Answers) -> bool:
    return any(_TAKEN_OUT.search(str(answers.get(name, ""))) for name in flow.steps)


def _ways(reached: Reached, desk: Desk) -> tuple[Choice, ...]:
    buttons, flow = desk.knowledge.texts.buttons, reached.flow
    delete = Choice(write(Tap("young", "delete")), desk.knowledge.texts.youth.page.delete)
    change = move(flow, "change", "", buttons.change)
    return (delete, stop(desk), move(flow, "back", reached.at, buttons.back), change, *more_choice(desk))
