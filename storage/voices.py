"""What young people said that everybody may see: an officer approved it, and its writer allows it (T-36)."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import distinct, func, select
from sqlmodel import Session, col

from storage.masking import mask
from storage.sealing import Sealer
from storage.small_numbers import Mix, safe_mixes
from storage.tables import Submission
from storage.views import Voice
from storage.worded import open_words

MOST = 200
"""How many young people's words are shown, the newest."""


def voices(session: Session, sealer: Sealer) -> list[Voice]:
    """The newest that may be shown, theme by theme, the theme with the newest words first.

    Each text of a submission stands by itself, so that nobody is picked out by what they said together.
    """
    rows = session.scalars(
        select(Submission)
        .where(
            col(Submission.kind) == "view",
            col(Submission.showing) == "approved",
            col(Submission.may_show).is_(True),
            col(Submission.worry).is_(False),
            col(Submission.words).is_not(None),
        )
        .order_by(col(Submission.week).desc(), col(Submission.id))
        .limit(MOST)
    ).all()
    themes = list(dict.fromkeys(row.about for row in rows))
    safe = safe_mixes(_alike(session))
    return [
        Voice(row.about, mask(text), _band(row, safe), asked)
        for row in sorted(rows, key=lambda row: themes.index(row.about))
        for asked, text in open_words(row.words, sealer).items()
    ]


def _band(row: Submission, safe: Mapping[Mix, Mix | None]) -> str | None:
    """The age band, where enough young people of it spoke of the same theme (T-20)."""
    mix = (row.age_band, row.about)
    return row.age_band if safe[mix] == mix else None


def _alike(session: Session) -> dict[Mix, int]:
    """How many young people of each age band spoke of each theme. What is nearly the same counts once."""
    rows = session.execute(
        select(col(Submission.age_band), col(Submission.about), func.count(distinct(col(Submission.group_id))))
        .where(col(Submission.kind) == "view")
        .group_by(col(Submission.age_band), col(Submission.about))
    )
    return {(band, about): count for band, about, count in rows}
