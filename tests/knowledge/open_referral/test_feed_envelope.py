import pytest
from made_feed import page_v1, page_v3, service_v3

from knowledge.open_referral.envelope import NotAFeed, read_json, read_page, version_of

RECORD = service_v3(1)


@pytest.mark.parametrize("page", [page_v1([RECORD], 2, 3, 9), page_v3([RECORD], 2, 3, 9)])
def test_both_versions_envelopes_say_the_same(page: dict[str, object]) -> None:
    read = read_page(page)
    assert read.records == [RECORD]
    assert (read.first, read.last, read.total, read.pages) == (False, False, 9, 3)


def test_a_bare_list_claims_nothing() -> None:
    read = read_page([RECORD])
    assert read.records == [RECORD]
    assert (read.last, read.total) == (None, None)


def test_a_service_alone_is_a_page_of_one() -> None:
    assert read_page(RECORD).records == [RECORD]


def test_counts_may_be_words_and_flags_too() -> None:
    read = read_page({"contents": [], "total_items": "31", "last_page": "true", "total_pages": ""})
    assert (read.total, read.last, read.pages) == (31, True, None)


@pytest.mark.parametrize("data", [{"error": "no"}, "text", 5, None, {"contents": {"a": 1}}])
def test_other_json_is_no_list_of_services(data: object) -> None:
    with pytest.raises(NotAFeed, match="no list of services"):
        read_page(data)


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        (b"<!DOCTYPE html><p>Sorry", "a web page"),
        (b'{"contents": [{"id": "1"', "breaks off"),
        (b"", "empty"),
        (b"Service unavailable", "not JSON"),
        (b"[" * 100_000, "nested too deep"),
        (b'{"name": "\xff"}', "UTF-8"),
    ],
)
def test_what_is_no_json_is_named(text: bytes, instead: str) -> None:
    with pytest.raises(NotAFeed, match=instead):
        read_json(text)


@pytest.mark.parametrize("data", [{}, [], None, {"version": 3}, {"version": ""}])
def test_no_version_is_none(data: object) -> None:
    assert version_of(data) is None


def test_the_version_is_as_told() -> None:
    assert version_of({"version": "HSDS-UK-3.0", "profile": "x"}) == "HSDS-UK-3.0"
