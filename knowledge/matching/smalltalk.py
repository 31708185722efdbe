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
LOOKED_AT = 1500
"""How many characters are searched for the words of another topic or area."""
FEW = 5
"""Up to so many words, a `short` cue decides."""
FOREIGN = 0.25
"""The share of a message's words that give its language away."""
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
        self._marks = [(mark, _any_of([mark]), group.id) for group in words.small_talk for mark in group.marks]
        self._words = [(group.id, _any_of(group.words)) for group in words.small_talk if group.words]
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
        text = text[:LOOKED_AT]
        if (area := self._other_area(text)) is not None and not _held_by_best(area, ranking):
            return "other_area"
        best = ranking.scored[0].score if ranking.scored else 0.0
        if len(words) <= LONGEST and best < UNLIKELY and (topic := self._first(self._words, text)) is not None:
            return topic
        unread = len(ranking.query.unknown)
        return NOISE if unread and unread == len(ranking.reading.terms) and not self._plain(words) else None

    def _marked(self, text: str) -> str | None:
        # A plain search first: one pattern of them all is ten times slower on a long message.
        return next((group for mark, pattern, group in self._marks if mark in text and pattern.search(text)), None)

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
        known = [group for word in words if (group := self._whole.get(word)) is not None]
        return known[0] if known and set(words) <= self._fillers else None

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
        script = _script(text[:LOOKED_AT])
        for language, _ in self._languages:
            if script in language.scripts:
                return language.id
        hits = [(sum(word in known for word in words), language.id) for language, known in self._languages]
        most, best = max(hits)
        english = sum(word in self._english for word in words)
        return best if most >= 2 and most > english and most >= FOREIGN * len(words) else None

    def _plain(self, words: Sequence[str]) -> bool:
        return any(word in self._english for word in words)


def _held_by_best(name: str, ranking: Ranking) -> bool:
    return bool(ranking.scored) and name in ranking.scored[0].indexed.impacts


def _script(text: str) -> str:
    """The script that most letters are in, by the first word of their Unicode names; "" where there are none."""
    letters = [c for c in text if c.isalpha()]
    foreign = [c for c in letters if not c.isascii()]
    if not foreign or len(foreign) * 2 < len(letters):
        return ""
    return Counter(unicodedata.name(c, "").split(" ")[0] for c in foreign).most_common(1)[0][0]


def _any_of(phrases: Sequence[str]) -> re.Pattern[str]:
    """Finds any of the phrases; one that begins or ends with a letter has to begin or end with a word there."""
    return re.compile("|".join(_bounded(clean(one).strip()) for one in phrases))


def _bounded(phrase: str) -> str:
    before, after = (r"\b" if phrase[at].isalnum() else "" for at in (0, -1))
    return f"{before}{re.escape(phrase)}{after}"
