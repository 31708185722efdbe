"""What officers decide about what was said: read, edited, shown or not, answered. Each step is noted in the same
transaction, without the words (T-36).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, Protocol

from sqlalchemy import CursorResult, select, update
from sqlmodel import Session, col

from storage.anonymise import CleanText
from storage.inbox import Inbox, Showing
from storage.sealing import Sealer
from storage.tables import Response, Submission
from storage.views import ResponseKind, Status
from storage.word_search import forget_words
from storage.worded import open_words, seal_words

Reason = Literal["name", "could-be-known", "swearing", "not-about-this", "vexatious", "one-person", "legal", "other"]
"""Why words are edited, held or rejected. Three of them leave a comment out of the yearly report: see
`storage.yearly.LEFT_OUT`."""
STATUS_OF: Mapping[ResponseKind, Status] = {"did": "done", "will": "answered", "cannot": "cannot"}
"""What becomes of the status of what is answered with each kind of response."""


SHOWN_ID = 8
"""How many letters of a random id are shown, and are enough to name what it is the id of."""


class DecidingError(Exception):
    """A decision cannot be made. The message says in one line what to do."""


class ChangedError(DecidingError):
    """Another officer has changed it since it was looked at."""

    def __init__(self) -> None:
        super().__init__("Another officer has changed this in the meantime. Look at it again, then decide.")


class Shown(Protocol):
    """What it depends on whether others may see the words of a submission."""

    @property
    def worry(self) -> bool: ...  # noqa: D102
    @property
    def may_show(self) -> bool: ...  # noqa: D102
    @property
    def words(self) -> object: ...  # noqa: D102


def why_never_shown(one: Shown) -> str | None:
    """Why the words of a submission are never approved for others to see; None where they may be (T-39)."""
    if not one.words:
        return "It has no words to show: its taps are counted."
    if one.worry:
        return "This has a worry flag, so it is never shown to others."
    return None if one.may_show else "The writer did not say that it may be shown to others."


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
        if self._row(submission_id).response_id:
            raise DecidingError("It has an answer already, so its writer sees that.")
        self._change(submission_id, version, {"status": "reading"}, "start")

    def edit(self, submission_id: str, version: int, words: Mapping[str, CleanText], why: Reason) -> None:
        """Change the words, and keep what they were at first. Raises DecidingError.

        `words` are all its parts. None can be left empty, and none added: what nobody said has no place here.
        """
        row = self._row(submission_id)
        if set(words) != set(open_words(row.words, self._sealer)):
            raise DecidingError("It has other parts than these. Look at it again, then edit.")
        if not all(text.text.strip() for text in words.values()):
            raise DecidingError("Say what it should say instead. To show none of it to others, reject it.")
        sealed = seal_words({name: text.text for name, text in words.items()}, self._sealer)
        changed = {"words": sealed, "first_words": row.first_words or row.words, "indexed": False}
        self._change(submission_id, version, changed, "edit", why)
        forget_words(self._session, submission_id)

    def show(self, submission_id: str, version: int, showing: Showing, why: Reason | None = None) -> None:
        """Approve, hold or reject the words for everyone to see. Raises DecidingError.

        Words of worry, and words whose writer did not allow it, are never approved (T-39).
        """
        never = why_never_shown(self._row(submission_id)) if showing == "approved" else None
        if never:
            raise DecidingError(never)
        self._change(submission_id, version, {"showing": showing}, showing, why)

    def touch(self, versions: Mapping[str, int]) -> list[str]:
        """Hold these submissions until the transaction ends. Gives those that are still as they were looked at."""
        held = select(col(Submission.id), col(Submission.version)).where(col(Submission.id).in_(versions))
        rows = self._session.execute(held.with_for_update()).all()
        same = {row.id for row in rows if row.version == versions[row.id]}
        return [one for one in versions if one in same]

    def respond(self, ids: Collection[str], response: NewResponse, made_on: date, *, again: bool = False) -> str:
        """Answer these submissions with one response, not published yet. Gives its id. Raises DecidingError."""
        _check_said(response.said, response.text)
        made = Response(**{name: getattr(response, name) for name in response.__slots__}, made_on=made_on)
        self._session.add(made)
        self._session.flush()
        self.link(ids, made.id, again=again)
        self._inbox.note("respond", made.id)
        return made.id

    def link(self, ids: Collection[str], response_id: str, *, again: bool = False) -> None:
        """Let a response that is there answer these submissions too. Raises DecidingError.

        One that has an answer is only answered anew with `again`: its writer may have read the first.
        """
        response = self._response(response_id)
        if not again:
            self._refuse_answered(ids)
        status = STATUS_OF[response.kind]  # type: ignore[index]  # only our kinds are ever written
        changed = {"response_id": response_id, "status": status, "version": col(Submission.version) + 1}
        done = self._run(update(Submission).where(col(Submission.id).in_(ids)).values(**changed))
        if done != len(set(ids)):
            raise DecidingError("One of these is not there any more: its writer may have taken it back.")
        self._inbox.note_all("answer", set(ids))

    def reword(self, response_id: str, was: tuple[str, str], said: str, text: str) -> None:
        """Change the words of a response that nobody outside has seen yet. Raises DecidingError.

        `was` is what its `said` and its `text` were when they were looked at.
        """
        row = self._response(response_id)
        if row.published_on:
            raise DecidingError("It is published. Take it back first, or say what has changed since.")
        if (row.said, row.text) != was:
            raise ChangedError
        _check_said(said, text)
        row.said, row.text = said.strip(), text.strip()
        self._inbox.note("reword", response_id)

    def publish(self, response_id: str, on: date | None) -> None:
        """Publish a response on a day, or with None take it back from the public. Raises DecidingError."""
        self._response(response_id).published_on = on
        self._inbox.note("publish" if on else "unpublish", response_id)

    def say_what_changed(self, response_id: str, changed: str) -> None:
        """Say what became of a "we will". Raises DecidingError."""
        if not changed.strip():
            raise DecidingError("Say what has changed.")
        self._response(response_id).changed = changed.strip()
        self._inbox.note("changed", response_id)

    def _refuse_answered(self, ids: Collection[str]) -> None:
        answered = (col(Submission.id).in_(ids), col(Submission.response_id).is_not(None))
        row = self._session.scalar(select(Submission).where(*answered).limit(1))
        if row:
            raise DecidingError(
                f"{row.id[:SHOWN_ID]} has the answer {str(row.response_id)[:SHOWN_ID]} already. Say with that one what "
                "has changed since, or answer anew on purpose (--again)."
            )

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
            raise ChangedError
        self._inbox.note(what, submission_id, why)

    def _run(self, statement: Any) -> int:
        done = self._session.execute(statement, execution_options={"synchronize_session": "fetch"})
        assert isinstance(done, CursorResult)
        return done.rowcount


def _check_said(said: str, text: str) -> None:
    if not said.strip():
        raise DecidingError("Say what families said.")
    if not text.strip():
        raise DecidingError("Say what you did, what you will do, or why you cannot.")
