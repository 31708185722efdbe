from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator

import pytest
from telegram import Bot
from telegram.error import BadRequest

from .conftest import CHAT
from .loop_thread import LoopThread
from .phone import Phone
from .server import BotApiServer
from .wire import Connection, Request, Response


class Receiver:
    """A bot's webhook: remembers what was posted, and answers what `status` says (200 unless a test changes it)."""

    def __init__(self) -> None:
        self.took: list[tuple[int, str]] = []
        self.secrets: list[str | None] = []
        self.status: Callable[[str], int] = lambda text: 200
        self.slow: dict[str, float] = {}
        self.url = ""

    async def listen(self) -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: Connection(self._answer), "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hook"

    async def _answer(self, request: Request) -> Response:
        update = json.loads(request.body)
        text = update["message"]["text"]
        await asyncio.sleep(self.slow.get(text, 0))
        self.secrets.append(request.headers.get("x-telegram-bot-api-secret-token"))
        status = self.status(text)
        if status == 200:
            self.took.append((update["message"]["chat"]["id"], text))
        return Response(status, {})


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    thread, receiver = LoopThread("receiver"), Receiver()
    thread.start()
    thread.call(receiver.listen())
    yield receiver
    thread.stop()


async def took(phone: Phone, receiver: Receiver, count: int) -> list[str]:
    await asyncio.to_thread(phone.wait_until, lambda: len(receiver.took) >= count)
    return [text for _, text in receiver.took]


async def test_updates_are_posted_with_the_secret_and_then_forgotten(
    server: BotApiServer, bot: Bot, phone: Phone, receiver: Receiver
) -> None:
    await bot.set_webhook(receiver.url, secret_token="s-3cret")
    assert await took(phone, receiver, 1) == ["hello"]
    phone.say("two")
    assert await took(phone, receiver, 2) == ["hello", "two"]
    assert set(receiver.secrets) == {"s-3cret"}
    await asyncio.to_thread(phone.wait_quiet)
    assert (await bot.get_webhook_info()).pending_update_count == 0


async def test_one_chat_stays_in_order_and_another_does_not_wait_for_it(
    server: BotApiServer, bot: Bot, phone: Phone, receiver: Receiver
) -> None:
    receiver.slow = {"hello": 0.2}
    phone.say("second of the slow chat")
    Phone(server, CHAT + 1).say("quick")
    await bot.set_webhook(receiver.url)
    assert await took(phone, receiver, 3) == ["quick", "hello", "second of the slow chat"]


async def test_max_connections_limits_what_is_posted_at_once(
    server: BotApiServer, bot: Bot, phone: Phone, receiver: Receiver
) -> None:
    receiver.slow = {"hello": 0.1}
    Phone(server, CHAT + 1).say("must wait")
    await bot.set_webhook(receiver.url, max_connections=1)
    assert await took(phone, receiver, 2) == ["hello", "must wait"]


async def test_an_update_is_posted_again_until_it_is_taken(
    server: BotApiServer, bot: Bot, phone: Phone, receiver: Receiver
) -> None:
    answers = iter([500, 503])
    receiver.status = lambda text: next(answers, 200)
    phone.say("after it")
    await bot.set_webhook(receiver.url)
    assert await took(phone, receiver, 2) == ["hello", "after it"]
    await asyncio.to_thread(phone.wait_until, lambda: len(server.posts) == 4)
    assert [status for _, status in server.posts] == [500, 503, 200, 200]
    assert (await bot.get_webhook_info()).last_error_message == (
        "Wrong response from the webhook: 503 Service Unavailable"
    )


async def test_a_repeated_update_is_posted_again(
    server: BotApiServer, bot: Bot, phone: Phone, receiver: Receiver
) -> None:
    await bot.set_webhook(receiver.url)
    await took(phone, receiver, 1)
    phone.resend_last_update()
    assert await took(phone, receiver, 2) == ["hello", "hello"]
    assert len({update_id for update_id, _ in server.posts}) == 1


async def test_a_test_can_post_with_a_wrong_secret(
    server: BotApiServer, bot: Bot, phone: Phone, receiver: Receiver
) -> None:
    await bot.set_webhook(receiver.url, secret_token="right")
    await took(phone, receiver, 1)
    update = {"update_id": 1, "message": {"text": "forged", "chat": {"id": 1}}}
    assert await asyncio.to_thread(server.deliver_webhook, update, "wrong") == 200
    assert await asyncio.to_thread(server.deliver_webhook, update, None) == 200
    assert receiver.secrets == ["right", "wrong", None]


@pytest.mark.parametrize(
    ("url", "secret", "reason"),
    [
        ("http://bot.example.org/hook", None, "bad webhook: An HTTPS URL must be provided for webhook"),
        (
            "https://bot.example.org:8000/hook",
            None,
            "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
        ),
        ("https://bot.example.org/hook", "not allowed!", "secret token contains unallowed characters"),
    ],
)
async def test_a_webhook_that_breaks_the_rules_is_refused(
    server: BotApiServer, bot: Bot, url: str, secret: str | None, reason: str
) -> None:
    with pytest.raises(BadRequest):
        await bot.set_webhook(url, secret_token=secret)
    assert server.refusals[-1].description == f"Bad Request: {reason}"
