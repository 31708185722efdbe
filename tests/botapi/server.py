"""The pretend Telegram: a Bot API server on a loopback port, in a thread of its own."""

from __future__ import annotations

import asyncio
from types import TracebackType
from typing import Self

import httpx

from .calls import Call
from .delivery import Delivery
from .endpoint import Endpoint
from .faults import FaultPlan
from .loop_thread import LoopThread
from .parameters import SentFile
from .shapes import Json
from .webhook import SECRET_HEADER
from .wire import Connection
from .world import Chat, World

TOKEN = f"110201543:{'x' * 35}"
_BOT = {"id": 110201543, "is_bot": True, "first_name": "Signpost", "username": "signpost_test_bot"}


class BotApiServer(FaultPlan):
    """Use as `with BotApiServer() as server`, and build the bot with `server.token` and `server.base_url`.

    Everything here may be used from any thread.
    """

    def __init__(self) -> None:
        super().__init__()
        self.token = TOKEN
        self.world = World(_BOT)
        self.delivery = Delivery(self.world)
        self._endpoint = Endpoint(TOKEN, self.world, self.delivery, self)
        self._thread = LoopThread("bot-api-server")
        self._server: asyncio.Server
        self._port = 0

    def __enter__(self) -> Self:
        self._thread.start()
        self._thread.call(self._listen())
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._thread.call(self._close())
        self._thread.stop()
        if self._endpoint.crashes and error is None:
            raise AssertionError("The test server itself failed:\n" + "\n".join(self._endpoint.crashes))

    @property
    def url(self) -> str:
        """The server's address, without a slash at the end."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def base_url(self) -> str:
        """For `ApplicationBuilder.base_url`."""
        return f"{self.url}/bot"

    @property
    def base_file_url(self) -> str:
        """For `ApplicationBuilder.base_file_url`."""
        return f"{self.url}/file/bot"

    @property
    def chats(self) -> dict[int, Chat]:
        """The chats that the bot can write to, by id."""
        return self.world.chats

    @property
    def calls(self) -> list[Call]:
        """Every request, in the order they were answered."""
        return self._endpoint.calls

    @property
    def files(self) -> dict[str, SentFile]:
        """What the bot uploaded, by file id."""
        return self.world.files

    @property
    def refusals(self) -> list[Call]:
        """The requests that were refused because the bot did something wrong."""
        return [call for call in self.calls if call.refused]

    @property
    def posts(self) -> list[tuple[int, int | None]]:
        """Each try at the webhook: the update's id and the status that came back (None: no answer)."""
        return self.world.posts

    @property
    def private_rate(self) -> float | None:
        """Messages a second that one chat takes before it answers 429; None for no limit."""
        return self.world.flood.rate

    @private_rate.setter
    def private_rate(self, rate: float | None) -> None:
        self.world.flood.rate = rate

    @property
    def tap_lifetime(self) -> float:
        """How many seconds the bot has to answer a tap."""
        return self.world.tap_lifetime

    @tap_lifetime.setter
    def tap_lifetime(self, seconds: float) -> None:
        self.world.tap_lifetime = seconds

    def calls_of(self, method: str) -> list[Call]:
        """The calls of one method."""
        return [call for call in self.calls if call.method.lower() == method.lower()]

    def assert_no_refusals(self) -> None:
        """Fail with every refusal, where there is one."""
        told = [f"{call.status} {call.description}: {call.method} {call.params}" for call in self.refusals]
        assert not told, "The bot did what Telegram refuses:\n" + "\n".join(told)

    def send_update(self, kind: str, payload: Json) -> Json | None:
        """Give the bot an update of any kind; None where it did not ask for that kind."""
        with self.world.changed:
            update = self.world.updates.add(kind, payload)
            self.world.note()
        self._thread.loop.call_soon_threadsafe(self.delivery.wake)
        return update

    def repeat_update(self, update: Json) -> None:
        """Give the bot an update again under the same id."""
        with self.world.changed:
            self.world.updates.repeat(update)
            self.world.note()
        self._thread.loop.call_soon_threadsafe(self.delivery.wake)

    def deliver_webhook(self, update: Json, secret: str | None) -> int:
        """Post an update to the webhook that is set, once, with any secret (None: no header). Gives the status."""
        hook = self.delivery.webhook
        assert hook, "no webhook is set"
        headers = {} if secret is None else {SECRET_HEADER: secret}
        return httpx.post(hook.url, json=update, headers=headers, trust_env=False).status_code

    async def _listen(self) -> None:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: Connection(self._endpoint.answer), "127.0.0.1", 0)
        self._port = self._server.sockets[0].getsockname()[1]

    async def _close(self) -> None:
        self._server.close()
        await self.delivery.close()
