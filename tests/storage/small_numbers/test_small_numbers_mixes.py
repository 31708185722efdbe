from collections import Counter
from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st

from storage.small_numbers import FIELDS, k_safe, safe_mixes

Row = dict[str, str | None]


def reply(
    need: str | None, district: str | None = "Aldmere", age_band: str | None = "5-10", about: str = "club"
) -> Row:
    return {"need": need, "district": district, "age_band": age_band, "about": about, "words": "We like it."}


def test_rows_that_five_share_keep_everything() -> None:
    rows = [reply("autism")] * 5
    assert k_safe(rows).rows == tuple(rows)
    assert k_safe(rows).held_back == ()


def test_a_row_that_stands_out_by_its_need_loses_the_need_alone() -> None:
    rows = [reply(None)] * 4 + [reply("hearing")]
    assert k_safe(rows).rows[4] == reply(None)


def test_a_row_that_still_stands_out_loses_its_district_and_then_its_age_band() -> None:
    rows = [reply(None, None, None)] * 4 + [reply("hearing", "Cold Fen", "16-18")]
    assert k_safe(rows).rows[4] == reply(None, None, None)
    rows = [reply(None, None, "16-18")] * 4 + [reply("hearing", "Cold Fen", "16-18")]
    assert k_safe(rows).rows[4] == reply(None, None, "16-18")


def test_what_a_row_is_about_goes_last() -> None:
    rows = (
        [reply("autism", about="club")] * 5 + [reply("autism", about="school")] * 4 + [reply(None, None, None, "bus")]
    )
    assert [row["about"] for row in k_safe(rows).rows] == ["club"] * 5 + [None] * 5


def test_rows_that_nothing_can_hide_are_held_back() -> None:
    rows = [reply("autism", about="bus"), *[reply("autism")] * 5, reply("hearing", about="school")]
    safe = k_safe(rows)
    assert safe.held_back == (0, 6)
    assert safe.rows == tuple([reply("autism")] * 5)


def test_fields_may_be_given_up_in_another_order() -> None:
    rows = [reply("autism", None)] * 4 + [reply("autism", "Cold Fen")]
    assert k_safe(rows, ("district", "need")).rows[4]["need"] == "autism"


def test_more_than_five_may_be_asked_for() -> None:
    assert k_safe([reply("autism")] * 5, k=6).held_back == (0, 1, 2, 3, 4)


def test_an_empty_list_is_safe() -> None:
    assert k_safe([]).rows == ()
    assert k_safe([]).held_back == ()


def test_what_could_not_tell_who_wrote_is_kept() -> None:
    rows = [{**reply("hearing"), "words": f"words {number}"} for number in range(3)] + [reply(None)] * 2
    assert [row["words"] for row in k_safe(rows).rows][:3] == ["words 0", "words 1", "words 2"]


def test_the_mixes_of_a_million_replies_are_judged_at_once() -> None:
    counts = {
        (f"n{n}", f"d{d}", f"a{a}", f"s{s}"): 8
        for n in range(10)
        for d in range(7)
        for a in range(5)
        for s in range(60)
    }
    counts |= {(f"n{n}", "x", "y", f"s{s}"): 1 for n in range(10) for s in range(400)}
    began = perf_counter()
    safe = safe_mixes({mix: count * 6 if count > 1 else 1 for mix, count in counts.items()})
    assert perf_counter() - began < 3
    assert safe["n0", "x", "y", "s399"] == (None, "x", "y", "s399")


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "need": st.sampled_from(["autism", "hearing", None]),
            "district": st.sampled_from(["Aldmere", "Cold Fen", "Dunstow", None]),
            "age_band": st.sampled_from(["5-10", "11-15", None]),
            "about": st.sampled_from(["club", "school", ""]),
        }
    ),
    max_size=60,
)


@given(ROWS, st.integers(2, 7))
def test_every_mix_that_is_published_is_shared(rows: list[Row], k: int) -> None:
    shared = Counter(tuple(row[field] for field in FIELDS) for row in k_safe(rows, k=k).rows)
    assert all(count >= k for count in shared.values())


@given(ROWS)
def test_rows_keep_their_order_and_only_lose_fields(rows: list[Row]) -> None:
    safe = k_safe(rows)
    kept = [row for index, row in enumerate(rows) if index not in safe.held_back]
    assert len(kept) == len(safe.rows)
    for before, after in zip(kept, safe.rows, strict=True):
        assert all(after[field] in (before[field], None) for field in FIELDS)


@given(ROWS)
def test_what_is_safe_already_stays_as_it_is(rows: list[Row]) -> None:
    shared = Counter(tuple(row[field] for field in FIELDS) for row in rows)
    safe = k_safe(rows)
    kept = iter(safe.rows)
    for index, row in enumerate(rows):
        published = None if index in safe.held_back else next(kept)
        if shared[tuple(row[field] for field in FIELDS)] >= 5:
            assert published == row


@given(ROWS)
def test_published_rows_may_be_published_again(rows: list[Row]) -> None:
    once = k_safe(rows).rows
    assert k_safe(once).rows == once
