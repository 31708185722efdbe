"""Messages that are no question for the base: greetings, thanks, abuse, noise, other areas, other languages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from knowledge.matching.languages import LanguageTeller
from knowledge.matching.normalise import clean, words_in
from knowledge.matching.phrases import Phrases
from knowledge.matching.ranking import Ranking
from knowledge.matching.words import Words

CLOSE = 88.0
"""How alike (0 to 100) a whole message and a small-talk phrasing are when they count as the same."""
LOOKED_AT = 300
"""How many words are searched for another area's name."""
FEW = 5
"""Up to so many words, a `short` cue decides."""
NOISE = "gibberish"
UNLIKELY = 0.5
"""Below this score, a word of another topic decides."""
LONGEST = 12
"""A longer message, in words, is never small talk: it may hold hard words and another topic, and still ask."""
SHORTEST = 5
"""A shorter message, in characters, has to be a phrasing as it stands."""


class SmallTalker:
    """Tells kinds of small talk apart. Knows nothing of the entries."""

    def __init__(self, words: Words) -> None:
        self._whole = {
            " ".join(words_in(clean(phrasing))): group.id for group in words.small_talk for phrasing in group.phrasings
        }
        self._marks = [_Mark(mark, group.id) for group in words.small_talk for mark in group.marks]
        self._words = [(group.id, Phrases(group.words)) for group in words.small_talk if group.words]
        self._short = [(group.id, Phrases(group.short)) for group in words.small_talk if group.short]
        self._phrasings = Phrases(self._whole)
        self._around = frozenset(words_in(clean(words.around)))
        self._subject = Phrases(words.subject)
        self._languages = LanguageTeller(words)
        self._own = Phrases(words.areas.own)
        self._other = Phrases(words.areas.other)
        self._welcome = Phrases(words.areas.welcome)

    def certain(self, text: str, words: Sequence[str]) -> str | None:
        """The group of a message that is small talk whatever the base holds."""
        if not words:
            return NOISE
        short = _first(self._short, words) if len(words) <= FEW else None
        return self._marked(text, words) or self._whole_message(words) or short or self._languages.tell(text, words)

    def likely(self, words: Sequence[str], ranking: Ranking) -> str | None:
        """The group of a message that the base has no sure answer to."""
        if (area := self._other_area(words[:LOOKED_AT])) is not None and not _held_by_best(area, ranking):
            return "other_area"
        best = ranking.scored[0].score if ranking.scored else 0.0
        unlikely = len(words) <= LONGEST and best < UNLIKELY and not self._subject.first_in(words)
        if unlikely and (topic := _first(self._words, words)) is not None:
            return topic
        unread = len(ranking.query.unknown)
        said = sum(not term.isdigit() for term in ranking.reading.terms)
        return NOISE if unread and unread == said and not self._plain(words) else None

    def _marked(self, text: str, words: Sequence[str]) -> str | None:
        known = frozenset(words)
        return next((mark.group for mark in self._marks if mark.stands_in(text, known)), None)

    def _whole_message(self, words: Sequence[str]) -> str | None:
        """The group of a message that is small talk from its first word to its last, slips forgiven."""
        if len(words) > LONGEST:
            return None
        text = " ".join(words)
        if (exact := self._whole.get(text)) is not None:
            return exact
        found = process.extractOne(text, self._whole.keys(), scorer=fuzz.ratio, score_cutoff=CLOSE)
        if found is not None and len(text) >= SHORTEST:
            return self._whole[found[0]]
        return self._nothing_else(words)

    def _nothing_else(self, words: Sequence[str]) -> str | None:
        """The group of the longest phrasing in a message that holds phrasings and the words around them alone."""
        found: list[str] = []
        at = 0
        while at < len(words):
            phrasing = self._phrasings.at(words, at)
            if phrasing is None and words[at] not in self._around:
                return None
            found += [phrasing] if phrasing else []
            at += len(phrasing.split()) if phrasing else 1
        return self._whole[max(found, key=len)] if found else None

    def _other_area(self, words: Sequence[str]) -> str | None:
        """The other area that a message asks about; None where it names ours too, or tells of a move."""
        other = self._other.first_in(words)
        return None if other is None or self._own.first_in(words) or self._welcome.first_in(words) else other

    def _plain(self, words: Sequence[str]) -> bool:
        return any(word in self._languages.english for word in words)


def _held_by_best(name: str, ranking: Ranking) -> bool:
    return bool(ranking.scored) and name in ranking.scored[0].indexed.impacts


def _first(groups: Sequence[tuple[str, Phrases]], words: Sequence[str]) -> str | None:
    return next((group for group, phrases in groups if phrases.first_in(words)), None)


class _Mark:
    """Characters that give a group away wherever they stand; those that begin or end with a letter as whole words."""

    def __init__(self, mark: str, group: str) -> None:
        self.group = group
        self._mark = clean(mark).strip()
        before, after = (r"\b" if self._mark[at].isalnum() else "" for at in (0, -1))
        self._pattern = f"{before}{re.escape(self._mark)}{after}"
        self._words = frozenset(words_in(self._mark)[:1])

    def stands_in(self, text: str, words: frozenset[str]) -> bool:
        """Whether `text`, of which `words` are the words, has the mark. The words are looked at first: it is faster."""
        return self._words <= words and self._mark in text and re.search(self._pattern, text) is not None
