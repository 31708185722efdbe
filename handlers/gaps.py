"""The newest unanswered questions in groups, for officers: put together once, then only what is new is read."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from threading import Lock, Thread
from time import sleep

from sqlmodel import Session

from handlers.desk import Desk
from knowledge.learning import Asked, Group, group, read_questions, term_weights
from storage.sealing import Sealer
from storage.unanswered import newest_unanswered, read_some_unanswered

MOST = 2000
"""How many questions are put together, the newest first: reading a question takes half a millisecond and more."""
AT_ONCE = 100
"""Up to how many questions are read while somebody waits for the page. More of them are read beside it."""
PATIENCE = 0.1
"""How long, in seconds, a page waits for the questions that are being read beside it."""
BREATH, PAUSE = 20, 0.01
"""After how many questions, and for how many seconds, reading beside a page lets everybody else go first."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Gaps:
    """The groups, the biggest first. `weeks` are the Mondays of the questions' weeks, by id.

    `more` is whether there are older questions than those, `working` whether the newest are still being read.
    """

    groups: Sequence[Group]
    weeks: dict[str, date]
    more: bool = False
    working: bool = False

    def last_week(self, one: Group) -> date:
        """The Monday of the week in which a group was asked last."""
        return max(self.weeks[question.id] for question in one.questions)

    def holding(self, question_id: str) -> Group | None:
        """The group that a question is in."""
        return next((one for one in self.groups if any(each.id == question_id for each in one.questions)), None)


class GapBoard:
    """Keeps the groups in memory, in the words as they were cleaned. Safe to use from many threads.

    `reading` opens a session that only reads. A question that is deleted is gone from here at the next look.
    """

    def __init__(
        self, reading: Callable[[], AbstractContextManager[Session]], sealer: Sealer, desk: Callable[[], Desk]
    ) -> None:
        self._reading = reading
        self._sealer = sealer
        self._desk = desk
        self._lock = Lock()
        self._read_with: Desk | None = None
        self._asked: dict[str, Asked] = {}
        self._gaps = Gaps((), {})
        self._reader: Thread | None = None

    def look(self) -> Gaps:
        """The groups as they are now; those of before, while many new questions are being read."""
        with self._reading() as session:
            found = newest_unanswered(session, MOST + 1)
        ids, more = found[:MOST], len(found) > MOST
        with self._lock:
            same_desk = self._read_with is self._desk()
            unread = sum(one not in self._asked for one in ids) if same_desk else len(ids)
            if unread <= AT_ONCE:
                self._read(ids, more)
            elif self._reader is None or not self._reader.is_alive():
                self._reader = Thread(target=self._read_beside, args=(ids, more), daemon=True)
                self._reader.start()
            reader = self._reader if unread > AT_ONCE else None
        if reader is None:
            return self._gaps
        reader.join(PATIENCE)
        return _without(self._gaps, set(ids), more=more, working=reader.is_alive())

    def wait(self) -> None:
        """Wait until what is read beside a page is read."""
        reader = self._reader
        if reader is not None:
            reader.join()

    def _read_beside(self, ids: Sequence[str], more: bool) -> None:
        desk = self._desk()
        try:
            asked: dict[str, Asked] = {}
            weeks: dict[str, date] = {}
            for start in range(0, len(ids), BREATH):
                some, their_weeks = self._ask(ids[start : start + BREATH], desk)
                asked, weeks = asked | some, weeks | their_weeks
                sleep(PAUSE)
            groups = group(asked.values(), term_weights(desk.knowledge.words))
        except Exception as error:
            _log.warning("Unanswered questions could not be read (%s). Trying again.", type(error).__name__)
            return
        with self._lock:
            self._read_with, self._asked, self._gaps = desk, asked, Gaps(groups, weeks, more)

    def _read(self, ids: Sequence[str], more: bool) -> None:
        """Bring the groups up to date. Whoever calls it has the lock."""
        desk = self._desk()
        if self._read_with is not desk:
            self._read_with, self._asked, self._gaps = desk, {}, Gaps((), {})
        if self._asked.keys() == set(ids):
            return
        fresh, weeks = self._ask([one for one in ids if one not in self._asked], desk)
        known = self._asked | fresh
        self._asked = {one: known[one] for one in ids if one in known}
        weeks = {one: week for one, week in (self._gaps.weeks | weeks).items() if one in self._asked}
        self._gaps = Gaps(group(self._asked.values(), term_weights(desk.knowledge.words)), weeks, more)

    def _ask(self, ids: Sequence[str], desk: Desk) -> tuple[dict[str, Asked], dict[str, date]]:
        with self._reading() as session:
            questions = read_some_unanswered(session, self._sealer, ids)
        asked = read_questions({one.id: one.text for one in questions}, desk.matcher)
        return {one.id: one for one in asked}, {one.id: one.week for one in questions}


def _without(gaps: Gaps, there: set[str], *, more: bool, working: bool) -> Gaps:
    """The groups with only those of their questions that are still there."""
    return Gaps(tuple(_left(gaps.groups, there)), gaps.weeks, more, working)


def _left(groups: Iterable[Group], there: set[str]) -> Iterator[Group]:
    for one in groups:
        questions = tuple(question for question in one.questions if question.id in there)
        if questions:
            yield Group(one.key, questions)
