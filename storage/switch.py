"""The off switch: whether the assistant answers families, and what they are told where it does not."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import Session, col

from storage.officer_tables import Switch

LONGEST_REASON = 300
_ONLY = 1


class SwitchError(Exception):
    """It cannot be switched. The message says in one line what to do."""


def why_off(session: Session) -> str | None:
    """The officers' reason while it is off; None while it is on. Only reads."""
    return session.scalar(select(col(Switch.reason)).where(col(Switch.id) == _ONLY, col(Switch.off).is_(True)))


def switch_off(session: Session, reason: str) -> None:
    """Switch it off. `reason` is one line for families. Raises SwitchError."""
    if not reason or len(reason) > LONGEST_REASON:
        raise SwitchError(f"Tell families why, with {LONGEST_REASON} letters at most.")
    session.merge(Switch(id=_ONLY, off=True, reason=reason))


def switch_on(session: Session) -> None:
    """Switch it on again."""
    session.merge(Switch(id=_ONLY, off=False, reason=""))
