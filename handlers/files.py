"""Making the files that messages offer. They hold no words of a person, only dates and choices, and none is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from handlers.clock_messages import CALENDAR, PICTURE
from handlers.desk import Desk
from handlers.letter_files import make_letter
from handlers.letter_messages import MAKE
from handlers.timeline_files import make_calendar, make_picture

Maker = Callable[[str, Desk, date], bytes]

MAKERS: Mapping[str, Maker] = {MAKE: make_letter, PICTURE: make_picture, CALENDAR: make_calendar}
"""What can be made, by the word before the first colon of a file's `make`."""


def make_file(make: str, desk: Desk, today: date) -> bytes:
    """The file that `make` stands for, which anyone may have written. Raises ValueError where nothing does."""
    what, _, of = make.partition(":")
    maker = MAKERS.get(what)
    if maker is None:
        raise ValueError(f"there is nothing called {what!r} to make")
    return maker(of, desk, today)
