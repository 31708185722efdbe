from typing import Any

import pytest

from knowledge.open_referral.phones import phones_of


def numbers(record: dict[str, Any]) -> list[str]:
    return [phone.number for phone in phones_of(record)[0]]


PHONE = {"number": "01632 960123"}


@pytest.mark.parametrize(
    "record",
    [
        {"phones": [PHONE]},
        {"contacts": [{"name": "A", "phones": [PHONE]}]},
        {"service_at_locations": [{"phones": [PHONE]}]},
        {"service_at_locations": [{"contacts": [{"phones": [PHONE]}]}]},
        {"service_at_locations": [{"location": {"phones": [PHONE]}}]},
        {"service_at_locations": [{"location": {"contacts": [{"phones": [PHONE]}]}}]},
        {"organization": {"phones": [PHONE]}},
        {"organization": {"contacts": [{"phones": [PHONE]}]}},
        {"organization": {"locations": [{"phones": [PHONE]}]}},
        {"locations": [{"phones": [PHONE]}]},
        {"phone": "01632 960123"},
        {"contacts": [{"phone": "01632 960123"}]},
        {"phones": ["01632 960123"]},
        {"phones": PHONE},
    ],
)
def test_a_phone_is_found_wherever_it_stands(record: dict[str, Any]) -> None:
    assert numbers(record) == ["01632 960123"]


def test_the_same_number_written_in_other_ways_is_one_phone() -> None:
    written = ["01632 960123", "+44 1632 960123", "+44 (0)1632 960123", "(01632) 960-123", "0044 1632 960123"]
    assert numbers({"phones": [{"number": one} for one in written]}) == ["01632 960123"]


def test_the_services_own_number_comes_first_and_the_organisations_last() -> None:
    record = {
        "organization": {"phones": [{"number": "01632 960003"}]},
        "contacts": [{"phones": [{"number": "01632 960002"}]}],
        "phones": [{"number": "01632 960001"}],
    }
    assert numbers(record) == ["01632 960001", "01632 960002", "01632 960003"]


def test_quotes_and_words_around_a_number_are_left_out_and_two_in_a_field_are_two() -> None:
    assert numbers({"phone": '"+44 1632 960123"'}) == ["+44 1632 960123"]
    assert numbers({"phone": "Ring 01632 960123 or 01632 960456 (office)"}) == ["01632 960123", "01632 960456"]
    assert numbers({"phone": "01632 960123 / 01632 960456"}) == ["01632 960123", "01632 960456"]


def test_what_is_no_number_is_told_and_nothing_is_no_fault() -> None:
    assert phones_of({"phones": [{"number": "see website"}]}) == ((), ("see website",))
    assert phones_of({"phones": [{"number": ""}, {"number": None}, {}], "contacts": None}) == ((), ())


def test_a_fax_is_no_phone() -> None:
    assert numbers({"phones": [{"number": "01632 960123", "type": "fax"}]}) == []


def test_a_number_says_what_it_is_for_and_never_a_persons_name() -> None:
    record = {
        "phones": [{"number": "01632 960001", "description": "Reception.", "extension": 100}],
        "contacts": [{"name": "Robin Reed", "title": "Play leader", "phones": [{"number": "01632 960002"}]}],
    }
    assert [phone.text for phone in phones_of(record)[0]] == ["Reception, extension 100", "Play leader"]


def test_a_reviewers_number_is_not_the_services() -> None:
    assert numbers({"reviews": [{"organization": {"phones": [PHONE]}}]}) == []


def test_a_record_that_is_nested_without_end_is_read_all_the_same() -> None:
    record: dict[str, Any] = {"phones": [PHONE]}
    for _ in range(200):
        record = {"organization": record}
    assert numbers(record) == []
