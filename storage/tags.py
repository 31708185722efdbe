"""What officers say a submission is about: themes, priorities, outcomes."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import delete, select
from sqlmodel import Session, col

from storage.inbox import Inbox
from storage.officer_tables import Tag
from storage.tables import Submission
from storage.upserts import insert_new

LONGEST_NOTE = 24
"""How many letters of a tag's name stand in the history."""


class Tags:
    """Reads and writes tags in the transaction of `session`; who does it, and when, is noted in `inbox`."""

    def __init__(self, session: Session, inbox: Inbox) -> None:
        self._session = session
        self._inbox = inbox

    def put(self, submission_id: str, tags: Collection[str]) -> None:
        """Let a submission have these tags and no others. One that is not there any more gets none."""
        before = tags_of(self._session, [submission_id]).get(submission_id, frozenset())
        for tag in sorted(set(tags) - before):
            self.add([submission_id], tag)
        for tag in sorted(before - set(tags)):
            mine = (col(Tag.submission_id) == submission_id, col(Tag.tag) == tag)
            self._session.execute(delete(Tag).where(*mine))
            self._inbox.note("untag", submission_id, _name(tag))

    def add(self, ids: Collection[str], tag: str) -> None:
        """Give these submissions a tag. One that has it keeps it, one that is not there any more gets none."""
        there = self._session.scalars(select(col(Submission.id)).where(col(Submission.id).in_(ids)).with_for_update())
        given = [one for one in there if insert_new(self._session, Tag(submission_id=one, tag=tag))]
        self._inbox.note_all("tag", given, _name(tag))


def tags_of(session: Session, ids: Collection[str]) -> Mapping[str, frozenset[str]]:
    """The tags of each of these submissions that has any."""
    found: dict[str, set[str]] = {}
    for row in session.scalars(select(Tag).where(col(Tag.submission_id).in_(ids))):
        found.setdefault(row.submission_id, set()).add(row.tag)
    return {name: frozenset(tags) for name, tags in found.items()}


def _name(tag: str) -> str:
    kind, _, value = tag.partition(".")
    return (f"{kind} {value}" if value.isdecimal() else value)[:LONGEST_NOTE]
