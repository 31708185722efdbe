"""Officers' sessions. The cookie holds a random token; of it, a hash is kept."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, select, update
from sqlmodel import Session, col

from storage.officer_tables import Officer, OfficerSession

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
"""When a session ends: half an hour after the last page, and twelve hours after the sign-in."""
KEEP_ENDED = timedelta(days=1)
"""How long what ended is kept, so that words that were typed in it find their officer."""
_TOUCH = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Seen:
    """Whose session it is. `is_due` is whether its use is to be noted: not at every page, as that is a write."""

    officer: Officer
    is_due: bool


class Sessions:
    """Sessions in the transaction of `session`, at the moment `at`."""

    def __init__(self, session: Session, at: datetime) -> None:
        self._session = session
        self._at = at

    def begin(self, officer_id: str) -> str:
        """A new session. Gives the token for its cookie."""
        token = secrets.token_urlsafe(32)
        begun = OfficerSession(token=_hashed(token), officer_id=officer_id, made_at=self._at, seen_at=self._at)
        self._session.add(begun)
        return token

    def find(self, token: str) -> Seen | None:
        """Whose session it is; None where it has ended. Only reads."""
        found = self._found(token)
        if found is None:
            return None
        kept, officer = found
        seen, made = with_zone(kept.seen_at), with_zone(kept.made_at)
        if kept.ended or officer.disabled or self._at > min(seen + IDLE, made + LONGEST):
            return None
        return Seen(officer, self._at - seen > _TOUCH)

    def keep_open(self, token: str) -> None:
        """Note that a session is in use."""
        mine = col(OfficerSession.token) == _hashed(token)
        self._session.execute(update(OfficerSession).where(mine).values(seen_at=self._at))

    def whose_ended(self, token: str) -> Officer | None:
        """Whose session it was that has ended, so that what they had typed in it can be kept for them."""
        found = self._found(token)
        return found[1] if found and not found[1].disabled else None

    def sign_out(self, token: str) -> None:
        """End a session, and leave nothing of it."""
        self._session.execute(delete(OfficerSession).where(col(OfficerSession.token) == _hashed(token)))

    def _found(self, token: str) -> tuple[OfficerSession, Officer] | None:
        row = self._session.execute(
            select(OfficerSession, Officer)
            .join(Officer, col(Officer.id) == col(OfficerSession.officer_id))
            .where(col(OfficerSession.token) == _hashed(token))
        ).one_or_none()
        return (row[0], row[1]) if row else None


def end_all(session: Session, officer_id: str) -> None:
    """End every session of an officer."""
    session.execute(update(OfficerSession).where(col(OfficerSession.officer_id) == officer_id).values(ended=True))


def with_zone(at: datetime) -> datetime:
    """A moment as PostgreSQL gives it; SQLite keeps no zone."""
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
