"""What is published is guarded, of quarters that are over, and stays as it was published (T-31 to T-34)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from replies import SUMMER, TODAY, many, put, reply
from sqlalchemy import Engine, delete
from sqlmodel import Session

from storage.examples import ExampleComment, ExampleSet, put_in
from storage.figures import update_all_figures
from storage.officer_tables import Release
from storage.periods import Period, quarter_of, quarters, read_period
from storage.releases import PublishedTable, Releases, release
from storage.sealing import Sealer
from storage.small_numbers import Hidden, Shown, released_through
from storage.submissions import week_of
from storage.tables import Mark, Submission

OPTIONS = {"helpful": ["yes", "partly", "no"]}
_EXAMPLE: dict[str, Any] = {
    "kind": "feedback",
    "about": "a-service",
    "words": {},
    "marks": {},
    "week": week_of(SUMMER),
    "age_band": "5-10",
    "district": "north",
    "status": "received",
    "may_show": False,
}


def summer() -> Period:
    found = read_period("2026-Q3")
    assert found
    return found


def publish(engine: Engine, today: date = TODAY) -> int:
    update_all_figures(engine)
    return release(engine, today, OPTIONS)


def table(engine: Engine, side: str = "district", today: date = TODAY) -> PublishedTable | None:
    with Session(engine) as session:
        return Releases(session, today, OPTIONS).table(summer(), "helpful", side)  # type: ignore[arg-type]


def shown(engine: Engine, today: date = TODAY) -> int | None:
    with Session(engine) as session:
        total = Releases(session, today, OPTIONS).total()
    return total.count if total else None


def test_a_table_has_rounded_counts_and_hides_small_ones(engine: Engine) -> None:
    put(engine, *many({"yes": 42, "partly": 11, "no": 9}, "helpful", district="north"))
    put(engine, *many({"yes": 31, "partly": 3, "no": 6}, "helpful", district="south"))
    put(engine, *many({"yes": 2, "no": 1}, "helpful", district="west"))
    publish(engine)
    found = table(engine)
    assert found
    assert found.totals
    assert found.totals.cells["yes"] == Shown(75, 71)
    assert "west" not in found.rows
    assert all(
        not isinstance(cell, Shown) or cell.count % 5 == 0 for row in found.rows.values() for cell in row.cells.values()
    )


def test_nothing_is_published_before_its_quarter_is_over(engine: Engine) -> None:
    put(engine, *many({"yes": 50}, "helpful"))
    before = date(2026, 9, 30)
    publish(engine, before)
    assert table(engine, today=before) is None
    publish(engine, date(2026, 10, 1))
    assert table(engine, today=date(2026, 10, 1)) is not None


def test_a_published_table_stays_whatever_is_withdrawn_or_sent_later(engine: Engine) -> None:
    put(engine, *many({"yes": 42, "partly": 11, "no": 9}, "helpful", district="north"))
    publish(engine)
    before = table(engine)
    with Session(engine) as session, session.begin():
        session.execute(delete(Mark))
        session.execute(delete(Submission))
    put(engine, *many({"no": 400}, "helpful", district="north"))
    assert publish(engine) == 0
    assert table(engine) == before


def test_two_workers_publish_a_table_once(engine: Engine) -> None:
    put(engine, *many({"yes": 42, "partly": 11, "no": 9}, "helpful"))
    assert publish(engine) == 3
    assert publish(engine) == 0


def test_every_side_tells_the_same_total(engine: Engine) -> None:
    put(engine, *many({"yes": 42, "partly": 11, "no": 9}, "helpful", district="north", age_band="5-10"))
    put(engine, *many({"yes": 20, "no": 30}, "helpful", about="another"))
    publish(engine)
    totals = [found.totals for side in ("about", "district", "age_band") if (found := table(engine, side))]
    assert totals[0] == totals[1] == totals[2]
    assert totals[0]


def test_the_number_of_comments_grows_only_by_ten_or_more(engine: Engine) -> None:
    put(engine, *(reply() for _ in range(40)))
    publish(engine, date(2026, 9, 1))
    assert shown(engine) == 40
    put(engine, *(reply(date(2026, 9, 9)) for _ in range(4)))
    publish(engine, date(2026, 10, 1))
    assert shown(engine) == 40
    put(engine, *(reply(date(2026, 10, 14)) for _ in range(6)))
    publish(engine, date(2026, 11, 1))
    assert shown(engine) == 50


def test_a_measure_that_the_content_has_no_more_is_told_no_more(engine: Engine) -> None:
    put(engine, *many({"yes": 42, "partly": 11, "no": 9}, "helpful"))
    publish(engine)
    with Session(engine) as session:
        assert Releases(session, TODAY, {}).table(summer(), "helpful", "district") is None


def test_examples_are_shown_guarded_and_never_released(engine: Engine, sealer: Sealer) -> None:
    nothing = ExampleSet([ExampleComment(**_EXAMPLE)], [], [], SUMMER)
    with Session(engine) as session, session.begin():
        put_in(nothing, session, sealer)
    put(engine, *many({"yes": 42, "partly": 11, "no": 2}, "helpful", district="north"))
    publish(engine)
    with Session(engine) as session:
        assert session.query(Release).count() == 0
    found = table(engine)
    assert found
    assert found.totals
    assert isinstance(found.totals.cells["no"], Hidden)


@pytest.mark.parametrize("name", ["2026-Q5", "2026-13", "1999", "2026-Q3 ", "", "2026-00", "x"])
def test_what_is_no_period_is_none(name: str) -> None:
    assert read_period(name) is None


@given(st.dates(date(2020, 1, 1), date(2090, 12, 31)))
def test_every_week_lies_in_one_quarter_one_month_and_one_year(day: date) -> None:
    week = week_of(day)
    sunday = week + timedelta(days=6)
    for name in (quarter_of(week).name, f"{sunday:%Y-%m}", f"{sunday:%Y}"):
        period = read_period(name)
        assert period
        assert period.since <= week <= period.until
        following = quarter_of(quarter_of(week).until + timedelta(weeks=1))
        assert following.since == quarter_of(week).until + timedelta(weeks=1)


@given(st.dates(date(2020, 1, 1), date(2090, 12, 31)), st.integers(0, 400))
def test_only_what_may_be_released_is_over(today: date, back: int) -> None:
    first = week_of(today - timedelta(days=back))
    assert all(period.last_day <= released_through(today) for period in quarters(first, released_through(today)))
