"""Reminders on the wire: real HTTP to the strict server, and what each failure of it means."""

from __future__ import annotations

import asyncio

import pytest
from botapi.phone import Phone
from botapi.server import BotApiServer
from telegram.error import Forbidden, TelegramError
from telegram_fakes import SECRET, WORDING, FakeAssistant, text_reply
from telegram_running import FAST, Running

from bot.telegram import Limits, NotSent, Rate, TelegramEdge
from handlers.turn import Choice

REMINDER = text_reply("# A date is coming\n\nIt is tomorrow.", Choice("unremind:all", "Stop all reminders", way="move"))


def opened(server: BotApiServer, chat_id: int) -> Phone:
    """A person that the bot may write to."""
    phone = Phone(server, chat_id)
    with server.world.changed:
        server.world.chat(phone._home)
    return phone


def remind(running: Running, chat_id: int) -> None:
    running.thread.call(running.edge.remind(chat_id, REMINDER))


def said(phone: Phone) -> list[str]:
    return [message.text for message in phone.messages if message.by_bot]


def test_a_reminder_comes_with_its_button(server: BotApiServer, running: Running) -> None:
    phone = opened(server, 7)
    running.thread.call(_up(running.edge))
    remind(running, 7)
    assert said(phone) == ["A date is coming\nIt is tomorrow."]
    assert phone.newest.labels == ("Stop all reminders",)
    server.assert_no_refusals()


def test_an_answer_that_was_lost_on_the_way_does_not_send_it_twice(server: BotApiServer, running: Running) -> None:
    phone = opened(server, 7)
    running.thread.call(_up(running.edge))
    server.drop_next("sendMessage", after=True)
    with pytest.raises(TelegramError):
        remind(running, 7)
    assert len(said(phone)) == 1


def test_a_fault_of_telegram_s_that_tells_nothing_does_not_send_it_again(
    server: BotApiServer, running: Running
) -> None:
    phone = opened(server, 7)
    running.thread.call(_up(running.edge))
    server.fail_next("sendMessage", 502)
    with pytest.raises(TelegramError):
        remind(running, 7)
    assert said(phone) == []


def test_told_to_slow_down_it_waits_and_sends_once(server: BotApiServer, running: Running) -> None:
    phone = opened(server, 7)
    running.thread.call(_up(running.edge))
    server.fail_next("sendMessage", 429, retry_after=1)
    remind(running, 7)
    assert len(said(phone)) == 1


def test_who_has_blocked_the_bot_is_known_at_once(server: BotApiServer, running: Running) -> None:
    phone = opened(server, 7)
    running.thread.call(_up(running.edge))
    phone.block()
    with pytest.raises(Forbidden):
        remind(running, 7)
    assert len(server.calls_of("sendMessage")) == 1


async def test_without_a_connection_it_has_surely_not_gone(
    assistant: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TelegramEdge, "is_up", True)
    edge = TelegramEdge("123:any", "http://127.0.0.1:9", assistant, SECRET, WORDING, FAST)
    with pytest.raises(NotSent):
        await edge.remind(7, REMINDER)


def test_a_connection_that_falls_silent_may_have_carried_it(server: BotApiServer, running: Running) -> None:
    opened(server, 7)
    running.thread.call(_up(running.edge))
    server.drop_next("sendMessage")
    with pytest.raises(TelegramError):
        remind(running, 7)
    assert len(server.calls_of("sendMessage")) == 1


async def test_an_edge_that_does_not_run_sends_nothing(server: BotApiServer, assistant: FakeAssistant) -> None:
    edge = TelegramEdge(server.token, server.url, assistant, SECRET, WORDING, FAST)
    assert not edge.is_up
    with pytest.raises(NotSent):
        await edge.remind(7, REMINDER)


async def _up(edge: TelegramEdge) -> None:
    while not edge.is_up:  # noqa: ASYNC110 - the edge starts in a task of its own
        await asyncio.sleep(0.01)


def test_many_at_once_keep_to_telegram_s_pace(server: BotApiServer, assistant: FakeAssistant) -> None:
    server.private_rate = 1
    limits = Limits(private=Rate(1, 1), overall=Rate(200, 1))
    running, phones = Running(server, assistant, limits), [opened(server, 100 + number) for number in range(20)]
    running.start()
    running.thread.call(_up(running.edge))

    async def all_of_them() -> None:
        await asyncio.gather(*(running.edge.remind(100 + number, REMINDER) for number in range(20)))

    running.thread.call(all_of_them())
    running.stop()
    assert [len(said(phone)) for phone in phones] == [1] * 20
    server.assert_no_refusals()
