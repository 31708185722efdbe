"""The buttons under a message: what Telegram takes, and how it gives them back."""

from __future__ import annotations

from .errors import ApiError, bad_request
from .links import WrongLinkError, checked_link
from .shapes import Json

CALLBACK_BYTES = 64
"""The longest `callback_data`, in UTF-8 bytes (Bot API `InlineKeyboardButton`)."""
BUTTONS = 100
"""The most buttons under one message (undocumented; python-telegram-bot's `InlineKeyboardMarkupLimit`)."""
ROW_BUTTONS = 8
"""The most buttons that a row shows (the same source)."""

_OTHER_ACTIONS = (
    "callback_game",
    "pay",
    "switch_inline_query",
    "switch_inline_query_chosen_chat",
    "switch_inline_query_current_chat",
    "login_url",
    "copy_text",
)


def checked_markup(markup: Json | None) -> Json | None:
    """Give the reply markup as Telegram would keep it (None for no buttons), or raise `ApiError`."""
    if not markup:
        return None
    for kind, check in (("keyboard", _typed_button), ("inline_keyboard", _inline_button)):
        if rows := markup.get(kind):
            _check_counts(rows)
            return {**markup, kind: [[check(button) for button in row] for row in rows]}
    return markup if markup.get("remove_keyboard") or markup.get("force_reply") else None


def is_inline(markup: Json | None) -> bool:
    """Whether the buttons sit under the message, where the message shows them and can be edited."""
    return markup is not None and "inline_keyboard" in markup


def _check_counts(rows: list[list[Json]]) -> None:
    if sum(map(len, rows)) > BUTTONS:
        raise bad_request("reply markup is too long")
    longest = max(map(len, rows))
    if longest > ROW_BUTTONS:
        # Telegram takes such a row without a word, and no phone can show it.
        raise bad_request(f"reply markup is too long: {longest} buttons in a row")


def _typed_button(button: Json | str) -> Json:
    button = {"text": button} if isinstance(button, str) else button
    if not button.get("text"):
        raise bad_request("keyboard button text must be non-empty")
    return button


def _inline_button(button: Json) -> Json:
    if "text" not in button:
        raise _unreadable('Can\'t find field "text"')
    if not button["text"]:
        # Telegram drops a button without words and sends the rest: a silent loss, so a fault here.
        raise bad_request("inline keyboard button text must be non-empty")
    if url := button.get("url"):
        return {**button, "url": _link(url, "URL")}
    if data := button.get("callback_data"):
        if len(data.encode()) > CALLBACK_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
        return button
    if web_app := button.get("web_app"):
        return {**button, "web_app": {"url": _link(web_app["url"], "Web App URL", https_only=True)}}
    if not any(action in button for action in _OTHER_ACTIONS):
        raise _unreadable("Text buttons are unallowed in the inline keyboard")
    return button


def _link(url: str, what: str, https_only: bool = False) -> str:
    try:
        return checked_link(url, https_only)
    except WrongLinkError as reason:
        raise bad_request(f"inline keyboard button {what} '{url}' is invalid: {reason}") from reason


def _unreadable(reason: str) -> ApiError:
    return bad_request(f"can't parse inline keyboard button: {reason}")
