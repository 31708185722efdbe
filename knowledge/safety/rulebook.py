"""The signals of the content, made ready to be looked for in messages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge.safety.folding import Folding
from knowledge.safety.models import Rule, SafetyContent, Signal
from knowledge.safety.patterns import Compiler, Pattern, Stream, orders
from knowledge.safety.references import patterns

NEAR = 1
"""How many words away from wearing words an `unless` pattern still counts. Danger is taken back only by a pattern on
the same words: a school, a plan or a lesson further on must not hide it."""
PLENTY = 12
"""So many hits of one urgency say enough: a message with more is long, and would only take longer."""
_INFORMATION = "{information}"
"""The concept that turns the name of a subject into a question about it: policy, training ..."""
_NOT_WORDS = re.compile(r"\{\w+\}|[=+|&]|\.{2,3}")


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
    """A rule that a message meets, by the pattern that was found and where: first word, one past the last."""

    ready: Ready
    pattern: Pattern
    span: tuple[int, int]

    @property
    def rank(self) -> tuple[int, bool, int, int]:
        """Smallest first: most urgent, danger before weariness, danger now before despair, then what says the most."""
        signal = self.ready.signal
        now = self.ready.order if signal.urgency == 1 else 0
        return signal.urgency, self.ready.rule.gentle, now, -len(self.pattern.elements)


class Rulebook:
    """Every rule and phrase, found by the rarest word of each pattern so that most are never tried."""

    def __init__(self, content: SafetyContent, folding: Folding) -> None:
        compiler = Compiler(lambda text: _read(folding, text), content.concepts)
        self._exact = Compiler(lambda text: ["=" + word for word in _spelled_out(folding, text)], {})
        self._by_word: dict[str, list[tuple[Ready, Pattern]]] = defaultdict(list)
        self._elements: dict[str, set[int]] = defaultdict(set)
        self.words = _words(content, folding)
        self._look_alikes = {one.id: _compiled(self._exact, one.look_alikes, gap=0) for one in content.signals}
        for order, signal in enumerate(content.signals):
            for rule in (*signal.rules, *_phrase_rules(signal, content.words.stand_ins)):
                self._add(
                    Ready(signal, order, rule, _compiled(compiler, rule.any, gap=2), _compiled(compiler, rule.unless))
                )

    def hits(self, stream: Stream) -> list[Hit]:
        """The most urgent rules that the message meets: those for which something near takes nothing back."""
        found: list[Hit] = []
        for ready, pattern in self._candidates(stream):
            if found and (len(found) == PLENTY or ready.signal.urgency > found[0].ready.signal.urgency):
                break
            if span := self._span(ready, pattern, stream):
                found.append(Hit(ready, pattern, span))
        return found

    def _candidates(self, stream: Stream) -> list[tuple[Ready, Pattern]]:
        """The patterns all of whose elements may be in the message, the most urgent first."""
        present = {number for word in stream.at for number in self._elements.get(word, ())}
        named = {id(entry[1]): entry for word in stream.at for entry in self._by_word.get(word, ())}
        return sorted((one for one in named.values() if one[1].needs <= present), key=_urgency)

    def _span(self, ready: Ready, pattern: Pattern, stream: Stream) -> tuple[int, int] | None:
        """The first place where the pattern stands and nothing near takes it back."""
        look_alikes = () if ready.rule.firm else self._look_alikes[ready.signal.id]
        near = NEAR if ready.rule.gentle else 0
        standing = (
            (start, end)
            for start, end in pattern.spans(stream)
            if not stream.touched((start, end), look_alikes)
            and not stream.touched((start - near, end + near), ready.unless)
        )
        return next(standing, None)

    def _add(self, ready: Ready) -> None:
        for pattern in ready.patterns:
            for word in pattern.anchor:
                self._by_word[word].append((ready, pattern))
            for element in pattern.elements:
                for word in element.starts:
                    self._elements[word].add(id(element))


def _urgency(entry: tuple[Ready, Pattern]) -> int:
    return entry[0].signal.urgency


def _compiled(compiler: Compiler, texts: Iterable[str], gap: int = 1) -> tuple[Pattern, ...]:
    return tuple(compiler.pattern(order, gap) for text in texts for order in orders(text))


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


def _words(content: SafetyContent, folding: Folding) -> Counter[str]:
    """Every word that rules and phrases can look for, as typed, and how often: what a slip may have meant to be."""
    phrases = (text for one in content.signals for text in (*one.phrases.child, *one.phrases.adult))
    texts = (_NOT_WORDS.sub(" ", text) for text in (*(text for _, text in patterns(content)), *phrases))
    typed = [text.replace("'", "").lower().split() for text in texts]
    used = Counter(word for words in typed for word in (*words, *folding.spelled_out(words)))
    bases = Counter(folding.base(word) for word in used.elements())
    return used + Counter({word: bases[folding.meaning(word)] + 1 for word in folding.known})


def _spelled_out(folding: Folding, text: str) -> list[str]:
    words = folding.spelled_out(text.lower().replace("'", "").split())
    return [word for word in words if word not in folding.fillers]


def _read(folding: Folding, text: str) -> list[str]:
    return [folding.base(word) for word in _spelled_out(folding, text)]
