"""The services that a search finds, for a page that lists them: it reads words as the chat does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from handlers.desk import Desk
from knowledge.ages import ANY, BANDS, read_band
from knowledge.find_services import Fit, Wanted
from knowledge.gazetteer import ANYWHERE
from knowledge.models import Service

_FAR = float("inf")
_WORD = re.compile(r"\w+")
_SHORTEST = 3
"""Fewer letters than this are hardly ever what a service is known by."""
_MANY = 1 / 3
_AT = frozenset({"in", "near", "at", "around", "by"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody filled in: `words` and `place` as they typed them, a category's id, an age or a band of ages."""

    words: str = ""
    need: str = ""
    place: str = ""
    age: str = ""
    nearest: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """The services that fit `wanted`, in order. `words` are those that had to be looked for in the services' own.

    `places` are the values to choose from where the typed place may be more than one; `unknown` is whether it is none.
    """

    fits: tuple[Fit, ...]
    wanted: Wanted
    words: str = ""
    places: tuple[str, ...] = ()
    unknown: bool = False


def search(asked: Asked, desk: Desk, today: date) -> Found:
    """All services that fit, without those that are closed or held back from families."""
    wanted, words = _wanted(asked, desk)
    place, places, unknown = _place(asked.place, desk)
    wanted = replace(wanted, place=place or wanted.place)
    fits = desk.finder.find(wanted, without=desk.held_back(today))
    if asked.need:
        fits = tuple(fit for fit in fits if asked.need in fit.service.categories)
    fits = _named(words, bool(wanted.categories), fits, asked.words, desk)
    if asked.nearest:
        fits = tuple(sorted(fits, key=_km))
    return Found(fits, wanted, words, places, unknown)


def _wanted(asked: Asked, desk: Desk) -> tuple[Wanted, str]:
    """What the choices and the words ask for, and the words that are left where they name no kind of help."""
    age = desk.matcher.hints(asked.words).age if asked.words else None
    read = desk.searches.part(asked.words, age)
    band = asked.age if asked.age in BANDS else read_band(asked.age) or read.band
    needs = tuple(dict.fromkeys((*([asked.need] if asked.need else []), *read.categories)))
    words, place = ("", read.place) if read.categories else _beside_a_place(asked.words, read.place, desk)
    return Wanted(needs, band if band in BANDS else ANY, place), words


def _beside_a_place(typed: str, place: str, desk: Desk) -> tuple[str, str]:
    """What was typed besides a place, and the place: nothing and the place where that is all, be it with a slip."""
    words = typed.split()
    named = {*_WORD.findall(desk.gazetteer.label(place).casefold()), *_AT} if place != ANYWHERE else set()
    left = [word for word in words if word.casefold() not in named]
    if len(left) == len(words) and (alone := desk.gazetteer.read(typed)).kind == "found":
        return "", alone.values[0]
    return " ".join(left), place


def _place(typed: str, desk: Desk) -> tuple[str | None, tuple[str, ...], bool]:
    """The place, those that it may be, and whether it is none that we know."""
    if not typed:
        return None, (), False
    found = desk.gazetteer.read(typed)
    if found.kind == "found":
        return found.values[0], (), False
    return None, found.values, not found.values


def _named(words: str, by_need: bool, fits: tuple[Fit, ...], typed: str, desk: Desk) -> tuple[Fit, ...]:
    """The fits that the words name first; where the words are all that there is to go by, no others."""
    if not typed:
        return fits
    of = {fit.service.id: fit for fit in fits}
    named = desk.names.find(typed)
    if not words:
        sure = named if len(named) == 1 and by_need else ()
        return tuple(of[one] for one in dict.fromkeys((*sure, *of)) if one in of)
    return tuple(of[one] for one in dict.fromkeys((*named, *_looked_for(words, of, desk))) if one in of)


def _looked_for(words: str, of: Mapping[str, Fit], desk: Desk) -> Iterator[str]:
    """Ids of what the chat would answer these words with, then of the services whose own words hold them."""
    understood = desk.matcher.ask(words)
    if understood.kind in {"answer", "did_you_mean"}:
        yield from (match.id for match in understood.matches)
    if understood.kind != "smalltalk":
        yield from _holding(words, of)


def _holding(words: str, of: Mapping[str, Fit]) -> Iterator[str]:
    texts = {entry_id: f" {' '.join(_WORD.findall(_text(fit.service)))}" for entry_id, fit in of.items()}
    stems = [word.rstrip("s") for word in _WORD.findall(words.casefold()) if len(word) >= _SHORTEST]
    holding = [{entry_id for entry_id, text in texts.items() if f" {stem}" in text} for stem in stems]
    # A word that is in none or in many of them does not tell them apart.
    telling = [ids for ids in holding if 0 < len(ids) <= len(of) * _MANY]
    if telling:
        found = set.intersection(*telling)
        yield from (entry_id for entry_id in of if entry_id in found)


def _text(service: Service) -> str:
    towns = (place.city for place in service.locations if place.city)
    said = (service.name, service.organization.name, service.description, *service.also_called, *towns)
    return " ".join(said).casefold()


def _km(fit: Fit) -> float:
    return _FAR if fit.km is None else fit.km


def said(found: Found, asked: Asked, desk: Desk) -> Iterator[str]:
    """What the search was read as, a part at a time: the kinds of help, the words, the age, the place."""
    words = desk.knowledge.texts.pages.services
    labels = {category.id: category.label for group in desk.knowledge.groups for category in group.categories}
    yield from (labels.get(one, one) for one in found.wanted.categories)
    if found.words:
        yield found.words
    if found.wanted.band in words.ages:
        yield words.ages[found.wanted.band]
    if found.wanted.place != ANYWHERE:
        yield desk.gazetteer.label(found.wanted.place)
