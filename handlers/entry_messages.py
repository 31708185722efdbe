"""An answer or a guide as a message, worded for its reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from handlers.cards import card, reach
from handlers.desk import Desk
from handlers.easy_messages import easy_choices, easy_entry
from handlers.people import people_button
from handlers.pieces import joined, listed, site, to_entries
from handlers.reader import Reader
from handlers.screens import menu
from handlers.strategy_messages import strategy_message
from handlers.taps import Tap, write
from handlers.turn import Choice, Link, Message
from knowledge.dates import say_date
from knowledge.find_services import Fit
from knowledge.models import Answer, Fact, Guide, Service
from knowledge.strategy import StrategyItem
from knowledge.texts import AnswerWords

ANSWER_FEEDBACK = "answer"
"""The flow that asks what someone thinks of an answer."""
MOST_NEXT = 4
"""The most entries that are offered to read on with."""
MOST_SITES = 4
"""The most sites that are named as sources in one message."""


def entry_message(entry_id: str, desk: Desk, reader: Reader) -> Message | None:
    """The message for an entry, a guide or a promise; None where families see nothing of that id, or no more."""
    knowledge = desk.knowledge
    if entry_id in desk.held_back(reader.today):
        return None
    if entry_id in knowledge.answers:
        return answer_message(knowledge.answers[entry_id], desk, reader)
    if entry_id in knowledge.guides:
        return guide_message(knowledge.guides[entry_id], desk, reader)
    service = knowledge.services.get(entry_id)
    if service:
        return card(Fit(service, None), desk, reader) if service.status != "closed" else None
    return strategy_message(entry_id, desk, reader)


def answer_message(answer: Answer, desk: Desk, reader: Reader) -> Message:
    """An answer: its facts, what to do, the time limit, who can help, its sources and their date, and what is next."""
    words = desk.knowledge.texts.answer
    easy = easy_entry(answer.id, desk, reader)
    parts = (
        *([easy, *_cautions(answer, desk, reader), _unsure(answer, desk)] if easy else _in_full(answer, desk, reader)),
        "\n".join(_time_limit(answer, words)),
        listed(words.who_can_help, _helpers(answer, desk, reader), mark="- "),
        _checked((site(fact.source) for fact in answer.facts), answer.checked_on, words),
        words.what_next if answer.next else "",
    )
    text = joined(parts) if easy else desk.short_forms.explained(joined(parts))
    choices = (
        *to_entries(answer.next[:MOST_NEXT], desk, reader),
        *_tools(answer.id, desk),
        *easy_choices(answer.id, text, desk, reader),
        people_button(desk, answer.id),
        *_review(answer.id, desk),
        Choice(write(Tap("wrong", answer.id)), desk.knowledge.texts.buttons.wrong, way="move"),
        menu(desk),
    )
    return Message(text, choices, tuple(_source_links(answer.facts, desk)))


def guide_message(guide: Guide, desk: Desk, reader: Reader) -> Message:
    """A guide: its sections, when its facts were checked, and buttons to read on and for what can come after."""
    checked = _guide_checked(guide, desk, reader)
    easy = easy_entry(guide.id, desk, reader)
    if easy is not None:
        text = joined([easy, checked])
    else:
        title = guide.young_title if reader.young and guide.young_title else guide.title
        parts = [f"# {title}", *_sections(guide, desk, reader), checked]
        text = desk.short_forms.explained(joined(parts))
    entries = to_entries((*guide.more[:MOST_NEXT], *guide.after), desk, reader)
    return Message(text, (*entries, *easy_choices(guide.id, text, desk, reader)))


def _tools(entry_id: str, desk: Desk) -> Iterator[Choice]:
    """The flows that do something about what an answer says: work out its dates, write its letter."""
    clock, letters = desk.knowledge.clock, desk.knowledge.letters.of.values()
    about = {
        "dates": clock is not None and any(entry_id in words.answers for words in clock.steps.values()),
        "letters": any(entry_id in letter.rests_on for letter in letters),
    }
    for name, fits in about.items():
        flow = desk.engine.flow(name)
        if fits and flow:
            yield Choice(write(Tap("flow", flow.id)), flow.title)


def _review(entry_id: str, desk: Desk) -> tuple[Choice, ...]:
    if desk.engine.flow(ANSWER_FEEDBACK) is None:
        return ()
    return (Choice(write(Tap("review", entry_id)), desk.knowledge.texts.heard.review_answer, way="move"),)


def _in_full(answer: Answer, desk: Desk, reader: Reader) -> list[str]:
    words = desk.knowledge.texts.answer
    voice = answer.young if reader.young and answer.young else None
    facts = voice.facts if voice else tuple(fact.text for fact in answer.facts)
    return [
        f"# {voice.title if voice else answer.title}",
        *_cautions(answer, desk, reader),
        "\n\n".join(_fact(fact, said, words) for fact, said in zip(answer.facts, facts, strict=True)),
        listed(words.what_to_do, voice.steps if voice else answer.steps),
    ]


def _unsure(answer: Answer, desk: Desk) -> str:
    """The caution for easier words, which have no room to say which of the facts is the unsure one."""
    low = any(fact.confidence == "low" for fact in answer.facts)
    return desk.knowledge.texts.card.unsure if low else ""


def _cautions(answer: Answer, desk: Desk, reader: Reader) -> Iterator[str]:
    if answer.review_by < reader.today:
        yield desk.knowledge.texts.card.past_review
    if answer.as_of:
        yield desk.knowledge.texts.answer.as_of.format(day=say_date(answer.as_of))


def _sections(guide: Guide, desk: Desk, reader: Reader) -> Iterator[str]:
    held_back = desk.held_back(reader.today)
    for section in guide.sections:
        lines = [
            line.young if reader.young and line.young else line.text
            for line in section.lines
            if line.source not in held_back
        ]
        yield listed(section.heading, lines, mark="- ")


def _helpers(answer: Answer, desk: Desk, reader: Reader) -> Iterator[str]:
    held_back = desk.held_back(reader.today)
    for entry_id in answer.help:
        service = desk.knowledge.services[entry_id]
        way = reach(service)
        if service.status != "closed" and entry_id not in held_back:
            yield desk.knowledge.texts.answer.helper.format(name=service.name, reach=way) if way else service.name


def _fact(fact: Fact, said: str, words: AnswerWords) -> str:
    return words.low.format(fact=said) if fact.confidence == "low" else said


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


def _checked(sources: Iterable[str], day: date, words: AnswerWords) -> str:
    named = [source for source, _times in Counter(sources).most_common(MOST_SITES)]
    return words.checked.format(day=say_date(day), sites=", ".join(named))


def _guide_checked(guide: Guide, desk: Desk, reader: Reader) -> str:
    knowledge = desk.knowledge
    strategy, held_back = knowledge.strategy, desk.held_back(reader.today)
    ids = dict.fromkeys(line.source for section in guide.sections for line in section.lines)
    shown = [one for one in ids if one not in held_back]
    answers = [knowledge.answers[one] for one in shown if one in knowledge.answers]
    services = [knowledge.services[one] for one in shown if one in knowledge.services]
    items = [strategy.items[one] for one in shown if one in strategy.items]
    entries: list[Answer | Service | StrategyItem] = [*answers, *services, *items]
    if not entries:
        return ""
    oldest = min(entry.checked_on for entry in entries)
    sources = [site(fact.source) for answer in answers for fact in answer.facts]
    sources += [strategy.documents[item.document].title for item in items]
    return _checked(sources, oldest, knowledge.texts.answer)


def _source_links(facts: tuple[Fact, ...], desk: Desk) -> Iterator[Link]:
    first = {site(fact.source): fact.source for fact in reversed(facts)}
    for name, source in list(reversed(first.items()))[:2]:
        yield Link(desk.knowledge.texts.buttons.source.format(site=name), source)
