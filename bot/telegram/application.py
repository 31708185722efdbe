"""The Telegram edge as one thing to start and stop."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable, Coroutine
from contextlib import suppress
from datetime import datetime
from typing import Any

from telegram import Bot, Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ApplicationBuilder

from bot.telegram.delivery import OUTBOX_SECONDS, Delivery
from bot.telegram.failures import NotSent, TelegramRefused, back_off
from bot.telegram.incoming import key_of
from bot.telegram.limiter import ChatLimiter, Limits
from bot.telegram.order import InChatOrder
from bot.telegram.poller import REFUSED, Poller, unless
from bot.telegram.quiet import hide_token
from bot.telegram.request import CarefulRequest, UpdatesRequest
from bot.telegram.sender import Sender
from bot.telegram.setup import introduce, use_polling, use_webhook
from bot.telegram.turns import Turns
from bot.telegram.wording import TelegramWording
from handlers.assistant import Assistant
from handlers.turn import Message, Reply

TURNS_AT_ONCE = 64
CONNECTIONS = 32
"""To Telegram. The HTTP library looks through all of them at each call, so that more would be slower."""
CLOSE_SECONDS = 10.0
"""How long a stop waits for replies that are under way; what is left over is sent by the next run."""
_log = logging.getLogger(__name__)
# Opts in to what the library will do anyway: time spans as timedelta, and no warning about it at each 429.
os.environ.setdefault("PTB_TIMEDELTA", "true")


class TelegramEdge:
    """Carries turns between `assistant` and the bot of `token`.

    `api_base` is the Bot API's address without "/bot" ("https://api.telegram.org", or a local server's). `secret`
    keys the hash that stands for a chat. It must be run, and fed through `take`, in one event loop.
    """

    def __init__(
        self,
        token: str,
        api_base: str,
        assistant: Assistant,
        secret: bytes,
        wording: TelegramWording,
        limits: Limits | None = None,
    ) -> None:
        hide_token(token)
        self._application = _application(token, api_base.rstrip("/"), ChatLimiter(limits or Limits()))

        def make(what: str, chat_id: int) -> bytes:
            return assistant.file(what, key_of(secret, chat_id))

        sender = Sender(self.bot, wording.chosen, make)
        once = Sender(self.bot, wording.chosen, make, tries=1)
        self._delivery = Delivery(assistant, sender, once, Reply((Message(wording.trouble, kind="notice"),)))
        self._turns = Turns(assistant, self._delivery, secret, wording)
        self._turns.attach(self._application)
        self._poller = Poller(self.bot, self.take)
        self._wording = wording
        self._outbox: asyncio.Task[None] | None = None

    @property
    def bot(self) -> Bot:
        """The bot, as python-telegram-bot knows it."""
        bot: Bot = self._application.bot
        return bot

    @property
    def last_poll_at(self) -> datetime | None:
        """When Telegram last answered a poll; None before the first answer, and always in webhook mode."""
        return self._poller.last_poll_at

    async def take(self, update: Update) -> bool:
        """Process one update. Returns True when its turn is saved, and False where it failed or we are not running."""
        if not self.is_up:
            return False
        application = self._application
        await application.update_processor.process_update(update, application.process_update(update))
        return not self._turns.failed(update)

    @property
    def is_up(self) -> bool:
        """Whether we are connected, and can send."""
        return self._outbox is not None

    async def remind(self, chat_id: int, reply: Reply) -> None:
        """Send a reminder into a chat, in its turn with all that goes there, and at Telegram's pace; never twice.

        Raises Forbidden where nobody is there any more, NotSent where it has surely not gone, and another
        TelegramError where it may have gone.
        """
        if not self.is_up:
            raise NotSent
        await self._delivery.remind(chat_id, reply)

    async def run_polling(self, stop: asyncio.Event) -> None:
        """Fetch and answer updates until `stop` is set. Raises TelegramRefused where Telegram will not have us."""
        try:
            # There is one poller, so every unsent reply is its own; webhook workers leave each other time for theirs.
            await self._start(stop, lambda: use_polling(self.bot), left_behind_seconds=0)
            await self._poller.run(stop)
        finally:
            await self._stop()

    async def run_webhook(self, stop: asyncio.Event, url: str, secret_token: str) -> None:
        """Have updates sent to `url` (see `webhook_route`) until `stop` is set. Raises TelegramRefused likewise."""
        try:
            await self._start(stop, lambda: use_webhook(self.bot, url, secret_token), OUTBOX_SECONDS)
            await stop.wait()
        finally:
            await self._stop()

    async def _start(
        self, stop: asyncio.Event, choose_way: Callable[[], Coroutine[Any, Any, None]], left_behind_seconds: float
    ) -> None:
        """Connect, however long Telegram cannot be reached, and send what earlier runs left behind."""
        await _patiently(stop, self._application.initialize)
        if stop.is_set():
            return
        self._outbox = asyncio.create_task(self._delivery.keep_resending(left_behind_seconds))
        await _patiently(stop, choose_way)
        await _patiently(stop, lambda: introduce(self.bot, self._wording))

    async def _stop(self) -> None:
        if self._outbox is not None:
            self._outbox.cancel()
            with suppress(asyncio.CancelledError):
                await self._outbox
            self._outbox = None
        await self._delivery.close(CLOSE_SECONDS)
        await self._application.shutdown()


def _application(token: str, api_base: str, limiter: ChatLimiter) -> Application[Any, Any, Any, Any, Any, Any]:
    return (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{api_base}/bot")
        .base_file_url(f"{api_base}/file/bot")
        .request(CarefulRequest(connection_pool_size=CONNECTIONS, read_timeout=10, pool_timeout=30))
        .get_updates_request(UpdatesRequest(connection_pool_size=1, read_timeout=10))
        .rate_limiter(limiter)
        .concurrent_updates(InChatOrder(TURNS_AT_ONCE))
        .updater(None)
        .job_queue(None)
        .build()
    )


async def _patiently(stop: asyncio.Event, step: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Do `step`, and again after a while where Telegram cannot be reached, until it is done or `stop` is set."""
    tries = 0
    while not stop.is_set():
        try:
            return await unless(stop, step())
        except InvalidToken:
            raise TelegramRefused(REFUSED) from None
        except TelegramError as error:
            tries += 1
            wait = back_off(tries)
            _log.warning("Telegram cannot be reached (%s). Trying again in %.0f seconds.", type(error).__name__, wait)
            await unless(stop, asyncio.sleep(wait))
    return None
