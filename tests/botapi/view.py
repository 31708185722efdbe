"""Watching a chat: what is on the screen, and waiting for the bot to change it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from .screen import Bubble, bubble, bubbles, drawn
from .world import World

T = TypeVar("T")


class View:
    """One person's view of one chat. The methods that wait block their thread: never call them on the bot's loop."""

    def __init__(self, world: World, chat_id: int) -> None:
        self._world = world
        self._chat_id = chat_id
        self._seen = 0

    @property
    def messages(self) -> tuple[Bubble, ...]:
        """All messages, oldest first."""
        return bubbles(self._world.chats.get(self._chat_id))

    @property
    def newest(self) -> Bubble:
        """The newest message of the bot."""
        by_bot = [one for one in self.messages if one.by_bot]
        assert by_bot, "the bot has said nothing"
        return by_bot[-1]

    def screen(self) -> str:
        """The chat as text, for a person who reads why a test failed."""
        return drawn(self.messages)

    def wait_for_reply(self, timeout: float = 10) -> Bubble:
        """The next message that the bot sends or edits after the person's last act, or after the reply before.

        Raises `AssertionError` with the screen when `timeout` seconds pass.
        """
        return self.wait_until(self._next_reply, timeout)

    def wait_until(self, holds: Callable[[], T | None], timeout: float = 10) -> T:
        """What `holds` gives as soon as it is true; raises `AssertionError` after `timeout` seconds."""
        deadline = time.monotonic() + timeout
        while not (found := holds()):
            if time.monotonic() > deadline:
                raise AssertionError(f"It did not come in {timeout} seconds. The screen:\n{self.screen()}")
            with self._world.changed:
                self._world.changed.wait(0.02)
        return found

    def wait_quiet(self, quiet: float = 0.3, timeout: float = 10) -> tuple[Bubble, ...]:
        """Wait until the bot has taken all updates and done nothing for `quiet` seconds; give its new replies.

        A busy machine can pause a bot for longer, so where the end is known, wait for it with `wait_until`.
        """
        self.wait_until(lambda: self._quiet_for() >= quiet, timeout)
        return tuple(iter(self._next_reply, None))

    def start_watching(self) -> None:
        """What comes from now on is new."""
        self._seen = self._world.revision

    def _quiet_for(self) -> float:
        with self._world.changed:
            busy = self._world.open_calls or len(self._world.updates)
            return 0 if busy else time.monotonic() - self._world.active_at

    def _next_reply(self) -> Bubble | None:
        with self._world.changed:
            chat = self._world.chats.get(self._chat_id)
            fresh = {touch: key for key, touch in chat.touched.items() if touch > self._seen} if chat else {}
            if chat is None or not fresh:
                return None
            self._seen = min(fresh)
            message = chat.find(fresh[self._seen])
            return bubble(message) if message else self._next_reply()
