"""From words to terms: short forms opened, everyday words brought to ours, slips corrected, endings dropped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

import Stemmer

from knowledge.matching.normalise import clean, words_in
from knowledge.matching.spelling import Speller
from knowledge.matching.words import Words

WEAK = 0.5
"""A term of this weight or less makes no pair with its neighbours."""
STEMS_KEPT = 50_000

_Terms = tuple[str, ...]
_Phrases = dict[str, dict[int, dict[_Terms, _Terms]]]
"""Phrases by their first word and, longest first, by how many words they have."""
_Relations = dict[str, list[tuple[_Terms, dict[str, float]]]]


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as terms, in order, without stop words. `corrections` are (typed, read as) pairs."""

    terms: _Terms
    corrections: tuple[tuple[str, str], ...] = ()


class Reader:
    """Reads words into terms with one set of words files. Content is read as it stands, questions with slips forgiven.

    `weights` are those of the terms that hardly tell entries apart; `known_words` all words that the files use.
    """

    def __init__(self, words: Words) -> None:
        self._stemmed = Stemmer.Stemmer("english", 0).stemWord
        self._stems: dict[str, str] = {}
        self._text_speak = {key: tuple(words_in(clean(value))) for key, value in words.text_speak.items()}
        stop = words_in(words.stop)
        self._stop = frozenset((*stop, *map(self.stem, stop)))
        self.weights = {self.stem(same.term): same.weight for same in words.same}
        opened = (part for value in self._text_speak.values() for part in value)
        areas = words_in(" ".join((*words.areas.own, *words.areas.other)))
        self.known_words = {*words_in(words.common), *stop, *opened, *areas}
        self._phrases = self._all_phrases(words)
        self._relations = self._all_relations(words)

    def stem(self, word: str) -> str:
        """The word without its ending."""
        known = self._stems.get(word)
        if known is None:
            known = self._stemmed(word)
            if len(self._stems) < STEMS_KEPT:
                self._stems[word] = known
        return known

    def read(self, words: Sequence[str]) -> Reading:
        """Terms of words that are spelled as they should be."""
        return Reading(self._terms(self._opened(words)))

    def read_question(self, words: Sequence[str], speller: Speller) -> Reading:
        """Terms of what somebody typed, its slips corrected."""
        corrections: list[tuple[str, str]] = []
        right: list[str] = []
        opened = self._opened(words)
        for at, word in enumerate(opened):
            fits = partial(self._goes_with, (right[-1:], opened[at + 1 : at + 2]))
            better = None if speller.knows(word) else speller.correct(word, fits)
            if better is not None:
                corrections.append((word, better))
            right.append(better or word)
        return Reading(self._terms(right), tuple(corrections))

    def with_pairs(self, terms: Sequence[str]) -> list[str]:
        """The terms, and each two neighbours as one more term; those that hardly tell anything are jumped over."""
        telling = [term for term in terms if self.weights.get(term, 1.0) > WEAK]
        return [*terms, *(f"{left} {right}" for left, right in pairwise(telling))]

    def related(self, terms: Sequence[str]) -> dict[str, float]:
        """Terms that `terms` may stand for though nobody typed them, with the share of a full match that each gives."""
        shares: dict[str, float] = {}
        for at, term in enumerate(terms):
            for phrase, means in self._relations.get(term, ()):
                if tuple(terms[at : at + len(phrase)]) == phrase:
                    for meant, share in means.items():
                        shares[meant] = max(share, shares.get(meant, 0.0))
        return shares

    def _all_phrases(self, words: Words) -> _Phrases:
        phrases: dict[str, dict[int, dict[_Terms, _Terms]]] = defaultdict(lambda: defaultdict(dict))
        for same in words.same:
            terms = tuple(map(self.stem, same.term.split()))
            for phrase in (same.term, *same.also):
                parts = words_in(clean(phrase))
                self.known_words.update(parts)
                if parts:
                    stems = tuple(map(self.stem, parts))
                    phrases[stems[0]][len(stems)].setdefault(stems, terms)
        return {first: dict(sorted(found.items(), reverse=True)) for first, found in phrases.items()}

    def _all_relations(self, words: Words) -> _Relations:
        relations: _Relations = defaultdict(list)
        for related in words.related:
            meant = [self.read(words_in(clean(text))).terms for text in related.means]
            means = {term: related.weight for terms in meant for term in terms}
            for phrase in related.words:
                parts = words_in(clean(phrase))
                self.known_words.update(parts)
                if terms := self.read(parts).terms:
                    relations[terms[0]].append((terms, means))
        return relations

    def _goes_with(self, beside: tuple[Sequence[str], Sequence[str]], word: str) -> bool:
        """Whether a phrase of two words is made with the word before, or the one after."""
        before, after = beside
        pairs = ((*before, word), (word, *after))
        stems = (tuple(map(self.stem, pair)) for pair in pairs)
        return any(len(pair) == 2 and pair in self._phrases.get(pair[0], {}).get(2, {}) for pair in stems)

    def _opened(self, words: Sequence[str]) -> Sequence[str]:
        if self._text_speak.keys().isdisjoint(words):
            return words
        return [opened for word in words for opened in self._text_speak.get(word, (word,))]

    def _terms(self, words: Sequence[str]) -> _Terms:
        stems = tuple(map(self.stem, words))
        terms: list[str] = []
        at = 0
        while at < len(stems):
            stem = stems[at]
            length, found = self._phrase_at(stems, at) if stem in self._phrases else (0, ())
            if length:
                terms.extend(found)
            elif stem not in self._stop:
                terms.append(stem)
            at += length or 1
        return tuple(terms)

    def _phrase_at(self, stems: _Terms, at: int) -> tuple[int, _Terms]:
        for length, phrases in self._phrases[stems[at]].items():
            found = phrases.get(stems[at : at + length])
            if found is not None:
                return length, found
        return 0, ()
