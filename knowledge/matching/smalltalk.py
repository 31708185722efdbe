"""Messages that are no question for the base: greetings, thanks, abuse, noise, other areas, other languages."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from knowledge.matching.normalise import clean, words_in
from knowledge.matching.ranking import Ranking
from knowledge.matching.words import Words

CLOSE = 88.0
"""How alike (0 to 100) a whole message and a small-talk phrasing are when they count as the same."""
FEW = 5
"""Up to so many words, a `short` cue decides."""
NOISE = "gibberish"
UNLIKELY = 0.5
"""Below this score, a word of another topic decides."""
LONGEST = 12
"""A message of more words than this is never taken for small talk as a whole."""


class SmallTalker:
    """Tells kinds of small talk apart. Knows nothing of the entries."""

    def __init__(self, words: Words) -> None:
        self._whole = {
            " ".join(words_in(clean(phrasing))): group.id for group in words.small_talk for phrasing in group.phrasings
        }
        self._marks = [(mark, group.id) for group in words.small_talk for mark in group.marks]
        self._words = [
            (group.id, _any_of(group.words)) for group in words.small_talk if group.words
        ]
        self._short = [(group.id, _any_of(group.short)) for group in words.small_talk if group.short]
        self._fillers = frozenset(word for text in self._whole for word in text.split() if len(text.split()) <= 2)
        self._languages = [(one, frozenset(words_in(clean(" ".join(one.words))))) for one in words.languages]
        self._english = frozenset(words_in(clean(f"{words.common} {words.stop}")))
        self._own = _any_of(words.areas.own)
        self._other = _any_of(words.areas.other)
        self._welcome = _any_of(words.areas.welcome)

    def certain(self, text: str, words: Sequence[str]) -> str | None:
        """The group of a message that is small talk whatever the base holds."""
        if not words:
            return NOISE
        short = self._first(self._short, text) if len(words) <= FEW else None
        return self._marked(text) or self._whole_message(words) or short or self._language(text, words)

    def likely(self, text: str, words: Sequence[str], ranking: Ranking) -> str | None:
        """The group of a message that the base has no sure answer to."""
        if (area := self._other_area(text)) is not None and not _held_by_best(area, ranking):
            return "other_area"
        best = ranking.scored[0].score if ranking.scored else 0.0
        if best < UNLIKELY and (topic := self._first(self._words, text)) is not None:
            return topic
        unread = len(ranking.query.unknown)
        return NOISE if unread and unread == len(ranking.reading.terms) and not self._plain(words) else None

    def _marked(self, text: str) -> str | None:
        """The group of a message that holds a mark ("<script", "ignore previous instructions")."""
        return next((group for mark, group in self._marks if mark in text), None)

    def _whole_message(self, words: Sequence[str]) -> str | None:
        """The group of a message that is small talk from its first word to its last, slips forgiven."""
        if not words or len(words) > LONGEST:
            return None
        text = " ".join(words)
        exact = self._whole.get(text)
        if exact is not None:
            return exact
        found = process.extractOne(text, self._whole.keys(), scorer=fuzz.ratio, score_cutoff=CLOSE)
        if found is not None and len(text) >= 5:
            return self._whole[found[0]]
        groups = [self._whole.get(word) for word in words]
        known = [group for group in groups if group is not None]
        if len(known) == len(words) or (known and set(words) <= self._fillers):
            return known[0]
        return None

    @staticmethod
    def _first(groups: Sequence[tuple[str, re.Pattern[str]]], text: str) -> str | None:
        return next((group for group, pattern in groups if pattern.search(text)), None)

    def _other_area(self, text: str) -> str | None:
        """The other area that a message asks about; None where it names ours too, or tells of a move."""
        hit = self._other.search(text)
        if hit is None or self._own.search(text) or self._welcome.search(text):
            return None
        return hit.group()

    def _language(self, text: str, words: Sequence[str]) -> str | None:
        """The id of the language that a message is written in, where it is one of ours and not English."""
        script = _script(text)
        hits = {one.id: sum(word in known for word in words) for one, known in self._languages}
        for language, _ in self._languages:
            if script in language.scripts:
                return language.id
        best = max(hits, key=hits.__getitem__)
        english = sum(word in self._english for word in words)
        return best if hits[best] >= 2 and hits[best] > english and hits[best] >= 0.25 * len(words) else None

    def _plain(self, words: Sequence[str]) -> bool:
        return any(word in self._english for word in words)


def _held_by_best(name: str, ranking: Ranking) -> bool:
    return bool(ranking.scored) and name in ranking.scored[0].indexed.impacts


def _script(text: str) -> str:
    """The Unicode script that most letters are in, by the first word of their names; "" where there are none."""
    letters = [c for c in text[:400] if c.isalpha() and not c.isascii()]
    if len(letters) * 2 < sum(c.isalpha() for c in text[:400]):
        return "LATIN"
    names = Counter(unicodedata.name(c, "").split(" ")[0] for c in letters)
    return names.most_common(1)[0][0] if names else ""


def _any_of(phrases: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(clean(one)) for one in phrases)})\b")
