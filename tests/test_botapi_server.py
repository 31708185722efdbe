from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Iterator

import pytest
from botapi.clients import loopback_bot
from botapi.phone import Phone
from botapi.server import BotApiServer
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    MenuButtonCommands,
    ReplyKeyboardMarkup,
)
from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError

CHAT = 7001
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@pytest.fixture
def server() -> Iterator[BotApiServer]:
    with BotApiServer() as server:
        yield server


@pytest.fixture
def phone(server: BotApiServer) -> Phone:
    phone = Phone(server, CHAT)
    phone.say("hello")
    return phone


@pytest.fixture
async def bot(server: BotApiServer, phone: Phone) -> AsyncIterator[Bot]:
    async with loopback_bot(server) as bot:
        yield bot


async def refused(server: BotApiServer, request: Awaitable[object], reason: str) -> None:
    with pytest.raises(BadRequest):
        await request
    assert server.refusals[-1].description == f"Bad Request: {reason}"


def keyboard(*rows: list[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(rows)


def button(data: str = "a", label: str = "A") -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=data)


async def test_a_bot_that_does_nothing_wrong_is_not_refused(server: BotApiServer, bot: Bot, phone: Phone) -> None:
    sent = await bot.send_message(CHAT, "<b>Hi</b> you", parse_mode="HTML", reply_markup=keyboard([button()]))
    assert (sent.text, sent.chat.id, sent.from_user and sent.from_user.is_bot) == ("Hi you", CHAT, True)
    assert phone.newest.bold == ("Hi",)
    server.assert_no_refusals()


@pytest.mark.parametrize("text", ["x" * 4096, "🏠" * 2048, "&amp;" * 4096], ids=["letters", "emoji", "escaped"])
async def test_the_longest_text_is_taken(bot: Bot, text: str) -> None:
    assert await bot.send_message(CHAT, text, parse_mode="HTML")


@pytest.mark.parametrize("text", ["x" * 4097, "🏠" * 2049], ids=["letters", "emoji"])
async def test_a_longer_text_is_refused(server: BotApiServer, bot: Bot, text: str) -> None:
    await refused(server, bot.send_message(CHAT, text), "message is too long")


@pytest.mark.parametrize(
    ("text", "mode", "reason"),
    [
        ("", None, "message text is empty"),
        (" \n ", None, "text must be non-empty"),
        ("<b></b>", "HTML", "text must be non-empty"),
        ("<div>x</div>", "HTML", 'can\'t parse entities: Unsupported start tag "div" at byte offset 0'),
        ("x", "BBCode", "unsupported parse_mode"),
    ],
)
async def test_a_text_that_shows_nothing_is_refused(
    server: BotApiServer, bot: Bot, text: str, mode: str | None, reason: str
) -> None:
    await refused(server, bot.send_message(CHAT, text, parse_mode=mode), reason)


async def test_spaces_at_both_ends_are_not_shown(bot: Bot, phone: Phone) -> None:
    await bot.send_message(CHAT, "\n  One <b>two</b> \n", parse_mode="HTML")
    assert (phone.newest.text, phone.newest.bold) == ("One two", ("two",))


@pytest.mark.parametrize("data", ["x" * 65, "é" * 33], ids=["letters", "two-byte letters"])
async def test_callback_data_over_64_bytes_is_refused(server: BotApiServer, bot: Bot, data: str) -> None:
    await bot.send_message(CHAT, "fits", reply_markup=keyboard([button("é" * 32)]))
    await refused(server, bot.send_message(CHAT, "x", reply_markup=keyboard([button(data)])), "BUTTON_DATA_INVALID")


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        (
            keyboard([button("")]),
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            keyboard([InlineKeyboardButton("Call", url="tel:+441603000000")]),
            "inline keyboard button URL 'tel:+441603000000' is invalid: Wrong port number specified in the URL",
        ),
        (
            keyboard([InlineKeyboardButton("Page", url="page")]),
            "inline keyboard button URL 'page' is invalid: Wrong HTTP URL",
        ),
        (keyboard([button(label="")]), "inline keyboard button text must be non-empty"),
        (keyboard(*[[button(str(number))] for number in range(101)]), "reply markup is too long"),
        (keyboard([button(str(number)) for number in range(9)]), "reply markup is too long: 9 buttons in a row"),
    ],
    ids=["no action", "tel link", "no host", "no label", "101 buttons", "9 in a row"],
)
async def test_buttons_that_telegram_cannot_show_are_refused(
    server: BotApiServer, bot: Bot, markup: InlineKeyboardMarkup, reason: str
) -> None:
    await refused(server, bot.send_message(CHAT, "x", reply_markup=markup), reason)


async def test_an_edit_must_change_something(server: BotApiServer, bot: Bot, phone: Phone) -> None:
    sent = await bot.send_message(CHAT, "One", reply_markup=keyboard([button()]))
    same = bot.edit_message_text("One", CHAT, sent.message_id, reply_markup=keyboard([button()]))
    await refused(server, same, NOT_MODIFIED)
    await refused(
        server, bot.edit_message_reply_markup(CHAT, sent.message_id, reply_markup=keyboard([button()])), NOT_MODIFIED
    )
    await bot.edit_message_text("One", CHAT, sent.message_id, reply_markup=keyboard([button("b")]))
    await bot.edit_message_text(
        "<b>One</b>", CHAT, sent.message_id, parse_mode="HTML", reply_markup=keyboard([button("b")])
    )
    await bot.edit_message_text("One", CHAT, sent.message_id)
    assert (phone.newest.text, phone.newest.buttons, phone.newest.edited) == ("One", (), True)


async def test_only_the_bots_own_words_can_be_edited(server: BotApiServer, bot: Bot, phone: Phone) -> None:
    typed = phone.messages[0].id
    menu = await bot.send_message(CHAT, "Pick", reply_markup=ReplyKeyboardMarkup([["Yes", "No"]]))
    picture = await bot.send_photo(CHAT, PNG)
    await refused(server, bot.edit_message_text("x", CHAT, 99999), "message to edit not found")
    await refused(server, bot.edit_message_text("x", CHAT, typed), "message can't be edited")
    await refused(server, bot.edit_message_text("x", CHAT, menu.message_id), "message can't be edited")
    await refused(
        server, bot.edit_message_text("x", CHAT, picture.message_id), "there is no text in the message to edit"
    )


async def test_a_deleted_message_is_gone(server: BotApiServer, bot: Bot, phone: Phone) -> None:
    sent = await bot.send_message(CHAT, "Soon gone")
    await bot.delete_message(CHAT, sent.message_id)
    assert "Soon gone" not in phone.screen()
    await refused(server, bot.delete_message(CHAT, sent.message_id), "message to delete not found")


async def test_a_tap_is_answered_once_and_in_time(server: BotApiServer, bot: Bot, phone: Phone) -> None:
    await bot.send_message(CHAT, "Pick", reply_markup=keyboard([button()]))
    tap = phone.tap("A")
    await refused(server, bot.answer_callback_query(tap.id, text="x" * 201), "MESSAGE_TOO_LONG")
    assert phone.spinning
    await bot.answer_callback_query(tap.id, text="Saved", show_alert=True)
    assert (tap.text, tap.alert, phone.spinning) == ("Saved", True, False)
    await refused(server, bot.answer_callback_query(tap.id), TOO_OLD)
    await refused(server, bot.answer_callback_query("made-up"), TOO_OLD)
    server.tap_lifetime = 0
    await refused(server, bot.answer_callback_query(phone.tap("A").id), TOO_OLD)


async def test_a_blocked_bot_is_told_so_and_an_unknown_chat_is_not_found(
    server: BotApiServer, bot: Bot, phone: Phone
) -> None:
    phone.block()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(CHAT, "x")
    server.assert_no_refusals()
    phone.unblock()
    await bot.send_message(CHAT, "back")
    await refused(server, bot.send_message(CHAT + 1, "x"), "chat not found")


async def test_a_wrong_token_is_unauthorized(server: BotApiServer) -> None:
    with pytest.raises(InvalidToken):
        await loopback_bot(server, "110201543:wrong").initialize()
    assert (server.refusals[-1].status, server.refusals[-1].description) == (401, "Unauthorized")


async def test_an_unknown_method_is_a_fault(server: BotApiServer, bot: Bot) -> None:
    with pytest.raises(TelegramError):
        await bot.send_dice(CHAT)
    assert (server.refusals[-1].method, server.refusals[-1].status) == ("sendDice", 404)


@pytest.mark.parametrize(
    ("command", "description", "reason"),
    [
        ("Help", "Help", "BOT_COMMAND_INVALID"),
        ("get-help", "Help", "BOT_COMMAND_INVALID"),
        ("x" * 33, "Help", "command length must not exceed 32"),
        ("", "Help", "command must be non-empty"),
        ("help", "", "command description must be non-empty"),
        ("help", "x" * 257, "command description length must not exceed 256"),
    ],
)
async def test_a_command_that_breaks_the_rules_is_refused(
    server: BotApiServer, bot: Bot, command: str, description: str, reason: str
) -> None:
    await refused(server, bot.set_my_commands([BotCommand(command, description)]), reason)


async def test_a_phone_shows_the_commands_of_the_narrowest_scope(bot: Bot, phone: Phone, server: BotApiServer) -> None:
    await bot.set_my_commands([BotCommand("start", "Start")])
    assert phone.commands == ("start",)
    await bot.set_my_commands([BotCommand("help", "Help")], scope=BotCommandScopeAllPrivateChats())
    assert phone.commands == ("help",)
    await bot.set_my_commands([BotCommand("stop", "Stop")], scope=BotCommandScopeChat(CHAT), language_code="en")
    assert phone.commands == ("stop",)
    assert [command.command for command in await bot.get_my_commands()] == ["start"]
    await refused(
        server, bot.set_my_commands([BotCommand(f"c{number}", "x") for number in range(101)]), "BOT_COMMANDS_TOO_MUCH"
    )


async def test_the_profile_has_limits(server: BotApiServer, bot: Bot) -> None:
    await bot.set_my_description("x" * 512)
    await bot.set_my_short_description("x" * 120)
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    await refused(server, bot.set_my_description("x" * 513), "BOT_DESC_INVALID")
    await refused(server, bot.set_my_short_description("x" * 121), "BOT_SHARETEXT_INVALID")


async def test_files_arrive_whole(server: BotApiServer, bot: Bot, phone: Phone) -> None:
    await bot.send_document(CHAT, b"BEGIN\r\n\0END", filename="plan.ics", caption="<i>Plan</i>", parse_mode="HTML")
    assert phone.newest.text == "Plan"
    assert server.files[phone.newest.file or ""].content == b"BEGIN\r\n\0END"
    await refused(server, bot.send_photo(CHAT, b"not a picture"), "IMAGE_PROCESS_FAILED")
    await refused(server, bot.send_photo(CHAT, PNG, caption="x" * 1025), "message caption is too long")


async def test_a_chat_action_must_be_one_of_telegrams(server: BotApiServer, bot: Bot) -> None:
    await bot.send_chat_action(CHAT, "typing")
    assert server.chats[CHAT].actions == ["typing"]
    await refused(server, bot.send_chat_action(CHAT, "thinking"), "wrong parameter action in request")


async def test_an_inline_query_gets_checked_results(server: BotApiServer, bot: Bot, phone: Phone) -> None:
    def cards(count: int, text: str = "Words") -> list[InlineQueryResultArticle]:
        return [InlineQueryResultArticle(str(n), "Card", InputTextMessageContent(text)) for n in range(count)]

    search = phone.search("clubs")
    await refused(server, bot.answer_inline_query(search.id, cards(1, "x" * 4097)), "message is too long")
    await bot.answer_inline_query(search.id, cards(50))
    assert search.results is not None
    assert len(search.results) == 50
    await refused(server, bot.answer_inline_query(search.id, cards(1)), TOO_OLD)
