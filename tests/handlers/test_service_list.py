"""The services that a search on the page finds, read as in the chat."""

from datetime import date

import pytest

from handlers.desk import Desk
from handlers.service_list import Asked, Found, said, search
from knowledge.gazetteer import ANYWHERE

TODAY = date(2026, 11, 22)


def find(desk: Desk, **asked: object) -> Found:
    return search(Asked(**asked), desk, TODAY)  # type: ignore[arg-type]


def ids(found: Found) -> list[str]:
    return [fit.service.id for fit in found.fits]


def test_with_nothing_asked_all_that_families_may_see_is_there(desk: Desk) -> None:
    held_back = desk.held_back(TODAY)
    every = {one.id for one in desk.knowledge.services.values() if one.status != "closed"} - held_back
    assert set(ids(find(desk))) == every


def test_words_give_the_need_the_age_and_the_place(desk: Desk) -> None:
    found = find(desk, words="adhd help near cromer for my 12 year old")
    assert list(said(found, Asked(), desk)) == ["ADHD", "11 to 15", "Cromer"]


def test_a_choice_stands_above_what_the_words_say(desk: Desk) -> None:
    found = find(desk, words="autism near cromer for a 9 year old", age="16-19", place="Thetford")
    assert found.wanted.band == "16-19"
    assert found.wanted.place == "Thetford"


def test_a_chosen_kind_of_help_holds_for_all_that_is_shown(desk: Desk) -> None:
    found = find(desk, need="money", words="autism")
    assert all("money" in fit.service.categories for fit in found.fits)


@pytest.mark.parametrize("words", ["norwich", "in norwich", "Norwhich", "NR30"])
def test_a_place_alone_is_where_to_look_and_no_word(desk: Desk, words: str) -> None:
    found = find(desk, words=words)
    assert found.words == ""
    assert found.wanted.place != ANYWHERE
    assert len(found.fits) > 100


def test_a_word_beside_a_place_is_looked_for(desk: Desk) -> None:
    found = find(desk, words="wheelchairs in thetford")
    assert found.words == "wheelchairs"
    assert found.fits


@pytest.mark.parametrize("words", ["hello", "thank you", "zzyzx", "?!"])
def test_words_that_name_nothing_find_nothing(desk: Desk, words: str) -> None:
    assert ids(find(desk, words=words)) == []


def test_the_age_leaves_out_who_does_not_take_it(desk: Desk) -> None:
    found = find(desk, need="autism", age="16-19")
    assert "nds-under-5" not in ids(found)


@pytest.mark.parametrize(
    ("age", "band"), [("9", "5-10"), ("5-10", "5-10"), ("", "any"), ("junk", "any"), ("99", "any")]
)
def test_an_age_is_a_band_or_a_number(desk: Desk, age: str, band: str) -> None:
    assert find(desk, age=age).wanted.band == band


def test_several_places_are_offered_and_none_is_taken(desk: Desk) -> None:
    found = find(desk, place="saint")
    assert len(found.places) > 1
    assert found.wanted.place == ANYWHERE
