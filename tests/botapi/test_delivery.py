from __future__ import annotations

import asyncio

import pytest
from telegram import Bot, Update
from telegram.error import Conflict

from .clients import loopback_bot
from .phone import Phone
from .server import BotApiServer


async def test_an_update_comes_again_until_it_is_confirmed(bot: Bot, phone: Phone) -> None:
    phone.say("two")
    first, second = await bot.get_updates()
    assert [update.update_id for update in await bot.get_updates()] == [first.update_id, second.update_id]
    assert [update.update_id for update in await bot.get_updates(offset=second.update_id)] == [second.update_id]
    assert await bot.get_updates(offset=second.update_id + 1) == ()
    assert await bot.get_updates() == ()


async def test_a_negative_offset_keeps_only_the_newest(bot: Bot, phone: Phone) -> None:
    phone.say("two")
    phone.say("three")
    kept = await bot.get_updates(offset=-1)
    assert [update.message and update.message.text for update in kept] == ["three"]
    assert len(await bot.get_updates()) == 1


async def test_an_update_can_come_twice_under_one_id(bot: Bot, phone: Phone) -> None:
    (first,) = await bot.get_updates()
    assert await bot.get_updates(offset=first.update_id + 1) == ()
    phone.resend_last_update()
    assert [update.update_id for update in await bot.get_updates(offset=first.update_id + 1)] == [first.update_id]


async def test_only_the_kinds_asked_for_come(bot: Bot, phone: Phone) -> None:
    (hello,) = await bot.get_updates(allowed_updates=["callback_query"])
    phone.say("not asked for")
    phone.tap_data("asked for")
    (tapped,) = await bot.get_updates(offset=hello.update_id + 1)
    assert tapped.callback_query
    assert tapped.callback_query.data == "asked for"


async def held_poll(server: BotApiServer, bot: Bot, phone: Phone) -> asyncio.Task[tuple[Update, ...]]:
    """A request for updates that the server holds open, everything before it confirmed."""
    server.delivery.longest_poll = 5
    (hello,) = await bot.get_updates()
    poll = asyncio.create_task(bot.get_updates(offset=hello.update_id + 1, timeout=5))
    await asyncio.to_thread(phone.wait_until, lambda: server.delivery.holding)
    return poll


async def test_a_long_poll_ends_when_something_comes(server: BotApiServer, bot: Bot, phone: Phone) -> None:
    poll = await held_poll(server, bot, phone)
    phone.say("now")
    (update,) = await poll
    assert update.message
    assert update.message.text == "now"


async def test_a_long_poll_ends_empty_when_its_time_is_up(server: BotApiServer, bot: Bot, phone: Phone) -> None:
    (hello,) = await bot.get_updates()
    server.delivery.longest_poll = 0.1
    assert await bot.get_updates(offset=hello.update_id + 1, timeout=5) == ()


async def test_a_second_poller_ends_the_first(server: BotApiServer, bot: Bot, phone: Phone) -> None:
    first = await held_poll(server, bot, phone)
    async with loopback_bot(server) as other:
        second = asyncio.create_task(other.get_updates(offset=-1, timeout=5))
        with pytest.raises(Conflict, match="terminated by other getUpdates request; make sure that only one bot"):
            await first
        phone.say("for the second")
        assert len(await second) == 1


async def test_polling_and_a_webhook_exclude_each_other(server: BotApiServer, bot: Bot, phone: Phone) -> None:
    poll = await held_poll(server, bot, phone)
    await bot.set_webhook("https://bot.example.org/hook", secret_token="s-1")
    with pytest.raises(Conflict, match="terminated by setWebhook request"):
        await poll
    with pytest.raises(Conflict, match="use deleteWebhook to delete the webhook first"):
        await bot.get_updates()
    assert (await bot.get_webhook_info()).url == "https://bot.example.org/hook"
    await bot.delete_webhook()
    assert await bot.get_updates() == ()


async def test_a_poller_that_hangs_up_makes_no_conflict(server: BotApiServer, bot: Bot, phone: Phone) -> None:
    poll = await held_poll(server, bot, phone)
    poll.cancel()
    await asyncio.to_thread(phone.wait_until, lambda: not server.delivery.holding)
    phone.say("still there")
    assert len(await bot.get_updates()) == 1
    server.assert_no_refusals()
