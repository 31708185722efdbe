"""Writes the weights of the evidence anew: `python -m knowledge.safety.learn [--tests FOLDER] [--content FOLDER]`.

Harmful are the crisis messages of the tests and the phrases of the signals. Harmless are their doubles and ordinary
questions, the look-alikes of the signals, small talk, the questions that the matcher is tested with, the messages that
the anonymiser is tested with, and the phrasings of the answers.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import cycle
from pathlib import Path
from typing import Any

import yaml

from knowledge.matching import load_words
from knowledge.safety.check import SafetyCheck
from knowledge.safety.clues import weighed_words
from knowledge.safety.folding import Folding
from knowledge.safety.lessons import Lesson, Lessons
from knowledge.safety.loading import WEIGHTS, load_safety
from knowledge.safety.models import SafetyContent, Signal

COST = 1.0
"""What an example that is got wrong costs. More would fit these examples better, and new messages worse."""
PHRASE_COST = 5.0
"""The phrases of the signals are to be found whatever else is learned, and their look-alikes are not."""
ANSWERS_COST = 0.3
"""The phrasings of the answers are many, and alike."""
LIGHT = 0.12
"""Weights nearer to 0 than this are left out: the file stays short enough to read, and hardly anything changes."""
LIGHT_FOR_A_SIGNAL = 0.25
"""The same for what tells the signals apart: the wrong one still brings up help."""
_MARK = re.compile(r"\{[A-Z_]+ ([^{}]+)\}")
_STOPS = re.compile(r"[.!?;]+(?:\s+|$)")
_NOT_WORDS = re.compile(r"[=+]")
HEAD = """\
# How much each word, and each pair of words, speaks for harm. Learned from the examples in the tests by
# `python -m knowledge.safety.learn`; do not edit it by hand. A clue is a word, or two neighbours; "." is the end of a
# sentence. The number before each text is the weight of the clues in it.
"""


def main() -> None:
    """Read the examples, learn from them, and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tests", type=Path, default=Path("tests"))
    parser.add_argument("--content", type=Path, default=Path("knowledge/content"))
    asked = parser.parse_args()
    corpus = asked.tests / "knowledge" / "safety" / "corpus"
    folder = asked.content / "safety"
    frames = _data(corpus / "frames.yaml")
    crisis: dict[str, list[str]] = defaultdict(list)
    for file in sorted(corpus.glob("crisis_*.yaml")):
        for signal, messages in _data(file).items():
            crisis[signal] += framed(messages, frames)
    harmless = framed([one for file in sorted(corpus.glob("[do]*_*.yaml")) for one in _data(file)], frames)
    asked_of_us = framed([*_asked(asked.tests), *_anonymised(asked.tests)], frames)
    content = load_safety(folder)
    spoken = load_words(asked.content / "words")
    harmless += [phrasing for group in spoken.small_talk for phrasing in group.phrasings]
    weights = learned(
        content,
        crisis,
        [*harmless, *_sentences(harmless)],
        [*asked_of_us, *_sentences(asked_of_us)],
        framed(list(_phrasings(asked.content)), frames),
        frozenset(spoken.areas.own) - frozenset(spoken.stop.split()),
    )
    text = yaml.safe_dump({"weights": weights}, sort_keys=False, width=118, allow_unicode=True)
    (folder / WEIGHTS).write_text(HEAD + text, encoding="utf-8")


def learned(
    content: SafetyContent,
    crisis: Mapping[str, Sequence[str]],
    harmless: Sequence[str],
    asked: Sequence[str],
    answers: Sequence[str],
    places: Set[str] = frozenset(),
) -> dict[str, Any]:
    """The weights as data: `crisis` holds messages by signal, the others what must not be found.

    What the rules find in `asked` and `answers` is left out, as some are for families in a crisis. Nothing is learned
    of `places`: they say nothing of harm, and an area's own weights would be of no use to another.
    """
    check = SafetyCheck(content.model_copy(update={"weights": None}))
    base = Folding(content.words).base

    def unfound(messages: Iterable[str]) -> list[str]:
        return [one for one in messages if check.check(one) is None]

    def lessons(messages: Iterable[str], cost: float, signal: str | None = None) -> list[Lesson]:
        read = ([word for word in check.read(one) if word not in places] for one in messages)
        return [Lesson(weighed_words(words, base), signal, cost) for words in read]

    taught = Lessons(
        [
            *(lesson for signal, messages in crisis.items() for lesson in lessons(messages, COST, signal)),
            *(lesson for known in content.signals for lesson in lessons(_phrases(known), PHRASE_COST, known.id)),
            *(lesson for known in content.signals for lesson in lessons(known.look_alikes, PHRASE_COST)),
            *lessons((*harmless, *unfound(asked)), COST),
            *lessons(unfound(answers), ANSWERS_COST),
        ]
    )
    start, harm = taught.harm(LIGHT)
    signals = {signal: taught.signal(signal, LIGHT_FOR_A_SIGNAL) for signal in crisis}
    return {"start": round(start, 2), "harm": harm, "signals": signals}


def _phrases(known: Signal) -> Iterator[str]:
    return (_NOT_WORDS.sub("", one) for one in (*known.phrases.child, *known.phrases.adult))


def framed(messages: Sequence[str], frames: Sequence[str]) -> list[str]:
    """Each message as it stands, and once more in one of the frames."""
    return [*messages, *(frame.format(message) for message, frame in zip(messages, cycle(frames), strict=False))]


def _sentences(messages: Sequence[str]) -> Iterator[str]:
    """Each sentence of the messages that have several: each is weighed on its own too, and none of them is harmful."""
    apart = (_STOPS.split(one) for one in messages)
    return (sentence for several in apart if len(several) > 1 for sentence in several if sentence)


def _data(file: Path) -> Any:
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def _asked(tests: Path) -> Iterator[str]:
    """The questions that the matcher is tested with."""
    return (one["ask"] for kind in _data(tests / "phrasings.yaml").values() for one in kind)


def _anonymised(tests: Path) -> Iterator[str]:
    """The messages that the anonymiser is tested with: long ones, in people's own words, and no crisis."""
    parts = _data(tests / "storage" / "anonymise" / "corpus.yaml").values()
    return (_MARK.sub(r"\1", line) for part in parts for kind in part.values() for line in kind)


def _phrasings(content: Path) -> Iterator[str]:
    """The titles and phrasings of the answers."""
    answers = (one for file in sorted((content / "answers").glob("*.yaml")) for one in _data(file)["answers"])
    return (text for one in answers for text in (one["title"], *one["phrasings"]))


if __name__ == "__main__":
    main()
