"""Teaching: one more phrasing for an entry, written into the content for a person to review."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from rapidfuzz import process

from knowledge.base import Knowledge
from knowledge.checks import Actions, check
from knowledge.faults import Fault
from knowledge.learning.edit import append
from knowledge.learning.errors import LearningError
from knowledge.matching.normalise import clean, words_in
from knowledge.models import Answer
from knowledge.strategy import StrategyItem
from knowledge.yaml_files import Path_, read_yaml

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

    Raises LearningError for words that no phrasing can be made of.
    """
    phrasing = one_line(words).lower().strip(_ENDS)
    if hidden := _PLACEHOLDER.search(phrasing):
        raise LearningError(f'Details were taken out of this question: {hidden[0]}. Word it without them: --as "..."')
    if not words_in(clean(phrasing)):
        raise LearningError('There are no words in this to learn from. Word it anew: --as "..."')
    if len(phrasing) > LONGEST:
        raise LearningError(f'This is longer than {LONGEST} letters. Say it as one short question: --as "..."')
    return phrasing


def one_line(words: str) -> str:
    """The words on one line, without characters that a screen would act on."""
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())


def teach(folder: Path, knowledge: Knowledge, entry_id: str, phrasing: str, actions: Actions) -> Lesson:
    """Write `phrasing` into the content in `folder`, of which `knowledge` was loaded. `actions` are as in `check`.

    The change is tried on a copy: a file in place is only ever replaced, in one step, by one that has no fault. Raises
    LearningError for an entry that is not there, a phrasing that has an owner, and faults in the changed file.
    """
    _must_exist(entry_id, knowledge)
    _must_be_free(phrasing, knowledge)
    path, at = _home(folder, knowledge, entry_id)
    edit = append(_read(path), at, phrasing)
    faults = _faults_with(edit.text, path, folder, actions)
    if faults:
        told = "\n".join(map(str, faults))
        raise LearningError(f"Nothing was changed, because {path.name} would have faults. Mend them first:\n{told}")
    _put(path, edit.text)
    return Lesson(entry_id, phrasing, path, edit.line)


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
            raise LearningError(f"'{phrasing}' is already a wording of '{owner}'. Give another one: --as \"...\"")


def _wordings(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """Every wording that finds an entry by itself, with the entry's id."""
    entries: Iterable[Answer | StrategyItem] = (*knowledge.answers.values(), *knowledge.strategy.items.values())
    for entry in entries:
        yield from ((entry.id, wording) for wording in (entry.title, *entry.phrasings))
    for service in knowledge.services.values():
        yield from ((service.id, wording) for wording in (service.name, *service.also_called))
    for entry_id, wordings in knowledge.words.wordings.items():
        yield from ((entry_id, wording) for wording in wordings)


def _home(folder: Path, knowledge: Knowledge, entry_id: str) -> tuple[Path, Path_]:
    """The file, and the place in it, of the list that an entry's phrasings stand in.

    A service's are among the words: its `also_called` are names, by which families pick it out when they give feedback.
    """
    if entry_id in knowledge.answers:
        path = knowledge.files[entry_id]
        ids = [answer["id"] for answer in read_yaml(path)["answers"]]
        return path, ("answers", ids.index(entry_id), "phrasings")
    if entry_id in knowledge.strategy.items:
        path = knowledge.strategy.files[entry_id]
        ids = [item["id"] for item in read_yaml(path)["items"]]
        return path, ("items", ids.index(entry_id), "phrasings")
    path = next(path for path in sorted((folder / "words").glob("*.yaml")) if "wordings" in read_yaml(path))
    return path, ("wordings", entry_id)


def _faults_with(text: str, path: Path, folder: Path, actions: Actions) -> list[Fault]:
    """The faults that the file at `path` would have if it held `text`."""
    with TemporaryDirectory() as place:
        trial = Path(place) / "content"
        shutil.copytree(folder, trial, ignore=shutil.ignore_patterns(".*"))
        changed = trial / path.relative_to(folder)
        changed.write_text(text, encoding="utf-8", newline="")
        return [replace(fault, file=path) for fault in check(trial, actions) if fault.file == changed]


def _read(path: Path) -> str:
    try:
        # Line endings as they are: they must be the same again when the file is written.
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise LearningError(f"{path} cannot be read as UTF-8 text. Nothing was changed.") from error


def _put(path: Path, text: str) -> None:
    """Replace a file in one step, so that no reader ever meets half of it."""
    new = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        with new.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(path, new)
        new.replace(path)
    except OSError as error:
        new.unlink(missing_ok=True)
        raise LearningError(f"{path} cannot be written ({error.strerror}). Nothing was changed.") from error
