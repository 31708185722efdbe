"""The content as it is now: read again when asked, and only put in place where it has no faults."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
from pathlib import Path

from rich.console import Console

from bot.settings import Settings
from handlers.desk import Desk, open_desk
from handlers.outcomes import NEEDS
from knowledge.base import Knowledge
from knowledge.faults import Fault
from knowledge.loader import CONTENT, load
from knowledge.parsed_files import remembering

MOST_TOLD = 20
"""The most faults that are written to the log; the rest are counted."""
_log = logging.getLogger(__name__)


class LiveContent:
    """Holds the tools over the content that the settings name. Safe to read from any thread."""

    def __init__(self, settings: Settings) -> None:
        """Read the content. Raises ContentError."""
        self.folder: Path = settings.content or CONTENT
        self._settings = settings
        self._desk = self._open()

    def desk(self) -> Desk:
        """The tools over the content as it is now."""
        return self._desk

    def reload(self) -> list[Fault]:
        """Read the content again. With faults, which it gives, everything stays as it was."""
        # Imported here because a start does not need it, and is waited for.
        from knowledge.checks import examine

        gc.unfreeze()
        try:
            faults, knowledge = examine(self.folder, NEEDS)
            # What goes live is what was checked, whatever has happened to the files since.
            if knowledge is not None and not faults:
                self._desk = self._tools(knowledge)
                gc.collect()
            return faults
        finally:
            gc.freeze()

    def _open(self) -> Desk:
        try:
            with remembering(self._settings.kept_content()):
                knowledge = load(self.folder)
            return self._tools(knowledge)
        finally:
            # What was made until now stays: it need not be looked through for garbage, now or later.
            gc.freeze()
            gc.enable()

    def _tools(self, knowledge: Knowledge) -> Desk:
        return open_desk(knowledge, self._settings.run_by, self._settings.public_url, self._settings.keep())


async def keep_fresh(live: LiveContent, say: Console, stop: asyncio.Event, *, watch: bool) -> None:
    """Read the content again at each SIGHUP, and with `watch` after each change of its files, until `stop`.

    `say` is told when changed content is live; faults go to the log.
    """
    asked = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, asked.set)
    async with asyncio.TaskGroup() as group:
        if watch:
            group.create_task(_watch(live.folder, asked, stop))
        group.create_task(_answer(live, say, asked, stop))


async def _watch(folder: Path, asked: asyncio.Event, stop: asyncio.Event) -> None:
    from watchfiles import awatch

    async for _changes in awatch(folder, stop_event=stop):
        asked.set()


async def _answer(live: LiveContent, say: Console, asked: asyncio.Event, stop: asyncio.Event) -> None:
    stopped = asyncio.create_task(stop.wait())
    while not stop.is_set():
        waiting = asyncio.create_task(asked.wait())
        await asyncio.wait((waiting, stopped), return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if asked.is_set() and not stop.is_set():
            asked.clear()
            _tell(live, say, await asyncio.to_thread(live.reload))


def _tell(live: LiveContent, say: Console, faults: list[Fault]) -> None:
    if not faults:
        say.print(f"The changed content is live: {live.desk().knowledge.size()} entries.")
        return
    _log.error("The changed content has %d faults, so families still see the last good content.", len(faults))
    for fault in faults[:MOST_TOLD]:
        _log.error("%s", fault)
    if len(faults) > MOST_TOLD:
        _log.error("... and %d more: run 'signpost content check'.", len(faults) - MOST_TOLD)
