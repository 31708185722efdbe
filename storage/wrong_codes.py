"""Holding back whoever tries receipt codes at random (one chat has a limit of its own besides)."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import select
from sqlmodel import Session, col

from storage.tables import WrongCodes
from storage.upserts import count_one

MOST_AN_HOUR = 300
"""How many codes that do not exist may be tried in an hour, from everywhere together.

There are 31**7, which is 27 thousand million, and a code with a slip in it is read as nine others as a rule, 31 at
most (`storage.receipts.slips_of`). So an hour of tries is 9,000 guesses at most. Where 10,000 codes are there to be
found, one is hit in 300 hours of trying without a break. Who hits one sees what its entry is about and what became of
it, never its words, and could withdraw it. While an hour's tries are used up, right codes wait too: or trying would go
on.
"""


class WrongTries:
    """Counts wrong codes in the transaction of `session`, with nothing of who tried them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, at: datetime) -> None:
        """Count one."""
        count_one(self._session, WrongCodes(hour=_hour_of(at), count=1))

    def are_too_many(self, at: datetime) -> bool:
        """Whether this hour has had as many as it may."""
        tried = self._session.scalar(select(col(WrongCodes.count)).where(col(WrongCodes.hour) == _hour_of(at)))
        return (tried or 0) >= MOST_AN_HOUR


def _hour_of(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
