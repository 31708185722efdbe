"""What the making of a new area goes by: its name, the day, and the content that is taken from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from knowledge.base import Knowledge
from knowledge.models import Content
from knowledge.starter.bound import Bound
from knowledge.starter.yaml_texts import dump, head
from knowledge.yaml_files import read_mapping

HERE = Path(__file__).parent
FIRST_REVIEW = timedelta(days=90)
"""How long after it was made anything in a new area may wait for its first check."""

Files = dict[str, str]
"""The text of each file, by its path in the folder."""


class Take(Content):
    """What is taken over, by id. `show` says who is shown for a signal, where it cannot stay as it is."""

    answers: tuple[str, ...]
    flows: tuple[str, ...]
    signposts: tuple[str, ...]
    show: dict[str, dict[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Making:
    """A new area called `name`, made on the day `today` from the content `shipped`, whose files stand in `folder`."""

    name: str
    today: date
    shipped: Knowledge
    folder: Path
    take: Take
    bound: Bound

    def text(self, file: str) -> str:
        """A file that is taken over, as it is written."""
        return (self.folder / file).read_text(encoding="utf-8")

    def data(self, file: str) -> dict[str, Any]:
        """What a file says. Raises ContentError where it cannot be read."""
        return read_mapping(self.folder / file)

    def taken(self, file: str) -> str:
        """A file that holds everywhere: as it is written, or without what names the area that it is taken from."""
        text = self.text(file)
        return self.dumped(file, self.data(file)) if self.bound.names(text) else text

    def dumped(self, file: str, data: Any) -> str:
        """`data` of a file, under the file's own comments, without what names the area that it is taken from."""
        return dump(self.bound.without(data), self.bound.without_comments(head(self.text(file))))

    def review_by(self, day: date) -> date:
        """When what was due by `day` is due in the new area."""
        return min(day, self.today + FIRST_REVIEW)

    def elsewhere(self, names: Iterable[str]) -> list[str]:
        """The names of other places that are no part of the new area's own name."""
        own = f" {self.name.casefold()} "
        return [one for one in names if f" {one.casefold()} " not in own]

    def easy(self, names: Iterable[str]) -> dict[str, list[dict[str, str]]]:
        """The easier words of what has these names, as a file has them."""
        of = self.shipped.easy.of
        found = {name: of[name] for name in names if name in of}
        return {
            name: [*([{"title": easy.title}] if easy.title else []), *({symbol: line} for symbol, line in easy.lines)]
            for name, easy in found.items()
        }
