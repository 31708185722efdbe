"""Where the codes on a poster lead."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.desk import Desk
from knowledge.posters import Poster, Way

_DOOR = {"youth": "/youth"}
"""Topics whose web address is shorter than `/?start=`."""


def ways(poster: Poster, public_url: str, telegram: str, desk: Desk) -> Iterator[Way]:
    """The web chat at `public_url`, and the bot `telegram` where there is one and the poster may lead to it."""
    words, site = desk.knowledge.texts.buttons, public_url.rstrip("/")
    query = f"/?start={poster.start}" if poster.start else "/"
    yield Way(words.web_chat, f"{site}{_DOOR.get(poster.start, query)}")
    if telegram and not poster.web_only:
        query = f"?start={poster.start}" if poster.start else ""
        yield Way(words.telegram, f"https://t.me/{telegram.removeprefix('@')}{query}")
