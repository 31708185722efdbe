from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from fen_office import FenOffice

from storage.feeds import FeedRow, read_feed, save_changes

SOURCE = "https://feed.example/or"
FILE = "services/feed-feed.example.yaml"
NEXT_YEAR = (datetime.now(UTC).date() + timedelta(days=300)).isoformat()
HERON: dict[str, Any] = {
    "id": "heron-group",
    "name": "Heron Group",
    "organization": {"name": "Heron Trust"},
    "description": "A group by the river.",
    "categories": ["clubs"],
    "areas": ["lower-fen"],
    "cost": "free",
    "referral": "self",
    "status": "active",
    "sources": ["https://heron.example"],
    "confidence": "medium",
    "feed": {"source": SOURCE, "id": "1"},
    "keeper": "local-offer",
    "checked_on": "2026-11-01",
    "review_by": NEXT_YEAR,
}
PAGE = "/console/content/feeds/heron-group"


def bring(fen: FenOffice, kind: str = "new", approved: dict[str, Any] | None = None, **other: Any) -> None:
    """Let a feed bring the Heron Group."""
    row = FeedRow(
        source=SOURCE,
        record_id="1",
        id="heron-group",
        kind=kind,
        state="waiting",
        digest="d",
        service=json.dumps(HERON | other),
        approved=json.dumps(approved) if approved else None,
        seen_on=date(2026, 11, 20),
    )
    save_changes(fen.console.engine, [row])


def state(fen: FenOffice) -> str:
    return read_feed(fen.console.engine, SOURCE)[0].state


def test_what_a_feed_brings_is_listed_and_told_field_by_field(fen: FenOffice) -> None:
    bring(fen, "changed", HERON, url="https://new.example", name="<b>Heron</b>")
    office = fen.enter("viewer")
    assert "&lt;b&gt;Heron&lt;/b&gt;" in office.open("/console/content/feeds").text
    page = office.open(PAGE).text
    assert "https://new.example" in page
    assert "A group by the river." not in page
    assert "Approve" not in page


def test_a_yes_puts_a_new_service_into_the_change_file(fen: FenOffice) -> None:
    bring(fen)
    office = fen.enter("editor")
    assert office.send(f"{PAGE}/approve").headers["location"] == "/console/content/feeds?told=filed"
    assert state(fen) == "approved"
    assert not (fen.folder.path / FILE).exists()
    assert f"--- /dev/null\n+++ b/{FILE}" in office.open("/console/content/change-file").text


def test_a_yes_goes_live_at_once_where_that_is_allowed(live_fen: FenOffice) -> None:
    bring(live_fen)
    office = live_fen.enter("editor")
    office.send(f"{PAGE}/approve")
    assert live_fen.live.now.knowledge.services["heron-group"].name == "Heron Group"
    (change,) = live_fen.changes("heron-group")
    assert change.state == "live"


def test_what_is_gone_from_its_feed_is_hidden_and_not_deleted(live_fen: FenOffice) -> None:
    bring(live_fen)
    office = live_fen.enter("editor")
    office.send(f"{PAGE}/approve")
    bring(live_fen, "missing", HERON)
    assert "hidden from families" in office.open(PAGE).text
    office.send(f"{PAGE}/approve")
    assert live_fen.live.now.knowledge.services["heron-group"].status == "closed"


def test_a_no_leaves_the_content_and_the_row_is_decided(fen: FenOffice) -> None:
    bring(fen)
    office = fen.enter("editor")
    assert office.send(f"{PAGE}/refuse").status_code == 303
    assert state(fen) == "refused"
    assert office.open(PAGE).status_code == 404
    assert [one.what for one in fen.noted("heron-group")] == ["refuse feed"]


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({"review_by": "2020-01-01"}, "waited too long"),
        ({"areas": ["the moon"]}, "the area &#39;the moon&#39; is not known"),
    ],
)
def test_what_may_not_go_in_is_told_and_still_waits(fen: FenOffice, other: dict[str, Any], told: str) -> None:
    bring(fen, **other)
    sent = fen.enter("editor").send(f"{PAGE}/approve")
    assert sent.status_code == 409
    assert told in sent.text
    assert state(fen) == "waiting"


@pytest.mark.parametrize("address", ["?after=%00", "?after=zzzz", "?after=" + "x" * 5000])
def test_any_place_to_go_on_from_gives_a_page(fen: FenOffice, address: str) -> None:
    bring(fen)
    assert fen.enter("viewer").open(f"/console/content/feeds{address}").status_code == 200
