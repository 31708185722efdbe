"""Looking at comments without holding up families' turns: what is read is noted in a moment of its own, after it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlmodel import Session

from storage.inbox import Inbox
from web.console.shell import Console
from web.console.visit import Visit


def inbox_in(session: Session, console: Console, visit: Visit) -> Inbox:
    """The officer's inbox in a session that only reads. Whatever is shown of it must be noted: `note_read`."""
    return Inbox(session, console.sealer, visit.account.name, datetime.now(UTC))


def note_read(console: Console, visit: Visit, ids: Sequence[str]) -> None:
    """Note that the officer reads these, before they see a word of them (T-50)."""
    if ids:
        with console.work(visit) as work:
            work.inbox.note_all("read", ids)
