"""What comments are sorted by beside what they are about: themes, the strategy's priorities, outcomes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from handlers.desk import Desk
from knowledge.base import Knowledge
from storage.finding import Under

Sort = Literal["theme", "priority", "outcome"]
SORTS: tuple[Sort, ...] = ("theme", "priority", "outcome")
MOST_SUGGESTED = 3


@dataclass(frozen=True, slots=True)
class Topic:
    """One of them. `tag` is its sort and name ("priority.3"), `about` the ids of what always belongs to it."""

    tag: str
    label: str
    about: Collection[str]

    @property
    def sort(self) -> str:
        """Which of the three it is."""
        return self.tag.partition(".")[0]

    def under(self) -> Under:
        """The same as the inbox filters by it."""
        return Under(self.tag, self.about)


class Topics:
    """All of them, by their tags, in the order in which they are offered."""

    def __init__(self, knowledge: Knowledge) -> None:
        about = _abouts(knowledge)
        self.of: Mapping[str, Topic] = {
            tag: Topic(tag, label, frozenset(about[tag])) for tag, label in _labels(knowledge).items()
        }
        self._tags_of: dict[str, list[str]] = defaultdict(list)
        for topic in self.of.values():
            for one in topic.about:
                self._tags_of[one].append(topic.tag)

    def sorted_by(self, sort: Sort) -> Sequence[Topic]:
        """Those of one sort."""
        return [topic for topic in self.of.values() if topic.sort == sort]

    def belonging(self, about: str) -> frozenset[str]:
        """The tags of the topics that what is about this always belongs to."""
        return frozenset(self._tags_of.get(about, ()))

    def suggested(self, words: Iterable[str], about: str, desk: Desk) -> tuple[str, ...]:
        """At most three tags that the words may be about, by what the matcher finds for them, likeliest first.

        Those that it always belongs to by what it is about are left out.
        """
        found = [match.id for text in words for match in desk.matcher.ask(text).matches]
        tags = (tag for one in found for tag in self._tags_of.get(one, ()))
        return tuple(dict.fromkeys(tag for tag in tags if tag not in self.belonging(about)))[:MOST_SUGGESTED]


def _labels(knowledge: Knowledge) -> dict[str, str]:
    subjects = {one.id: one.title for one in knowledge.subjects.values() if one.kind == "theme"}
    categories = {one.id: one.label for group in knowledge.groups for one in group.categories}
    themes = {f"theme.{name}": label for name, label in (categories | subjects).items()}
    titles = {int(one.priority or 0): one.title for one in knowledge.strategy.items.values() if one.kind == "priority"}
    priorities = {f"priority.{one}": titles.get(one, f"Priority {one}") for one in knowledge.strategy.priorities}
    named = {one: subjects.get(one, categories.get(one, _spelt(one))) for one in _outcomes(knowledge)}
    return {**themes, **priorities, **{f"outcome.{name}": label for name, label in sorted(named.items())}}


def _outcomes(knowledge: Knowledge) -> list[str]:
    return sorted({one for service in knowledge.services.values() for one in service.pfal})


def _spelt(name: str) -> str:
    return name.replace("-", " ").capitalize()


def _abouts(knowledge: Knowledge) -> dict[str, set[str]]:
    """What belongs to each topic by the content: services by their categories and outcomes, answers by their outcome,
    lines of the strategy by their priority, subjects by what `subjects.yaml` says.
    """
    found: dict[str, set[str]] = defaultdict(set)
    outcomes = _outcomes(knowledge)
    for service in knowledge.services.values():
        for category in service.categories:
            found[f"theme.{category}"].add(service.id)
        for outcome in service.pfal:
            found[f"outcome.{outcome}"].add(service.id)
    for answer in knowledge.answers.values():
        if answer.outcome in outcomes:
            found[f"outcome.{answer.outcome}"].add(answer.id)
    for item in knowledge.strategy.items.values():
        if item.priority:
            found[f"priority.{item.priority}"].add(item.id)
    for subject in knowledge.subjects.values():
        found[f"theme.{subject.id}"].add(subject.id)
    for subject in knowledge.subjects.values():
        for tag in subject.belongs_to:
            found[tag].add(subject.id)
    for subject in knowledge.subjects.values():
        # The outcomes are a priority's own: what serves one of them serves that priority.
        for outcome in (tag for tag in subject.belongs_to if tag.startswith("outcome.")):
            for priority in (tag for tag in subject.belongs_to if tag.startswith("priority.")):
                found[priority] |= found[outcome]
    return found
