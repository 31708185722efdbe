"""How due reminders are found, sent and noted: `python benchmarks/reminders.py [SIZE ...]`.

Each run has a SQLite database of its own with one due reminder for each chat, and a process of its own. The whole path
is the program's: the job, the claims, the words, the sender, the limiter at 30 messages a second. Only Telegram and the
limiter's clock stand in: time passes when the limiter waits, and Telegram refuses more than 30 messages in a second,
more than one a second to a chat, and counts what comes twice.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, deque
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

SIZES = (1_000, 100_000)
PER_SECOND = 30
TEN = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
SECRET = b"a secret for a benchmark"
IN_ONE_WRITE = 1_000
COLUMNS = {
    "     due": "{due:,}",
    "    sent": "{sent:,}",
    "twice": "{twice}",
    "refused": "{refused}",
    "left": "{left}",
    "seconds": "{seconds:.0f}",
    "a second": "{rate:.0f}",
    "at 30 a second": "{minutes:.1f} min",
    "writes": "{writes:,}",
    "99% under": "{p99_ms:.0f} ms",
    "longest": "{longest_ms:.0f} ms",
    "without the disk": "{ours_ms:.0f} ms",
    "over 100 ms": "{over}",
    "peak MB": "{peak_mb:.0f}",
    "at start": "{start_mb:.0f}",
}
HEADINGS, FORMS = tuple(COLUMNS), tuple(COLUMNS.values())


def main() -> None:
    sizes = tuple(map(int, sys.argv[1:])) or SIZES
    print(" | ".join(HEADINGS))
    for size in sizes:
        with tempfile.TemporaryDirectory() as place:
            url = f"sqlite:///{place}/signpost.db"
            _child("--fill", url, str(size))
            found = json.loads(_child("--send", url))
        cells = (form.format(due=size, rate=found["sent"] / found["seconds"], **found) for form in FORMS)
        print(" | ".join(cell.rjust(len(heading)) for heading, cell in zip(HEADINGS, cells, strict=True)), flush=True)


def _child(*arguments: str) -> str:
    done = subprocess.run([sys.executable, __file__, *arguments], stdout=subprocess.PIPE, check=True, text=True)
    return done.stdout


def fill(url: str, size: int) -> None:
    """Make a database with a due reminder for each of `size` chats."""
    from sqlmodel import Session

    from storage.database import open_database
    from storage.reminders import Planned, Reminders
    from storage.sealing import Sealer

    engine, sealer = open_database(url), Sealer(SECRET)
    due = TEN.date() + timedelta(days=1)
    planned = [Planned("clock.draft-comments", due, "before", TEN.date())]
    for first in range(0, size, IN_ONE_WRITE):
        with Session(engine) as session, session.begin():
            for chat in range(first, min(first + IN_ONE_WRITE, size)):
                key = sealer.hash("benchmark", str(chat))
                Reminders(session, sealer).keep(key, str(chat + 1), planned, easy=False)


class FastClock:
    """Seconds that pass only while the limiter waits. Whoever waits for the earliest moment wakes first."""

    def __init__(self) -> None:
        self.now = 0.0
        self._moments: list[tuple[float, int]] = []
        self._numbers = count()

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        mine = (self.now + seconds, next(self._numbers))
        heappush(self._moments, mine)
        while self._moments[0] != mine:  # noqa: ASYNC110 - there is no event for "nobody is before me"
            await asyncio.sleep(0)
        self.now = max(self.now, heappop(self._moments)[0])


class StandIn:
    """Telegram's limits, behind what the sender asks of a bot. Each call goes through the limiter, as a bot's does."""

    def __init__(self, limiter: Any, clock: FastClock) -> None:
        self.got: Counter[int] = Counter()
        self.refused = 0
        self._limiter = limiter
        self._clock = clock
        self._recent: deque[tuple[float, int]] = deque()

    async def send_message(self, chat_id: int, text: str, **kwargs: Any) -> None:
        data = {"chat_id": chat_id, "text": text}
        await self._limiter.process_request(self._take, (chat_id,), {}, "sendMessage", data, None)

    async def _take(self, chat_id: int) -> bool:
        from telegram.error import RetryAfter

        while self._recent and self._recent[0][0] <= self._clock() - 1 + 1e-6:
            self._recent.popleft()
        if len(self._recent) >= PER_SECOND or any(chat == chat_id for _at, chat in self._recent):
            self.refused += 1
            raise RetryAfter(1)
        self._recent.append((self._clock(), chat_id))
        self.got[chat_id] += 1
        return True


class Edge:
    """The Telegram edge's own sender and delivery, over the stand-in."""

    is_up = True

    def __init__(self, bot: StandIn) -> None:
        from bot.telegram.delivery import Delivery
        from bot.telegram.sender import Sender
        from handlers.turn import Reply

        sender = Sender(bot, "chosen", lambda _make: b"", tries=1)  # type: ignore[arg-type]
        self.remind = Delivery(None, sender, sender, Reply(())).remind  # type: ignore[arg-type]


def send(url: str) -> None:
    """Send all that is due in the database, and print what it took."""
    from bot import reminders as job
    from bot.live_content import LiveContent
    from bot.settings import Settings
    from bot.telegram import Limits, Rate
    from bot.telegram.limiter import ChatLimiter
    from handlers.reminder_rounds import ReminderRounds
    from storage.database import open_database
    from storage.sealing import Sealer

    live, engine, clock = LiveContent(Settings(database_url=url)), open_database(url), FastClock()
    writes = _time_writes(engine)
    limits = Limits(overall=Rate(per_second=PER_SECOND, burst=1))
    bot = StandIn(ChatLimiter(limits, clock=clock, sleep=clock.sleep), clock)
    job.now = lambda: TEN + timedelta(seconds=clock())
    start_mb, started = _peak_mb(), time.perf_counter()
    rounds = ReminderRounds(engine, Sealer(SECRET), live.desk)
    asyncio.run(job.send_due(rounds, Edge(bot), asyncio.Event()))  # type: ignore[arg-type]
    seconds = time.perf_counter() - started
    with engine.connect() as connection:
        left = connection.exec_driver_sql("SELECT count(*) FROM reminder").scalar()
    took, ours = sorted(took for took, _ours in writes), max(ours for _took, ours in writes)
    found = {"sent": len(bot.got), "twice": sum(times > 1 for times in bot.got.values()), "refused": bot.refused}
    found |= {"left": left, "seconds": seconds, "minutes": clock.now / 60, "peak_mb": _peak_mb(), "start_mb": start_mb}
    found |= {"longest_ms": took[-1] * 1000, "p99_ms": took[int(len(took) * 0.99)] * 1000, "ours_ms": ours * 1000}
    print(json.dumps(found | {"over": sum(one > 0.1 for one in took), "writes": len(took)}))


def _time_writes(engine: Any) -> list[tuple[float, float]]:
    """From now on, how long each transaction holds SQLite's one write lock, in seconds: to the end of its commit, which
    waits for the disk, and to the beginning of it.
    """
    from sqlalchemy import event

    took: list[tuple[float, float]] = []
    begun: dict[int, float] = {}
    commit = engine.dialect.do_commit

    def timed_commit(connection: Any) -> None:
        ours = time.perf_counter() - begun[id(connection)]
        commit(connection)
        took.append((time.perf_counter() - begun[id(connection)], ours))

    # Heard after our own listener, which has taken the lock by then.
    event.listen(
        engine, "begin", lambda made: begun.update({id(made.connection.dbapi_connection): time.perf_counter()})
    )
    engine.dialect.do_commit = lambda made: timed_commit(getattr(made, "dbapi_connection", made))
    return took


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    os.chdir(ROOT)
    match sys.argv[1:]:
        case ["--fill", url, size]:
            fill(url, int(size))
        case ["--send", url]:
            send(url)
        case _:
            main()
