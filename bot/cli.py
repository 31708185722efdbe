"""The command line. Its names and its JSON keys are fixed: other programs call them.

What one command alone needs is imported in it, because a start is waited for.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot import asking, clock_command, feed_commands
from bot.comment_commands import comments
from bot.content_commands import add_to as add_content_commands
from bot.database_commands import db
from bot.digest import digest
from bot.feeds.errors import FeedError
from bot.mail import MailError
from bot.officer_commands import officer
from bot.posters import posters
from bot.report_commands import report
from bot.round_commands import rounds
from bot.settings import SettingsError, read_settings
from bot.wiring import build, open_content
from handlers.outcomes import NEEDS
from handlers.regulation_56 import ReportError
from knowledge.faults import ContentError
from knowledge.flow.diagram import diagram as draw
from knowledge.learning import LearningError
from knowledge.loader import CONTENT, load
from storage.backup import BackupError
from storage.database import DatabaseError
from storage.deciding import DecidingError
from storage.examples import ExamplesError
from storage.officers import OfficerError
from storage.sealing import SealError

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help="Signpost.")
content = typer.Typer(no_args_is_help=True, help="Look after what the assistant knows.")
questions = typer.Typer(no_args_is_help=True, help="Learn from the questions that had no sure answer.")
app.add_typer(content, name="content")
add_content_commands(content)
content.command("import-open-referral")(feed_commands.import_open_referral)
content.add_typer(feed_commands.changes, name="changes")
app.command()(clock_command.clock)
app.command("posters")(posters)
app.add_typer(questions, name="questions")
app.add_typer(db, name="db")
app.add_typer(comments, name="comments")
app.add_typer(rounds, name="rounds")
app.add_typer(officer, name="officer")
app.add_typer(report, name="report")
app.command()(digest)

Json = Annotated[bool, typer.Option("--json", help="Print a JSON object a line.")]
Batch = Annotated[Path | None, typer.Option(help="A file with a JSON object a line.")]
GroupKey = Annotated[str, typer.Argument(metavar="GROUP", help="The group's key, as the list shows it.")]
say = Console(highlight=False, markup=False, soft_wrap=True)
complain = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)


def main() -> None:
    """Run a command. What a person can mend is told in plain words, with exit code 1 and no traceback."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s")
    with _plain_faults():
        app()


@app.command()
def run(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8000,
    no_web: Annotated[bool, typer.Option("--no-web", help="Do not start the web chat.")] = False,
    no_telegram: Annotated[bool, typer.Option("--no-telegram", help="Do not start Telegram.")] = False,
) -> None:
    """Start the web chat, and Telegram where a token is set."""
    from bot.run import open_port
    from bot.run import run as run_until_stopped

    settings = read_settings()
    if no_web and (no_telegram or settings.token is None):
        raise SettingsError("There is nothing to run: the web chat is off, and Telegram is off or has no token.")
    # What can be told at once is told at once: building takes seconds.
    taken = None if no_web else open_port(host, port)
    parts = build(settings)
    with suppress(KeyboardInterrupt):
        asyncio.run(run_until_stopped(settings, parts, say, taken, telegram=not no_telegram))
    say.print("Stopped. Everything is saved.")


@app.command()
def chat() -> None:
    """Talk to the assistant in this terminal."""
    from bot import terminal

    say.print('Type your words, or the number of a choice. Type "quit" to leave.')
    terminal.chat(build(read_settings()).assistant, Console(highlight=False), lambda: input("> "))


@app.command()
def ask(
    text: Annotated[str | None, typer.Argument(help="The question.")] = None,
    batch: Batch = None,
    as_json: Json = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show why: words, corrections and scores.")] = False,
) -> None:
    """See what the assistant would find for a question. Nothing is kept."""
    desk = open_content(read_settings())
    for question in asking.inputs(text, batch, "q"):
        found = asking.ask(question, desk, explain=explain)
        say.print(asking.as_line(found) if as_json or batch else asking.as_words(found, desk))


@app.command()
def redact(
    text: Annotated[str | None, typer.Argument(help="The text.")] = None,
    batch: Batch = None,
    as_json: Json = False,
) -> None:
    """See what a text looks like with personal details taken out. Nothing is kept."""
    desk = open_content(read_settings())
    for raw in asking.inputs(text, batch, "text"):
        clean = asking.redact(raw, desk)
        say.print(asking.as_line(clean) if as_json or batch else clean["text"])


@content.command("check")
def content_check(
    on: Annotated[str | None, typer.Option(metavar="DATE", help="As it will stand on another day.")] = None,
) -> None:
    """Find every fault in the content, with its file, its line and its remedy."""
    from knowledge.checks import examine

    faults, knowledge = examine(read_settings().content or CONTENT, NEEDS, asking.day(on))
    for fault in faults:
        say.print(str(fault))
    if faults or knowledge is None:
        raise typer.Exit(1)
    say.print(
        f"No faults: {len(knowledge.answers)} answers, {len(knowledge.services)} services, "
        f"{len(knowledge.strategy.items)} lines of the strategy, {len(knowledge.guides)} guides, "
        f"{len(knowledge.flows)} flows."
    )


@content.command("export-open-referral")
def content_export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to write it. It must be empty or an export.")],
) -> None:
    """Write the services as Open Referral UK files, for anyone to read."""
    from bot.open_referral_commands import export_open_referral

    say.print(export_open_referral(folder, open_content(read_settings()), date.today()))


@content.command("diagram")
def content_diagram(flow: Annotated[str, typer.Argument(help="The flow's id.")]) -> None:
    """Draw a flow, as Mermaid text."""
    flows = load(read_settings().content or CONTENT).flows
    if flow not in flows:
        raise SettingsError(f"There is no flow '{flow}'. Use one of: {', '.join(sorted(flows))}.")
    say.print(draw(flows[flow]), end="")


@questions.command("list")
def questions_list(as_json: Json = False) -> None:
    """Show the questions that had no sure answer, like with like, and the entries that come near."""
    from bot import learning

    groups = learning.listed(learning.open_board(read_settings()))
    for found in groups:
        say.print(asking.as_line(found) if as_json else learning.as_words(found))
    if not as_json:
        say.print(learning.summary(groups))


@questions.command("teach")
def questions_teach(
    group: GroupKey,
    entry_id: Annotated[str, typer.Argument(metavar="ENTRY_ID", help="The answer or service that it asks for.")],
    wording: Annotated[str | None, typer.Option("--as", help="Another wording for it.")] = None,
) -> None:
    """Make a question a phrasing of an entry, in the entry's content file, and delete its group."""
    from bot import learning

    say.print(learning.teach_group(read_settings(), group, entry_id, wording))


@questions.command("drop")
def questions_drop(group: GroupKey) -> None:
    """Delete a group that is not ours to answer."""
    from bot import learning

    say.print(learning.drop_group(read_settings(), group))


_FAULTS = (
    *(ContentError, DatabaseError, SettingsError, SealError, BackupError, DecidingError, ExamplesError),
    *(OfficerError, LearningError, FeedError, ReportError, MailError, asking.InputError, clock_command.ClockError),
)
"""What a person can mend: each says in one line what to do."""


@contextmanager
def _plain_faults() -> Iterator[None]:
    try:
        yield
    except* _FAULTS as group:
        for fault in _leaves(group):
            complain.print(str(fault))
        sys.exit(1)


def _leaves(group: BaseExceptionGroup[BaseException]) -> Iterator[BaseException]:
    for one in group.exceptions:
        yield from _leaves(one) if isinstance(one, BaseExceptionGroup) else (one,)
