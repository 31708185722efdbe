"""Filters of the inbox that an officer comes back to."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, func, select
from sqlmodel import Session, col

from storage.officer_tables import SavedFilter

MOST = 20
"""How many one officer may keep."""
LONGEST_NAME, LONGEST_QUERY = 80, 500


class SavedFilterError(Exception):
    """A filter cannot be kept. The message says in one line what to do."""


class SavedFilters:
    """Those of one officer, in the transaction of `session`."""

    def __init__(self, session: Session, officer_id: str) -> None:
        self._session = session
        self._officer = officer_id

    def all(self) -> Sequence[SavedFilter]:
        """All of them, by their names."""
        mine = select(SavedFilter).where(col(SavedFilter.officer_id) == self._officer)
        return self._session.scalars(mine.order_by(func.lower(col(SavedFilter.name)), col(SavedFilter.id))).all()

    def save(self, name: str, query: str) -> None:
        """Keep a filter; one of the same name is written over. Raises SavedFilterError."""
        if not name:
            raise SavedFilterError("Give the filter a name.")
        if len(query) > LONGEST_QUERY:
            raise SavedFilterError("That filter is too long to keep. Look for fewer words.")
        same = next((one for one in self.all() if one.name == name), None)
        if same:
            same.query = query
            return
        if len(self.all()) >= MOST:
            raise SavedFilterError(f"You have {MOST} filters. Delete one first.")
        self._session.add(SavedFilter(officer_id=self._officer, name=name[:LONGEST_NAME], query=query))

    def delete(self, filter_id: str) -> None:
        """Delete one of them. Another officer's stays."""
        mine = (col(SavedFilter.officer_id) == self._officer, col(SavedFilter.id) == filter_id)
        self._session.execute(delete(SavedFilter).where(*mine))
