"""`signpost questions`: what families asked and we could not answer, for officers to teach or to drop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Engine

from bot.settings import Settings
from handlers.outcomes import NEEDS
from knowledge.base import Knowledge
from knowledge.learning import (
    Group,
    WordingError,
    count_finding,
    find,
    group,
    one_line,
    phrasing_from,
    read_questions,
    teach,
    term_weights,
)
from knowledge.loader import CONTENT, load
from knowledge.open_matcher import open_matcher
from storage.database import open_database
from storage.sealing import Sealer
from storage.unanswered import delete_unanswered, read_unanswered

WORDINGS = 3
"""How many wordings of a group are shown."""
NEAREST = 3
"""How many entries are shown beside a group."""


@dataclass(frozen=True, slots=True)
class Board:
    """The unanswered questions in groups, the Monday of each one's week by its id, and what is needed to act."""

    groups: Sequence[Group]
    weeks: Mapping[str, date]
    knowledge: Knowledge
    engine: Engine


def open_board(settings: Settings) -> Board:
    """Read and group the questions. Raises ContentError, DatabaseError, SettingsError or SealError."""
    knowledge = load(settings.content or CONTENT)
    engine = open_database(settings.database_url)
    questions = read_unanswered(engine, Sealer(settings.secret()))
    asked = read_questions({question.id: question.text for question in questions}, open_matcher(knowledge))
    groups = group(asked, term_weights(knowledge.words))
    return Board(groups, {question.id: question.week for question in questions}, knowledge, engine)


def listed(board: Board) -> list[dict[str, Any]]:
    """Each group: its key, how often it was asked, a few wordings, the last week, the entries that come near."""
    return [
        {
            "group": one.key,
            "count": len(one.questions),
            "wordings": [one_line(wording) for wording in one.wordings[:WORDINGS]],
            "last_week": max(board.weeks[question.id] for question in one.questions).isoformat(),
            "nearest": [
                {"id": match.id, "title": match.title, "score": match.score}
                for match in one.questions[0].near[:NEAREST]
            ],
        }
        for one in board.groups
    ]


def as_words(found: Mapping[str, Any]) -> str:
    """A group that `listed` gave, for a person to read."""
    week = date.fromisoformat(found["last_week"])
    lines = [f"{found['group']}  {_count(found['count'])}, last in the week of {week.day} {week:%B %Y}"]
    lines += [f'      "{wording}"' for wording in found["wordings"]]
    lines += [f"      {near['score']:.2f}  {near['id']}  {near['title']}" for near in found["nearest"]]
    return "\n".join([*lines, ""])


def summary(groups: Sequence[Mapping[str, Any]]) -> str:
    """How much there is, and what to do next."""
    if not groups:
        return "There are no unanswered questions."
    return (
        f"{_count(sum(found['count'] for found in groups))}. For each group, one of these:\n"
        "  signpost questions teach GROUP ENTRY_ID    an entry answers it, and should be found by it\n"
        "  signpost questions drop GROUP              it is not ours to answer"
    )


def teach_group(settings: Settings, key: str, entry_id: str, wording: str | None) -> str:
    """Make a question a phrasing of an entry, and delete its group. Gives what was done, in words.

    The phrasing is `wording`, or else the question that the key stands for. Raises LearningError where it cannot be
    done, and what `open_board` raises.
    """
    board = open_board(settings)
    one, question = find(board.groups, key)
    try:
        phrasing = phrasing_from(question.text if wording is None else wording)
        lesson = teach(settings.content or CONTENT, board.knowledge, entry_id, phrasing, NEEDS)
    except WordingError as error:
        raise WordingError(f'{error} Say it with: --as "..."') from error
    texts = [each.text for each in one.questions]
    found = count_finding(entry_id, phrasing, texts, board.knowledge)
    gone = delete_unanswered(board.engine, [each.id for each in one.questions])
    return (
        f'{lesson.file}:{lesson.line}: "{phrasing}" is now a phrasing of {entry_id} '
        f"({board.knowledge.title(entry_id)}).\n"
        f"Now found by {found} of {_count(len(texts))} in the group. Deleted from the list: {gone}.\n"
        "Look at the change with git diff, and make sure that nobody could be known by these words.\n"
        "A Signpost that is running learns it when it reads its content again."
    )


def drop_group(settings: Settings, key: str) -> str:
    """Delete a group that is not ours to answer. Gives what was done, in words. Raises as `teach_group`."""
    board = open_board(settings)
    one, _ = find(board.groups, key)
    gone = delete_unanswered(board.engine, [each.id for each in one.questions])
    return f"Deleted {_count(gone)}."


def _count(questions: int) -> str:
    return "1 question" if questions == 1 else f"{questions} questions"
