"""What is done every so often while the program runs."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from bot.wiring import Parts

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """`do` is called in a thread every `seconds`, the first time at once. `failed` is what the log says of a failure:
    never any words of a person, so of an error only its kind is told.
    """

    failed: str
    seconds: float
    do: Callable[[Parts], object]


JOBS: tuple[Job, ...] = (Job("Old records could not be deleted", 3600.0, lambda parts: parts.assistant.prune()),)


async def keep_doing(job: Job, parts: Parts, stop: asyncio.Event) -> None:
    """Do a job until `stop`. One that fails is tried again at its next time."""
    while not stop.is_set():
        try:
            await asyncio.to_thread(job.do, parts)
        except Exception as error:
            _log.warning("%s (%s). Trying again later.", job.failed, type(error).__name__)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), job.seconds)
