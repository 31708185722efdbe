"""What officers do with what was said, from the command line. The console does the same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated

import typer
from sqlmodel import Session

from bot.settings import Settings
from bot.wiring import open_content
from handlers.comments import Titles
from handlers.desk import Desk
from storage.database import open_database
from storage.deciding import Deciding, DecidingError
from storage.inbox import Inbox, Item
from storage.sealing import Sealer

Who = Annotated[str, typer.Option("--by", metavar="NAME", help="Who you are: each step is noted with it.")]
LONGEST_NAME = 64
"""How many letters of an officer's name are noted."""


@dataclass(frozen=True, slots=True)
class Board:
    """What one command works with, in one transaction, on the day `today`."""

    desk: Desk
    session: Session
    sealer: Sealer
    inbox: Inbox
    deciding: Deciding
    today: date

    def item(self, submission_id: str) -> Item:
        """One submission, by the first letters of its id. Raises DecidingError where no single one begins so."""
        found = self.inbox.one(submission_id) if submission_id else None
        if found is None:
            raise DecidingError(f"No single comment begins with '{submission_id}'. signpost comments list shows them.")
        return found

    def title(self, about: str) -> str:
        """What an entry or a subject is called, or the question of the month; the id where nobody knows it."""
        return Titles(self.desk, self.session).of(about)

    def is_known(self, about: str) -> bool:
        """Whether there is something with this id that families can comment on."""
        return self.title(about) != about


@contextmanager
def open_board(settings: Settings, who: str) -> Iterator[Board]:
    """The board of the officer `who`. Raises ContentError, DatabaseError, SettingsError, SealError or DecidingError."""
    name = " ".join(who.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise DecidingError(f"Say who you are: --by and your name, with {LONGEST_NAME} letters at most.")
    desk = open_content(settings)
    sealer, now = Sealer(settings.secret()), datetime.now(UTC)
    with Session(open_database(settings.database_url)) as session, session.begin():
        inbox = Inbox(session, sealer, name, now)
        yield Board(desk, session, sealer, inbox, Deciding(session, sealer, inbox), now.date())
