"""One turn of talk: what comes in, what goes out. Says nothing of Telegram, HTTP or SQL."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Channel = Literal["telegram", "web", "terminal"]
Kind = Literal["text", "question", "card", "help", "notice"]

CHOICE_BYTES = 64
"""The longest choice value, in UTF-8 bytes: Telegram's limit for `callback_data` (Bot API)."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """What one person sent, once.

    `key` is a keyed hash of the chat or cookie id; `update_id` is the same when the same update comes again;
    `address` is where a reply goes (a chat id) and is kept only encrypted. One of `text`, `choice`, `start` (a deep
    link's payload) and `unsupported` ("photo", "voice" ...) is set; a picture may have `text` with it.
    """

    channel: Channel
    key: str
    update_id: str
    at: datetime
    text: str | None = None
    choice: str | None = None
    start: str | None = None
    unsupported: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A button. `value` comes back when it is tapped; `label` can also be typed.

    `chosen` is None for a plain button, and True or False where several can be ticked.
    `way` says what it does: "pick" answers the question or opens an entry, "move" goes somewhere else
    (back, menu, start again).
    """

    value: str
    label: str
    chosen: bool | None = None
    way: Literal["pick", "move"] = "pick"


@dataclass(frozen=True, slots=True)
class Link:
    """A way to reach someone: an `https:`, `tel:`, `sms:` or `mailto:` address and the words on it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class File:
    """A file to take away. `make` says what to make for `handlers.files`, anew each time, so that none is stored.

    `label` says what it is; for a picture, what it shows, which the message says in words too.
    """

    name: str
    media_type: str
    make: str
    label: str


@dataclass(frozen=True, slots=True)
class Message:
    """One bubble. `text` is plain text in the small marks of `handlers.marks`; a `picture` stands above it.

    `asks_day` is whether a day is wanted, which some screens can offer a calendar for; it can always be typed.
    """

    text: str
    choices: tuple[Choice, ...] = ()
    links: tuple[Link, ...] = ()
    kind: Kind = "text"
    files: tuple[File, ...] = ()
    picture: File | None = None
    asks_day: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """All that the person gets for one turn. `typing` is a hint for the box they type in, where one is wanted.

    With `forgotten`, all that was held about the chat has been deleted, and its screen should be cleared too.
    """

    messages: tuple[Message, ...]
    typing: str | None = None
    forgotten: bool = False
