"""The tables. What was said (submission, unanswered, correction) shares no key with who said it (conversation, turn).

Times are kept only where a rule needs them, and never with what someone said: that has the Monday of its week (T-17).
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import uuid4

from sqlalchemy import Column, DateTime, LargeBinary, Text
from sqlmodel import Field, SQLModel


def _random_id() -> str:
    return uuid4().hex


# SQLite numbers its rows in the order of writing, and that order would tell whose turn wrote which words.
_NO_ROW_NUMBERS = {"sqlite_with_rowid": False}


class Conversation(SQLModel, table=True):
    """One chat. `key` is a keyed hash of its id; `version` grows with each turn; `state` is sealed JSON."""

    key: str = Field(primary_key=True, max_length=64)
    channel: str = Field(max_length=16)
    version: int
    state: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    tokens: float
    touched_at: datetime = Field(sa_column=Column(DateTime(timezone=True), nullable=False, index=True))


class Turn(SQLModel, table=True):
    """An update that was answered, and its reply, so that a repeat changes nothing. Gone after a day.

    `reply` and `address` are sealed. `private` marks a reply whose words must not stay here (a receipt code).
    """

    key: str = Field(primary_key=True, max_length=64)
    update_id: str = Field(primary_key=True, max_length=128)
    channel: str = Field(max_length=16)
    reply: bytes | None = Field(default=None, sa_column=Column(LargeBinary))
    address: bytes | None = Field(default=None, sa_column=Column(LargeBinary))
    number: int = 0
    private: bool = False
    sent: bool = False
    at: datetime = Field(sa_column=Column(DateTime(timezone=True), nullable=False, index=True))
    claimed_at: datetime | None = Field(default=None, sa_column=Column(DateTime(timezone=True)))


class Reminder(SQLModel, table=True):
    """A message that a chat has asked for. Gone once it is sent, stopped or forgotten, or 30 days past.

    `payload` is sealed: where it goes, what it is about, the date that it is about. `send_on` is in clear, because the
    database must find what is due without the key. It tells that this chat, of which there is only a keyed hash here,
    has some legal date or birthday near that day, and how many; all messages go at the same hour, so it holds no time.
    `state` is waiting, or sending: noted before a message goes, so that it never goes twice.
    """

    reminder_id: str = Field(default_factory=_random_id, primary_key=True, max_length=32)
    key: str = Field(max_length=64, index=True)
    payload: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    send_on: date = Field(index=True)
    state: str = Field(default="waiting", max_length=8)
    claimed_at: datetime | None = Field(default=None, sa_column=Column(DateTime(timezone=True)))


class Submission(SQLModel, table=True):
    """Feedback on a service, in cleaned words. Found again only by its receipt code, of which a hash is kept."""

    __table_args__ = _NO_ROW_NUMBERS

    id: str = Field(default_factory=_random_id, primary_key=True, max_length=32)
    about: str = Field(max_length=64, index=True)
    rating: int | None = None
    good: bytes | None = Field(default=None, sa_column=Column(LargeBinary))
    better: bytes | None = Field(default=None, sa_column=Column(LargeBinary))
    week: date = Field(index=True)
    receipt: str = Field(max_length=64, unique=True)
    status: str = Field(default="received", max_length=24)
    worry: bool = False


class Unanswered(SQLModel, table=True):
    """A question that we had no sure answer to, in cleaned words, for officers to learn from."""

    __table_args__ = _NO_ROW_NUMBERS

    id: str = Field(default_factory=_random_id, primary_key=True, max_length=32)
    question: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    week: date = Field(index=True)


class Correction(SQLModel, table=True):
    """A family's word that a card is wrong, in cleaned words, for officers to check."""

    __table_args__ = _NO_ROW_NUMBERS

    id: str = Field(default_factory=_random_id, primary_key=True, max_length=32)
    about: str = Field(max_length=64, index=True)
    what: str = Field(max_length=24)
    words: bytes | None = Field(default=None, sa_column=Column(LargeBinary))
    week: date = Field(index=True)


class FeedChange(SQLModel, table=True):
    """What an Open Referral feed has for us about one record, and what an officer said to it. Public data, no persons.

    `record_id` is the feed's own; `digest` is of the record as it came; `service` is JSON of the service as it would
    be, `approved` as it was last approved.
    """

    source: str = Field(primary_key=True, max_length=512)
    record_id: str = Field(primary_key=True, max_length=200)
    id: str = Field(max_length=64, unique=True)
    kind: str = Field(max_length=8)
    state: str = Field(max_length=8, index=True)
    digest: str = Field(max_length=64)
    service: str = Field(sa_column=Column(Text, nullable=False))
    approved: str | None = Field(default=None, sa_column=Column(Text))
    seen_on: date
