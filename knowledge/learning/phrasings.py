"""Teaching: one more phrasing for an entry, written into the content for a person to review."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rapidfuzz import process

from knowledge.base import Knowledge
from knowledge.editing.errors import EditError
from knowledge.editing.files import faults_with, put_text, read_text
from knowledge.editing.places import phrasings_at, phrasings_file
from knowledge.editing.yaml_text import append
from knowledge.learning.errors import LearningError, WordingError
from knowledge.matching.normalise import clean, words_in
from knowledge.models import Answer
from knowledge.strategy import StrategyItem

if TYPE_CHECKING:
    from knowledge.checks import Actions

LONGEST = 120
"""A phrasing, in characters, is one short question. A whole story would fit other stories more than its own entry."""

_PLACEHOLDER = re.compile(r"\[[^\]]*\]")
_ENDS = " .,;:?!"


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was written: the phrasing, for which entry, and where it now stands."""

    entry_id: str
    phrasing: str
    file: Path
    line: int


def phrasing_from(words: str) -> str:
    """The words as the content files have them: on one line, in small letters, without a mark at the end.

    Raises WordingError for words that no phrasing can be made of.
    """
    phrasing = one_line(words).lower().strip(_ENDS)
    if hidden := _PLACEHOLDER.search(phrasing):
        raise WordingError(f"Details were taken out of this question: {hidden[0]}. Word it without them.")
    if not words_in(clean(phrasing)):
        raise WordingError("There are no words in this to learn from. Word it anew.")
    if len(phrasing) > LONGEST:
        raise WordingError(f"This is longer than {LONGEST} letters. Say it as one short question.")
    return phrasing


def one_line(words: str) -> str:
    """The words on one line, without characters that a screen would act on."""
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())


def teach(folder: Path, knowledge: Knowledge, entry_id: str, phrasing: str, actions: Actions) -> Lesson:
    """Write `phrasing` into the content in `folder`, of which `knowledge` was loaded. `actions` are as in `check`.

    The change is tried on a copy: a file in place is only ever replaced, in one step, by one that has no fault. Raises
    LearningError for an entry that is not there, a phrasing that has an owner, and faults in the changed file.
    """
    must_fit(entry_id, phrasing, knowledge)
    try:
        path = phrasings_file(entry_id, knowledge, folder)
        text = read_text(path)
        edit = append(text, phrasings_at(text, entry_id, knowledge), phrasing)
        faults = [fault for fault in faults_with(folder, {path: edit.text}, actions) if fault.file == path]
        if faults:
            told = "\n".join(map(str, faults))
            raise LearningError(f"Nothing was changed, because {path.name} would have faults. Mend them first:\n{told}")
        put_text(path, edit.text)
    except EditError as error:
        raise LearningError(str(error)) from error
    return Lesson(entry_id, phrasing, path, edit.line)


def must_fit(entry_id: str, phrasing: str, knowledge: Knowledge) -> None:
    """Raise LearningError for an entry that is not there, and WordingError for a phrasing that has an owner."""
    _must_exist(entry_id, knowledge)
    _must_be_free(phrasing, knowledge)


def _must_exist(entry_id: str, knowledge: Knowledge) -> None:
    entries = [*knowledge.answers, *knowledge.services, *knowledge.strategy.items]
    if entry_id in entries:
        return
    near = process.extractOne(entry_id, entries)
    hint = f" The nearest is '{near[0]}'." if near else ""
    raise LearningError(f"There is no answer or service '{entry_id}'.{hint}")


def _must_be_free(phrasing: str, knowledge: Knowledge) -> None:
    said = words_in(clean(phrasing))
    for owner, wording in _wordings(knowledge):
        if words_in(clean(wording)) == said:
            raise WordingError(f"'{phrasing}' is already a wording of '{owner}'. Give another one.")


def _wordings(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """Every wording that finds an entry by itself, with the entry's id."""
    entries: Iterable[Answer | StrategyItem] = (*knowledge.answers.values(), *knowledge.strategy.items.values())
    for entry in entries:
        yield from ((entry.id, wording) for wording in (entry.title, *entry.phrasings))
    for service in knowledge.services.values():
        yield from ((service.id, wording) for wording in (service.name, *service.also_called))
    for entry_id, wordings in knowledge.words.wordings.items():
        yield from ((entry_id, wording) for wording in wordings)
