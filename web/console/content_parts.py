"""The parts of the console that change content. They share one maker of changes, so that it decides one at a time."""

from __future__ import annotations

from fastapi import APIRouter

from handlers.content_changes import ContentChanges
from web.console.content import ContentPages
from web.console.content_change import ChangePages
from web.console.content_entry import EntryPages
from web.console.content_words import WordPages
from web.console.feed_changes import FeedPages
from web.console.gaps import GapPages
from web.console.shell import Console


class ContentParts:
    """Gaps, content, and the changes of it."""

    def __init__(self, console: Console) -> None:
        operator = console.operator
        changes = ContentChanges(
            console.engine, console.sealer, operator.content, operator.reload, live=operator.live_changes
        )
        # An entry's page takes any name below /console/content, so it comes last.
        self._pages = (
            GapPages(console, changes),
            ContentPages(console, changes),
            ChangePages(console, changes),
            FeedPages(console, changes),
            WordPages(console, changes),
            EntryPages(console, changes),
        )

    def router(self) -> APIRouter:
        """Where each page lives."""
        router = APIRouter()
        for pages in self._pages:
            router.include_router(pages.router())
        return router
