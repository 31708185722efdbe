"""`signpost content stats`, `content reports` and `content new`. What one of them alone needs is imported in it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.settings import read_settings

reports = typer.Typer(help="What families told us is wrong, closed or missing.")

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
say = Console(highlight=False, markup=False, soft_wrap=True)


def stats(
    keeper: Annotated[str | None, typer.Option(metavar="ID", help="What this keeper looks after, alone.")] = None,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="As it will stand on another day.")] = None,
    all_of_them: Annotated[bool, typer.Option("--all", help="List everything by the day it is due.")] = False,
    calendar: Annotated[
        Path | None, typer.Option(metavar="FILE.ics", help="Write what is due into a calendar file.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show how fresh the content is, what it is short of, and what is due next."""
    from bot import content_stats

    found = content_stats.open_stats(read_settings(), on, keeper)
    if calendar is not None:
        done = content_stats.write_calendar(found, calendar, datetime.now(UTC))
        if not as_json:
            say.print(done)
    if as_json:
        say.print(json.dumps(content_stats.as_json(found, all_of_them=all_of_them), ensure_ascii=False))
    elif calendar is None:
        content_stats.show(found, content_stats.plain_or_rich(), all_of_them=all_of_them)


@reports.callback(invoke_without_command=True)
def reports_list(context: typer.Context, as_json: Json = False) -> None:
    """Show what families told us is wrong, closed or missing, entry by entry."""
    if context.invoked_subcommand:
        return
    from bot import content_reports

    entries = content_reports.listed(content_reports.open_reports(read_settings()))
    for entry in entries:
        say.print(json.dumps(entry, ensure_ascii=False) if as_json else content_reports.as_words(entry))
    if not as_json:
        say.print(content_reports.summary(entries))


@reports.command("done")
def reports_done(
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="The reports' ids, as the list shows them.")],
) -> None:
    """Delete reports that are dealt with."""
    from bot import content_reports

    say.print(content_reports.delete_reports(read_settings(), ids))


def new(
    area: Annotated[str, typer.Argument(help="The area's name.")],
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="[DIR]", help="Where to write it; by default a folder named after the area."),
    ] = None,
) -> None:
    """Write a small working start for another area."""
    from bot.new_area import make_area

    say.print(make_area(area, folder, datetime.now(UTC).date()))


def preview(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write the page.")] = Path("preview.html"),
    open_nothing: Annotated[bool, typer.Option("--open-nothing", help="Do not open it in a browser.")] = False,
) -> None:
    """Make one page of every screen and every entry, as they will look on a phone."""
    from bot.content_preview import write_preview

    say.print(write_preview(read_settings(), file, datetime.now(UTC).date(), open_it=not open_nothing))


def add_to(content: typer.Typer) -> None:
    """Put the commands under `signpost content`."""
    content.command("stats")(stats)
    content.command("preview")(preview)
    content.command("new")(new)
    content.add_typer(reports, name="reports")
