import asyncio

import pytest
from telegram import Update
from telegram_fakes import message_update

from bot.telegram.order import ChatLocks, InChatOrder, chat_of


async def process(processor: InChatOrder, update: Update, log: list[str], name: str, seconds: float) -> None:
    async def work() -> None:
        log.append(f"{name} begins")
        await asyncio.sleep(seconds)
        log.append(f"{name} ends")

    await processor.process_update(update, work())


async def test_one_chats_updates_go_one_after_the_other_even_when_the_first_is_slow() -> None:
    log: list[str] = []
    processor = InChatOrder(at_once=8)
    await asyncio.gather(
        process(processor, message_update(1, text="a"), log, "slow", 0.05),
        process(processor, message_update(2, text="b"), log, "quick", 0),
    )
    assert log == ["slow begins", "slow ends", "quick begins", "quick ends"]


async def test_a_slow_chat_does_not_hold_up_another() -> None:
    log: list[str] = []
    processor = InChatOrder(at_once=8)
    await asyncio.gather(
        process(processor, message_update(1, chat_id=7, text="a"), log, "slow", 0.05),
        process(processor, message_update(2, chat_id=8, text="b"), log, "other", 0),
    )
    assert log == ["slow begins", "other begins", "other ends", "slow ends"]


async def test_a_chat_with_many_updates_takes_one_place_only() -> None:
    log: list[str] = []
    processor = InChatOrder(at_once=2)
    busy = [process(processor, message_update(n, chat_id=7, text="a"), log, f"busy{n}", 0.01) for n in range(5)]
    await asyncio.gather(*busy, process(processor, message_update(9, chat_id=8, text="b"), log, "other", 0))
    assert log.index("other ends") < log.index("busy0 ends")


async def test_no_more_than_the_set_number_go_at_once() -> None:
    running, most = 0, 0

    async def work() -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.01)
        running -= 1

    processor = InChatOrder(at_once=3)
    updates = [message_update(n, chat_id=n, text="a") for n in range(1, 10)]
    await asyncio.gather(*(processor.process_update(update, work()) for update in updates))
    assert most == 3


async def test_a_chats_lock_is_freed_when_nobody_needs_it() -> None:
    locks = ChatLocks()
    async with locks.hold(7):
        assert len(locks) == 1
    assert len(locks) == 0


async def test_a_lock_is_freed_after_a_failure_too() -> None:
    locks = ChatLocks()
    with pytest.raises(asyncio.TimeoutError):
        async with asyncio.timeout(0.01), locks.hold(7):
            await asyncio.sleep(1)
    assert len(locks) == 0


def test_an_update_of_no_chat_is_ordered_with_its_like() -> None:
    assert chat_of(Update(update_id=1)) == 0
