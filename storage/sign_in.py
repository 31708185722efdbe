"""Signing in with a password and six digits, so that guessing is slow and nobody can lock another one out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import uuid4

from sqlalchemy import CursorResult, Engine, delete, func, select, update
from sqlmodel import Session, col

from storage.database import READING
from storage.officer_sessions import Sessions
from storage.officer_tables import FailedSignIn, Officer
from storage.officers import Account, account_of, plain_name
from storage.passwords import fits_password, step_of
from storage.sealing import Sealer
from storage.tables import Decision

MOST_FAILED, WITHIN = 5, timedelta(minutes=15)
"""After so many failures from one device in that time, it has to wait. All devices that we do not know are one."""
Refused = Literal["wrong", "wait"]


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session: its officer, and the token that the cookie holds."""

    account: Account
    token: str


class SignIn:
    """Sign-ins on a database. `device` is "" for one that this officer has not signed in with before: it is counted
    with all others like it, so that who guesses from one of them keeps nobody out who comes from a known one.
    """

    def __init__(self, engine: Engine, sealer: Sealer) -> None:
        self._engine = engine
        self._sealer = sealer

    def enter(self, name: str, password: str, digits: str, device: str, at: datetime) -> SignedIn | Refused:
        """Check all three, and begin a session. What was wrong is not told."""
        tried = self._tried(name, device, at)
        if tried is None:
            return "wait"
        right = self._fits(tried, password)
        with self._transaction() as session:
            if not right or tried.officer is None or not self._uses_up(session, tried.officer.id, digits, at):
                return self._refused(session, tried, at)
            officer = session.get_one(Officer, tried.officer.id)
            _forget(session, tried)
            session.add(Decision(at=at, who=officer.name, what="sign-in", on_id=officer.id))
            return SignedIn(account_of(officer), Sessions(session, at).begin(officer.id))

    def check(self, name: str, password: str, device: str, at: datetime) -> Refused | None:
        """Check the password of someone who is signed in already; None where it fits. Wrong ones count as above."""
        tried = self._tried(name, device, at)
        if tried is None:
            return "wait"
        right = self._fits(tried, password)
        with self._transaction() as session:
            if not right:
                return self._refused(session, tried, at)
            _forget(session, tried)
        return None

    def _tried(self, name: str, device: str, at: datetime) -> _Try | None:
        """A try, noted as a failure before it is checked, so that a thousand at once are no more than five.

        None where this device has to wait.
        """
        hashed, try_id = self._sealer.hash("officer", plain_name(name)), uuid4().hex
        with self._transaction() as session:
            session.add(FailedSignIn(id=try_id, name=hashed, device=device, at=at))
        with self._reading() as session:
            same = (col(FailedSignIn.name) == hashed, col(FailedSignIn.device) == device)
            failed = select(func.count()).select_from(FailedSignIn).where(*same, col(FailedSignIn.at) > at - WITHIN)
            officer = session.scalar(select(Officer).where(col(Officer.name) == plain_name(name)))
            tried = _Try(try_id, session.scalar(failed) or 0, officer)
        if tried.count <= MOST_FAILED:
            return tried
        with self._transaction() as session:
            _forget(session, tried)
        return None

    def _fits(self, tried: _Try, password: str) -> bool:
        # Outside of any transaction: it takes long on purpose, and families wait for the lock.
        kept = tried.officer.password if tried.officer and not tried.officer.disabled else None
        return fits_password(password, kept)

    def _refused(self, session: Session, tried: _Try, at: datetime) -> Refused:
        if tried.officer and tried.count == MOST_FAILED:
            session.add(Decision(at=at, who=tried.officer.name, what="locked-out", on_id=tried.officer.id))
        return "wrong"

    def _uses_up(self, session: Session, officer_id: str, digits: str, at: datetime) -> bool:
        """Whether the digits fit; from now on they do not."""
        officer = session.get_one(Officer, officer_id)
        if officer.disabled or officer.second_factor is None:
            return False
        step = step_of(self._sealer.open(officer.second_factor), digits, at.timestamp(), officer.last_step)
        if step is None:
            return False
        unused = (col(Officer.id) == officer.id, col(Officer.last_step) < step)
        done = session.execute(update(Officer).where(*unused).values(last_step=step))
        assert isinstance(done, CursorResult)
        return done.rowcount == 1

    @contextmanager
    def _transaction(self) -> Iterator[Session]:
        with Session(self._engine, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        with self._engine.execution_options(**{READING: True}).connect() as connection, Session(connection) as session:
            yield session


@dataclass(frozen=True, slots=True)
class _Try:
    """A try to sign in: which of the last ones with this name and device it is, and the officer of that name."""

    id: str
    count: int
    officer: Officer | None


def _forget(session: Session, tried: _Try) -> None:
    session.execute(delete(FailedSignIn).where(col(FailedSignIn.id) == tried.id))
