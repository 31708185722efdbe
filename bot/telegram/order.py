"""Keeps one chat's work in order, while many chats go side by side."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

WAITING = 1024
"""How many updates may wait for their chat's turn at once."""


class ChatLocks:
    """A lock for each chat: first come, first served, and freed when nobody holds or awaits it."""

    def __init__(self) -> None:
        self._locks: dict[int, tuple[asyncio.Lock, int]] = {}

    @asynccontextmanager
    async def hold(self, chat: int) -> AsyncIterator[None]:
        """Wait for this chat's turn and keep it for the length of a `with` block."""
        lock, users = self._locks.get(chat, (asyncio.Lock(), 0))
        self._locks[chat] = lock, users + 1
        try:
            async with lock:
                yield
        finally:
            self._leave(chat)

    def _leave(self, chat: int) -> None:
        lock, users = self._locks.pop(chat)
        if users > 1:
            self._locks[chat] = lock, users - 1

    def __len__(self) -> int:
        return len(self._locks)


class InChatOrder(BaseUpdateProcessor):
    """Processes `at_once` updates side by side, but one chat's strictly one after the other."""

    __slots__ = ("_locks", "_places")

    def __init__(self, at_once: int) -> None:
        super().__init__(WAITING)
        self._locks = ChatLocks()
        self._places = asyncio.Semaphore(at_once)

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Wait for the chat first and for a place second, so that one busy chat cannot take every place."""
        async with self._locks.hold(chat_of(update)), self._places:
            await coroutine

    async def initialize(self) -> None:
        """Do nothing: there is nothing to open."""

    async def shutdown(self) -> None:
        """Do nothing: there is nothing to close."""


def chat_of(update: object) -> int:
    """Return the id of the chat that an update belongs to; 0 for one that belongs to none."""
    chat = update.effective_chat if isinstance(update, Update) else None
    return chat.id if chat else 0
