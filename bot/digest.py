"""Telling officers what waits, once on each working day: by e-mail, or in a Telegram chat. Counts alone."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from sqlalchemy import Engine

from bot.mail import Mailbox, MailError, send_mail
from bot.settings import Settings, SettingsError, read_settings
from bot.wiring import Parts, open_content
from handlers.desk import Desk
from handlers.digest import Digest, is_time, make_digest
from handlers.reminding import day_in_london
from handlers.turn import Message, Reply
from storage.database import open_database
from storage.digest import claim_day, days_told, give_day_back

if TYPE_CHECKING:
    from bot.telegram import TelegramEdge

ROUND_SECONDS = 300.0
"""How often it is looked at whether it is time, and how soon a failed message is tried again."""
_ADDRESS = re.compile(r"[^\s@,<>\"]{1,64}@[^\s@,<>\"]{1,255}")
_log = logging.getLogger(__name__)
say = Console(highlight=False, markup=False, soft_wrap=True)


def now() -> datetime:
    """The time."""
    return datetime.now(UTC)


def mailbox(settings: Settings) -> Mailbox | None:
    """Where e-mail goes; None where none is set up. Raises SettingsError where a part is missing."""
    if settings.digest_chat is not None and settings.token is None:
        raise SettingsError("SIGNPOST_DIGEST_CHAT also needs SIGNPOST_TELEGRAM_TOKEN.")
    to = tuple(one.strip() for one in settings.digest_to.split(",") if one.strip())
    if not to:
        return None
    if settings.digest_chat is not None:
        raise SettingsError("Set SIGNPOST_DIGEST_TO or SIGNPOST_DIGEST_CHAT, not both: the digest goes one way.")
    if not (settings.smtp_host and settings.digest_from):
        raise SettingsError("SIGNPOST_DIGEST_TO also needs SIGNPOST_DIGEST_FROM and SIGNPOST_SMTP_HOST.")
    if not all(_ADDRESS.fullmatch(one) for one in (*to, settings.digest_from)):
        raise SettingsError("SIGNPOST_DIGEST_TO or SIGNPOST_DIGEST_FROM holds what is no e-mail address.")
    password = settings.smtp_password.get_secret_value() if settings.smtp_password else ""
    return Mailbox(settings.smtp_host, settings.smtp_port, settings.digest_from, to, settings.smtp_user, password)


def tell_by_mail(parts: Parts) -> None:
    """Send the digest by e-mail where it is set up, is due and not sent yet. A failure is logged, without addresses."""
    to = mailbox(parts.settings)
    if to is None or not is_time(now(), parts.settings.digest_hour):
        return
    try:
        with todays(parts.engine, parts.desk) as digest:
            if digest:
                send_mail(to, digest.subject, digest.text(parts.settings.public_url or ""))
    except MailError as error:
        _log.warning("The digest could not be sent: %s Trying again later.", error)


async def keep_telling_chat(parts: Parts, edge: TelegramEdge, stop: asyncio.Event) -> None:
    """Send the digest into the Telegram chat of the settings when it is due, until `stop` is set."""
    while parts.settings.digest_chat is not None and not stop.is_set():
        if edge.is_up and is_time(now(), parts.settings.digest_hour):
            try:
                await _tell_chat(parts, edge, parts.settings.digest_chat)
            except Exception as error:
                _log.warning("The digest could not be sent (%s). Trying again later.", type(error).__name__)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), ROUND_SECONDS if edge.is_up else 1.0)


async def _tell_chat(parts: Parts, edge: TelegramEdge, chat: int) -> None:
    claimed = await asyncio.to_thread(_claimed, parts.engine, parts.desk)
    if claimed is None:
        return
    try:
        text = claimed.text(parts.settings.public_url or "")
        await edge.remind(chat, Reply((Message(text, kind="notice"),)))
    except BaseException:
        await asyncio.to_thread(give_day_back, parts.engine, claimed.day)
        raise


@contextmanager
def todays(engine: Engine, desk: Desk) -> Iterator[Digest | None]:
    """Today's digest, for one worker alone; None where another tells officers, or nothing waits.

    Whatever is raised within gives the day back, so that it is tried again.
    """
    digest = _claimed(engine, desk)
    try:
        yield digest
    except BaseException:
        if digest:
            give_day_back(engine, digest.day)
        raise


def _claimed(engine: Engine, desk: Desk) -> Digest | None:
    today = day_in_london(now())
    told = days_told(engine, today)
    if not claim_day(engine, today):
        return None
    try:
        return make_digest(engine, desk, today, told)
    except BaseException:
        give_day_back(engine, today)
        raise


def digest(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print it, and send nothing.")] = False,
) -> None:
    """Send what waits for officers by e-mail now, to try the settings. The day's own is sent all the same."""
    settings = read_settings()
    to = mailbox(settings)
    if to is None and not dry_run:
        raise SettingsError("Set SIGNPOST_DIGEST_TO to send it by e-mail. To see it: signpost digest --dry-run")
    today = day_in_london(now())
    engine = open_database(settings.database_url)
    made = make_digest(engine, open_content(settings), today, days_told(engine, today)) or Digest(today, (), ())
    text = made.text(settings.public_url or "")
    if dry_run or to is None:
        say.print(f"{made.subject}\n\n{text}", end="")
        return
    send_mail(to, made.subject, text)
    say.print("It is sent.")
