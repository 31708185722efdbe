"""Every answer, guide, service and line of the strategy by its file, and the assistant's own texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from pydantic import BaseModel

from handlers.desk import Desk
from handlers.entry_messages import entry_message
from handlers.reader import Reader
from handlers.turn import Message
from knowledge.dates import say_date
from knowledge.models import Answer, Service
from knowledge.strategy import StrategyItem
from knowledge.texts import Texts
from web.preview.frames import EASIER, USUAL, YOUNG, Messages, frames, speaks_to_the_young
from web.preview.screens import Notes, Screen


@dataclass(frozen=True, slots=True)
class Topic:
    """The entries of one file, or of one folder of guides. Each is drawn only when it is asked for."""

    file: str
    ids: tuple[str, ...]
    draw: Callable[[str], Screen]

    @property
    def count(self) -> int:
        """How many entries there are."""
        return len(self.ids)

    @property
    def screens(self) -> Iterator[Screen]:
        """Their screens."""
        return map(self.draw, self.ids)


@dataclass(frozen=True, slots=True)
class Part:
    """A kind of entry, such as answers, and its topics."""

    id: str
    title: str
    topics: tuple[Topic, ...]

    @property
    def count(self) -> int:
        """How many entries there are."""
        return sum(topic.count for topic in self.topics)


def entry_parts(desk: Desk, folder: Path, today: date) -> tuple[Part, ...]:
    """All entries, in the order of their files."""
    knowledge = desk.knowledge
    drawing = _Drawing(desk, folder, today)
    kinds: tuple[tuple[str, str, Iterable[str]], ...] = (
        ("answers", "Answers", knowledge.answers),
        ("guides", "Guides", knowledge.guides),
        ("services", "Services", knowledge.services),
        ("strategy", "The strategy", (*knowledge.strategy.items, *knowledge.strategy.promises)),
    )
    return tuple(Part(part_id, title, tuple(drawing.topics(ids))) for part_id, title, ids in kinds)


def entry_screen(entry_id: str, desk: Desk, folder: Path, today: date) -> Screen:
    """One entry, in each of its versions."""
    return _Drawing(desk, folder, today).screen(entry_id)


class _Drawing:
    def __init__(self, desk: Desk, folder: Path, today: date) -> None:
        self._desk = desk
        self._knowledge = desk.knowledge
        self._folder = folder
        self._today = today
        self._keepers = {keeper.id: keeper.name for keeper in desk.knowledge.area.keepers}

    def topics(self, ids: Iterable[str]) -> Iterator[Topic]:
        by_topic: dict[str, list[str]] = {}
        for entry_id in ids:
            by_topic.setdefault(self._topic(entry_id), []).append(entry_id)
        for topic, found in sorted(by_topic.items()):
            yield Topic(topic, tuple(found), self.screen)

    def _topic(self, entry_id: str) -> str:
        knowledge = self._knowledge
        file = (knowledge.files.get(entry_id) or knowledge.strategy.files[entry_id]).relative_to(self._folder)
        # A guide is a file of its own.
        return (file.parent if entry_id in knowledge.guides else file).as_posix()

    def screen(self, entry_id: str) -> Screen:
        entry = self._dated(entry_id)
        if isinstance(entry, Service) and entry.status == "closed":
            notes = (("Families see", "nothing of it: it has closed"), *self._dates(entry))
            return Screen(entry_id, notes, ())
        reader = Reader(self._today)
        notes = (*(self._dates(entry) if entry else ()), *_easier_note(entry_id, self._desk, self._folder))
        if entry and entry_id in self._desk.held_back(self._today):
            reader = Reader(entry.review_by)
            notes = (("Families see", "nothing of it any more: its review is too long past"), *notes)
        return Screen(entry_id, notes, frames(self._versions(entry_id, reader)))

    def _versions(self, entry_id: str, reader: Reader) -> Iterator[tuple[str, Callable[[], Messages]]]:
        yield USUAL, partial(self._messages, entry_id, reader)
        yield EASIER, partial(self._messages, entry_id, replace(reader, easy=True))
        if speaks_to_the_young(entry_id, self._knowledge):
            yield YOUNG, partial(self._messages, entry_id, replace(reader, young=True))

    def _messages(self, entry_id: str, reader: Reader) -> Messages:
        message = entry_message(entry_id, self._desk, reader)
        if message is None:
            raise LookupError(entry_id)
        return (message,)

    def _dated(self, entry_id: str) -> Answer | Service | StrategyItem | None:
        knowledge = self._knowledge
        return (
            knowledge.answers.get(entry_id)
            or knowledge.services.get(entry_id)
            or knowledge.strategy.items.get(entry_id)
        )

    def _dates(self, entry: Answer | Service | StrategyItem) -> Notes:
        return (
            ("Keeper", self._keepers.get(entry.keeper, entry.keeper)),
            ("Checked on", say_date(entry.checked_on)),
            ("To be checked again by", say_date(entry.review_by)),
        )


def text_screens(desk: Desk, folder: Path) -> tuple[Screen, ...]:
    """What the assistant says of itself, a screen for each text that is one of its own."""
    plain, easier = desk.texts(easy=False), desk.texts(easy=True)
    names = [name for name in Texts.model_fields if isinstance(getattr(plain, name), str)]
    return tuple(
        Screen(
            f"texts.{name}",
            _easier_note(f"texts.{name}", desk, folder),
            frames((title, partial(_said, texts, name)) for title, texts in ((USUAL, plain), (EASIER, easier))),
        )
        for name in names
    )


def short_texts(texts: BaseModel, under: str = "") -> Iterator[tuple[str, str]]:
    """The labels and phrases that are part of a screen: their names and words."""
    for name, value in texts:
        here = f"{under}.{name}" if under else name
        if isinstance(value, BaseModel):
            yield from short_texts(value, here)
        elif isinstance(value, dict):
            yield from ((f"{here}.{key}", said) for key, said in value.items())
        elif under:
            yield here, value


def _easier_note(name: str, desk: Desk, folder: Path) -> Notes:
    """Where the easier words of something stand, and who of those they are for has checked them."""
    easy = desk.knowledge.easy.of.get(name)
    if easy is None:
        return (("Easier words", "none"),)
    file = desk.knowledge.easy.files[name].relative_to(folder).as_posix()
    who = f"checked by {easy.checked_by}" if easy.checked_by else "not checked yet by people they are for"
    return (("Easier words", f"{file}, {who}"),)


def _said(texts: Texts, name: str) -> Messages:
    return (Message(getattr(texts, name)),)
