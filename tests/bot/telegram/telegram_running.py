"""An edge that runs in a thread of its own, against a strict Bot API server on this machine."""

from __future__ import annotations

import asyncio

from botapi.loop_thread import LoopThread
from botapi.server import BotApiServer
from telegram_fakes import SECRET, WORDING, FakeAssistant

from bot.telegram import Limits, Rate, TelegramEdge

FAST = Limits(*[Rate(per_second=10_000, burst=10_000)] * 3)


class Running:
    """`start` it, talk to it by phone, then `stop` it or `kill` it."""

    def __init__(self, server: BotApiServer, assistant: FakeAssistant, limits: Limits = FAST) -> None:
        self.edge = TelegramEdge(server.token, server.url, assistant, SECRET, WORDING, limits)
        self.thread = LoopThread("edge")
        self._stop = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self.thread.start()

    def start(self, webhook: tuple[str, str] | None = None) -> None:
        """Begin to poll, or to take updates at an address with a secret."""
        self.thread.call(self._begin(webhook))

    def stop(self) -> None:
        """End in good order, and only once."""
        if self._task:
            self.thread.call(self._end(self._task))
            self.kill()

    def kill(self) -> None:
        """End at once: nothing that is under way is finished."""
        self._task = None
        self.thread.stop()

    async def _begin(self, webhook: tuple[str, str] | None) -> None:
        run = self.edge.run_webhook(self._stop, *webhook) if webhook else self.edge.run_polling(self._stop)
        self._task = asyncio.create_task(run)

    async def _end(self, task: asyncio.Task[None]) -> None:
        self._stop.set()
        await task
