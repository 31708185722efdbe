"""`parse_mode=HTML` read as Telegram reads it: the same tags, the same refusals, byte offsets and all.

Follows TDLib's `parse_html` (td/telegram/MessageEntity.cpp). A lone "&" is text; a lone "<" is not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NoReturn

from .errors import bad_request
from .links import WrongLinkError, checked_link
from .shapes import Json

_TYPES = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "strike", "del"), "strikethrough"),
    **dict.fromkeys(("tg-spoiler", "span"), "spoiler"),
    "a": "text_link",
    "pre": "pre",
    "code": "code",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#[xX]([0-9a-fA-F]+)|#([0-9]+)|([A-Za-z]+));?")
_SPACE = " \t\r\n\v\0"
_TOKEN = re.compile(r"[A-Za-z0-9.\-]*")
_SURROGATES = range(0xD800, 0xE000)


def utf16_length(text: str) -> int:
    """The length of `text` as Telegram counts it: UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse_html(markup: str) -> tuple[str, list[Json]]:
    """Give the plain text and its entities (Bot API `MessageEntity` objects), or raise `ApiError`."""
    return _Reader(markup).read()


@dataclass(slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    start: int


class _Reader:
    def __init__(self, markup: str) -> None:
        self._markup = markup
        self._at = 0
        self._text = ""
        self._open: list[_Open] = []
        self._entities: list[Json] = []

    def read(self) -> tuple[str, list[Json]]:
        while self._at < len(self._markup):
            if self._markup[self._at] == "<":
                self._tag()
            else:
                self._text += self._character()
        if self._open:
            self._fail(f'Can\'t find end tag corresponding to start tag "{self._open[-1].tag}"')
        if any(ord(character) in _SURROGATES for character in self._text):
            self._fail(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            )
        return self._text, sorted(self._entities, key=lambda entity: (entity["offset"], -entity["length"]))

    def _character(self) -> str:
        found = _REFERENCE.match(self._markup, self._at)
        meant = _meant(found) if found else None
        if found and meant:
            self._at = found.end()
            return meant
        self._at += 1
        return self._markup[self._at - 1]

    def _tag(self) -> None:
        start = self._at
        self._at += 1
        if self._peek() == "/":
            self._end_tag(start)
        else:
            self._start_tag(start)

    def _start_tag(self, start: int) -> None:
        tag = self._word(">").lower()
        if not self._peek():
            self._fail(f"Unclosed start tag at byte offset {self._byte(start)}")
        if tag not in _TYPES:
            self._fail(f'Unsupported start tag "{tag}" at byte offset {self._byte(start)}')
        attributes: dict[str, str] = {}
        while self._skip_spaces() != ">":
            name, value = self._attribute(tag, start)
            attributes[name] = value
        self._at += 1
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            self._fail(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(start)}')
        self._open.append(_Open(tag, attributes, len(self._text)))

    def _attribute(self, tag: str, start: int) -> tuple[str, str]:
        name = self._word("=>")
        if not name:
            self._fail(f'Empty attribute name in the tag "{tag}" at byte offset {self._byte(start)}')
        if self._skip_spaces() not in {"=", ""}:
            return name, ""
        self._at += 1
        quote = self._skip_spaces()
        if not quote:
            self._fail(f'Unclosed start tag "{tag}" at byte offset {self._byte(start)}')
        value = self._quoted() if quote in "'\"" else self._token()
        if not self._peek():
            self._fail(f"Unclosed start tag at byte offset {self._byte(start)}")
        return name, value

    def _quoted(self) -> str:
        quote = self._markup[self._at]
        self._at += 1
        value = ""
        while self._peek() not in {quote, ""}:
            value += self._character()
        self._at += 1
        return value

    def _token(self) -> str:
        start = self._at
        value = _TOKEN.match(self._markup, start)
        assert value is not None
        self._at = value.end()
        if self._peek() and self._peek() not in _SPACE + ">":
            self._fail(f"Unexpected end of name token at byte offset {self._byte(start)}")
        return value[0].lower()

    def _end_tag(self, start: int) -> None:
        if not self._open:
            self._fail(f"Unexpected end tag at byte offset {self._byte(start)}")
        self._at += 1
        tag = self._word(">").lower()
        if self._skip_spaces() != ">":
            self._fail(f"Unclosed end tag at byte offset {self._byte(start)}")
        self._at += 1
        opened = self._open.pop()
        if tag and tag != opened.tag:
            self._fail(
                f'Unmatched end tag at byte offset {self._byte(start)}, expected "</{opened.tag}>", found "</{tag}>"'
            )
        self._close(opened)

    def _close(self, opened: _Open) -> None:
        covered = self._text[opened.start :]
        extra = self._extra(opened, covered)
        if covered and extra is not None:
            place = {"offset": utf16_length(self._text[: opened.start]), "length": utf16_length(covered)}
            self._entities.append({"type": _TYPES[opened.tag], **place, **extra})

    def _extra(self, opened: _Open, covered: str) -> Json | None:
        """What the entity carries besides its place; None where Telegram drops the entity without a word."""
        if opened.tag == "a":
            try:
                return {"url": checked_link(opened.attributes.get("href") or covered)}
            except WrongLinkError:
                return None
        if opened.tag == "blockquote" and "expandable" in opened.attributes:
            return {"type": "expandable_blockquote"}
        if opened.tag == "tg-emoji":
            identifier = opened.attributes.get("emoji-id", "")
            if not identifier.isdigit():
                self._fail("Invalid custom emoji identifier specified")
            return {"custom_emoji_id": identifier}
        return {}

    def _peek(self) -> str:
        return self._markup[self._at : self._at + 1]

    def _word(self, stops: str) -> str:
        start = self._at
        while self._peek() and self._peek() not in _SPACE + stops:
            self._at += 1
        return self._markup[start : self._at]

    def _skip_spaces(self) -> str:
        while self._peek() and self._peek() in _SPACE:
            self._at += 1
        return self._peek()

    def _byte(self, index: int) -> int:
        return len(self._markup[:index].encode())

    def _fail(self, reason: str) -> NoReturn:
        raise bad_request(f"can't parse entities: {reason}")


def _meant(reference: re.Match[str]) -> str | None:
    hexadecimal, decimal, name = reference.groups()
    if name:
        return _NAMED.get(name)
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(code) if 0 < code < 0x10FFFF else None
