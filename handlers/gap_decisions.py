"""What officers decide about a group of unanswered questions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import Engine
from sqlmodel import Session

from handlers.content_changes import ContentChanges, NotWrittenError
from handlers.desk import Desk
from knowledge.editing.places import phrasings_at, phrasings_file
from knowledge.editing.yaml_text import append
from knowledge.learning import Group, must_fit, phrasing_from
from storage.content_changes import Change, Changes
from storage.inbox import Inbox
from storage.sealing import Sealer
from storage.unanswered import delete_unanswered


class GapDecisions:
    """Decides, and notes who did what. `question` is the id of the group's question that was decided by."""

    def __init__(self, engine: Engine, sealer: Sealer, changes: ContentChanges, desk: Callable[[], Desk]) -> None:
        self._engine = engine
        self._sealer = sealer
        self._changes = changes
        self._desk = desk

    def teach(self, group: Group, question: str, entry: str, wording: str, who: str) -> None:
        """Make `wording` a phrasing of the entry, by a change that is approved at once, and delete the group.

        Raises LearningError and EditError, with nothing deleted; and NotWrittenError where the change is approved and
        waits for a keeper: then the group is deleted.
        """
        knowledge, phrasing = self._desk().knowledge, phrasing_from(wording)
        must_fit(entry, phrasing, knowledge)
        path = phrasings_file(entry, knowledge, self._changes.folder)
        text = self._changes.text(path)
        added = append(text, phrasings_at(text, entry, knowledge), phrasing).text
        try:
            self._changes.propose(entry, path, added, who, approve=True)
        except NotWrittenError:
            self._forget(group, question, who, "teach")
            raise
        self._forget(group, question, who, "teach")

    def want(self, group: Group, question: str, note: str, who: str) -> None:
        """Keep the group, and note what new entry it asks for."""
        at = datetime.now(UTC)
        with Session(self._engine) as session, session.begin():
            Changes(session).want(question, note, who, at)
            Inbox(session, self._sealer, who, at).note("new entry wanted", group.questions[0].id)

    def drop(self, group: Group, question: str, who: str) -> None:
        """Delete a group that is not ours to answer."""
        self._forget(group, question, who, "drop")

    def written(self, wanted: Change, group: Group | None, who: str) -> None:
        """Note that a new entry was written, and delete its group, where it is still there."""
        with Session(self._engine) as session, session.begin():
            Changes(session).move(wanted.id, "wanted", "written")
        if group:
            self._forget(group, wanted.entry, who, "written")

    def _forget(self, group: Group, question: str, who: str, what: str) -> None:
        delete_unanswered(self._engine, [one.id for one in group.questions])
        with Session(self._engine) as session, session.begin():
            Inbox(session, self._sealer, who, datetime.now(UTC)).note(what, question)
