from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine

from storage.database import DatabaseError
from storage.feeds import FeedRow, read_feed, read_ids, read_waiting, refuse, save_changes, settle

FEED, OTHER = "https://feed.example", "https://other.example"


def row(record_id: str, source: str = FEED, **fields: str | None) -> FeedRow:
    made = FeedRow(
        source=source,
        record_id=record_id,
        id=f"or-{record_id}-{source[8:12]}",
        kind="new",
        state="waiting",
        digest="d" * 64,
        service='{"name":"Reed Club"}',
        approved=None,
        seen_on=date(2026, 11, 22),
    )
    return replace(made, **fields)  # type: ignore[arg-type]


def test_what_was_saved_is_read_again_whole(engine: Engine) -> None:
    saved = [row("1", service='{"name":"Café 日本 \U0001f986"}'), row("2", approved="{}")]
    save_changes(engine, saved)
    assert read_feed(engine, FEED) == saved
    assert read_waiting(engine) == saved


def test_each_feed_has_its_own_records(engine: Engine) -> None:
    save_changes(engine, [row("1"), row("1", OTHER)])
    assert [one.source for one in read_feed(engine, FEED)] == [FEED]
    assert len(read_waiting(engine)) == 2
    assert read_ids(engine) == {"or-1-feed", "or-1-othe"}


def test_a_record_that_is_saved_again_is_replaced(engine: Engine) -> None:
    save_changes(engine, [row("1"), row("2")])
    save_changes(engine, [row("1", kind="changed", service="{}")])
    assert [(one.record_id, one.kind) for one in read_feed(engine, FEED)] == [("1", "changed"), ("2", "new")]


def test_more_rows_than_a_statement_takes_are_saved(engine: Engine) -> None:
    rows = [row(f"{number:05}") for number in range(1_300)]
    save_changes(engine, rows)
    save_changes(engine, rows)
    assert read_feed(engine, FEED) == rows


def test_an_import_that_clashes_saves_nothing(engine: Engine) -> None:
    save_changes(engine, [row("1")])
    clash = row("3", id="or-1-feed")
    with pytest.raises(DatabaseError, match="Nothing was saved"):
        save_changes(engine, [row("2"), clash])
    assert [one.record_id for one in read_feed(engine, FEED)] == ["1"]


def test_nothing_to_save_is_no_fault(engine: Engine) -> None:
    save_changes(engine, [])
    assert read_waiting(engine) == []


def test_what_was_decided_waits_no_more(engine: Engine) -> None:
    save_changes(engine, [row("1"), row("2"), row("3")])
    settle(engine, [replace(row("1"), state="approved", approved="{}")])
    assert refuse(engine, ["or-2-feed"]) == 1
    assert refuse(engine, ["or-1-feed", "or-2-feed"]) == 0
    assert [(one.record_id, one.state, one.approved) for one in read_feed(engine, FEED)] == [
        ("1", "approved", "{}"),
        ("2", "refused", None),
        ("3", "waiting", None),
    ]


def test_a_yes_does_not_cover_what_an_import_changed_meanwhile(engine: Engine) -> None:
    save_changes(engine, [row("1")])
    seen = read_waiting(engine)[0]
    save_changes(engine, [row("1", digest="e" * 64, service='{"name":"Other"}')])
    settle(engine, [replace(seen, state="approved", approved=seen.service)])
    assert [(one.state, one.service) for one in read_feed(engine, FEED)] == [("waiting", '{"name":"Other"}')]
