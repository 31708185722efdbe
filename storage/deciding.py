"""What officers decide about what was said: read, edited, shown or not, answered. Each step is noted in the same
transaction, without the words (T-36).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import CursorResult, select, update
from sqlmodel import Session, col

from storage.anonymise import CleanText
from storage.inbox import Inbox, Showing
from storage.sealing import Sealer
from storage.tables import Response, Submission
from storage.views import ResponseKind, Status
from storage.worded import seal_words

Reason = Literal["name", "could-be-known", "swearing", "not-about-this", "legal", "other"]
"""Why words are edited, held or rejected."""
STATUS_OF: Mapping[ResponseKind, Status] = {"did": "done", "will": "answered", "cannot": "cannot"}
"""What becomes of the status of what is answered with each kind of response."""


class DecidingError(Exception):
    """A decision cannot be made. The message says in one line what to do."""


@dataclass(frozen=True, slots=True)
class NewResponse:
    """What the council says to what families said: see `storage.tables.Response`. It is public once published."""

    kind: ResponseKind
    said: str
    text: str
    about: str | None = None
    theme: str | None = None
    district: str | None = None


class Deciding:
    """Decides in the transaction of `session`; the officer and the moment are those of `inbox`."""

    def __init__(self, session: Session, sealer: Sealer, inbox: Inbox) -> None:
        self._session = session
        self._sealer = sealer
        self._inbox = inbox

    def start(self, submission_id: str, version: int) -> None:
        """Someone is reading it now. Raises DecidingError."""
        self._change(submission_id, version, {"status": "reading"}, "start")

    def edit(self, submission_id: str, version: int, words: Mapping[str, CleanText], why: Reason) -> None:
        """Change the words, and keep what they were at first. Raises DecidingError."""
        row = self._row(submission_id)
        sealed = seal_words({name: text.text for name, text in words.items()}, self._sealer)
        self._change(
            submission_id, version, {"words": sealed, "first_words": row.first_words or row.words}, "edit", why
        )

    def show(self, submission_id: str, version: int, showing: Showing, why: Reason | None = None) -> None:
        """Approve, hold or reject the words for everyone to see. Raises DecidingError.

        Words of worry, and words whose writer did not allow it, are never approved (T-39).
        """
        row = self._row(submission_id)
        if showing == "approved" and row.worry:
            raise DecidingError("This has a worry flag, so it is never shown to others.")
        if showing == "approved" and not row.may_show:
            raise DecidingError("The writer did not say that it may be shown to others.")
        self._change(submission_id, version, {"showing": showing}, showing, why)

    def respond(self, ids: Collection[str], response: NewResponse, made_on: date) -> str:
        """Answer these submissions with one response, not published yet. Gives its id. Raises DecidingError."""
        made = Response(**{name: getattr(response, name) for name in response.__slots__}, made_on=made_on)
        self._session.add(made)
        self._session.flush()
        self.link(ids, made.id)
        self._inbox.note("respond", made.id)
        return made.id

    def link(self, ids: Collection[str], response_id: str) -> None:
        """Let a response that is there answer these submissions too. Raises DecidingError."""
        response = self._response(response_id)
        status = STATUS_OF[response.kind]  # type: ignore[index]  # only our kinds are ever written
        changed = {"response_id": response_id, "status": status, "version": col(Submission.version) + 1}
        done = self._run(update(Submission).where(col(Submission.id).in_(ids)).values(**changed))
        if done != len(set(ids)):
            raise DecidingError("One of these is not there any more: its writer may have taken it back.")
        for submission_id in ids:
            self._inbox.note("answer", submission_id)

    def publish(self, response_id: str, on: date | None) -> None:
        """Publish a response on a day, or with None take it back from the public. Raises DecidingError."""
        self._response(response_id).published_on = on
        self._inbox.note("publish" if on else "unpublish", response_id)

    def say_what_changed(self, response_id: str, changed: str) -> None:
        """Say what became of a "we will". Raises DecidingError."""
        self._response(response_id).changed = changed
        self._inbox.note("changed", response_id)

    def _row(self, submission_id: str) -> Submission:
        row = self._session.scalar(select(Submission).where(col(Submission.id) == submission_id))
        if row is None:
            raise DecidingError("This is not there any more: its writer may have taken it back.")
        return row

    def _response(self, response_id: str) -> Response:
        row = self._session.get(Response, response_id)
        if row is None:
            raise DecidingError("There is no such response.")
        return row

    def _change(
        self, submission_id: str, version: int, values: Mapping[str, Any], what: str, why: Reason | None = None
    ) -> None:
        found = (col(Submission.id) == submission_id, col(Submission.version) == version)
        if self._run(update(Submission).where(*found).values(**values, version=version + 1)) != 1:
            self._row(submission_id)
            raise DecidingError("Another officer has changed this in the meantime. Look at it again, then decide.")
        self._inbox.note(what, submission_id, why)

    def _run(self, statement: Any) -> int:
        done = self._session.execute(statement, execution_options={"synchronize_session": "fetch"})
        assert isinstance(done, CursorResult)
        return done.rowcount
