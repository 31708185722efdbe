"""What is done every so often while the program runs."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime

from bot import digest
from bot.wiring import Parts
from handlers.figures import FigureRounds
from storage.word_search import index_all

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """`do` is called in a thread every `seconds`, the first time at once. `failed` is what the log says of a failure:
    never any words of a person, so of an error only its kind is told.
    """

    failed: str
    seconds: float
    do: Callable[[Parts], object]


_FIGURES = FigureRounds()


def _today() -> date:
    return datetime.now(UTC).date()


JOBS: tuple[Job, ...] = (
    Job("Old records could not be deleted", 3600.0, lambda parts: parts.assistant.prune()),
    Job("The figures could not be added up", 600.0, lambda parts: _FIGURES.run(parts.engine, parts.desk, _today())),
    Job("The word search could not be brought up to date", 30.0, lambda parts: index_all(parts.engine, parts.sealer)),
    Job("The digest could not be sent", digest.ROUND_SECONDS, digest.tell_by_mail),
)


async def keep_doing(job: Job, parts: Parts, stop: asyncio.Event) -> None:
    """Do a job until `stop`. One that fails is tried again at its next time."""
    while not stop.is_set():
        try:
            await asyncio.to_thread(job.do, parts)
        except Exception as error:
            _log.warning("%s (%s). Trying again later.", job.failed, type(error).__name__)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), job.seconds)
