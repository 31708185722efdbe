"""Running the Telegram edge, by polling or by webhook."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from fastapi import FastAPI
from rich.console import Console

from bot.digest import keep_telling_chat
from bot.reminders import keep_reminding
from bot.settings import Settings, SettingsError
from bot.telegram import TelegramEdge, TelegramRefused, TelegramWording, webhook_route
from bot.wiring import Parts
from knowledge.base import Knowledge

WEBHOOK_PATH = "/telegram/webhook"
GROUP_COMMANDS = ("start", "help", "privacy")


def prepare(
    settings: Settings, parts: Parts, say: Console, app: FastAPI | None
) -> tuple[Callable[[asyncio.Event], Coroutine[Any, Any, None]], ...]:
    """What runs the bot until its event is set, and what sends reminders and the digest through it.

    In webhook mode `app` gets the address that Telegram calls.

    Raises SettingsError where webhook mode has no secret, or no web server.
    """
    assert settings.token is not None
    wording = telegram_wording(parts.desk.knowledge, parts.desk.run_by)
    edge = TelegramEdge(settings.token, settings.telegram_api, parts.assistant, parts.secret, wording)
    reminders = partial(keep_reminding, parts.reminders, edge)
    digest = partial(keep_telling_chat, parts, edge)
    if not settings.webhook_url:
        return partial(_run, edge.run_polling, say, alone=app is None), reminders, digest
    if app is None:
        raise SettingsError("The webhook needs the web server. Leave out --no-web, or SIGNPOST_WEBHOOK_URL.")
    secret = _secret(settings)
    app.add_route(WEBHOOK_PATH, webhook_route(edge, secret), methods=["POST"])
    run = partial(edge.run_webhook, url=settings.webhook_url, secret_token=secret)
    return partial(_run, run, say, alone=False), reminders, digest


async def _run(
    edge: Callable[[asyncio.Event], Coroutine[Any, Any, None]], say: Console, stop: asyncio.Event, *, alone: bool
) -> None:
    """Run the edge. Where Telegram refuses us the web chat goes on; where we are `alone`, this raises SettingsError."""
    try:
        await edge(stop)
    except TelegramRefused as refused:
        if alone:
            raise SettingsError(str(refused)) from refused
        say.print(str(refused))
        say.print("The web chat goes on without Telegram.")


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


def _secret(settings: Settings) -> str:
    if settings.webhook_secret is None or not settings.webhook_secret.get_secret_value():
        raise SettingsError("The webhook needs a secret: set SIGNPOST_WEBHOOK_SECRET to a long random word.")
    return settings.webhook_secret.get_secret_value()
