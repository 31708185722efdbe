"""An answer or a guide as a message, worded for the parent or for the young person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from urllib.parse import urlsplit

from handlers.cards import card
from handlers.desk import Desk
from handlers.people import people_button
from handlers.screens import menu
from handlers.taps import Tap, write
from handlers.turn import Choice, Link, Message
from knowledge.dates import say_date
from knowledge.find_services import Fit
from knowledge.models import Answer, Fact, Guide
from knowledge.texts import AnswerWords

MOST_NEXT = 4
"""The most entries that are offered to read on with."""
MOST_SITES = 4
"""The most sites that are named as sources in one message."""


def entry_message(entry_id: str, desk: Desk, today: date, *, young: bool = False) -> Message | None:
    """The message for an answer, a service or a guide; None where there is no such entry, or it has closed."""
    knowledge = desk.knowledge
    if entry_id in knowledge.answers:
        return answer_message(knowledge.answers[entry_id], desk, today, young=young)
    if entry_id in knowledge.guides:
        return guide_message(knowledge.guides[entry_id], desk, young=young)
    service = knowledge.services.get(entry_id)
    return card(Fit(service, None), desk, today) if service and service.status != "closed" else None


def answer_message(answer: Answer, desk: Desk, today: date, *, young: bool = False) -> Message:
    """An answer: its facts, what to do, the time limit, its sources and their date, and where to read on."""
    words = desk.knowledge.texts.answer
    voice = answer.young if young and answer.young else None
    facts = voice.facts if voice else tuple(fact.text for fact in answer.facts)
    steps = voice.steps if voice else answer.steps
    parts = [
        f"# {voice.title if voice else answer.title}",
        "\n\n".join(_fact(fact, said, words) for fact, said in zip(answer.facts, facts, strict=True)),
        _listed(words.what_to_do, steps),
        "\n".join(_time_limit(answer, words)),
        _checked(answer.facts, answer.checked_on, words),
    ]
    if answer.review_by < today:
        parts.insert(1, desk.knowledge.texts.card.past_review)
    choices = (
        *_to_entries(answer.next[:MOST_NEXT], desk),
        people_button(desk),
        Choice(write(Tap("wrong", answer.id)), desk.knowledge.texts.buttons.wrong, way="move"),
        menu(desk),
    )
    return Message(_joined(parts), choices, tuple(_source_links(answer.facts, desk)))


def guide_message(guide: Guide, desk: Desk, *, young: bool = False) -> Message:
    """A guide: its sections, when its facts were checked, and buttons to read on and for what can come after."""
    parts = [f"# {guide.young_title if young and guide.young_title else guide.title}"]
    for section in guide.sections:
        lines = [line.young if young and line.young else line.text for line in section.lines]
        parts.append(_listed(section.heading, lines, mark="- "))
    parts.append(_guide_checked(guide, desk))
    return Message(_joined(parts), tuple(_to_entries((*guide.more[:MOST_NEXT], *guide.after), desk)))


def _fact(fact: Fact, said: str, words: AnswerWords) -> str:
    return words.low.format(fact=said) if fact.confidence == "low" else said


def _listed(heading: str, lines: Iterable[str], mark: str | None = None) -> str:
    marked = [f"{mark or f'{number}. '}{line}" for number, line in enumerate(lines, start=1)]
    return "\n".join((f"# {heading}", *marked)) if marked else ""


def _time_limit(answer: Answer, words: AnswerWords) -> Iterator[str]:
    if answer.start_by:
        yield words.start_by.format(when=answer.start_by)
    limit = answer.deadline
    if limit is None:
        return
    yield f"# {words.time_limit}"
    yield limit.rule
    if limit.period and limit.start:
        yield words.period.format(period=limit.period, start=limit.start)
    if limit.law:
        yield words.law.format(law=limit.law)


def _checked(facts: Iterable[Fact], day: date, words: AnswerWords) -> str:
    sites = Counter(_site(fact.source) for fact in facts).most_common(MOST_SITES)
    return words.checked.format(day=say_date(day), sites=", ".join(site for site, _times in sites))


def _guide_checked(guide: Guide, desk: Desk) -> str:
    knowledge = desk.knowledge
    ids = dict.fromkeys(line.source for section in guide.sections for line in section.lines)
    answers = [knowledge.answers[one] for one in ids if one in knowledge.answers]
    services = [knowledge.services[one] for one in ids if one in knowledge.services]
    oldest = min([answer.checked_on for answer in answers] + [service.checked_on for service in services])
    return _checked((fact for answer in answers for fact in answer.facts), oldest, knowledge.texts.answer)


def _source_links(facts: tuple[Fact, ...], desk: Desk) -> Iterator[Link]:
    first = {_site(fact.source): fact.source for fact in reversed(facts)}
    for site, source in list(reversed(first.items()))[:2]:
        yield Link(desk.knowledge.texts.buttons.source.format(site=site), source)


def _site(source: str) -> str:
    return (urlsplit(source).hostname or source).removeprefix("www.")


def _to_entries(ids: Iterable[str], desk: Desk) -> Iterator[Choice]:
    for entry_id in ids:
        title = desk.knowledge.title(entry_id)
        if title:
            yield Choice(write(Tap("entry", entry_id)), title)


def _joined(parts: Iterable[str]) -> str:
    return "\n\n".join(part for part in parts if part)
