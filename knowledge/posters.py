"""What posters say."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.models import Content


class Poster(Content):
    """A poster. `start` is a deep link's payload, "" for the chat itself.

    With `web_only` it leads to the web chat alone: one for people who may be too young for Telegram.
    """

    id: str
    start: str
    title: str
    lines: tuple[str, ...]
    web_only: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """An address that a poster leads to, and the words over its code."""

    label: str
    address: str
