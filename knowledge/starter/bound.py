"""What is bound to an area: whatever names it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any


class Bound:
    """Takes out of content whatever names the area `name`."""

    def __init__(self, name: str) -> None:
        self._name = name.casefold()
        self._in_a_list = re.compile(rf",?\s+\w*{re.escape(self._name)}\w*", re.IGNORECASE)

    def names(self, part: Any) -> bool:
        """Whether anything in `part`, however deep, names the area."""
        if isinstance(part, Mapping):
            return any(map(self.names, part.values()))
        if isinstance(part, list | tuple):
            return any(map(self.names, part))
        return isinstance(part, str) and self._name in part.casefold()

    def without(self, part: Any) -> Any:
        """The data without the texts that name the area; a record in a list goes where one of its own texts does."""
        if isinstance(part, Mapping):
            return {key: self.without(value) for key, value in part.items() if not self._says(value)}
        if isinstance(part, list | tuple):
            return [self.without(one) for one in part if not self._says(one) and not self._is_named_by(one)]
        return part

    def without_words(self, text: str) -> str:
        """A file of word lists, as text, without the words that have the area's name in them."""
        return self._in_a_list.sub("", text)

    def without_comments(self, comments: str) -> str:
        """The comments without the lines that name the area."""
        return "".join(line for line in comments.splitlines(keepends=True) if not self._says(line))

    def _says(self, part: Any) -> bool:
        return isinstance(part, str) and self.names(part)

    def _is_named_by(self, record: Any) -> bool:
        return isinstance(record, Mapping) and any(map(self._says, record.values()))
