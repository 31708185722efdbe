"""The signals of the content, made ready to be looked for in messages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge.safety.folding import Folding
from knowledge.safety.models import Rule, SafetyContent, Signal
from knowledge.safety.patterns import Compiler, Pattern, Stream, orders
from knowledge.safety.references import patterns

NEAR = 4
"""How many words away an `unless` pattern still counts."""
_INFORMATION = "{information}"
"""The concept that turns the name of a subject into a question about it: policy, training ..."""
_NOT_WORDS = re.compile(r"\{\w+\}|[=+|&]|\.{2,3}")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Ready:
    """A rule whose patterns are compiled. `order` is its signal's place in the content."""

    signal: Signal
    order: int
    rule: Rule
    patterns: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a rule was found in a message."""

    ready: Ready
    span: Span

    @property
    def rank(self) -> tuple[int, int, bool, int]:
        """Smallest first: most urgent, then the content's order, then danger before weariness, then the longest."""
        start, end = self.span
        return self.ready.signal.urgency, self.ready.order, self.ready.rule.gentle, start - end


class Rulebook:
    """Every rule and phrase, found by the rarest word of each pattern so that most are never tried."""

    def __init__(self, content: SafetyContent, folding: Folding) -> None:
        compiler = Compiler(lambda text: _read(folding, text), content.concepts)
        self._exact = Compiler(lambda text: ["=" + word for word in _spelled_out(folding, text)], {})
        self._by_word: dict[str, list[tuple[Ready, Pattern]]] = defaultdict(list)
        self.words = _words(content, folding)
        self._look_alikes = {one.id: _compiled(self._exact, one.look_alikes, gap=0) for one in content.signals}
        for order, signal in enumerate(content.signals):
            for rule in (*signal.rules, *_phrase_rules(signal, content.words.stand_ins)):
                self._add(Ready(signal, order, rule, _compiled(compiler, rule.any, gap=2), _compiled(compiler, rule.unless)))

    def hits(self, stream: Stream) -> Iterator[Hit]:
        """Every rule that the message meets and that nothing near it takes back, a span for each."""
        tried = {id(pattern): (ready, pattern) for word in stream.at for ready, pattern in self._by_word.get(word, ())}
        look_alikes: dict[str, list[Span]] = {}
        for ready, pattern in tried.values():
            for span in pattern.spans(stream):
                alike = look_alikes.setdefault(ready.signal.id, [])
                if not alike:
                    alike += self._alike(ready.signal, stream)
                if (ready.rule.firm or not _touches(span, alike)) and not _taken_back(ready, span, stream):
                    yield Hit(ready, span)

    def _add(self, ready: Ready) -> None:
        for pattern in ready.patterns:
            for word in pattern.anchor:
                self._by_word[word].append((ready, pattern))

    def _alike(self, signal: Signal, stream: Stream) -> Iterator[Span]:
        for pattern in self._look_alikes[signal.id]:
            yield from pattern.spans(stream)


def _compiled(compiler: Compiler, texts: Iterable[str], gap: int = 1) -> tuple[Pattern, ...]:
    return tuple(compiler.pattern(order, gap) for text in texts for order in orders(text))


def _touches(span: Span, others: Iterable[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def _taken_back(ready: Ready, span: Span, stream: Stream) -> bool:
    near = (span[0] - NEAR, span[1] + NEAR)
    return any(_touches(near, pattern.spans(stream)) for pattern in ready.unless)


def _phrase_rules(signal: Signal, stand_ins: dict[str, str]) -> Iterator[Rule]:
    for who, phrases in (("child", signal.phrases.child), ("adult", signal.phrases.adult)):
        for number, phrase in enumerate(phrases, start=1):
            wearing = phrase in signal.gentle_phrases
            yield Rule(
                id=f"phrase-{who}-{number}",
                any=(_with_stand_ins(phrase, stand_ins),),
                unless=(_INFORMATION,) if phrase in signal.topic_phrases else (),
                speaker="adult" if wearing and who == "adult" else "unknown",
                gentle=wearing,
            )


def _with_stand_ins(phrase: str, stand_ins: dict[str, str]) -> str:
    """The phrase with "he", "my son" and the like as concepts, so that it is found whoever it is about."""
    words = phrase.replace("'s ", " is ").replace("'ll ", " will ").split()
    return " ".join(f"{{{stand_ins[word]}}}" if word in stand_ins else word for word in words)


def _words(content: SafetyContent, folding: Folding) -> frozenset[str]:
    """Every word that a rule or phrase can look for, as it is typed: what a typing slip may have been meant to be."""
    phrases = (text for one in content.signals for text in (*one.phrases.child, *one.phrases.adult))
    texts = [_NOT_WORDS.sub(" ", text.replace("'", "")) for _, text in patterns(content)]
    return frozenset(word for text in (*texts, *phrases) for word in folding.spelled_out(text.replace("'", "").split()))


def _spelled_out(folding: Folding, text: str) -> list[str]:
    words = folding.spelled_out(text.lower().replace("'", "").split())
    return [word for word in words if word not in folding.fillers]


def _read(folding: Folding, text: str) -> list[str]:
    return [folding.base(word) for word in _spelled_out(folding, text)]
