"""The tables of the officers' console. They hold data of officers and of their work, and no words of families."""

from __future__ import annotations

from datetime import date, datetime
from uuid import uuid4

from sqlalchemy import BigInteger, Column, DateTime, LargeBinary, Text
from sqlmodel import Field, SQLModel


def _random_id() -> str:
    return uuid4().hex


class Officer(SQLModel, table=True):
    """Someone who may sign in. `role` is viewer, moderator, editor or admin.

    `password` is an argon2id hash, `second_factor` the sealed secret of their authenticator app (RFC 6238); neither is
    there for someone who comes by single sign-on, of whose subject `subject` is a keyed hash.
    """

    id: str = Field(default_factory=_random_id, primary_key=True, max_length=32)
    name: str = Field(max_length=64, unique=True)
    role: str = Field(max_length=16)
    password: str | None = Field(default=None, max_length=255)
    second_factor: bytes | None = Field(default=None, sa_column=Column(LargeBinary))
    last_step: int = 0
    subject: str | None = Field(default=None, max_length=64, unique=True)
    disabled: bool = False
    made_on: date


class OfficerSession(SQLModel, table=True):
    """One sign-in. `token` is a hash of what the cookie holds. Kept for a day after its end, for drafts."""

    token: str = Field(primary_key=True, max_length=64)
    officer_id: str = Field(max_length=32, index=True)
    made_at: datetime = Field(sa_column=Column(DateTime(timezone=True), nullable=False))
    seen_at: datetime = Field(sa_column=Column(DateTime(timezone=True), nullable=False, index=True))
    ended: bool = False


class FailedSignIn(SQLModel, table=True):
    """A sign-in that failed. `name` is a keyed hash of what was typed; `device` a known device's, or "" for others."""

    id: str = Field(default_factory=_random_id, primary_key=True, max_length=32)
    name: str = Field(max_length=64, index=True)
    device: str = Field(max_length=64)
    at: datetime = Field(sa_column=Column(DateTime(timezone=True), nullable=False, index=True))


class Draft(SQLModel, table=True):
    """What an officer had typed when a session ended, sealed, for after the next sign-in. `page` is its address."""

    officer_id: str = Field(primary_key=True, max_length=32)
    page: str = Field(primary_key=True, max_length=200)
    form: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    at: datetime = Field(sa_column=Column(DateTime(timezone=True), nullable=False, index=True))


class SavedFilter(SQLModel, table=True):
    """A filter of the inbox that an officer comes back to. `query` is the address's query."""

    id: str = Field(default_factory=_random_id, primary_key=True, max_length=32)
    officer_id: str = Field(max_length=32, index=True)
    name: str = Field(max_length=80)
    query: str = Field(max_length=500)


class Switch(SQLModel, table=True):
    """Whether the assistant is switched off for families, and why, in words for them. One row at most."""

    id: int = Field(default=1, primary_key=True)
    off: bool = False
    reason: str = Field(sa_column=Column(Text, nullable=False))


class ApiKey(SQLModel, table=True):
    """A key for the JSON API, of which a hash is kept. What it reads is always guarded (T-35)."""

    id: str = Field(default_factory=_random_id, primary_key=True, max_length=32)
    name: str = Field(max_length=80)
    key: str = Field(max_length=64, unique=True)
    made_on: date
    disabled: bool = False


class Tag(SQLModel, table=True):
    """What an officer says a submission is about: "priority.3", "outcome.health", "theme.transport"."""

    submission_id: str = Field(primary_key=True, max_length=32)
    tag: str = Field(primary_key=True, max_length=64, index=True)


class WordPart(SQLModel, table=True):
    """By what a word search finds a submission: 63 bits of a keyed hash of a word in it."""

    __table_args__ = {"sqlite_with_rowid": False}

    part: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    submission_id: str = Field(primary_key=True, max_length=32, index=True)


class Figure(SQLModel, table=True):
    """How many chose an option of a measure in a week, for one side of it: all, or one value of about, district, age.

    Worked out from the submissions by `storage.figures`, so that a chart of a million of them is quick. Not guarded.
    The key's order is that in which charts read: one measure, seen from one side, over some weeks.
    """

    __table_args__ = {"sqlite_with_rowid": False}

    measure: str = Field(primary_key=True, max_length=32)
    side: str = Field(primary_key=True, max_length=16)
    week: date = Field(primary_key=True, index=True)
    key: str = Field(primary_key=True, max_length=64)
    value: str = Field(primary_key=True, max_length=32)
    count: int


class ContentChange(SQLModel, table=True):
    """A change of a content file that an officer made: the lines before and after it, and what became of it."""

    id: str = Field(default_factory=_random_id, primary_key=True, max_length=32)
    file: str = Field(max_length=200, index=True)
    entry: str = Field(max_length=64, index=True)
    before: str = Field(sa_column=Column(Text, nullable=False))
    after: str = Field(sa_column=Column(Text, nullable=False))
    who: str = Field(max_length=64)
    at: datetime = Field(sa_column=Column(DateTime(timezone=True), nullable=False, index=True))
    state: str = Field(max_length=16, index=True)


class Progress(SQLModel, table=True):
    """What officers say became of a promise or an action of the strategy. The newest row of an item counts.

    `item` is the strategy item's id, `state` one of its own short list, `words` an officer's, `source` an address.
    `noted_on` is the day since which it is so, `due_on` the day by which it is to be done.
    """

    id: str = Field(default_factory=_random_id, primary_key=True, max_length=32)
    item: str = Field(max_length=64, index=True)
    state: str = Field(max_length=24)
    words: str = Field(sa_column=Column(Text, nullable=False))
    source: str | None = Field(default=None, max_length=500)
    noted_on: date
    due_on: date | None = None
    who: str = Field(max_length=64)
    at: datetime = Field(sa_column=Column(DateTime(timezone=True), nullable=False, index=True))


class Release(SQLModel, table=True):
    """What was published of figures or of a year, as it was, so that it stays the same (T-34). `body` is JSON."""

    name: str = Field(primary_key=True, max_length=160)
    through: date
    body: str = Field(sa_column=Column(Text, nullable=False))
    published_on: date
    who: str = Field(max_length=64)


class Usage(SQLModel, table=True):
    """How many turns ended in what way, by channel and hour of the day. Nobody is behind a row: it is a count.

    `outcome` is answer, did_you_mean, fallback, safety, smalltalk, or other for what is no question. `hour` is 0 to 23.
    """

    day: date = Field(primary_key=True)
    channel: str = Field(primary_key=True, max_length=16)
    hour: int = Field(primary_key=True)
    outcome: str = Field(primary_key=True, max_length=16)
    count: int


class DigestSent(SQLModel, table=True):
    """The days on which officers were told what waits, so that one worker alone tells them."""

    day: date = Field(primary_key=True)
