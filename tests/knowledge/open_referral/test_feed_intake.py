"""New, changed, the same, missing, not taken: what becomes of each record."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from made_feed import record_id, service_v3
from made_mapper import SOURCE

from knowledge.models import Feed, Service
from knowledge.open_referral.difference import Change, State, differences, updated
from knowledge.open_referral.intake import Intake, Item
from knowledge.open_referral.report import Report, as_json, as_words
from knowledge.open_referral.to_service import Mapper


def run(
    mapper: Mapper,
    records: Iterable[Any],
    *,
    published: Iterable[Service] = (),
    filed: Iterable[Change] = (),
    complete: bool = True,
) -> Report:
    intake = Intake(mapper, "3", published=published, filed={one.record_id: one for one in filed}, ids=())
    for number, record in enumerate(records, start=1):
        intake.take(Item(f"item {number}", record))
    return intake.finish(complete=complete)


def settled(report: Report, state: State) -> list[Change]:
    """What is on file after an officer said the same to everything."""
    return [replace(one, state=state, approved=one.service if state == "approved" else None) for one in report.changes]


def published(report: Report) -> list[Service]:
    return [Service.model_validate_json(one.service) for one in report.changes]


def test_what_is_not_there_yet_is_new_and_waits(mapper: Mapper) -> None:
    report = run(mapper, [service_v3(1), service_v3(2)])
    assert [(one.kind, one.state) for one in report.changes] == [("new", "waiting")] * 2


def test_a_second_import_of_the_same_feed_changes_nothing(mapper: Mapper) -> None:
    first = run(mapper, [service_v3(1), service_v3(2)])
    again = run(mapper, [service_v3(1), service_v3(2)], filed=first.changes)
    assert (again.changes, again.waiting) == ([], 2)
    later = run(mapper, [service_v3(1)], filed=settled(first, "approved"), published=published(first)[:1])
    assert (later.changes, later.unchanged) == ([], 1)


def test_another_day_alone_is_no_change(mapper: Mapper) -> None:
    undated = service_v3(1, assured_date=None)
    first = run(mapper, [undated])
    tomorrow = replace(mapper, today=mapper.today.replace(day=30))
    again = run(tomorrow, [undated], filed=settled(first, "approved"), published=published(first))
    assert again.changes == []
    assert run(tomorrow, [undated], filed=first.changes).changes == []


def test_a_changed_field_is_told_with_both_values(mapper: Mapper) -> None:
    first = run(mapper, [service_v3(1)])
    report = run(
        mapper,
        [service_v3(1, email="new@fen.example")],
        filed=settled(first, "approved"),
        published=published(first),
    )
    told = as_json(report, dry_run=True)
    assert told["changed"][0]["fields"] == {"emails": (["hello1@fen.example"], ["new@fen.example"])}
    assert 'emails: ["hello1@fen.example"] -> ["new@fen.example"]' in as_words(report, dry_run=True)


def test_a_field_that_an_officer_worded_anew_stays_until_the_feed_changes_it() -> None:
    old = {
        "id": "a",
        "name": "Club",
        "description": "Long words.",
        "checked_on": "2026-01-01",
        "review_by": "2026-07-01",
    }
    entry = old | {"description": "Short words.", "pfal": ["being-healthy"]}
    new = old | {"name": "Reed Club", "checked_on": "2026-05-01", "review_by": "2026-11-01"}
    assert updated(entry, old, new) == entry | {
        "name": "Reed Club",
        "checked_on": "2026-05-01",
        "review_by": "2026-11-01",
    }
    assert updated(entry, old, old | {"description": "Other words."})["description"] == "Other words."


def test_a_change_that_is_taken_back_waits_no_more(mapper: Mapper) -> None:
    first = run(mapper, [service_v3(1)])
    on_file, there = settled(first, "approved"), published(first)
    changed = run(mapper, [service_v3(1, name="Other")], filed=on_file, published=there).changes
    back = run(mapper, [service_v3(1)], filed=changed, published=there)
    assert [(one.kind, one.state) for one in back.changes] == [("changed", "approved")]
    assert back.of("changed") == []


def test_what_was_refused_comes_back_only_when_the_feed_changes_it(mapper: Mapper) -> None:
    refused = settled(run(mapper, [service_v3(1)]), "refused")
    assert run(mapper, [service_v3(1)], filed=refused).changes == []
    assert [one.kind for one in run(mapper, [service_v3(1, name="Other")], filed=refused).changes] == ["new"]


def test_what_is_missing_is_flagged_once_and_unflagged_when_it_is_back(mapper: Mapper) -> None:
    first = run(mapper, [service_v3(1), service_v3(2)])
    on_file, there = settled(first, "approved"), published(first)
    gone = run(mapper, [service_v3(1)], filed=on_file, published=there)
    assert [(one.kind, one.record_id) for one in gone.changes] == [("missing", record_id(2))]
    now = [on_file[0], *gone.changes]
    assert run(mapper, [service_v3(1)], filed=now, published=there).changes == []
    back = run(mapper, [service_v3(1), service_v3(2)], filed=now, published=there)
    assert [one.state for one in back.changes] == ["approved"]
    assert [
        one.kind for one in run(mapper, [service_v3(1)], filed=[on_file[0], *back.changes], published=there).changes
    ] == ["missing"]


def test_nothing_is_missing_from_a_feed_that_was_not_read_whole(mapper: Mapper) -> None:
    first = run(mapper, [service_v3(1), service_v3(2)])
    report = run(mapper, [service_v3(1)], filed=settled(first, "approved"), published=published(first), complete=False)
    assert report.changes == []
    assert "nothing is taken for missing" in as_words(report, dry_run=False)


def test_a_record_that_could_not_be_read_is_not_missing(mapper: Mapper) -> None:
    first = run(mapper, [service_v3(1)])
    intake = Intake(mapper, "3", published=published(first), filed={}, ids=())
    intake.take(Item("page 1, item 1", {"id": record_id(1)}, trouble="its own page could not be read: it answered 500"))
    report = intake.finish(complete=True)
    assert report.changes == []
    assert [left.why for left in report.not_taken] == ["its own page could not be read: it answered 500"]


def test_another_feeds_services_are_not_missing(mapper: Mapper) -> None:
    other = published(run(mapper, [service_v3(1)]))[0]
    elsewhere = other.model_copy(update={"feed": Feed(source="https://other.example", id=record_id(1))})
    assert run(mapper, [], published=[elsewhere]).changes == []


def test_each_record_that_is_not_taken_is_told_with_its_place_and_id(mapper: Mapper) -> None:
    records = [5, {"name": "x"}, {"id": ""}, {"id": "9", "name": None}, service_v3(1), service_v3(1), {"id": "x" * 300}]
    report = run(mapper, records)
    assert [(left.at, left.record_id, left.why) for left in report.not_taken] == [
        ("item 1", None, "it is no record"),
        ("item 2", None, "it has no id"),
        ("item 3", None, "it has no id"),
        ("item 4", "9", "it has no name"),
        ("item 6", record_id(1), "an earlier record has the same id: the first was kept"),
        ("item 7", None, "its id is over 200 letters long"),
    ]
    words = as_words(report, dry_run=False)
    assert "Not taken: item 2: it has no id." in words
    assert f"Not taken: {record_id(1)} (item 6): an earlier record" in words
    assert (report.read, report.taken) == (7, 1)


def test_two_services_never_share_an_id(mapper: Mapper) -> None:
    alike = [service_v3(1, id=f"00000000-0000-0000-0000-00000000000{n}", name="Reed Club") for n in range(3)]
    ids = [one.id for one in run(mapper, alike).changes]
    assert len(set(ids)) == 3


def test_unknown_terms_are_counted(mapper: Mapper) -> None:
    report = run(mapper, [service_v3(3), service_v3(7)])
    assert as_json(report, dry_run=False)["unknown_terms"] == [{"id": "term-3", "name": "Stargazing", "records": 2}]
    assert "Stargazing (2)" in as_words(report, dry_run=False)


def test_the_report_for_programs_is_json(mapper: Mapper) -> None:
    report = run(mapper, [service_v3(1), {"id": "\ud800"}])
    assert json.loads(json.dumps(as_json(report, dry_run=True)))["source"] == SOURCE


def test_the_order_of_keys_is_no_difference() -> None:
    assert differences({"a": {"x": 1, "y": 2}}, {"a": {"y": 2, "x": 1}}) == {}
