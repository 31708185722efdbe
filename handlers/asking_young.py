"""The rules for what officers ask young people, wherever they type it: a poll, or the question of the month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from handlers.answering import hard_to_read, telling
from handlers.desk import Desk
from storage.deciding import DecidingError
from storage.views import OfficersRound, PublicRound, RoundKind

LASTS = timedelta(days=30)
"""How long a round is open where nobody says."""
LONGEST = timedelta(days=366)
"""How far away its first day and its last day may be."""
FEWEST, MOST = 2, 6
"""How many options a poll has."""
LONGEST_OPTION = 60
"""How many letters fit a button, as in the flows."""
LONGEST_QUESTION = 300


@dataclass(frozen=True, slots=True)
class NewRound:
    """What is asked, from the first day to the last. `options` are a poll's labels by their values."""

    kind: RoundKind
    ask: str
    opens_on: date
    closes_on: date
    options: Mapping[str, str] | None = None


def new_round(
    kind: RoundKind, ask: str, labels: Sequence[str], opens_on: date, closes_on: date, today: date
) -> NewRound:
    """A round as it was typed. Raises DecidingError for what is wrong with it."""
    asked, options = _one_line(ask), [_one_line(label) for label in labels]
    if not 0 < len(asked) <= LONGEST_QUESTION:
        raise DecidingError(f"Say what is asked, with {LONGEST_QUESTION} letters at most.")
    if kind == "poll":
        _check_options(options)
    _check_days(opens_on, closes_on, today)
    values = {str(number): label for number, label in enumerate(options, start=1)}
    return NewRound(kind, asked, opens_on, closes_on, values if kind == "poll" else None)


def question_in_the_way(new: NewRound, rounds: Iterable[OfficersRound]) -> PublicRound | None:
    """A question that is asked on some of the same days. Only one is asked at a time: a second would go unasked."""
    if new.kind != "question":
        return None
    questions = (one.public for one in rounds if one.public.kind == "question" and not one.public.closed)
    return next((one for one in questions if new.opens_on <= one.closes_on and one.opens_on <= new.closes_on), None)


def names_in(new: NewRound, desk: Desk) -> list[str]:
    """The names and exact ages in its words, which may tell who somebody is."""
    return telling(_texts(new), desk)


def hard_words_in(new: NewRound, desk: Desk) -> Iterator[str]:
    """Hints on words that young people may find hard."""
    return hard_to_read(_texts(new), desk)


def _texts(new: NewRound) -> tuple[str, ...]:
    return (new.ask, *(new.options or {}).values())


def _check_options(labels: Sequence[str]) -> None:
    if not FEWEST <= len(labels) <= MOST:
        raise DecidingError(f"A poll needs {FEWEST} to {MOST} options.")
    if not all(labels) or max(map(len, labels)) > LONGEST_OPTION:
        raise DecidingError(f"Each option needs words, with {LONGEST_OPTION} letters at most.")
    if len({label.casefold() for label in labels}) < len(labels):
        raise DecidingError("Two of the options are the same.")


def _check_days(opens_on: date, closes_on: date, today: date) -> None:
    if opens_on < today:
        raise DecidingError("Its first day has passed. Give today, or a day that is still to come.")
    if closes_on < today:
        raise DecidingError("Its last day has passed. Give a day that is still to come.")
    if closes_on < opens_on:
        raise DecidingError("Its last day is before its first.")
    if closes_on - today > LONGEST:
        raise DecidingError("Its last day is more than a year away.")


def _one_line(typed: str) -> str:
    return " ".join(typed.replace("\x00", " ").split())
