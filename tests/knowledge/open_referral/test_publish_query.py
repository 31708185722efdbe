from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from content_folder import Folder
from fen_feed import fen_feed
from made_services import service

from knowledge.base import Knowledge
from knowledge.loader import load
from knowledge.models import Service
from knowledge.open_referral.publish_query import Near, UnknownPlaceError, Wanted, locations, page, services

HIGHMERE = {"city": "Highmere", "latitude": 52.0, "longitude": 1.0}
LOWMERE = {"city": "Lowmere"}
"""55.6 km from Highmere, and known by its name alone."""


@pytest.fixture
def fens(fenshire: Folder) -> Knowledge:
    return load(fenshire.path)


def found(fens: Knowledge, made: list[Service], **wanted: Any) -> list[str]:
    return [entry.service.id for entry in services(fen_feed(fens, made), Wanted(**wanted))]


def test_a_search_needs_every_word_of_it_in_any_order(fens: Knowledge) -> None:
    made = [
        service("chess-club", name="Chess Club"),
        service("chess-school", name="Chess School", description="Lessons.", categories=["advice"]),
    ]

    assert found(fens, made, search="club CHESS") == ["chess-club"]
    assert found(fens, made, search="chess") == ["chess-club", "chess-school"]
    assert found(fens, made, search="swimming") == []


def test_a_search_reads_other_names_topics_and_places_too(fens: Knowledge) -> None:
    made = [service("one", also_called=["Reedlings"], categories=["advice"], areas=["lower-fen"])]

    assert found(fens, made, search="reedl") == ["one"]
    assert found(fens, made, search="advice lower fen") == ["one"]


def test_a_search_of_signs_alone_finds_everything_and_breaks_nothing(fens: Knowledge) -> None:
    assert found(fens, [service("one")], search="(*[\\ \x00") == ["one"]


def test_filters_add_up(fens: Knowledge) -> None:
    made = [
        service("both", categories=["clubs"], eligibility={"min_age": 11, "max_age": 15}),
        service("young", categories=["clubs"], eligibility={"min_age": 5, "max_age": 15}),
        service("advice", categories=["advice"], eligibility={"min_age": 11, "max_age": 15}),
    ]
    terms = {term["code"]: term["id"] for term in fen_feed(fens, made).terms.values()}

    assert found(fens, made, taxonomy_term_id=terms["clubs"], minimum_age=11) == ["both"]


def test_a_groups_term_finds_what_is_in_the_group(fens: Knowledge) -> None:
    made = [service("club"), service("advice", categories=["advice"])]
    terms = {term["code"]: term for term in fen_feed(fens, made).terms.values()}

    assert found(fens, made, taxonomy_term_id=terms["fun-group"]["id"]) == ["club"]
    assert found(fens, made, taxonomy_id=terms["clubs"]["taxonomy_id"]) == ["club", "advice"]


def test_a_service_whose_ages_are_not_known_is_not_found_by_age(fens: Knowledge) -> None:
    made = [service("unknown"), service("teens", eligibility={"min_age": 13, "max_age": 19})]

    assert found(fens, made, maximum_age=19) == ["teens"]
    assert found(fens, made, maximum_age=18) == []


def test_an_organisation_finds_its_services(fens: Knowledge) -> None:
    made = [service("one"), service("other", org="Another Trust")]
    published = fen_feed(fens, made)
    theirs = next(key for key, one in published.organizations.items() if one["name"] == "Another Trust")

    assert found(fens, made, organization_id=theirs) == ["other"]


def test_modified_after_takes_in_the_moment_itself(fens: Knowledge) -> None:
    made = [service("old", checked_on="2026-01-09"), service("new", checked_on="2026-01-10")]

    assert found(fens, made, modified_after=datetime(2026, 1, 10, tzinfo=UTC)) == ["new"]
    assert found(fens, made, modified_after=datetime(2026, 1, 10, 0, 0, 1, tzinfo=UTC)) == []


@pytest.mark.parametrize(
    ("postcode", "metres", "cities"),
    [
        ("FN1 1AA", 1000, ["Highmere"]),
        ("fn2", 1000, ["Lowmere"]),
        ("Highmere", 50_000, ["Highmere"]),
        ("Highmere", 60_000, ["Highmere", "Lowmere"]),
    ],
)
def test_only_places_within_the_distance_are_found(
    fens: Knowledge, postcode: str, metres: float, cities: list[str]
) -> None:
    published = fen_feed(fens, [service("high", locations=[HIGHMERE]), service("low", locations=[LOWMERE])])

    near = locations(published, Wanted(), Near(postcode, metres))

    assert [place.city for _, place in near] == cities


def test_without_a_distance_those_that_serve_the_postcode_are_found(fens: Knowledge) -> None:
    made = [
        service("lower", areas=["lower-fen"], locations=[HIGHMERE]),
        service("upper", areas=["upper-fen"], locations=[LOWMERE]),
        service("all", areas=["fenshire"], locations=[LOWMERE]),
    ]

    near = locations(fen_feed(fens, made), Wanted(), Near("FN1", None))

    assert [entry.service.id for entry, _ in near] == ["upper", "all"]


@pytest.mark.parametrize("postcode", ["ZZ9 9ZZ", "Atlantis", "fenshire", "?"])
def test_a_place_that_we_do_not_know_is_refused(fens: Knowledge, postcode: str) -> None:
    with pytest.raises(UnknownPlaceError):
        locations(fen_feed(fens, [service("one")]), Wanted(), Near(postcode, 1000))


def test_a_closed_service_has_no_places(fens: Knowledge) -> None:
    assert locations(fen_feed(fens, [service("one", status="closed", locations=[LOWMERE])]), Wanted(), None) == []


def test_pages_hold_each_item_once_and_say_which_is_last() -> None:
    pages = [page(range(5), number, 2) for number in (1, 2, 3)]

    assert [list(part) for part, _ in pages] == [[0, 1], [2, 3], [4]]
    assert [envelope["last_page"] for _, envelope in pages] == [False, False, True]
    assert [envelope["first_page"] for _, envelope in pages] == [True, False, False]
    assert pages[2][1] == {
        "total_items": 5,
        "total_pages": 3,
        "page_number": 3,
        "size": 1,
        "first_page": False,
        "last_page": True,
        "empty": False,
    }


@pytest.mark.parametrize(("count", "number"), [(0, 1), (5, 4)])
def test_a_page_past_the_end_is_empty_and_the_last(count: int, number: int) -> None:
    part, envelope = page(range(count), number, 2)

    assert list(part) == []
    assert envelope["empty"]
    assert envelope["last_page"]
