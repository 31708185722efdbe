"""What a letter file holds. A letter names no person: names and details are blanks, which people fill in themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import Field

from knowledge.models import Content, WebAddress

BLANK = re.compile(r"\[[^\[\]]+\]")
"""A blank to fill in, such as "[your name]"."""
PLACEHOLDER = re.compile(r"\{([\w-]+)\}")
"""Something that we fill in: the name of a law, or the council."""


class Law(Content):
    """A law that a letter names, and the page (among the sources of the answer `from`) that it was read on.

    `written` is how an answer that the letter rests on writes it; where none does, `page` is how the source page does.
    """

    name: str
    source: WebAddress
    answer: str = Field(alias="from")
    written: str | None = None
    page: str | None = None


class Passage(Content):
    """Words of a letter. With `if`, they stand there only for one of these choices; `young` are the young person's."""

    text: str
    young: str | None = None
    when: tuple[str, ...] = Field(default=(), alias="if")


class Part(Passage):
    """A paragraph and the points under it. One whose points are all left out is left out, too."""

    points: tuple[Passage, ...] = ()


class LetterChoice(Content):
    """What a letter must be told: one of the `values`, or with `many` any number of them.

    It has the name of the flow's step that asks for it.
    """

    name: str
    values: tuple[str, ...]
    many: bool = False


class Letter(Content):
    """A letter to a council or a school. `when` and `send_to` are said to the person who sends it, `to` is the address.

    `rests_on` are ids of the answers whose facts it rests on.
    """

    id: str
    title: str
    when: str
    young_when: str | None = None
    send_to: str
    to: tuple[str, ...]
    subject: str
    laws: dict[str, Law]
    rests_on: tuple[str, ...]
    choices: tuple[LetterChoice, ...] = ()
    parts: tuple[Part, ...]

    def passages(self) -> Iterator[tuple[tuple[str | int, ...], Passage]]:
        """Every passage, with where it stands in the file."""
        for number, part in enumerate(self.parts):
            yield ("parts", number), part
            for place, point in enumerate(part.points):
                yield ("parts", number, "points", place), point

    @property
    def blanks(self) -> tuple[str, ...]:
        """The blanks of all its passages, each once."""
        texts = (text for _at, passage in self.passages() for text in (passage.text, passage.young or ""))
        return tuple(dict.fromkeys(blank for text in texts for blank in BLANK.findall(text)))


class LetterWords(Content):
    """What all letters have in common, and what is said around them. `{...}` are filled in."""

    sender: tuple[str, ...]
    date: str
    greeting: str
    about: str
    young_about: str
    closing: str
    signature: str
    notes: str
    fill_in: str
    foot: str
    source: str
    when: str
    send_to: str
    to_copy: str
    no_names: str
    file: str
    held_back: str
    draft_list: str
    draft_list_empty: str
    draft_letter: str


@dataclass(frozen=True, slots=True)
class Letters:
    """All letters by id, and where each stands. An area may have none; `words` are there wherever a letter is."""

    of: Mapping[str, Letter] = field(default_factory=dict)
    files: Mapping[str, Path] = field(default_factory=dict)
    words: LetterWords | None = None

    def said(self) -> LetterWords:
        """The words around letters. Only asked for where there is a letter."""
        assert self.words is not None
        return self.words
