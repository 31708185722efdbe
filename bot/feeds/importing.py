"""An import from end to end: read, compare, save what waits for an officer, report."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.feeds.errors import FeedError
from bot.feeds.fetch import Getter
from bot.feeds.file_feed import FileFeed
from bot.feeds.reading import Feed
from bot.feeds.web_feed import WebFeed
from bot.settings import Settings
from handlers.feed_changes import as_change, as_row
from knowledge.loader import CONTENT, load
from knowledge.open_referral.intake import Intake
from knowledge.open_referral.report import Report
from knowledge.open_referral.terms import load_feed_words
from knowledge.open_referral.to_service import open_mapper
from storage.database import open_database
from storage.feeds import read_feed, read_ids, save_changes

IMPORT_SECONDS = 15 * 60.0
LONGEST_SOURCE = 500
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.I)

Progress = Callable[[int, int | None], None]
"""Told how many records were read, and how many there are by the feed's own word."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to import. `source` is an address, a file or a folder; `known_as` the address that files are a copy of."""

    source: str
    known_as: str | None = None
    allow_loopback: bool = False
    dry_run: bool = False


def import_feed(settings: Settings, wanted: Wanted, today: date, progress: Progress) -> Report:
    """Read a feed and save what changes by it, for an officer to approve; with `dry_run`, save nothing.

    Raises FeedError where the feed cannot be read to its end: then nothing is saved. Raises ContentError and
    DatabaseError as everywhere.
    """
    try:
        return asyncio.run(_import(settings, wanted, today, progress))
    except TimeoutError as error:
        raise FeedError(f"The import took over {IMPORT_SECONDS / 60:g} minutes. Nothing was saved.") from error


async def _import(settings: Settings, wanted: Wanted, today: date, progress: Progress) -> Report:
    async with asyncio.timeout(IMPORT_SECONDS), _open(wanted) as feed:
        if len(feed.source) > LONGEST_SOURCE:
            raise FeedError(f"The address is over {LONGEST_SOURCE} letters long.")
        folder = settings.content or CONTENT
        knowledge = load(folder)
        words = load_feed_words(folder, knowledge.groups)
        engine = open_database(settings.database_url)
        intake = Intake(
            open_mapper(knowledge, words, feed.source, today),
            await feed.version(),
            published=knowledge.services.values(),
            filed={row.record_id: as_change(row) for row in read_feed(engine, feed.source)},
            ids=read_ids(engine) | knowledge.services.keys(),
        )
        async for item in feed.items():
            intake.take(item)
            progress(intake.report.read, feed.told.total)
        report = intake.finish(complete=feed.told.complete, said=feed.told.all_wrong())
    if not wanted.dry_run:
        save_changes(engine, (as_row(report.source, change, today) for change in report.changes))
    return report


@asynccontextmanager
async def _open(wanted: Wanted) -> AsyncIterator[Feed]:
    if not _ADDRESS.match(wanted.source):
        yield FileFeed(Path(wanted.source), wanted.known_as)
        return
    async with Getter(allow_loopback=wanted.allow_loopback) as getter:
        yield WebFeed(wanted.source, getter)
