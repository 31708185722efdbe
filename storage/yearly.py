"""What was said in a year about the local offer, for the report that regulation 56 asks for.

The Special Educational Needs and Disability Regulations 2014 (SI 2014/1530), regulation 56, at
https://www.legislation.gov.uk/uksi/2014/1530/part/4. (1): the council seeks comments of children and young people with
special educational needs or a disability, and of their parents, on the content of the local offer (with the quality of
what is in it, and what is not in it), on how accessible its information is, and on how it is developed or reviewed.
(2): it publishes these comments and its response (with details of any action that it intends to take). (3): at least
annually, and in a form that does not enable any individual to be identified. (4): it need not publish or respond to
comments that it considers to be vexatious, or that relate to services provided to a particular individual.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, cast

from sqlalchemy import ColumnElement, case, func, select
from sqlmodel import Session, col

from storage.masking import mask
from storage.officer_tables import Usage
from storage.responses import is_published
from storage.sealing import Sealer
from storage.tables import Decision, Response, Round, Submission
from storage.views import ResponseKind
from storage.worded import open_words

Fate = Literal["quoted", "counted", "vexatious", "one-person", "not-about-this"]
"""What the report does with a comment: its words are in it, or it is counted alone, or it is lawfully left out."""

LEFT_OUT: Mapping[str, Fate] = {
    "vexatious": "vexatious",
    "one-person": "one-person",
    "not-about-this": "not-about-this",
}
"""The reasons of an officer's rejection that let the council leave a comment out and unanswered: regulation 56(4)(a),
56(4)(b), and 56(1), of which it is no comment. All other reasons hide the words alone, as 56(3) asks: such a comment
counts, and needs a response."""

UNANSWERED = ("received", "reading")
"""The states of what has no response yet."""
ROUND = "round."
"""How the `about` of a reply to a question of the month begins."""
QUESTIONS = ("answer", "did_you_mean", "fallback")
"""The outcomes of turns that asked for something and were no cry for help."""
_NOT_LOCAL_OFFER = "data"
"""What complaints about data are about, which are no comments on the local offer."""


@dataclass(frozen=True, slots=True)
class Weeks:
    """The weeks whose Monday is from `first` to `last`."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Counted:
    """How many comments are alike in all of this. What is nearly the same counts once. Not guarded."""

    about: str
    age_band: str | None
    district: str | None
    fate: Fate
    count: int


@dataclass(frozen=True, slots=True)
class Quoted:
    """One text that may be quoted, masked. `asked` is the name of the step that it answers."""

    about: str
    asked: str
    text: str


@dataclass(frozen=True, slots=True)
class Answered:
    """A published response, and what the comments of the year that it answers are about."""

    kind: ResponseKind
    said: str
    text: str
    changed: str | None
    about: frozenset[str]


class Year:
    """Reads the comments of some weeks in `session`. It takes a minute where there are a million."""

    def __init__(self, session: Session, sealer: Sealer, weeks: Weeks, today: date) -> None:
        """`today` says which responses are published by now."""
        self._session = session
        self._sealer = sealer
        self._weeks = weeks
        self._published = is_published(today)

    def counted(self) -> Sequence[Counted]:
        """Every comment, counted by what it is about, who sent it, and what the report does with it."""
        # Of what is nearly the same, one stands for all: no comment is then in two groups that are added up.
        one_each = (
            select(func.min(col(Submission.id))).where(*is_comment(self._weeks)).group_by(col(Submission.group_id))
        )
        why = case((col(Submission.showing) == "rejected", last_reason()))
        quoted = case((_may_be_quoted(), "quoted"), else_="counted")
        sides = (col(Submission.about), col(Submission.age_band), col(Submission.district))
        rows = select(*sides, why.label("why"), quoted.label("fate")).where(col(Submission.id).in_(one_each)).subquery()
        counts = select(*rows.c, func.count()).group_by(*rows.c)
        return [
            Counted(about, age_band, district, LEFT_OUT.get(reason or "", cast(Fate, fate)), count)
            for about, age_band, district, reason, fate, count in self._session.execute(counts)
        ]

    def quotes(self) -> Sequence[Quoted]:
        """The texts that may be quoted. Each stands alone, in the order of its words: nothing tells when."""
        rows = self._session.execute(
            select(col(Submission.about), col(Submission.words)).where(*is_comment(self._weeks), _may_be_quoted()),
            execution_options={"yield_per": 500},
        )
        found = {
            Quoted(about, asked, mask(text))
            for about, words in rows
            for asked, text in open_words(words, self._sealer).items()
            if text.strip()
        }
        return sorted(found, key=lambda one: (one.about, one.asked, one.text.lower(), one.text))

    def answers(self) -> Sequence[Answered]:
        """The published responses to comments of these weeks, the oldest first."""
        linked: dict[str, set[str]] = {}
        pairs = select(col(Submission.response_id), col(Submission.about)).where(
            *is_comment(self._weeks), col(Submission.response_id).is_not(None)
        )
        for response_id, about in self._session.execute(pairs.distinct()):
            linked.setdefault(cast(str, response_id), set()).add(about)
        rows = self._session.scalars(
            select(Response).where(self._published).order_by(col(Response.made_on), col(Response.id))
        )
        return [_answered(row, frozenset(linked[row.id])) for row in rows if row.id in linked]

    def promised(self) -> Sequence[Answered]:
        """The published responses of these weeks that say "we will", with what became of each."""
        rows = self._session.scalars(
            select(Response)
            .where(
                col(Response.kind) == "will",
                self._published,
                col(Response.made_on) >= self._weeks.first,
                col(Response.made_on) <= self._weeks.last,
            )
            .order_by(col(Response.made_on), col(Response.id))
        )
        return [_answered(row, frozenset(filter(None, (row.about or row.theme,)))) for row in rows]

    def asked(self) -> Mapping[str, int]:
        """How many questions ended in each way. Not guarded."""
        rows = self._session.execute(
            select(col(Usage.outcome), func.sum(col(Usage.count)))
            .where(col(Usage.day) >= self._weeks.first, col(Usage.day) <= self._weeks.last)
            .where(col(Usage.outcome).in_(QUESTIONS))
            .group_by(col(Usage.outcome))
        )
        found = {outcome: int(count) for outcome, count in rows}
        return {outcome: found.get(outcome, 0) for outcome in QUESTIONS}


def first_week(session: Session) -> date | None:
    """The first week of which there is anything."""
    return session.scalar(select(func.min(col(Submission.week))))


def round_titles(session: Session) -> Mapping[str, str]:
    """What officers asked young people, by the `about` of the replies."""
    rows = session.execute(select(col(Round.id), col(Round.ask)))
    return {f"{ROUND}{round_id}": ask for round_id, ask in rows}


def is_comment(weeks: Weeks) -> tuple[ColumnElement[bool], ...]:
    """The conditions that a submission of these weeks is a comment on the local offer, by the inbox's index."""
    return (col(Submission.worry).in_([True, False]), *of_weeks(weeks))


def of_weeks(weeks: Weeks) -> tuple[ColumnElement[bool], ...]:
    """The same conditions without the worry flag, by which that index begins."""
    return (
        col(Submission.week) >= weeks.first,
        col(Submission.week) <= weeks.last,
        col(Submission.kind) != "complaint",
        col(Submission.about) != _NOT_LOCAL_OFFER,
    )


def last_reason() -> Any:
    """The reason that an officer last gave for showing a submission or not, as a part of a query of submissions."""
    return (
        select(col(Decision.why))
        .where(col(Decision.on_id) == col(Submission.id), col(Decision.what).in_(["approved", "held", "rejected"]))
        .order_by(col(Decision.at).desc(), col(Decision.id).desc())
        .limit(1)
        .correlate(Submission)
        .scalar_subquery()
    )


def _may_be_quoted() -> ColumnElement[bool]:
    """Approved by an officer, allowed by its writer, and no worry (T-36, T-39)."""
    return (
        (col(Submission.showing) == "approved")
        & col(Submission.may_show).is_(True)
        & col(Submission.worry).is_(False)
        & col(Submission.words).is_not(None)
    )


def _answered(row: Response, about: frozenset[str]) -> Answered:
    return Answered(cast(ResponseKind, row.kind), row.said, row.text, row.changed, about)
