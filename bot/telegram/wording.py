"""The few words that belong to Telegram alone. They come from the content, never from the code."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TelegramWording:
    """What Telegram shows around the conversation.

    `commands` and `group_commands` are pairs of a command without its slash and its description (256 letters at
    most). `description` (512 at most) is shown in an empty chat, `short_description` (120) on the profile.
    """

    commands: tuple[tuple[str, str], ...]
    """The command list of private chats."""
    group_commands: tuple[tuple[str, str], ...]
    """The command list of groups; these, and no others, are answered there."""
    description: str
    short_description: str
    group_line: str
    """All that is ever said in a group: talk to me on your own."""
    group_button: str
    """The words on the button under `group_line`, which opens a private chat."""
    trouble: str
    """What is said when a turn failed."""
    chosen: str
    """The word beside a ticked choice, because a tick alone must not carry the meaning."""
