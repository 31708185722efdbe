"""`signpost content reports`: what families told us is wrong, closed or missing, for officers to mend."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Engine

from bot.asking import InputError
from bot.settings import Settings
from knowledge.base import Knowledge
from knowledge.dates import say_date
from knowledge.learning import one_line
from knowledge.loader import CONTENT, load
from knowledge.upkeep import keeper_of
from storage.corrections import Report, delete_corrections, read_corrections
from storage.database import open_database
from storage.sealing import Sealer

SHOWN_ID = 8
"""How many letters of a report's random id are shown, and are enough to name it."""


@dataclass(frozen=True, slots=True)
class Inbox:
    """The reports, the content that they are about, and the database that they are in."""

    reports: Sequence[Report]
    knowledge: Knowledge
    engine: Engine


def open_reports(settings: Settings) -> Inbox:
    """Read the reports. Raises ContentError, DatabaseError, SettingsError or SealError."""
    knowledge = load(settings.content or CONTENT)
    engine = open_database(settings.database_url)
    return Inbox(read_corrections(engine, Sealer(settings.secret())), knowledge, engine)


def listed(inbox: Inbox) -> list[dict[str, Any]]:
    """Each entry that was reported, the most reported first, with its reports, the newest first."""
    about: dict[str, list[Report]] = defaultdict(list)
    for report in inbox.reports:
        about[report.about].append(report)
    return [
        _entry(entry_id, about[entry_id], inbox.knowledge)
        for entry_id in sorted(about, key=lambda one: (-len(about[one]), one))
    ]


def as_words(entry: Mapping[str, Any]) -> str:
    """An entry that `listed` gave, for a person to read."""
    title = entry["title"] or "no longer in the content"
    lines = [f"{entry['entry']}  {title}", f"    {_count(entry['count'])}; {_where(entry)}"]
    for report in entry["reports"]:
        words = f': "{report["words"]}"' if report["words"] else ""
        week = say_date(date.fromisoformat(report["week"]))
        lines.append(f"    {report['id'][:SHOWN_ID]}  {report['what']}, in the week of {week}{words}")
    return "\n".join([*lines, ""])


def summary(entries: Sequence[Mapping[str, Any]]) -> str:
    """How much there is, and what to do next."""
    if not entries:
        return "No family has told us that anything is wrong."
    return (
        f"{_count(sum(entry['count'] for entry in entries))}. Check each at its source and mend the file. Then:\n"
        "  signpost content reports done ID...    it is dealt with, and can be deleted"
    )


def delete_reports(settings: Settings, ids: Iterable[str]) -> str:
    """Delete the reports with these ids, or beginnings of ids. Gives what was deleted, in words.

    Raises InputError, with nothing deleted, where an id fits no report or several; and what `open_reports` raises.
    """
    inbox = open_reports(settings)
    found = {report.id: report for report in (_named(one, inbox.reports) for one in ids)}
    delete_corrections(inbox.engine, found.keys())
    lines = [f"  {one.id[:SHOWN_ID]}  {one.what}, about {_name(one.about, inbox.knowledge)}" for one in found.values()]
    return "\n".join((f"Deleted {_count(len(found))}:", *lines))


def _entry(entry_id: str, reports: Sequence[Report], knowledge: Knowledge) -> dict[str, Any]:
    files = {**knowledge.files, **knowledge.strategy.files}
    newest_first = sorted(reports, key=lambda report: (-report.week.toordinal(), report.id))
    return {
        "entry": entry_id,
        "title": knowledge.title(entry_id),
        "file": str(files[entry_id]) if entry_id in files else None,
        "keeper": keeper_of(entry_id, knowledge),
        "count": len(reports),
        "reports": [
            {
                "id": report.id,
                "what": report.what,
                "words": one_line(report.words) if report.words else None,
                "week": report.week.isoformat(),
            }
            for report in newest_first
        ],
    }


def _where(entry: Mapping[str, Any]) -> str:
    return ", ".join(part for part in (entry["file"], entry["keeper"]) if part) or "in no file"


def _named(typed: str, reports: Iterable[Report]) -> Report:
    fits = [report for report in reports if report.id.startswith(typed.lower())] if len(typed) >= SHOWN_ID else []
    if len(fits) == 1:
        return fits[0]
    if fits:
        raise InputError(f"'{typed}' fits {len(fits)} reports. Nothing was deleted. See whole ids with --json.")
    raise InputError(f"There is no report '{typed}'. Nothing was deleted. See them with: signpost content reports")


def _name(entry_id: str, knowledge: Knowledge) -> str:
    title = knowledge.title(entry_id)
    return f"{entry_id} ({title})" if title else entry_id


def _count(reports: int) -> str:
    return "1 report" if reports == 1 else f"{reports} reports"
