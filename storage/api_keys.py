"""Keys for the JSON API. A key is shown once, when it is made; of it, a hash is kept."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from storage.officer_tables import ApiKey

PREFIX = "signpost_"
"""What every key begins with, so that one that leaked is known for what it is."""
LONGEST_NAME = 80


class ApiKeyError(Exception):
    """A key cannot be made or changed. The message says in one line what to do."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key without its secret: what it is for, and whether it still opens anything."""

    id: str
    name: str
    made_on: date
    disabled: bool


class ApiKeys:
    """Keys in the transaction of `session`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def make(self, name: str, made_on: date) -> tuple[str, str]:
        """Make a key. Gives its id, and the key itself, to be shown once. Raises ApiKeyError."""
        if not name or len(name) > LONGEST_NAME:
            raise ApiKeyError(f"Say who uses the key and what for, with {LONGEST_NAME} letters at most.")
        key = PREFIX + secrets.token_urlsafe(32)
        row = ApiKey(name=name, key=_hashed(key), made_on=made_on)
        self._session.add(row)
        self._session.flush()
        return row.id, key

    def all(self) -> Sequence[Key]:
        """Every key, the newest first."""
        rows = self._session.scalars(select(ApiKey).order_by(col(ApiKey.made_on).desc(), col(ApiKey.id)))
        return [Key(row.id, row.name, row.made_on, row.disabled) for row in rows]

    def find(self, key: str) -> str | None:
        """The name of a key that is in use; None for any other. Only reads."""
        in_use = (col(ApiKey.key) == _hashed(key), col(ApiKey.disabled).is_(False))
        return self._session.scalar(select(col(ApiKey.name)).where(*in_use))

    def switch_off(self, key_id: str) -> None:
        """Let a key open nothing any more. Raises ApiKeyError."""
        row = self._session.get(ApiKey, key_id)
        if row is None:
            raise ApiKeyError("There is no such key.")
        row.disabled = True


def _hashed(key: str) -> str:
    # A key is 256 random bits, so nobody can guess it from a plain hash.
    return hashlib.sha256(key.encode()).hexdigest()
