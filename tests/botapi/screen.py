"""A chat as a person sees it on the phone."""

from __future__ import annotations

from dataclasses import dataclass

from .shapes import Json
from .world import Chat


@dataclass(frozen=True, slots=True)
class Button:
    """A button on the screen. `data` goes to the bot on a tap; `url` opens a page; neither: it types its label."""

    label: str
    data: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """Words that open a page."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Bubble:
    """A message on the screen: plain words with no mark-up, and the rows of buttons under it.

    `file` is the id of a photo or document, to look up in `server.files`.
    """

    id: int
    by_bot: bool
    text: str
    rows: tuple[tuple[Button, ...], ...] = ()
    links: tuple[Link, ...] = ()
    bold: tuple[str, ...] = ()
    file: str | None = None
    edited: bool = False

    @property
    def buttons(self) -> tuple[Button, ...]:
        """All buttons, row by row."""
        return tuple(button for row in self.rows for button in row)

    @property
    def labels(self) -> tuple[str, ...]:
        """The words on all buttons."""
        return tuple(button.label for button in self.buttons)


def bubbles(chat: Chat | None) -> tuple[Bubble, ...]:
    """The chat's messages, oldest first; none for a chat that is not open."""
    return tuple(bubble(message) for message in list(chat.messages)) if chat else ()


def bubble(message: Json) -> Bubble:
    """Read one Bot API `Message`."""
    text = message.get("text") or message.get("caption") or ""
    entities = message.get("entities") or message.get("caption_entities") or []
    return Bubble(
        id=message["message_id"],
        by_bot=message["from"]["is_bot"],
        text=text,
        rows=_rows(message.get("reply_markup") or {}),
        links=tuple(Link(_covered(text, entity), entity["url"]) for entity in entities if "url" in entity),
        bold=tuple(_covered(text, entity) for entity in entities if entity["type"] == "bold"),
        file=_file(message),
        edited="edit_date" in message,
    )


def drawn(seen: tuple[Bubble, ...]) -> str:
    """The whole screen as text, for a person who reads why a test failed."""
    return "\n".join(_drawn(one) for one in seen) or "(an empty chat)"


def _drawn(one: Bubble) -> str:
    who = "bot" if one.by_bot else "you"
    rows = "".join("\n    " + " ".join(f"[{button.label}]" for button in row) for row in one.rows)
    return f"{who}: {one.text or '(a file or service message)'}{rows}"


def _rows(markup: Json) -> tuple[tuple[Button, ...], ...]:
    rows = markup.get("inline_keyboard") or markup.get("keyboard") or []
    return tuple(
        tuple(Button(button["text"], button.get("callback_data"), button.get("url")) for button in row) for row in rows
    )


def _covered(text: str, entity: Json) -> str:
    units = text.encode("utf-16-le")
    return units[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode("utf-16-le")


def _file(message: Json) -> str | None:
    if sizes := message.get("photo"):
        largest: str = sizes[-1]["file_id"]
        return largest
    document: Json = message.get("document") or {}
    return document.get("file_id")
