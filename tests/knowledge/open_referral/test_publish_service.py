from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from content_folder import Folder
from fen_feed import TODAY, faults, fen_feed, the_only_one
from made_services import service

from knowledge.base import Knowledge
from knowledge.easy import Easy, EasyWords
from knowledge.gazetteer import Gazetteer
from knowledge.loader import load
from knowledge.open_referral.publish import Published


@pytest.fixture
def fens(fenshire: Folder) -> Knowledge:
    return load(fenshire.path)


@pytest.fixture(scope="module")
def everything(knowledge: Knowledge, gazetteer: Gazetteer) -> Published:
    return Published(knowledge, gazetteer, max(one.checked_on for one in knowledge.services.values()))


def test_every_service_of_the_content_passes_the_rules_of_the_standard(everything: Published) -> None:
    found = [(entry.service.id, faults(everything.full(entry))) for entry in everything.services.values()]

    assert [one for one in found if one[1]] == []


def test_no_id_is_used_for_two_services(everything: Published, knowledge: Knowledge) -> None:
    assert len(everything.services) == len(knowledge.services)


def test_ids_stay_the_same_from_one_day_and_wording_to_the_next(fens: Knowledge) -> None:
    club = service("reed-club", phones=[{"number": "01632 960001"}], locations=[{"city": "Highmere"}])
    before = the_only_one(fen_feed(fens, [club]))
    after = the_only_one(fen_feed(fens, [club.model_copy(update={"name": "Reeds"})], TODAY + timedelta(days=9)))

    assert before["id"] == after["id"]
    assert before["phones"] == after["phones"]
    assert before["service_at_locations"] == after["service_at_locations"]


def test_another_areas_services_never_have_the_same_ids(fens: Knowledge) -> None:
    elsewhere = fens.area.model_copy(update={"local_offer_url": "https://otherland.example/send"})
    club = service("reed-club")

    ours, theirs = fen_feed(fens, [club]), fen_feed(replace(fens, area=elsewhere), [club])

    assert the_only_one(ours)["id"] != the_only_one(theirs)["id"]


def test_a_phone_stands_at_the_service_and_in_its_contacts(fens: Knowledge) -> None:
    club = service("reed-club", phones=[{"number": "01632 960001", "text": "mornings"}, {"number": "01632 960002"}])

    record = the_only_one(fen_feed(fens, [club]))

    assert [phone["number"] for phone in record["phones"]] == ["01632 960001", "01632 960002"]
    assert [phone.get("description") for phone in record["phones"]] == ["mornings", None]
    assert record["contacts"][0]["phones"] == record["phones"]


def test_every_email_address_is_published(fens: Knowledge) -> None:
    club = service("reed-club", emails=["a@reed.example", "b@reed.example"])

    record = the_only_one(fen_feed(fens, [club]))

    assert record["email"] == "a@reed.example"
    assert [contact["email"] for contact in record["contacts"]] == ["a@reed.example", "b@reed.example"]


def test_what_we_do_not_know_is_left_out(fens: Knowledge) -> None:
    record = the_only_one(fen_feed(fens, [service("reed-club", cost="unknown", referral="unknown", description="")]))

    unknown = {"description", "email", "fees", "application_process", "minimum_age", "phones", "schedules", "alert"}
    assert not unknown & record.keys()
    assert faults(record) == []


def test_opening_times_stay_words(fens: Knowledge) -> None:
    record = the_only_one(fen_feed(fens, [service("reed-club", schedule="Saturdays in term time")]))

    (schedule,) = record["schedules"]
    assert schedule.keys() == {"id", "service_id", "description"}
    assert schedule["description"] == "Saturdays in term time"


def test_a_price_is_never_made_up(fens: Knowledge) -> None:
    record = the_only_one(fen_feed(fens, [service("reed-club", cost="paid")]))

    assert record["fees"] == "You pay for it."
    assert "amount" not in record["cost_options"][0]


def test_an_organisation_without_a_description_is_described_by_its_name_and_website(fens: Knowledge) -> None:
    one = service("one", organization={"name": "The Reed Trust"})
    other = service("other", organization={"name": "The Reed Trust", "url": "https://reed.example"})
    published = fen_feed(fens, [one, other])

    (organization,) = published.organizations.values()

    assert organization["description"] == "The Reed Trust: https://reed.example"
    assert organization["website"] == "https://reed.example"


def test_a_service_without_a_website_points_to_the_page_we_read(fens: Knowledge) -> None:
    record = the_only_one(fen_feed(fens, [service("reed-club", sources=["https://paper.example/clubs"])]))

    assert record["url"] == "https://paper.example/clubs"


def test_a_closed_service_says_so_and_gives_no_way_to_reach_it(fens: Knowledge) -> None:
    club = service(
        "reed-club",
        status="closed",
        phones=[{"number": "01632 960001"}],
        emails=["a@reed.example"],
        locations=[{"city": "Highmere"}],
    )

    record = the_only_one(fen_feed(fens, [club]))

    assert record["status"] == "defunct"
    assert not {"phones", "contacts", "email", "application_process", "service_at_locations"} & record.keys()
    assert faults(record) == []


@pytest.mark.parametrize(("days", "there"), [(0, True), (180, True), (181, False)])
def test_a_service_held_back_from_families_is_left_out(fens: Knowledge, days: int, there: bool) -> None:
    club = service("reed-club", review_by="2026-07-10")

    published = fen_feed(fens, [club], date(2026, 7, 10) + timedelta(days=days))

    assert bool(published.services) is there


def test_warnings_of_the_card_are_alerts(fens: Knowledge) -> None:
    sure, unsure = service("sure"), service("unsure", status="unknown", confidence="low")

    published = fen_feed(fens, [sure, unsure])
    first, second = map(published.full, published.services.values())

    assert "alert" not in first
    assert second["alert"] == f"{fens.texts.card.may_have_closed} {fens.texts.card.unsure}"
    assert second["status"] == "active"


def test_a_warning_that_comes_with_the_review_day_counts_as_a_change(fens: Knowledge) -> None:
    club = service("reed-club", checked_on="2026-01-10", review_by="2026-07-10")

    before = the_only_one(fen_feed(fens, [club], date(2026, 7, 10)))
    after = the_only_one(fen_feed(fens, [club], date(2026, 7, 11)))

    assert before["last_modified"] == "2026-01-10T00:00:00.000Z"
    assert after["last_modified"] == "2026-07-11T00:00:00.000Z"
    assert after["alert"] == fens.texts.card.past_review


def test_the_keepers_email_stands_for_who_checked_it(fens: Knowledge) -> None:
    keeper = fens.area.keepers[0].model_copy(update={"email": "offer@fenshire.example"})
    with_email = replace(fens, area=fens.area.model_copy(update={"keepers": (keeper,)}))

    assert the_only_one(fen_feed(with_email, [service("one")]))["assurer_email"] == "offer@fenshire.example"
    assert "assurer_email" not in the_only_one(fen_feed(fens, [service("one")]))


@pytest.mark.parametrize(("checked_by", "name"), [(None, "easier_words"), ("The Fen Group", "easy_read")])
def test_easier_words_are_called_easy_read_only_once_people_checked_them(
    fens: Knowledge, checked_by: str | None, name: str
) -> None:
    easy = EasyWords(fens.easy.symbols, {"reed-club": Easy("A club", (("star", "You can play."),), checked_by)}, {})

    record = the_only_one(fen_feed(replace(fens, easy=easy), [service("reed-club")]))

    assert record["signpost"][name] == {"title": "A club", "lines": ["You can play."]}


def test_sources_and_the_review_day_go_with_a_service(fens: Knowledge) -> None:
    ours = the_only_one(fen_feed(fens, [service("reed-club")]))["signpost"]

    assert ours["sources"] == ["https://reed.example"]
    assert ours["review_by"] == "2026-07-10"


def test_a_remark_of_whoever_collects_services_is_not_published(fens: Knowledge) -> None:
    record = the_only_one(fen_feed(fens, [service("reed-club", note="Ring again, nobody picked up.")]))

    assert "Ring again" not in str(record)
