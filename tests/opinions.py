"""What a person taps and types to say what they think of a service."""

from __future__ import annotations

import re

from person import Person

FINISH = "That is all, show me what will be sent"
SEND = "Yes, send this"
SENDIASS = "norfolk-sendiass"


def to_own_words(person: Person, about: str = SENDIASS, overall: str = "Good") -> None:
    """From the service's card to the first question in the person's own words: one tap, and the others left out."""
    person.press(f"review:{about}")
    person.tap(overall)
    while "What was good?" not in person.screen:
        person.tap(next(label for label in person.labels if label.startswith("Skip")))


def to_preview(person: Person, good: str | None = None, better: str | None = None, overall: str = "Good") -> None:
    """From the service's card to what will be sent."""
    to_own_words(person, overall=overall)
    for said, skip in ((good, "Skip what was good"), (better, "Skip what should change")):
        person.say(said) if said else person.tap(skip)
    person.tap(FINISH)


def send(person: Person, good: str | None = None, better: str | None = None, overall: str = "Good") -> str:
    """All of it. Gives the receipt code."""
    to_preview(person, good, better, overall)
    person.tap(SEND)
    (code,) = re.findall(r"receipt code is (\S+)", person.screen)
    return str(code)
