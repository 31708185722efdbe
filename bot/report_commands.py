"""`signpost report regulation-56`: the yearly report on what families said about the local offer, as files."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.comments import LONGEST_NAME
from bot.settings import Settings, SettingsError, read_settings
from bot.wiring import open_content
from handlers.regulation_56 import Document, ReportError, Reports, ReportYear, file_name
from handlers.regulation_56.publishing import LISTED, UnansweredError
from knowledge.dates import say_date
from storage.database import open_database
from storage.sealing import Sealer

report = typer.Typer(no_args_is_help=True, help="Write the reports that the law asks for.")
say = Console(highlight=False, markup=False, soft_wrap=True)


@report.callback()
def reports() -> None:
    """Write the reports that the law asks for."""


@report.command("regulation-56")
def regulation_56(
    year: Annotated[int, typer.Option(help="The year: the one that begins in this calendar year.")],
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where to write the files.")] = Path(),
    draft: Annotated[bool, typer.Option("--draft", help="Write it as it stands today, marked as a draft.")] = False,
    publish: Annotated[bool, typer.Option("--publish", help="Publish it: from then on it stays as it is.")] = False,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who publishes it.")] = "",
    again: Annotated[bool, typer.Option("--again", help="Publish it in place of what is published.")] = False,
) -> None:
    """Write the year's report as a page, a Word file and a table: what is published, or else a draft of it.

    A draft is refused while a comment has no answer, and says which; with --draft it is written all the same.
    """
    if draft and publish:
        raise ReportError("Choose one: --draft writes files for you alone, --publish is for everyone.")
    settings, now = read_settings(), datetime.now(UTC)
    desk = open_content(settings)
    engine, sealer = open_database(settings.database_url), Sealer(settings.secret())
    kept = Reports(engine, sealer, lambda: desk, settings.report_year_starts)
    of = kept.year(year)
    try:
        document = kept.publish(of, _name(by), now, again=again) if publish else _read(kept, of, now, draft=draft)
    except UnansweredError as error:
        raise ReportError("\n".join((str(error), *_listed(kept, error)))) from error
    for file in write_files(document, out):
        say.print(str(file))
    if document.draft and not draft:
        say.print("Each comment has its answer, but it is not published yet: --publish --by NAME does that.")
    if publish:
        say.print(f"It is published. Everyone can read it at {_address(settings, of)} within five minutes.")


def write_files(document: Document, folder: Path) -> list[Path]:
    """Write the report's three files into `folder`, which is made. Raises SettingsError."""
    # Imported here because the site's parts take time to load, and other commands need none of them.
    from web.regulation_56 import MAKERS

    try:
        folder.mkdir(parents=True, exist_ok=True)
        files = [folder / file_name(document, kind) for kind in MAKERS]
        for file, (make, _) in zip(files, MAKERS.values(), strict=True):
            file.write_bytes(make(document))
    except OSError as error:
        raise SettingsError(f"{folder} cannot be written ({error.strerror}). Name another folder.") from error
    return files


def _read(kept: Reports, of: ReportYear, now: datetime, *, draft: bool) -> Document:
    if draft:
        return kept.draft(of, now.date())
    return kept.read(of.number) or kept.ready(of, now.date())


def _listed(kept: Reports, error: UnansweredError) -> list[str]:
    titles = kept.titles(error.waiting)
    lines = [
        f"  {one.id}  about {titles[one.about]}, in the week of {say_date(one.week)}: {one.why}"
        for one in error.waiting[:LISTED]
    ]
    return [*lines, *(["  and more"] if len(error.waiting) > LISTED else [])]


def _name(by: str) -> str:
    name = " ".join(by.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise ReportError(f"Say who you are: --by and your name, with {LONGEST_NAME} letters at most.")
    return name


def _address(settings: Settings, of: ReportYear) -> str:
    return f"{(settings.public_url or '').rstrip('/')}/regulation-56/{of.number}"
