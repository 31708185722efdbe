"""Where things are: reading a place as people type it, and how far apart two places are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import Literal

from rapidfuzz import fuzz, process, utils
from rapidfuzz.distance import JaroWinkler

from knowledge.area import District
from knowledge.models import Outcode, Place

ANYWHERE = "anywhere"
EARTH_KM = 6371.0
SURE = 88.0
"""How alike, 0 to 100, a slip and a name are when it is put right without asking."""
LIKELY = 80.0
"""How alike they are when the name is offered as "did you mean"."""
CLEAR = 4.0
"""How far the best name must stand above the next to be put right without asking."""
MOST_OFFERED = 3
SHORTEST_NAME = 3
LONGEST_NAME = 3
"""How many words are tried as a place's name in a longer text."""

_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)(?:\s*\d\s*[A-Z]{2})?\b")
_SPACED_POSTCODE = re.compile(r"\b([A-Z]{2}) (\d{1,2})\b")
_PREPOSITION = re.compile(r"\b(?:in|near|around|at|by|close to|next to)\s+")
_SHORT = {
    "gt": "great",
    "st": "saint",
    "n": "north",
    "s": "south",
    "nr": "near",
    "kings": "king's",
}
_FILLER = frozenset("near in by around the live we i from at village of close to im is".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Found:
    """What a typed place turned out to be.

    "found" has the place's value; "several" has places to choose from; "outside" is a postcode of another area;
    "unknown" is none that we have.
    """

    kind: Literal["found", "several", "outside", "unknown"]
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """A spot on the map, in degrees (WGS 84)."""

    latitude: float
    longitude: float


class Gazetteer:
    """The places and postcode districts of the area. A place's value is its name or its district ("NR30")."""

    def __init__(
        self,
        places: Iterable[Place],
        outcodes: Iterable[Outcode],
        anywhere: Iterable[str] = (),
        elsewhere: Iterable[str] = (),
        districts: Iterable[District] = (),
    ) -> None:
        self._places = {place.name: place for place in places}
        self._outcodes = {outcode.outcode: outcode for outcode in outcodes}
        self._names = {_plain(district.label): district.centre for district in districts}
        self._names |= {
            _plain(name): place.name for place in self._places.values() for name in (place.name, *place.also)
        }
        # Places that the gazetteer's source leaves out are known by the district that they are in.
        self._names |= {_plain(name): code.outcode for code in self._outcodes.values() for name in code.also}
        self._anywhere = {_plain(word) for word in (ANYWHERE, *anywhere)}
        self._elsewhere = {_plain(word) for word in elsewhere}

    def knows(self, value: str) -> bool:
        """Whether `value` is one that `read` gives."""
        return value == ANYWHERE or value in self._places or value in self._outcodes

    def read(self, typed: str) -> Found:
        """The place in what was typed: a town, a village, half a postcode or a whole one, slips forgiven."""
        district = self._district(typed.upper())
        if district is not None:
            return Found("found", (district,)) if district in self._outcodes else Found("outside")
        words = _plain(typed)
        if words in self._anywhere:
            return Found("found", (ANYWHERE,))
        if words in self._names:
            return Found("found", (self._names[words],))
        return self._nearest_spelling(words)

    def label(self, value: str) -> str:
        """A place's value as people read it: a district with the place that is known only by it, where there is one."""
        code = self._outcodes.get(value)
        return f"{value} ({code.also[0]})" if code and code.also else value

    def named_in(self, text: str) -> str | None:
        """The value of a place that is named in a longer text: a postcode, a whole name, or a slip after "near"."""
        district = self._district(text.upper())
        if district in self._outcodes:
            return district
        words = _plain(text)
        named = self._names_within(words)
        return named[0] if named else self._after_preposition(text)

    def point(self, value: str) -> Point | None:
        """Where a value is; None for anywhere."""
        place = self._places.get(value)
        if place is None and value in self._outcodes:
            place = next((self._places[name] for name in self._outcodes[value].near if name in self._places), None)
        return Point(place.latitude, place.longitude) if place else None

    def of_city(self, name: str) -> Point | None:
        """Where the town that an address names is."""
        known = self._names.get(_plain(name))
        return self.point(known) if known else None

    def of_postcode(self, postcode: str) -> Point | None:
        """Where the first half of a postcode is."""
        return self.point(postcode.split()[0].upper()) if postcode.split() else None

    def _district(self, typed: str) -> str | None:
        match = _POSTCODE.search(typed)
        if match:
            return match[1]
        # "is 9" looks the same, so a space inside is forgiven only where it makes a district that we have.
        spaced = (letters + digits for letters, digits in _SPACED_POSTCODE.findall(typed))
        return next((district for district in spaced if district in self._outcodes), None)

    def _nearest_spelling(self, words: str) -> Found:
        if len(words) < SHORTEST_NAME:
            return Found("unknown")
        if words in self._elsewhere:
            return Found("outside")
        within = self._names_within(words) or self._names_holding(words)
        if within:
            return Found("found" if len(within) == 1 else "several", within[:MOST_OFFERED])
        return self._slip(words)

    def _slip(self, words: str) -> Found:
        ranked = process.extract(words, self._names.keys(), scorer=_alike, limit=6, score_cutoff=LIKELY)
        if not ranked:
            return Found("unknown")
        names = tuple(dict.fromkeys(self._names[name] for name, _score, _ in ranked))
        best = ranked[0][1]
        others = [score for name, score, _ in ranked if self._names[name] != names[0]]
        if best >= SURE and all(best - score > CLEAR for score in others):
            return Found("found", names[:1])
        return Found("several", names[:MOST_OFFERED])

    def _names_within(self, words: str) -> tuple[str, ...]:
        """The place named in a longer reply, such as "we live in Attleborough"."""
        padded = f" {words} "
        held = [name for name in self._names if len(name) >= SHORTEST_NAME and f" {name} " in padded]
        return (self._names[max(held, key=len)],) if held else ()

    def _names_holding(self, words: str) -> tuple[str, ...]:
        """The places that a part of their name was typed for, such as "downham", the largest first."""
        typed = set(words.split())
        names = {self._names[name] for name in self._names if typed <= set(name.split())}
        return tuple(sorted(names, key=self._size, reverse=True))

    def _after_preposition(self, text: str) -> str | None:
        for after in _PREPOSITION.split(text.lower())[1:]:
            words = after.split()
            for count in range(min(len(words), LONGEST_NAME), 0, -1):
                found = self._slip(_plain(" ".join(words[:count])))
                if found.kind == "found":
                    return found.values[0]
        return None

    def _size(self, name: str) -> int:
        return self._places[name].population if name in self._places else 0


def distance_km(a: Point, b: Point) -> float:
    """The distance over the ground in kilometres (haversine)."""
    d_lat, d_lon = radians(b.latitude - a.latitude), radians(b.longitude - a.longitude)
    h = sin(d_lat / 2) ** 2 + cos(radians(a.latitude)) * cos(radians(b.latitude)) * sin(d_lon / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(h))


def _alike(one: str, other: str, **_options: object) -> float:
    """0 to 100: letters in common, and more for a like beginning, where slips are rarer."""
    return max(_closeness(one, other), _closeness(one.replace(" ", ""), other.replace(" ", "")))


def _closeness(one: str, other: str) -> float:
    return (fuzz.ratio(one, other) + 100 * JaroWinkler.similarity(one, other)) / 2


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    words = utils.default_process(text.replace("'", "").replace("’", "")).split()
    spelled = [_SHORT.get(word, word) for word in words]
    useful = [word.replace("'", "") for word in spelled if word not in _FILLER] or spelled
    return " ".join(useful)
