"""Making the files that messages offer. What a file is named by holds no words of a person, and no file is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handlers import my_page
from handlers.clock_messages import CALENDAR, PICTURE
from handlers.letter_files import make_letter
from handlers.letter_messages import MAKE
from handlers.making import Making
from handlers.my_page_files import make_my_page
from handlers.timeline_files import make_calendar, make_picture

Maker = Callable[[str, Making], bytes]

MAKERS: Mapping[str, Maker] = {
    MAKE: make_letter,
    PICTURE: make_picture,
    CALENDAR: make_calendar,
    my_page.MAKE: make_my_page,
}
"""What can be made, by the word before the first colon of a file's `make`."""


def make_file(make: str, making: Making) -> bytes:
    """The file that `make` stands for, which anyone may have written. Raises ValueError where nothing does."""
    what, _, of = make.partition(":")
    maker = MAKERS.get(what)
    if maker is None:
        raise ValueError(f"there is nothing called {what!r} to make")
    return maker(of, making)
