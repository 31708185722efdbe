import asyncio
import logging
from collections.abc import Callable
from typing import Any

import pytest
from telegram import Update
from telegram.error import Conflict, InvalidToken, NetworkError
from telegram_fakes import eventually

from bot.telegram import TelegramRefused, failures, poller
from bot.telegram.poller import ALLOWED_UPDATES, Poller


class FakeBot:
    """Gives its batches one by one, then waits, as a long poll does."""

    def __init__(self, *batches: list[int] | Exception) -> None:
        self.batches = list(batches)
        self.asked: list[dict[str, Any]] = []

    async def get_updates(self, **given: Any) -> tuple[Update, ...]:
        self.asked.append(given)
        if not self.batches:
            await asyncio.sleep(0 if given["timeout"] == 0 else 60)
            return ()
        batch = self.batches.pop(0)
        if isinstance(batch, Exception):
            raise batch
        return tuple(Update(update_id=number) for number in batch)

    @property
    def offsets(self) -> list[int | None]:
        return [asked["offset"] for asked in self.asked]


async def ignore(update: Update) -> None:
    """Takes an update and does nothing with it."""


async def poll(bot: FakeBot, take: Callable[[Update], Any], until: Callable[[], bool]) -> Poller:
    stop = asyncio.Event()
    one = Poller(bot, take)  # type: ignore[arg-type]
    running = asyncio.create_task(one.run(stop))
    await eventually(lambda: until() or running.done())
    stop.set()
    await asyncio.wait_for(running, timeout=5)
    return one


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(poller, "back_off", lambda tries: 0.0)
    monkeypatch.setattr(poller, "CONFLICT_SECONDS", 0.0)


async def test_an_update_is_confirmed_only_after_its_turn() -> None:
    bot = FakeBot([4, 5], [6])
    seen: list[tuple[int, list[int | None]]] = []

    async def take(update: Update) -> None:
        await asyncio.sleep(0.01)
        seen.append((update.update_id, list(bot.offsets)))

    await poll(bot, take, lambda: len(bot.asked) == 3)
    assert seen == [(4, [None]), (5, [None]), (6, [None, 6])]
    assert bot.offsets == [None, 6, 7, 7]


async def test_only_the_kinds_that_are_handled_are_asked_for() -> None:
    bot = FakeBot([])
    await poll(bot, ignore, lambda: len(bot.asked) == 2)
    assert bot.asked[0]["allowed_updates"] == ALLOWED_UPDATES


async def test_an_update_that_raises_does_not_stop_the_next() -> None:
    bot = FakeBot([1, 2], [3])
    seen: list[int] = []

    async def take(update: Update) -> None:
        if update.update_id == 1:
            raise ValueError("poison")
        seen.append(update.update_id)

    await poll(bot, take, lambda: len(seen) == 2)
    assert seen == [2, 3]


async def test_polling_goes_on_after_errors_and_says_when_telegram_last_answered() -> None:
    bot = FakeBot(NetworkError("down"), KeyError("odd"), [9])
    seen: list[int] = []

    async def take(update: Update) -> None:
        seen.append(update.update_id)

    one = await poll(bot, take, lambda: bool(seen))
    assert seen == [9]
    assert one.last_poll_at is not None


async def test_a_second_copy_is_told_to_the_operator(caplog: pytest.LogCaptureFixture) -> None:
    bot = FakeBot(Conflict("terminated by other getUpdates request"), [1])
    seen: list[int] = []

    async def take(update: Update) -> None:
        seen.append(update.update_id)

    with caplog.at_level(logging.ERROR):
        await poll(bot, take, lambda: bool(seen))
    assert "Another copy of this bot is running" in caplog.text


async def test_a_refused_token_ends_in_a_plain_sentence_without_the_token() -> None:
    with pytest.raises(TelegramRefused, match="Telegram does not accept the bot token") as refused:
        await poll(FakeBot(InvalidToken("The token `1:marker` was rejected")), ignore, lambda: False)
    assert refused.value.__suppress_context__


def test_waits_grow_to_half_a_minute_and_no_further() -> None:
    assert 0.5 <= failures.back_off(1) <= 1
    assert 15 <= failures.back_off(5000) <= 30
