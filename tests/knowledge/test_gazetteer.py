"""Places as people type them, and how far apart they are."""

from __future__ import annotations

from math import isclose
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.base import Knowledge
from knowledge.gazetteer import ANYWHERE, MOST_OFFERED, Found, Gazetteer, Point, distance_km
from knowledge.models import Outcode, Place

UNKNOWN, OUTSIDE = Found("unknown"), Found("outside")


def found(value: str) -> Found:
    return Found("found", (value,))


@pytest.fixture(scope="session")
def fens() -> Gazetteer:
    """Five places and two postcode districts, one of them with a village that the list of places lacks."""

    def place(name: str, population: int, *also: str) -> Place:
        return Place(name=name, latitude=52.0, longitude=1.0, population=population, geonameid=population, also=also)

    places = [
        place("Highmere", 9000),
        place("Lowmere", 4000, "Lowmere Quay"),
        place("Long Reedby", 700),
        place("Great Reedby", 7000),
        place("Wick", 70),
    ]
    outcodes = [
        Outcode(outcode="FN1", county="Fenshire", near=("Nowhere Now", "Highmere"), also=("Saltby",)),
        Outcode(outcode="FN20", county="Fenshire", near=("Nowhere Now",)),
    ]
    return Gazetteer(places, outcodes, ("don't mind", "all of Fenshire"), ("Otherland", "Highmoor"))


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("Highmere", "Highmere"),
        ("HIGHMERE!", "Highmere"),
        ("  highmere  ", "Highmere"),
        ("we live in Highmere", "Highmere"),
        ("we moved to Highmere last year", "Highmere"),
        ("🏠 Highmere 🏠", "Highmere"),
        ("hihgmere", "Highmere"),
        ("High Mere", "Highmere"),
        ("lowmere quay", "Lowmere"),
        ("gt reedby", "Great Reedby"),
        ("fn1", "FN1"),
        ("FN1 2AB", "FN1"),
        ("fn12ab", "FN1"),
        ("fn202ab", "FN20"),
        ("my postcode is fn1 2ab", "FN1"),
        ("saltby", "FN1"),
        ("anywhere", ANYWHERE),
        ("I don't mind", ANYWHERE),
        ("I dont mind", ANYWHERE),
        ("I don’t mind", ANYWHERE),
        ("all of fenshire", ANYWHERE),
    ],
)
def test_a_place_is_read_as_it_is_typed(typed: str, place: str, fens: Gazetteer) -> None:
    assert fens.read(typed) == found(place)


@pytest.mark.parametrize("typed", ["Otherland", "I live in otherland", "ME14", "me14 1aa", "SW1A 1AA", "FN2"])
def test_a_place_outside_the_area_is_told_from_one_that_is_unknown(typed: str, fens: Gazetteer) -> None:
    assert fens.read(typed) == OUTSIDE


def test_a_well_known_place_elsewhere_is_not_taken_for_a_slip(fens: Gazetteer) -> None:
    assert fens.read("Highmoor") == OUTSIDE
    assert "Highmere" in fens.read("Highmoar").values, "one as near that is not well known is taken for a slip"


@pytest.mark.parametrize("typed", ["", "   ", "🏠", "?!", "a", "asdfgh", "12", "x" * 5000])
def test_what_is_no_place_is_unknown(typed: str, fens: Gazetteer) -> None:
    assert fens.read(typed) == UNKNOWN


def test_a_part_that_several_names_share_is_offered_with_the_largest_first(fens: Gazetteer) -> None:
    assert fens.read("reedby") == Found("several", ("Great Reedby", "Long Reedby"))


def test_a_name_in_a_longer_word_is_not_that_place(fens: Gazetteer) -> None:
    assert fens.read("wickedness") == UNKNOWN


def test_every_value_that_is_read_is_one_that_is_known(fens: Gazetteer) -> None:
    assert all(map(fens.knows, (ANYWHERE, "Highmere", "FN1")))
    assert not any(map(fens.knows, ("", "highmere", "Saltby", "Otherland", "ME14")))


def test_a_district_stands_where_the_nearest_place_of_it_that_we_know_stands(fens: Gazetteer) -> None:
    assert fens.point("FN1") == fens.point("Highmere") == Point(52.0, 1.0)


def test_no_point_is_made_up(fens: Gazetteer) -> None:
    assert [fens.point(value) for value in (ANYWHERE, "FN20", "Otherland", "")] == [None] * 4
    assert [fens.of_city("Otherland"), fens.of_postcode(""), fens.of_postcode("ME14 1AA")] == [None] * 3


def test_an_address_gives_a_point_by_its_town_or_its_postcode(fens: Gazetteer) -> None:
    assert fens.of_city("great reedby") == fens.of_postcode("fn1 2ab") == Point(52.0, 1.0)


def test_one_degree_of_latitude_is_about_111_kilometres() -> None:
    assert isclose(distance_km(Point(52.0, 1.0), Point(53.0, 1.0)), 111.2, abs_tol=0.1)


def test_degrees_of_longitude_are_nearer_together_in_the_north() -> None:
    assert isclose(distance_km(Point(60.0, 1.0), Point(60.0, 2.0)), 111.2 / 2, abs_tol=0.1)
    assert isclose(distance_km(Point(0.0, 179.5), Point(0.0, -179.5)), 111.2, abs_tol=0.1)


points = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))


@given(points, points)
def test_a_distance_is_the_same_both_ways_and_never_more_than_half_way_round(one: Point, other: Point) -> None:
    km = distance_km(one, other)
    assert 0 <= km <= 20_016
    assert isclose(km, distance_km(other, one), abs_tol=1e-6)
    assert distance_km(one, one) == 0


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("kings lyn", "King's Lynn"),
        ("King’s Lynn", "King's Lynn"),
        ("lynn", "King's Lynn"),
        ("kl", "King's Lynn"),
        ("gt yarmouth", "Great Yarmouth"),
        ("yarmouth", "Great Yarmouth"),
        ("norwhich", "Norwich"),
        ("norwch", "Norwich"),
        ("Norwich, Norfolk", "Norwich"),
        ("thetfrod", "Thetford"),
        ("swafham", "Swaffham"),
        ("hunstaton", "Hunstanton"),
        ("sheringam", "Sheringham"),
        ("n walsham", "North Walsham"),
        ("downham", "Downham Market"),
        ("dereham", "East Dereham"),
        ("we live near dereham", "East Dereham"),
        ("the village of Acle", "Acle"),
        ("wymondham", "NR18"),
        ("nr30", "NR30"),
        ("nr301aa", "NR30"),
        ("NR30 1AA", "NR30"),
        ("nr3 1aa", "NR3"),
        ("norfolk", ANYWHERE),
        ("anywhere in norfolk", ANYWHERE),
        ("not sure", ANYWHERE),
        ("skip", ANYWHERE),
        ("online", ANYWHERE),
    ],
)
def test_a_family_of_the_area_is_understood(typed: str, place: str, gazetteer: Gazetteer) -> None:
    assert gazetteer.read(typed) == found(place)


@pytest.mark.parametrize("typed", ["Kent", "we live in Kent", "ME14", "London", "Ipswich", "SW1A 1AA", "Cambridge"])
def test_a_family_from_elsewhere_is_told_so(typed: str, gazetteer: Gazetteer) -> None:
    assert gazetteer.read(typed) == OUTSIDE


@pytest.mark.parametrize("typed", ["asdfgh", "🏠", "", "x" * 5000, "school", "my son is 9", "yes", "no"])
def test_what_is_no_place_of_the_area_is_unknown(typed: str, gazetteer: Gazetteer) -> None:
    assert gazetteer.read(typed) == UNKNOWN


def test_a_postcode_with_a_space_after_its_letters_is_read(gazetteer: Gazetteer) -> None:
    assert gazetteer.read("nr 30 1aa") == found("NR30")


def test_the_name_of_a_district_is_understood(gazetteer: Gazetteer, knowledge: Knowledge) -> None:
    assert [area.label for area in knowledge.area.districts if gazetteer.read(area.label) == UNKNOWN] == []


def test_a_long_text_is_read_quickly(gazetteer: Gazetteer) -> None:
    began = perf_counter()
    gazetteer.read("we live somewhere or other near the sea " * 125)
    assert perf_counter() - began < 0.5


@settings(max_examples=150, deadline=None)
@given(typed=st.text(max_size=60) | st.from_regex(r"[A-Za-z]{1,2} ?\d{1,2} ?\d?[a-z]{0,2}", fullmatch=True))
def test_any_text_is_read_without_fail_as_values_that_are_known(typed: str, gazetteer: Gazetteer) -> None:
    read = gazetteer.read(typed)
    assert all(map(gazetteer.knows, read.values))
    assert len(read.values) <= MOST_OFFERED
    assert (len(read.values) == 1) >= (read.kind == "found")
    assert bool(read.values) == (read.kind in {"found", "several"})


def test_towns_are_as_far_apart_as_on_the_map(gazetteer: Gazetteer) -> None:
    def km(one: str, other: str) -> float:
        start, end = gazetteer.point(one), gazetteer.point(other)
        assert start
        assert end
        return distance_km(start, end)

    assert isclose(km("Norwich", "King's Lynn"), 62, abs_tol=2)
    assert isclose(km("Norwich", "Great Yarmouth"), 29, abs_tol=2)
    assert km("Norwich", "Norwich") == 0
