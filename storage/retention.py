"""What is past its time, and its end: rows are deleted, and old words leave nothing but counts behind (T-05)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, delete, exists, func, or_, select, update
from sqlmodel import Session, SQLModel, col

from storage.keep_times import Keep
from storage.officer_sessions import IDLE, KEEP_ENDED, LONGEST
from storage.officer_tables import Draft, FailedSignIn, Officer, OfficerSession, SavedFilter, Tag, WordPart
from storage.tables import (
    Conversation,
    Correction,
    Decision,
    Likeness,
    Mark,
    Reminder,
    Round,
    Submission,
    Turn,
    Unanswered,
    WrongCodes,
)

WRONG_CODES = timedelta(days=1)
"""How long it is known how many wrong codes were tried: the limit looks at one hour."""
DRAFTS = timedelta(days=14)
"""How long an officer may take to come back to what they had typed."""
FAILED_SIGN_INS = timedelta(days=1)
"""How long it is known that a sign-in failed: the limit looks at a quarter of an hour."""
_ONLY_COUNTS: Mapping[str, Any] = {"words": None, "first_words": None, "receipt": col(Submission.id)}
"""What is left of feedback: its taps and bands, and no way to find it by its code."""


@dataclass(frozen=True, slots=True)
class Due:
    """What is past its time in one table: the rows `where` this holds. `leaves` is what is set in them instead."""

    name: str
    table: type[SQLModel]
    where: ColumnElement[bool]
    leaves: Mapping[str, Any] | None = None


def past_its_time(keep: Keep, now: datetime) -> Iterator[Due]:
    """Every kind of record that has an end, in the order in which they may go. `now` has a zone."""
    today = now.date()
    old, complaint = _before(today, keep.feedback_months), col(Submission.kind) == "complaint"
    finished = select(col(Submission.id)).where(complaint, col(Submission.week) < _before(today, keep.complaint_months))
    findable = col(Submission.receipt) != col(Submission.id)
    aged = select(col(Submission.id)).where(~complaint, col(Submission.week) < old)
    yield Due("replies", Turn, col(Turn.at) < now - timedelta(hours=keep.reply_hours))
    yield Due("chats", Conversation, col(Conversation.touched_at) < now - timedelta(days=keep.hello_days))
    yield Due("reminders", Reminder, col(Reminder.send_on) < today - timedelta(days=keep.reminder_days))
    for name, prints in (("prints of words", Likeness), ("words to search by", WordPart)):
        of = col(prints.submission_id)
        yield Due(name, prints, or_(of.in_(finished), of.in_(aged)))
    yield Due("taps of complaints", Mark, col(Mark.submission_id).in_(finished))
    yield Due("tags of complaints", Tag, col(Tag.submission_id).in_(finished))
    yield Due("complaints", Submission, col(Submission.id).in_(finished))
    yield Due("words of feedback", Submission, findable & col(Submission.id).in_(aged), leaves=_ONLY_COUNTS)
    yield Due("questions", Unanswered, col(Unanswered.week) < _before(today, keep.unanswered_months))
    yield Due("reports", Correction, col(Correction.week) < _before(today, keep.correction_months))
    yield Due("decisions", Decision, col(Decision.at) < _midnight(_before(today, keep.decision_months)))
    yield Due("counts of wrong codes", WrongCodes, col(WrongCodes.hour) < now - WRONG_CODES)
    yield from _of_officers(now)


def _of_officers(now: datetime) -> Iterator[Due]:
    """What officers leave behind: sign-ins, drafts, and accounts of which nothing is noted any more."""
    ended = now - KEEP_ENDED
    over = or_(col(OfficerSession.seen_at) < ended - IDLE, col(OfficerSession.made_at) < ended - LONGEST)
    noted = exists().where(or_(col(Decision.who) == col(Officer.name), col(Decision.on_id) == col(Officer.id)))
    there = exists().where(col(Officer.id) == col(SavedFilter.officer_id))
    yield Due("sign-ins", OfficerSession, over)
    yield Due("failed sign-ins", FailedSignIn, col(FailedSignIn.at) < now - FAILED_SIGN_INS)
    yield Due("drafts of officers", Draft, col(Draft.at) < now - DRAFTS)
    yield Due("accounts switched off", Officer, col(Officer.disabled).is_(True) & ~noted)
    yield Due("filters of accounts that are gone", SavedFilter, ~there)


def prune(session: Session, keep: Keep, now: datetime) -> dict[str, int]:
    """End what is past its time, in the transaction of `session`. Gives how many records of each kind."""
    return {due.name: _end(due, session) for due in past_its_time(keep, now)}


def count_due(session: Session, keep: Keep, now: datetime) -> dict[str, int]:
    """How many records of each kind would end now, or be stripped of what was said in them. Changes nothing."""
    return {
        due.name: session.scalar(select(func.count()).select_from(due.table).where(due.where)) or 0
        for due in (*past_its_time(keep, now), *_ended_elsewhere(keep, now))
    }


def _ended_elsewhere(keep: Keep, now: datetime) -> Iterator[Due]:
    """What the hourly job ends by other means than `prune`: it opens chats, and destroys the secrets of rounds."""
    touched = col(Conversation.touched_at)
    left = (touched < now - timedelta(hours=keep.chat_hours)) & (touched >= now - timedelta(days=keep.hello_days))
    yield Due("words in chats", Conversation, left & col(Conversation.rested).is_(False))
    yield Due("rounds that are over", Round, (col(Round.closes_on) < now.date()) & col(Round.closed).is_(False))


def _end(due: Due, session: Session) -> int:
    statement: Any = delete(due.table) if due.leaves is None else update(due.table).values(**due.leaves)
    done = session.execute(statement.where(due.where), execution_options={"synchronize_session": False})
    assert isinstance(done, CursorResult)
    return done.rowcount


def _before(today: date, months: int) -> date:
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
