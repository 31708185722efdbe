"""What was published of a year, kept as it was, so that it stays the same for everyone who reads it (T-34)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from storage.officer_tables import Release
from storage.upserts import insert_new

REGULATION_56 = "regulation-56."
"""How the name of a yearly report begins, before its year."""


@dataclass(frozen=True, slots=True)
class FrozenReport:
    """When a report was published, and by whom; `through` is the last day of its year."""

    name: str
    through: date
    published_on: date
    who: str

    @property
    def year(self) -> int:
        """The year that it is about."""
        return int(self.name.removeprefix(REGULATION_56))


def frozen_reports(session: Session) -> Sequence[FrozenReport]:
    """The yearly reports that are published, the newest year first."""
    rows = session.execute(
        select(col(Release.name), col(Release.through), col(Release.published_on), col(Release.who))
        .where(col(Release.name).startswith(REGULATION_56, autoescape=True))
        .order_by(col(Release.name).desc())
    )
    return [FrozenReport(*row) for row in rows]


def frozen_body(session: Session, year: int) -> str | None:
    """The body of a year's report, as it was published; None where it is not."""
    return session.scalar(select(col(Release.body)).where(col(Release.name) == f"{REGULATION_56}{year}"))


def freeze(session: Session, year: int, row: Release, *, again: bool) -> bool:
    """Keep what is published of a year. False, and nothing changes, where there is one already and not `again`."""
    row.name = f"{REGULATION_56}{year}"
    if insert_new(session, row):
        return True
    if again:
        session.merge(row)
    return again
