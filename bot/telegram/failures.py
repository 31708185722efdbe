"""What Telegram's refusals mean, and what a failure may say of itself in a log: never a word that was typed."""

from __future__ import annotations

import logging
import random
import secrets
import traceback
from datetime import timedelta
from enum import Enum, auto
from pathlib import Path

from httpx import ConnectError, ConnectTimeout, PoolTimeout, ProxyError
from telegram.error import BadRequest, InvalidToken, RetryAfter, TelegramError

LONGEST_PAUSE = 30.0
"""Seconds: the longest wait between two tries at something that keeps failing."""


class TelegramRefused(Exception):  # noqa: N818 - the name is a sentence's subject and verb
    """Telegram will not serve this bot at all. Holds a plain sentence for the person who runs it."""


class NotSent(Exception):  # noqa: N818 - what is known, and good news for whoever must not send twice
    """Telegram has surely not got the message: it may be sent again."""


class Refusal(Enum):
    """What a `BadRequest` is about."""

    UNCHANGED = auto()
    """The edit would change nothing: all is well."""
    TOO_LATE = auto()
    """The tap was too long ago to be answered: nothing to do."""
    NOT_EDITABLE = auto()
    """The message is gone or cannot be edited: send a new one."""
    NO_CHAT = auto()
    """There is no such chat: nobody to send to."""
    FORM = auto()
    """Telegram does not accept this form (its marks, a button, an address): send a plainer one."""


_NO_CONNECTION = (ConnectError, ConnectTimeout, PoolTimeout, ProxyError)
_WORDS = (
    ("message is not modified", Refusal.UNCHANGED),
    ("query is too old", Refusal.TOO_LATE),
    ("query id is invalid", Refusal.TOO_LATE),
    ("message to edit not found", Refusal.NOT_EDITABLE),
    ("message can't be edited", Refusal.NOT_EDITABLE),
    ("message_id_invalid", Refusal.NOT_EDITABLE),
    ("there is no text in the message", Refusal.NOT_EDITABLE),
    ("chat not found", Refusal.NO_CHAT),
)


def refusal_of(error: BadRequest) -> Refusal:
    """Read a `BadRequest` by its words, since Telegram gives no codes."""
    said = error.message.casefold()
    return next((refusal for words, refusal in _WORDS if words in said), Refusal.FORM)


def never_arrived(error: TelegramError) -> bool:
    """Whether a failed call surely put nothing into the chat: Telegram refused it, or there was no connection."""
    return isinstance(error, RetryAfter | InvalidToken) or isinstance(error.__cause__, _NO_CONNECTION)


def pause_of(error: RetryAfter) -> float:
    """Return the seconds that Telegram asks us to wait: the library says a number or a timedelta."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def back_off(tries: int) -> float:
    """Return the seconds to wait after `tries` failures in a row: 1, 2, 4 ... up to 30, half of it by chance."""
    return min(LONGEST_PAUSE, 2.0 ** min(tries - 1, 5)) * random.uniform(0.5, 1)  # noqa: S311 - spreads load, hides nothing


def note(logger: logging.Logger, what: str, error: BaseException) -> None:
    """Log a failure by its type, its place in the code and a random id. Its message may quote a person: left out."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "no place"
    logger.error("%s: %s at %s (id %s)", what, type(error).__name__, place, secrets.token_hex(4))
