"""What the buttons carry: a short scheme of our own, at most 64 bytes, with the flow's version in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast, get_args

Verb = Literal[
    "menu",
    "flow",  # start a flow: what is its id
    "entry",  # show an answer, service or guide: what is its id
    "full",  # show an entry in all its words: what is its id
    "easy",  # use easier words from now on: what is the id of the entry to show in them, or nothing
    "plain",  # use the usual words from now on
    "words",  # explain the short forms of an entry: what is its id
    "people",  # who to talk to: what is the id of the entry that it is about, or nothing
    "resume",  # show the current screen of the flow again
    "wrong",  # say that an entry is wrong: what is its id
    "review",  # say what you think of an entry or a subject: what is its id
    "quick",  # tick or untick a quick tap: what are the id of the entry, and the ticks after it
    "rated",  # count the quick taps: what is as above
    "tell",  # say more about an answer: what is its id, and "rated." before it where its quick taps are given
    "receipt",  # what became of what was sent: what is its code, or nothing to ask for one
    "withdraw",  # take back what was sent: what is "ask." or "yes.", and its code
    "responses",  # what the council answered: what is a topic, and from where on
    "voices",  # what young people say: what is a theme, and from where on
    "young",  # what is for young people: what is nothing for all of it, polls, stop, or delete
    "vote",  # vote in a poll: what are the ids of the round and of the option
    "notice",  # a version of the privacy notice: what is its name
    "forget",  # what is yes or no
    "remind",  # be reminded of dates: what are they, packed, and "yes." before them where the notice was agreed to
    "unremind",  # be reminded no more: what is the id of a subject, or all
    "happened",  # what a reminder was about has happened or not: what is yes or no, and the id of the subject
    "pick",  # answer a step
    "tick",  # tick or untick an option of a step
    "open",  # open a group of options of a step, or all groups
    "done",  # go on from a step that takes several answers
    "back",
    "change",  # with no step: choose which answer to change
    "again",
    "page",  # show more results: what is the number of the first
    "finish",  # leave out all the questions ahead, and show what will be sent
    "keep",  # keep the first part of words that were too long
    "send",
    "drop",
    "stale",  # never on a button: what a made-up or broken value is read as
]
_OF_FLOW: Mapping[str, Verb] = {
    "p": "pick",
    "t": "tick",
    "o": "open",
    "d": "done",
    "b": "back",
    "c": "change",
    "a": "again",
    "g": "page",
    "f": "finish",
    "k": "keep",
    "s": "send",
    "x": "drop",
}
"""The verbs that belong to a flow, by the letter that stands for each: their buttons carry the most, in 64 bytes."""
_LETTERS: Mapping[Verb, str] = {verb: letter for letter, verb in _OF_FLOW.items()}
_PLAIN: frozenset[str] = frozenset(get_args(Verb)) - set(_LETTERS) - {"stale"}


@dataclass(frozen=True, slots=True)
class Tap:
    """A button's meaning. Those that belong to a flow name its id, its version, and mostly a step."""

    verb: Verb
    what: str = ""
    flow: str = ""
    version: int = 0
    step: str = ""

    @property
    def of_flow(self) -> bool:
        """Whether this button only makes sense in its flow."""
        return self.verb in _LETTERS


def write(tap: Tap) -> str:
    """The value that a button carries."""
    if tap.of_flow:
        return ":".join((_LETTERS[tap.verb], f"{tap.flow}.{tap.version}", tap.step, tap.what))
    return f"{tap.verb}:{tap.what}"


def read(value: str) -> Tap:
    """What a button's value means. One that we never made is stale."""
    verb, _, rest = value.partition(":")
    if verb in _PLAIN:
        return Tap(cast(Verb, verb), rest)
    if verb not in _OF_FLOW:
        return Tap("stale")
    flow_version, _, rest = rest.partition(":")
    step, _, what = rest.partition(":")
    flow, _, version = flow_version.rpartition(".")
    if not flow or not version.isdecimal():
        return Tap("stale")
    return Tap(_OF_FLOW[verb], what, flow, int(version), step)
