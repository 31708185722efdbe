"""The Strategy page: each line with what shows if it holds, true counts, approved words, and what has no measure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from office import Office
from saying import said, send
from sqlalchemy import Engine, update
from sqlmodel import Session

from handlers.readings import quarters
from storage.figures import update_all_figures
from storage.roles import Role
from storage.sealing import Sealer
from storage.tables import Submission

Enter = Callable[[Role], Office]
TODAY = datetime.now(UTC).date()
LAST_QUARTER = next(ends for begins, ends in list(quarters(TODAY, 2))[1:]) - timedelta(days=20)
PRIORITY_1 = "/console/strategy/priority-1"


def tap(
    engine: Engine, sealer: Sealer, value: str, times: int, day: date = TODAY, measure: str = "listened-to"
) -> None:
    send(engine, sealer, *(said(marks={measure: value}) for _ in range(times)), day=day)


def show_all(engine: Engine, **more: object) -> None:
    with Session(engine) as session, session.begin():
        session.execute(update(Submission).values(showing="approved", may_show=True, **more))


@pytest.mark.parametrize("part", [
    "", *(f"/priority-{number}" for number in range(1, 5)), "/others",
    *(f"/st-pfal-{name}" for name in ("healthy", "employment", "community", "independent")),
])  # fmt: skip
def test_each_part_of_the_strategy_has_a_page_that_says_so_where_nothing_was_said_yet(enter: Enter, part: str) -> None:
    page = enter("viewer").open(f"/console/strategy{part}")
    assert page.status_code == 200
    assert "Nothing was said yet." in page.text
    assert "Not for sharing" in page.text


def test_a_score_that_rose_is_told_in_words_with_how_many_answered(
    enter: Enter, sqlite_engine: Engine, sealer: Sealer
) -> None:
    for value, before, now in (("yes", 5, 9), ("no", 5, 3)):
        tap(sqlite_engine, sealer, value, before, LAST_QUARTER)
        tap(sqlite_engine, sealer, value, now)
    update_all_figures(sqlite_engine)
    office = enter("viewer")
    for path in ("/console/strategy", PRIORITY_1):
        page = office.open(path).text
        assert "Up from 50 to 75 of 100." in page
        assert "12 answers this quarter, 10 in the one before." in page
        assert "may be chance" not in page
    assert 'href="/console/charts/over-time?measure=listened-to"' in page


@pytest.mark.parametrize(("before", "now", "says"), [
    (("yes", 3), ("no", 1), "Down from 100 to 0 of 100."), (("no", 2), ("no", 2), "The same as before: 0 of 100."),
    (None, ("yes", 1), "100 of 100</strong> this quarter, from 1 answer."), (("yes", 1), None, "It was 100 of 100"),
])  # fmt: skip
def test_a_fall_a_standstill_and_a_beginning_are_told_as_such(
    enter: Enter, sqlite_engine: Engine, sealer: Sealer, before: tuple[str, int], now: tuple[str, int], says: str
) -> None:
    for taps, day in ((before, LAST_QUARTER), (now, TODAY)):
        if taps:
            tap(sqlite_engine, sealer, *taps, day)
    update_all_figures(sqlite_engine)
    page = enter("viewer").open(PRIORITY_1).text
    assert says in page
    assert ("fewer than 10 answers, so this may be chance" in page) == (before is not None and now is not None)


def test_a_measure_with_no_good_and_bad_tells_what_most_chose(
    enter: Enter, sqlite_engine: Engine, sealer: Sealer
) -> None:
    tap(sqlite_engine, sealer, "3-months", 4, measure="wait")
    tap(sqlite_engine, sealer, "year", 1, measure="wait")
    update_all_figures(sqlite_engine)
    assert "5 answers this quarter. Most often: 1 to 3 months (4)." in enter("viewer").open(PRIORITY_1).text


def test_a_line_with_no_measure_says_so_and_why(enter: Enter) -> None:
    page = enter("viewer").open(PRIORITY_1).text
    assert "No measure. Not by this program, because it asks families, not staff." in page


def test_only_approved_words_are_quoted_three_at_most_and_under_what_their_writers_answered(
    enter: Enter, sqlite_engine: Engine, sealer: Sealer
) -> None:
    marked = (
        said(f"We were heard {word}.", marks={"listened-to": "yes"}) for word in ("once", "often", "always", "now")
    )
    send(sqlite_engine, sealer, *marked, said("The form is long.", marks={"on-time": "no"}), day=TODAY)
    office = enter("viewer")
    assert "We were heard" not in office.open(PRIORITY_1).text
    show_all(sqlite_engine)
    page = office.open(PRIORITY_1).text
    line = page.partition('id="st-p1-m-views-valued"')[2].partition("</section>")[0]
    assert line.count("We were heard") == 3
    assert "The form is long" not in line


def test_words_with_a_worry_and_markup_in_words_do_no_harm(enter: Enter, sqlite_engine: Engine, sealer: Sealer) -> None:
    send(sqlite_engine, sealer, said("A <script>alert(1)</script> here.", marks={"listened-to": "yes"}), day=TODAY)
    show_all(sqlite_engine)
    office = enter("viewer")
    assert "&lt;script&gt;" in office.open(PRIORITY_1).text
    show_all(sqlite_engine, worry=True)
    assert "alert(1)" not in office.open(PRIORITY_1).text


def test_an_outcome_shows_young_peoples_views_on_its_theme(enter: Enter, sqlite_engine: Engine, sealer: Sealer) -> None:
    views = [said("More clubs.", kind="view", about="community", marks={"included": "no"}) for _ in range(2)]
    send(sqlite_engine, sealer, *views, said("My school.", kind="view", about="school"), day=TODAY)
    update_all_figures(sqlite_engine)
    show_all(sqlite_engine)
    page = enter("viewer").open("/console/strategy/st-pfal-community").text
    assert "2 views this quarter, 0 in the one before, 2 since the beginning." in page
    assert "“More clubs.”" in page
    assert "My school" not in page
    assert "Part of things: <strong>0 of 100</strong> this quarter, from 2 answers." in page


@pytest.mark.parametrize("part", ["nothing", "priority-5", "priority-", "%3Cscript%3E", "x" * 5000, "%00"])
def test_a_made_up_part_is_a_kind_page(enter: Enter, part: str) -> None:
    page = enter("viewer").open(f"/console/strategy/{part}")
    assert page.status_code == 404
    assert "There is no such page" in page.text


def test_an_area_without_a_strategy_has_a_page_that_says_so(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.console.strategy.parts", lambda _: {})
    assert "no strategy in its content yet" in enter("viewer").open("/console/strategy").text
