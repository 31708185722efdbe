"""What happens to each update: the callbacks that python-telegram-bot calls."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime
from typing import Any

from telegram import ChatMember, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)
from telegram.helpers import create_deep_linked_url

from bot.telegram.delivery import Delivery, Parcel
from bot.telegram.failures import note
from bot.telegram.incoming import key_of, read_update, tapped_message
from bot.telegram.order import chat_of
from bot.telegram.wording import TelegramWording
from handlers.assistant import Assistant
from handlers.turn import Incoming, Link, Message, Reply

_log = logging.getLogger(__name__)
_NEW = filters.UpdateType.MESSAGE
"""New messages, not edited ones."""
GROUP_START = "group"
"""The deep link payload of those who come from a group."""


class Turns:
    """Gives each update to the assistant, and its reply to the delivery."""

    def __init__(self, assistant: Assistant, delivery: Delivery, secret: bytes, wording: TelegramWording) -> None:
        self._assistant = assistant
        self._delivery = delivery
        self._secret = secret
        self._wording = wording
        self._failed: set[int] = set()

    def attach(self, application: Application[Any, Any, Any, Any, Any, Any]) -> None:
        """Register the callbacks. All commands of a private chat go to the assistant, as text."""
        commands = [name for name, _ in self._wording.group_commands]
        application.add_handler(MessageHandler(filters.ChatType.PRIVATE & _NEW, self.take))
        application.add_handler(CallbackQueryHandler(self.take))
        application.add_handler(CommandHandler(commands, self.point_to_private, filters.ChatType.GROUPS & _NEW))
        application.add_handler(ChatMemberHandler(self.forget_if_blocked, ChatMemberHandler.MY_CHAT_MEMBER))
        application.add_error_handler(self.fail)

    def failed(self, update: Update) -> bool:
        """Tell, once, whether this update's turn failed."""
        known = update.update_id in self._failed
        self._failed.discard(update.update_id)
        return known

    async def take(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer a message or a tap. Returns when the turn is saved; its reply goes out after that."""
        query = update.callback_query
        answered = self._delivery.answer(query.id) if query else None
        incoming = read_update(update, self._secret, datetime.now(UTC))
        if incoming is None:
            return
        reply = await self._respond(incoming)
        parcel = Parcel(incoming.key, incoming.update_id, chat_of(update), reply, tapped_message(update))
        self._delivery.post(parcel, answered)

    async def point_to_private(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Say the one thing that is ever said in a group."""
        link = Link(self._wording.group_button, create_deep_linked_url(context.bot.username, GROUP_START))
        self._delivery.say(chat_of(update), Reply((Message(self._wording.group_line, links=(link,)),)))

    async def forget_if_blocked(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Forget a chat whose person has blocked the bot."""
        change = update.my_chat_member
        if change and change.new_chat_member.status == ChatMember.BANNED:
            await asyncio.to_thread(self._assistant.gone, key_of(self._secret, change.chat.id))

    async def fail(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Log a failed turn, tell the person, and remember it for `failed`."""
        if context.error:
            note(_log, "A turn failed", context.error)
        if isinstance(update, Update):
            self._failed.add(update.update_id)
            if chat_of(update) > 0:
                self._delivery.apologise(chat_of(update), str(update.update_id))

    async def _respond(self, incoming: Incoming) -> Reply:
        try:
            return await asyncio.to_thread(self._assistant.respond, incoming)
        except Exception as error:
            note(_log, "A turn failed and is tried once more", error)
            return await asyncio.to_thread(self._assistant.respond, incoming)
