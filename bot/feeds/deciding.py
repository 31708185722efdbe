"""An officer's yes or no: what is approved is written into the content, after all of it was checked."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from bot.feeds.errors import FeedError
from bot.feeds.filing import as_change
from bot.settings import Settings
from handlers.outcomes import NEEDS
from knowledge.checks import check
from knowledge.loader import CONTENT, load
from knowledge.open_referral.feed_file import file_name, to_text, with_changes
from knowledge.yaml_files import read_mapping
from storage.database import open_database
from storage.feeds import FeedRow, read_waiting, refuse, settle

MOST_FAULTS = 10


def waiting(settings: Settings) -> list[FeedRow]:
    """Every change that waits for a yes, by id."""
    return read_waiting(open_database(settings.database_url))


def approve(settings: Settings, ids: Sequence[str], today: date, *, all_new: bool = False) -> str:
    """Write changes into the content, and note the officer's yes. Gives what was done, in words.

    Raises FeedError where an id waits for nothing, where the content would have a fault, or where a file cannot be
    written: then nothing of that feed's file is changed.
    """
    rows = waiting(settings)
    chosen = _chosen(rows, ids) if ids else []
    chosen += (row for row in rows if all_new and row.kind == "new" and row not in chosen)
    _refuse_stale(chosen, today)
    folder = settings.content or CONTENT
    _refuse_elsewhere(folder, chosen)
    done = []
    for name in sorted({file_name(row.source) for row in chosen}):
        part = [row for row in chosen if file_name(row.source) == name]
        path = folder / "services" / name
        data = read_mapping(path) if path.exists() else None
        text = to_text(with_changes(data, map(as_change, part), today))
        _check(folder, path, text)
        _write(path, text)
        settle(open_database(settings.database_url), map(_approved, part))
        done.append(f"Approved {len(part)}, in {path}.")
    return "\n".join([*done, "Look at the change with git diff."]) if done else "Nothing of that kind waits."


def refuse_changes(settings: Settings, ids: Sequence[str]) -> str:
    """Note an officer's no. A refused record comes back only when its feed changes it. Gives what was done, in words.

    Raises FeedError where an id waits for nothing.
    """
    _chosen(waiting(settings), ids)
    return f"Refused {refuse(open_database(settings.database_url), ids)}. The content is as it was."


def find(settings: Settings, change_id: str) -> FeedRow:
    """The change with this id. Raises FeedError."""
    return _chosen(waiting(settings), [change_id])[0]


def _chosen(rows: Sequence[FeedRow], ids: Sequence[str]) -> list[FeedRow]:
    by_id = {row.id: row for row in rows}
    unknown = [one for one in ids if one not in by_id]
    if unknown:
        raise FeedError(f"Nothing waits under: {', '.join(unknown)}. See: signpost content changes list")
    return [by_id[one] for one in dict.fromkeys(ids)]


def _refuse_stale(rows: Iterable[FeedRow], today: date) -> None:
    """What waited so long that its review is due would go out with a warning on it from the first day."""
    due = [row.id for row in rows if row.kind != "missing" and json.loads(row.service)["review_by"] < today.isoformat()]
    if due:
        raise FeedError(f"These waited too long to be still true: {', '.join(due)}. Import the feed again first.")


def _refuse_elsewhere(folder: Path, rows: Iterable[FeedRow]) -> None:
    """An entry that somebody moved into another file is theirs to change: we would lose its comments."""
    files = load(folder).files
    for row in rows:
        path = files.get(row.id)
        if path is not None and path.name != file_name(row.source):
            raise FeedError(f"{row.id} stands in {path}. Change it there by hand, then refuse this change.")


def _check(folder: Path, path: Path, text: str) -> None:
    """Check all of the content as it would be. Raises FeedError."""
    try:
        with tempfile.TemporaryDirectory(prefix="signpost-content-") as place:
            trial = Path(place) / "content"
            shutil.copytree(folder, trial)
            (trial / "services" / path.name).write_text(text, encoding="utf-8")
            faults = [str(fault).replace(str(trial), str(folder)) for fault in check(trial, NEEDS)]
    except (OSError, shutil.Error) as error:
        raise FeedError(f"The content cannot be copied to be checked ({error}). Nothing was changed.") from error
    if faults:
        more = [f"and {len(faults) - MOST_FAULTS} more"] if len(faults) > MOST_FAULTS else []
        told = "\n".join(["The content would have faults, so nothing was written:", *faults[:MOST_FAULTS], *more])
        raise FeedError(told)


def _write(path: Path, text: str) -> None:
    """Put the file in its place whole, or not at all. Raises FeedError."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise FeedError(f"{path} cannot be written ({error.strerror}). Nothing was changed.") from error


def _approved(row: FeedRow) -> FeedRow:
    service = row.service
    if row.kind == "missing":
        service = json.dumps(json.loads(service) | {"status": "closed"}, separators=(",", ":"), sort_keys=True)
    return replace(row, state="approved", service=service, approved=service)
