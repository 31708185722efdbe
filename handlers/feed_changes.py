"""A feed's changes: between the knowledge that makes them and the storage that keeps them, and into the content."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import cast

from knowledge.base import Knowledge
from knowledge.editing.yaml_text import read
from knowledge.open_referral.difference import Change, Kind, State
from knowledge.open_referral.errors import FeedError
from knowledge.open_referral.feed_file import file_name, to_text, with_changes
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


def chosen(rows: Sequence[FeedRow], ids: Sequence[str]) -> list[FeedRow]:
    """The rows with these ids. Raises FeedError where an id waits for nothing."""
    by_id = {row.id: row for row in rows}
    unknown = [one for one in ids if one not in by_id]
    if unknown:
        raise FeedError(f"Nothing waits under: {', '.join(unknown)}. See: signpost content changes list")
    return [by_id[one] for one in dict.fromkeys(ids)]


def refuse_stale(rows: Iterable[FeedRow], today: date) -> None:
    """What waited so long that its review is due would go out with a warning on it from the first day: FeedError."""
    due = [row.id for row in rows if row.kind != "missing" and json.loads(row.service)["review_by"] < today.isoformat()]
    if due:
        raise FeedError(f"These waited too long to be still true: {', '.join(due)}. Import the feed again first.")


def refuse_elsewhere(rows: Iterable[FeedRow], knowledge: Knowledge) -> None:
    """An entry that somebody moved into another file is theirs to change, as we would lose its comments: FeedError."""
    for row in rows:
        path = knowledge.files.get(row.id)
        if path is not None and path.name != file_name(row.source):
            raise FeedError(f"{row.id} stands in {path}. Change it there by hand, then refuse this change.")


def by_file(rows: Iterable[FeedRow], folder: Path) -> Iterator[tuple[Path, list[FeedRow]]]:
    """The rows by the content file that they go into."""
    in_order = sorted(rows, key=lambda row: file_name(row.source))
    for name, part in groupby(in_order, lambda row: file_name(row.source)):
        yield folder / "services" / name, list(part)


def put_in(text: str, rows: Iterable[FeedRow], today: date) -> str:
    """The text of such a file with these changes put into it; `text` is "" where there is no file yet."""
    return to_text(with_changes(read(text) if text else None, map(as_change, rows), today))


def approved(row: FeedRow) -> FeedRow:
    """The row once an officer has said yes to it."""
    service = row.service
    if row.kind == "missing":
        service = json.dumps(json.loads(service) | {"status": "closed"}, separators=(",", ":"), sort_keys=True)
    return replace(row, state="approved", service=service, approved=service)
