"""The check that every message goes through, before anything else is done with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.safety.characters import STOP, tokens
from knowledge.safety.evidence import Evidence, Found
from knowledge.safety.folding import Folding
from knowledge.safety.models import SafetyContent, Speaker
from knowledge.safety.patterns import Compiler, Stream
from knowledge.safety.repair import Repair
from knowledge.safety.rulebook import Hit, Rulebook

ENOUGH = -0.1
"""What a message must weigh to bring up help. At 0 it is as like the harmless as the harmful."""
RULE, FIRM = 0.3, 0.5
"""What a rule adds that is met, and a firm one. So only wording that is much like the harmless takes it back."""


@dataclass(frozen=True, slots=True)
class Alert:
    """Someone may be at risk. `reason` is a rule's id, never the person's words; `urgency` runs from 1, now, to 3.

    Where no rule was met but the wording is like that of people at risk, the rule's id is "wording".

    `sexual`: it is about sexual harm. `fear_of_harm`: an adult fears what they may do to a child.
    `gentle`: wearing words with no danger in them, which get one kind line and one card.
    """

    signal: str
    urgency: int
    speaker: Speaker
    reason: str
    sexual: bool
    fear_of_harm: bool
    gentle: bool


class SafetyCheck:
    """Looks for signs of harm in a message. Holds no message; safe to call from many threads at once."""

    def __init__(self, content: SafetyContent) -> None:
        self._folding = Folding(content.words)
        self._rules = Rulebook(content, self._folding)
        self._signals = {signal.id: signal for signal in content.signals}
        self._evidence = Evidence(content.weights, self._folding.base) if content.weights else None
        self._repair = Repair(self._rules.words, content.words)
        cues = Compiler(lambda text: [self._folding.base(word) for word in text.lower().split()], content.concepts)
        self._adult = tuple(cues.pattern(cue, gap=0) for cue in content.speaker_cues.adult)
        self._child = tuple(cues.pattern(cue, gap=0) for cue in content.speaker_cues.child)

    def check(self, text: str) -> Alert | None:
        """The most urgent alert that `text` calls for, or None. Never fails, whatever the characters."""
        words = self.read(text)
        kept = [at for at, word in enumerate(words) if word not in self._folding.fillers]
        hits = self._rules.hits(self._stream([words[at] for at in kept]))
        if self._evidence is None:
            return _alert(hits, self._speaker(self._stream(words))) if hits else None
        reading = self._evidence.read(words, [_found(hit, kept) for hit in hits])
        if reading.weight <= ENOUGH:
            return None
        speaker = self._speaker(self._stream(words))
        return _alert(hits, speaker) if hits else self._by_wording(self._evidence.signal(reading), speaker)

    def read(self, text: str) -> list[str]:
        """The words of `text` as the check reads them: slips mended, short forms spelled out."""
        return self._folding.spelled_out(self._repair.mend(tokens(text)))

    def _by_wording(self, signal: str, speaker: Speaker) -> Alert:
        """The alert for words that no rule knows, but which are like those of people at risk."""
        return Alert(
            signal=signal,
            urgency=self._signals[signal].urgency,
            speaker=speaker,
            reason=f"{signal}/wording",
            sexual=False,
            fear_of_harm=False,
            gentle=False,
        )

    def _stream(self, words: list[str]) -> Stream:
        """The words between two sentence ends, so that a rule can ask for the first or the last word."""
        forms = [STOP, *words, STOP]
        return Stream([self._folding.base(word) for word in forms], forms)

    def _speaker(self, everything: Stream) -> Speaker:
        """Who is writing, by what they call the people around them. An adult's words win: parents have mums too."""
        if any(True for cue in self._adult for _ in cue.spans(everything)):
            return "adult"
        if any(True for cue in self._child for _ in cue.spans(everything)):
            return "child"
        return "unknown"


def _found(hit: Hit, kept: Sequence[int]) -> Found:
    """Where the words of a hit are in the whole message (`kept` are the places of those that rules see), its weight."""
    start, end = (min(max(place - 1, 0), len(kept) - 1) for place in (hit.span[0], hit.span[1] - 1))
    return Found(kept[start], kept[end] + 1, FIRM if hit.ready.rule.firm else RULE)


def _alert(hits: list[Hit], speaker: Speaker) -> Alert:
    best = min(hits, key=lambda hit: hit.rank)
    same = [hit.ready.rule for hit in hits if hit.ready.signal.id == best.ready.signal.id]
    return Alert(
        signal=best.ready.signal.id,
        urgency=best.ready.signal.urgency,
        speaker=best.ready.rule.speaker if speaker == "unknown" else speaker,
        reason=f"{best.ready.signal.id}/{best.ready.rule.id}",
        sexual=any(rule.sexual for rule in same),
        fear_of_harm=any(rule.fear_of_harm for rule in same),
        gentle=best.ready.rule.gentle,
    )
