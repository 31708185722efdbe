"""`signpost rounds ...`: polls and questions of the month for young people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Annotated

import typer
from rich.console import Console
from sqlmodel import Session

from bot.asking import day
from bot.settings import read_settings
from knowledge.dates import say_date
from storage.database import open_database
from storage.deciding import DecidingError
from storage.round_ends import end_round
from storage.rounds import Rounds
from storage.sealing import Sealer
from storage.views import PublicRound, Results, RoundKind

rounds = typer.Typer(no_args_is_help=True, help="Ask young people: a quick poll, or the question of the month.")
say = Console(highlight=False, markup=False, soft_wrap=True)

LASTS = timedelta(days=30)
"""How long a round is open where nobody says."""
FEWEST, MOST = 2, 8
"""How many options a poll has."""
LONGEST_OPTION = 60
"""How many letters fit a button, as in the flows."""
LONGEST_QUESTION = 300
Ask = Annotated[str, typer.Argument(metavar="QUESTION", help="In plain words. Read it aloud before you send it.")]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Its last day. A month from now where you say none.")]


@rounds.command("poll")
def poll(
    ask: Ask,
    options: Annotated[list[str], typer.Argument(metavar="OPTION...", help="What can be tapped, two to eight.")],
    until: Until = None,
) -> None:
    """Open a quick poll. Each person has one vote; results are shown when it has ended, and only if enough voted."""
    labels = [_one_line(option) for option in options]
    _check_options(labels)
    _open("poll", ask, until, {str(number): label for number, label in enumerate(labels, start=1)})


@rounds.command("question")
def question(ask: Ask, until: Until = None) -> None:
    """Open a question of the month, which is answered in words."""
    _open("question", ask, until, None)


@rounds.command("end")
def end(round_id: Annotated[str, typer.Argument(metavar="ID", help="The first letters of a round's id.")]) -> None:
    """End a round now, such as one with a mistake in it."""
    with _session() as session:
        is_gone = end_round(session, round_id, day(None))
    say.print(
        "Nobody had answered yet, so it is gone."
        if is_gone
        else "It has ended: nobody can answer it any more. What was said counts."
    )


@rounds.command("list")
def list_rounds() -> None:
    """Show what is open, and what has ended lately."""
    with _session() as session:
        shown = Rounds(session, _sealer()).public(day(None))
    for one in shown:
        state = f"ended on {say_date(one.closes_on)}" if one.closed else f"open until {say_date(one.closes_on)}"
        say.print(f"{one.id}  {one.kind}, {state}: {one.ask}")
        for line in _told(one) if one.kind == "poll" else ():
            say.print(f"    {line}")
    if not shown:
        say.print("Nothing is open, and nothing has ended lately.")


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


def _check_options(labels: Sequence[str]) -> None:
    if not FEWEST <= len(labels) <= MOST:
        raise DecidingError(f"A poll needs {FEWEST} to {MOST} options.")
    if not all(labels) or max(map(len, labels)) > LONGEST_OPTION:
        raise DecidingError(f"Each option needs words, with {LONGEST_OPTION} letters at most.")
    if len({label.casefold() for label in labels}) < len(labels):
        raise DecidingError("Two of the options are the same.")


def _open(kind: RoundKind, ask: str, until: str | None, options: dict[str, str] | None) -> None:
    today, asked = day(None), _one_line(ask)
    closes = day(until) if until else today + LASTS
    if closes < today:
        raise DecidingError("Its last day has passed. Give a day that is still to come.")
    if not 0 < len(asked) <= LONGEST_QUESTION:
        raise DecidingError(f"Say what is asked, with {LONGEST_QUESTION} letters at most.")
    with _session() as session:
        board = Rounds(session, _sealer())
        if kind == "question":
            _refuse_second(board.public(today))
        made = board.open_round(kind, asked, today, closes, options)
    say.print(f"{made} is open until {say_date(closes)}. A mistake in it? signpost rounds end {made}")


def _refuse_second(shown: Sequence[PublicRound]) -> None:
    """Only one question is asked at a time, so a second one would go unasked."""
    for one in shown:
        if one.kind == "question" and not one.closed:
            raise DecidingError(f"A question is open already: {one.ask} To end it: signpost rounds end {one.id}")


def _one_line(typed: str) -> str:
    return " ".join(typed.split())


def _sealer() -> Sealer:
    return Sealer(read_settings().secret())


@contextmanager
def _session() -> Iterator[Session]:
    with Session(open_database(read_settings().database_url)) as session, session.begin():
        yield session
