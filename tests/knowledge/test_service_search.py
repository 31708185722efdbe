"""A search for services that is typed as one sentence, told apart from a question."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.ages import ANY, BANDS
from knowledge.base import Knowledge
from knowledge.find_services import Wanted
from knowledge.gazetteer import Gazetteer
from knowledge.models import Category, CategoryGroup, Outcode, Place
from knowledge.service_search import ServiceSearch

PLACES = Gazetteer(
    [
        Place(name="Highmere", latitude=52.0, longitude=1.0, population=9000, geonameid=1),
        Place(name="Lowmere Quay", latitude=52.5, longitude=1.0, population=400, geonameid=2),
    ],
    [Outcode(outcode="FN1", county="Fenshire", near=("Highmere",), also=("Saltby",))],
)
SEARCH = ServiceSearch(
    [
        CategoryGroup(
            id="all",
            label="All",
            categories=(
                Category(id="clubs", label="Clubs", also=("club", "group")),
                Category(id="chess", label="Chess"),
            ),
        )
    ],
    PLACES,
)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("clubs in Highmere", Wanted(("clubs",), ANY, "Highmere")),
        ("Club near highmere please!", Wanted(("clubs",), ANY, "Highmere")),
        ("chess group lowmere quay", Wanted(("clubs", "chess"), ANY, "Lowmere Quay")),
        ("clubs FN1 2AB", Wanted(("clubs",), ANY, "FN1")),
        ("clubs in saltby", Wanted(("clubs",), ANY, "FN1")),
        ("clubs near hihgmere", Wanted(("clubs",), ANY, "Highmere")),
    ],
)
def test_a_need_and_a_place_are_a_search(typed: str, wanted: Wanted) -> None:
    assert SEARCH.read(typed) == wanted


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "clubs",
        "Highmere",
        "golf in Highmere",
        "clubs in Otherland",
        "clubs ME14 1AA",
        "subclubs in Highmere",
        "how do I find clubs in Highmere",
        "are there clubs in Highmere",
        "we went to all of the clubs in Highmere last year and none of them would have us",
    ],
)
def test_a_question_a_story_or_half_a_search_is_no_search(typed: str) -> None:
    assert SEARCH.read(typed) is None


@pytest.mark.parametrize(("age", "band"), [(None, ANY), (9, "5-10"), (0, "under-5"), (30, ANY)])
def test_an_age_is_searched_for_by_its_band(age: int | None, band: str) -> None:
    found = SEARCH.read("clubs in Highmere", age)
    assert found
    assert found.band == band


@settings(max_examples=60, deadline=None)
@given(typed=st.lists(st.sampled_from(["clubs", "in", "highmere", "fn1", "🏠", "'", "near", "x"])).map(" ".join))
def test_whatever_is_searched_for_is_known(typed: str) -> None:
    found = SEARCH.read(typed)
    assert found is None or (found.categories == ("clubs",) and PLACES.knows(found.place) and found.band not in BANDS)


def test_no_word_stands_for_two_categories(knowledge: Knowledge) -> None:
    categories = [category for group in knowledge.groups for category in group.categories]
    owners: dict[str, set[str]] = {}
    for category in categories:
        for word in {category.label.lower(), *category.also}:
            owners.setdefault(word, set()).add(category.id)
    assert {word: ids for word, ids in owners.items() if len(ids) > 1} == {}
