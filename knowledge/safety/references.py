"""What the types cannot see: that the safety content names only what exists, and keeps its own promises."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from knowledge.safety.models import SafetyContent, Signal

_CONCEPT = re.compile(r"\{(\w+)\}")


def faults(content: SafetyContent) -> list[str]:
    """Every fault, each as a sentence that says what would be right. Empty where there is none."""
    return [*_repeated(content), *_unknown_signposts(content), *_unknown_concepts(content), *_broken_promises(content)]


def patterns(content: SafetyContent) -> Iterator[tuple[str, str]]:
    """Every text that is written in the language of the rules, and where it stands."""
    for signal in content.signals:
        for rule in signal.rules:
            yield from ((f"{signal.id}/{rule.id}", text) for text in (*rule.any, *rule.unless))
    for name, entries in content.concepts.items():
        yield from ((f"concept {name}", text) for text in entries)
    yield from (("speaker_cues", text) for text in (*content.speaker_cues.child, *content.speaker_cues.adult))
    yield from (("words.stand_ins", f"{{{concept}}}") for concept in content.words.stand_ins.values())


def _repeated(content: SafetyContent) -> Iterator[str]:
    ids = [one.id for one in content.signposts] + [one.id for one in content.signals]
    ids += [f"{one.id}/{rule.id}" for one in content.signals for rule in one.rules]
    return (f"{one}: the id is used twice; give each its own" for one, times in Counter(ids).items() if times > 1)


def _unknown_signposts(content: SafetyContent) -> Iterator[str]:
    known = {one.id for one in content.signposts}
    for signal in content.signals:
        for one in sorted(signal.show.ids - known):
            yield f"{signal.id}: show names {one!r}, which is not a signpost"
    for signpost in content.signposts:
        if signpost.same_as and signpost.same_as not in known:
            yield f"{signpost.id}: same_as names {signpost.same_as!r}, which is not a signpost"


def _unknown_concepts(content: SafetyContent) -> Iterator[str]:
    for place, text in patterns(content):
        for name in _CONCEPT.findall(text):
            if name not in content.concepts:
                yield f"{place}: {{{name}}} in {text!r} is not a concept"


def _broken_promises(content: SafetyContent) -> Iterator[str]:
    shown = {one.id for one in content.signposts if one.can_be_shown}
    for signal in content.signals:
        for who, ids in (("under_18", signal.show.under_18), ("adult", signal.show.adult)):
            cards = [one for one in ids if one in shown]
            if not cards:
                yield f"{signal.id}: show.{who} has no signpost with a checked way to reach it"
            if len(cards) == 1 and content.signpost(cards[0]).never_alone:
                yield f"{signal.id}: show.{who} has {cards[0]} alone; put a second line beside it"
        yield from _unlisted(signal, "gentle_phrases", signal.gentle_phrases)
        yield from _unlisted(signal, "topic_phrases", signal.topic_phrases)


def _unlisted(signal: Signal, field: str, listed: Iterable[str]) -> Iterator[str]:
    phrases = {*signal.phrases.child, *signal.phrases.adult}
    return (
        f"{signal.id}: {field} has {one!r}, which is not one of its phrases" for one in listed if one not in phrases
    )
