"""The end of the service: all that is held of people goes; what the council published stays (Telegram's terms, 4.2)."""

from __future__ import annotations

from sqlalchemy import CursorResult, Engine, delete
from sqlmodel import SQLModel, col

from storage.officer_tables import Draft, Figure, Tag, Usage, WordPart
from storage.tables import (
    Ballot,
    Conversation,
    Correction,
    Likeness,
    Mark,
    Reminder,
    Response,
    Round,
    Submission,
    Tally,
    Turn,
    Unanswered,
    Votes,
    WrongCodes,
)

OF_PEOPLE: tuple[type[SQLModel], ...] = (
    *(Conversation, Turn, Reminder),
    *(Mark, Likeness, Submission, Tally, Ballot, Votes, Round, Unanswered, Correction, WrongCodes),
    *(WordPart, Tag, Draft, Figure, Usage),
)
"""The tables that hold what people said, or that they were there."""


def close_service(engine: Engine) -> dict[str, int]:
    """Delete it all in one transaction. Gives the rows deleted from each table."""
    with engine.begin() as connection:
        gone = {}
        for table in OF_PEOPLE:
            done = connection.execute(delete(table))
            assert isinstance(done, CursorResult)
            gone[str(table.__tablename__)] = done.rowcount
        unpublished = connection.execute(delete(Response).where(col(Response.published_on).is_(None)))
        assert isinstance(unpublished, CursorResult)
        return gone | {"response": unpublished.rowcount}
