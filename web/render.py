"""Replies drawn as HTML. Everything that comes from content or from a person is escaped by Jinja2."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from handlers.marks import picture
from handlers.turn import Link, Message, Reply
from web.chat_id import new_token
from web.files import address
from web.layout import laid_out
from web.listing import Listing, Option
from web.navigation import SITE_PAGES
from web.site import Site
from web.statics import Statics

TEMPLATES = Path(__file__).parent / "templates"
_WAYS = {"tel": "call", "sms": "text", "mailto": "email", "https": "web"}
_AS_PICTURE = "\ufe0f"
"""The mark behind a sign that asks for a coloured picture; it is no part of a file's name."""
_FACT = re.compile(r"(?P<name>[^:]{1,30}): (?P<value>.+)")


@dataclass(frozen=True, slots=True)
class Trouble:
    """The words of an error page."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """What holds a chat together: where its forms go, and, where that is no cookie, its id and a pass to its files."""

    action: str
    chat: str = field(default="", repr=False)
    file_pass: str = field(default="", repr=False)


_BY_COOKIE = Held("/chat")
_TROUBLES = {
    400: Trouble("That did not come through", ("Something in that message was not right.", "Please try again.")),
    403: Trouble("Please send it from the chat", ("That message came from another page, so we did not read it.",)),
    404: Trouble("We cannot find that page", ("The link may be old, or a letter may be missing.",)),
    413: Trouble("That is too long to send", ("Please make it shorter, or send it in parts.",)),
    500: Trouble("Sorry, something went wrong here", ("It is not your fault.", "Please try again in a minute.")),
}


class Pages:
    """Draws whole pages, and the part of one that the script adds to the chat."""

    def __init__(self, site: Site, statics: Statics) -> None:
        self.site = site
        self._env = templates(statics)
        self._env.globals.update(site=site, static=statics.address)

    def chat(self, reply: Reply) -> str:
        """The chat page, with one reply in it."""
        return self._reply("chat.html", reply, _BY_COOKIE, cleared=False)

    def embedded(self, reply: Reply, held: Held) -> str:
        """The chat page as it stands in a page of another site."""
        return self._reply("embed.html", reply, held, cleared=False)

    def fragment(self, reply: Reply, *, cleared: bool, held: Held | None = None) -> str:
        """One reply, to be added to a chat page. `cleared` tells the page to drop what it showed before."""
        return self._reply("reply.html", reply, held or _BY_COOKIE, cleared=cleared)

    def _reply(self, template: str, reply: Reply, held: Held, *, cleared: bool) -> str:
        by = {"action": held.action, "chat": held.chat, "file_pass": held.file_pass}
        return self._env.get_template(template).render(reply=reply, turn=new_token(), cleared=cleared, **by)

    def listing(self, listing: Listing, path: str, only: str) -> str:
        """A public page with a list. `path` is its own address, `only` the filter that was asked for."""
        return self._env.get_template("listing.html").render(listing=listing, path=path, only=only)

    def notice(self, title: str, path: str, versions: tuple[Option, ...], messages: tuple[Message, ...]) -> str:
        """A page that says something in one of several versions."""
        template = self._env.get_template("notice.html")
        return template.render(title=title, path=path, versions=versions, messages=messages)

    def page(self, template: str, path: str, **words: Any) -> str:
        """A public page from the file `template`. `path` is its own address; `words` are what it shows."""
        return self._env.get_template(template).render(path=path, **words)

    def error(self, status: int) -> str:
        """The page for an HTTP status: one of ours, or of the family that it belongs to."""
        trouble = _TROUBLES.get(status) or _TROUBLES[400 if status < 500 else 500]
        return self._env.get_template("error.html").render(trouble=trouble)


def templates(statics: Statics) -> Environment:
    """The templates, with all that a message needs to be drawn."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    env.globals.update(
        laid_out=laid_out,
        site_pages=SITE_PAGES,
        fact=fact,
        way_to_reach=way_to_reach,
        file_address=address,
        pictured=partial(pictured, statics),
    )
    return env


def pictured(statics: Statics, line: str) -> tuple[str | None, str]:
    """The address of the picture of a line, and its words. With no picture file, the sign stays with the words."""
    sign, words = picture(line)
    name = picture_file(sign)
    return (statics.address(name), words) if statics.has(name) else (None, line)


def picture_file(sign: str) -> str:
    """The name that the picture of a sign has among the static files, whether or not there is one."""
    return f"openmoji/{'-'.join(f'{ord(one):04X}' for one in sign if one != _AS_PICTURE)}.svg"


def way_to_reach(link: Link) -> str | None:
    """How a link reaches someone ("call", "text", "email" or "web"); None for an address that no page may carry."""
    try:
        parts = urlsplit(link.url)
    except ValueError:
        return None
    if parts.scheme == "https" and not parts.netloc:
        return None
    return _WAYS.get(parts.scheme)


def fact(line: str) -> tuple[str, str] | None:
    """A line of a card's list as a name and a value: "Cost: free to use". None where it is not one."""
    match = _FACT.fullmatch(line)
    return (match["name"], match["value"]) if match else None
