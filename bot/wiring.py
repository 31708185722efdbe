"""Where the parts are put together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.settings import Settings
from bot.telegram import TelegramWording
from handlers.assistant import Assistant
from handlers.desk import Desk, open_desk
from knowledge.base import Knowledge
from knowledge.loader import CONTENT, load
from storage.database import open_database
from storage.sealing import Sealer
from web.site import Site

GROUP_COMMANDS = ("start", "help", "privacy")


@dataclass(frozen=True, slots=True)
class Parts:
    """The running assistant, and what its edges need."""

    desk: Desk
    assistant: Assistant
    secret: bytes


def build(settings: Settings) -> Parts:
    """Open the database and the content. Raises DatabaseError, ContentError or SettingsError."""
    desk = open_content(settings)
    secret = settings.secret()
    engine = open_database(settings.database_url)
    return Parts(desk, Assistant(engine, Sealer(secret), _always(desk)), secret)


def open_content(settings: Settings) -> Desk:
    """The tools over the content that the settings name. Raises ContentError."""
    return open_desk(load(settings.content or CONTENT), settings.run_by, settings.public_url)


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


def telegram_wording(knowledge: Knowledge, run_by: str) -> TelegramWording:
    """What Telegram shows around the conversation."""
    texts, area = knowledge.texts, knowledge.area.name
    return TelegramWording(
        commands=tuple(texts.commands.items()),
        group_commands=tuple((name, texts.commands[name]) for name in GROUP_COMMANDS),
        description=texts.about.format(area=area, run_by=run_by).strip(),
        short_description=texts.about_short.format(area=area),
        group_line=texts.group_chat,
        group_button=texts.buttons.private_chat,
        trouble=texts.something_wrong,
        chosen=texts.buttons.chosen,
    )


def _always(desk: Desk) -> Callable[[], Desk]:
    return lambda: desk
