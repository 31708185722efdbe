"""All that the pretend Telegram knows: chats, taps, searches, updates."""

from __future__ import annotations

import itertools
import threading
import time
from dataclasses import dataclass, field

from .errors import ApiError, bad_request
from .faults import Flood
from .parameters import SentFile
from .profile import Profile
from .shapes import Json
from .updates import UpdateQueue


@dataclass(slots=True)
class Chat:
    """A chat and its messages (Bot API `Message` objects, oldest first; one that changes is replaced, never altered).

    `touched` has, for each message of the bot, the revision of the world at which it was sent or last edited.
    """

    about: Json
    messages: list[Json] = field(default_factory=list)
    touched: dict[int, int] = field(default_factory=dict)
    actions: list[str] = field(default_factory=list)
    blocked: bool = False

    def find(self, message_id: int) -> Json | None:
        """The message, or None."""
        return next((message for message in self.messages if message["message_id"] == message_id), None)


@dataclass(slots=True)
class Tap:
    """A tap on a button: the phone shows a spinner until the bot answers."""

    id: str
    data: str
    at: float
    answered: bool = False
    text: str = ""
    alert: bool = False


@dataclass(slots=True)
class Search:
    """An inline query; `results` is None until the bot answers it."""

    id: str
    results: list[Json] | None = None


class World:
    """Read and written only while holding `changed`, which wakes whoever waits for a change."""

    def __init__(self, bot: Json) -> None:
        self.changed = threading.Condition()
        self.bot = bot
        self.chats: dict[int, Chat] = {}
        self.taps: dict[str, Tap] = {}
        self.searches: dict[str, Search] = {}
        self.files: dict[str, SentFile] = {}
        self.posts: list[tuple[int, int | None]] = []
        self.updates = UpdateQueue()
        self.profile = Profile()
        self.flood = Flood()
        self.tap_lifetime = 15.0
        self.revision = 0
        self.active_at = time.monotonic()
        self.open_calls = 0
        self._numbers = itertools.count(1)

    def number(self) -> int:
        """A number not given before: for messages, taps and files."""
        return next(self._numbers)

    def chat(self, about: Json) -> Chat:
        """The chat, opened if it is new."""
        return self.chats.setdefault(about["id"], Chat(about))

    def reachable(self, chat_id: str) -> Chat:
        """The chat that the bot names, or raise `ApiError`."""
        if not chat_id:
            raise bad_request("chat_id is empty")
        chat = self.chats.get(int(chat_id)) if chat_id.lstrip("-").isdigit() else None
        if chat is None:
            raise bad_request("chat not found")
        if chat.blocked:
            raise ApiError(403, "Forbidden: bot was blocked by the user")
        return chat

    def post(self, chat: Chat, sender: Json, content: Json) -> Json:
        """Put a message into a chat and give it as Telegram shows it."""
        message = {"message_id": self.number(), "from": sender, "chat": chat.about, "date": int(time.time()), **content}
        chat.messages.append(message)
        if sender["is_bot"]:
            self._touch(chat, message)
        return message

    def replace(self, chat: Chat, old: Json, new: Json) -> Json:
        """Put `new` in the place of `old`."""
        chat.messages[chat.messages.index(old)] = new
        if new["from"]["is_bot"]:
            self._touch(chat, new)
        return new

    def note(self) -> None:
        """Something happened: restart the clock of those who wait for quiet, and wake all."""
        self.active_at = time.monotonic()
        self.changed.notify_all()

    def _touch(self, chat: Chat, message: Json) -> None:
        self.revision += 1
        chat.touched[message["message_id"]] = self.revision
