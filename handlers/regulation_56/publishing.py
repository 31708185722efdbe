"""Building the report of a year from the database, and publishing it: from then on it stays as it was."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Literal

from sqlalchemy import Engine
from sqlmodel import Session

from handlers.desk import Desk
from handlers.regulation_56.building import Built, Read, build
from handlers.regulation_56.guarding import Counts, tells_by_difference
from handlers.regulation_56.model import Document
from handlers.regulation_56.years import FIRST, LAST, ReportYear, year_of
from knowledge.dates import say_date
from storage.database import READING
from storage.examples import has_examples
from storage.frozen import REGULATION_56, FrozenReport, freeze, frozen_body, frozen_reports
from storage.in_the_way import InTheWay, in_the_way
from storage.inbox import Inbox
from storage.officer_tables import Release
from storage.sealing import Sealer
from storage.yearly import ROUND, Year, first_week, round_titles

Kind = Literal["html", "docx", "csv"]
LISTED = 50
"""How many of the comments that stand in the way are listed."""
_NOTED = "report"
"""What is noted of an officer who publishes a report."""


class ReportError(Exception):
    """A report cannot be published. The message says in one line what to do."""


class UnansweredError(ReportError):
    """Comments stand in its way: `waiting` are the first of them, one more than `LISTED` at most."""

    def __init__(self, year: ReportYear, waiting: Sequence[InTheWay]) -> None:
        self.waiting = waiting
        many = f"More than {LISTED}" if len(waiting) > LISTED else str(len(waiting))
        some = "1 comment has" if len(waiting) == 1 else f"{many} comments have"
        super().__init__(
            f"The report of {year.label} cannot be published: {some} no answer that is published. "
            "Answer each, and publish the answer; or reject it as vexatious, about one person, or not about this."
        )


class Reports:
    """The yearly reports in the database. `starts` is the month in which a year begins. Safe for many threads."""

    def __init__(self, engine: Engine, sealer: Sealer, desk: Callable[[], Desk], starts: int = 1) -> None:
        self._engine = engine
        self._sealer = sealer
        self._desk = desk
        self._starts = starts

    def year(self, number: int) -> ReportYear:
        """The year that begins in this calendar year. Raises ReportError where there can be no report of it."""
        if not FIRST <= number <= LAST:
            raise ReportError(f"There is no report of {number}. Name a year from {FIRST} on.")
        return ReportYear(number, self._starts)

    def years(self, today: date) -> list[ReportYear]:
        """The years of which there is anything, and this one, the newest first."""
        with self._reading() as session:
            began = first_week(session) or today
        newest, oldest = year_of(today, self._starts), year_of(began, self._starts)
        return [ReportYear(number, self._starts) for number in range(newest.number, oldest.number - 1, -1)]

    def published(self) -> list[FrozenReport]:
        """What is published, the newest year first."""
        with self._reading() as session:
            return list(frozen_reports(session))

    def read(self, number: int) -> Document | None:
        """The report of a year as it was published; None where there is none."""
        with self._reading() as session:
            body = frozen_body(session, number)
        return Document.model_validate(json.loads(body)["document"]) if body else None

    def in_the_way(self, year: ReportYear, today: date) -> list[InTheWay]:
        """What has to be answered first, one more than is listed at most. Quick: it looks at the newest alone."""
        with self._reading() as session:
            return in_the_way(session, year.weeks, today, LISTED + 1)

    def titles(self, waiting: Sequence[InTheWay]) -> Mapping[str, str]:
        """What each of these is about, in words, by the id of what it is about."""
        abouts = {one.about for one in waiting}
        with self._reading() as session:
            asked = round_titles(session) if any(about.startswith(ROUND) for about in abouts) else {}
        return {about: asked.get(about) or self._desk().title(about) for about in abouts}

    def draft(self, year: ReportYear, today: date) -> Document:
        """The report as it stands today, marked as a draft. This takes a minute where there are a million comments."""
        with self._reading() as session:
            return self._build(session, year, today, draft=True).document

    def ready(self, year: ReportYear, today: date) -> Document:
        """The draft, where nothing but an officer's yes stands between it and everyone. Raises UnansweredError."""
        with self._reading() as session:
            self._check_answered(session, year, today)
        return self.draft(year, today)

    def publish(self, year: ReportYear, who: str, now: datetime, *, again: bool = False) -> Document:
        """Publish the report of a year that is over. Raises ReportError, or UnansweredError."""
        today = now.date()
        if not year.is_over(today):
            raise ReportError(
                f"The year {year.label} ends for good on {say_date(year.ends_on)}. Until then there can be a draft."
            )
        # What is read for a minute is read without the lock that families' turns wait for.
        with self._reading() as session:
            if has_examples(session):
                raise ReportError("There is example data in this database. Take it out: signpost db examples --remove")
            body = frozen_body(session, year.number)
            if body and not again:
                raise ReportError(_already(year))
            self._check_answered(session, year, today)
            built = self._build(session, year, today, draft=False)
        if body and tells_by_difference(built.counts, _counts(body)):
            raise ReportError(
                f"The report of {year.label} cannot be published again: its counts changed by fewer than 10 since, "
                "and both together would tell about single people. What is published stands. To take words out of it, "
                "edit the comment and let the decision about it stay as it was; then publish again."
            )
        self._freeze(built, year, who, now, body)
        return built.document

    def _check_answered(self, session: Session, year: ReportYear, today: date) -> None:
        waiting = in_the_way(session, year.weeks, today, LISTED + 1, looked_at=None)
        if waiting:
            raise UnansweredError(year, waiting)

    def _freeze(self, built: Built, year: ReportYear, who: str, now: datetime, seen: str | None) -> None:
        kept = json.dumps({"document": built.document.model_dump(mode="json"), "counts": built.counts})
        row = Release(through=year.last, body=kept, published_on=now.date(), who=who, name="")
        with Session(self._engine) as session, session.begin():
            # Somebody else may have published it while this one was built.
            if frozen_body(session, year.number) != seen or not freeze(
                session, year.number, row, again=seen is not None
            ):
                raise ReportError(_already(year))
            Inbox(session, self._sealer, who, now).note(_NOTED, f"{REGULATION_56}{year.number}")

    def _build(self, session: Session, year: ReportYear, today: date, *, draft: bool) -> Built:
        this, before = (Year(session, self._sealer, one.weeks, today) for one in (year, year.before))
        read = Read(
            this.counted(), this.quotes(), this.answers(), before.promised(), this.asked(), round_titles(session)
        )
        return build(read, year, self._desk(), today, draft=draft)

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        with self._engine.execution_options(**{READING: True}).connect() as connection, Session(connection) as session:
            yield session


def file_name(document: Document, kind: Kind) -> str:
    """What a file of the report is called: "regulation-56-2025.docx", or with "-draft"."""
    return f"regulation-56-{document.year}{'-draft' if document.draft else ''}.{kind}"


def read_file_name(name: str) -> tuple[int, Kind] | None:
    """The year and the kind of a published file's name; None for what is none."""
    found = re.fullmatch(r"regulation-56-(\d{4})\.(html|docx|csv)", name, re.ASCII)
    return (int(found[1]), found[2]) if found else None  # type: ignore[return-value]  # one of the three kinds


def _counts(body: str) -> Counts:
    counts: Counts = json.loads(body)["counts"]
    return counts


def _already(year: ReportYear) -> str:
    return (
        f"The report of {year.label} is published, and stays as it is. "
        "To publish it anew with other words, say so (--again)."
    )
