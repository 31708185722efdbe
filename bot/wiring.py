"""Where the parts are put together."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass

from bot.settings import Settings
from handlers.assistant import Assistant
from handlers.desk import Desk, open_desk
from knowledge.loader import CONTENT, load
from storage.database import open_database
from storage.sealing import Sealer
from web.site import Site


@dataclass(frozen=True, slots=True)
class Parts:
    """The running assistant, and what its edges need."""

    desk: Desk
    assistant: Assistant
    secret: bytes


def build(settings: Settings) -> Parts:
    """Open the database and the content. Raises DatabaseError, ContentError or SettingsError."""
    secret = settings.secret()
    engine = open_database(settings.database_url)
    desk = open_content(settings)
    return Parts(desk, Assistant(engine, Sealer(secret), _always(desk)), secret)


def open_content(settings: Settings) -> Desk:
    """The tools over the content that the settings name. Raises ContentError."""
    try:
        return open_desk(load(settings.content or CONTENT), settings.run_by, settings.public_url)
    finally:
        # What was made until now stays: it need not be looked through for garbage, now or later.
        gc.freeze()
        gc.enable()


def site(settings: Settings, parts: Parts) -> Site:
    """What the web pages say of themselves."""
    public_url = settings.public_url or ""
    return Site(
        area=parts.desk.knowledge.area.name,
        run_by=parts.desk.run_by,
        secret=parts.secret,
        secure_cookies=public_url.startswith("https://"),
        public_url=public_url,
        credits=parts.desk.knowledge.texts.credits,
    )


def _always(desk: Desk) -> Callable[[], Desk]:
    return lambda: desk
