from collections import defaultdict
from functools import cache

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from small_numbers_attacker import (
    Table,
    Truth,
    all_on_one,
    could_be,
    hidden_places,
    named,
    named_rows,
    never_sure,
    tables_with,
    told_of_table,
    total,
)

from storage.small_numbers import Hidden, Shown, guard, guard_table

DISTRICTS = {
    "Aldmere": {"yes": 40, "partly": 8, "no": 2},
    "Brackwell": {"yes": 30, "partly": 6, "no": 7},
    "Cold Fen": {"yes": 25, "partly": 9, "no": 8},
    "Dunstow": {"yes": 12, "partly": 4, "no": 3},
    "Easthythe": {"yes": 9, "partly": 2, "no": 1},
    "Fleet End": {"yes": 5, "partly": 2, "no": 1},
}


def figures(rows: dict[str, dict[str, int]]) -> dict[str, list[int | str] | None]:
    return {
        name: row if row is None else [cell.count if isinstance(cell, Shown) else "c" for cell in row.cells.values()]
        for name, row in guard_table(rows).rows.items()
    }


def test_the_rarest_options_are_hidden_in_every_row() -> None:
    assert figures(DISTRICTS) == {
        "Aldmere": [40, "c", "c"],
        "Brackwell": [30, "c", "c"],
        "Cold Fen": [25, "c", "c"],
        "Dunstow": [10, "c", "c"],
        "Easthythe": None,
        "Fleet End": None,
    }


def test_the_totals_are_those_of_the_whole_group_by_itself() -> None:
    assert guard_table(DISTRICTS).totals == guard({"yes": 121, "partly": 31, "no": 22})


def test_a_count_that_is_hidden_in_the_total_is_hidden_in_every_row() -> None:
    rows = {"a": {"yes": 15, "partly": 8, "no": 0, "unsure": 2}, "b": {"yes": 15, "partly": 0, "no": 8, "unsure": 0}}
    assert guard_table(rows).totals == guard({"yes": 30, "partly": 8, "no": 8, "unsure": 2})
    assert figures(rows) == {"a": [15, "c", "c", "c"], "b": [15, "c", "c", "c"]}


def test_a_row_in_which_nobody_chose_a_hidden_option_shows_it() -> None:
    rows = {
        "a": {"a": 20, "b": 20, "c": 8, "d": 4},
        "b": {"a": 9, "b": 9, "c": 4, "d": 9},
        "c": {"a": 9, "b": 30, "c": 0, "d": 0},
    }
    assert figures(rows) == {"a": [20, 20, "c", "c"], "b": [10, 10, "c", "c"], "c": [10, 30, 0, 0]}


def test_a_row_under_ten_is_left_out_whole() -> None:
    rows = {"a": {"yes": 6, "no": 3}, "b": {"yes": 20, "no": 20}, "c": {"yes": 30, "no": 20}, "d": {"yes": 7, "no": 8}}
    assert guard_table(rows).rows["a"] is None


def test_a_row_under_ten_takes_another_with_it_that_it_may_not_be_worked_out() -> None:
    rows = {"a": {"yes": 6, "no": 3}, "b": {"yes": 20, "no": 20}, "c": {"yes": 30, "no": 20}}
    assert figures(rows) == {"a": None, "b": None, "c": [30, 20]}


def test_nothing_is_hidden_where_every_count_is_large() -> None:
    assert figures({"a": {"yes": 20, "no": 10}, "b": {"yes": 7, "no": 10}}) == {"a": [20, 10], "b": [5, 10]}


def test_a_row_in_which_everyone_said_the_same_is_left_out() -> None:
    rows = {"a": {"yes": 20, "no": 0}, "b": {"yes": 20, "no": 20}, "c": {"yes": 30, "no": 20}, "d": {"yes": 9, "no": 8}}
    assert figures(rows)["a"] is None


def test_a_row_that_lacks_an_option_has_none_of_it() -> None:
    assert guard_table({"a": {"yes": 20, "no": 10}, "b": {"yes": 20, "partly": 7}}).totals == guard(
        {"yes": 40, "no": 10, "partly": 7}
    )


def test_replies_by_district_may_be_counted_where_there_is_no_question() -> None:
    rows = {"a": {"replies": 20}, "b": {"replies": 6}, "c": {"replies": 7}, "d": {"replies": 33}}
    assert figures(rows) == {"a": [20], "b": None, "c": None, "d": [35]}


def test_a_share_in_a_row_is_of_that_row() -> None:
    row = guard_table(DISTRICTS).rows["Aldmere"]
    assert row is not None
    assert row.cells["yes"] == Shown(count=40, share=80)
    assert row.cells["no"] == Hidden()


def test_nothing_is_told_of_a_table_of_fewer_than_ten() -> None:
    table = guard_table({"a": {"yes": 3, "no": 2}, "b": {"yes": 1, "no": 3}})
    assert table.totals is None
    assert table.rows == {"a": None, "b": None}


def test_a_table_without_rows_is_empty() -> None:
    assert guard_table({}).rows == {}


def test_a_table_with_a_count_below_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        guard_table({"a": {"yes": 20, "no": -1}, "b": {"yes": 20, "no": 10}})


WORLDS = [
    (2, (14, 13)),
    (2, (22, 19)),
    (2, (20, 20, 20)),
    (2, (18, 9, 8)),
    (2, (30, 12, 7)),
    (2, (16, 11, 3)),
    (2, (12, 9, 8, 7)),
    (3, (20, 14)),
    (3, (30,)),
    (3, (14, 12)),
    (4, (40,)),
    (5, (24,)),
]


@pytest.mark.parametrize(("rows", "totals"), WORLDS)
def test_no_count_that_is_not_shown_can_be_told_from_a_table(rows: int, totals: Truth) -> None:
    for alike in tables_that_look_alike(rows, totals):
        for row, option in hidden_places(alike[0]):
            assert len({table[row][option] for table in alike}) > 1, (alike[:3], row, option)


@pytest.mark.parametrize(("rows", "totals"), WORLDS)
def test_no_row_is_known_to_have_said_all_the_same(rows: int, totals: Truth) -> None:
    for alike in tables_that_look_alike(rows, totals):
        for row in range(rows):
            assert len(totals) == 1 or not all(all_on_one(table[row]) for table in alike), (alike[:3], row)


@cache
def tables_that_look_alike(rows: int, totals: Truth) -> list[list[Table]]:
    """Every table whose totals are published as these are, those together that are published the same way."""
    whole = guard(named(totals))
    assert whole is not None
    known = tuple(
        None if isinstance(cell, Hidden) else count for cell, count in zip(whole.cells.values(), totals, strict=True)
    )
    alike: defaultdict[object, list[Table]] = defaultdict(list)
    for other in could_be(known, sum(totals)):
        for table in tables_with(other, rows):
            alike[told_of_table(table)].append(table)
    return list(alike.values())


COUNT = st.integers(0, 7) | st.integers(0, 25)


@st.composite
def tables(draw: st.DrawFn, rows: st.SearchStrategy[int], options: st.SearchStrategy[int]) -> Table:
    many = draw(options)
    return tuple(draw(st.tuples(*[COUNT] * many)) for _ in range(draw(rows)))


@settings(max_examples=300, deadline=None)
@given(tables(st.integers(2, 5), st.integers(1, 3)))
def test_no_count_that_is_not_shown_can_be_told_from_a_larger_table(table: Table) -> None:
    rows, whole = told_of_table(table)
    assume(whole is not None and any(rows))
    assert never_sure(table)


@given(tables(st.integers(1, 9), st.integers(1, 5)))
def test_what_a_table_shows_keeps_the_rules_of_one_group(table: Table) -> None:
    for row in told_of_table(table)[0]:
        if row is not None:
            base, known = row
            assert base >= 10
            assert not any(1 <= count <= 5 for count in known if count is not None)
            assert known.count(None) != 1
            assert not 1 <= base - sum(count or 0 for count in known) <= 5


@given(tables(st.integers(2, 9), st.integers(1, 5)))
def test_the_rows_left_out_are_no_small_group_and_have_no_small_count_together(table: Table) -> None:
    rows, whole = told_of_table(table)
    left_out = tuple(counts for counts, row in zip(table, rows, strict=True) if row is None)
    assume(any(rows) and left_out)
    assert len(left_out) > 1
    assert sum(total(left_out)) >= 10
    seen_in = [row for row in (*rows, whole) if row is not None]
    visible = [option for option in range(len(table[0])) if all(row[1][option] is not None for row in seen_in)]
    assert not any(1 <= total(left_out)[option] <= 5 for option in visible)


@given(tables(st.integers(2, 6), st.integers(2, 4)))
def test_what_a_row_tells_does_not_hang_on_its_place(table: Table) -> None:
    named_table = named_rows(table)
    backwards = dict(reversed(named_table.items()))
    assert guard_table(backwards).rows == guard_table(named_table).rows
