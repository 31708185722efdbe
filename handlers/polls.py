"""Quick polls: one vote a chat with our own buttons, and how those ended that are over."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.desk import Desk
from handlers.gate import Turn
from handlers.pieces import joined
from handlers.result import CastVote, Result
from handlers.screens import menu
from handlers.taps import Tap, write
from handlers.turn import CHOICE_BYTES, Choice, Message
from handlers.young_messages import more_choice
from knowledge.dates import say_date
from knowledge.heard_words import YouthWords
from storage.views import PublicRound

MOST_RESULTS = 3
"""How many polls that are over are shown."""
BAR = 10
"""How many squares a bar has: one for each tenth."""


def show_polls(turn: Turn, desk: Desk) -> Result:
    """The polls that are open, then how the last ones ended."""
    polls, words = _polls(turn), _words(turn, desk)
    running = [_open(poll, turn, desk) for poll in polls if not poll.closed]
    over = [Message(ended_text(poll, words)) for poll in polls if poll.closed][:MOST_RESULTS]
    first = () if running else (Message(words.no_polls.strip()),)
    return _with_ways((*first, *over, *running), turn, desk)


def vote(turn: Turn, tap: Tap, desk: Desk) -> Result | None:
    """Count a vote; None where there is no such poll or option. `tap.what` may have been written by anyone."""
    round_id, _, option = tap.what.partition(".")
    poll = next((one for one in _polls(turn) if one.id == round_id), None)
    if poll is None or option not in poll.options:
        return None
    words = _words(turn, desk)
    if poll.closed:
        return _with_ways((Message(joined((words.poll_over, ended_text(poll, words)))),), turn, desk)
    if turn.look.has_voted(poll.id):
        return _with_ways((Message(words.voted_before),), turn, desk)
    thanks = Message(words.voted.format(day=say_date(poll.closes_on)).strip(), kind="notice")
    return _with_ways((thanks,), turn, desk, CastVote(poll.id, option))


def result_lines(poll: PublicRound, words: YouthWords) -> Iterator[str]:
    """How a poll ended, in words with a bar behind them, as far as it may be told (T-31 to T-33)."""
    if poll.results is None:
        yield words.too_few.strip()
        return
    yield words.results
    for value, label in poll.options.items():
        share = poll.results.shares.get(value)
        yield "- " + (
            words.few.format(label=label)
            if share is None
            else words.result.format(label=label, share=share, bar=_bar(share))
        )
    yield words.base.format(count=poll.results.base)


def _open(poll: PublicRound, turn: Turn, desk: Desk) -> Message:
    words = _words(turn, desk)
    if turn.look.has_voted(poll.id):
        return Message(joined((f"# {poll.ask}", words.voted_before)))
    choices = tuple(Choice(write(Tap("vote", f"{poll.id}.{value}")), label) for value, label in poll.options.items())
    fitting = tuple(choice for choice in choices if len(choice.value.encode()) <= CHOICE_BYTES)
    ends = words.poll_ends.format(day=say_date(poll.closes_on))
    return Message(joined((f"# {poll.ask}", ends)), fitting, kind="question")


def ended_text(poll: PublicRound, words: YouthWords) -> str:
    """A poll that is over, under its question."""
    return "\n".join((f"# {poll.ask}", *result_lines(poll, words)))


def _bar(share: int) -> str:
    full = round(share * BAR / 100)
    return "■" * full + "□" * (BAR - full)


def _polls(turn: Turn) -> list[PublicRound]:
    return [one for one in turn.look.rounds() if one.kind == "poll"]


def _words(turn: Turn, desk: Desk) -> YouthWords:
    return desk.texts(easy=turn.state.easy).youth


def _with_ways(messages: tuple[Message, ...], turn: Turn, desk: Desk, *records: CastVote) -> Result:
    *before, last = messages
    ways = (*last.choices, *more_choice(desk), menu(desk))
    shown = Message(last.text, ways, kind=last.kind)
    return Result((*before, shown), turn.state, records)
