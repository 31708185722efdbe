"""What one turn may look up: receipts, responses, young people's views, rounds, its own reminders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import select
from sqlmodel import Session, col

from storage.progress import Note, Notes
from storage.receipts import slips_of
from storage.reminders import Planned, Reminders
from storage.responses import counted, published, published_one
from storage.rounds import Rounds
from storage.sealing import Sealer
from storage.submissions import is_public
from storage.switch import why_off
from storage.tables import Submission
from storage.views import Kind, PublicResponse, PublicRound, Receipt, Status, Voice
from storage.voices import voices
from storage.wrong_codes import WrongTries


class DatabaseLookups:
    """Reads in the transaction of `session`, for the conversation `key`, at the moment `at`."""

    def __init__(self, session: Session, sealer: Sealer, key: str, at: datetime) -> None:
        self._session = session
        self._sealer = sealer
        self._key = key
        self._at = at
        self._today = at.date()

    def receipt(self, code: str) -> Receipt | None:
        """What became of what was sent with `code`; None where there is nothing.

        While the response to it is not published, it is still being read.
        """
        found = self._session.execute(
            select(Submission, is_public(self._today)).where(col(Submission.receipt) == self._hash(code))
        ).one_or_none()
        if found is None:
            return None
        row, public = found
        response = published_one(self._session, row.response_id, self._today)
        status = "reading" if row.response_id and response is None else row.status
        return Receipt(cast(Kind, row.kind), row.about, cast(Status, status), not public, response)

    def slip(self, typed: str) -> str | None:
        """The one code that is there and that `typed` may have meant; None for none, or several."""
        meant = {self._hash(code): code for code in slips_of(typed)}
        there = self._session.scalars(
            select(col(Submission.receipt)).where(col(Submission.receipt).in_(meant)).limit(2)
        ).all()
        return meant[there[0]] if len(there) == 1 else None

    def may_try_codes(self) -> bool:
        """Whether codes may be tried now."""
        return not WrongTries(self._session).are_too_many(self._at)

    def reminders(self) -> tuple[Planned, ...]:
        """What this chat will be reminded of."""
        return Reminders(self._session, self._sealer).of(self._key)

    def responses(self) -> Sequence[PublicResponse]:
        """What the council has published of its responses."""
        return published(self._session, self._today)

    def counted(self, responses: Sequence[PublicResponse]) -> Sequence[PublicResponse]:
        """These responses, with how many said what led to each."""
        return counted(self._session, responses)

    def voices(self) -> Sequence[Voice]:
        """What young people said that may be shown."""
        return voices(self._session, self._sealer)

    def rounds(self) -> Sequence[PublicRound]:
        """The rounds that are open, then those that closed lately."""
        return self._rounds.public(self._today)

    def progress(self) -> Mapping[str, Note]:
        """What officers say became of each promise and each action."""
        return Notes(self._session).every()

    def has_voted(self, round_id: str) -> bool:
        """Whether this chat has voted in a round that is open."""
        return self._rounds.has_voted(round_id, self._key, self._today)

    def why_off(self) -> str | None:
        """The officers' reason while the assistant is switched off; None while it is on."""
        return why_off(self._session)

    @property
    def _rounds(self) -> Rounds:
        return Rounds(self._session, self._sealer)

    def _hash(self, code: str) -> str:
        return self._sealer.hash("receipt", code)
