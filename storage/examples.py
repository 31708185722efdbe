"""Example data in the database: told by its ids from what people said, so that it can be marked, and taken out."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, delete, func, select
from sqlmodel import Session, SQLModel, col

from storage.anonymise import CleanText
from storage.officer_tables import Figure, Tag, WordPart
from storage.sealing import Sealer
from storage.tables import Likeness, Mark, Response, Submission, Unanswered
from storage.views import Kind, ResponseKind, Status
from storage.worded import seal_words

SUFFIX = "e0" * 8
"""How the id of a row ends that is an example. By chance, one of 18 million million million others would."""
_FIRST = f"{0:016}{SUFFIX}"
"""The id of the first comment of all examples: with it there, the others are."""


class ExamplesError(Exception):
    """Examples cannot be put in. The message says in one line what to do."""


@dataclass(frozen=True, slots=True)
class ExampleComment:
    """A made-up submission: see `storage.tables.Submission`."""

    kind: Kind
    about: str
    words: Mapping[str, CleanText]
    marks: Mapping[str, str]
    week: date
    age_band: str
    district: str
    status: Status
    may_show: bool


@dataclass(frozen=True, slots=True)
class ExampleResponse:
    """A made-up response, published on `on`: see `storage.tables.Response`."""

    kind: ResponseKind
    said: str
    text: str
    on: date
    about: str | None
    theme: str | None


@dataclass(frozen=True, slots=True)
class ExampleSet:
    """All the examples."""

    comments: Sequence[ExampleComment]
    responses: Sequence[ExampleResponse]
    questions: Sequence[CleanText]
    week: date


def has_examples(session: Session) -> bool:
    """Whether there is example data in the database."""
    return session.get(Submission, _FIRST) is not None


def put_in(examples: ExampleSet, session: Session, sealer: Sealer) -> int:
    """Put examples into a database that nobody has said anything to. Gives how many comments. Raises ExamplesError."""
    if session.scalar(select(func.count()).select_from(Submission)):
        raise ExamplesError("There are comments in this database. Examples go into a new one only: they never mix.")
    answered = [_response(one, session) for one in examples.responses]
    for number, one in enumerate(examples.comments):
        _put_comment(_new_id() if number else _FIRST, one, answered, session, sealer)
    session.add_all(
        Unanswered(id=_new_id(), question=sealer.seal(question.text), week=examples.week)
        for question in examples.questions
    )
    return len(examples.comments)


def take_out(session: Session) -> int:
    """Delete all examples, and what was worked out from them. Gives how many comments there were."""
    for part in (Mark, Likeness, Tag, WordPart):
        session.execute(delete(part).where(col(part.submission_id).endswith(SUFFIX)))
    count = session.scalar(select(func.count()).select_from(Submission).where(_is_example(Submission))) or 0
    for table in (Submission, Response, Unanswered):
        session.execute(delete(table).where(_is_example(table)))
    session.execute(delete(Figure))
    return count


def _put_comment(
    made: str, one: ExampleComment, answered: Sequence[Response], session: Session, sealer: Sealer
) -> None:
    fits = [each for each in answered if (each.about or each.theme) == one.about]
    response = fits[0].id if fits and one.status == "answered" else None
    session.add(
        Submission(
            id=made,
            kind=one.kind,
            about=one.about,
            age_band=one.age_band,
            district=one.district,
            words=seal_words({name: text.text for name, text in one.words.items()}, sealer),
            week=one.week,
            receipt=made,
            status=one.status if response or one.status != "answered" else "reading",
            showing="approved" if response and one.may_show else "waiting",
            may_show=one.may_show,
            group_id=made,
            response_id=response,
            fresh=0,
        )
    )
    session.add_all(Mark(submission_id=made, measure=name, value=value, fresh=0) for name, value in one.marks.items())


def _response(one: ExampleResponse, session: Session) -> Response:
    made = Response(
        id=_new_id(),
        kind=one.kind,
        said=one.said,
        text=one.text,
        about=one.about,
        theme=one.theme,
        made_on=one.on,
        published_on=one.on,
    )
    session.add(made)
    return made


def _is_example(table: type[SQLModel]) -> ColumnElement[bool]:
    return col(table.id).endswith(SUFFIX)  # type: ignore[attr-defined]  # each of these tables has an id


def _new_id() -> str:
    return secrets.token_hex(8) + SUFFIX
