"""Reminders in the program itself: real processes that are killed with -9, and two workers on PostgreSQL.

The clock of the job is moved by the line of Python that starts it, since the hour must be a humane one.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from botapi.phone import Phone
from botapi.server import BotApiServer
from sqlmodel import Session
from stored import rows

from bot.telegram.incoming import key_of
from storage.database import open_database
from storage.reminders import CLAIM_LASTS, Planned, Reminders
from storage.sealing import Sealer

SECRET = "the same for all"
TEN = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
DAY = timedelta(days=1)
START = """
import os, signal, sys
from datetime import datetime, timedelta
from time import monotonic
import bot.reminders
from bot.start import main
from bot.telegram import TelegramEdge
from handlers.reminder_rounds import ReminderRounds

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

moved, started = datetime.fromisoformat(sys.argv.pop(1)), monotonic()
bot.reminders.ROUND_SECONDS = 1.0
bot.reminders.now = lambda: moved + timedelta(seconds=monotonic() - started)
match sys.argv.pop(1):
    case "before the note":
        ReminderRounds.begin = die
    case "after the note":
        TelegramEdge.remind = die
    case "after sending":
        ReminderRounds.done = die
    case "never":
        send = TelegramEdge.remind
        def remind(self, chat_id, reply):
            print("One goes.", flush=True)
            return send(self, chat_id, reply)
        TelegramEdge.remind = remind
sys.exit(main())
"""
A_LOOK = 3.0
"""Seconds: longer than the moved program takes between two looks at what is due."""
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def server() -> Iterator[BotApiServer]:
    with BotApiServer() as server:
        yield server


@pytest.fixture
def start(tmp_path: Path, server: BotApiServer) -> Iterator[Start]:
    begun: list[subprocess.Popen[str]] = []

    def run(url: str, at: datetime, dies: str = "never", *options: str, **settings: str) -> subprocess.Popen[str]:
        named = {"telegram_token": server.token, "telegram_api": server.url, "secret_key": SECRET, "database_url": url}
        process = subprocess.Popen(
            [sys.executable, "-c", START, at.isoformat(), dies, "run", *(options or ("--no-web",))],
            cwd=tmp_path,
            env={**os.environ, **{f"SIGNPOST_{name.upper()}": value for name, value in (named | settings).items()}},
            stdout=subprocess.PIPE,
            text=True,
        )
        begun.append(process)
        return process

    yield run
    for process in begun:
        process.kill()
        process.wait()


def keep(url: str, server: BotApiServer, *chats: int) -> list[Phone]:
    """Put a reminder that is due today into the database for each chat, and give their phones."""
    engine, phones = open_database(url), [Phone(server, chat) for chat in chats]
    asked = Planned("clock.final-plan", TEN.date() - 3 * DAY, "did-it-happen", TEN.date())
    with Session(engine) as session, session.begin():
        for chat in chats:
            key = key_of(SECRET.encode(), chat)
            Reminders(session, Sealer(SECRET.encode())).keep(key, str(chat), [asked], easy=False)
    engine.dispose()
    with server.world.changed:
        for chat in chats:
            server.world.chat({"id": chat, "type": "private", "first_name": "Sam"})
    return phones


def got(phone: Phone) -> int:
    return sum("Did it happen?" in message.text for message in phone.messages)


def left(url: str) -> list[str]:
    engine = open_database(url)
    states = [row["state"] for row in rows(engine)["reminder"]]
    engine.dispose()
    return states


def until(holds: Callable[[], bool], seconds: float = 60) -> None:
    ends = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < ends, "it did not come to that"
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("dies", "got_before", "got_after", "left_after"),
    [
        ("before the note", 0, 1, []),
        ("after the note", 0, 0, ["sending"]),
        ("after sending", 1, 1, ["sending"]),
    ],
)
def test_a_kill_9_at_any_point_sends_no_reminder_twice(
    start: Start, server: BotApiServer, sqlite_path: Path,
    dies: str, got_before: int, got_after: int, left_after: list[str],
) -> None:  # fmt: skip
    """At most once: what was with Telegram when the plug was pulled is not sent again, even if it had not gone."""
    url = f"sqlite:///{sqlite_path}"
    phone, other = keep(url, server, 7, 8)
    # The second chat has no part in the kill: it shows that the second run got as far as sending.
    with Session(engine := open_database(url)) as session, session.begin():
        asked = Planned("clock.appeal", TEN.date() - 2 * DAY, "did-it-happen", TEN.date() + DAY)
        key = key_of(SECRET.encode(), 8)
        Reminders(session, Sealer(SECRET.encode())).stop(key)
        Reminders(session, Sealer(SECRET.encode())).keep(key, "8", [asked], easy=False)
    engine.dispose()
    first = start(url, TEN, dies)
    assert first.wait(60) == -signal.SIGKILL
    assert got(phone) == got_before
    start(url, TEN + DAY + CLAIM_LASTS)
    until(lambda: got(other) == 1)
    until(lambda: left(url) == left_after)
    assert got(phone) == got_after
    server.assert_no_refusals()


def test_a_kill_9_while_telegram_has_the_message_and_we_have_no_answer_sends_it_once(
    start: Start, server: BotApiServer, sqlite_path: Path
) -> None:
    url = f"sqlite:///{sqlite_path}"
    (phone,) = keep(url, server, 7)
    server.delay("sendMessage", 4)
    first = start(url, TEN)
    until(lambda: left(url) == ["sending"])
    until(lambda: server.world.open_calls == 1)
    first.kill()
    until(lambda: got(phone) == 1)
    server.delay("sendMessage", 0)
    polls = len(server.calls_of("getUpdates"))
    start(url, TEN + DAY)
    until(lambda: len(server.calls_of("getUpdates")) > polls)
    time.sleep(A_LOOK)
    assert got(phone) == 1
    assert left(url) == ["sending"]


def test_at_night_nothing_goes_and_in_the_morning_it_does(
    start: Start, server: BotApiServer, sqlite_path: Path
) -> None:
    url = f"sqlite:///{sqlite_path}"
    (phone,) = keep(url, server, 7)
    night = start(url, TEN.replace(hour=22))
    until(lambda: bool(server.calls_of("getUpdates")))
    time.sleep(A_LOOK)
    assert got(phone) == 0
    night.kill()
    start(url, TEN + DAY)
    until(lambda: got(phone) == 1)
    until(lambda: left(url) == [])


@pytest.mark.postgres
def test_two_workers_on_postgresql_send_each_reminder_once(
    start: Start, server: BotApiServer, postgres_url: str
) -> None:
    hook = {"webhook_url": "http://127.0.0.1:9/telegram/webhook", "webhook_secret": "a-secret"}
    workers = [start(postgres_url, TEN, "never", "--port", "0", **hook) for _ in range(2)]
    until(lambda: len(server.calls_of("setWebhook")) == 2)
    server.delay("sendMessage", 0.4)
    phones = keep(postgres_url, server, *range(1, 151))
    until(lambda: left(postgres_url) == [])
    assert [got(phone) for phone in phones] == [1] * 150
    for worker in workers:
        worker.kill()
    shares = [worker.communicate()[0].count("One goes.") for worker in workers]
    assert sum(shares) == 150
    assert min(shares) > 0, "only one of them did any work, so that this shows nothing"
