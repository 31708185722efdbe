import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from telegram.error import NetworkError, RetryAfter
from telegram_fakes import FakeClock

from bot.telegram.limiter import KEPT_BUCKETS, Bucket, ChatLimiter, Limits, Rate

SLOW = Limits(private=Rate(1, 3), group=Rate(0.25, 2), overall=Rate(1000, 1000))


class Telegram:
    """Notes when it was called, and answers as it was told to."""

    def __init__(self, clock: FakeClock, *answers: Exception) -> None:
        self.clock = clock
        self.calls: list[float] = []
        self.answers = list(answers)

    async def __call__(self, *args: object, **kwargs: object) -> bool:
        self.calls.append(self.clock.now - 1000)
        if self.answers:
            raise self.answers.pop(0)
        return True


def sending(
    limiter: ChatLimiter, call: Callable[..., Coroutine[Any, Any, Any]], chat: int | None, how: str = "sendMessage"
) -> Any:
    data = {} if chat is None else {"chat_id": chat}
    return limiter.process_request(call, (), {}, how, data, None)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def limiter(clock: FakeClock) -> ChatLimiter:
    return ChatLimiter(SLOW, retries=2, clock=clock, sleep=clock.sleep)


def test_a_bucket_gives_its_burst_at_once_and_then_keeps_the_pace() -> None:
    bucket = Bucket(Rate(per_second=2, burst=3))
    assert [bucket.reserve(100.0) for _ in range(5)] == [0, 0, 0, 0.5, 1.0]
    assert bucket.reserve(110.0) == 0


async def test_a_person_gets_a_short_burst_and_then_one_message_a_second(
    clock: FakeClock, limiter: ChatLimiter
) -> None:
    telegram = Telegram(clock)
    for _ in range(6):
        await sending(limiter, telegram, 7)
    assert telegram.calls == [0, 0, 0, 1, 2, 3]


async def test_one_busy_chat_does_not_slow_another(clock: FakeClock, limiter: ChatLimiter) -> None:
    telegram = Telegram(clock)
    for _ in range(3):
        await sending(limiter, telegram, 7)
    await sending(limiter, telegram, 8)
    assert telegram.calls == [0, 0, 0, 0]


async def test_a_group_is_paced_more_slowly(clock: FakeClock, limiter: ChatLimiter) -> None:
    telegram = Telegram(clock)
    for _ in range(4):
        await sending(limiter, telegram, -100)
    assert telegram.calls == [0, 0, 4, 8]


async def test_all_chats_together_keep_the_overall_limit(clock: FakeClock) -> None:
    limiter = ChatLimiter(Limits(overall=Rate(10, 2)), clock=clock, sleep=clock.sleep)
    telegram = Telegram(clock)
    for chat in range(1, 6):
        await sending(limiter, telegram, chat)
    assert telegram.calls == pytest.approx([0, 0, 0.1, 0.2, 0.3])


@pytest.mark.parametrize(
    ("rate", "seconds", "most"), [(Limits().group, 60, 20), (Limits().overall, 1, 30)], ids=["group", "overall"]
)
def test_the_set_limits_are_within_telegrams_figures(rate: Rate, seconds: int, most: int) -> None:
    assert rate.burst + rate.per_second * seconds <= most


async def test_edits_do_not_wait_for_the_chats_pace_but_do_wait_out_a_429(
    clock: FakeClock, limiter: ChatLimiter
) -> None:
    telegram = Telegram(clock)
    for _ in range(5):
        await sending(limiter, telegram, 7, "editMessageText")
    limiter._hold(7, 4)
    await sending(limiter, telegram, 7, "editMessageText")
    assert telegram.calls == [0, 0, 0, 0, 0, 4]


async def test_only_so_many_calls_are_open_at_once(clock: FakeClock) -> None:
    limiter = ChatLimiter(SLOW, at_once=2, clock=clock, sleep=clock.sleep)
    running, most = 0, 0

    async def call() -> bool:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.01)
        running -= 1
        return True

    await asyncio.gather(*(sending(limiter, call, chat) for chat in range(1, 7)))
    assert most == 2


async def test_answers_to_taps_are_never_held_back(clock: FakeClock, limiter: ChatLimiter) -> None:
    telegram = Telegram(clock)
    for _ in range(50):
        await sending(limiter, telegram, None)
    assert telegram.calls == [0] * 50


async def test_a_429_waits_as_long_as_it_says_and_tries_again(clock: FakeClock, limiter: ChatLimiter) -> None:
    telegram = Telegram(clock, RetryAfter(9))
    assert await sending(limiter, telegram, 7)
    assert telegram.calls == [0, 9]


async def test_a_429_holds_that_chat_alone(clock: FakeClock, limiter: ChatLimiter) -> None:
    limiter._hold(7, 30)
    telegram = Telegram(clock)
    await sending(limiter, telegram, 8)
    await sending(limiter, telegram, 7)
    assert telegram.calls == [0, 30]


async def test_429s_for_several_chats_at_once_hold_them_all(clock: FakeClock, limiter: ChatLimiter) -> None:
    for chat in (1, 2, 3):
        limiter._hold(chat, 5)
    telegram = Telegram(clock)
    await sending(limiter, telegram, 4)
    assert telegram.calls == [5]


async def test_429s_do_not_go_on_for_ever(clock: FakeClock, limiter: ChatLimiter) -> None:
    telegram = Telegram(clock, *[RetryAfter(1)] * 9)
    with pytest.raises(RetryAfter):
        await sending(limiter, telegram, 7)
    assert len(telegram.calls) == 3


async def test_a_429_about_no_chat_is_raised_at_once_and_holds_nobody(clock: FakeClock, limiter: ChatLimiter) -> None:
    with pytest.raises(RetryAfter):
        await sending(limiter, Telegram(clock, RetryAfter(3600)), None)
    telegram = Telegram(clock)
    await sending(limiter, telegram, 7)
    assert telegram.calls == [0]


async def test_other_errors_are_left_to_the_sender(clock: FakeClock, limiter: ChatLimiter) -> None:
    with pytest.raises(NetworkError):
        await sending(limiter, Telegram(clock, NetworkError("down")), 7)


async def test_chats_at_rest_are_dropped_from_memory(clock: FakeClock, limiter: ChatLimiter) -> None:
    await asyncio.gather(*(sending(limiter, Telegram(clock), chat) for chat in range(1, KEPT_BUCKETS + 2)))
    clock.now += 60
    await sending(limiter, Telegram(clock), 5000)
    assert len(limiter._chats) == 1
