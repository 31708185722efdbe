from __future__ import annotations

from typing import Any

import pytest
from content_folder import Folder
from fen_feed import faults, fen_feed, the_only_one
from made_services import service

from knowledge.base import Knowledge
from knowledge.loader import load

WHOLE = {"name": "The Mill", "address_1": "1 Mill Lane", "city": "Highmere", "postal_code": "FN1 1AA"}


@pytest.fixture
def fens(fenshire: Folder) -> Knowledge:
    return load(fenshire.path)


def location(fens: Knowledge, place: dict[str, Any], **parts: Any) -> dict[str, Any]:
    record = the_only_one(fen_feed(fens, [service("reed-club", locations=[place], **parts)]))
    assert faults(record) == []
    (at,) = record["service_at_locations"]
    assert at["location_id"] == at["location"]["id"]
    found: dict[str, Any] = at["location"]
    return found


def test_an_address_is_published_whole(fens: Knowledge) -> None:
    found = location(fens, WHOLE)

    (address,) = found["addresses"]
    assert found["name"] == "The Mill"
    assert address["address_1"] == "1 Mill Lane"
    assert address["city"] == "Highmere"
    assert address["state_province"] == "Fenshire"
    assert address["postal_code"] == "FN1 1AA"
    assert address["country"] == "GB"


def test_a_building_with_no_street_is_the_first_line(fens: Knowledge) -> None:
    found = location(fens, WHOLE | {"address_1": None})

    assert found["addresses"][0]["address_1"] == "The Mill"


def test_a_county_that_we_do_not_know_is_not_made_up(fens: Knowledge) -> None:
    found = location(fens, WHOLE | {"city": "London", "postal_code": "EC1A 1BB"})

    assert found["addresses"][0]["state_province"] == "London"


def test_part_of_an_address_is_told_in_words_and_not_filled_up(fens: Knowledge) -> None:
    found = location(fens, {"address_1": "Mill Lane", "city": "Highmere"})

    assert "addresses" not in found
    assert found["description"] == "Mill Lane, Highmere."
    assert found["city"] == "Highmere"


def test_coordinates_are_published_only_where_the_content_has_them(fens: Knowledge) -> None:
    assert "latitude" not in location(fens, WHOLE)


def test_a_point_of_the_nearest_place_is_not_passed_off_as_the_building(fens: Knowledge) -> None:
    found = location(fens, WHOLE | {"latitude": 52.0, "longitude": 1.0})

    assert (found["latitude"], found["longitude"]) == (52.0, 1.0)
    assert "not of the building" in found["description"]


def test_a_point_that_came_with_a_feed_is_the_buildings(fens: Knowledge) -> None:
    feed = {"source": "https://feed.example", "id": "7"}

    found = location(fens, WHOLE | {"latitude": 52.0, "longitude": 1.0}, feed=feed)

    assert "description" not in found


def test_two_services_in_one_building_share_the_location(fens: Knowledge) -> None:
    published = fen_feed(fens, [service("one", locations=[WHOLE]), service("two", locations=[WHOLE])])

    first, second = (published.full(entry)["service_at_locations"][0] for entry in published.services.values())

    assert first["location"] == second["location"]
    assert first["id"] != second["id"]


def test_service_areas_have_the_names_that_people_know(fens: Knowledge) -> None:
    record = the_only_one(fen_feed(fens, [service("one", areas=["fenshire", "lower-fen", "national"])]))

    assert [area["name"] for area in record["service_areas"]] == ["Fenshire", "Lower Fen", "National"]


def test_a_service_at_location_is_found_by_its_id_with_its_service(fens: Knowledge) -> None:
    published = fen_feed(fens, [service("one", locations=[WHOLE])])
    (entry,) = published.services.values()
    (at,) = published.full(entry)["service_at_locations"]

    found = published.find_at(at["id"])

    assert found is not None
    assert found["location"] == at["location"]
    assert found["service"]["id"] == at["service_id"]
    assert published.find_at("no such id") is None
