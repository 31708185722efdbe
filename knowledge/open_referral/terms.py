"""What a feed's terms and words mean to us, from the content file `open-referral.yaml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import Field

from knowledge.faults import ContentError, Fault
from knowledge.models import CategoryGroup, Content
from knowledge.open_referral.values import Json, child, children, line
from knowledge.yaml_files import Places, read_model

FEED_WORDS = "open-referral.yaml"


class AgeWords(Content):
    """Ages, in years, that words stand for. Both ends are in; no end means that there is none."""

    words: tuple[str, ...]
    min_age: int | None = None
    max_age: int | None = None


class FeedWords(Content):
    """How feeds say things. All of it is compared without regard to capitals, signs and spaces.

    `terms` are the names or ids of taxonomy terms, by our category. `ages` are read where a record gives no numbers.
    `referral` and `cost` are words by our way in and our cost, read in a record's own sentences; `everywhere` are
    areas that take in all of the country. `not_topics` are terms that are known to be about something else.
    """

    terms: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    ages: tuple[AgeWords, ...] = ()
    referral: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    cost: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    everywhere: tuple[str, ...] = ()
    not_topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """One taxonomy term of a record. `id` or `name` may be empty."""

    id: str
    name: str


def load_feed_words(folder: Path, groups: Iterable[CategoryGroup]) -> FeedWords:
    """The words in the content folder; none where it has no such file. Raises ContentError."""
    path = folder / FEED_WORDS
    if not path.is_file():
        return FeedWords()
    words = read_model(path, FeedWords)
    unknown = words.terms.keys() - {category.id for group in groups for category in group.categories}
    if unknown:
        line_of = Places(path).line
        raise ContentError(
            Fault(path, line_of(("terms", name)), f"the category '{name}' is not known", "see categories.yaml")
            for name in unknown
        )
    return words


def terms_of(record: Json) -> tuple[Term, ...]:
    """Every taxonomy term of a record, each once, wherever its version puts them."""
    found: dict[Term, None] = {}
    for link in children(record, "attributes", "service_taxonomies", "service_taxonomys"):
        found[_term(child(link, "taxonomy_term", "taxonomy", "term") or link)] = None
    for term in children(record, "taxonomies", "taxonomy_terms", "send_needs", "suitabilities"):
        found[_term(term)] = None
    return tuple(term for term in found if term.id or term.name)


@lru_cache(maxsize=8192)
def key(words: str) -> str:
    """Words as they are compared: small letters and digits, one space between."""
    return " ".join("".join(sign if sign.isalnum() else " " for sign in words.casefold()).split())


class Categories:
    """Finds our categories for a feed's terms: by the content's map, else by our own names for a category."""

    def __init__(self, words: FeedWords, groups: Iterable[CategoryGroup]) -> None:
        self._of: dict[str, str] = {}
        for group in groups:
            for one in group.categories:
                self._of |= {key(said): one.id for said in (one.id, one.label, *one.also)}
        for category, names in words.terms.items():
            self._of |= {key(name): category for name in names}
        self._other = {key(name) for name in words.not_topics}

    def of(self, term: Term) -> str | None:
        """Our category for a term; None where we have none."""
        return self._of.get(key(term.id)) or self._of.get(key(term.name))

    def is_unknown(self, term: Term) -> bool:
        """Whether nobody has said yet what this term means to us."""
        return self.of(term) is None and not {key(term.id), key(term.name)} & self._other


def said(words: Mapping[str, tuple[str, ...]], text: str) -> set[str]:
    """The keys of which some words stand in the text."""
    padded = f" {key(text)} "
    return {name for name, phrases in words.items() if any(f" {key(phrase)} " in padded for phrase in phrases)}


def _term(term: Json) -> Term:
    return Term(line(term, "id", "code"), line(term, "name", "term", "label"))
