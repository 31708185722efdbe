"""`signpost db ...`: bring the database up to date, end what is past its time, copy it, put a copy back, close."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from sqlmodel import Session

from bot.settings import Settings, read_settings
from bot.wiring import open_content
from handlers.examples import make_examples
from handlers.pruning import prune as end_old
from storage.backup import BackupError, restore_backup, write_backup
from storage.closing import close_service
from storage.database import open_database
from storage.examples import put_in, take_out
from storage.figures import update_all_figures
from storage.retention import count_due
from storage.sealing import Sealer
from storage.word_search import index_all

db = typer.Typer(no_args_is_help=True, help="Look after the database.")
say = Console(highlight=False, markup=False, soft_wrap=True)

CLOSING_WORDS = "delete what families said"


@db.command("upgrade")
def upgrade() -> None:
    """Make the database, or bring its tables up to date."""
    open_database(read_settings().database_url)
    say.print("The database is up to date.")


@db.command("prune")
def prune(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would go, and change nothing.")] = False,
) -> None:
    """End what is past its time. The running program does so each hour."""
    settings = read_settings()
    if not dry_run:
        say.print(f"Ended {_end_old(settings)} old records.")
        return
    with Session(open_database(settings.database_url)) as session:
        due = count_due(session, settings.keep(), datetime.now(UTC))
    for name, count in due.items():
        say.print(f"{count:>8}  {name}")
    say.print(f"{sum(due.values()):>8}  in all would end now. Nothing was changed.")


@db.command("backup")
def backup(file: Annotated[Path, typer.Argument(help="Where to write the copy. It must not be there yet.")]) -> None:
    """Copy the database to a file. What is sealed stays sealed: keep the secret key too, in another place."""
    if not file.absolute().parent.is_dir():
        raise BackupError(f"There is no folder {file.absolute().parent}. Make it first, or name another.")
    with _no_half_copy(file):
        rows = write_backup(open_database(read_settings().database_url), file, datetime.now(UTC))
    say.print(f"Copied {sum(rows.values())} rows to {file}. Chats are left out: they end within a day or so.")
    say.print("A copy does not know what is deleted after it was made: delete copies that are past their time.")


@db.command("restore")
def restore(file: Annotated[Path, typer.Argument(help="A copy that db backup made.")]) -> None:
    """Put a copy into a new database, and end what is past its time in it."""
    settings = read_settings()
    rows = restore_backup(open_database(settings.database_url), file)
    ended = _end_old(settings)
    say.print(f"Put back {sum(rows.values())} rows, and ended {ended} that were past their time.")


@db.command("examples")
def examples(
    remove: Annotated[bool, typer.Option("--remove", help="Take them out again.")] = False,
) -> None:
    """Put example comments into a new database, to try the console out. Each is marked as an example."""
    settings = read_settings()
    engine, sealer = open_database(settings.database_url), Sealer(settings.secret())
    with Session(engine) as session, session.begin():
        if remove:
            say.print(f"Took out {take_out(session)} example comments, and all that belongs to them.")
            return
        made = make_examples(open_content(settings), datetime.now(UTC).date())
        count = put_in(made, session, sealer)
    # A running program would do both by and by; here somebody wants to look at once.
    index_all(engine, sealer)
    update_all_figures(engine)
    say.print(f"Put in {count} example comments. Take them out before families come: signpost db examples --remove")


@db.command("close-service")
def close(
    words: Annotated[
        str | None, typer.Option("--yes", metavar="WORDS", help=f'Say "{CLOSING_WORDS}" to do it.')
    ] = None,
) -> None:
    """Delete all that is held of people, for good. What the council published stays."""
    if words != CLOSING_WORDS:
        say.print(f'Nothing was deleted. This cannot be undone. To do it: db close-service --yes "{CLOSING_WORDS}"')
        raise typer.Exit(1)
    rows = close_service(open_database(read_settings().database_url))
    say.print(f"Deleted {sum(rows.values())} rows. What the council published stays. Delete the copies of it too.")


def _end_old(settings: Settings) -> int:
    engine = open_database(settings.database_url)
    return end_old(engine, Sealer(settings.secret()), settings.keep(), datetime.now(UTC))


@contextmanager
def _no_half_copy(file: Path) -> Iterator[None]:
    """A disk that fills up leaves no half of a copy behind."""
    try:
        yield
    except OSError as error:
        file.unlink(missing_ok=True)
        raise BackupError(f"{file} could not be written to its end ({error.strerror}). Make room for it.") from error
