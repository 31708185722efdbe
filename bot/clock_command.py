"""`signpost clock`: the dates that the law sets, from the dates that a family knows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, get_args
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.table import Table

from bot.settings import Settings
from knowledge.clock import ClockWords, DateFault, Dates, Timeline, load_clock, work_out
from knowledge.clock.given import DAYS, DecisionKind, Exception_, Phase, reach_of
from knowledge.dates import read_date, say_date
from knowledge.loader import CONTENT
from knowledge.texts import Texts
from knowledge.yaml_files import read_model

REASONS: tuple[Exception_, ...] = get_args(Exception_)
REASON_HELP = "A reason for which the council may be late. It changes what is said, and no date. Can be given again."
_LONDON = ZoneInfo("Europe/London")
_TABLE_WIDTH = 100


class ClockError(Exception):
    """The dates cannot be used, or the area has no clock. The message says in one line what to do."""


def _day(says: str) -> Any:
    return typer.Option(metavar="DATE", help=says)


def clock(
    requested: Annotated[str | None, _day("The day the council got the request.")] = None,
    decided: Annotated[str | None, _day("The day the council decided. A letter that says no has --refused.")] = None,
    refused: Annotated[str | None, _day("The date on the letter that says no, or of the discrimination.")] = None,
    draft_sent: Annotated[str | None, _day("The day the draft plan was sent.")] = None,
    final: Annotated[str | None, _day("The date on the final plan's letter.")] = None,
    certificate: Annotated[str | None, _day("The date on the mediation certificate.")] = None,
    review_meeting: Annotated[str | None, _day("The day of the review meeting.")] = None,
    amendment_notice: Annotated[str | None, _day("The day the notice of changes was sent.")] = None,
    moved: Annotated[str | None, _day("The day of the move to another area.")] = None,
    transfer: Annotated[str | None, typer.Option(metavar="YEAR", help="The year of a move to the next school.")] = None,
    phase: Annotated[Phase | None, typer.Option(help="What the move is to.")] = None,
    decision_kind: Annotated[DecisionKind | None, typer.Option(help="What an appeal or claim is about.")] = None,
    exception: Annotated[list[str] | None, typer.Option(metavar="|".join(REASONS), help=REASON_HELP)] = None,
    today: Annotated[str | None, _day("Another day than today.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON object.")] = False,
) -> None:
    """Work out the dates that the law sets. A DATE is like 2026-09-07, 7/9/2026 or "7 september"."""
    typed = {name: value for name, value in locals().items() if name in DAYS and value is not None}
    words, texts = _words(Settings().content or CONTENT)
    now = datetime.now(_LONDON).date()
    now = _read("today", today, now, texts) if today is not None else now
    days = {name: _read(name, value, now, texts) for name, value in typed.items()}
    given = _as_letter(
        Dates(
            **days,
            transfer=_year(transfer, words) if transfer is not None else None,
            phase=phase,
            decision_kind=decision_kind,
            exceptions=_reasons(exception or ()),
        )
    )
    try:
        timeline = work_out(given, now)
    except DateFault as fault:
        raise ClockError(words.fault(fault)) from fault
    if as_json:
        typer.echo(json.dumps(as_object(timeline, words), ensure_ascii=False))
    else:
        show(timeline, words, Console(highlight=False, markup=False))


def as_object(timeline: Timeline, words: ClockWords) -> dict[str, Any]:
    """The timeline as other programs read it. Its keys are fixed."""
    steps = [
        {
            "id": step.id,
            "title": words.of(step).title,
            "by": step.by.isoformat(),
            "from": step.start.isoformat(),
            "law": step.law,
            "who": words.of(step).who,
            "note": words.note(step, timeline.given),
        }
        for step in timeline.steps
    ]
    return {"steps": steps, "today": timeline.today.isoformat()}


def show(timeline: Timeline, words: ClockWords, console: Console) -> None:
    """The timeline as a table with today in its place, and what there is to know about each date."""
    table = Table("By", "", "What", "Who", title=words.title, width=min(console.width, _TABLE_WIDTH))
    today = words.today.format(day=say_date(timeline.today))
    for step in timeline.steps:
        if today and step.by >= timeline.today:
            table.add_section()
            table.add_row(say_date(timeline.today), "", today, "")
            table.add_section()
            today = ""
        said = words.of(step)
        table.add_row(say_date(step.by), words.state(step, timeline), said.title, said.who)
    if today:
        table.add_section()
        table.add_row(say_date(timeline.today), "", today, "")
    console.print(table)
    for step in timeline.steps:
        law = words.law.format(law=step.law)
        console.print(f"{words.of(step).title}. {words.note(step, timeline.given)} {law}.".replace("  ", " "))
    console.print(words.guide_only)


def _words(folder: Path) -> tuple[ClockWords, Texts]:
    words = load_clock(folder / "clock.yaml")
    if words is None:
        raise ClockError(f"The content in {folder} has no clock. It needs a file clock.yaml.")
    return words, read_model(folder / "texts.yaml", Texts)


def _read(name: str, typed: str, today: date, texts: Texts) -> date:
    """The day that was typed. Raises ClockError with one kind line."""
    read = read_date(typed, today, past=reach_of(name) == "past")
    if read.day is not None:
        return read.day
    days = " / ".join(map(say_date, read.days))
    said = {
        None: f"{texts.date_which} {days}?",
        "not-a-date": texts.date_unknown,
        "no-such-day": texts.date_no_such_day,
        "wrong-weekday": texts.date_wrong_weekday.format(day=days, weekday=f"{read.days[0]:%A}" if read.days else ""),
    }
    raise ClockError(f"--{name.replace('_', '-')}: {said[read.fault]}")


def _year(typed: str, words: ClockWords) -> int:
    try:
        return int(typed)
    except ValueError as error:
        raise ClockError(words.fault(DateFault("transfer-year", "transfer"))) from error


def _reasons(typed: Iterable[str]) -> tuple[Exception_, ...]:
    wanted = frozenset(typed)
    if not wanted <= frozenset(REASONS):
        raise ClockError(f"--exception: use one of {', '.join(REASONS)}.")
    return tuple(reason for reason in REASONS if reason in wanted)


def _as_letter(given: Dates) -> Dates:
    """`decided` once meant any decision: it is the letter's day where it is the "no", or alone with a kind."""
    if given.decided is None:
        return given
    if given.decided == given.refused:
        return replace(given, decided=None)
    if given.decision_kind is None or given.refused or given.final:
        return given
    return replace(given, decided=None, refused=given.decided)
