"""What is really published, attacked: the tables of one measure from all sides, and the export of single comments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import permutations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from replies import TODAY, put, reply
from small_numbers_attacker import Table, alike_by_moves, hidden_places, told_of_table, total
from sqlalchemy import Engine, delete
from sqlmodel import Session

from storage.database import READING
from storage.exports import ALIKE, alike
from storage.figures import update_all_figures
from storage.officer_tables import Figure, Release
from storage.periods import read_period
from storage.releases import TABLE_SIDES, PublishedTable, Releases, release
from storage.small_numbers import Hidden
from storage.tables import Mark, Submission

VALUES = ("yes", "partly", "no")
OPTIONS = {"helpful": list(VALUES)}
Reply = tuple[str, str | None, str | None, str]
"""What it is about, its district, its age band, and its answer."""
PLACE = {"about": 0, "district": 1, "age_band": 2}
TRIED = 400
"""How many other truths are looked at before a count is held to be known."""

# A few mixes get most replies, so that large and small counts stand beside each other.
_ONE = st.tuples(
    st.sampled_from("aaab"),
    st.sampled_from(["x", "x", "x", "y", None]),
    st.sampled_from(["5-10", None]),
    st.sampled_from(["yes", "yes", "yes", "partly", "no"]),
)
_REPLIES = st.lists(st.tuples(_ONE, st.integers(1, 14)), min_size=2, max_size=8).map(
    lambda groups: [one for one, count in groups for _ in range(count)]
)


def publish(engine: Engine, replies: list[Reply]) -> dict[str, PublishedTable | None]:
    """All that is published of these replies, and of no others."""
    with Session(engine) as session, session.begin():
        for table in (Mark, Submission, Figure, Release):
            session.execute(delete(table))
    made = (
        reply(marks={"helpful": value}, about=about, district=district, age_band=band)
        for about, district, band, value in replies
    )
    put(engine, *made)
    update_all_figures(engine)
    release(engine, TODAY, OPTIONS)
    summer = read_period("2026-Q3")
    assert summer
    with Session(engine) as session:
        releases = Releases(session, TODAY, OPTIONS)
        return {side: releases.table(summer, "helpful", side) for side in TABLE_SIDES}


def seen_from(side: str, replies: list[Reply]) -> tuple[list[str | None], Table]:
    counts = Counter((one[PLACE[side]], one[3]) for one in replies)
    keys = sorted({key for key, _ in counts}, key=str)
    return keys, tuple(tuple(counts[key, value] for value in VALUES) for key in keys)


def with_names_changed(table: Table) -> Iterator[Table]:
    """The tables in which answers change their names: every reply can have given another one, seen from all sides."""
    for order in permutations(range(len(VALUES))):
        yield tuple(tuple(row[place] for place in order) for row in table)


def other_truths(table: Table) -> Iterator[Table]:
    """What this table could be as well, whatever the tables from the other sides show.

    They have the same totals, so replies may only change places within them; or the answers change names in them all.
    """
    known = told_of_table(table)
    yield from (other for other in with_names_changed(table) if told_of_table(other) == known)
    for _, other in zip(range(TRIED), alike_by_moves(table), strict=False):
        if total(other) == total(table):
            yield other


@given(_REPLIES)
@settings(max_examples=25, suppress_health_check=list(HealthCheck), deadline=None)
def test_no_hidden_count_can_be_told_from_all_tables_together(sqlite_engine: Engine, replies: list[Reply]) -> None:
    found = publish(sqlite_engine, replies)
    for side, published in found.items():
        keys, table = seen_from(side, replies)
        if published is None or published.totals is None:
            continue
        for row, option in hidden_places(table):
            shown = published.rows.get(str(keys[row] or ""))
            assert shown is None or isinstance(shown.cells[VALUES[option]], Hidden)
        unsure = {place: {table[place[0]][place[1]]} for place in hidden_places(table)}
        for other in other_truths(table):
            for (row, option), values in unsure.items():
                values.add(other[row][option])
        assert all(len(values) > 1 for values in unsure.values()), (side, table, unsure)


@given(_REPLIES)
@settings(max_examples=15, suppress_health_check=list(HealthCheck), deadline=None)
def test_each_comment_that_is_exported_looks_like_four_others(sqlite_engine: Engine, replies: list[Reply]) -> None:
    publish(sqlite_engine, replies)

    @contextmanager
    def reading() -> Iterator[Session]:
        with sqlite_engine.execution_options(**{READING: True}).connect() as connection, Session(connection) as session:
            yield session

    rows: Counter[tuple[object, ...]] = Counter()
    for one in alike(reading, TODAY):
        told = one.told
        rows[(told.quarter, told.kind, told.about, told.district, told.age_band)] += one.count
    assert all(count >= ALIKE for count in rows.values())
    assert sum(rows.values()) <= len(replies)
