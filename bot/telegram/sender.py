"""Sends replies to Telegram, and takes each refusal for what it means."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

from telegram import Bot, ForceReply, InputFile, LinkPreviewOptions
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, TelegramError

from bot.telegram.drafts import Draft, drafts
from bot.telegram.failures import Refusal, back_off, note, refusal_of
from handlers.turn import File, Reply

TRIES = 5
"""How often one call is tried while the network or Telegram fails: about 15 seconds in all."""
_log = logging.getLogger(__name__)
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Sender:
    """Puts replies into chats. `chosen` is the word beside a ticked choice, `make` makes what is offered to a chat.

    A call is made `tries` times while the network fails. A message may then come twice, where an answer was lost.
    """

    def __init__(
        self,
        bot: Bot,
        chosen: str,
        make: Callable[[str, int], bytes],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        tries: int = TRIES,
    ) -> None:
        self._bot = bot
        self._chosen = chosen
        self._make = make
        self._sleep = sleep
        self._tries = tries

    async def answer(self, query_id: str) -> None:
        """Stop a tapped button's spinner. It is a courtesy, so no failure of it matters."""
        with suppress(TelegramError):
            await self._bot.answer_callback_query(query_id)

    async def send(self, chat_id: int, reply: Reply, tapped: int | None = None) -> None:
        """Send a whole reply; its first bubble replaces the text of message `tapped`, where given and not help.

        Raises Forbidden where nobody is there any more, and another TelegramError where it could not be sent now.
        """
        for draft in drafts(reply, self._chosen):
            await self._place(chat_id, draft, None if draft.lasting else tapped)
            tapped = None

    async def _place(self, chat_id: int, draft: Draft, edit: int | None) -> None:
        try:
            await self._patiently(chat_id, draft, edit)
        except ChatMigrated as moved:
            await self._place(moved.new_chat_id, draft, None)
        except BadRequest as error:
            refusal = refusal_of(error)
            if refusal is Refusal.NO_CHAT:
                raise Forbidden(error.message) from None
            if refusal is Refusal.NOT_EDITABLE and edit:
                await self._place(chat_id, draft, None)
            elif refusal is not Refusal.UNCHANGED:
                await self._place_spare(chat_id, draft, edit, error)

    async def _place_spare(self, chat_id: int, draft: Draft, edit: int | None, error: BadRequest) -> None:
        if draft.file:
            # Its words come in the next bubble, so a file that Telegram does not take must not keep them back.
            note(_log, "Telegram takes no form of a file", error)
            return
        if draft.spare is None:
            raise error
        await self._place(chat_id, draft.spare, edit)

    async def _patiently(self, chat_id: int, draft: Draft, edit: int | None) -> None:
        for tries in range(1, self._tries):
            try:
                return await self._call(chat_id, draft, edit)
            except BadRequest:
                raise
            except NetworkError:
                await self._sleep(back_off(tries))
        return await self._call(chat_id, draft, edit)

    async def _call(self, chat_id: int, draft: Draft, edit: int | None) -> None:
        if draft.file:
            await self._send_file(chat_id, draft, draft.file)
            return
        if edit is None:
            await self._bot.send_message(
                chat_id,
                draft.text,
                parse_mode=draft.parse_mode,
                reply_markup=draft.markup,
                link_preview_options=_NO_PREVIEW,
            )
            return
        await self._bot.edit_message_text(
            draft.text,
            chat_id=chat_id,
            message_id=edit,
            parse_mode=draft.parse_mode,
            reply_markup=None if isinstance(draft.markup, ForceReply) else draft.markup,
            link_preview_options=_NO_PREVIEW,
        )

    async def _send_file(self, chat_id: int, draft: Draft, file: File) -> None:
        try:
            made = InputFile(await asyncio.to_thread(self._make, file.make, chat_id), filename=file.name)
        except ValueError:
            # What it was made of has left the content or the chat since the reply was saved. Its words still come.
            _log.warning("A file could not be made: what it was made of is not there any more.")
            return
        if draft.is_picture:
            await self._bot.send_photo(chat_id, made, caption=draft.text)
        else:
            await self._bot.send_document(chat_id, made, caption=draft.text)
