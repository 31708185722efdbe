"""Who a service is for: ages in years from numbers, else from words that the content knows; and those words."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.models import Eligibility
from knowledge.open_referral.terms import AgeWords, key, terms_of
from knowledge.open_referral.values import Json, children, line, number

OLDEST = 120
NO_END = 99
"""From this age on, a highest age only says that there is none."""
LONGEST_WORDS = 200

_GROUPS = ("eligibilities", "eligibilitys", "eligibility")
_LOWEST, _HIGHEST = ("minimum_age", "min_age"), ("maximum_age", "max_age")


def ages_of(record: Json, words: Iterable[AgeWords]) -> tuple[Eligibility, tuple[str, ...]]:
    """The ages and the words of a record, and notes on ages that cannot be."""
    notes: list[str] = []
    groups = [record, *children(record, *_GROUPS)]
    lowest = [age for one in groups if (age := _age(one, _LOWEST, notes)) is not None]
    highest = [age for one in groups if (age := _age(one, _HIGHEST, notes)) is not None]
    low, high = min(lowest, default=None), max(highest, default=None)
    if low is None and high is None:
        low, high = _from_words(record, groups, words)
    if low is not None and high is not None and low > high:
        notes.append(f"its lowest age ({low}) is above its highest ({high}): both left out")
        low = high = None
    text = line(record, "eligibility_description") or ", ".join(dict.fromkeys(filter(None, map(_words, groups[1:]))))
    open_ended = high is not None and high >= NO_END
    return Eligibility(min_age=low, max_age=None if open_ended else high, text=_short(text)), tuple(notes)


def _age(group: Json, names: tuple[str, ...], notes: list[str]) -> int | None:
    told = number(group, *names)
    if told is None:
        return None
    if 0 <= told <= OLDEST:
        return int(told)
    if names is _LOWEST or told < 0:
        notes.append(f"an age of {told:g} cannot be: left out")
        return None
    return NO_END


def _from_words(record: Json, groups: list[Json], words: Iterable[AgeWords]) -> tuple[int | None, int | None]:
    told = {key(_words(one)) for one in groups} | {key(term.name) for term in terms_of(record)}
    meant = [one for one in words if {key(word) for word in one.words} & told]
    if not meant:
        return None, None
    lows = [one.min_age for one in meant if one.min_age is not None]
    highs = [one.max_age for one in meant if one.max_age is not None]
    # A group without an end takes the others' ends away, too.
    return min(lows) if len(lows) == len(meant) else None, max(highs) if len(highs) == len(meant) else None


def _words(group: Json) -> str:
    return line(group, "eligibility", "description")


def _short(text: str) -> str | None:
    return (text if len(text) <= LONGEST_WORDS else f"{text[:LONGEST_WORDS].rsplit(' ', 1)[0]} …") or None
