"""Which services are shown, and in which order: fits the need, fits the age, nearer, surer."""

from __future__ import annotations

from typing import Any

import pytest
from content_folder import FENSHIRE
from made_services import service

from knowledge.ages import ANY, BANDS
from knowledge.area import Area
from knowledge.base import Knowledge
from knowledge.find_services import ServiceFinder, Wanted, takes_age
from knowledge.gazetteer import ANYWHERE, Gazetteer
from knowledge.models import Outcode, Place, Service
from knowledge.yaml_files import read_model, read_yaml

CLUBS = Wanted(("clubs",), "5-10", "Highmere")
Parts = dict[str, Any]

AT_HIGHMERE: Parts = {"locations": [{"latitude": 52.0, "longitude": 1.0}]}
TEN_MILES_ON: Parts = {"locations": [{"latitude": 52.15, "longitude": 1.0}]}
FAR_AWAY: Parts = {"locations": [{"latitude": 53.0, "longitude": 1.0}]}
FOR_5_TO_15: Parts = {"eligibility": {"min_age": 5, "max_age": 15}}


def finder(*services: Service) -> ServiceFinder:
    places = [Place.model_validate(place) for place in read_yaml(FENSHIRE / "places.yaml")]
    outcodes = [Outcode.model_validate(code) for code in read_yaml(FENSHIRE / "outcodes.yaml")]
    return ServiceFinder(services, Gazetteer(places, outcodes), read_model(FENSHIRE / "area.yaml", Area))


def order(wanted: Wanted, *services: Service) -> list[str]:
    return [fit.service.id for fit in finder(*services).find(wanted)]


def test_only_services_with_a_wanted_category_are_shown() -> None:
    both = service("both", categories=["clubs", "advice"])
    assert order(CLUBS, service("advice", categories=["advice"]), both) == ["both"]


def test_a_service_that_fits_two_of_the_needs_comes_before_one_that_fits_one() -> None:
    wanted = Wanted(("clubs", "advice"), "5-10", ANYWHERE)
    assert order(wanted, service("a-club"), service("both", categories=["clubs", "advice"])) == ["both", "a-club"]


def test_a_service_that_is_mostly_about_the_need_comes_before_one_that_also_takes_it_on() -> None:
    mostly, also = service("b-club"), service("a-school", categories=["advice", "clubs"])
    assert order(CLUBS, also, mostly) == ["b-club", "a-school"]


def test_one_that_takes_the_age_comes_before_one_whose_page_does_not_say() -> None:
    assert order(CLUBS, service("all"), service("children", **FOR_5_TO_15)) == ["children", "all"]


def test_one_that_is_near_comes_before_one_that_is_within_reach_and_that_before_one_far_away() -> None:
    here = service("c-here", areas=["upper-fen"], **AT_HIGHMERE)
    reach = service("b-reach", areas=["upper-fen"], **TEN_MILES_ON)
    far = service("a-far", areas=["upper-fen"], **FAR_AWAY)
    assert order(CLUBS, far, reach, here) == ["c-here", "b-reach", "a-far"]


def test_one_for_all_of_the_area_comes_before_one_for_the_whole_country() -> None:
    assert order(CLUBS, service("a-national", areas=["national"]), service("b-ours")) == ["b-ours", "a-national"]


def test_one_for_the_whole_country_comes_before_one_for_another_corner_of_the_area() -> None:
    other_corner = service("a-lower", areas=["lower-fen"])
    assert order(CLUBS, other_corner, service("b-national", areas=["national"])) == ["b-national", "a-lower"]


def test_a_service_with_no_address_stands_where_its_district_does() -> None:
    upper, lower = service("b-upper", areas=["upper-fen"]), service("a-lower", areas=["lower-fen"])
    assert order(CLUBS, lower, upper) == ["b-upper", "a-lower"]
    assert order(Wanted(("clubs",), ANY, "Lowmere"), upper, lower) == ["a-lower", "b-upper"]


def test_a_service_with_a_town_and_no_coordinates_stands_in_that_town() -> None:
    in_town = service("b-town", areas=["upper-fen"], locations=[{"city": "Highmere"}])
    lower = service("a-lower", areas=["upper-fen"], locations=[{"city": "Lowmere"}])
    assert order(CLUBS, lower, in_town) == ["b-town", "a-lower"]


def test_the_surer_of_two_comes_first_and_one_that_may_have_closed_comes_last() -> None:
    low = service("b-low", confidence="low")
    medium = service("c-medium", confidence="medium")
    high = service("d-high")
    closing = service("a-closing", status="unknown")
    assert order(CLUBS, closing, low, medium, high)[:2] == ["d-high", "c-medium"]
    assert set(order(CLUBS, closing, low, medium, high)[2:]) == {"a-closing", "b-low"}


def test_need_counts_before_age_and_age_before_nearness_and_nearness_before_sureness() -> None:
    wanted = Wanted(("clubs", "advice"), "5-10", "Highmere")
    both = service("e-both", categories=["clubs", "advice"], confidence="low", areas=["lower-fen"])
    right_age = service("d-age", confidence="low", areas=["lower-fen"], **FOR_5_TO_15)
    near = service("c-near", confidence="low", **AT_HIGHMERE)
    sure = service("b-sure")
    unsure = service("a-unsure", confidence="medium")
    found = order(wanted, unsure, sure, near, right_age, both)
    assert found == ["e-both", "d-age", "c-near", "b-sure", "a-unsure"]


def test_services_that_fit_alike_stand_by_name_whatever_order_they_came_in() -> None:
    ants, bees = service("z", name="Ants"), service("y", name="Bees")
    assert order(CLUBS, ants, bees) == order(CLUBS, bees, ants) == ["z", "y"]


def test_a_closed_service_is_never_shown_and_one_that_may_have_closed_still_is() -> None:
    services = [service("closed", status="closed"), service("unsure", status="unknown"), service("open")]
    assert order(CLUBS, *services) == ["open", "unsure"]


def test_a_service_for_another_age_is_left_out() -> None:
    assert (
        order(CLUBS, service("adults", eligibility={"min_age": 18}), service("babies", eligibility={"max_age": 4}))
        == []
    )


def test_with_any_age_no_service_is_left_out() -> None:
    assert order(Wanted(("clubs",), ANY, "Highmere"), service("adults", eligibility={"min_age": 18})) == ["adults"]


@pytest.mark.parametrize(
    ("low", "high", "band", "taken"),
    [
        (5, 10, "5-10", True),
        (10, 12, "5-10", True),
        (0, 5, "5-10", True),
        (11, 15, "5-10", False),
        (0, 4, "5-10", False),
        (None, 4, "5-10", False),
        (None, 5, "5-10", True),
        (11, None, "5-10", False),
        (0, None, "20-25", True),
        (None, None, "5-10", None),
        (None, None, ANY, True),
        (18, None, ANY, True),
    ],
)
def test_a_service_takes_an_age(low: int | None, high: int | None, band: str, taken: bool | None) -> None:
    assert takes_age(service("club", eligibility={"min_age": low, "max_age": high}), band) is taken


def test_with_no_place_a_local_service_is_not_put_behind_and_a_national_one_is() -> None:
    wanted = Wanted(("clubs",), ANY, ANYWHERE)
    national, local = service("a-national", areas=["national"]), service("b-local", areas=["lower-fen"])
    assert order(wanted, national, local) == ["b-local", "a-national"]


def test_one_that_names_both_the_area_and_the_country_counts_as_ours() -> None:
    wanted = Wanted(("clubs",), ANY, ANYWHERE)
    both = service("a-both", areas=["national", "fenshire"])
    assert order(wanted, service("b-ours"), both) == ["a-both", "b-ours"]


def test_the_distance_is_that_of_the_nearest_address() -> None:
    two = service("two", locations=[*FAR_AWAY["locations"], *TEN_MILES_ON["locations"]])
    (fit,) = finder(two).find(CLUBS)
    assert fit.km == pytest.approx(16.7, abs=0.1)


def test_no_distance_is_made_up_where_place_or_address_is_not_known() -> None:
    here, nowhere = service("here", **AT_HIGHMERE), service("nowhere")
    assert [fit.km for fit in finder(here).find(Wanted(("clubs",), ANY, ANYWHERE))] == [None]
    assert [fit.km for fit in finder(nowhere).find(CLUBS)] == [None]


def test_every_category_on_the_buttons_has_a_service_for_each_age_that_can_be_picked(
    knowledge: Knowledge, gazetteer: Gazetteer
) -> None:
    look = ServiceFinder(knowledge.services.values(), gazetteer, knowledge.area)
    categories = [category.id for group in knowledge.groups for category in group.categories]
    assert [one for one in categories if not look.find(Wanted((one,), ANY, ANYWHERE))] == []
    needs = tuple(categories)
    assert [band for band in BANDS if not look.find(Wanted(needs, band, ANYWHERE))] == []


def test_a_real_search_shows_nothing_closed_and_nothing_for_another_age(
    knowledge: Knowledge, gazetteer: Gazetteer
) -> None:
    look = ServiceFinder(knowledge.services.values(), gazetteer, knowledge.area)
    for place in ("Norwich", "King's Lynn", "NR30", ANYWHERE):
        fits = look.find(Wanted(("autism", "short-breaks"), "5-10", place))
        assert len(fits) > 3
        assert all(fit.service.status != "closed" and takes_age(fit.service, "5-10") is not False for fit in fits)
