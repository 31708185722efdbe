from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import NetworkError
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from .clients import loopback_bot
from .conftest import CHAT
from .phone import GROUP, Phone
from .running import AnyApplication, polling
from .server import BotApiServer

Context = ContextTypes.DEFAULT_TYPE


async def next_update(bot: Bot) -> Update:
    return (await bot.get_updates(offset=-1))[-1]


@pytest.mark.parametrize(
    ("text", "commands"),
    [
        ("/start abc", ["/start"]),
        ("🏠 /help@signpost_test_bot now", ["/help@signpost_test_bot"]),
        ("yes/no and a/b", []),
        ("https://example.org/start", []),
    ],
)
async def test_commands_are_marked_as_telegram_marks_them(
    bot: Bot, phone: Phone, text: str, commands: list[str]
) -> None:
    phone.say(text)
    message = (await next_update(bot)).message
    assert message
    assert list(message.parse_entities(["bot_command"]).values()) == commands


async def test_a_person_is_no_bot_and_has_a_language(bot: Bot, phone: Phone) -> None:
    message = (await next_update(bot)).message
    assert message
    assert message.from_user
    assert (message.from_user.is_bot, message.from_user.language_code) == (False, "en")
    assert (message.chat.id, message.chat.type) == (CHAT, "private")


async def test_a_text_too_long_for_one_message_is_cut_by_the_app(bot: Bot, phone: Phone) -> None:
    phone.say("🏠" * 2049)
    sizes = [update.message and len(update.message.text or "") for update in await bot.get_updates()]
    assert sizes == [5, 2048, 1]


@pytest.mark.parametrize("kind", ["photo", "voice", "sticker", "location", "video", "document", "contact"])
async def test_each_kind_of_message_reads_as_itself(bot: Bot, phone: Phone, kind: str) -> None:
    getattr(phone, f"send_{kind}")()
    message = (await next_update(bot)).message
    assert message
    assert getattr(message, kind)
    assert message.text is None


async def test_edits_service_messages_and_groups_say_what_they_are(bot: Bot, phone: Phone) -> None:
    phone.edit_last("hello there")
    phone.send(new_chat_title="Ours")
    phone.say_in_group("/help")
    edited, service, group = (await bot.get_updates())[1:]
    assert edited.edited_message
    assert (edited.edited_message.text, edited.message) == ("hello there", None)
    assert service.message
    assert filters.StatusUpdate.NEW_CHAT_TITLE.check_update(service)
    assert group.message
    assert (group.message.chat.id, group.message.chat.type) == (GROUP, "supergroup")


async def test_blocking_and_unblocking_tell_the_bot(bot: Bot, phone: Phone) -> None:
    phone.block()
    with pytest.raises(AssertionError, match="cannot write"):
        phone.say("x")
    phone.unblock()
    changes = [update.my_chat_member for update in (await bot.get_updates())[1:]]
    assert [change and change.new_chat_member.status for change in changes] == ["kicked", "member"]


async def test_a_deep_link_starts_with_its_payload(bot: Bot, phone: Phone) -> None:
    phone.deep_link("topic-ehcp_1")
    message = (await next_update(bot)).message
    assert message
    assert message.text == "/start topic-ehcp_1"
    with pytest.raises(ValueError, match="1 to 64"):
        phone.deep_link("two words")


async def test_a_tap_comes_from_the_newest_message_with_that_button(bot: Bot, phone: Phone) -> None:
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Go", callback_data="go")]])
    await bot.send_message(CHAT, "old", reply_markup=markup)
    newest = await bot.send_message(CHAT, "new", reply_markup=markup)
    await bot.send_message(CHAT, "no buttons")
    phone.tap("Go")
    query = (await next_update(bot)).callback_query
    assert query
    assert query.message
    assert (query.data, query.message.message_id, bool(query.chat_instance)) == ("go", newest.message_id, True)


async def test_replies_are_seen_one_by_one_and_old_ones_not_again(bot: Bot, phone: Phone) -> None:
    first = await bot.send_message(CHAT, "one")
    await bot.send_message(CHAT, "two")
    await bot.edit_message_text("one, changed", CHAT, first.message_id)
    assert [phone.wait_for_reply(0.1).text for _ in range(2)] == ["two", "one, changed"]
    await bot.send_message(CHAT, "three")
    phone.say("next")
    with pytest.raises(AssertionError, match="bot: three"):
        phone.wait_for_reply(timeout=0.05)


async def test_a_missing_button_fails_with_what_is_visible(bot: Bot, phone: Phone) -> None:
    rows = [[InlineKeyboardButton("Yes", callback_data="y")], [InlineKeyboardButton("Site", url="https://a.uk")]]
    await bot.send_message(CHAT, "?", reply_markup=InlineKeyboardMarkup(rows))
    with pytest.raises(AssertionError, match=r"No button 'No'.*\('Yes', 'Site'\)"):
        phone.tap("No")
    with pytest.raises(AssertionError, match="tells the bot nothing"):
        phone.tap("Site")


async def test_a_tap_on_a_message_long_gone_is_inaccessible(bot: Bot, phone: Phone) -> None:
    phone.tap_data("old-data", message_id=4)
    query = (await next_update(bot)).callback_query
    assert query
    assert query.message
    assert (query.data, query.message.is_accessible) == ("old-data", False)


@pytest.fixture
def running(server: BotApiServer) -> Iterator[AnyApplication]:
    builder = Application.builder().token(server.token).base_url(server.base_url).base_file_url(server.base_file_url)
    application = builder.post_init(set_commands).build()
    application.add_handler(CommandHandler("start", start))
    application.add_handler(CallbackQueryHandler(picked))
    application.add_handler(MessageHandler(filters.TEXT, echo))
    with polling(application):
        yield application


async def set_commands(application: AnyApplication) -> None:
    await application.bot.set_my_commands([("start", "Start")])


async def start(update: Update, context: Context) -> None:
    assert update.message
    rows = [[InlineKeyboardButton("Tea", callback_data="tea"), InlineKeyboardButton("Site", url="https://a.uk")]]
    await update.message.reply_text(f"Payload {context.args}")
    await update.message.reply_html("<b>Pick</b>", reply_markup=InlineKeyboardMarkup(rows))


async def picked(update: Update, context: Context) -> None:
    assert update.callback_query
    await update.callback_query.answer("Noted")
    await update.callback_query.edit_message_text(f"You picked {update.callback_query.data}")


async def echo(update: Update, context: Context) -> None:
    assert update.message
    await update.message.reply_text(update.message.text or "")


def test_a_real_application_answers_a_phone(server: BotApiServer, phone: Phone, running: AnyApplication) -> None:
    assert phone.wait_for_reply().text == "hello"
    assert phone.commands == ("start",)
    phone.deep_link("abc")
    assert phone.wait_for_reply().text == "Payload ['abc']"
    menu = phone.wait_for_reply()
    assert (menu.text, menu.bold, menu.labels) == ("Pick", ("Pick",), ("Tea", "Site"))
    assert menu.rows[0][1].url == "https://a.uk/"
    tap = phone.tap("Tea")
    edited = phone.wait_for_reply()
    assert (edited.id, edited.text, edited.buttons) == (menu.id, "You picked tea", ())
    assert (tap.text, phone.spinning) == ("Noted", False)
    server.assert_no_refusals()


def test_quiet_means_that_all_was_answered(server: BotApiServer, phone: Phone, running: AnyApplication) -> None:
    phone.wait_quiet()
    other = Phone(server, CHAT + 1)
    for number in range(5):
        other.say(f"other {number}")
    other.wait_quiet()
    assert len(other.messages) == 10
    server.delay("sendMessage", 0.3)
    phone.say("slow")
    assert [reply.text for reply in phone.wait_quiet(quiet=0.1)] == ["slow"]


def test_waiting_for_a_reply_that_never_comes_shows_the_screen(
    server: BotApiServer, phone: Phone, running: AnyApplication
) -> None:
    phone.wait_for_reply()
    phone.send_sticker()
    with pytest.raises(AssertionError, match="bot: hello"):
        phone.wait_for_reply(timeout=0.1)


def test_a_group_has_a_screen_of_its_own(server: BotApiServer, phone: Phone, running: AnyApplication) -> None:
    phone.wait_for_reply()
    phone.say_in_group("/start")
    assert phone.group.wait_for_reply().text == "Payload []"
    phone.group.wait_for_reply()
    phone.tap_in_group("Tea")
    assert phone.group.wait_for_reply().text == "You picked tea"
    assert len(phone.messages) == 2


def test_a_fault_in_the_server_itself_fails_the_test() -> None:
    with pytest.raises(AssertionError, match="The test server itself failed"):
        asyncio.run(ask_a_broken_server())


async def ask_a_broken_server() -> None:
    with BotApiServer() as server:
        server.world.profile.commands = None  # type: ignore[assignment,method-assign]
        async with loopback_bot(server) as bot:
            with pytest.raises(NetworkError, match="Internal Server Error"):
                await bot.get_my_commands()
