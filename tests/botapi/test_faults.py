from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from telegram import Bot
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from .conftest import CHAT
from .phone import Phone
from .server import BotApiServer


async def test_sending_too_fast_to_one_chat_has_to_wait(server: BotApiServer, bot: Bot) -> None:
    Phone(server, CHAT + 1).say("hello")
    server.private_rate = 2
    await bot.send_message(CHAT, "1")
    await bot.send_message(CHAT, "2")
    with pytest.raises(RetryAfter) as told:
        await bot.send_message(CHAT, "3")
    # A number of seconds or a span of time, by a setting of the library that other tests may have turned on.
    assert told.value.retry_after in (1, timedelta(seconds=1))
    assert server.calls[-1].description == "Too Many Requests: retry after 1"
    await bot.send_message(CHAT + 1, "another chat")
    await asyncio.sleep(1)
    await bot.send_message(CHAT, "3")


@pytest.mark.parametrize(
    ("code", "error"),
    [(429, RetryAfter), (500, NetworkError), (502, NetworkError), (400, BadRequest), (403, Forbidden)],
)
async def test_a_planned_failure_comes_as_often_as_asked(
    server: BotApiServer, bot: Bot, phone: Phone, code: int, error: type[TelegramError]
) -> None:
    server.fail_next("sendMessage", code, times=2)
    for _ in range(2):
        with pytest.raises(error):
            await bot.send_message(CHAT, "x")
    await bot.send_message(CHAT, "x")
    assert [one.text for one in phone.messages] == ["hello", "x"]
    server.assert_no_refusals()


@pytest.mark.parametrize(("after", "arrived"), [(False, 0), (True, 1)], ids=["request lost", "answer lost"])
async def test_a_cut_connection_leaves_the_bot_without_an_answer(
    server: BotApiServer, bot: Bot, phone: Phone, after: bool, arrived: int
) -> None:
    server.drop_next("sendMessage", after=after)
    with pytest.raises(NetworkError, match="without sending a response"):
        await bot.send_message(CHAT, "x")
    assert len([one for one in phone.messages if one.by_bot]) == arrived
    assert server.calls[-1].status is None


async def test_a_message_arrives_although_the_bot_did_not_wait_for_the_answer(
    server: BotApiServer, bot: Bot, phone: Phone
) -> None:
    server.delay("sendMessage", 0.2)
    with pytest.raises(TimedOut):
        await bot.send_message(CHAT, "slow", read_timeout=0.05)
    assert (await asyncio.to_thread(phone.wait_for_reply)).text == "slow"
    server.delay("sendMessage", 0)
    assert await bot.send_message(CHAT, "quick")
