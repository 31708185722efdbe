"""The console's words around comments and answers: what was done, why, and what could not be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from storage.deciding import Reason
from storage.views import Kind, ResponseKind

KINDS: Mapping[Kind, str] = {"feedback": "comment", "view": "young person's view", "complaint": "complaint about data"}
REASONS: Mapping[Reason, str] = {
    "name": "It says a name",
    "could-be-known": "Someone could be known by it",
    "swearing": "Swearing, or words that hurt",
    "not-about-this": "It is not about the local offer (left out of the yearly report)",
    "vexatious": "It is vexatious (left out of the yearly report)",
    "one-person": "It is about services for one person (left out of the yearly report)",
    "legal": "A legal reason",
    "other": "Another reason",
}
ANSWERS: Mapping[ResponseKind, str] = {"did": "We did", "will": "We will", "cannot": "We cannot, because"}
DEEDS: Mapping[str, str] = {
    "read": "read it",
    "start": "started reading, for its writer to see",
    "edit": "edited the words",
    "waiting": "took back the decision on publishing",
    "approved": "approved it for publishing",
    "held": "held it",
    "rejected": "rejected it for publishing",
    "answer": "answered it",
    "tag": "added a tag",
    "untag": "took a tag off",
    "respond": "wrote the answer",
    "reword": "changed the answer's words",
    "publish": "published the answer",
    "unpublish": "took the answer back from the public",
    "changed": "said what has changed since",
}
_TOLD: Mapping[str, str] = {
    "filter-saved": "The filter is saved.",
    "filter-deleted": "The filter is deleted.",
    "start": "Its writer now sees that someone is reading it.",
    "held": "It is held: nobody outside sees it.",
    "rejected": "It will not be shown to others. It still counts, and can be answered.",
    "approved": "It is approved. Its writer cannot take it back any more.",
    "edit": "The words are changed. What was said first is kept, for officers alone.",
    "tags": "The tags are changed.",
    "answered": "The answer is kept. It is not published yet.",
    "published": "The answer is published. Web pages show it within five minutes.",
    "unpublished": "It is not public any more. Web pages may show it for five more minutes.",
    "reworded": "The answer's words are changed.",
    "changed": "It is noted, and stands with the answer.",
    "linked": "The comment has that answer now.",
    "nothing": "Nothing was ticked, so nothing was done.",
}
_TOLD_OF_MANY: Mapping[str, str] = {
    "start": "Their writers now see that someone is reading them",
    "held": "Held, so that nobody outside sees them",
    "rejected": "Rejected, so that they will not be shown to others",
    "tags": "Tagged",
    "answered": "Answered, and the answer is not published yet",
    "published": "Answered, and the answer is published",
    "linked": "Answered with an answer that was there",
}
_SHORT = re.compile("([a-z])-([0-9a-f]{8})")
_WHY_LEFT: Mapping[str, str] = {
    "c": "another officer changed it meanwhile",
    "a": "it has an answer already",
}


@dataclass(frozen=True, slots=True)
class Left:
    """A comment with which nothing was done, and why. `name` is the beginning of its id."""

    name: str
    why: str


def told_of(said: Mapping[str, str]) -> str:
    """What was done, as the address says: with one, or with as many as `done`."""
    told, done = said.get("told", ""), said.get("done", "")
    if done.isdecimal() and len(done) < 4 and told in _TOLD_OF_MANY:
        return f"{_TOLD_OF_MANY[told]}: {int(done)}."
    return _TOLD.get(told, "")


def left_undone(said: Mapping[str, str]) -> list[Left]:
    """The comments that were left as they were, as the address says."""
    return [Left(name, _WHY_LEFT[why]) for why, name in _SHORT.findall(said.get("left", "")) if why in _WHY_LEFT]
