from collections.abc import Mapping
from itertools import chain
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from small_numbers_attacker import Truth, all_on_one, could_be, grouped, named, seen, spreads, told, values_at

from storage.small_numbers import Hidden, Shown, average, guard, shares


def figures(counts: Mapping[str, int]) -> dict[str, int | str]:
    guarded = guard(counts)
    assert guarded is not None
    return {option: cell.count if isinstance(cell, Shown) else "c" for option, cell in guarded.cells.items()}


def test_nothing_is_told_of_fewer_than_ten_replies() -> None:
    few = {"yes": 6, "no": 3}
    assert guard(few) is None
    assert shares(few) is None
    assert average({1: 6, 2: 3}) is None
    assert guard({}) is None


def test_ten_replies_are_enough() -> None:
    assert guard({"yes": 6, "no": 4}) is not None


def test_counts_and_the_base_are_rounded_to_the_nearest_five() -> None:
    guarded = guard({"yes": 22, "partly": 13, "no": 6})
    assert guarded is not None
    assert guarded.base == 40
    assert figures({"yes": 22, "partly": 13, "no": 6}) == {"yes": 20, "partly": 15, "no": 5}


@pytest.mark.parametrize("small", [1, 2, 3, 4, 5])
def test_one_to_five_is_hidden_and_so_is_the_next_larger(small: int) -> None:
    assert figures({"yes": 30, "partly": 8, "no": small}) == {"yes": 30, "partly": "c", "no": "c"}


def test_two_small_counts_that_differ_hide_each_other() -> None:
    assert figures({"yes": 30, "partly": 4, "no": 2}) == {"yes": 30, "partly": "c", "no": "c"}


@pytest.mark.parametrize("small", [(1, 1), (5, 5), (3, 2)])
def test_small_counts_that_could_be_worked_out_take_the_next_larger_with_them(small: tuple[int, int]) -> None:
    assert figures({"a": 30, "b": 8, "c": small[0], "d": small[1]}) == {"a": 30, "b": "c", "c": "c", "d": "c"}


def test_counts_that_are_the_same_are_hidden_together() -> None:
    assert figures({"a": 30, "b": 8, "c": 8, "d": 3}) == {"a": 30, "b": "c", "c": "c", "d": "c"}


def test_a_zero_is_shown_where_replies_fell_on_two_options_or_more() -> None:
    assert figures({"yes": 20, "partly": 10, "no": 0}) == {"yes": 20, "partly": 10, "no": 0}


def test_that_everyone_said_the_same_is_not_told() -> None:
    assert figures({"yes": 20, "partly": 0, "no": 0}) == {"yes": "c", "partly": "c", "no": "c"}
    assert guard({"yes": 20, "partly": 0, "no": 0}) == guard({"yes": 18, "partly": 2, "no": 0})


def test_a_question_with_one_option_is_shown() -> None:
    assert figures({"replies": 17}) == {"replies": 15}


def test_a_count_below_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        guard({"yes": 20, "no": -1})


def test_shares_are_whole_and_from_counts_before_rounding() -> None:
    assert shares({"yes": 22, "partly": 13, "no": 6}) == {"yes": 54, "partly": 32, "no": 15}


def test_a_hidden_count_has_no_share() -> None:
    assert shares({"yes": 30, "partly": 4, "no": 2}) == {"yes": 83}


def test_an_average_is_a_whole_number() -> None:
    assert average({1: 6, 2: 10, 3: 20}) == 2
    assert average({1: 10, 2: 10}) == 2


def test_an_average_is_told_where_hidden_counts_may_change_places() -> None:
    assert average({1: 2, 2: 4, 3: 9, 4: 60, 5: 12}) == 4


def test_an_average_that_tells_which_hidden_count_is_which_is_not_told() -> None:
    assert average({1: 1, 2: 20, 5: 5}) is None


def test_an_average_is_not_told_where_every_count_is_hidden() -> None:
    assert average({1: 20, 2: 0}) is None
    assert average({1: 0, 2: 3, 3: 40}) is None


WHOLE_WORLDS = [(2, range(10, 61)), (3, range(10, 31)), (4, range(10, 21)), (5, range(10, 15))]


@pytest.mark.parametrize(("options", "replies"), WHOLE_WORLDS)
def test_no_hidden_count_can_be_told_from_all_that_is_published(options: int, replies: range) -> None:
    for known, alike in grouped(chain.from_iterable(spreads(base, options) for base in replies)).items():
        for place in hidden_places(known):
            assert max(values_at(alike, place)) >= 4, (known, place)
            assert len(values_at(alike, place)) > 1, (known, place)


@pytest.mark.parametrize(("options", "replies"), WHOLE_WORLDS)
def test_who_replied_and_knows_their_own_answer_can_tell_no_other_hidden_count(options: int, replies: range) -> None:
    for known, alike in grouped(chain.from_iterable(spreads(base, options) for base in replies)).items():
        for own in range(options):
            left = [truth for truth in alike if truth[own]]
            for place in hidden_places(known):
                assert not left or place == own or len(values_at(left, place)) > 1, (known, own, place)
            assert not left or not all(map(all_on_one, left)), (known, own)


def hidden_places(known: tuple[Any, ...]) -> list[int]:
    return [place for place, count in enumerate(known[1]) if count is None]


COUNTS = st.lists(st.integers(0, 12) | st.integers(0, 200), min_size=2, max_size=7).map(tuple)


@given(COUNTS)
def test_never_is_exactly_one_count_hidden(counts: Truth) -> None:
    guarded = guard(named(counts))
    assume(guarded is not None)
    assert guarded is not None
    assert sum(isinstance(cell, Hidden) for cell in guarded.cells.values()) != 1


@given(COUNTS)
def test_never_is_one_to_five_shown(counts: Truth) -> None:
    guarded = guard(named(counts))
    assume(guarded is not None)
    assert guarded is not None
    assert not any(1 <= count <= 5 for count in seen(guarded, counts) if count is not None)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.integers(0, 9) | st.integers(0, 60), min_size=2, max_size=5).map(tuple))
def test_no_hidden_count_of_a_larger_group_can_be_told(counts: Truth) -> None:
    assume(sum(counts) >= 10)
    known = told(counts)
    places = hidden_places(known)
    assume(places)
    left = sum(counts[place] for place in places)
    assume(left ** (len(places) - 1) <= 200_000)
    found: dict[int, set[int]] = {place: set() for place in places}
    for truth in could_be(known[1], sum(counts)):
        if told(truth) == known:
            for place in places:
                found[place].add(truth[place])
            if all(len(values) > 1 for values in found.values()):
                return
    pytest.fail(f"{counts} can be told from {known}: {found}")


@pytest.mark.parametrize(("options", "replies"), [(2, 30), (3, 24), (4, 18)])
def test_all_that_is_published_follows_from_what_the_attacker_is_given(options: int, replies: int) -> None:
    for alike in grouped(spreads(replies, options)).values():
        published = [(guard(named(truth)), shares(named(truth)), average(dict(enumerate(truth, 1)))) for truth in alike]
        assert all(figure == published[0] for figure in published)
