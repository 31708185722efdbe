"""The tables. What was said (submission, tally, votes ...) shares no key with who said it (conversation, turn).

Times are kept only where a rule needs them, and never with what someone said: that has the Monday of its week (T-17).
What was said is `fresh`: how often it is still to be written, each time in a transaction of its own (2, 1, then 0), as
PostgreSQL notes at each row which transaction wrote it (xmin), and would else tell which turn said it. See
`storage.settling`; on SQLite it stays as it is.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import uuid4

from sqlalchemy import Column, DateTime, Index, LargeBinary, Text, false
from sqlmodel import Field, SQLModel


def _random_id() -> str:
    return uuid4().hex


# SQLite numbers its rows in the order of writing, and that order would tell whose turn wrote which words.
_NO_ROW_NUMBERS = {"sqlite_with_rowid": False}
_FRESH = {"server_default": "2"}
# The order of the officers' inbox, with all that it can be filtered by, so that no filter reads the sealed words.
_INBOX_ORDER = Index(
    "ix_submission_inbox",
    *("worry", "week", "id", "kind", "status", "showing", "about", "district", "age_band", "may_show"),
)
# What public pages ask for: words that are shown, how many are alike, how many said what a response answers.
_SHOWN = Index("ix_submission_shown", "kind", "showing", "week", "id", "status")
_ALIKE = Index("ix_submission_alike", "kind", "age_band", "about", "group_id")
_ANSWERED = Index("ix_submission_answered", "response_id", "group_id")


# The order of the audit, for each thing that it can be filtered by.
_AUDIT_ORDERS = (
    Index("ix_decision_order", "at", "id"),
    Index("ix_decision_who", "who", "at", "id"),
    Index("ix_decision_what", "what", "at", "id"),
    Index("ix_decision_who_what", "who", "what", "at", "id"),
)


class Conversation(SQLModel, table=True):
    """One chat. `key` is a keyed hash of its id; `version` grows with each turn; `state` is sealed JSON.

    `rested` is whether a chat that was left has been stripped of what was said in it.
    """

    key: str = Field(primary_key=True, max_length=64)
    channel: str = Field(max_length=16)
    version: int
    state: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    tokens: float
    rested: bool = Field(default=False, index=True, sa_column_kwargs={"server_default": false()})
    touched_at: datetime = Field(sa_column=Column(DateTime(timezone=True), nullable=False, index=True))


class Turn(SQLModel, table=True):
    """An update that was answered, and its reply, so that a repeat changes nothing. Gone after a day.

    `reply` and `address` are sealed. `outcome` is how a question was answered: see `storage.officer_tables.Usage`.
    `private` marks a reply whose words must not stay here (a receipt code).
    """

    key: str = Field(primary_key=True, max_length=64)
    update_id: str = Field(primary_key=True, max_length=128)
    channel: str = Field(max_length=16)
    reply: bytes | None = Field(default=None, sa_column=Column(LargeBinary))
    address: bytes | None = Field(default=None, sa_column=Column(LargeBinary))
    number: int = 0
    private: bool = False
    sent: bool = False
    outcome: str = Field(default="other", max_length=16, sa_column_kwargs={"server_default": "other"})
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
    """What one person sent with "Yes, send this", in cleaned words. Found again only by its receipt code's hash.

    `kind` is feedback, view (a young person's) or complaint. `about` is the id of a service or an answer, or of a
    subject or theme of the flow that asked, or of a round. `words` are sealed texts by the name of the step
    (`storage.worded`), `first_words` what they were before an officer edited them. `group_id` is shared by what is
    nearly the same. `showing` is waiting, approved, held or rejected: what an officer decided about showing the words
    to others, which `may_show` says that the writer allows. `indexed` is whether a word search finds it. `version`
    grows with each thing that an officer changes.
    """

    __table_args__ = (_INBOX_ORDER, _SHOWN, _ALIKE, _ANSWERED, _NO_ROW_NUMBERS)

    id: str = Field(default_factory=_random_id, primary_key=True, max_length=32)
    kind: str = Field(max_length=16)
    about: str = Field(max_length=64, index=True)
    age_band: str | None = Field(default=None, max_length=16)
    district: str | None = Field(default=None, max_length=64)
    words: bytes | None = Field(default=None, sa_column=Column(LargeBinary))
    first_words: bytes | None = Field(default=None, sa_column=Column(LargeBinary))
    week: date = Field(index=True)
    receipt: str = Field(max_length=64, unique=True)
    status: str = Field(default="received", max_length=24)
    showing: str = Field(default="waiting", max_length=16)
    may_show: bool = False
    worry: bool = False
    group_id: str = Field(max_length=32, index=True)
    response_id: str | None = Field(default=None, max_length=32)
    indexed: bool = Field(default=False, index=True, sa_column_kwargs={"server_default": false()})
    version: int = 1
    fresh: int = Field(default=2, index=True, sa_column_kwargs=_FRESH)


class Mark(SQLModel, table=True):
    """One tap of a submission: the id of a measure, and the value of the option that was tapped."""

    __table_args__ = _NO_ROW_NUMBERS

    submission_id: str = Field(primary_key=True, max_length=32)
    measure: str = Field(primary_key=True, max_length=32)
    value: str = Field(max_length=32)
    fresh: int = Field(default=2, index=True, sa_column_kwargs=_FRESH)


class Likeness(SQLModel, table=True):
    """A keyed hash of a part of a submission's words, by which one that is nearly the same is found."""

    __table_args__ = _NO_ROW_NUMBERS

    part: str = Field(primary_key=True, max_length=32)
    submission_id: str = Field(primary_key=True, max_length=32, index=True)
    fresh: int = Field(default=2, index=True, sa_column_kwargs=_FRESH)


class Tally(SQLModel, table=True):
    """How often an option of a measure was tapped under an entry in a week. Nobody is behind a row: it is a count."""

    __table_args__ = _NO_ROW_NUMBERS

    about: str = Field(primary_key=True, max_length=64)
    measure: str = Field(primary_key=True, max_length=32)
    value: str = Field(primary_key=True, max_length=32)
    week: date = Field(primary_key=True)
    count: int
    fresh: int = Field(default=2, index=True, sa_column_kwargs=_FRESH)


class Response(SQLModel, table=True):
    """What the council says to what families said (regulation 56(2) of the SEND Regulations 2014). Public once it is
    published; an officer's words.

    `kind` is did, will or cannot. `said` sums up what families said. `about`, `theme` and `district` say what it
    is on. `changed` says what became of a "will".
    """

    id: str = Field(default_factory=_random_id, primary_key=True, max_length=32)
    kind: str = Field(max_length=8)
    said: str = Field(sa_column=Column(Text, nullable=False))
    text: str = Field(sa_column=Column(Text, nullable=False))
    about: str | None = Field(default=None, max_length=64, index=True)
    theme: str | None = Field(default=None, max_length=64, index=True)
    district: str | None = Field(default=None, max_length=64)
    changed: str | None = Field(default=None, sa_column=Column(Text))
    made_on: date
    published_on: date | None = Field(default=None, index=True)


class Decision(SQLModel, table=True):
    """What an officer decided or read, and when. Never any of the words (T-36)."""

    __table_args__ = _AUDIT_ORDERS

    id: str = Field(default_factory=_random_id, primary_key=True, max_length=32)
    at: datetime = Field(sa_column=Column(DateTime(timezone=True), nullable=False))
    who: str = Field(max_length=64)
    what: str = Field(max_length=24)
    on_id: str = Field(max_length=64, index=True)
    why: str | None = Field(default=None, max_length=24)


class Round(SQLModel, table=True):
    """A poll, or a question of the month, that officers put to young people. `options` is JSON: value to label.

    `secret` is sealed: it makes the ballots of this round, and is destroyed when the round ends (T-18).
    """

    id: str = Field(primary_key=True, max_length=32)
    kind: str = Field(max_length=8)
    ask: str = Field(sa_column=Column(Text, nullable=False))
    options: str = Field(default="{}", sa_column=Column(Text, nullable=False))
    opens_on: date
    closes_on: date = Field(index=True)
    closed: bool = False
    secret: bytes | None = Field(default=None, sa_column=Column(LargeBinary))


class Ballot(SQLModel, table=True):
    """That someone has voted in a round, but not what. `voter` is a hash under the round's secret. Gone at its end."""

    __table_args__ = _NO_ROW_NUMBERS

    round_id: str = Field(primary_key=True, max_length=32)
    voter: str = Field(primary_key=True, max_length=64)
    fresh: int = Field(default=2, index=True, sa_column_kwargs=_FRESH)


class Votes(SQLModel, table=True):
    """How many chose an option of a round."""

    __table_args__ = _NO_ROW_NUMBERS

    round_id: str = Field(primary_key=True, max_length=32)
    option: str = Field(primary_key=True, max_length=32)
    count: int
    fresh: int = Field(default=2, index=True, sa_column_kwargs=_FRESH)


class WrongCodes(SQLModel, table=True):
    """How many receipt codes that do not exist were tried in an hour, by everyone together."""

    hour: datetime = Field(sa_column=Column(DateTime(timezone=True), primary_key=True))
    count: int


class Unanswered(SQLModel, table=True):
    """A question that we had no sure answer to, in cleaned words, for officers to learn from."""

    __table_args__ = _NO_ROW_NUMBERS

    id: str = Field(default_factory=_random_id, primary_key=True, max_length=32)
    question: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    week: date = Field(index=True)
    fresh: int = Field(default=2, index=True, sa_column_kwargs=_FRESH)


class Correction(SQLModel, table=True):
    """A family's word that a card is wrong, in cleaned words, for officers to check."""

    __table_args__ = _NO_ROW_NUMBERS

    id: str = Field(default_factory=_random_id, primary_key=True, max_length=32)
    about: str = Field(max_length=64, index=True)
    what: str = Field(max_length=24)
    words: bytes | None = Field(default=None, sa_column=Column(LargeBinary))
    week: date = Field(index=True)
    fresh: int = Field(default=2, index=True, sa_column_kwargs=_FRESH)


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
