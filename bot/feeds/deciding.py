"""An officer's yes or no: what is approved is written into the content, after all of it was checked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bot.feeds.errors import FeedError
from bot.settings import Settings
from handlers.feed_changes import approved, by_file, chosen, put_in, refuse_elsewhere, refuse_stale
from handlers.outcomes import NEEDS
from knowledge.editing.errors import EditError
from knowledge.editing.files import faults_with, put_text, read_text
from knowledge.loader import CONTENT, load
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
    wanted = chosen(rows, ids) if ids else []
    wanted += (row for row in rows if all_new and row.kind == "new" and row not in wanted)
    refuse_stale(wanted, today)
    folder = settings.content or CONTENT
    refuse_elsewhere(wanted, load(folder))
    done = []
    for path, part in by_file(wanted, folder):
        _write(folder, path, part, today)
        settle(open_database(settings.database_url), map(approved, part))
        done.append(f"Approved {len(part)}, in {path}.")
    return "\n".join([*done, "Look at the change with git diff."]) if done else "Nothing of that kind waits."


def refuse_changes(settings: Settings, ids: Sequence[str]) -> str:
    """Note an officer's no. A refused record comes back only when its feed changes it. Gives what was done, in words.

    Raises FeedError where an id waits for nothing.
    """
    chosen(waiting(settings), ids)
    return f"Refused {refuse(open_database(settings.database_url), ids)}. The content is as it was."


def find(settings: Settings, change_id: str) -> FeedRow:
    """The change with this id. Raises FeedError."""
    return chosen(waiting(settings), [change_id])[0]


def _write(folder: Path, path: Path, rows: Sequence[FeedRow], today: date) -> None:
    """Put the rows into their file, once all of the content was checked with them. Raises FeedError."""
    try:
        text = put_in(read_text(path), rows, today)
        faults = [str(fault) for fault in faults_with(folder, {path: text}, NEEDS)]
        if faults:
            more = [f"and {len(faults) - MOST_FAULTS} more"] if len(faults) > MOST_FAULTS else []
            told = ["The content would have faults, so nothing was written:", *faults[:MOST_FAULTS], *more]
            raise FeedError("\n".join(told))
        put_text(path, text)
    except EditError as error:
        raise FeedError(str(error)) from error
