from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from small_numbers_attacker import Truth, all_on_one, could_be, named, spreads, told

from storage.small_numbers import MOST_FILTERS, differs_safely, released_through


@pytest.mark.parametrize(
    ("today", "through"),
    [
        (date(2026, 11, 22), date(2026, 10, 25)),
        (date(2026, 11, 1), date(2026, 10, 25)),
        (date(2026, 10, 31), date(2026, 9, 27)),
        (date(2026, 6, 1), date(2026, 5, 31)),
        (date(2027, 1, 4), date(2026, 12, 27)),
        (date(2024, 3, 31), date(2024, 2, 25)),
    ],
)
def test_figures_count_to_the_last_sunday_of_the_last_finished_month(today: date, through: date) -> None:
    assert released_through(today) == through


@given(st.dates(date(2020, 1, 1), date(2090, 12, 31)))
def test_figures_change_on_the_first_of_a_month_and_on_no_other_day(today: date) -> None:
    through = released_through(today)
    assert through.isoweekday() == 7
    assert timedelta(0) < today.replace(day=1) - through <= timedelta(7)
    assert (released_through(today + timedelta(1)) == through) == ((today + timedelta(1)).day != 1)


def test_two_filters_are_the_most() -> None:
    assert MOST_FILTERS == 2


OLD = {"yes": 40, "partly": 20, "no": 0}


def test_figures_that_did_not_change_may_be_published_again() -> None:
    assert differs_safely(OLD, OLD)


def test_counts_that_grew_by_ten_or_more_may_be_published() -> None:
    assert differs_safely({"yes": 50, "partly": 35, "no": 0}, OLD)


def test_one_reply_more_may_not() -> None:
    assert not differs_safely({"yes": 41, "partly": 20, "no": 0}, OLD)


def test_nine_replies_more_may_not() -> None:
    assert not differs_safely({"yes": 60, "partly": 20, "no": 9}, OLD)


def test_a_reply_that_was_taken_back_may_not_show() -> None:
    assert not differs_safely({"yes": 60, "partly": 19, "no": 10}, OLD)
    assert not differs_safely({"yes": 20, "partly": 35, "no": 0}, OLD)


def test_that_all_new_replies_say_the_same_is_not_told() -> None:
    assert not differs_safely({"yes": 60, "partly": 20, "no": 0}, OLD)


def test_where_nothing_was_published_anything_may_be() -> None:
    assert differs_safely({"yes": 12, "no": 7}, {"yes": 4, "no": 5})
    assert differs_safely({"yes": 12, "no": 7}, {})


def test_new_figures_may_hide_what_the_old_ones_hid() -> None:
    assert differs_safely({"a": 60, "b": 40, "c": 4, "d": 2}, {"a": 40, "b": 20, "c": 4, "d": 2})


def test_a_hidden_count_is_not_told_by_what_it_grew_to() -> None:
    assert not differs_safely({"a": 40, "b": 13, "c": 12}, {"a": 20, "b": 3, "c": 2})
    assert differs_safely({"a": 40, "b": 24, "c": 16}, {"a": 20, "b": 4, "c": 2})


def test_a_count_that_was_hidden_for_another_is_not_told_when_that_one_has_grown() -> None:
    assert not differs_safely({"a": 40, "b": 8, "c": 13}, {"a": 20, "b": 8, "c": 3})


def test_an_option_that_is_new_counts_from_nothing() -> None:
    assert differs_safely({"yes": 50, "no": 30, "not sure": 12}, {"yes": 40, "no": 20})
    assert not differs_safely({"yes": 50, "no": 30, "not sure": 4}, {"yes": 40, "no": 20})


Pair = tuple[Truth, Truth]


@cache
def changes(replies: int, options: int) -> tuple[Truth, ...]:
    """Every way that so many replies can be 0, or 10 or more, on each option."""
    return tuple(change for change in spreads(replies, options) if all(count == 0 or count >= 10 for count in change))


@cache
def pairs_that_look_alike(options: int, base: int, grown: int) -> list[list[Pair]]:
    """Every two figures, one holding the other, that may both be published, those together that look the same."""
    alike: defaultdict[object, list[Pair]] = defaultdict(list)
    for change in changes(grown, options):
        for old in spreads(base, options):
            new = tuple(map(sum, zip(old, change, strict=True)))
            if differs_safely(named(new), named(old)):
                alike[told(old), told(new)].append((old, new))
    return list(alike.values())


WORLDS = [(2, base, grown) for base in (10, 14) for grown in range(24, 60, 5)]
WORLDS += [(3, base, grown) for base in (10, 13) for grown in (20, 33, 46)]
WORLDS += [(4, 14, 20), (4, 18, 21), (4, 20, 22)]


@pytest.mark.parametrize("world", WORLDS)
def test_no_hidden_count_can_be_told_from_two_releases_or_with_and_without_one_district(
    world: tuple[int, int, int],
) -> None:
    for alike in pairs_that_look_alike(*world):
        for figure in (0, 1):
            for place in range(world[0]):
                if hidden(alike[0][figure], place):
                    assert len({pair[figure][place] for pair in alike}) > 1, alike[:3]


@pytest.mark.parametrize("world", WORLDS)
def test_those_who_replied_between_two_releases_are_not_known_to_have_all_said_the_same(
    world: tuple[int, int, int],
) -> None:
    for alike in pairs_that_look_alike(*world):
        between = [tuple(b - a for a, b in zip(*pair, strict=True)) for pair in alike]
        assert not all(map(all_on_one, between)), alike[:3]


def test_figures_are_published_anew_in_these_worlds() -> None:
    assert {world[0] for world in WORLDS if pairs_that_look_alike(*world)} == {2, 3, 4}


@pytest.mark.parametrize(
    ("first", "grown"), [((0, 8, 2, 4), (20, 22)), ((8, 0, 4, 2), (24, 43)), ((5, 5, 0), (36, 20))]
)
def test_no_hidden_count_can_be_told_from_three_releases(first: Truth, grown: tuple[int, int]) -> None:
    alike: defaultdict[object, list[tuple[Truth, ...]]] = defaultdict(list)
    for one in could_be(told(first)[1], sum(first)):
        for two in grown_safely(one, grown[0]):
            for three in grown_safely(two, grown[1]):
                alike[told(one), told(two), told(three)].append((one, two, three))
    assert alike
    for chains in alike.values():
        for release in range(3):
            for place in range(len(first)):
                if hidden(chains[0][release], place):
                    assert len({chain[release][place] for chain in chains}) > 1, chains[:3]


def grown_safely(old: Truth, grown: int) -> Iterator[Truth]:
    for change in changes(grown, len(old)):
        new = tuple(map(sum, zip(old, change, strict=True)))
        if differs_safely(named(new), named(old)):
            yield new


def hidden(truth: Truth, place: int) -> bool:
    return told(truth)[1][place] is None


@st.composite
def inside(draw: st.DrawFn) -> Pair:
    """A figure inside another, where most differ as they should."""
    options = draw(st.integers(2, 3))
    part = draw(st.tuples(*[st.integers(0, 9) | st.integers(0, 18)] * options))
    same = draw(st.booleans())
    small = st.just(0) if same else st.integers(10, 40)
    large = st.sampled_from([0, 10, 11, 25])
    rest = [draw(small if hidden(part, place) else large) for place in range(options)] if sum(part) >= 10 else part
    return part, tuple(map(sum, zip(part, rest, strict=True)))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(inside())
def test_no_hidden_count_can_be_told_by_taking_one_district_from_all(pair: Pair) -> None:
    part, whole = pair
    assume(sum(part) >= 10 and differs_safely(named(whole), named(part)))
    places = [(figure, place) for figure in (0, 1) for place in range(len(part)) if hidden(pair[figure], place)]
    assume(places)
    found: dict[tuple[int, int], set[int]] = {at: set() for at in places}
    for other in pairs_near(pair):
        for figure, place in places:
            found[figure, place].add(other[figure][place])
        if all(len(values) > 1 for values in found.values()):
            return
    pytest.fail(f"{pair} can be told: {found}")


def pairs_near(pair: Pair) -> Iterator[Pair]:
    """Every pair that would look the same."""
    part, whole = pair
    parts = [other for other in could_be(told(part)[1], sum(part)) if told(other) == told(part)]
    wholes = [other for other in could_be(told(whole)[1], sum(whole)) if told(other) == told(whole)]
    for one in parts:
        for all_of in wholes:
            if differs_safely(named(all_of), named(one)):
                yield one, all_of
