"""The job that sends reminders, with an edge that only notes what it is given."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session
from stored import counts, rows
from telegram.error import BadRequest, Forbidden, TelegramError, TimedOut

from bot import reminders as job
from bot.reminders import CHATS, keep_reminding, send_due
from bot.telegram import NotSent
from handlers.desk import Desk
from handlers.reminder_rounds import ReminderRounds
from handlers.turn import Reply
from storage.reminders import CLAIM_LASTS, Planned, Reminders
from storage.sealing import Sealer

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
TODAY = NOON.date()
DAY = timedelta(days=1)


class FakeEdge:
    """Notes what goes where; what is in `errors` for a chat happens instead, once, and `then` is done with each."""

    def __init__(self) -> None:
        self.is_up = True
        self.sent: list[int] = []
        self.errors: dict[int, Exception] = {}
        self.then: Callable[[], None] = lambda: None
        self.under_way = self.most_under_way = 0

    async def remind(self, chat_id: int, reply: Reply) -> None:
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        await asyncio.sleep(0.002)
        self.under_way -= 1
        if chat_id in self.errors:
            raise self.errors.pop(chat_id)
        assert "Did it happen?" in reply.messages[0].text
        self.sent.append(chat_id)
        self.then()


class Worker:
    def __init__(self, engine: Engine, sealer: Sealer, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        self.engine, self.sealer = engine, sealer
        self.rounds = ReminderRounds(engine, sealer, lambda: desk)
        self.edge = FakeEdge()
        self.stop = asyncio.Event()
        self.now = NOON
        monkeypatch.setattr(job, "now", lambda: self.now)

    def keep(self, *chats: int, days: int = 0, subject: str = "clock.final-plan") -> None:
        with Session(self.engine) as session, session.begin():
            for chat in chats:
                asked = Planned(subject, TODAY - 3 * DAY, "did-it-happen", TODAY + days * DAY)
                Reminders(session, self.sealer).keep(f"key-{chat}", str(chat), [asked], easy=False)

    async def send(self, after: timedelta = timedelta(0)) -> list[int]:
        self.now += after
        await send_due(self.rounds, self.edge, self.stop)  # type: ignore[arg-type]
        return sorted(self.edge.sent)

    @property
    def states(self) -> list[str]:
        return sorted(row["state"] for row in rows(self.engine)["reminder"])


@pytest.fixture
def worker(sqlite_engine: Engine, sealer: Sealer, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Worker:
    return Worker(sqlite_engine, sealer, desk, monkeypatch)


async def test_all_that_is_due_goes_once_and_is_deleted(worker: Worker) -> None:
    chats = list(range(1, 2 * CHATS + 8))
    worker.keep(*chats)
    worker.keep(9000, days=1)
    assert await worker.send() == chats
    assert await worker.send(CLAIM_LASTS) == chats
    assert worker.states == ["waiting"]
    assert await worker.send(DAY) == [*chats, 9000]


async def test_only_so_many_are_under_way_at_once(worker: Worker) -> None:
    worker.keep(*range(1, 40))
    await worker.send()
    assert 1 < worker.edge.most_under_way <= job.AT_ONCE


async def test_what_was_due_while_the_program_was_down_over_night_goes_in_the_morning(worker: Worker) -> None:
    worker.keep(7)
    for hour in (20, 23, 24 + 4, 24 + 9):
        worker.now = NOON.replace(hour=0) + timedelta(hours=hour)
        assert await worker.send() == [], hour
    worker.now = NOON.replace(hour=10) + DAY
    assert await worker.send() == [7]


async def test_a_long_row_of_messages_ends_with_the_evening_and_goes_on_in_the_morning(worker: Worker) -> None:
    worker.keep(*range(1, 31))
    worker.now = NOON.replace(hour=19, minute=25)

    def a_minute_later() -> None:
        worker.now += timedelta(minutes=1)

    worker.edge.then = a_minute_later
    before_the_evening = len(await worker.send())
    assert 5 <= before_the_evening <= 5 + job.AT_ONCE
    worker.now = NOON.replace(hour=10) + DAY
    worker.edge.then = lambda: None
    assert await worker.send() == list(range(1, 31))


async def test_a_blocked_chat_is_forgotten_and_not_tried_again(worker: Worker) -> None:
    worker.keep(7, 8)
    worker.keep(7, days=5, subject="clock.advice")
    worker.edge.errors[7] = Forbidden("bot was blocked by the user")
    assert await worker.send() == [8]
    assert counts(worker.engine)["reminder"] == 0
    assert await worker.send(6 * DAY) == [8]


async def test_what_has_surely_not_gone_is_tried_again_later_and_what_may_have_gone_is_not(worker: Worker) -> None:
    worker.keep(7, 8)
    worker.edge.errors = {7: NotSent(), 8: TimedOut()}
    assert await worker.send() == []
    assert await worker.send(CLAIM_LASTS) == [7]
    assert await worker.send(CLAIM_LASTS) == [7]
    assert worker.states == []


async def test_what_telegram_takes_in_no_form_is_given_up(worker: Worker) -> None:
    worker.keep(7)
    worker.edge.errors[7] = BadRequest("odd")
    await worker.send()
    assert worker.states == []


async def test_a_fault_with_one_chat_holds_up_nobody_else(worker: Worker, caplog: pytest.LogCaptureFixture) -> None:
    worker.keep(*range(1, 20))
    worker.edge.errors[3] = ZeroDivisionError("words of a person")
    assert await worker.send() == [one for one in range(1, 20) if one != 3]
    assert worker.states == ["sending"]
    assert "ZeroDivisionError" in caplog.text
    assert "words of a person" not in caplog.text


async def test_what_is_stopped_while_it_waits_for_its_turn_does_not_go(worker: Worker) -> None:
    worker.keep(*range(1, 31))

    def stop_30() -> None:
        with Session(worker.engine) as session, session.begin():
            Reminders(session, worker.sealer).stop("key-30")

    worker.edge.then = stop_30
    assert 30 not in await worker.send()


async def test_a_stop_ends_the_row_and_the_rest_goes_in_the_next_run(worker: Worker) -> None:
    worker.keep(*range(1, 31))
    worker.edge.then = worker.stop.set
    assert 0 < len(await worker.send()) < 30
    worker.stop.clear()
    worker.edge.then = lambda: None
    assert await worker.send(CLAIM_LASTS) == list(range(1, 31))


async def test_nothing_is_claimed_while_telegram_is_not_connected(worker: Worker) -> None:
    worker.keep(7)
    worker.edge.is_up = False
    await worker.send()
    worker.edge.is_up = True
    assert await worker.send() == [7]


async def test_it_looks_each_minute_and_sooner_while_telegram_connects_and_outlives_a_lost_database(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    rounds: list[bool] = []

    async def look(*_: object) -> None:
        rounds.append(worker.edge.is_up)
        worker.edge.is_up = True
        if len(rounds) == 3:
            worker.stop.set()
        raise TelegramError("the database is away")

    monkeypatch.setattr(job, "send_due", look)
    monkeypatch.setattr(job, "STARTING_SECONDS", 0.01)
    monkeypatch.setattr(job, "ROUND_SECONDS", 0.02)
    worker.edge.is_up = False
    await asyncio.wait_for(keep_reminding(worker.rounds, worker.edge, worker.stop), 5)  # type: ignore[arg-type]
    assert rounds == [False, True, True]
