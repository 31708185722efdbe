"""A record as our service: what a family would see of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from made_feed import record_id, service_v1, service_v3
from made_mapper import SOURCE, Make, bare

from knowledge.models import Eligibility, Location
from knowledge.open_referral.to_service import LONGEST_ID, NotTakenError, service_id


def place(**fields: Any) -> list[dict[str, Any]]:
    return [{"location": {"name": "Reed Hall", **fields}}]


HERE = place(addresses=[{"address_1": "3 Sluice Lane", "city": "Lowmere", "postal_code": "FN2 3CD"}])


def test_a_whole_record_of_version_3_becomes_a_card(make: Make) -> None:
    service = make(service_v3(1)).service
    assert service.id == f"or-heron-group-1-{record_id(1)[:8]}"
    assert service.categories == ("clubs",)
    assert service.eligibility == Eligibility(min_age=6, max_age=13)
    assert service.areas == ("lower-fen",)
    assert service.locations == (
        Location(
            name="Heron Hall",
            address_1="2 Sluice Lane",
            city="Lowmere",
            postal_code="FN2 3CD",
            latitude=52.5,
            longitude=1.0,
        ),
    )
    assert [phone.number for phone in service.phones] == ["01632 960001"]
    assert service.emails == ("hello1@fen.example",)
    assert service.url == "https://fen.example/1"
    assert (service.cost, service.schedule) == ("paid", "Tuesday and Thursday 3:30pm to 5pm")
    assert service.referral == "self - Just turn up, or call us."
    assert (service.checked_on, service.confidence) == (date(2026, 3, 1), "medium")
    assert "Cost: £1 per session" in service.description
    assert "Access: There is a ramp at the side door." in service.description


def test_a_whole_record_of_version_1_becomes_a_card(make: Make) -> None:
    service = make(service_v1(3)).service
    assert service.categories == ("clubs",)
    assert service.eligibility == Eligibility(min_age=5, max_age=11, text="child")
    assert service.areas == ("lower-fen",)
    assert [(phone.number, phone.text) for phone in service.phones] == [("01632 960777", "Play leader")]
    assert service.schedule == "Monday to Wednesday 9am to midday"
    assert service.locations[0].postal_code == "FN2 3CD"
    assert "Cost: £2.50 (each child)" in service.description


@pytest.mark.parametrize("nothing", [None, "", "null", [], {}])
def test_a_record_may_have_nothing_in_any_field(make: Make, nothing: object) -> None:
    full = service_v3(1) | service_v1(1)
    for field in full.keys() - {"id", "name"}:
        assert make(full | {field: nothing}).service.name == full["name"]
    assert make({key: full[key] if key in {"id", "name"} else nothing for key in full}).service.status == "unknown"


@pytest.mark.parametrize("wrong", [5, "text", True, [1, None, "x"], {"a": {"b": [3]}}, [[{}]], -1e300])
def test_a_record_may_have_anything_in_any_field(make: Make, wrong: object) -> None:
    full = service_v3(1) | service_v1(1)
    for field in full.keys() - {"id", "name"}:
        assert make(full | {field: wrong}).service.name == full["name"]


@pytest.mark.parametrize("name", ["", None, " ", "<b></b>", "<script>x</script>"])
def test_a_record_without_a_name_is_not_taken(make: Make, name: str | None) -> None:
    with pytest.raises(NotTakenError, match="it has no name"):
        make(bare(name=name))


def test_tags_in_a_name_are_taken_out_and_told(make: Make) -> None:
    made = make(bare(name="<script>steal()</script>Reed <b>Club</b>"))
    assert made.service.name == "Reed Club"
    assert "there were tags in its name: taken out" in made.notes


def test_the_alert_comes_first(make: Make) -> None:
    made = make(bare(description="We meet on Mondays.", alert="Closed in May."))
    assert made.service.description.startswith("Important: Closed in May.\n\nWe meet on Mondays.")


def test_a_long_description_is_cut_after_a_sentence_and_told(make: Make) -> None:
    made = make(bare(description="We play in the reeds all day. " * 100))
    assert made.service.description.endswith("all day.")
    assert len(made.service.description) <= 1500
    assert any("cut to 1500" in note for note in made.notes)


@pytest.mark.parametrize(
    ("status", "becomes"),
    [
        ("active", "active"),
        ("Active", "active"),
        ("inactive", "closed"),
        ("defunct", "closed"),
        ("temporarily closed", "closed"),
        ("", "unknown"),
        (None, "unknown"),
    ],
)
def test_only_an_active_service_is_shown_as_one(make: Make, status: str | None, becomes: str) -> None:
    assert make(bare(status=status)).service.status == becomes


@pytest.mark.parametrize(
    ("fields", "ages"),
    [
        ({"minimum_age": 5, "maximum_age": 11}, (5, 11)),
        ({"minimum_age": "5", "maximum_age": "11.0"}, (5, 11)),
        ({"min_age": 5}, (5, None)),
        ({"maximum_age": 100, "minimum_age": 18}, (18, None)),
        ({"maximum_age": 999}, (None, None)),
        ({"eligibilities": [{"minimum_age": 5, "maximum_age": 8}, {"minimum_age": 3, "maximum_age": 9}]}, (3, 9)),
        ({"eligibility": [{"eligibility": "teen"}]}, (13, 19)),
        ({"eligibilitys": [{"eligibility": "teen"}, {"eligibility": "adult"}]}, (13, None)),
        ({"minimum_age": "", "maximum_age": None}, (None, None)),
        ({"minimum_age": -3, "maximum_age": 11}, (None, 11)),
        ({"minimum_age": 16, "maximum_age": 11}, (None, None)),
        ({"minimum_age": "five"}, (None, None)),
    ],
)
def test_ages_are_read_from_every_place_and_shape(
    make: Make, fields: dict[str, Any], ages: tuple[int | None, int | None]
) -> None:
    eligibility = make(bare(**fields)).service.eligibility
    assert (eligibility.min_age, eligibility.max_age) == (ages[0], None if ages[1] is None else ages[1])


def test_ages_that_cannot_be_are_told(make: Make) -> None:
    assert any("cannot be" in note for note in make(bare(minimum_age=-3)).notes)
    assert any("above its highest" in note for note in make(bare(minimum_age=16, maximum_age=11)).notes)


@pytest.mark.parametrize(
    ("fields", "cost"),
    [
        ({"cost_options": [{"amount": 0}]}, "free"),
        ({"cost_options": [{"amount": "3.50"}]}, "paid"),
        ({"cost_options": [{"amount": 0, "option": "under 5s"}, {"amount": 3}]}, "mixed"),
        ({"cost_options": [{"amount": 3, "valid_to": "2022-12-31"}]}, "unknown"),
        ({"cost_options": [{"option": "Free"}]}, "free"),
        ({"fees": "It is free."}, "free"),
        ({"fees_description": "Charges apply."}, "paid"),
        ({"free": True}, "free"),
        ({"fees": "Ask us"}, "unknown"),
        ({}, "unknown"),
    ],
)
def test_the_cost_is_read_from_prices_or_words(make: Make, fields: dict[str, Any], cost: str) -> None:
    assert make(bare(**fields)).service.cost == cost


@pytest.mark.parametrize(
    ("fields", "way"),
    [
        ({"application_process": "Just turn up."}, "self - Just turn up."),
        ({"application_process": "Ask your GP."}, "professional - Ask your GP."),
        ({"application_process": "Ask your GP or just turn up"}, "either - Ask your GP or just turn up"),
        ({"application_process": "Fill in the form"}, "unknown - Fill in the form"),
        ({"needs_referral": True}, "professional"),
        ({"needs_referral": "false"}, "self"),
        ({}, "unknown"),
    ],
)
def test_the_way_in_is_read_from_words(make: Make, fields: dict[str, Any], way: str) -> None:
    assert make(bare(**fields)).service.referral == way


@pytest.mark.parametrize(
    ("fields", "areas"),
    [
        ({"service_areas": [{"name": "Upper Fen"}]}, ("upper-fen",)),
        ({"service_areas": [{"service_area": "Upper Fen and Lower Fen"}]}, ("upper-fen", "lower-fen")),
        ({"service_areas": [{"name": "All of Fenshire"}]}, ("fenshire",)),
        ({"service_areas": [{"name": "England"}]}, ("national",)),
        ({"service_at_locations": HERE}, ("lower-fen",)),
        ({"service_at_locations": place(latitude="52.01", longitude="1.0")}, ("upper-fen",)),
        ({"locations": [{"city": "Highmere"}]}, ("upper-fen",)),
        ({"service_areas": [{"name": "anyone who likes eels"}]}, ("fenshire",)),
        ({}, ("fenshire",)),
    ],
)
def test_the_areas_are_those_that_are_named_else_where_the_service_is(
    make: Make, fields: dict[str, Any], areas: tuple[str, ...]
) -> None:
    assert make(bare(**fields)).service.areas == areas


@pytest.mark.parametrize(
    "fields",
    [
        {"service_at_locations": place(addresses=[{"city": "Far Town", "postal_code": "BS1 4DJ"}])},
        {"service_at_locations": place(latitude=55.0, longitude=-3.0)},
        {"service_areas": [{"name": "Otherland"}]},
    ],
)
def test_a_service_outside_the_area_is_not_taken(make: Make, fields: dict[str, Any]) -> None:
    with pytest.raises(NotTakenError, match="outside our area"):
        make(bare(**fields))


def test_a_far_service_that_serves_the_area_is_taken(make: Make) -> None:
    far = place(addresses=[{"city": "Far Town", "postal_code": "BS1 4DJ"}])
    assert make(bare(service_at_locations=far, service_areas=[{"name": "Lower Fen"}])).service.areas == ("lower-fen",)


def test_a_place_that_nobody_can_find_is_taken_for_the_whole_area_and_told(make: Make) -> None:
    assert any("whole area" in note for note in make(bare()).notes)


@pytest.mark.parametrize(("latitude", "longitude"), [(900, 1), ("900", "1"), (52, -181), (float("nan"), 1), (0, 0)])
def test_coordinates_that_are_nowhere_are_dropped(make: Make, latitude: object, longitude: object) -> None:
    made = make(bare(service_at_locations=place(latitude=latitude, longitude=longitude, city="Lowmere")))
    assert made.service.locations[0].latitude is None
    assert made.service.areas == ("lower-fen",)


def test_coordinates_out_of_range_are_told(make: Make) -> None:
    made = make(bare(service_at_locations=place(latitude=900, longitude=1)))
    assert any("(900, 1)" in note for note in made.notes)


@pytest.mark.parametrize(
    "fields",
    [
        {"attributes": [{"taxonomy_term": {"id": "x", "name": "PARENT FORUM"}}]},
        {"attributes": [{"taxonomy_term": {"id": "term-77", "name": "Other words"}}]},
        {"service_taxonomies": [{"taxonomy": {"name": "Parent forum"}}]},
        {"service_taxonomys": [{"taxonomy": {"name": "parent-forum"}}]},
        {"taxonomies": [{"name": "Meeting other parents"}]},
    ],
)
def test_terms_are_our_categories_by_name_by_id_or_by_our_own_label(make: Make, fields: dict[str, Any]) -> None:
    made = make(bare(**fields))
    assert made.service.categories == ("parents",)
    assert made.unknown == ()


def test_unknown_terms_are_told_and_known_other_topics_are_not(make: Make) -> None:
    made = make(bare(taxonomies=[{"name": "Stargazing"}, {"name": "Charity"}]))
    assert [term.name for term in made.unknown] == ["Stargazing"]
    assert made.service.categories == ()
    assert any("cannot be found by topic" in note for note in made.notes)


def test_addresses_that_are_none_are_left_out_and_told(make: Make) -> None:
    for url in ("example/counselling", "javascript:steal()", "https://", "https://a@b.example", "https://x.example/ y"):
        made = make(bare(url=url, email="reed-fen_example"))
        assert made.service.url is None
        assert made.service.emails == ()
        assert sum("address: left out" in note for note in made.notes) == 2
    assert make(bare(url="www.reed.example")).service.url == "https://www.reed.example"


def test_an_old_check_of_the_feeds_own_makes_us_unsure_and_is_said(make: Make) -> None:
    made = make(bare(assured_date="2005-01-01"))
    service = made.service
    assert (service.confidence, service.checked_on, made.dated) == ("low", date(2026, 11, 22), False)
    assert service.note == "Its feed last checked it on 1 January 2005, over 12 months before it was imported."
    assert service.review_by > date(2026, 11, 22)


def test_without_a_date_the_day_of_the_import_counts(make: Make) -> None:
    for told in (None, "", "soon", "2026-13-45", "2030-01-01"):
        service = make(bare(assured_date=told)).service
        assert (service.checked_on, service.confidence) == (date(2026, 11, 22), "medium")


def test_the_source_that_families_are_given_is_the_services_own_page(make: Make) -> None:
    assert make(bare(url="https://reed.example")).service.sources == ("https://reed.example",)
    assert make(bare()).service.sources == (SOURCE,)


def test_ids_fit_a_button_and_tell_namesakes_apart() -> None:
    name = "The Very Long Name of a Society for the Wellbeing of Otters & Herons"
    ids = {
        service_id(name, record) for record in ("service-0001", "service-0002", "7", "8", record_id(1), record_id(2))
    }
    assert len(ids) == 6
    assert all(len(one.encode()) <= LONGEST_ID for one in ids)
    assert service_id("Reed's Club", "1234") == "or-reeds-club-1234"
    assert service_id("日本", "1234") == "or-1234"
    assert service_id("Wheelchair Assessment Services", record_id(1)) == "or-wheelchair-assessment-9e3779b9"
    assert service_id("x" * 99, "1234") == f"or-{'x' * 32}-1234"
