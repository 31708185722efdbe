"""`signpost comments ...`: officers read what was said and decide about it. The answers are in `answer_commands`."""

from __future__ import annotations

import json
from typing import Annotated, cast, get_args

import typer
from rich.console import Console

from bot import answer_commands
from bot.comment_words import as_history, as_json, as_words
from bot.comments import Who, open_board
from bot.settings import read_settings
from handlers.comments import said_count, whom_to_ring
from storage.deciding import DecidingError, Reason
from storage.inbox import Filters, Showing
from storage.views import Kind, Status

comments = typer.Typer(no_args_is_help=True, help="Read what families said, decide about it and answer it.")
say = Console(highlight=False, markup=False, soft_wrap=True)

KINDS: tuple[str, ...] = get_args(Kind)
REASONS: tuple[str, ...] = get_args(Reason)
SHOWINGS: tuple[str, ...] = get_args(Showing)
STATUSES: tuple[str, ...] = get_args(Status)
CommentId = Annotated[str, typer.Argument(metavar="ID", help="The first letters of a comment's id.")]
Json = Annotated[bool, typer.Option("--json", help="Print a JSON object a line. Not for sharing.")]
Why = Annotated[str | None, typer.Option("--why", metavar="REASON", help=f"One of: {', '.join(REASONS)}.")]


@comments.command("list")
def list_comments(
    by: Who,
    kind: Annotated[str | None, typer.Option(help=f"One of: {', '.join(KINDS)}.")] = None,
    about: Annotated[str | None, typer.Option(help="The id of a service, an answer or a topic.")] = None,
    status: Annotated[str | None, typer.Option(help=f"One of: {', '.join(STATUSES)}.")] = None,
    showing: Annotated[str | None, typer.Option(help=f"One of: {', '.join(SHOWINGS)}.")] = None,
    worry: Annotated[bool, typer.Option("--worry", help="Only those with a worry flag.")] = False,
    after: Annotated[str | None, typer.Option(help="Where the next page begins, as the last one said.")] = None,
    as_lines: Json = False,
) -> None:
    """Show what was said, 50 at a time: worry flags first, then the newest week."""
    filters = Filters(
        kind=cast(Kind | None, _known("kind", kind, KINDS)),
        about=[about] if about else None,
        status=cast(Status | None, _known("status", status, STATUSES)),
        showing=cast(Showing | None, _known("showing", showing, SHOWINGS)),
        worry=worry or None,
    )
    with open_board(read_settings(), by) as board:
        page = board.inbox.page(filters, after)
        if about and not page.items and not board.is_known(about):
            raise DecidingError(f"There is nothing with the id '{about}', and nothing was said about it.")
        told = [_as_line(as_json(item, board)) if as_lines else as_words(item, board) for item in page.items]
        in_all = page.count
    # What was read is noted by now, also where nobody waits for the end of the list.
    if told:
        say.print("\n".join(told))
    if not as_lines:
        say.print(f"{said_count(in_all)} in all. Not for sharing.")
        if any(item.worry for item in page.items):
            say.print("A worry flag cannot wait. What to do: signpost comments show ID --by NAME")
        say.print(f"The next page: --after {page.after}" if page.after else "That is the last page.")


@comments.command("show")
def show_comment(comment: CommentId, by: Who, as_lines: Json = False) -> None:
    """Show one comment, and what was done with it; with a worry flag also whom to ring."""
    with open_board(read_settings(), by) as board:
        item = board.item(comment)
        told = [_as_line(as_json(item, board))] if as_lines else [as_words(item, board)]
        if not as_lines:
            told += [f'    before it was edited, {part}: "{text}"' for part, text in item.first_words.items()]
            told += [f"    {line}" for line in as_history(board.inbox.history(item.id))]
            told += whom_to_ring(board.desk) if item.worry else []
    say.print("\n".join(told))


@comments.command("start")
def start(comment: CommentId, by: Who) -> None:
    """Say that someone is reading it now: its writer sees that with the receipt code."""
    with open_board(read_settings(), by) as board:
        item = board.item(comment)
        board.deciding.start(item.id, item.version)
    say.print("Its writer now sees that someone is reading it.")


@comments.command("edit")
def edit(
    comment: CommentId,
    part: Annotated[str, typer.Argument(help="Which part of it, such as good or better.")],
    words: Annotated[str, typer.Argument(help="What it should say. Names are taken out of it too.")],
    by: Who,
    why: Why = "name",
) -> None:
    """Change words so that nobody can be known by them. What they were at first is kept."""
    reason = _reason(why)
    with open_board(read_settings(), by) as board:
        item = board.item(comment)
        if part not in item.words:
            raise DecidingError(f"It has no part '{part}'. It has: {', '.join(item.words) or 'no words'}.")
        cleaned = {name: board.desk.anonymiser.clean(text) for name, text in {**item.words, part: words}.items()}
        board.deciding.edit(item.id, item.version, cleaned, reason)
    say.print(f'It now says: "{cleaned[part].text}"')


@comments.command("approve")
def approve(comment: CommentId, by: Who) -> None:
    """Let everyone see its words, names removed."""
    with open_board(read_settings(), by) as board:
        item = board.item(comment)
        board.deciding.show(item.id, item.version, "approved")
    where = (
        "Everyone can read it now, with what other young people say." if item.kind == "view" else "It may be quoted."
    )
    say.print(f"{where} Its writer cannot take it back any more.")


@comments.command("hold")
def hold(comment: CommentId, by: Who, why: Why = "other") -> None:
    """Keep it from everyone until someone has thought about it."""
    _show(comment, by, "held", _reason(why))
    say.print("It is held: nobody outside sees it.")


@comments.command("reject")
def reject(comment: CommentId, by: Who, why: Why) -> None:
    """Never show it to others, with a reason. It still counts, and can be answered."""
    _show(comment, by, "rejected", _reason(why))
    say.print("It will not be shown.")


answer_commands.add_to(comments)


def _show(comment: str, by: str, showing: Showing, why: Reason) -> None:
    with open_board(read_settings(), by) as board:
        item = board.item(comment)
        board.deciding.show(item.id, item.version, showing, why)


def _known(name: str, value: str | None, known: tuple[str, ...]) -> str | None:
    if value is not None and value not in known:
        raise DecidingError(f"There is no {name} '{value}'. Use one of: {', '.join(known)}.")
    return value


def _reason(why: str | None) -> Reason:
    return cast(Reason, _known("reason", why, REASONS) or "other")


def _as_line(found: object) -> str:
    return json.dumps(found, ensure_ascii=False)
