"""The methods that answer taps and searches, and those that set the bot's profile."""

from __future__ import annotations

import time

from .errors import ApiError, bad_request
from .html_markup import utf16_length
from .keyboards import checked_markup
from .messages import Method
from .parameters import Parameters
from .shapes import Json
from .texts import message_text
from .world import World

RESULTS = 50
"""The most results in one answer to an inline query (Bot API `answerInlineQuery`)."""


def get_me(world: World, params: Parameters) -> Json:
    """`getMe`."""
    return {
        **world.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": True,
        "supports_inline_queries": True,
    }


def answer_callback_query(world: World, params: Parameters) -> bool:
    """`answerCallbackQuery`, once for each tap."""
    tap = world.taps.get(params.text("callback_query_id"))
    if tap is None or tap.answered or time.monotonic() - tap.at > world.tap_lifetime:
        raise _too_old()
    if utf16_length(params.text("text")) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    if params.text("url"):
        raise bad_request("URL_INVALID")
    tap.answered, tap.text, tap.alert = True, params.text("text"), params.flag("show_alert")
    return True


def answer_inline_query(world: World, params: Parameters) -> bool:
    """`answerInlineQuery`."""
    results = params.json("results", "inline query results") or []
    if len(results) > RESULTS:
        raise bad_request("too many inline query results specified")
    checked = [_checked_result(result) for result in results]
    if len({result["id"] for result in checked}) < len(checked):
        raise bad_request("RESULT_ID_DUPLICATE")
    search = world.searches.get(params.text("inline_query_id"))
    if search is None or search.results is not None:
        raise _too_old()
    search.results = checked
    return True


def set_my_commands(world: World, params: Parameters) -> bool:
    """`setMyCommands`."""
    commands = params.json("commands", "commands") or []
    world.profile.set_commands(commands, params.json("scope", "BotCommandScope"), params.text("language_code"))
    return True


def get_my_commands(world: World, params: Parameters) -> list[Json]:
    """`getMyCommands`."""
    return world.profile.commands(params.json("scope", "BotCommandScope"), params.text("language_code"))


def set_my_description(world: World, params: Parameters) -> bool:
    """`setMyDescription`."""
    world.profile.describe(params.text("description"), params.text("language_code"))
    return True


def set_my_short_description(world: World, params: Parameters) -> bool:
    """`setMyShortDescription`."""
    world.profile.describe_shortly(params.text("short_description"), params.text("language_code"))
    return True


def set_chat_menu_button(world: World, params: Parameters) -> bool:
    """`setChatMenuButton`."""
    button = params.json("menu_button", "menu button") or {"type": "default"}
    if button.get("type") not in {"commands", "web_app", "default"}:
        raise bad_request("can't parse menu button: unsupported type specified")
    world.profile.menu_buttons[params.text("chat_id")] = button
    return True


def say_goodbye(world: World, params: Parameters) -> bool:
    """`logOut` and `close`."""
    return True


QUERY_METHODS: dict[str, Method] = {
    "getMe": get_me,
    "answerCallbackQuery": answer_callback_query,
    "answerInlineQuery": answer_inline_query,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "setMyDescription": set_my_description,
    "setMyShortDescription": set_my_short_description,
    "setChatMenuButton": set_chat_menu_button,
    "logOut": say_goodbye,
    "close": say_goodbye,
}


def _too_old() -> ApiError:
    return bad_request("query is too old and response timeout expired or query ID is invalid")


def _checked_result(result: Json) -> Json:
    if not 1 <= len(result.get("id", "").encode()) <= 64:
        raise bad_request("RESULT_ID_INVALID")
    checked = {**result, "reply_markup": checked_markup(result.get("reply_markup"))}
    if result["type"] != "article":
        return checked
    if not result.get("title"):
        raise bad_request("can't parse inline query result: Can't find field \"title\"")
    content = result.get("input_message_content") or {}
    text = message_text(content.get("message_text", ""), content.get("parse_mode", ""), content.get("entities"))
    return {**checked, "message_text": text.plain}
