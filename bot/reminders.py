"""The job that sends reminders: each minute, what is due, at a humane hour and at Telegram's pace."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from datetime import UTC, datetime

from telegram.error import Forbidden, TelegramError

from bot.telegram import NotSent, TelegramEdge
from bot.telegram.failures import note
from handlers.reminder_rounds import ReminderRounds
from handlers.reminding import may_send
from storage.reminders import Claimed

ROUND_SECONDS = 60.0
STARTING_SECONDS = 1.0
"""How soon we look again while Telegram is not connected yet."""
CHATS = 50
"""How many chats are claimed together: about two seconds' work, so that little waits on a worker that dies."""
AT_ONCE = 8
"""How many messages are under way together, which is the most that can be lost where a worker dies."""
_log = logging.getLogger(__name__)


def now() -> datetime:
    """The time."""
    return datetime.now(UTC)


async def keep_reminding(rounds: ReminderRounds, edge: TelegramEdge, stop: asyncio.Event) -> None:
    """Send what is due, each minute, until `stop` is set."""
    while not stop.is_set():
        pause = ROUND_SECONDS if edge.is_up else STARTING_SECONDS
        try:
            await send_due(rounds, edge, stop)
        except Exception as error:
            note(_log, "Reminders could not be sent; trying again in a minute", error)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), pause)


async def send_due(rounds: ReminderRounds, edge: TelegramEdge, stop: asyncio.Event) -> None:
    """Send all that is due at this hour, a few chats at a time."""
    places = asyncio.Semaphore(AT_ONCE)

    async def one(claimed: Claimed) -> Claimed | None:
        async with places:
            # The hour may have ended, or a stop may have come, while this one waited: then its claim runs out.
            return await _send(claimed, rounds, edge) if not stop.is_set() and may_send(now()) else None

    while not stop.is_set() and edge.is_up and may_send(now()):
        claimed = await asyncio.to_thread(rounds.claim, now(), CHATS)
        if not claimed:
            return
        ended = await asyncio.gather(*map(one, claimed), return_exceptions=True)
        await asyncio.to_thread(rounds.done, [each for each in ended if isinstance(each, Claimed)])
        for each in ended:
            if isinstance(each, Exception):
                note(_log, "A reminder failed", each)


async def _send(claimed: Claimed, rounds: ReminderRounds, edge: TelegramEdge) -> Claimed | None:
    """Send one chat its reminders. Gives what is done with, whether it has gone or not; None where it is not."""
    going, reply = await asyncio.to_thread(rounds.begin, claimed, now())
    if reply is None:
        return going
    try:
        await edge.remind(int(going.address), reply)
    except Forbidden:
        await asyncio.to_thread(rounds.gone, going.key)
        return None
    except NotSent:
        await asyncio.to_thread(rounds.give_back, going)
        return None
    except TelegramError as error:
        note(_log, "A reminder may not have arrived, and is not sent again", error)
    return going
