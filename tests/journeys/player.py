"""What it takes to play a journey over one channel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Screen:
    """What one person sees of the newest reply: its words, with single spaces and no marks, and its buttons."""

    text: str
    buttons: tuple[str, ...]


def screen(words: str, buttons: tuple[str, ...]) -> Screen:
    """A screen with `words` on it, however they were spaced."""
    return Screen(" ".join(words.split()), buttons)


class Player(Protocol):
    """A person on one channel. Each act gives the screen after it, or None where the channel has no such act."""

    def start(self, payload: str) -> Screen | None:
        """Press Start, or follow a deep link."""

    def say(self, text: str) -> Screen | None:
        """Type `text`."""

    def tap(self, label: str) -> Screen | None:
        """Tap the button with this label that is nearest to the end."""

    def press(self, value: str) -> Screen | None:
        """Send a button's raw value, whether or not there is such a button."""

    def send(self, kind: str) -> Screen | None:
        """Send what is no words."""

    def edit(self, text: str) -> Screen | None:
        """Change the words of the last message."""

    def restart(self) -> Screen | None:
        """Stop the program and start it again on the same database."""

    def repeat(self) -> Screen | None:
        """Let the last update come once more."""

    def close(self) -> None:
        """Go away; the program stays for the next person."""
