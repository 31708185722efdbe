"""A feed's record as our `Service`: what a family would see, in our fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Literal

from knowledge.base import Knowledge
from knowledge.gazetteer import Gazetteer
from knowledge.models import Feed, Service
from knowledge.open_referral.ages import ages_of
from knowledge.open_referral.checked import checked
from knowledge.open_referral.costs import cost_of
from knowledge.open_referral.phones import phones_of
from knowledge.open_referral.schedules import say_times
from knowledge.open_referral.terms import Categories, FeedWords, Term, said, terms_of
from knowledge.open_referral.values import Json, child, children, flag, line
from knowledge.open_referral.web import emails_of, web_address
from knowledge.open_referral.whereabouts import Whereabouts
from knowledge.open_referral.wording import description_of, name_of, organization_of, shortened

KEEPER = "local-offer"
LONGEST_ID = 40
"""Bytes of a service's id: it must fit a button, behind what the button does. `content check` has the last word."""
TAIL = 8
"""How many letters of a record's id stand at the end of ours."""
LONGEST_WAY_IN = 160
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.I)
_SCHEDULES = ("schedules", "regular_schedules", "regular_schedule")


class NotTakenError(Exception):
    """A record that cannot become a service. The message says why."""


@dataclass(frozen=True, slots=True)
class Made:
    """A service out of a record. `dated` tells that its dates are the record's own, not the day of the import.

    `notes` say what was left out or mended; `unknown` are the terms that nobody has given a meaning to.
    """

    service: Service
    dated: bool
    notes: tuple[str, ...]
    unknown: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Mapper:
    """Makes services of one feed's records. `source` is the feed's address, `today` the day of the import."""

    source: str
    today: date
    words: FeedWords
    categories: Categories
    whereabouts: Whereabouts

    def make(self, record_id: str, record: Json) -> Made:
        """The service. Whoever collects services sees to it that no two have the same id. Raises NotTakenError."""
        notes: list[str] = []
        name = name_of(record, notes)
        if not name:
            raise NotTakenError("it has no name")
        located = self.whereabouts.read(record)
        if not located.areas:
            raise NotTakenError("it is outside our area")
        terms = terms_of(record)
        eligibility, of_ages = ages_of(record, self.words.ages)
        phones, spoiled = phones_of(record)
        cost, prices = cost_of(record, self.words.cost, self.today)
        when = checked(record, self.today, notes)
        url = web_address(record, notes, "url", "website")
        organization = organization_of(record, name, notes)
        service = Service(
            id=service_id(name, record_id),
            name=name,
            organization=organization,
            description=description_of(record, prices, notes),
            categories=tuple(dict.fromkeys(one for term in terms if (one := self.categories.of(term)))),
            eligibility=eligibility,
            areas=located.areas,
            locations=located.locations,
            phones=phones,
            emails=emails_of(record, notes),
            url=url,
            cost=cost,
            referral=self._way_in(record),
            schedule=say_times(_schedules(record), self.today) or None,
            status=_status(record),
            sources=(url or organization.url or self.source,),
            confidence=when.confidence,
            note=when.note,
            feed=Feed(source=self.source, id=record_id),
            keeper=KEEPER,
            checked_on=when.on,
            review_by=when.review_by,
        )
        notes += (*located.notes, *of_ages, *(f"'{one}' is no telephone number: left out" for one in spoiled))
        if not service.categories:
            notes.append("none of its terms is a category of ours: it cannot be found by topic")
        return Made(service, when.own, tuple(notes), tuple(filter(self.categories.is_unknown, terms)))

    def _way_in(self, record: Json) -> str:
        told = line(record, "application_process", "referral_process")
        ways = said(self.words.referral, told)
        needed = flag(record, "needs_referral", "referral_required")
        ways |= {"professional"} if needed else {"self"} if needed is False else set()
        way = "either" if {"self", "professional"} <= ways else min(ways, default="unknown")
        return f"{way} - {shortened(told, LONGEST_WAY_IN)}" if told else way


def service_id(name: str, record_id: str, *, again: bool = False) -> str:
    """The id of an imported service: "or-", its name, and what tells it from its namesakes.

    `again` makes another one, for where the first is taken.
    """
    plain = re.sub(r"[^a-z0-9]+", "", record_id.lower())
    # Ids that are no UUIDs often begin alike ("service-0001", "service-0002").
    tells_apart = not again and (_UUID.fullmatch(record_id) or 0 < len(plain) <= TAIL)
    tail = plain[:TAIL] if tells_apart else sha256(record_id.encode()).hexdigest()[:TAIL]
    slug = re.sub(r"[^a-z0-9]+", "-", name.casefold().replace("'", "").replace("’", "")).strip("-")
    most = LONGEST_ID - len("or--") - len(tail)
    if len(slug) > most:
        # A cut word would read like a slip.
        slug = slug[:most].rpartition("-")[0] if "-" in slug[:most] else slug[:most]
    return "-".join(filter(None, ("or", slug, tail)))


def _status(record: Json) -> Literal["active", "unknown", "closed"]:
    told = line(record, "status").casefold()
    return "active" if told == "active" else "closed" if told else "unknown"


def _schedules(record: Json) -> Iterator[Json]:
    """The service's own times; else those of its places."""
    own = list(children(record, *_SCHEDULES))
    if own:
        yield from own
        return
    for at in children(record, "service_at_locations"):
        yield from children(at, *_SCHEDULES)
        yield from children(child(at, "location"), *_SCHEDULES)


def open_mapper(knowledge: Knowledge, words: FeedWords, source: str, today: date) -> Mapper:
    """A mapper for one feed, over the categories, the places and the districts of the content."""
    area = knowledge.area
    gazetteer = Gazetteer(knowledge.places, knowledge.outcodes, districts=area.districts)
    whereabouts = Whereabouts(area, knowledge.places, gazetteer, words.everywhere)
    return Mapper(source, today, words, Categories(words, knowledge.groups), whereabouts)
