"""Reads an update into an `Incoming`. Names, usernames, files and places are never read."""

from __future__ import annotations

import hashlib
import hmac
import re
from datetime import datetime

from telegram import CallbackQuery, Chat, Message, Update

from handlers.turn import Incoming

_COMMAND = re.compile(r"^(/\w{1,32})@\w+")
_START = re.compile(r"/start(?:\s+(?P<payload>\S+))?\s*", re.IGNORECASE)
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")

# In this order: Telegram sets `document` beside `animation`, and `location` beside `venue`.
_NOT_READ = (
    "photo", "live_photo", "voice", "video", "video_note", "audio", "sticker", "animation", "document", "venue",
    "location", "contact", "poll", "dice", "checklist", "story", "game", "paid_media", "giveaway", "invoice",
)  # fmt: skip


def key_of(secret: bytes, chat_id: int) -> str:
    """Return the keyed hash (64 hex digits) that stands for a chat wherever something is kept."""
    return hmac.new(secret, f"telegram:{chat_id}".encode(), hashlib.sha256).hexdigest()


def read_update(update: Update, secret: bytes, now: datetime) -> Incoming | None:
    """Read what one person sent in a private chat; None for what is not a turn of talk.

    Edited messages, service messages, channel posts and whatever happens in a group are no turns.
    """
    query, message = update.callback_query, update.message
    said = query.message if query else message
    if said is None or said.chat.type != Chat.PRIVATE:
        return None
    content = _tapped(query) if query else _typed(message)
    if content is None:
        return None
    return Incoming(
        channel="telegram",
        key=key_of(secret, said.chat.id),
        update_id=str(update.update_id),
        at=now,
        address=str(said.chat.id),
        **content,
    )


def tapped_message(update: Update) -> int | None:
    """Return the id of the tapped message where it can be edited in place: a text of ours that Telegram still has.

    A help message is drawn as a quotation and stays where it is: its numbers must not vanish under a tap. So does
    one with a link on a button: a card that someone may want to come back to.
    """
    message = update.callback_query.message if update.callback_query else None
    if not isinstance(message, Message) or not message.text:
        return None
    if any(entity.type == entity.BLOCKQUOTE for entity in message.entities):
        return None
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    if any(button.url for row in rows for button in row):
        return None
    return message.message_id


def _tapped(query: CallbackQuery) -> dict[str, str] | None:
    return {"choice": query.data} if query.data else None


def _typed(message: Message | None) -> dict[str, str] | None:
    if message is None:
        return None
    if message.text:
        text = _COMMAND.sub(r"\1", message.text)
        start = _START.fullmatch(text)
        return {"start": _payload(start["payload"])} if start else {"text": text}
    kind = next((kind for kind in _NOT_READ if getattr(message, kind, None)), None)
    if kind is None:
        return None
    # The words under a picture are passed on beside it, because the safety check must see whatever was written.
    return {"unsupported": kind} | ({"text": message.caption} if message.caption else {})


def _payload(typed: str | None) -> str:
    """Return a deep link's payload, or "" where Telegram could not have made it."""
    return typed if typed and _PAYLOAD.fullmatch(typed) else ""
