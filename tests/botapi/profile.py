"""How the bot presents itself: its commands, descriptions and menu button."""

from __future__ import annotations

import json
import re

from .errors import ApiError, bad_request
from .shapes import Json

COMMANDS = 100
"""The most commands in one list (Bot API `setMyCommands`)."""
_COMMAND = re.compile(r"[a-z0-9_]+")
_SCOPES: dict[str, tuple[str, ...]] = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}


class Profile:
    """What the bot has set, by scope and language."""

    def __init__(self) -> None:
        self.descriptions: dict[str, str] = {}
        self.short_descriptions: dict[str, str] = {}
        self.menu_buttons: dict[str, Json] = {}
        self._commands: dict[tuple[str, str], list[Json]] = {}

    def set_commands(self, commands: list[Json], scope: Json | None, language: str) -> None:
        """Keep a list of commands, or raise `ApiError`."""
        place = _place(scope, language)
        checked = [_checked_command(command) for command in commands]
        if len(checked) > COMMANDS:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        if any(not _COMMAND.fullmatch(command["command"]) for command in checked):
            raise bad_request("BOT_COMMAND_INVALID")
        self._commands[place] = checked

    def commands(self, scope: Json | None, language: str) -> list[Json]:
        """The list kept for exactly this scope and language."""
        return self._commands.get(_place(scope, language), [])

    def menu(self, chat_id: int, language: str) -> list[Json]:
        """The commands that a person sees in a private chat: the narrowest list that is not empty."""
        scopes: tuple[Json, ...] = (
            {"type": "chat", "chat_id": chat_id},
            {"type": "all_private_chats"},
            {"type": "default"},
        )
        lists = (self.commands(scope, spoken) for scope in scopes for spoken in (language, ""))
        return next(filter(None, lists), [])

    def describe(self, text: str, language: str) -> None:
        """Keep the words shown in an empty chat, or raise `ApiError`."""
        _check_language(language)
        if len(text) > 512:
            raise bad_request("BOT_DESC_INVALID")
        self.descriptions[language] = text

    def describe_shortly(self, text: str, language: str) -> None:
        """Keep the words on the bot's profile page, or raise `ApiError`."""
        _check_language(language)
        if len(text) > 120:
            raise bad_request("BOT_SHARETEXT_INVALID")
        self.short_descriptions[language] = text


def _checked_command(command: Json) -> Json:
    name, description = command["command"].strip().removeprefix("/"), command["description"].strip()
    if not name:
        raise bad_request("command must be non-empty")
    if len(name) > 32:
        raise bad_request("command length must not exceed 32")
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > 256:
        raise bad_request("command description length must not exceed 256")
    return {"command": name, "description": description}


def _place(scope: Json | None, language: str) -> tuple[str, str]:
    scope = scope or {"type": "default"}
    fields = _SCOPES.get(scope.get("type", ""))
    if fields is None:
        raise _unreadable_scope("Unsupported type specified")
    for name in fields:
        if name not in scope:
            raise _unreadable_scope(f'Can\'t find field "{name}"')
    _check_language(language)
    return json.dumps(scope, sort_keys=True), language


def _unreadable_scope(reason: str) -> ApiError:
    return bad_request(f"can't parse BotCommandScope: {reason}")


def _check_language(language: str) -> None:
    if not re.fullmatch(r"([a-z]{2})?", language):
        raise bad_request("invalid language code specified")
