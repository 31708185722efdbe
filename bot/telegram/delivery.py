"""Carries saved replies to their chats: in order in each chat, and never in the way of the next turn."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any

from telegram.error import BadRequest, Forbidden, TelegramError

from bot.telegram.failures import NotSent, never_arrived, note
from bot.telegram.order import ChatLocks
from bot.telegram.sender import Sender
from handlers.assistant import Assistant
from handlers.turn import Reply

OUTBOX_SECONDS = 60.0
"""How often the outbox is looked through, and how old a reply must be to count as left behind."""
ANSWER_SECONDS = 2.0
"""How long a reply waits for the answer to its tap, which should come first."""
REMEMBERED = 4096
"""How many turns are remembered as answered, for when a reply was sent but could not be marked so."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Parcel:
    """A saved reply on its way: the turn it answers, where it goes, and the tapped message that it may replace.

    `left_behind` replies come out of the outbox, which may not know yet that they were sent.
    """

    key: str
    update_id: str
    chat_id: int
    reply: Reply
    tapped: int | None = None
    left_behind: bool = False

    @property
    def turn(self) -> tuple[str, str]:
        """What tells this turn from all others."""
        return self.key, self.update_id


class Recent:
    """Remembers the last `REMEMBERED` turns that it was told of."""

    def __init__(self) -> None:
        self._turns: OrderedDict[tuple[str, str], None] = OrderedDict()

    def __contains__(self, turn: tuple[str, str]) -> bool:
        return turn in self._turns

    def add(self, turn: tuple[str, str]) -> bool:
        """Remember a turn. Returns False where it was known."""
        if turn in self._turns:
            return False
        self._turns[turn] = None
        if len(self._turns) > REMEMBERED:
            self._turns.popitem(last=False)
        return True


class Delivery:
    """Sends in the background. What cannot be sent now stays unmarked, and the outbox sends it later."""

    def __init__(self, assistant: Assistant, sender: Sender, once: Sender, trouble: Reply) -> None:
        """`once` is a sender that tries a call only once, for what must not come twice."""
        self._assistant = assistant
        self._sender = sender
        self._once = once
        self._trouble = trouble
        self._locks = ChatLocks()
        self._tasks: set[asyncio.Task[None]] = set()
        self._under_way: set[tuple[str, str]] = set()
        self._sent = Recent()
        self._excused = Recent()

    def post(self, parcel: Parcel, after: asyncio.Task[None] | None = None) -> None:
        """Send a saved reply when its chat is free and `after` is done, then mark it as sent."""
        if parcel.turn not in self._under_way:
            self._under_way.add(parcel.turn)
            self._start(self._deliver(parcel, after))

    def answer(self, query_id: str) -> asyncio.Task[None]:
        """Begin to answer a tap, at once and out of turn."""
        return self._start(self._sender.answer(query_id))

    def say(self, chat_id: int, reply: Reply) -> None:
        """Send words that belong to no saved turn, when the chat is free; if that fails they are dropped."""
        self._start(self._say(chat_id, reply))

    async def remind(self, chat_id: int, reply: Reply) -> None:
        """Send words that nobody has asked for just now, when the chat is free, and never twice.

        Raises Forbidden where nobody is there any more, NotSent where it has surely not gone, and another
        TelegramError where it may have gone.
        """
        task = self._start(self._remind(chat_id, reply))
        await asyncio.wait([task])
        if task.cancelled():
            raise TelegramError("stopped while it was under way")
        task.result()

    def apologise(self, chat_id: int, update_id: str) -> None:
        """Tell a chat that something went wrong; once for an update, however often Telegram sends it again."""
        if self._excused.add((str(chat_id), update_id)):
            self.say(chat_id, self._trouble)

    async def resend(self, older_than_seconds: float) -> None:
        """Post the replies that were saved at least so long ago and are still not sent."""
        for item in await asyncio.to_thread(lambda: list(self._assistant.unsent(older_than_seconds))):
            self.post(Parcel(item.key, item.update_id, int(item.address), item.reply, left_behind=True))

    async def keep_resending(self, older_than_seconds: float) -> None:
        """Look through the outbox now, for replies at least so old, and then each minute, for as long as this runs."""
        while True:
            try:
                await self.resend(older_than_seconds)
            except Exception as error:
                note(_log, "The outbox could not be read", error)
            older_than_seconds = OUTBOX_SECONDS
            await asyncio.sleep(OUTBOX_SECONDS)

    async def close(self, seconds: float) -> None:
        """Wait so long for what is under way, then leave the rest to the outbox of the next run."""
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _say(self, chat_id: int, reply: Reply) -> None:
        async with self._locks.hold(chat_id):
            try:
                await self._sender.send(chat_id, reply)
            except TelegramError as error:
                note(_log, "A line could not be sent", error)

    async def _remind(self, chat_id: int, reply: Reply) -> None:
        async with self._locks.hold(chat_id):
            try:
                await self._once.send(chat_id, reply)
            except TelegramError as error:
                if never_arrived(error):
                    raise NotSent from error
                raise

    async def _deliver(self, parcel: Parcel, after: asyncio.Task[None] | None) -> None:
        try:
            async with self._locks.hold(parcel.chat_id):
                if after:
                    await asyncio.wait([after], timeout=ANSWER_SECONDS)
                await self._send(parcel)
        except Exception as error:
            note(_log, "A reply could not be sent or marked; the outbox will try again", error)
        finally:
            self._under_way.discard(parcel.turn)

    async def _send(self, parcel: Parcel) -> None:
        try:
            if not (parcel.left_behind and parcel.turn in self._sent):
                await self._sender.send(parcel.chat_id, parcel.reply, parcel.tapped)
        except Forbidden:
            return await asyncio.to_thread(self._assistant.gone, parcel.key)
        except BadRequest as error:
            note(_log, "Telegram takes no form of a reply", error)
            self.apologise(parcel.chat_id, parcel.update_id)
        self._sent.add(parcel.turn)
        return await asyncio.to_thread(self._assistant.mark_sent, parcel.key, parcel.update_id)
