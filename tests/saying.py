"""What someone sends, for tests of what is kept of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session

from storage.anonymise import Anonymiser
from storage.lookups import DatabaseLookups
from storage.receipts import new_receipt
from storage.sealing import Sealer
from storage.submissions import Said, Submissions

WEDNESDAY = date(2026, 11, 25)
MONDAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


@cache
def anonymiser() -> Anonymiser:
    return Anonymiser()


def said(*texts: str, about: str = "a-service", **more: Any) -> Said:
    """Feedback with these texts, and a new receipt."""
    words = {f"text{number}": anonymiser().clean(text) for number, text in enumerate(texts)}
    plain: dict[str, Any] = {"kind": "feedback", "marks": {}, "receipt": new_receipt()}
    return Said(about=about, words=words, **(plain | more))


@contextmanager
def submissions(engine: Engine, sealer: Sealer) -> Iterator[Submissions]:
    """Submissions in a transaction of their own."""
    with Session(engine) as session, session.begin():
        yield Submissions(session, sealer)


def send(engine: Engine, sealer: Sealer, *all_said: Said, day: date = WEDNESDAY) -> None:
    """Keep these, each in a transaction of its own."""
    for one in all_said:
        with submissions(engine, sealer) as book:
            book.add(one, day)


@contextmanager
def lookups(engine: Engine, sealer: Sealer, key: str = "chat", at: datetime = NOON) -> Iterator[DatabaseLookups]:
    """What a turn of the chat `key` looks up."""
    with Session(engine) as session, session.begin():
        yield DatabaseLookups(session, sealer, key, at)
