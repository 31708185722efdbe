"""From words to terms: short forms opened, everyday words brought to ours, slips corrected, endings dropped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import Stemmer

from knowledge.matching.normalise import clean, words_in
from knowledge.matching.spelling import Speller
from knowledge.matching.words import Words

WEAK = 0.5
"""A term of this weight or less makes no pair with its neighbours."""

_Terms = tuple[str, ...]
_Phrases = dict[str, list[tuple[_Terms, _Terms]]]


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as terms, in order, without stop words. `corrections` are (typed, read as) pairs."""

    terms: tuple[str, ...]
    corrections: tuple[tuple[str, str], ...] = ()
    typed: tuple[str, ...] = field(default=())


class Reader:
    """Reads text into terms with one set of words. Content is read as it stands, questions with slips forgiven."""

    def __init__(self, words: Words) -> None:
        self._stem: Callable[[str], str] = Stemmer.Stemmer("english", 0).stemWord
        self._text_speak = {key: tuple(words_in(clean(value))) for key, value in words.text_speak.items()}
        self.plain = frozenset(words_in(clean(words.common)))
        self._stems: dict[str, str] = {}
        stop = words_in(clean(words.stop))
        self._stop = frozenset((*stop, *map(self.stem, stop)))
        self._phrases: _Phrases = defaultdict(list)
        self.weights = {self.stem(same.term): same.weight for same in words.same}
        self.known_words: set[str] = set(self._stop) | {part for value in self._text_speak.values() for part in value}
        for same in words.same:
            for phrase in (same.term, *same.also):
                self._add_phrase(phrase, same.term)
        for phrases in self._phrases.values():
            phrases.sort(key=lambda pair: -len(pair[0]))
        self._related = self._relations(words)

    def _add_phrase(self, phrase: str, term: str) -> None:
        parts = words_in(clean(phrase))
        if parts:
            terms = tuple(map(self.stem, term.split()))
            self._phrases[self.stem(parts[0])].append((tuple(map(self.stem, parts)), terms))
            self.known_words.update(parts)

    def _relations(self, words: Words) -> dict[str, list[tuple[_Terms, dict[str, float]]]]:
        relations: dict[str, list[tuple[_Terms, dict[str, float]]]] = defaultdict(list)
        for related in words.related:
            means = {term: related.weight for text in related.means for term in self.read(text).terms}
            for phrase in related.words:
                terms = self.read(phrase).terms
                self.known_words.update(words_in(clean(phrase)))
                if terms:
                    relations[terms[0]].append((terms, means))
        return relations

    def with_pairs(self, terms: Sequence[str]) -> list[str]:
        """The terms, and each two neighbours as one more term; words that hardly tell anything are jumped over."""
        telling = [term for term in terms if self.weights.get(term, 1.0) > WEAK]
        return [*terms, *(f"{left} {right}" for left, right in zip(telling, telling[1:], strict=False))]

    def related(self, terms: Sequence[str]) -> dict[str, float]:
        """Terms that `terms` may stand for though nobody typed them, with the share of a full match that each gives."""
        shares: dict[str, float] = {}
        for at, term in enumerate(terms):
            for phrase, means in self._related.get(term, ()):
                if tuple(terms[at : at + len(phrase)]) == phrase:
                    for meant, share in means.items():
                        shares[meant] = max(share, shares.get(meant, 0.0))
        return shares

    def stem(self, word: str) -> str:
        """The word without its ending."""
        known = self._stems.get(word)
        if known is None:
            known = self._stem(word)
            if len(self._stems) < 50_000:
                self._stems[word] = known
        return known

    def read(self, text: str) -> Reading:
        """Terms of a text that is spelled as it should be."""
        return Reading(self._terms(self._opened(words_in(clean(text)))))

    def read_question(self, words: Sequence[str], speller: Speller) -> Reading:
        """Terms of what somebody typed, its slips corrected against `speller`."""
        corrections: list[tuple[str, str]] = []
        right: list[str] = []
        for word in self._opened(words):
            better = None if speller.knows(word) else speller.correct(word)
            if better is not None:
                corrections.append((word, better))
            right.append(better or word)
        return Reading(self._terms(right), tuple(corrections), tuple(words))

    def _opened(self, words: Iterable[str]) -> list[str]:
        opened: list[str] = []
        for word in words:
            opened.extend(self._text_speak.get(word, (word,)))
        return opened

    def _terms(self, words: Sequence[str]) -> tuple[str, ...]:
        stems = [self.stem(word) for word in words]
        terms: list[str] = []
        at = 0
        while at < len(stems):
            length, found = self._phrase_at(stems, at)
            if length:
                terms.extend(found)
                at += length
                continue
            if not {words[at], stems[at]} & self._stop:
                terms.append(stems[at])
            at += 1
        return tuple(terms)

    def _phrase_at(self, stems: Sequence[str], at: int) -> tuple[int, _Terms]:
        for phrase, found in self._phrases.get(stems[at], ()):
            if tuple(stems[at : at + len(phrase)]) == phrase:
                return len(phrase), found
        return 0, ()
