"""Ages and the bands that stand for them: an exact age is never kept (T-19)."""

from __future__ import annotations

import re
from collections.abc import Mapping

Bands = Mapping[str, tuple[int, int]]

BANDS: Bands = {"under-5": (0, 4), "5-10": (5, 10), "11-15": (11, 15), "16-19": (16, 19), "20-25": (20, 25)}
"""The strategy's own bands: a name, and the first and last age in years."""

ADULT_LIFE_BANDS: Bands = {
    "under-11": (0, 10),
    "11-13": (11, 13),
    "14-15": (14, 15),
    "16-17": (16, 17),
    "18-19": (18, 19),
    "20-25": (20, 25),
}
"""Finer bands for growing up, because the law changes at 14, 16 and 18."""
KEPT_BANDS: Bands = {"under-5": (0, 4), "5-10": (5, 10), "11-15": (11, 15), "16-18": (16, 18), "19-25": (19, 25)}
"""The bands that are kept with what families say (T-19)."""
YOUNG_BANDS: Bands = {"under-11": (0, 10), "11-15": (11, 15), "16-18": (16, 18), "19-25": (19, 25)}
"""The bands that are kept with young people's views (T-19). Nothing is kept of anyone under 11."""

ANY = "any"
OLDER = "parent"
"""The answer to "how old are you" of someone who is past the last of the young people's bands."""

_NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "twenty-one": 21,
    "twenty-two": 22,
    "twenty-three": 23,
    "twenty-four": 24,
    "twenty-five": 25,
}
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)?|(?<!\d)\d{1,3}(?!\d)")
_BABY = {"baby", "newborn", "toddler", "preschool", "months", "month"}
_ANY = {"any", "skip", "rather", "prefer", "all"}
_RECEPTION_AGE = 5
_FEW = 3
"""In more words than this, "one" is hardly ever an age ("no one will help us")."""


def read_age(typed: str) -> int | None:
    """The age in years that a reply to "how old" gives ("9", "she's nine", "year 6", "under 5"); None where none."""
    words = _WORD.findall(typed.lower())
    if _BABY & set(words):
        return 1
    for before, word in zip(["", *words], words, strict=False):
        number = int(word) if word.isdecimal() else _NUMBERS.get(word)
        if number is None or (word == "one" and len(words) > _FEW):
            continue
        if before in {"year", "yr", "y"}:
            return number + _RECEPTION_AGE
        if before == "over":
            return number + 1
        return max(number - 1, 0) if before == "under" else number
    return None


def band_of(age: int, bands: Bands = BANDS) -> str | None:
    """The band that an age in years is in; None past the last."""
    return next((name for name, (first, last) in bands.items() if first <= age <= last), None)


def read_band(typed: str) -> str | None:
    """The band of the age that was typed, or ANY where the person would rather not say; None for anything else."""
    age = read_age(typed)
    if age is not None:
        return band_of(age)
    return ANY if _ANY & set(_WORD.findall(typed.lower())) else None


def read_adult_life_band(typed: str) -> str | None:
    """The adult-life band of the age that was typed; None where there is none."""
    age = read_age(typed)
    return None if age is None else band_of(age, ADULT_LIFE_BANDS)


def read_kept_band(typed: str) -> str | None:
    """The band, of those that are kept with what families say, of the age that was typed; None where there is none."""
    age = read_age(typed)
    return None if age is None else band_of(age, KEPT_BANDS)


def read_young_band(typed: str) -> str | None:
    """The young people's band of the age that was typed, or OLDER past the last of them; None where there is none."""
    age = read_age(typed)
    return None if age is None else band_of(age, YOUNG_BANDS) or OLDER


def years_of(band: str) -> tuple[int, int] | None:
    """The first and the last age in years of a band of any kind; None for what is no band."""
    return next((bands[band] for bands in (YOUNG_BANDS, KEPT_BANDS, ADULT_LIFE_BANDS, BANDS) if band in bands), None)
