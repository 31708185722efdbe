"""Words that officers may quote: approved by an officer, and their writers allow it (T-36)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from sqlalchemy import Select, select
from sqlmodel import Session, col

from storage.masking import mask
from storage.sealing import Sealer
from storage.tables import Mark, Submission
from storage.views import Kind
from storage.worded import open_words

_week = col(Submission.week)

MOST = 60
"""How many submissions of each kind are looked at, the newest."""
_KINDS: tuple[Kind, ...] = ("view", "feedback")


Said = tuple[str, str]
"""The name of the step that asked, and what was said, as everybody may read it."""


class Quotes:
    """The newest approved words of the weeks since a day, young people's first. They are opened one by one."""

    def __init__(self, session: Session, sealer: Sealer, since: date) -> None:
        self._sealer = sealer
        self._rows = [
            row for kind in _KINDS for row in session.scalars(approved(kind).where(_week >= since).limit(MOST))
        ]
        self._measures = _measures(session, [row.id for row in self._rows])

    def of_measures(self, names: Collection[str]) -> Iterator[Said]:
        """Words of those who answered one of these measures."""
        return self._said(row for row in self._rows if not self._measures[row.id].isdisjoint(names))

    def of_theme(self, theme: str) -> Iterator[Said]:
        """Words of young people on a theme."""
        return self._said(row for row in self._rows if row.kind == "view" and row.about == theme)

    def _said(self, rows: Iterable[Submission]) -> Iterator[Said]:
        for row in rows:
            for asked, text in open_words(row.words, self._sealer).items():
                yield asked, mask(text)


def approved(kind: Kind) -> Select[Submission]:
    """Submissions of a kind whose words everybody may read, the newest first."""
    return (
        select(Submission)
        .where(
            col(Submission.kind) == kind,
            col(Submission.showing) == "approved",
            col(Submission.may_show).is_(True),
            col(Submission.worry).is_(False),
            col(Submission.words).is_not(None),
        )
        .order_by(_week.desc(), col(Submission.id).desc())
    )


def _measures(session: Session, ids: Collection[str]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {one: set() for one in ids}
    answered = select(col(Mark.submission_id), col(Mark.measure)).where(col(Mark.submission_id).in_(ids))
    for name, measure in session.execute(answered):
        found[name].add(measure)
    return found
