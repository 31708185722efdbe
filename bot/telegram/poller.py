"""Fetches updates. An update is confirmed to Telegram only after its turn is saved, so that a crash loses none."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, TypeVar

from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.telegram.failures import TelegramRefused, back_off, note, pause_of

ALLOWED_UPDATES = ("message", "callback_query", "my_chat_member")
"""The kinds of update that we handle, and so the only ones we ask for."""
LONG_POLL_SECONDS = 30
CONFLICT_SECONDS = 15.0
REFUSED = "Telegram does not accept the bot token. Check SIGNPOST_TELEGRAM_TOKEN, or get a new one from @BotFather."
TWO_COPIES = "Another copy of this bot is running with the same token. Stop one of them. Trying again in %.0f seconds."

T = TypeVar("T")
_log = logging.getLogger(__name__)


class Poller:
    """A loop over `getUpdates`. `take` must return when the update's turn is saved, and must not raise."""

    def __init__(self, bot: Bot, take: Callable[[Update], Awaitable[object]]) -> None:
        self.last_poll_at: datetime | None = None
        """When Telegram last answered us."""
        self._bot = bot
        self._take = take
        self._offset: int | None = None
        self._faults = 0

    async def run(self, stop: asyncio.Event) -> None:
        """Poll until `stop` is set. Raises TelegramRefused where Telegram does not accept the token."""
        while not stop.is_set():
            try:
                updates = await unless(stop, self._fetch())
            except InvalidToken:
                raise TelegramRefused(REFUSED) from None
            except Exception as error:
                await unless(stop, asyncio.sleep(self._pause(error)))
            else:
                await self._take_all(updates or ())
        await self._confirm()

    async def _fetch(self) -> tuple[Update, ...]:
        updates = await self._bot.get_updates(
            offset=self._offset, timeout=LONG_POLL_SECONDS, allowed_updates=ALLOWED_UPDATES
        )
        self.last_poll_at = datetime.now(UTC)
        self._faults = 0
        return updates

    async def _take_all(self, updates: tuple[Update, ...]) -> None:
        for outcome in await asyncio.gather(*(self._take(update) for update in updates), return_exceptions=True):
            if isinstance(outcome, Exception):
                note(_log, "An update was passed over", outcome)
        if updates:
            self._offset = max(update.update_id for update in updates) + 1

    async def _confirm(self) -> None:
        """Tell Telegram of the last batch, or it would send it again to the next run."""
        if self._offset is not None:
            with suppress(TelegramError):
                await self._bot.get_updates(offset=self._offset, timeout=0, limit=1, allowed_updates=ALLOWED_UPDATES)

    def _pause(self, error: Exception) -> float:
        """Log a failed poll and return the seconds to wait after it."""
        self._faults += 1
        if isinstance(error, Conflict):
            _log.error(TWO_COPIES, CONFLICT_SECONDS)
            return CONFLICT_SECONDS
        wait = pause_of(error) if isinstance(error, RetryAfter) else back_off(self._faults)
        _log.warning("Telegram did not answer (%s). Trying again in %.0f seconds.", type(error).__name__, wait)
        return wait


async def unless(stop: asyncio.Event, work: Coroutine[Any, Any, T]) -> T | None:
    """Do `work` unless `stop` is set before it is done: then it is cancelled, and None is returned."""
    task, stopped = asyncio.create_task(work), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({task, stopped}, return_when=asyncio.FIRST_COMPLETED)
        return await task if task.done() else None
    finally:
        for each in (task, stopped):
            each.cancel()
        await asyncio.gather(task, stopped, return_exceptions=True)
