"""The short forms of a new area, and the answers that say what they mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from knowledge.models import Answer
from knowledge.starter.making import Files, Making
from knowledge.starter.yaml_texts import dump, head
from knowledge.yaml_files import read_yaml

_ANSWERS = "answers/glossary.yaml"
_EASY = "easy/glossary.yaml"
_SHORT = "short-forms.yaml"
_OF_THE_FILE = frozenset({"topic", "keeper", "help"})
"""What a taken answer gets from the head of the new file."""
_DAYS = ("checked_on", "review_by")


def glossary(making: Making, own: str, own_easy: str) -> Files:
    """The files of the glossary. `own` and `own_easy` are the starter's own entries, as YAML."""
    file, easy = yaml.safe_load(own), yaml.safe_load(own_easy)
    file["review_by"] = making.review_by(file["review_by"])
    taken = [answer for answer in map(making.shipped.answers.get, making.take.answers) if answer]
    taken = [answer for answer in taken if _holds_everywhere(answer, making)]
    names = [*(one["id"] for one in file["answers"]), *(answer.id for answer in taken)]
    file["answers"] += [_entry(answer, making, names, file) for answer in taken]
    easy["entries"] |= making.easy(names)
    short = [one for one in read_yaml(making.folder / _SHORT) if one["entry"] in names]
    return {
        _ANSWERS: dump(file, head(own)),
        _EASY: dump(easy, head(own_easy)),
        _SHORT: dump(short, making.bound.without_comments(head(making.text(_SHORT)))),
    }


def _holds_everywhere(answer: Answer, making: Making) -> bool:
    said = [(fact.text, fact.source) for fact in answer.facts]
    return not making.bound.names((answer.title, said, making.easy([answer.id])))


def _entry(answer: Answer, making: Making, known: Sequence[str], head: Mapping[str, Any]) -> dict[str, Any]:
    entry = making.bound.without(answer.model_dump(by_alias=True, exclude_defaults=True))
    entry |= {
        "facts": [making.bound.without(fact.model_dump(exclude_defaults=True)) for fact in answer.facts],
        "review_by": making.review_by(answer.review_by),
        "next": [name for name in answer.next if name in known],
    }
    said_once = _OF_THE_FILE | {day for day in _DAYS if entry[day] == head[day]}
    return {key: value for key, value in entry.items() if value and key not in said_once}
