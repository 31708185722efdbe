"""What people say: feedback, young people's views, complaints, taps, questions without an answer, corrections.

Takes cleaned words only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, delete, or_, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from storage.anonymise import CleanText
from storage.likeness import group_like, parts_of, words_of
from storage.officer_tables import Tag, WordPart
from storage.responses import is_published
from storage.sealing import Sealer
from storage.tables import Correction, Likeness, Mark, Response, Submission, Tally, Unanswered
from storage.upserts import count_one
from storage.views import Kind
from storage.worded import seal_words

_AS_IS = {"synchronize_session": False}


class CodeTaken(Exception):  # noqa: N818  (an event that the caller answers by running the turn again)
    """Another submission has this receipt's code."""


@dataclass(frozen=True, slots=True)
class Said:
    """What someone sends with "Yes, send this". See `storage.tables.Submission` for what each part holds.

    `words` are by the name of the step that asked for them, `marks` are values of options by the id of the measure.
    """

    kind: Kind
    about: str
    words: Mapping[str, CleanText]
    marks: Mapping[str, str]
    receipt: str
    age_band: str | None = None
    district: str | None = None
    may_show: bool = False
    worry: bool = False


def week_of(day: date) -> date:
    """The Monday of the week of `day`: the nearest to a time that is kept with anyone's words (T-17)."""
    return day - timedelta(days=day.weekday())


def is_public(day: date) -> ColumnElement[bool]:
    """The condition that it is too late on `day` to withdraw a submission.

    Either its words were approved for everybody to see, or it is counted in a response that is published: from then on
    others rely on what they read, and a count that changed with one submission would tell of it (T-34).
    """
    published = select(col(Response.id)).where(is_published(day), col(Response.id) == col(Submission.response_id))
    return or_(col(Submission.showing) == "approved", published.exists())


class Submissions:
    """Writes what was said, in the transaction of `session`, with no link to who said it."""

    def __init__(self, session: Session, sealer: Sealer) -> None:
        self._session = session
        self._sealer = sealer

    def add(self, said: Said, day: date) -> None:
        """Keep what its writer has seen and sent, in the group of what is nearly the same.

        Raises CodeTaken where another has its receipt's code: where there are 100,000, once in 275,000 times.
        """
        texts = {name: text.text for name, text in said.words.items()}
        words = words_of(texts)
        parts = parts_of(words, f"{said.kind}.{said.about}", self._sealer)
        made = self._row(said, texts, day)
        made.group_id = group_like(words, parts, self._session, self._sealer) or made.id
        self._session.add(made)
        self._session.add_all(Mark(submission_id=made.id, measure=name, value=tap) for name, tap in said.marks.items())
        self._session.add_all(Likeness(part=part, submission_id=made.id) for part in parts)
        try:
            self._session.flush()
        except IntegrityError:
            raise CodeTaken from None

    def withdraw(self, code: str, day: date) -> bool:
        """Delete what was sent with `code`, and all that goes with it. False where there is nothing to delete."""
        mine = col(Submission.receipt) == self._sealer.hash("receipt", code)
        gone = self._session.scalar(
            delete(Submission).where(mine, ~is_public(day)).returning(col(Submission.id)).execution_options(**_AS_IS)
        )
        if gone is None:
            return False
        for table in (Mark, Likeness, Tag, WordPart):
            self._session.execute(delete(table).where(col(table.submission_id) == gone).execution_options(**_AS_IS))
        return True

    def count_tap(self, about: str, measure: str, value: str, day: date) -> None:
        """Count a tap under an entry: nobody's words, and nobody's row."""
        count_one(self._session, Tally(about=about, measure=measure, value=value, week=week_of(day), count=1))

    def add_unanswered(self, question: CleanText, day: date) -> None:
        """Keep a question that we could not answer."""
        self._session.add(Unanswered(question=self._sealer.seal(question.text), week=week_of(day)))

    def add_correction(self, about: str, what: str, words: CleanText | None, day: date) -> None:
        """Keep a family's word that an entry is wrong. `what` is wrong, closed or more."""
        self._session.add(Correction(about=about, what=what, words=self._sealed(words), week=week_of(day)))

    def _row(self, said: Said, texts: Mapping[str, str], day: date) -> Submission:
        return Submission(
            kind=said.kind,
            about=said.about,
            age_band=said.age_band,
            district=said.district,
            words=seal_words(texts, self._sealer),
            week=week_of(day),
            receipt=self._sealer.hash("receipt", said.receipt),
            may_show=said.may_show,
            worry=said.worry,
            group_id="",
        )

    def _sealed(self, words: CleanText | None) -> bytes | None:
        return self._sealer.seal(words.text) if words and words.text else None
