"""The matcher: from what a family typed to the entries that answer it, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from knowledge.matching.decide import Thresholds, decide, differing, in_turn
from knowledge.matching.definitions import Definitions
from knowledge.matching.entries import Entry
from knowledge.matching.hints import HintReader, Hints, without_bands
from knowledge.matching.index import Index
from knowledge.matching.normalise import clean, words_in
from knowledge.matching.passages import PassageFinder
from knowledge.matching.ranking import Ranker
from knowledge.matching.reader import Reader
from knowledge.matching.scoring import Weights
from knowledge.matching.smalltalk import SmallTalker
from knowledge.matching.spelling import Speller
from knowledge.matching.understood import MOST, Match, Understood
from knowledge.matching.words import Words


class Matcher:
    """Built once from all entries; `ask` changes nothing, so that any thread may call it."""

    def __init__(
        self,
        entries: Sequence[Entry],
        words: Words,
        weights: Weights | None = None,
        limits: Thresholds | None = None,
        definitions: Mapping[str, str] | None = None,
    ) -> None:
        """`definitions` gives, for each spelling of a short form, the id of the entry that says what it means."""
        entries = [_worded(entry, words.wordings.get(entry.id, ())) for entry in entries]
        reader = Reader(words)
        index = Index(entries, reader)
        speller = Speller(index.vocabulary, reader.known_words, reader.stem)
        self._ranker = Ranker(reader, index, speller, weights or Weights(), words)
        self._talk = SmallTalker(words)
        self._hints = HintReader(words)
        self._passages = PassageFinder(words.questions)
        self._limits = limits or Thresholds()
        self._definitions = Definitions(definitions or {})
        self._titles = {entry.id: entry.title for entry in entries}

    def ask(
        self,
        text: str,
        *,
        age: int | None = None,
        stage: str | None = None,
        without: frozenset[str] = frozenset(),
    ) -> Understood:
        """Understand one message. `age` in years and `stage` are what is known of the family already.

        `without` are ids of entries that are not to be found.
        """
        plain = clean(text)
        words = words_in(plain)
        talk = self._talk.certain(plain, words)
        if talk is not None:
            return Understood("smalltalk", smalltalk=talk)
        hints = self._hints.read(plain).or_else(age, stage)
        plain = without_bands(plain)
        rank = cache(lambda passage: self._ranker.rank(passage, hints).without(without))
        ranking = self._ranker.merge([rank(passage) for passage in self._passages.find(plain)])
        talk = self._talk.likely(words, ranking)
        if talk is not None:
            return Understood("smalltalk", smalltalk=talk, explain=ranking.explain(hints))
        questions = [rank(question) for question in self._passages.questions(plain)]
        both = in_turn([one.scored for one in questions if one.clear])
        outcome = decide(ranking.scored, self._limits, several=bool(both), unread=ranking.unread)
        if outcome == "did_you_mean":
            ranking = replace(ranking, scored=both or differing(ranking.scored))
        matches = tuple(Match(one.entry.id, one.entry.title, round(one.score, 4)) for one in ranking.scored[:MOST])
        defined = self._definitions.asked(words)
        if defined is not None and defined in self._titles and defined not in without:
            others = tuple(match for match in matches if match.id != defined)
            matches, outcome = (Match(defined, self._titles[defined], 1.0), *others)[:MOST], "answer"
        return Understood(outcome, matches, None, ranking.explain(hints))

    def hints(self, text: str) -> Hints:
        """The age and the stage that a message tells, without an answer to it."""
        return self._hints.read(clean(text))


def _worded(entry: Entry, more: tuple[str, ...]) -> Entry:
    return replace(entry, phrasings=(*entry.phrasings, *more)) if more else entry
