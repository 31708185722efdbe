"""What families say: feedback, questions without an answer, corrections. Takes cleaned words only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlmodel import Session, col

from storage.anonymise import CleanText
from storage.sealing import Sealer
from storage.tables import Correction, Submission, Unanswered


@dataclass(frozen=True, slots=True)
class Feedback:
    """Feedback on the service with the id `about`. `rating` is 1 (bad) to 5 (very good)."""

    about: str
    rating: int | None
    good: CleanText | None
    better: CleanText | None
    receipt: str
    worry: bool = False


def week_of(day: date) -> date:
    """The Monday of the week of `day`: the nearest to a time that is kept with anyone's words (T-17)."""
    return day - timedelta(days=day.weekday())


class Submissions:
    """Writes what was said, in the transaction of `session`, with no link to who said it."""

    def __init__(self, session: Session, sealer: Sealer) -> None:
        self._session = session
        self._sealer = sealer

    def add_feedback(self, feedback: Feedback, day: date) -> None:
        """Keep feedback that its writer has seen and sent."""
        self._session.add(
            Submission(
                about=feedback.about,
                rating=feedback.rating,
                good=self._sealed(feedback.good),
                better=self._sealed(feedback.better),
                week=week_of(day),
                receipt=self._sealer.hash("receipt", feedback.receipt),
                worry=feedback.worry,
            )
        )

    def status_of(self, receipt: str) -> str | None:
        """What has become of the feedback with this code; None where there is none."""
        return self._session.scalar(
            select(col(Submission.status)).where(col(Submission.receipt) == self._sealer.hash("receipt", receipt))
        )

    def add_unanswered(self, question: CleanText, day: date) -> None:
        """Keep a question that we could not answer."""
        self._session.add(Unanswered(question=self._sealer.seal(question.text), week=week_of(day)))

    def add_correction(self, about: str, what: str, words: CleanText | None, day: date) -> None:
        """Keep a family's word that an entry is wrong. `what` is wrong, closed or more."""
        self._session.add(Correction(about=about, what=what, words=self._sealed(words), week=week_of(day)))

    def _sealed(self, words: CleanText | None) -> bytes | None:
        return self._sealer.seal(words.text) if words and words.text else None
