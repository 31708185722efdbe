"""What we publish, our own import reads as what it was."""

from __future__ import annotations

import json

import pytest

from knowledge.base import Knowledge
from knowledge.gazetteer import Gazetteer
from knowledge.loader import CONTENT
from knowledge.models import Location, Service
from knowledge.open_referral.publish import Published
from knowledge.open_referral.terms import Categories, load_feed_words
from knowledge.open_referral.to_service import Mapper
from knowledge.open_referral.whereabouts import Whereabouts

Pair = tuple[Service, Service]


@pytest.fixture(scope="module")
def pairs(knowledge: Knowledge, gazetteer: Gazetteer) -> list[Pair]:
    """Each open service that we publish, and what comes back."""
    words = load_feed_words(CONTENT, knowledge.groups)
    today = max(one.checked_on for one in knowledge.services.values())
    where = Whereabouts(knowledge.area, knowledge.places, gazetteer, words.everywhere)
    mapper = Mapper("https://feed.example", today, words, Categories(words, knowledge.groups), where)
    published = Published(knowledge, gazetteer, today)
    return [
        (entry.service, mapper.make(entry.id, json.loads(json.dumps(published.full(entry)))).service)
        for entry in published.services.values()
        if entry.service.status != "closed"
    ]


def test_names_and_who_runs_them_come_back(pairs: list[Pair]) -> None:
    assert [(one.name, one.organization.name) for one, _ in pairs] == [
        (back.name, back.organization.name) for _, back in pairs
    ]


def test_every_phone_number_and_email_comes_back(pairs: list[Pair]) -> None:
    for one, back in pairs:
        assert [phone.number for phone in back.phones] == [phone.number for phone in one.phones], one.id
        assert back.emails == one.emails


def test_ages_come_back(pairs: list[Pair]) -> None:
    for one, back in pairs:
        assert (back.eligibility.min_age, back.eligibility.max_age) == (
            one.eligibility.min_age,
            one.eligibility.max_age,
        ), one.id


def test_categories_come_back_and_no_others(pairs: list[Pair]) -> None:
    for one, back in pairs:
        assert back.categories == one.categories, one.id


def test_addresses_and_areas_come_back(pairs: list[Pair]) -> None:
    for one, back in pairs:
        assert [_where(place) for place in back.locations] == [_where(place) for place in one.locations], one.id
        assert set(back.areas) == set(one.areas), one.id


def test_opening_times_and_the_day_of_the_check_come_back(pairs: list[Pair]) -> None:
    for one, back in pairs:
        assert (back.schedule, back.checked_on) == (one.schedule, one.checked_on), one.id


def _where(place: Location) -> tuple[str | None, str | None, float | None, float | None]:
    return place.city, place.postal_code, place.latitude, place.longitude
