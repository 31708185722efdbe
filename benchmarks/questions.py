"""Questions with what should become of them: our own, or those of a file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml

TESTS = Path(__file__).parents[1] / "tests"
OWN = TESTS / "phrasings.yaml"
UNLEARNED = TESTS / "knowledge" / "safety" / "unlearned"
"""Messages for the safety check that nothing is learned from."""

Kind = Literal["found", "unanswerable", "no question", "crisis", "double", "ordinary"]
_KINDS: dict[str, Kind] = {"crisis": "crisis", "crisis-negative": "double"}
"""The kinds of a file that are not simply "no question", such as chit-chat, other topics, abuse and gibberish."""


@dataclass(frozen=True, slots=True)
class Question:
    """One message, the ids that help (none where nothing does), whether it has slips, and what should become of it.

    "found": one of `helps` answers it. "unanswerable": nothing does. "no question": small talk and the like. "crisis":
    help comes first. "double": only sounds like a crisis. "ordinary": no crisis, and nothing else is asked of it.
    """

    text: str
    helps: frozenset[str] = frozenset()
    noisy: bool = False
    kind: Kind = "found"


def questions_from(path: Path | None) -> list[Question]:
    """The questions of a file with a JSON object a line: `q`, `best`, `ok`, `answerable`, and maybe `noisy` and `kind`.

    Without a path: our own, with the messages that the safety check never learned from.
    """
    if path is None:
        return [*_own(), *_unlearned()]
    lines = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return [_from_line(line) for line in lines]


def _from_line(line: dict[str, Any]) -> Question:
    if line.get("kind"):
        return Question(line["q"], kind=_KINDS.get(line["kind"], "no question"))
    if not line["answerable"]:
        return Question(line["q"], kind="unanswerable")
    return Question(line["q"], frozenset((*line["best"], *line["ok"])), bool(line.get("noisy")))


def _own() -> Iterator[Question]:
    own = yaml.safe_load(OWN.read_text(encoding="utf-8"))
    for one in own["find"]:
        yield Question(one["ask"], frozenset(one["any_of"]), bool(one.get("noisy")))
    for one in own["leave"]:
        yield Question(one["ask"], kind="no question" if "group" in one else "unanswerable")


def _unlearned() -> Iterator[Question]:
    kinds: tuple[Kind, ...] = ("crisis", "double", "ordinary")
    for kind, name in zip(kinds, ("crisis", "doubles", "ordinary"), strict=True):
        found = yaml.safe_load((UNLEARNED / f"{name}.yaml").read_text(encoding="utf-8"))
        messages = [one for each in found.values() for one in each] if isinstance(found, dict) else found
        yield from (Question(message, kind=kind) for message in messages)
