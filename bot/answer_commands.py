"""`signpost comments answer` and what becomes of an answer: you said, we did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, cast

import typer
from rich.console import Console

from bot.comments import Board, Who, open_board
from bot.settings import read_settings
from handlers.answering import hard_to_read, known_district, subject_of, telling
from handlers.desk import Desk
from knowledge.dates import say_date
from storage.all_responses import Written, named, written
from storage.deciding import SHOWN_ID, DecidingError, NewResponse
from storage.views import ResponseKind

say = Console(highlight=False, markup=False, soft_wrap=True)

AnswerId = Annotated[str, typer.Argument(metavar="ANSWER", help="The first letters of an answer's id.")]
Sure = Annotated[bool, typer.Option("--sure", help="Keep the names and ages that you wrote in it.")]


def add_to(comments: typer.Typer) -> None:
    """Add these commands to `signpost comments`."""
    for name, command in (
        ("answer", answer),
        ("answers", list_answers),
        ("publish", publish),
        ("unpublish", unpublish),
        ("changed", say_what_changed),
    ):
        comments.command(name)(command)


def answer(
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="The comments that this answers.")],
    by: Who,
    said: Annotated[str, typer.Option("--said", help="What families said, in a sentence of yours.")],
    did: Annotated[str | None, typer.Option(help="What we did.")] = None,
    will: Annotated[str | None, typer.Option(help="What we will do, and by when.")] = None,
    cannot: Annotated[str | None, typer.Option(help="Why we cannot do it.")] = None,
    about: Annotated[str | None, typer.Option(help="What it is about, where the comments do not agree on it.")] = None,
    district: Annotated[str | None, typer.Option(help="The district, where it is about one alone.")] = None,
    publish: Annotated[bool, typer.Option("--publish", help="Publish it at once.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Answer what has an answer already anew.")] = False,
    sure: Sure = False,
) -> None:
    """Answer one or more comments: you said, we did."""
    kind, text = _one_of(did=did, will=will, cannot=cannot)
    said = said.strip()
    if not said:
        raise DecidingError('Say what families said: --said "Calls are not answered."')
    with open_board(read_settings(), by) as board:
        if not sure:
            _refuse_telling((said, text), board.desk)
        items = {item.id: item for item in map(board.item, ids)}
        subject = subject_of((item.about for item in items.values()), about, board.desk)
        new = NewResponse(kind, said, text, **subject, district=known_district(district, board.desk))
        response = board.deciding.respond(items, new, board.today, again=again)
        if publish:
            board.deciding.publish(response, board.today)
        hints = list(hard_to_read((said, text), board.desk))
    name = response[:SHOWN_ID]
    where = "It is published." if publish else f"Publish it with: signpost comments publish {name} --by ..."
    say.print("\n".join((*hints, f"Answered {len(items)} with {name}. {where}")))


def list_answers(by: Who) -> None:
    """Show the answers: those that are not published first."""
    with open_board(read_settings(), by) as board:
        told = [_as_words(one, board) for one in written(board.session)]
    say.print("\n".join((*told, "Not for sharing.")) if told else "There is no answer yet.")


def publish(response: AnswerId, by: Who) -> None:
    """Publish an answer: in the chat, on /you-said-we-did, and behind the receipt codes."""
    with open_board(read_settings(), by) as board:
        board.deciding.publish(named(board.session, response), board.today)
    say.print("It is published. Web pages show it within five minutes.")


def unpublish(response: AnswerId, by: Who) -> None:
    """Take an answer back from the public."""
    with open_board(read_settings(), by) as board:
        board.deciding.publish(named(board.session, response), None)
    say.print("It is not public any more. Web pages may show it for five more minutes.")


def say_what_changed(
    response: AnswerId,
    what: Annotated[str, typer.Argument(help="What has changed since.")],
    by: Who,
    sure: Sure = False,
) -> None:
    """Say what became of a "we will"."""
    with open_board(read_settings(), by) as board:
        if not sure:
            _refuse_telling((what,), board.desk)
        board.deciding.say_what_changed(named(board.session, response), what)
    say.print("It is noted, and stands with the answer.")


def _one_of(**texts: str | None) -> tuple[ResponseKind, str]:
    given = [(cast(ResponseKind, kind), text.strip()) for kind, text in texts.items() if text and text.strip()]
    if len(given) != 1:
        raise DecidingError("Say one of --did, --will or --cannot.")
    return given[0]


def _refuse_telling(texts: Sequence[str], desk: Desk) -> None:
    found = telling(texts, desk)
    if found:
        shown = ", ".join(f"'{one}'" for one in found)
        raise DecidingError(f"This may tell who somebody is: {shown}. Say it without, or add --sure.")


def _as_words(one: Written, board: Board) -> str:
    state = f"published on {say_date(one.published_on)}" if one.published_on else "NOT PUBLISHED"
    about = f" about {board.title(one.about)}" if one.about else ""
    lines = [f"{one.id[:SHOWN_ID]}  {one.kind}{about}, {state}; it answers {one.answers}"]
    words = board.desk.knowledge.texts.responses
    lines += [f"    {words.you_said}: {one.said}", f"    {words.kinds[one.kind]}: {one.text}"]
    lines += [f"    {words.changed.format(what=one.changed)}"] if one.changed else []
    return "\n".join([*lines, ""])
