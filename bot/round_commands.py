"""`signpost rounds ...`: polls and questions of the month for young people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Annotated

import typer
from rich.console import Console
from sqlmodel import Session

from bot.asking import day
from bot.comments import Who, open_board
from bot.settings import read_settings
from handlers.asking_young import LASTS, hard_words_in, names_in, new_round, question_in_the_way
from knowledge.dates import say_date
from storage.database import open_database
from storage.deciding import DecidingError
from storage.round_ends import end_round
from storage.rounds import Rounds
from storage.sealing import Sealer
from storage.views import PublicRound, Results, RoundKind

rounds = typer.Typer(no_args_is_help=True, help="Ask young people: a quick poll, or the question of the month.")
say = Console(highlight=False, markup=False, soft_wrap=True)

Ask = Annotated[str, typer.Argument(metavar="QUESTION", help="In plain words. Read it aloud before you send it.")]
Since = Annotated[str | None, typer.Option("--from", metavar="DATE", help="Its first day. Today where you say none.")]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Its last day. A month later where you say none.")]
Sure = Annotated[bool, typer.Option("--sure", help="Keep the names and ages that you wrote in it.")]


@rounds.command("poll")
def poll(
    ask: Ask,
    options: Annotated[list[str], typer.Argument(metavar="OPTION...", help="What can be tapped, two to six.")],
    by: Who,
    since: Since = None,
    until: Until = None,
    sure: Sure = False,
) -> None:
    """Open a quick poll. Each person has one vote; results are shown when it has ended, and only if enough voted."""
    _open("poll", ask, options, by, since, until, sure=sure)


@rounds.command("question")
def question(ask: Ask, by: Who, since: Since = None, until: Until = None, sure: Sure = False) -> None:
    """Open a question of the month, which is answered in words."""
    _open("question", ask, (), by, since, until, sure=sure)


@rounds.command("end")
def end(
    round_id: Annotated[str, typer.Argument(metavar="ID", help="The first letters of a round's id.")], by: Who
) -> None:
    """End a round now, such as one with a mistake in it."""
    with open_board(read_settings(), by) as board:
        ended = end_round(board.session, round_id, board.today)
        board.inbox.note("end-round", ended.id)
    say.print(
        "Nobody had answered yet, so it is gone."
        if ended.is_gone
        else "It has ended: nobody can answer it any more. What was said counts."
    )


@rounds.command("list")
def list_rounds() -> None:
    """Show what is planned, what is open, and what has ended lately."""
    today = day(None)
    with _session() as session:
        kept = Rounds(session, _sealer())
        planned = [one.public for one in kept.for_officers(today) if one.state == "planned"]
        shown = [*planned, *kept.public(today)]
    for one in shown:
        ended = f"ended on {say_date(one.closes_on)}"
        state = ended if one.closed else _days(one.opens_on, one.closes_on, today)
        say.print(f"{one.id}  {one.kind}, {state}: {one.ask}")
        for line in _told(one) if one.kind == "poll" else ():
            say.print(f"    {line}")
    if not shown:
        say.print("Nothing is planned or open, and nothing has ended lately.")


def _told(one: PublicRound) -> Iterator[str]:
    """The options of a poll that is open; how one ended, as far as it may be told (T-31 to T-33)."""
    if not one.closed:
        yield " / ".join(one.options.values())
    elif one.results is None:
        yield "not enough votes to show"
    else:
        yield from _results(one, one.results)


def _results(one: PublicRound, results: Results) -> Iterator[str]:
    yield f"about {results.base} votes"
    for value, label in one.options.items():
        share = results.shares[value]
        yield f"{label}: {'c (too few to tell)' if share is None else f'{share} %'}"


def _open(
    kind: RoundKind, ask: str, options: Sequence[str], by: str, since: str | None, until: str | None, *, sure: bool
) -> None:
    today = day(None)
    opens = day(since) if since else today
    new = new_round(kind, ask, options, opens, day(until) if until else opens + LASTS, today)
    with open_board(read_settings(), by) as board:
        names = [] if sure else names_in(new, board.desk)
        if names:
            raise DecidingError(f"This may tell who somebody is: {', '.join(names)}. Say it without, or add --sure.")
        kept = Rounds(board.session, board.sealer)
        first = question_in_the_way(new, kept.for_officers(today))
        if first:
            raise DecidingError(f"A question is open already: {first.ask} To end it: signpost rounds end {first.id}")
        made = kept.open_round(new.kind, new.ask, new.opens_on, new.closes_on, new.options)
        board.inbox.note("open-round", made)
        hints = list(hard_words_in(new, board.desk))
    opened = f"{made} is {_days(new.opens_on, new.closes_on, today)}. A mistake in it? signpost rounds end {made}"
    say.print("\n".join((*hints, opened)))


def _days(opens_on: date, closes_on: date, today: date) -> str:
    planned = f"planned from {say_date(opens_on)} to {say_date(closes_on)}"
    return planned if opens_on > today else f"open until {say_date(closes_on)}"


def _sealer() -> Sealer:
    return Sealer(read_settings().secret())


@contextmanager
def _session() -> Iterator[Session]:
    with Session(open_database(read_settings().database_url)) as session, session.begin():
        yield session
