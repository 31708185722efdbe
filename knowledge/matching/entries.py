"""What the matcher knows of an answer or a service."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from knowledge.models import Answer, Service
from knowledge.strategy import StrategyItem


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found. `phrasings` must find it by themselves, `body` only helps. `ages` are years."""

    id: str
    title: str
    phrasings: tuple[str, ...]
    body: str
    topic: str
    kind: Literal["answer", "service"]
    ages: tuple[int, int] | None = None
    categories: tuple[str, ...] = ()


def entries_from(
    answers: Iterable[Answer], services: Iterable[Service], items: Iterable[StrategyItem] = ()
) -> list[Entry]:
    """Turn content into entries, answers first. A closed service stays: people still ask for it by name."""
    return [*map(_from_answer, answers), *map(_from_service, services), *map(_from_item, items)]


def _from_answer(answer: Answer) -> Entry:
    body = " . ".join((*(fact.text for fact in answer.facts), *answer.steps))
    return Entry(answer.id, answer.title, answer.phrasings, body, answer.topic, "answer", answer.ages)


def _from_service(service: Service) -> Entry:
    who = service.eligibility
    ages = None if who.min_age is None and who.max_age is None else (who.min_age or 0, who.max_age or 120)
    towns = " ".join(place.city for place in service.locations if place.city)
    body = " . ".join((service.description, service.organization.name, " ".join(service.categories), towns))
    return Entry(service.id, service.name, service.also_called, body, "service", "service", ages, service.categories)


def _from_item(item: StrategyItem) -> Entry:
    return Entry(item.id, item.title, item.phrasings, item.text, "strategy", "answer")
