"""Words that promise families more than is true of what they send: that it is anonymous, or that it will be acted on.

All files of a content folder are looked through, so that a new one is, too. What families say, and what is said of
other services, is not ours to promise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from knowledge.checks.reading import sentences
from knowledge.faults import Fault
from knowledge.privacy import Privacy
from knowledge.yaml_files import Path_, Places, read_yaml

_FAMILIES_SAY = ("words/", "safety/words.yaml", "safety/concepts.yaml", "places.yaml", "outcodes.yaml")
"""Files of how families say things, and of names."""
_OF_OTHERS = ("answers/", "services/", "guides/", "strategy/", "safety/", "easy/answers/", "easy/services/")
"""Files that speak of others. Only their sentences about us count."""
_NOT_SAID = frozenset(
    {"phrasings", "also", "also_called", "source", "sources", "url", "note", "note_source", "status", "disclosures"}
    | {"phrases", "gentle_phrases", "topic_phrases", "look_alikes", "rules", "speaker_cues", "concepts", "basis"}
    | {"weights"}
)
"""Keys of what families say, of addresses, and of notes to those who write content."""

_ABOUT_US = re.compile(r"\b(?:I|we|us|our|ours|Signpost|this (?:chat|service|bot|page|program))\b", re.IGNORECASE)
_ANONYMOUS = re.compile(r"\banonym\w*", re.IGNORECASE)
_NO = re.compile(r"\b(?:not|cannot|never|nobody|no one|no way|nothing|can't|won't|don't)\b", re.IGNORECASE)
_TRACE = re.compile(
    r"\b(?:trace|find out|know|tell|see)\b[^.!?]*\bwho\b[^.!?]*\b(?:wrote|writes|sent|said|you are|it was)\b"
    r"|\btraced?\b",
    re.IGNORECASE,
)
_ACT = re.compile(
    r"\b(?:we|I|us|someone here|an officer|our team|the team|the council|a worker|people who run this service)\b"
    r"[^.!?]*?\b(?:tell (?:someone|somebody|the police|a social worker|another|other people)"
    r"|pass (?:it|this|that|what you \w+|your words) on"
    r"|report (?:it|this|that|what you)|act on (?:it|this|that|what you|your words)"
    r"|come (?:and|to) help|send (?:someone|somebody|help)|find you|contact (?:you|the police|someone))\b",
    re.IGNORECASE,
)


def dishonest(folder: Path, privacy: Privacy) -> Iterator[Fault]:
    """The sentences about us that `status` and `disclosures` of the notice do not allow (T-49, T-40)."""
    for path in sorted(folder.rglob("*.yaml")):
        name = path.relative_to(folder).as_posix()
        if name.startswith(_FAMILIES_SAY):
            continue
        of_others = name.startswith(_OF_OTHERS)
        for at, sentence in _said(read_yaml(path)):
            if of_others and not _ABOUT_US.search(sentence):
                continue
            for wrong, right in sentence_faults(sentence, privacy):
                yield Fault(path, Places(path).line(at), wrong, right)


def sentence_faults(sentence: str, privacy: Privacy) -> Iterator[tuple[str, str]]:
    """What a sentence about us promises that is not so: (what is wrong, what would be right)."""
    found = _ANONYMOUS.search(sentence)
    if found and privacy.status != "anonymised":
        yield f"'{found[0]}' is said while the notice's status is '{privacy.status}'", "say 'names removed'"
    denied = bool(_NO.search(sentence))
    if _TRACE.search(sentence) and denied and privacy.disclosures != "not traced":
        wrong = "it says that we cannot trace who wrote, while the notice's disclosures are 'acted on'"
        yield wrong, "make one promise only: take this out, or change the notice"
    if _ACT.search(sentence) and not denied and privacy.disclosures != "acted on":
        wrong = "it promises to act on what somebody writes, while the notice's disclosures are 'not traced'"
        yield wrong, "make one promise only: take this out, or change the notice"


def _said(part: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[Path_, str]]:
    if isinstance(part, str):
        yield from ((at, sentence) for sentence in sentences(part))
    elif isinstance(part, Mapping):
        for key, value in part.items():
            if key not in _NOT_SAID:
                yield from _said(value, (*at, key))
    elif isinstance(part, list):
        for number, value in enumerate(part):
            yield from _said(value, (*at, number))
