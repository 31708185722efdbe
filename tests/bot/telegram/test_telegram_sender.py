from typing import Any

import pytest
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, TimedOut
from telegram_fakes import text_reply

from bot.telegram.sender import TRIES, Sender
from handlers.turn import Choice, Message, Reply

UNREADABLE = BadRequest("Can't parse entities: unsupported start tag")


class ScriptedBot:
    """Notes the calls, and fails with the given errors first."""

    def __init__(self, *errors: Exception) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.errors = list(errors)

    async def send_message(self, chat_id: int, text: str, **given: Any) -> None:
        self._note("send", chat_id=chat_id, text=text, **given)

    async def edit_message_text(self, text: str, **given: Any) -> None:
        self._note("edit", text=text, **given)

    async def answer_callback_query(self, query_id: str) -> None:
        self._note("answer", text=query_id)

    def _note(self, kind: str, **given: Any) -> None:
        self.calls.append((kind, given))
        if self.errors:
            raise self.errors.pop(0)

    @property
    def said(self) -> list[tuple[str, str]]:
        return [(kind, given["text"]) for kind, given in self.calls]


async def quickly(seconds: float) -> None:
    """Waits for nothing."""


def sender(bot: ScriptedBot) -> Sender:
    return Sender(bot, "chosen", lambda make, _chat_id: make.encode(), quickly)  # type: ignore[arg-type]


async def test_after_a_tap_the_message_is_edited_and_further_ones_are_sent() -> None:
    bot = ScriptedBot()
    await sender(bot).send(7, Reply((Message("one"), Message("two"))), tapped=5)
    assert bot.said == [("edit", "one"), ("send", "two")]
    assert bot.calls[0][1]["message_id"] == 5


async def test_after_typing_everything_is_sent_anew() -> None:
    bot = ScriptedBot()
    await sender(bot).send(7, Reply((Message("one"), Message("two"))))
    assert bot.said == [("send", "one"), ("send", "two")]


async def test_links_are_never_previewed() -> None:
    bot = ScriptedBot()
    await sender(bot).send(7, text_reply("See example.org"))
    assert bot.calls[0][1]["link_preview_options"].is_disabled


async def test_help_is_never_edited_over_a_message() -> None:
    bot = ScriptedBot()
    reply = Reply((Message("menu"), Message("Call 999 now.", kind="help")))
    await sender(bot).send(7, reply, tapped=5)
    assert [kind for kind, _ in bot.said] == ["send", "send"]
    assert "999" in bot.said[0][1]


async def test_an_edit_that_changes_nothing_is_fine() -> None:
    bot = ScriptedBot(BadRequest("Message is not modified: specified new message content..."))
    await sender(bot).send(7, text_reply("same"), tapped=5)
    assert bot.said == [("edit", "same")]


@pytest.mark.parametrize("reason", ["Message to edit not found", "Message can't be edited", "Message_id_invalid"])
async def test_a_message_that_cannot_be_edited_is_sent_anew(reason: str) -> None:
    bot = ScriptedBot(BadRequest(reason))
    await sender(bot).send(7, text_reply("hello"), tapped=5)
    assert bot.said == [("edit", "hello"), ("send", "hello")]


async def test_marks_that_telegram_cannot_read_are_sent_as_plain_text() -> None:
    bot = ScriptedBot(UNREADABLE)
    await sender(bot).send(7, text_reply("# Title\n1 < 2", Choice("a", "Next")))
    assert bot.said == [("send", "<b>Title</b>\n1 &lt; 2"), ("send", "Title\n1 < 2")]
    assert bot.calls[1][1]["parse_mode"] is None
    assert bot.calls[1][1]["reply_markup"] is not None


async def test_what_telegram_refuses_in_every_form_is_raised() -> None:
    with pytest.raises(BadRequest):
        await sender(ScriptedBot(UNREADABLE, UNREADABLE)).send(7, text_reply("hello"))


@pytest.mark.parametrize("error", [Forbidden("bot was blocked by the user"), BadRequest("Chat not found")])
async def test_where_nobody_is_there_it_says_so_without_a_second_try(error: Exception) -> None:
    bot = ScriptedBot(error)
    with pytest.raises(Forbidden):
        await sender(bot).send(7, text_reply("hello"))
    assert len(bot.calls) == 1


async def test_a_chat_that_moved_is_followed() -> None:
    bot = ScriptedBot(ChatMigrated(-1007))
    await sender(bot).send(-7, text_reply("hello"))
    assert [given["chat_id"] for _, given in bot.calls] == [-7, -1007]


async def test_a_failing_network_is_tried_again() -> None:
    bot = ScriptedBot(TimedOut(), NetworkError("Bad Gateway"))
    await sender(bot).send(7, text_reply("hello"))
    assert len(bot.calls) == 3


async def test_a_dead_network_is_not_tried_for_ever() -> None:
    bot = ScriptedBot(*[NetworkError("down")] * 20)
    with pytest.raises(NetworkError):
        await sender(bot).send(7, text_reply("hello"))
    assert len(bot.calls) == TRIES


async def test_a_tap_that_is_too_old_to_answer_does_not_matter() -> None:
    bot = ScriptedBot(BadRequest("Query is too old and response timeout expired or query id is invalid"))
    await sender(bot).answer("q")
    assert bot.said == [("answer", "q")]
