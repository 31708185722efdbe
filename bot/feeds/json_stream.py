"""Reading a long list out of a JSON file piece by piece, so that a big file never stands in memory whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TextIO

from knowledge.open_referral.envelope import LISTS, NotAFeed

CHUNK = 1 << 16
LONGEST_VALUE = 20_000_000
FAR_ENOUGH = 4
"""How many signs behind a value show that it is whole: a number can be read up to "." or "e+" and still go on."""
_SPACE = " \t\r\n\ufeff"


class JsonList:
    """The records of a file in any envelope. `head` has the envelope's other values, once all records were read."""

    def __init__(self, stream: TextIO) -> None:
        self.head: dict[str, Any] = {}
        self.is_list = False
        self._stream = stream
        self._text = ""
        self._at = 0
        self._ended = False

    def records(self) -> Iterator[Any]:
        """Each record. Raises NotAFeed."""
        match self._peek():
            case "[":
                yield from self._items()
            case "{":
                yield from self._entries()
            case "":
                raise NotAFeed("empty")
            case "<":
                raise NotAFeed("a web page, not JSON")
            case _:
                raise NotAFeed("not JSON")
        if self._peek():
            raise NotAFeed("JSON with more behind its end")

    def _entries(self) -> Iterator[Any]:
        self._take("{")
        while self._peek() != "}":
            name = self._value()
            self._take(":")
            if name in LISTS and self._peek() == "[":
                yield from self._items()
            else:
                self.head[str(name)] = self._value()
            self._comma("}")
        self._take("}")

    def _items(self) -> Iterator[Any]:
        self.is_list = True
        self._take("[")
        while self._peek() != "]":
            yield self._value()
            self._comma("]")
        self._take("]")

    def _value(self) -> Any:
        """The next value, with as much more of the file as it takes."""
        self._peek()
        decoder, more = json.JSONDecoder(), CHUNK
        while True:
            try:
                value, end = decoder.raw_decode(self._text, self._at)
            except RecursionError as error:
                raise NotAFeed("JSON that is nested too deep to be read") from error
            except ValueError as error:
                if self._ended:
                    raise NotAFeed("JSON that breaks off or is spoiled") from error
            else:
                # A number near the end of the piece may go on in the next ("12", "12.", "12.5e").
                if self._ended or len(self._text) - end >= FAR_ENOUGH:
                    self._at = end
                    return value
            if len(self._text) - self._at > LONGEST_VALUE:
                raise NotAFeed(f"JSON with a record of over {LONGEST_VALUE // 1_000_000} MB, or spoiled")
            self._read(more)
            more *= 2

    def _comma(self, end: str) -> None:
        if self._peek() != end:
            self._take(",")

    def _take(self, sign: str) -> None:
        if self._peek() != sign:
            raise NotAFeed("JSON that breaks off or is spoiled")
        self._at += 1

    def _peek(self) -> str:
        """The next sign that is no space; "" at the end of the file."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in _SPACE:
                self._at += 1
            if self._at < len(self._text) or self._ended:
                return self._text[self._at : self._at + 1]
            self._read(CHUNK)

    def _read(self, count: int) -> None:
        try:
            piece = self._stream.read(count)
        except UnicodeDecodeError as error:
            raise NotAFeed("not text that can be read (it is not in UTF-8)") from error
        self._ended = len(piece) < 1
        self._text, self._at = self._text[self._at :] + piece, 0
