"""What officers see of an entry beside its text: its sources, its phrasings, the day on which it was checked."""

from __future__ import annotations

from datetime import date

from knowledge.base import Knowledge


def checked_on(entry_id: str, knowledge: Knowledge) -> date | None:
    """The day on which an entry was checked; None for one that has none of its own, such as a guide."""
    signposts = {one.id: one for one in knowledge.safety.signposts}
    entry = (
        knowledge.answers.get(entry_id)
        or knowledge.services.get(entry_id)
        or knowledge.strategy.items.get(entry_id)
        or signposts.get(entry_id)
    )
    return entry.checked_on if entry else None


def sources(entry_id: str, knowledge: Knowledge) -> tuple[str, ...]:
    """The addresses of the pages that an entry was read on; of a line of the strategy, the document and the page."""
    if entry_id in knowledge.answers:
        return tuple(dict.fromkeys(fact.source for fact in knowledge.answers[entry_id].facts))
    if entry_id in knowledge.services:
        return knowledge.services[entry_id].sources
    item = knowledge.strategy.items.get(entry_id)
    return (f"{knowledge.strategy.documents[item.document].title}, {item.page}",) if item else ()


def phrasings(entry_id: str, knowledge: Knowledge) -> tuple[str, ...]:
    """The phrasings that can be added to and taken from: a service's are among the words, and not its other names."""
    if entry_id in knowledge.services:
        return knowledge.words.wordings.get(entry_id, ())
    entry = knowledge.answers.get(entry_id) or knowledge.strategy.items.get(entry_id)
    return entry.phrasings if entry else ()
