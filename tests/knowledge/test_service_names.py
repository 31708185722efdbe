"""Services found by their names, as people half remember them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_services import service

from knowledge.base import Knowledge
from knowledge.service_names import ServiceNames

REED = service("reed-club", name="Reed Club", also_called=["Saturday Club", "The Reeds"])
ADVICE = service("fen-advice", name="Fen Advice", org="Fen Families", also_called=["FENDIASS"])
CHESS = service("chess-club", name="Chess Club")
CLOSED = service("old-fort", name="Old Fort", status="closed")
NAMES = ServiceNames([REED, ADVICE, CHESS, CLOSED])


@pytest.fixture(scope="module")
def real_names(knowledge: Knowledge) -> ServiceNames:
    return ServiceNames(knowledge.services.values())


@pytest.mark.parametrize(
    ("typed", "service_id"),
    [
        ("Reed Club", "reed-club"),
        ("reed club!", "reed-club"),
        ("club reed", "reed-club"),
        ("saturday club", "reed-club"),
        ("fendiass", "fen-advice"),
        ("fendias", "fen-advice"),
        ("Fen Families", "fen-advice"),
        ("chess clubb", "chess-club"),
    ],
)
def test_a_name_another_name_or_a_slip_finds_the_one_service(typed: str, service_id: str) -> None:
    assert NAMES.find(typed) == (service_id,)


def test_a_part_that_two_names_share_offers_both() -> None:
    assert set(NAMES.find("club")) == {"reed-club", "chess-club"}


def test_no_more_are_offered_than_are_wanted() -> None:
    assert len(NAMES.find("club", most=1)) == 1


@pytest.mark.parametrize("typed", ["", "  ", "🏠", "?!", "asdfgh", "purple monkey", "x" * 3000])
def test_what_is_no_name_finds_none(typed: str) -> None:
    assert NAMES.find(typed) == ()


def test_a_closed_service_is_not_found() -> None:
    assert NAMES.find("old fort") == ()


def test_a_service_is_found_by_its_own_name_where_others_are_run_by_an_organisation_of_that_name() -> None:
    forum = service("fen-forum", name="Fen Forum", org="Fen Advice")
    assert ServiceNames([ADVICE, forum]).find("Fen Advice")[0] == "fen-advice"


def test_the_name_of_an_organisation_offers_every_service_that_it_runs() -> None:
    clubs = [service("ants", org="Fen Council"), service("bees", org="Fen Council")]
    assert set(ServiceNames(clubs).find("fen council")) == {"ants", "bees"}


def test_a_little_word_alone_finds_none() -> None:
    assert NAMES.find("the") == ()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_looked_up_without_fail(typed: str) -> None:
    assert set(NAMES.find(typed)) <= {"reed-club", "fen-advice", "chess-club"}


@pytest.mark.parametrize(
    ("typed", "service_id"),
    [
        ("sendias", "norfolk-sendiass"),
        ("SENDIASS", "norfolk-sendiass"),
        ("parent partnership", "norfolk-sendiass"),
        ("local offer", "norfolk-send-local-offer"),
        ("asd helping hands", "asd-helping-hands"),
        ("nansa", "nansa"),
        ("chat health", "chathealth-norfolk"),
        ("family voice", "family-voice-norfolk"),
    ],
)
def test_a_real_service_is_found_as_families_call_it(typed: str, service_id: str, real_names: ServiceNames) -> None:
    assert real_names.find(typed) == (service_id,)


def test_a_worse_slip_offers_the_right_service_first(real_names: ServiceNames) -> None:
    assert real_names.find("sendaiss")[0] == "norfolk-sendiass"


@pytest.mark.parametrize("typed", ["asdfgh", "purple monkey dishwasher", "🏠", "zzzz"])
def test_nonsense_finds_no_real_service(typed: str, real_names: ServiceNames) -> None:
    assert real_names.find(typed) == ()


@pytest.mark.parametrize(
    ("typed", "service_id"),
    [("little lifts nursery", "little-discoverers"), ("speech people", "norfolk-speech-language-therapy")],
)
def test_a_service_that_we_do_not_have_has_nearest_names(typed: str, service_id: str, real_names: ServiceNames) -> None:
    assert real_names.find(typed) == ()
    assert service_id in real_names.nearest(typed)


@pytest.mark.parametrize("typed", ["the purple trolley club", "zzzz", "", "🏠"])
def test_what_is_like_no_name_has_no_nearest(typed: str, real_names: ServiceNames) -> None:
    assert real_names.nearest(typed) == ()


def test_each_real_service_is_the_first_for_its_own_name(knowledge: Knowledge, real_names: ServiceNames) -> None:
    open_ones = [one for one in knowledge.services.values() if one.status != "closed"]
    assert [one.id for one in open_ones if real_names.find(one.name)[:1] != (one.id,)] == []
