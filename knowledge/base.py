"""The knowledge base: all content of one folder, as it stands after loading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knowledge.accessibility import Accessibility
from knowledge.area import Area
from knowledge.clock import ClockWords
from knowledge.easy import EasyWords
from knowledge.flow.model import Flow
from knowledge.letters import Letters
from knowledge.matching import Words
from knowledge.measures import Measures
from knowledge.milestones import Milestones
from knowledge.models import Answer, CategoryGroup, Guide, Outcode, Place, Service
from knowledge.posters import Poster
from knowledge.privacy import Privacy
from knowledge.safety import SafetyContent
from knowledge.short_forms import ShortForm
from knowledge.strategy import Strategy
from knowledge.subjects import Subject
from knowledge.texts import Texts


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything we know, by id. `files` says where each entry, guide and flow stands.

    An area whose content has no words for the clock has no clock; one whose website is not made yet has no statement.
    """

    area: Area
    texts: Texts
    answers: Mapping[str, Answer]
    services: Mapping[str, Service]
    guides: Mapping[str, Guide]
    flows: Mapping[str, Flow]
    groups: tuple[CategoryGroup, ...]
    places: tuple[Place, ...]
    outcodes: tuple[Outcode, ...]
    safety: SafetyContent
    short_forms: tuple[ShortForm, ...]
    easy: EasyWords
    strategy: Strategy
    letters: Letters
    milestones: Milestones
    privacy: Privacy
    words: Words
    measures: Measures
    posters: tuple[Poster, ...]
    subjects: Mapping[str, Subject]
    files: Mapping[str, Path]
    clock: ClockWords | None = None
    accessibility: Accessibility | None = None

    def size(self) -> int:
        """How many entries there are."""
        return len(self.answers) + len(self.services) + len(self.guides) + len(self.strategy.items)

    def reviews(self) -> Iterator[tuple[str, date]]:
        """Each entry's id, and the day by which it should be checked again."""
        yield from ((answer.id, answer.review_by) for answer in self.answers.values())
        yield from ((service.id, service.review_by) for service in self.services.values())
        yield from ((item.id, item.review_by) for item in self.strategy.items.values())

    def title(self, entry_id: str) -> str | None:
        """What an entry, a line or promise of the strategy, or a subject is called; None for any other id."""
        if entry_id in self.services:
            return self.services[entry_id].name
        entry = self.answers.get(entry_id) or self.guides.get(entry_id) or self.subjects.get(entry_id)
        return entry.title if entry else self.strategy.title(entry_id)
