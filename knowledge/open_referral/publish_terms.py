"""What services are about, as taxonomies: our categories in their groups, and the outcomes for adult life."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from knowledge.models import Category, CategoryGroup, Service
from knowledge.open_referral.publish_ids import Ids

Record = dict[str, Any]
"""One object as it is published: no key in it has an empty value."""

CATEGORIES = "categories"
ADULT_LIFE = "preparing-for-adult-life"
_TAXONOMIES = {
    CATEGORIES: ("What the help is about", "The needs and topics that families look for help with, in groups."),
    ADULT_LIFE: ("Preparing for adult life", "The outcomes of growing up that a service helps with."),
}


class Taxonomies:
    """The taxonomies and their terms. A term's `code` is our own id for it."""

    def __init__(self, ids: Ids, groups: Iterable[CategoryGroup], outcomes: Iterable[str]) -> None:
        """`outcomes` are the ids of the outcomes for adult life, such as "being-healthy"."""
        self._ids = ids
        self.all: tuple[Record, ...] = tuple(
            {"id": ids.of("taxonomy", code), "name": name, "description": description}
            for code, (name, description) in _TAXONOMIES.items()
        )
        self._groups = {group.id: self._group(group) for group in groups}
        self._topics = {one.id: self._category(one, group.id) for group in groups for one in group.categories}
        self._outcomes = {outcome: self._outcome(outcome) for outcome in sorted(set(outcomes))}
        self.terms: tuple[Record, ...] = (
            *self._groups.values(),
            *self._topics.values(),
            *self._outcomes.values(),
        )

    def of(self, service: Service) -> Iterator[Record]:
        """The terms of a service, what it is most about first."""
        yield from (self._topics[one] for one in service.categories if one in self._topics)
        yield from (self._outcomes[one] for one in service.pfal if one in self._outcomes)

    def ids_of(self, service: Service) -> frozenset[str]:
        """The ids that a service is found by: of its terms, of the groups they are in, and of the taxonomies."""
        return frozenset(
            term[key] for term in self.of(service) for key in ("id", "parent_id", "taxonomy_id") if key in term
        )

    def _group(self, group: CategoryGroup) -> Record:
        return self._term(CATEGORIES, group.id, group.label, f"A group of topics: {group.label}.")

    def _category(self, category: Category, group: str) -> Record:
        also = f" Families also say: {', '.join(category.also)}." if category.also else ""
        term = self._term(CATEGORIES, category.id, category.label, f"{category.label}.{also}")
        return term | {"parent_id": self._ids.of("taxonomy_term", CATEGORIES, group)}

    def _outcome(self, outcome: str) -> Record:
        # Named with its taxonomy, because "Employment" alone is also a topic, and whoever reads us maps by name.
        name = f"{_TAXONOMIES[ADULT_LIFE][0]}: {outcome.replace('-', ' ')}"
        return self._term(ADULT_LIFE, outcome, name, f"{name}.")

    def _term(self, taxonomy: str, code: str, name: str, description: str) -> Record:
        return {
            "id": self._ids.of("taxonomy_term", taxonomy, code),
            "code": code,
            "name": name,
            "description": description,
            "taxonomy": _TAXONOMIES[taxonomy][0],
            "taxonomy_id": self._ids.of("taxonomy", taxonomy),
        }


def filled(record: Mapping[str, Any]) -> Record:
    """The record without its empty values: Open Referral leaves out what is not known."""
    return {key: value for key, value in record.items() if value not in (None, "", [], {})}
