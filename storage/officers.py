"""Officers' accounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import func, select
from sqlmodel import Session, col

from storage.officer_sessions import end_all
from storage.officer_tables import Officer
from storage.passwords import LONGEST_PASSWORD, SHORTEST_PASSWORD, hash_password, new_second_factor
from storage.roles import ROLES, Role
from storage.sealing import Sealer
from storage.tables import Decision

LONGEST_NAME = 64


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


class Officers:
    """Accounts in the transaction of `session`, at the moment `at`. `by` is who changes them, for the audit."""

    def __init__(self, session: Session, sealer: Sealer, at: datetime, by: str = "") -> None:
        self._session = session
        self._sealer = sealer
        self._at = at
        self._by = by

    def add(self, name: str, role: Role, password: str) -> str:
        """Make an account. Gives the secret of its second factor, to be shown once. Raises OfficerError."""
        plain = self.check_new(name)
        check_password(password)
        secret = new_second_factor()
        made = Officer(name=plain, role=role, password=hash_password(password), made_on=self._at.date())
        made.second_factor = self._sealer.seal(secret)
        self._session.add(made)
        self._session.flush()
        self._note("add-officer", made.id, role)
        return secret

    def check_new(self, name: str) -> str:
        """A name as it will be kept. Raises OfficerError where no account can have it."""
        plain = plain_name(name)
        if not plain.isprintable() or not 0 < len(plain) <= LONGEST_NAME:
            raise OfficerError(f"Give a name of {LONGEST_NAME} letters at most, such as an e-mail address.")
        if self._named(plain):
            raise OfficerError(f"There is an officer called {plain} already.")
        return plain

    def all(self) -> Sequence[Account]:
        """Every account, by name."""
        return [account_of(row) for row in self._session.scalars(select(Officer).order_by(col(Officer.name)))]

    def one(self, officer_id: str) -> Account | None:
        """An account by its id; None where there is none."""
        row = self._session.get(Officer, officer_id)
        return account_of(row) if row else None

    def change(self, name: str, *, role: Role | None = None, disabled: bool | None = None) -> Account:
        """Change a role, or switch an account off or on; either ends its sessions. Raises OfficerError."""
        row = self._there(name)
        if disabled and row.name == self._by:
            raise OfficerError("You cannot switch your own account off. Ask another admin.")
        if role and role != row.role and row.password is None:
            raise OfficerError(f"{row.name} signs in with a council account, which sets the role each time.")
        loses = row.role == "admin" and not row.disabled and ((role or "admin") != "admin" or disabled)
        if loses and not self._other_admins(row):
            raise OfficerError("This is the only admin. Make another one first.")
        if role and role != row.role:
            row.role = role
            self._note("change-role", row.id, role)
        if disabled is not None and disabled != row.disabled:
            row.disabled = disabled
            self._note("disable" if disabled else "enable", row.id)
        end_all(self._session, row.id)
        return account_of(row)

    def reset(self, name: str, password: str) -> str:
        """A new password and second factor; ends the account's sessions. Gives the secret. Raises OfficerError."""
        row = self._there(name)
        if row.password is None:
            raise OfficerError(f"{row.name} signs in with a council account, and has no password here.")
        check_password(password)
        secret = new_second_factor()
        row.password, row.second_factor, row.last_step = hash_password(password), self._sealer.seal(secret), 0
        self._note("reset-sign-in", row.id)
        end_all(self._session, row.id)
        return secret

    def set_password(self, name: str, password: str) -> None:
        """A new password; ends the account's sessions. Raises OfficerError."""
        row = self._there(name)
        check_password(password)
        row.password = hash_password(password)
        self._note("password", row.id)
        end_all(self._session, row.id)

    def from_sign_on(self, subject: str, name: str, role: Role) -> Account:
        """The account of someone whom the council's sign-on has checked; made at the first time, with its role of now.

        Raises OfficerError where it is switched off, or where its name is another's.
        """
        hashed = self._sealer.hash("subject", subject)
        row = self._session.scalar(select(Officer).where(col(Officer.subject) == hashed))
        if row is None:
            plain = plain_name(name)[:LONGEST_NAME]
            if not plain or self._named(plain):
                raise OfficerError("There is another account with your name here. Ask an admin of this console.")
            row = Officer(name=plain, role=role, subject=hashed, made_on=self._at.date())
            self._session.add(row)
            self._session.flush()
            self._note("add-officer", row.id, role)
        if row.disabled:
            raise OfficerError("Your account here is switched off. Ask an admin of this console.")
        if row.role != role:
            row.role = role
            self._note("change-role", row.id, role)
            end_all(self._session, row.id)
        return account_of(row)

    def _there(self, name: str) -> Officer:
        row = self._named(plain_name(name))
        if row is None:
            raise OfficerError(f"There is no officer called {name}. signpost officer list shows them.")
        return row

    def _other_admins(self, row: Officer) -> int:
        # Locked, so that of two admins who take each other's role at once one is refused.
        others = select(col(Officer.id)).where(col(Officer.role) == "admin", col(Officer.disabled).is_(False))
        admins = self._session.scalars(others.with_for_update()).all()
        return len([one for one in admins if one != row.id])

    def _named(self, name: str) -> Officer | None:
        return self._session.scalar(select(Officer).where(col(Officer.name) == name))

    def _note(self, what: str, on_id: str, why: str | None = None) -> None:
        self._session.add(Decision(at=self._at, who=self._by or "command line", what=what, on_id=on_id, why=why))


def account_of(row: Officer) -> Account:
    """The account that a row holds."""
    return Account(row.id, row.name, cast(Role, row.role), row.disabled, row.password is not None)


def plain_name(name: str) -> str:
    """A name as it is kept and compared."""
    return name.strip().lower()


def check_password(password: str) -> None:
    """Raises OfficerError for a password that is too short or too long."""
    if len(password) < SHORTEST_PASSWORD:
        raise OfficerError(f"A password needs {SHORTEST_PASSWORD} letters or more. Three random words are good.")
    if len(password) > LONGEST_PASSWORD:
        raise OfficerError(f"A password has {LONGEST_PASSWORD} letters at most.")


def has_officers(session: Session) -> bool:
    """Whether there is any account yet."""
    return bool(session.scalar(select(func.count()).select_from(Officer)))
