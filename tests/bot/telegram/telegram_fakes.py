"""Stand-ins for what the Telegram edge talks to: an assistant, a clock, and updates as Telegram writes them."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any

from telegram import Update

from bot.telegram import TelegramWording
from handlers.assistant import Assistant, Unsent
from handlers.turn import Channel, Choice, Incoming, Message, Reply

SECRET = b"a secret for tests"
WORDING = TelegramWording(
    commands=(("start", "Begin"), ("menu", "Show the menu"), ("privacy", "What is kept"), ("help", "Get help")),
    group_commands=(("help", "How to use this"), ("privacy", "What is kept")),
    description="A test assistant.",
    short_description="A test.",
    group_line="Please talk to me on your own.",
    group_button="Open a private chat",
    trouble="Something went wrong. Nothing you sent is lost. Please try again.",
    chosen="chosen",
)


def text_reply(text: str, *choices: Choice) -> Reply:
    return Reply((Message(text, choices),))


class FakeAssistant(Assistant):
    """Says back what it got, once for an update. It outlives the edge, as a database does."""

    def __init__(self) -> None:
        self.heard: list[Incoming] = []
        self.saved: dict[tuple[str, str], Unsent] = {}
        self.sent: list[tuple[str, str]] = []
        self.forgotten: list[str] = []
        self._lock = threading.Lock()

    def answer(self, incoming: Incoming) -> Reply:
        said = incoming.text or incoming.choice or incoming.unsupported or "start"
        return text_reply(f"You said {said}")

    def save(self, key: str, update_id: str, address: str, reply: Reply) -> Reply:
        with self._lock:
            return self.saved.setdefault((key, update_id), Unsent(key, update_id, address, reply)).reply

    def respond(self, incoming: Incoming) -> Reply:
        reply = self.answer(incoming)
        with self._lock:
            self.heard.append(incoming)
        return self.save(incoming.key, incoming.update_id, incoming.address or "", reply)

    def mark_sent(self, key: str, update_id: str) -> None:
        with self._lock:
            self.sent.append((key, update_id))

    def unsent(self, older_than_seconds: float, channel: Channel = "telegram") -> list[Unsent]:
        with self._lock:
            return [one for turn, one in self.saved.items() if turn not in self.sent]

    def gone(self, key: str) -> None:
        with self._lock:
            self.forgotten.append(key)


class FakeClock:
    """Monotonic seconds that pass only while somebody sleeps. `sleep` suits one task at a time."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


def person(chat_id: int) -> dict[str, Any]:
    return {"id": chat_id, "is_bot": False, "first_name": "Marker-First", "username": "marker_username"}


def private(chat_id: int) -> dict[str, Any]:
    return {"id": chat_id, "type": "private", "first_name": "Marker-First", "username": "marker_username"}


def message_update(update_id: int = 1, chat_id: int = 7, **content: Any) -> Update:
    message = {"message_id": 5, "date": 1700000000, "chat": private(chat_id), "from": person(chat_id)}
    return Update.de_json({"update_id": update_id, "message": message | content})


def tap_update(data: str | None, update_id: int = 1, chat_id: int = 7, **message: Any) -> Update:
    tapped = {"message_id": 5, "date": 1700000000, "chat": private(chat_id), "text": "Pick one"} | message
    query = {"id": "q", "from": person(chat_id), "chat_instance": "c", "data": data, "message": tapped}
    return Update.de_json({"update_id": update_id, "callback_query": query})


async def eventually(true: Callable[[], bool], seconds: float = 10) -> None:
    """Wait until `true` says so. Raises TimeoutError where it does not within `seconds`."""
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110 - what is waited for happens in another thread or behind a socket
            await asyncio.sleep(0.005)
