"""Faults of how things are worded: plain words that are hard to read, easier words that are missing or not easy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from knowledge.base import Knowledge
from knowledge.checks.reading import Exempt, easy_faults, easy_grade_faults, plain_faults
from knowledge.checks.spots import Spots
from knowledge.easy import MEASURES, Easy, easy_names
from knowledge.faults import Fault
from knowledge.privacy import TEXTS as PRIVACY_TEXTS
from knowledge.yaml_files import Path_, Places

MOST_LETTERS = 600
"""The longest short version of an answer: one screen of a phone."""


def check_wording(knowledge: Knowledge) -> Iterator[Fault]:
    """The faults of all plain and all easier words."""
    spots = Spots(knowledge)
    yield from _check_plain(knowledge, spots)
    yield from _check_missing(knowledge, spots)
    names = Exempt((*_names(knowledge), *knowledge.easy.known))
    for name, easy in knowledge.easy.of.items():
        yield from _check_easy(name, easy, knowledge, names)


def exempt_from_grade(knowledge: Knowledge) -> Exempt:
    """The names and terms that nobody can make shorter."""
    return Exempt((*_terms(knowledge), *_names(knowledge)))


def _check_plain(knowledge: Knowledge, spots: Spots) -> Iterator[Fault]:
    exempt = exempt_from_grade(knowledge)
    for answer in knowledge.answers.values():
        facts = [fact.text for fact in answer.facts]
        if sum(map(len, facts)) > MOST_LETTERS:
            wrong = f"the facts have {sum(map(len, facts))} letters together"
            yield spots.fault(answer.id, ("facts",), wrong, f"use {MOST_LETTERS} at most, or make two answers")
        for wrong, right in plain_faults("\n".join((*facts, *answer.steps)), exempt):
            yield spots.fault(answer.id, ("facts",), wrong, right)
    for service in knowledge.services.values():
        if service.feed is None:
            for wrong, right in plain_faults(service.description, exempt):
                yield spots.fault(service.id, ("description",), wrong, right)
    for item in knowledge.strategy.items.values():
        for wrong, right in plain_faults(item.text, exempt):
            yield spots.fault(item.id, ("text",), wrong, right)
    for guide in knowledge.guides.values():
        for at, section in enumerate(guide.sections):
            for wrong, right in plain_faults("\n".join(line.text for line in section.lines), exempt):
                yield spots.fault(guide.id, ("sections", at, "lines"), wrong, right)
    for flow in knowledge.flows.values():
        for name, step in flow.steps.items():
            for wrong, right in plain_faults(step.ask, exempt):
                yield spots.fault(flow.id, ("steps", name, "ask"), wrong, right)


def _check_missing(knowledge: Knowledge, spots: Spots) -> Iterator[Fault]:
    written = [service.id for service in knowledge.services.values() if service.feed is None]
    of_strategy = (*knowledge.strategy.items, *knowledge.strategy.promises)
    for entry_id in (*knowledge.answers, *written, *knowledge.guides, *of_strategy):
        if entry_id not in knowledge.easy.of:
            yield spots.fault(entry_id, ("id",), "it has no easier words", f"write '{entry_id}' in a file of easy/")
    for flow in knowledge.flows.values():
        for name in flow.steps:
            if not any(one in knowledge.easy.of for one in easy_names(flow, name)):
                wrong = f"step '{name}' has no easier words"
                yield spots.fault(flow.id, ("steps", name), wrong, f"write '{flow.id}.{name}' in a file of easy/")


def _check_easy(name: str, easy: Easy, knowledge: Knowledge, names: Exempt) -> Iterator[Fault]:
    if not _is_known(name, knowledge):
        yield _fault(name, (), f"there is nothing called '{name}'", "check its spelling, or take it out", knowledge)
    if not easy.lines:
        yield _fault(name, (), f"'{name}' has no lines", "write at least one", knowledge)
    first = 1 if easy.title else 0
    for number, (_symbol, line) in enumerate(easy.lines, start=first):
        for wrong, right in easy_faults(line, names):
            yield _fault(name, (number,), wrong, right, knowledge)
    title = easy.title or knowledge.title(name)
    if title:
        for wrong, right in easy_faults(title, names):
            yield _fault(name, (0,), f"in its title, {wrong}", f"{right}; write it as '- title: ...'", knowledge)
    for wrong, right in easy_grade_faults(line for _symbol, line in easy.lines):
        yield _fault(name, (), wrong, right, knowledge)


def _is_known(name: str, knowledge: Knowledge) -> bool:
    if knowledge.title(name) is not None:
        return True
    of, _, part = name.partition(".")
    if of == "texts":
        return knowledge.texts.at(part) is not None
    if of == MEASURES:
        return part in knowledge.measures.of
    if of == "privacy":
        return part in PRIVACY_TEXTS
    if of == "milestones":
        return part in knowledge.milestones.of
    if of == "clock":
        return knowledge.clock is not None and part in knowledge.clock.steps
    flow = knowledge.flows.get(of)
    return flow is not None and part in flow.steps


def _fault(name: str, at: Path_, wrong: str, right: str, knowledge: Knowledge) -> Fault:
    path = knowledge.easy.files[name]
    return Fault(path, Places(path).line(("entries", name, *at)), wrong, right)


def _terms(knowledge: Knowledge) -> Iterable[str]:
    for form in knowledge.short_forms:
        yield from (form.short, f"{form.short}s", *form.also, *form.long)


def _names(knowledge: Knowledge) -> Iterable[str]:
    for service in knowledge.services.values():
        yield from (service.name, service.organization.name)
    for signpost in knowledge.safety.signposts:
        yield signpost.name
    for place in knowledge.places:
        yield place.name
    area = knowledge.area
    yield from (area.name, area.council, area.local_offer)
