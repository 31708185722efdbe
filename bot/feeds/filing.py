"""A feed's changes between the knowledge that makes them and the storage that keeps them."""

from __future__ import annotations

from datetime import date
from typing import cast

from knowledge.open_referral.difference import Change, Kind, State
from storage.feeds import FeedRow


def as_change(row: FeedRow) -> Change:
    """A row as the change that it keeps."""
    kind, state = cast(Kind, row.kind), cast(State, row.state)
    return Change(row.id, row.record_id, kind, state, row.digest, row.service, row.approved)


def as_row(source: str, change: Change, seen_on: date) -> FeedRow:
    """A change of the feed at `source` as the row to keep."""
    return FeedRow(
        source=source,
        record_id=change.record_id,
        id=change.id,
        kind=change.kind,
        state=change.state,
        digest=change.digest,
        service=change.service,
        approved=change.approved,
        seen_on=seen_on,
    )
