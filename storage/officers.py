"""Officers' accounts and their sign-ins."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import cast

from sqlalchemy import delete, func, select, update
from sqlmodel import Session, col

from storage.officer_tables import FailedSignIn, Officer, OfficerSession
from storage.passwords import SHORTEST_PASSWORD, fits_password, hash_password, new_second_factor, step_of
from storage.roles import ROLES, Role
from storage.sealing import Sealer

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
"""When a session ends: half an hour after the last page, and twelve hours after the sign-in."""
KEEP_ENDED = timedelta(days=1)
MOST_FAILED, WITHIN = 5, timedelta(minutes=15)
"""After so many failures from one device in that time, it has to wait. All devices that we do not know are one."""


class OfficerError(Exception):
    """An account cannot be made or changed. The message says in one line what to do."""


@dataclass(frozen=True, slots=True)
class Account:
    """An officer. `has_password` is False for one who comes by single sign-on alone."""

    id: str
    name: str
    role: Role
    disabled: bool
    has_password: bool

    def may(self, role: Role) -> bool:
        """Whether they may do what this role may."""
        return ROLES.index(self.role) >= ROLES.index(role)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session: its officer, and the token that the cookie holds."""

    account: Account
    token: str


class Officers:
    """Accounts in the transaction of `session`, at the moment `at`."""

    def __init__(self, session: Session, sealer: Sealer, at: datetime) -> None:
        self._session = session
        self._sealer = sealer
        self._at = at

    def add(self, name: str, role: Role, password: str) -> str:
        """Make an account. Gives the secret of its second factor, to be shown once. Raises OfficerError."""
        plain = name.strip().lower()
        if not plain or len(plain) > 64:
            raise OfficerError("Give a name of 64 letters at most, such as an e-mail address.")
        if len(password) < SHORTEST_PASSWORD:
            raise OfficerError(f"A password needs {SHORTEST_PASSWORD} letters or more. Three random words are good.")
        if self._named(plain):
            raise OfficerError(f"There is an officer called {plain} already.")
        secret = new_second_factor()
        self._session.add(
            Officer(
                name=plain,
                role=role,
                password=hash_password(password),
                second_factor=self._sealer.seal(secret),
                made_on=self._at.date(),
            )
        )
        return secret

    def all(self) -> Sequence[Account]:
        """Every account, by name."""
        return [_account(row) for row in self._session.scalars(select(Officer).order_by(col(Officer.name)))]

    def change(self, name: str, *, role: Role | None = None, disabled: bool | None = None) -> Account:
        """Change a role, or switch an account off or on; either ends its sessions. Raises OfficerError."""
        row = self._named(name.strip().lower())
        if row is None:
            raise OfficerError(f"There is no officer called {name}. signpost officer list shows them.")
        admins = select(func.count()).where(
            col(Officer.role) == "admin", col(Officer.disabled).is_(False), col(Officer.id) != row.id
        )
        loses = row.role == "admin" and ((role or "admin") != "admin" or disabled)
        if loses and not self._session.scalar(admins):
            raise OfficerError("This is the only admin. Make another one first.")
        row.role, row.disabled = role or row.role, row.disabled if disabled is None else disabled
        self._session.execute(update(OfficerSession).where(col(OfficerSession.officer_id) == row.id).values(ended=True))
        return _account(row)

    def sign_in(self, name: str, password: str, digits: str, device: str) -> SignedIn | None:
        """Sign in; None where anything is wrong, or this device has to wait. `device` is "" for one we do not know."""
        row = self._named(name.strip().lower())
        fits = fits_password(password, row.password if row else None)
        if self.must_wait(name, device):
            return None
        step = None
        if row and row.second_factor and not row.disabled and fits:
            step = step_of(self._sealer.open(row.second_factor), digits, self._at.timestamp(), row.last_step)
        if row is None or step is None:
            self._session.add(FailedSignIn(name=self._hashed(name), device=device, at=self._at))
            return None
        row.last_step = step
        return self._begin(row)

    def must_wait(self, name: str, device: str) -> bool:
        """Whether this device has failed too often with this name. A device that was signed in before counts alone,
        so that nobody can lock its owner out from another one.
        """
        failed = select(func.count()).where(
            col(FailedSignIn.name) == self._hashed(name),
            col(FailedSignIn.device) == device,
            col(FailedSignIn.at) > self._at - WITHIN,
        )
        return (self._session.scalar(failed) or 0) >= MOST_FAILED

    def known_by(self, subject: str, name: str, role: Role) -> SignedIn | None:
        """Sign in someone whom the council's sign-on has checked; made at the first time. None where switched off."""
        hashed = self._sealer.hash("subject", subject)
        row = self._session.scalar(select(Officer).where(col(Officer.subject) == hashed))
        if row is None:
            plain = name.strip().lower()[:64]
            row = self._named(plain) or Officer(name=plain, role=role, made_on=self._at.date())
            if row.password is not None:
                return None
            row.subject = hashed
            self._session.add(row)
            self._session.flush()
        return None if row.disabled else self._begin(row)

    def session(self, token: str) -> SignedIn | None:
        """The session that a cookie stands for, which stays open by being used; None where it has ended."""
        found = self._found(token)
        if found is None:
            return None
        kept, row = found
        seen, made = kept.seen_at.replace(tzinfo=UTC), kept.made_at.replace(tzinfo=UTC)
        if kept.ended or row.disabled or self._at > min(seen + IDLE, made + LONGEST):
            kept.ended = True
            return None
        if self._at - seen > timedelta(minutes=1):
            kept.seen_at = self._at
        return SignedIn(_account(row), token)

    def ended(self, token: str) -> Account | None:
        """Whose session it was that has ended within the last day, so that what they had typed can be kept for them."""
        found = self._found(token)
        return _account(found[1]) if found and not found[1].disabled else None

    def sign_out(self, token: str) -> None:
        """End a session, and leave nothing of it."""
        self._session.execute(delete(OfficerSession).where(col(OfficerSession.token) == _token_hash(token)))

    def prune(self) -> None:
        """Delete sessions that ended a day ago, and failures that count no more."""
        old = self._at - LONGEST - KEEP_ENDED
        self._session.execute(delete(OfficerSession).where(col(OfficerSession.made_at) < old))
        self._session.execute(delete(FailedSignIn).where(col(FailedSignIn.at) < self._at - WITHIN))

    def _begin(self, row: Officer) -> SignedIn:
        token = secrets.token_urlsafe(32)
        self._session.add(
            OfficerSession(token=_token_hash(token), officer_id=row.id, made_at=self._at, seen_at=self._at)
        )
        return SignedIn(_account(row), token)

    def _found(self, token: str) -> tuple[OfficerSession, Officer] | None:
        row = self._session.execute(
            select(OfficerSession, Officer)
            .join(Officer, col(Officer.id) == col(OfficerSession.officer_id))
            .where(col(OfficerSession.token) == _token_hash(token))
        ).one_or_none()
        return (row[0], row[1]) if row else None

    def _named(self, name: str) -> Officer | None:
        return self._session.scalar(select(Officer).where(col(Officer.name) == name))

    def _hashed(self, name: str) -> str:
        return self._sealer.hash("officer", name.strip().lower())


def _account(row: Officer) -> Account:
    return Account(row.id, row.name, cast(Role, row.role), row.disabled, row.password is not None)


def _token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
