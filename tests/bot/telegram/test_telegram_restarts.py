import asyncio
from typing import Any

import pytest
from botapi.phone import Phone
from botapi.server import BotApiServer
from telegram_fakes import SECRET, WORDING, FakeAssistant
from telegram_running import FAST, Running

from bot.telegram import TelegramEdge, TelegramRefused, application


def texts(phone: Phone) -> list[str]:
    return [message.text for message in phone.messages if message.by_bot]


def test_a_reply_that_a_crash_kept_back_is_sent_once_by_the_next_run(
    server: BotApiServer, assistant: FakeAssistant
) -> None:
    first, phone = Running(server, assistant), Phone(server, 7)
    server.fail_next("sendMessage", 502)
    first.start()
    phone.say("hello")
    phone.wait_until(lambda: server.calls_of("sendMessage"))
    first.kill()
    second = Running(server, assistant)
    second.start()
    assert phone.wait_for_reply().text == "You said hello"
    phone.say("after")
    phone.wait_quiet()
    second.stop()
    assert texts(phone) == ["You said hello", "You said after"]


def test_what_was_said_while_nothing_ran_is_answered_by_the_next_run(
    server: BotApiServer, assistant: FakeAssistant
) -> None:
    phone = Phone(server, 7)
    phone.say("anyone there?")
    running = Running(server, assistant)
    running.start()
    assert phone.wait_for_reply().text == "You said anyone there?"
    running.stop()


def test_a_stop_in_good_order_leaves_nothing_to_be_said_again(server: BotApiServer, assistant: FakeAssistant) -> None:
    phone = Phone(server, 7)
    for words in ("one", "two"):
        running = Running(server, assistant)
        running.start()
        phone.say(words)
        phone.wait_for_reply()
        running.stop()
    assert texts(phone) == ["You said one", "You said two"]
    assert len(assistant.heard) == 2


def test_a_stop_waits_for_replies_under_way(server: BotApiServer, assistant: FakeAssistant) -> None:
    running, phone = Running(server, assistant), Phone(server, 7)
    server.delay("sendMessage", 0.3)
    running.start()
    phone.say("hello")
    phone.wait_until(lambda: assistant.saved)
    running.stop()
    assert texts(phone) == ["You said hello"]
    assert len(assistant.sent) == 1


def test_telegram_may_be_away_when_we_start(
    server: BotApiServer, assistant: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(application, "back_off", lambda tries: 0.0)
    server.fail_next("getMe", 502, times=2)
    server.fail_next("deleteWebhook", 500)
    server.fail_next("setMyDescription", 429, retry_after=3600)
    running, phone = Running(server, assistant), Phone(server, 7)
    running.start()
    phone.say("hello")
    assert phone.wait_for_reply().text == "You said hello"
    running.stop()


async def test_a_wrong_token_ends_with_a_sentence_for_the_operator(
    server: BotApiServer, assistant: FakeAssistant
) -> None:
    edge = TelegramEdge("123:wrong", server.url, assistant, SECRET, WORDING, FAST)
    with pytest.raises(TelegramRefused, match="Telegram does not accept the bot token") as refused:
        await edge.run_polling(asyncio.Event())
    assert "123:wrong" not in str(refused.value)


async def test_a_stop_while_telegram_cannot_be_reached_ends_at_once(assistant: FakeAssistant) -> None:
    edge = TelegramEdge("123:any", "http://127.0.0.1:9", assistant, SECRET, WORDING, FAST)
    stop = asyncio.Event()
    run: asyncio.Task[Any] = asyncio.create_task(edge.run_polling(stop))
    await asyncio.sleep(0.1)
    stop.set()
    await asyncio.wait_for(run, timeout=3)
    assert edge.last_poll_at is None
