"""`signpost content import-open-referral` and `signpost content changes`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.console import Console

from bot.settings import read_settings

changes = typer.Typer(no_args_is_help=True, help="Say yes or no to what feeds bring.")

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
ChangeId = Annotated[str, typer.Argument(metavar="ID", help="The change's id, as the list shows it.")]
ChangeIds = Annotated[list[str], typer.Argument(metavar="ID...", help="The changes' ids, as the list shows them.")]
say = Console(highlight=False, markup=False, soft_wrap=True)


def import_open_referral(
    source: Annotated[str, typer.Argument(help="An https address, a .json or .ndjson file, or a folder of them.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, and save nothing.")] = False,
    allow_loopback: Annotated[
        bool, typer.Option("--allow-loopback", help="Let the feed be on this machine, over http too.")
    ] = False,
    known_as: Annotated[
        str | None, typer.Option("--known-as", help="The https address of the feed that the files are a copy of.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Read an Open Referral UK feed. What is new or changed waits for an officer's yes."""
    from bot.feeds.importing import Wanted, import_feed
    from knowledge.open_referral import report

    wanted = Wanted(source, known_as, allow_loopback, dry_run)
    with _progress() as progress:
        done = import_feed(read_settings(), wanted, datetime.now(UTC).date(), progress)
    if as_json:
        say.print(json.dumps(report.as_json(done, dry_run=dry_run), ensure_ascii=False))
    else:
        say.print(report.as_words(done, dry_run=dry_run))


@changes.command("list")
def changes_list(as_json: Json = False) -> None:
    """Show what waits for a yes."""
    from bot.feeds.deciding import waiting
    from handlers.feed_changes import as_change
    from knowledge.open_referral.report import change_lines

    rows = waiting(read_settings())
    for row in rows:
        if as_json:
            service = json.loads(row.service)
            told = {"id": row.id, "kind": row.kind, "name": service["name"], "source": row.source}
            say.print(json.dumps(told | {"record": row.record_id, "seen_on": row.seen_on.isoformat()}))
        else:
            say.print(next(iter(change_lines(as_change(row)))))
    if not as_json:
        say.print(
            f"{len(rows)} waiting. Look at one with: signpost content changes show ID" if rows else "Nothing waits."
        )


@changes.command("show")
def changes_show(change_id: ChangeId) -> None:
    """Show a change field by field."""
    from bot.feeds.deciding import find
    from handlers.feed_changes import as_change
    from knowledge.open_referral.report import full_lines

    row = find(read_settings(), change_id)
    say.print("\n".join([*full_lines(as_change(row)), f"    from: {row.source}, record {row.record_id}"]))


@changes.command("approve")
def changes_approve(
    ids: Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="The changes' ids.")] = None,
    all_new: Annotated[bool, typer.Option("--all-new", help="Approve everything that is new.")] = False,
) -> None:
    """Write changes into the content. What is missing from its feed is hidden, never deleted."""
    from bot.feeds.deciding import approve

    if not ids and not all_new:
        raise typer.BadParameter("give ids, or --all-new")
    say.print(approve(read_settings(), ids or [], datetime.now(UTC).date(), all_new=all_new))


@changes.command("refuse")
def changes_refuse(ids: ChangeIds) -> None:
    """Leave the content as it is. A refused record comes back only when its feed changes it."""
    from bot.feeds.deciding import refuse_changes

    say.print(refuse_changes(read_settings(), ids))


@contextmanager
def _progress() -> Iterator[Callable[[int, int | None], None]]:
    """A bar on the standard error, so that what is printed can still be piped on."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("records", total=None)
        # A feed's own total may be too low: a bar that is more than full tells nothing.
        yield lambda read, total: bar.update(task, completed=read, total=total if total and total >= read else None)
