"""Tells Telegram at start who the bot is, which commands it has, and how its updates should come."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from functools import partial

from telegram import Bot, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats, MenuButtonCommands
from telegram.error import BadRequest, TelegramError

from bot.telegram.failures import TelegramRefused, note
from bot.telegram.poller import ALLOWED_UPDATES
from bot.telegram.wording import TelegramWording

WEBHOOK_CONNECTIONS = 40
WEBHOOK_REFUSED = (
    "Telegram does not accept the webhook. Check SIGNPOST_WEBHOOK_URL: it must start with https:// and use port 443, "
    "80, 88 or 8443. Check SIGNPOST_WEBHOOK_SECRET: 1 to 256 letters, digits, - and _ only."
)
_log = logging.getLogger(__name__)


async def introduce(bot: Bot, wording: TelegramWording) -> None:
    """Set commands, descriptions and the menu button. What Telegram refuses is logged, and stays as it was."""
    calls: tuple[tuple[str, Callable[[], Awaitable[bool]]], ...] = (
        (
            "the commands of private chats",
            partial(bot.set_my_commands, wording.commands, scope=BotCommandScopeAllPrivateChats()),
        ),
        (
            "the commands of groups",
            partial(bot.set_my_commands, wording.group_commands, scope=BotCommandScopeAllGroupChats()),
        ),
        ("the description", partial(bot.set_my_description, wording.description)),
        ("the short description", partial(bot.set_my_short_description, wording.short_description)),
        ("the menu button", partial(bot.set_chat_menu_button, menu_button=MenuButtonCommands())),
    )
    for what, call in calls:
        try:
            await call()
        except TelegramError as error:
            note(_log, f"Telegram did not take {what}", error)


async def use_polling(bot: Bot) -> None:
    """Take down a webhook that an earlier run may have left: Telegram serves one way only. Pending updates stay."""
    await bot.delete_webhook(drop_pending_updates=False)


async def use_webhook(bot: Bot, url: str, secret_token: str) -> None:
    """Ask Telegram to send updates to `url`, each with `secret_token` in its header.

    Raises TelegramRefused where Telegram does not accept the address.
    """
    try:
        await bot.set_webhook(
            url, secret_token=secret_token, allowed_updates=ALLOWED_UPDATES, max_connections=WEBHOOK_CONNECTIONS
        )
    except BadRequest:
        raise TelegramRefused(WEBHOOK_REFUSED) from None
