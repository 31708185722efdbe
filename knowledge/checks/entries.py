"""Faults of answers, services and guides: what they refer to, what they share, what does not fit a screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from knowledge.base import Knowledge
from knowledge.checks.flows import LONGEST_MESSAGE, LONGEST_VALUE
from knowledge.checks.spots import Spots
from knowledge.faults import Fault
from knowledge.flow.model import EntryStep
from knowledge.models import Answer, Guide, Service
from knowledge.strategy import StrategyItem

_PLAIN_TAP = len("review:")


def check_entries(knowledge: Knowledge) -> Iterator[Fault]:
    """The faults of all entries."""
    spots = Spots(knowledge)
    yield from _check_phrasings(knowledge, spots)
    for answer in knowledge.answers.values():
        yield from _check_answer(answer, knowledge, spots)
    for service in knowledge.services.values():
        yield from _check_service(service, knowledge, spots)
    for guide in knowledge.guides.values():
        yield from _check_guide(guide, knowledge, spots)
    most = _longest_id(knowledge)
    strategy = knowledge.strategy
    for entry_id in (*knowledge.answers, *knowledge.services, *knowledge.guides, *strategy.items, *strategy.promises):
        if len(entry_id.encode()) > most:
            yield spots.fault(entry_id, ("id",), f"the id does not fit a button: it is over {most} bytes", "shorten it")


def _longest_id(knowledge: Knowledge) -> int:
    """The most bytes of an id that fits a button, behind what the button does."""
    before = [
        len(f"p:{flow.id}.{flow.version}:{name}:".encode())
        for flow in knowledge.flows.values()
        for name, step in flow.steps.items()
        if isinstance(step, EntryStep)
    ]
    return LONGEST_VALUE - max((*before, _PLAIN_TAP))


def _check_answer(answer: Answer, knowledge: Knowledge, spots: Spots) -> Iterator[Fault]:
    if not answer.facts:
        yield spots.fault(answer.id, ("facts",), "the answer has no facts", "give at least one, with its source")
    for number, entry_id in enumerate(answer.next):
        if knowledge.title(entry_id) is None:
            yield _unknown(answer.id, ("next", number), entry_id, spots)
    for number, entry_id in enumerate(answer.help):
        if entry_id not in knowledge.services:
            yield spots.fault(answer.id, ("help", number), f"there is no service '{entry_id}'", "name a service's id")
    young = answer.young
    if young and (len(young.facts), len(young.steps)) != (len(answer.facts), len(answer.steps)):
        wrong = "the young wording has not the same number of facts and steps"
        yield spots.fault(answer.id, ("young",), wrong, "word each fact and each step, in the same order")
    if young and len("\n\n".join((young.title, *young.facts, *young.steps))) > LONGEST_MESSAGE:
        wrong = "the young wording does not fit one message"
        yield spots.fault(answer.id, ("young",), wrong, f"use {LONGEST_MESSAGE} letters")


def _check_service(service: Service, knowledge: Knowledge, spots: Spots) -> Iterator[Fault]:
    categories = {category.id for group in knowledge.groups for category in group.categories}
    area = knowledge.area
    areas = {*area.whole, *area.beyond, *(district.id for district in area.districts)}
    for number, name in enumerate(service.categories):
        if name not in categories:
            yield spots.fault(
                service.id, ("categories", number), f"the category '{name}' is not known", "see categories.yaml"
            )
    for number, name in enumerate(service.areas):
        if name not in areas:
            yield spots.fault(service.id, ("areas", number), f"the area '{name}' is not known", "see area.yaml")
    way = service.referral.partition(" - ")[0]
    ways = knowledge.texts.card.referrals
    if way not in ways:
        yield spots.fault(
            service.id, ("referral",), f"'{way}' is no way to get a service", f"start with {', '.join(ways)}"
        )
    low, high = service.eligibility.min_age, service.eligibility.max_age
    if low is not None and high is not None and low > high:
        yield spots.fault(service.id, ("eligibility",), "min_age is above max_age", "swap them")


def _check_guide(guide: Guide, knowledge: Knowledge, spots: Spots) -> Iterator[Fault]:
    known = knowledge.answers.keys() | knowledge.services.keys() | knowledge.strategy.items.keys()
    for number, section in enumerate(guide.sections):
        for place, line in enumerate(section.lines):
            if line.source not in known:
                yield _unknown(guide.id, ("sections", number, "lines", place, "from"), line.source, spots)
    for part, ids in (("more", guide.more), ("after", guide.after)):
        for number, entry_id in enumerate(ids):
            if knowledge.title(entry_id) is None:
                yield _unknown(guide.id, (part, number), entry_id, spots)


def _check_phrasings(knowledge: Knowledge, spots: Spots) -> Iterator[Fault]:
    owners: dict[str, str] = {}
    entries: Iterable[Answer | StrategyItem] = (*knowledge.answers.values(), *knowledge.strategy.items.values())
    for entry in entries:
        for number, phrasing in enumerate(entry.phrasings):
            said = " ".join(phrasing.lower().split())
            owner = owners.setdefault(said, entry.id)
            if owner != entry.id or entry.phrasings.index(phrasing) != number:
                wrong = f"the phrasing '{phrasing}' already belongs to '{owner}'"
                yield spots.fault(entry.id, ("phrasings", number), wrong, "keep it with the one it fits best")


def _unknown(entry_id: str, at: tuple[str | int, ...], name: str, spots: Spots) -> Fault:
    return spots.fault(entry_id, at, f"there is no entry '{name}'", "check its spelling, or take it out")
