"""Where the parts are put together."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Engine

from bot.live_content import LiveContent
from bot.settings import Settings
from handlers.assistant import Assistant
from handlers.desk import Desk
from handlers.published import Published
from handlers.reminder_rounds import ReminderRounds
from storage.database import open_database
from storage.sealing import Sealer
from web.site import Site


@dataclass(frozen=True, slots=True)
class Parts:
    """The running assistant, and what its edges need."""

    live: LiveContent
    assistant: Assistant
    secret: bytes
    reminders: ReminderRounds
    published: Published
    engine: Engine
    sealer: Sealer
    settings: Settings

    @property
    def desk(self) -> Desk:
        """The tools over the content as it is now."""
        return self.live.desk()


def build(settings: Settings) -> Parts:
    """Open the database and the content. Raises DatabaseError, ContentError or SettingsError."""
    secret = settings.secret()
    engine = open_database(settings.database_url)
    live = LiveContent(settings)
    sealer = Sealer(secret)
    rounds = ReminderRounds(engine, sealer, live.desk)
    assistant = Assistant(engine, sealer, live.desk, settings.keep())
    return Parts(live, assistant, secret, rounds, Published(engine, sealer), engine, sealer, settings)


def open_content(settings: Settings) -> Desk:
    """The tools over the content that the settings name, as it is now. Raises ContentError."""
    return LiveContent(settings).desk()


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
        telegram=settings.telegram_name.removeprefix("@"),
        embed_on=settings.embed_on,
    )
