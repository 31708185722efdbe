"""`signpost content stats`: how fresh the content is, what it is short of, and what is due next, keeper by keeper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.asking import InputError, day
from bot.content_calendar import calendar
from bot.settings import Settings
from knowledge.dates import say_date
from knowledge.freshness import freshness
from knowledge.loader import CONTENT, load
from knowledge.upkeep import Kept, Row, keeper_names, kept_entries, rows, short_of

SHOWN = 10
"""How many of what is due next are shown where not all are asked for."""
_KINDS = {"crisis signpost": "crisis signposts", "answer": "answers", "service": "services", "strategy": "strategy"}
_HEADINGS = ("Keeper", "Kind", "Entries", "Fresh", "Due", "Held back", "Due in 30 days", "Due in 90 days")
_WIDE = 200
"""Letters on a line where no terminal says how wide it is."""


@dataclass(frozen=True, slots=True)
class Stats:
    """The entries of an area, the most pressing first, as they stand on a day. `keepers` are names by id."""

    on: date
    area: str
    keepers: Mapping[str, str]
    entries: Sequence[Kept]


def open_stats(settings: Settings, on: str | None = None, keeper: str | None = None) -> Stats:
    """Read the content. `on` is a day as it was typed; without one it is today. Raises ContentError or InputError."""
    knowledge = load(settings.content or CONTENT)
    keepers = keeper_names(knowledge)
    if keeper is not None and keeper not in keepers:
        raise InputError(f"There is no keeper '{keeper}'. Use one of: {', '.join(sorted(keepers))}.")
    return Stats(day(on), knowledge.area.name, keepers, kept_entries(knowledge, keeper))


def as_json(stats: Stats, *, all_of_them: bool) -> dict[str, Any]:
    """The figures, the ids of what is short of something, and what is due next."""
    return {
        "on": stats.on.isoformat(),
        "area": stats.area,
        "entries": len(stats.entries),
        "keepers": [_row_json(row, stats) for row in rows(stats.entries, stats.on)],
        "short_of": {lack.replace(" ", "_"): ids for lack, ids in short_of(stats.entries).items()},
        "due_next": [_due_json(one, stats) for one in _next(stats, all_of_them=all_of_them)],
    }


def show(stats: Stats, console: Console, *, all_of_them: bool) -> None:
    """Print the table, what is short of something, and what is due next."""
    console.print(f"{stats.area}: {_count(len(stats.entries))} on {say_date(stats.on)}\n", markup=False)
    console.print(_table(stats, console))
    for lack, ids in short_of(stats.entries).items():
        console.print(f"{lack}: {len(ids)}", markup=False)
    _show_next(stats, console, all_of_them=all_of_them)


def write_calendar(stats: Stats, path: Path, now: datetime) -> str:
    """Write what is due into a calendar file, in the place of an older one. Gives what was done, in words."""
    try:
        path.write_bytes(calendar(stats.entries, stats.area, stats.keepers, now))
    except OSError as error:
        raise InputError(f"The calendar {path} cannot be written ({error.strerror}). Name another file.") from error
    return f"{path}: {_count(len(stats.entries))}. Import it into a calendar; a newer file updates it."


def plain_or_rich() -> Console:
    """A console as wide as the terminal, or wide enough for a whole line where the output goes elsewhere."""
    console = Console(highlight=False, soft_wrap=True)
    return console if console.is_terminal else Console(highlight=False, soft_wrap=True, width=_WIDE)


def _table(stats: Stats, console: Console) -> Table:
    style = {} if console.is_terminal else {"box": None, "header_style": "", "pad_edge": False}
    table = Table(**style)  # type: ignore[arg-type]  # each of them is an option of Table
    for place, heading in enumerate(_HEADINGS):
        table.add_column(heading, justify="left" if place < 2 else "right")
    for row in rows(stats.entries, stats.on):
        numbers = (row.entries, row.fresh, row.due, row.held_back, row.soon, row.later)
        table.add_row(escape(stats.keepers.get(row.keeper, row.keeper)), _KINDS[row.kind], *map(str, numbers))
    return table


def _show_next(stats: Stats, console: Console, *, all_of_them: bool) -> None:
    shown = _next(stats, all_of_them=all_of_them)
    console.print("\nDue next")
    for one in shown:
        state = freshness(one.review_by, stats.on)
        mark = "" if state == "fresh" else f"  ({state})"
        console.print(f"{one.review_by}  {one.keeper}  {one.id}  {one.title}{mark}", markup=False)
    left = len(stats.entries) - len(shown)
    if left:
        console.print(f"... and {left} more: --all shows every one.")


def _next(stats: Stats, *, all_of_them: bool) -> Sequence[Kept]:
    return stats.entries if all_of_them else stats.entries[:SHOWN]


def _row_json(row: Row, stats: Stats) -> dict[str, Any]:
    return {
        "keeper": row.keeper,
        "name": stats.keepers.get(row.keeper, row.keeper),
        "kind": row.kind,
        "entries": row.entries,
        "fresh": row.fresh,
        "due": row.due,
        "held_back": row.held_back,
        "due_in_30_days": row.soon,
        "due_in_90_days": row.later,
    }


def _due_json(one: Kept, stats: Stats) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "kind": one.kind,
        "keeper": one.keeper,
        "review_by": one.review_by.isoformat(),
        "freshness": freshness(one.review_by, stats.on),
        "short_of": list(one.lacks),
    }


def _count(entries: int) -> str:
    return "1 entry" if entries == 1 else f"{entries} entries"
