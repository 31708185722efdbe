"""What officers had typed when their session ended, sealed, for after the next sign-in."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlmodel import Session, col

from storage.officer_tables import Draft
from storage.sealing import Sealer

LONGEST_PAGE = 200
Form = Mapping[str, list[str]]
"""The fields of a form, each with its values."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A form that was not taken: on which page it was filled in, where it was sent `to`, and what it said."""

    page: str
    to: str
    form: Form


class Drafts:
    """One officer's drafts, in the transaction of `session`."""

    def __init__(self, session: Session, sealer: Sealer, officer_id: str) -> None:
        self._session = session
        self._sealer = sealer
        self._officer_id = officer_id
        self._mine = col(Draft.officer_id) == officer_id

    def keep(self, kept: Kept, at: datetime) -> None:
        """Keep a form, in the place of an earlier one of the same page."""
        sealed = self._sealer.seal(json.dumps({"to": kept.to, "form": dict(kept.form)}))
        self._session.merge(Draft(officer_id=self._officer_id, page=_key(kept.page), form=sealed, at=at))

    def at(self, page: str) -> Kept | None:
        """What was typed on a page; None for nothing."""
        row = self._session.scalar(select(Draft).where(self._mine, col(Draft.page) == _key(page)))
        return self._opened(row) if row else None

    def all(self) -> Sequence[Kept]:
        """All that is kept for this officer, the newest first."""
        rows = self._session.scalars(select(Draft).where(self._mine).order_by(col(Draft.at).desc()))
        return [self._opened(row) for row in rows]

    def pages(self) -> Sequence[str]:
        """The pages for which something is kept."""
        return self._session.scalars(select(col(Draft.page)).where(self._mine)).all()

    def drop(self, page: str) -> None:
        """Delete what was typed on a page."""
        self._session.execute(delete(Draft).where(self._mine, col(Draft.page) == _key(page)))

    def _opened(self, row: Draft) -> Kept:
        said = json.loads(self._sealer.open(row.form))
        return Kept(row.page, said["to"], said["form"])


def _key(page: str) -> str:
    # PostgreSQL takes no NUL.
    return page.replace("\x00", "")[:LONGEST_PAGE]
