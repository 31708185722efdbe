"""Charts: the right numbers in words, table and picture; true ones for officers, guarded ones as published."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4
from xml.etree import ElementTree

import pytest
from office import Office
from replies import many, put, reply
from sqlalchemy import Engine
from sqlmodel import Session

from handlers.desk import Desk
from handlers.figures import options_of
from storage.figures import update_all_figures
from storage.periods import quarter_of
from storage.releases import release
from storage.roles import Role
from storage.small_numbers import released_through
from storage.submissions import week_of
from storage.tables import Turn
from storage.usage import roll_up
from web.charts.grid import Grid, Row
from web.charts.kinds import KINDS
from web.console.charts import HERE

NOW = datetime.now(UTC)
OVER = quarter_of(week_of(quarter_of(week_of(released_through(NOW.date()))).since - timedelta(weeks=2)))
"""A quarter that is surely over."""


@pytest.fixture
def officer(sqlite_engine: Engine, desk: Desk, enter: Callable[[Role], Office]) -> Office:
    """A viewer, with replies of a quarter that is over and a few of this week."""
    day = OVER.since
    put(sqlite_engine, *many({"yes": 42, "partly": 11, "no": 9}, "helpful", day=day, district="norwich"))
    put(sqlite_engine, *many({"yes": 31, "partly": 3, "no": 6}, "helpful", day=day, district="breckland"))
    put(sqlite_engine, *many({"yes": 2, "no": 1}, "helpful", day=day, district="broadland", about="<b>bold</b>"))
    put(sqlite_engine, *many({"month": 7, "waiting": 13}, "wait", day=day), reply(NOW.date(), {"overall": "5"}))
    with Session(sqlite_engine) as session, session.begin():
        for outcome in ("answer", "answer", "fallback", "other"):
            session.add(Turn(key="k", update_id=uuid4().hex, channel="web", outcome=outcome, at=NOW))
    roll_up(sqlite_engine, NOW)
    update_all_figures(sqlite_engine)
    release(sqlite_engine, NOW.date(), options_of(desk))
    return enter("viewer")


@pytest.mark.parametrize("kind", KINDS)
def test_each_chart_has_a_picture_words_and_a_table(officer: Office, kind: str) -> None:
    period = NOW.date().strftime("%Y") if kind in {"questions", "use"} else OVER.name
    page = officer.open(f"{HERE}/{kind}?period={period}&measure=helpful")
    assert page.status_code == 200
    picture = re.search(r'<img class="sp-chart" src="([^"]+)" alt="([^"]{20,})"', page.text)
    assert picture, page.text
    assert "<table" in page.text
    assert "Not for sharing" in page.text
    for address in (picture[1], f"{picture[1]}&amp;narrow=yes"):
        drawn = officer.open(address.replace("&amp;", "&"))
        assert drawn.headers["content-type"] == "image/svg+xml"
        assert drawn.headers["cache-control"] == "no-store"
        assert ElementTree.fromstring(drawn.text).tag.endswith("svg")


def test_the_true_counts_are_told_to_officers(officer: Office) -> None:
    page = officer.open(f"{HERE}/districts?period={OVER.name}&measure=helpful").text
    assert "Broadland" in page
    assert "2 (67%)" in page


def test_as_published_small_counts_are_hidden(officer: Office) -> None:
    page = officer.open(f"{HERE}/districts?period={OVER.name}&measure=helpful&published=yes").text
    table = page[page.index("<table") :]
    assert "As it would be published" in page
    assert "Not for sharing" not in page
    assert "Norwich" in table
    assert "Broadland" not in table
    assert ">c<" in table
    assert "42" not in table


def test_what_has_nothing_published_says_when_there_will_be(officer: Office) -> None:
    page = officer.open(f"{HERE}/districts?period={quarter_of(week_of(NOW.date())).name}&published=yes")
    assert "Nothing is published of this time yet" in page.text


def test_one_part_of_the_replies_can_be_chosen(officer: Office) -> None:
    page = officer.open(f"{HERE}/information?period={OVER.name}&only=district:breckland").text
    assert "only Breckland" in page
    assert "31 (78%)" in page


def test_questions_that_were_not_answered_are_counted(officer: Office) -> None:
    page = officer.open(f"{HERE}/questions?period={NOW.date():%Y}").text
    assert "3 questions: answered 67%" in page


def test_nothing_typed_into_an_address_breaks_a_chart(officer: Office) -> None:
    junk = ["period=-1", "measure=%00", "only=district:%3Cscript%3E", "published=maybe", "only=" + "x" * 5000]
    for kind in KINDS:
        for query in junk:
            page = officer.open(f"{HERE}/{kind}?{query}")
            assert page.status_code == 200, (kind, query)
            assert "<script>" not in page.text
            assert officer.open(f"{HERE}/{kind}.svg?{query}").status_code in {200, 404}
    assert officer.open(f"{HERE}/no-such-chart").status_code == 404


def test_what_families_or_ids_say_is_no_part_of_the_page(officer: Office) -> None:
    page = officer.open(f"{HERE}/services?period={OVER.name}&measure=helpful").text
    assert "<b>bold" not in page


def test_without_any_figures_a_chart_says_so(enter: Callable[[Role], Office]) -> None:
    officer = enter("viewer")
    assert "nothing to show" in officer.open(f"{HERE}/services").text
    assert officer.open(f"{HERE}/services.svg").status_code == 404


def test_the_charts_are_listed(officer: Office) -> None:
    page = officer.open(HERE).text
    assert all(f"{HERE}/{kind}" in page for kind in KINDS)


def test_a_share_with_a_hidden_part_is_not_told() -> None:
    row = Row("All", 50, (40, None, None), (80, None, None))
    grid = Grid("shares", ("Very good", "Good", "Bad"), (row,), frozenset({0, 1}), guarded=True)
    assert grid.good_share(row) is None
