"""The matcher over a whole knowledge base."""

from __future__ import annotations

from knowledge.base import Knowledge
from knowledge.matching import Matcher, entries_from
from knowledge.short_forms import glossary_entries


def open_matcher(knowledge: Knowledge) -> Matcher:
    """The matcher that families meet: over all answers, the services that are not closed, and the strategy."""
    services = [service for service in knowledge.services.values() if service.status != "closed"]
    items = knowledge.strategy.items.values()
    entries = entries_from(knowledge.answers.values(), services, items)
    return Matcher(entries, knowledge.words, definitions=glossary_entries(knowledge.short_forms))
