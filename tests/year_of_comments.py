"""A year of comments, put straight into the database, and the report of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from uuid import uuid4

from sqlalchemy import Engine
from sqlmodel import Session

from storage.sealing import Sealer
from storage.tables import Decision, Response, Submission
from storage.worded import seal_words

IN_2025 = date(2025, 6, 2)
"""A Monday."""
LATER = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""A moment at which the year 2025 is over."""
ANSWER = "answer-1"
_numbers = count(1)


def comment(engine: Engine, sealer: Sealer, text: str = "", **more: Any) -> str:
    """One comment about "a-service" in 2025, which is answered and may be shown. `text` "" is taps alone."""
    made = uuid4().hex
    usual: dict[str, Any] = {
        "id": made, "kind": "feedback", "about": "a-service", "week": IN_2025, "status": "answered",
        "showing": "approved", "may_show": True, "group_id": made, "receipt": made, "response_id": ANSWER,
        "words": seal_words({"good": text}, sealer) if text else None, "fresh": 0,
    }  # fmt: skip
    with Session(engine) as session, session.begin():
        session.add(Submission(**(usual | more)))
    return made


def comments(engine: Engine, sealer: Sealer, many: int, text: str = "it was fine", **more: Any) -> list[str]:
    """Some comments, each in other words."""
    return [comment(engine, sealer, f"{text} {next(_numbers)}", **more) for _ in range(many)]


def answer(engine: Engine, answer_id: str = ANSWER, **more: Any) -> None:
    """A published answer."""
    usual: dict[str, Any] = {
        "id": answer_id, "kind": "will", "said": "Calls are not answered.", "text": "Two more people from May.",
        "made_on": date(2025, 9, 1), "published_on": date(2025, 9, 1),
    }  # fmt: skip
    with Session(engine) as session, session.begin():
        session.add(Response(**(usual | more)))


def reject(engine: Engine, comment_id: str, why: str, at: datetime = LATER) -> None:
    """Reject a comment with a reason, as officers do."""
    with Session(engine) as session, session.begin():
        row = session.get(Submission, comment_id)
        assert row
        row.showing = "rejected"
        session.add(Decision(at=at, who="ann", what="rejected", on_id=comment_id, why=why))


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    with Session(engine) as session:
        yield session
