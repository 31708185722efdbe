"""Keeps Telegram's flood limits: so many messages to a chat, to a group and over all, and a 429 for one chat alone."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.telegram.failures import pause_of

Answer = bool | dict[str, Any] | list[dict[str, Any]]
EDITS = {"editMessageText"}
"""Calls that put no new message into a chat, so that Telegram's limit for a chat is not about them."""
KEPT_BUCKETS = 1024
"""How many chats are remembered before those that are at rest are dropped."""
CHATS_FOR_ALL = 3
"""This many chats held back at once means that the bot as a whole is too fast, so that every chat waits."""


@dataclass(frozen=True, slots=True)
class Rate:
    """`per_second` messages in the long run, `burst` of them at once: at most `burst + per_second * t` in t seconds."""

    per_second: float
    burst: int


@dataclass(frozen=True, slots=True)
class Limits:
    """How fast we send. Telegram's own figures: about 1 a second to a person, 20 a minute to a group, 30 a second."""

    private: Rate = Rate(per_second=1, burst=5)
    group: Rate = Rate(per_second=15 / 60, burst=5)
    overall: Rate = Rate(per_second=25, burst=5)


@dataclass(slots=True)
class Bucket:
    """A token bucket that is reserved ahead (GCRA): whoever asks first goes first, with no queue to keep."""

    rate: Rate
    due: float = 0.0

    def reserve(self, now: float) -> float:
        """Take the next place and return how many seconds to wait for it."""
        start = max(self.due, now)
        self.due = start + 1 / self.rate.per_second
        return max(0.0, start - now - (self.rate.burst - 1) / self.rate.per_second)


@dataclass
class ChatLimiter(BaseRateLimiter[int]):
    """Paces whatever goes to a chat, with `at_once` calls open at most; calls about no chat go straight through."""

    limits: Limits = field(default_factory=Limits)
    retries: int = 5
    at_once: int = 16
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep

    def __post_init__(self) -> None:
        self._overall = Bucket(self.limits.overall)
        self._chats: dict[int, Bucket] = {}
        self._held: dict[int, float] = {}
        self._all_held = 0.0
        self._places = asyncio.Semaphore(self.at_once)

    async def initialize(self) -> None:
        """Do nothing: there is nothing to open."""

    async def shutdown(self) -> None:
        """Do nothing: there is nothing to close."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Answer:
        """Call Telegram when it is this chat's turn; after a 429, wait as long as it says and call again.

        Raises RetryAfter when it has been said `retries` times (`rate_limit_args` instead, where given), and at once
        for a call that is about no chat.
        """
        chat = data.get("chat_id")
        if chat is None:
            return await callback(*args, **kwargs)
        for _ in range(self.retries if rate_limit_args is None else rate_limit_args):
            await self._turn(int(chat), endpoint)
            try:
                async with self._places:
                    return await callback(*args, **kwargs)
            except RetryAfter as error:
                self._hold(int(chat), pause_of(error))
        await self._turn(int(chat), endpoint)
        async with self._places:
            return await callback(*args, **kwargs)

    async def _turn(self, chat: int, endpoint: str) -> None:
        while (wait := max(self._held.get(chat, 0.0), self._all_held) - self.clock()) > 0:
            await self.sleep(wait)
        if endpoint not in EDITS:
            await self.sleep(self._bucket(chat).reserve(self.clock()))
        await self.sleep(self._overall.reserve(self.clock()))

    def _hold(self, chat: int, seconds: float) -> None:
        now = self.clock()
        self._held = {held: until for held, until in self._held.items() if until > now}
        self._held[chat] = now + seconds
        if len(self._held) >= CHATS_FOR_ALL:
            self._all_held = now + seconds

    def _bucket(self, chat: int) -> Bucket:
        if len(self._chats) > KEPT_BUCKETS:
            now = self.clock()
            self._chats = {key: bucket for key, bucket in self._chats.items() if bucket.due > now}
        return self._chats.setdefault(chat, Bucket(self.limits.group if chat < 0 else self.limits.private))
