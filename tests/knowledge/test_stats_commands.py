"""`signpost content stats`, as an officer meets it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import typer
from content_folder import Folder
from icalendar import Calendar, Event
from rich.console import Console
from typer.testing import CliRunner

from bot.asking import InputError
from bot.content_calendar import calendar
from bot.content_commands import add_to
from bot.content_stats import open_stats, show
from bot.settings import Settings
from knowledge.loader import load
from knowledge.upkeep import keeper_names, kept_entries

Run = Callable[..., str]
ON = "2026-07-11"
"""The day after all answers and services of Fenshire were due."""
NOW = datetime(2026, 7, 11, 9, 30, tzinfo=UTC)


@pytest.fixture
def fenshire(fenshire: Folder) -> Folder:
    """Fenshire before it had a strategy, so that there is little to count."""
    shutil.rmtree(fenshire.path / "strategy")
    return fenshire


@pytest.fixture
def run(fenshire: Folder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.setenv("SIGNPOST_CONTENT", str(fenshire.path))
    monkeypatch.chdir(tmp_path)
    app = typer.Typer()
    add_to(app)

    def ran(*words: str) -> str:
        result = CliRunner().invoke(app, ["stats", *words], catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.output

    return ran


@pytest.fixture
def events(run: Run, tmp_path: Path) -> Callable[[], list[Event]]:
    def read() -> list[Event]:
        run("--calendar", "reviews.ics")
        found = Calendar.from_ical((tmp_path / "reviews.ics").read_bytes())
        return [one for one in found.walk("VEVENT") if isinstance(one, Event)]

    return read


def test_the_table_tells_each_keeper_s_figures_crisis_help_first(run: Run) -> None:
    lines = run("--on", ON).splitlines()
    assert lines[0] == "Fenshire: 5 entries on 11 July 2026"
    assert [line.split() for line in lines[3:6]] == [
        ["Crisis", "help", "crisis", "signposts", "1", "1", "0", "0", "0", "0"],
        ["Local", "Offer", "officer", "answers", "2", "0", "2", "0", "0", "0"],
        ["Local", "Offer", "officer", "services", "2", "0", "2", "0", "0", "0"],
    ]


def test_away_from_a_terminal_the_table_has_no_lines_and_no_colours(run: Run) -> None:
    assert set(run("--on", ON)) & set("\x1b│┃━─┏") == set()


def test_on_a_terminal_the_table_has_lines(fenshire: Folder) -> None:
    console = Console(force_terminal=True, width=120, record=True, file=StringIO())
    show(open_stats(Settings(content=fenshire.path), ON), console, all_of_them=False)
    assert "┃ Keeper" in console.export_text()


def test_the_list_says_what_is_due_next_with_its_keeper_and_whether_it_is_late(run: Run) -> None:
    printed = run("--on", ON)
    _before, _mark, due = printed.partition("Due next\n")
    assert due.splitlines()[0] == "2026-07-10  local-offer  school-help  Help in school  (due)"


def test_only_the_first_ten_are_listed_until_all_are_asked_for(run: Run, fenshire: Folder) -> None:
    club = fenshire.read("services/advice.yaml").partition("  - id: reed-club\n")[2]
    more = "".join(f"  - id: reed-club-{number}\n{club}" for number in range(10))
    fenshire.write("services/advice.yaml", fenshire.read("services/advice.yaml") + more)
    assert "... and 5 more: --all shows every one." in run()
    assert len(json.loads(run("--json"))["due_next"]) == 10
    assert len(json.loads(run("--json", "--all"))["due_next"]) == 15
    assert "more: --all" not in run("--all")


def test_the_json_has_fixed_keys(run: Run) -> None:
    found: dict[str, Any] = json.loads(run("--json", "--on", ON))
    assert list(found) == ["on", "area", "entries", "keepers", "short_of", "due_next"]
    counts = ["entries", "fresh", "due", "held_back", "due_in_30_days", "due_in_90_days"]
    assert list(found["keepers"][0]) == ["keeper", "name", "kind", *counts]
    assert list(found["short_of"]) == [
        *("low_confidence", "status_unknown", "status_closed"),
        *("no_easier_words", "easier_words_not_checked", "from_a_feed"),
    ]
    assert list(found["due_next"][0]) == ["id", "title", "kind", "keeper", "review_by", "freshness", "short_of"]
    assert (found["on"], found["area"], found["entries"]) == (ON, "Fenshire", 5)
    assert found["due_next"][0]["freshness"] == "due"


def test_one_keeper_can_be_asked_for(run: Run) -> None:
    found = json.loads(run("--json", "--keeper", "safety"))
    assert [one["kind"] for one in found["due_next"]] == ["crisis signpost"]


def test_an_unknown_keeper_is_told_who_there_is(fenshire: Folder) -> None:
    with pytest.raises(InputError, match=r"no keeper 'nobody'. Use one of: local-offer, safety"):
        open_stats(Settings(content=fenshire.path), keeper="nobody")


@pytest.mark.parametrize("typed", ["soon", "31/3/2027", "2027-02-30", ""])
def test_what_is_no_day_is_told_how_to_write_one(fenshire: Folder, typed: str) -> None:
    with pytest.raises(InputError, match=rf"'{typed}' is no day. .* such as 2027-03-31"):
        open_stats(Settings(content=fenshire.path), typed)


def test_the_calendar_has_an_all_day_event_for_each_keeper_and_day(events: Callable[[], list[Event]]) -> None:
    theirs = next(one for one in events() if one.decoded("dtstart") == date(2026, 7, 10))
    assert theirs["dtstart"].params["VALUE"] == "DATE"
    assert theirs.decoded("dtend") == date(2026, 7, 11)
    assert theirs["summary"] == "Signpost: check 4 entries (Local Offer officer)"
    assert [line.partition(":")[0] for line in theirs["description"].splitlines()] == [
        *("school-help", "school-move", "fen-advice", "reed-club")
    ]
    assert len(events()) == 2


def test_the_calendar_gives_warning_a_week_before(events: Callable[[], list[Event]]) -> None:
    for event in events():
        (alarm,) = event.walk("VALARM")
        assert alarm["action"] == "DISPLAY"
        assert alarm.decoded("trigger") == -timedelta(days=7)


def test_a_newer_calendar_updates_the_older_one(fenshire: Folder) -> None:
    knowledge = load(fenshire.path)
    made = [
        Calendar.from_ical(calendar(kept_entries(knowledge), "Fenshire", keeper_names(knowledge), now))
        for now in (NOW, NOW + timedelta(days=1))
    ]
    old, new = (list(each.walk("VEVENT")) for each in made)
    assert [one["uid"] for one in old] == [one["uid"] for one in new]
    assert len({one["uid"] for one in old}) == len(old)
    assert all(a["sequence"] < b["sequence"] for a, b in zip(old, new, strict=True))
    assert old[0].decoded("dtstamp") == NOW


def test_two_areas_in_one_calendar_keep_out_of_each_other_s_way(fenshire: Folder) -> None:
    entries = kept_entries(load(fenshire.path))
    uids = [
        {one["uid"] for one in Calendar.from_ical(calendar(entries, area, {}, NOW)).walk("VEVENT")}
        for area in ("Fenshire", "Otherland")
    ]
    assert not uids[0] & uids[1]


def test_a_calendar_is_as_the_standard_wants_it(fenshire: Folder) -> None:
    written = calendar(kept_entries(load(fenshire.path)), "Fenshire", {}, NOW)
    assert written.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    assert b"\n" not in written.replace(b"\r\n", b"")


def test_a_calendar_that_cannot_be_written_is_told_in_one_line(run: Run) -> None:
    with pytest.raises(InputError, match=r"The calendar no/such/folder.ics cannot be written \(No such file"):
        run("--calendar", "no/such/folder.ics")
