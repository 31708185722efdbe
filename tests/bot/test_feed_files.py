"""Reading a feed from files: one file, a folder of pages, a folder of services."""

from __future__ import annotations

import asyncio
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_feed import direct_fields, in_pages, page_v1, page_v3, record_id, service_v1, service_v3

from bot.feeds import FeedError, file_feed, json_stream
from bot.feeds.file_feed import FileFeed
from bot.feeds.json_stream import JsonList
from knowledge.open_referral.envelope import NotAFeed
from knowledge.open_referral.intake import Item


def items(path: Path, known_as: str | None = None) -> tuple[list[Item], FileFeed]:
    async def reading() -> tuple[list[Item], FileFeed]:
        feed = FileFeed(path, known_as)
        return [item async for item in feed.items()], feed

    return asyncio.run(reading())


def write(path: Path, data: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "data",
    [page_v3([service_v3(1), service_v3(2)]), page_v1([service_v1(1), service_v1(2)]), [service_v3(1), service_v1(2)]],
)
def test_a_file_of_either_version_is_read(tmp_path: Path, data: Any) -> None:
    found, feed = items(write(tmp_path / "feed.json", data))
    assert [(item.at, item.data["id"]) for item in found] == [
        ("feed.json, item 1", record_id(1)),
        ("feed.json, item 2", record_id(2)),
    ]
    assert feed.told.all_wrong() == []


def test_a_service_alone_in_a_file_is_read(tmp_path: Path) -> None:
    found, _ = items(write(tmp_path / "one.json", service_v3(1)))
    assert [item.data for item in found] == [service_v3(1)]


def test_a_file_of_a_record_a_line_is_read(tmp_path: Path) -> None:
    text = "\n".join(json.dumps(service_v3(n)) for n in (1, 2)) + "\n\n" + json.dumps(service_v3(3))
    found, _ = items(write(tmp_path / "feed.ndjson", text))
    assert [item.at for item in found] == ["feed.ndjson, line 1", "feed.ndjson, line 2", "feed.ndjson, line 4"]


def test_a_folder_of_pages_is_read_in_order(tmp_path: Path) -> None:
    for number, page in enumerate(in_pages([service_v3(n) for n in range(7)], 3)):
        write(tmp_path / f"page-{number}.json", page)
    found, feed = items(tmp_path)
    assert [item.data["id"] for item in found] == [record_id(n) for n in range(7)]
    assert feed.told.all_wrong() == []


def test_whole_services_in_a_folder_are_taken_instead_of_their_short_form_in_the_list(tmp_path: Path) -> None:
    write(tmp_path / "services.json", page_v3([direct_fields(n) for n in (1, 2, 3)]))
    write(tmp_path / "organizations.json", page_v3([{"id": "o", "name": "Reed Trust"}]))
    for number in (1, 2):
        write(tmp_path / "services" / f"{record_id(number)}.json", service_v3(number))
    found, _ = items(tmp_path)
    assert {item.data["id"]: "phones" in item.data for item in found} == {
        record_id(1): True,
        record_id(2): True,
        record_id(3): False,
    }
    assert len(found) == 3


def test_a_service_file_that_is_broken_is_told_by_its_name(tmp_path: Path) -> None:
    write(tmp_path / "services" / "1.json", service_v3(1))
    write(tmp_path / "services" / "2.json", '{"id": "2"')
    found, _ = items(tmp_path)
    assert [(item.at, item.trouble) for item in found] == [
        ("services/1.json", None),
        ("services/2.json", "its file is JSON that breaks off or is spoiled"),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<html><p>Sorry", "a web page, not JSON"),
        ('{"contents": [{"id": "1"}, {"id"', "breaks off"),
        ('{"contents": [{"id": "1"}]', "breaks off"),
        ('{"contents": [{"id": "1"} {"id": "2"}]}', "breaks off"),
        ("[] []", "more behind its end"),
        ("", "empty"),
        ("hello", "not JSON"),
        ('{"error": "no"}', "no list of services"),
        ('[{"a": ' + "[" * 100_000, "nested too deep"),
    ],
)
def test_a_file_that_is_no_feed_is_told_in_one_line(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(FeedError, match=told) as error:
        items(write(tmp_path / "feed.json", text))
    assert "\n" not in str(error.value)


def test_a_file_that_is_not_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "feed.json").write_bytes(b'[{"id": "\xff\xfe"}]')
    with pytest.raises(FeedError, match="not in UTF-8"):
        items(tmp_path / "feed.json")


def test_a_file_with_a_mark_of_its_byte_order_is_read(tmp_path: Path) -> None:
    (tmp_path / "feed.json").write_bytes(b"\xef\xbb\xbf" + json.dumps([service_v3(1)]).encode())
    assert len(items(tmp_path / "feed.json")[0]) == 1


def test_no_file_and_an_empty_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(FeedError, match="There is no"):
        items(tmp_path / "nothing.json")
    with pytest.raises(FeedError, match=r"has no \.json"):
        items(tmp_path)


def test_files_that_are_too_big_are_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_feed, "MAX_IMPORT_BYTES", 100)
    with pytest.raises(FeedError, match="is over"):
        items(write(tmp_path / "feed.json", page_v3([service_v3(1)])))


def test_a_line_that_is_too_long_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_feed, "MAX_RECORD_BYTES", 100)
    with pytest.raises(FeedError, match="a line of over"):
        items(write(tmp_path / "feed.ndjson", json.dumps(service_v3(1))))


def test_files_are_known_by_their_name_or_as_a_copy_of_a_feed(tmp_path: Path) -> None:
    path = write(tmp_path / "My Feed.json", [])
    assert FileFeed(path, None).source == "https://my-feed.invalid"
    assert FileFeed(path, "https://feed.example").source == "https://feed.example"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(JSON, max_size=6), st.integers(1, 40), st.sampled_from([None, 2]))
def test_a_list_that_comes_in_pieces_of_any_size_is_the_same_list(
    records: list[Any], chunk: int, indent: int | None
) -> None:
    text = json.dumps({"total_items": 7, "contents": records, "size": -12.5e3}, indent=indent)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_stream, "CHUNK", chunk)
        found = JsonList(io.StringIO(text))
        assert list(found.records()) == records
    assert found.head == {"total_items": 7, "size": -12500.0}


@given(st.data())
def test_a_list_that_breaks_off_anywhere_is_no_feed(data: st.DataObject) -> None:
    text = json.dumps({"total_items": 7, "contents": [{"id": "1", "name": "Reed"}, 5], "size": 1})
    cut = data.draw(st.integers(0, len(text) - 1))
    with pytest.raises(NotAFeed):
        list(JsonList(io.StringIO(text[:cut])).records())
