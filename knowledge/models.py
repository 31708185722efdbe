"""What the content files hold, as types. Every model refuses keys it does not know."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

Confidence = Literal["high", "medium", "low"]


def _https(value: str) -> str:
    if not value.startswith(("https://", "http://")):
        raise ValueError("a source is a web address that starts with https://")
    return value


WebAddress = Annotated[str, AfterValidator(_https)]


class Content(BaseModel):
    """The base of all content: frozen, and strict about its keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Fact(Content):
    """One thing that is true, the page it was read on, and how sure that page makes us."""

    text: str
    source: WebAddress
    confidence: Confidence
    note: str | None = None


class Deadline(Content):
    """A time limit. `period` is words ("6 weeks"), `start` is the event that it runs from, `law` where it is set."""

    rule: str
    start: str | None = Field(default=None, alias="from")
    period: str | None = None
    law: str | None = None
    exceptions: tuple[str, ...] = ()


class Young(Content):
    """An answer's words for the young person it is about: the same facts and steps, in the same order."""

    title: str
    facts: tuple[str, ...]
    steps: tuple[str, ...] = ()


class Answer(Content):
    """What we say to one question. `ages` are years, both ends in; `phrasings` are ways in which families ask it.

    The facts together are the short version, for one screen. `help` are ids of services that can help with it, best
    first. `as_of` is the day of the newest page that was read, where the law itself is changing.
    """

    id: str
    title: str
    topic: str
    phrasings: tuple[str, ...]
    facts: tuple[Fact, ...]
    steps: tuple[str, ...] = ()
    deadline: Deadline | None = None
    next: tuple[str, ...] = ()
    ages: tuple[int, int] | None = None
    outcome: str | None = None
    start_by: str | None = None
    young: Young | None = None
    help: tuple[str, ...] = ()
    as_of: date | None = None
    keeper: str
    checked_on: date
    review_by: date


class Organization(Content):
    """Who runs a service (Open Referral `organization`)."""

    name: str
    url: WebAddress | None = None


class Eligibility(Content):
    """Who a service is for. Ages are years, both ends in; none given means that no page says."""

    min_age: int | None = None
    max_age: int | None = None
    text: str | None = None


class Location(Content):
    """Where a service is. Our own coordinates are of the nearest known place; a feed's may be of the building."""

    name: str | None = None
    address_1: str | None = None
    city: str | None = None
    postal_code: str | None = None
    latitude: float | None = None
    longitude: float | None = None


class Phone(Content):
    """A telephone number as a page printed it; `text` says what it is for and how old that page is."""

    number: str
    text: str | None = None


class Feed(Content):
    """The Open Referral feed that a service was read from, and the id that it has there."""

    source: WebAddress
    id: str


class Service(Content):
    """Help that a family can use. Field names follow Open Referral UK where it has one."""

    id: str
    name: str
    organization: Organization
    description: str
    categories: tuple[str, ...]
    pfal: tuple[str, ...] = ()
    eligibility: Eligibility = Eligibility()
    areas: tuple[str, ...]
    locations: tuple[Location, ...] = ()
    phones: tuple[Phone, ...] = ()
    emails: tuple[str, ...] = ()
    url: WebAddress | None = None
    cost: Literal["free", "mixed", "paid", "unknown"]
    referral: str
    schedule: str | None = None
    also_called: tuple[str, ...] = ()
    status: Literal["active", "unknown", "closed"]
    sources: tuple[WebAddress, ...]
    checked: dict[str, WebAddress] = {}
    confidence: Confidence
    note: str | None = None
    feed: Feed | None = None
    keeper: str
    checked_on: date
    review_by: date


class Line(Content):
    """One sentence or two of a guide, and the entry (answer or service) whose facts it rests on."""

    text: str
    young: str | None = None
    source: str = Field(alias="from")


class Section(Content):
    """A headed part of a guide."""

    heading: str
    lines: tuple[Line, ...]


class Guide(Content):
    """A page at the end of a guided flow: what to do now, who helps, what comes after.

    `more` are answers to read on with, `after` the guides of the steps that can come next.
    """

    id: str
    title: str
    young_title: str | None = None
    sections: tuple[Section, ...]
    more: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


class Place(Content):
    """A town or village (GeoNames). `also` are other spellings."""

    name: str
    latitude: float
    longitude: float
    population: int
    geonameid: int
    also: tuple[str, ...] = ()


class Outcode(Content):
    """The first half of a postcode, the county it is mostly in, and the places near it, nearest first.

    `also` are towns and villages in it that the list of places does not have.
    """

    outcode: str
    county: str
    near: tuple[str, ...]
    also: tuple[str, ...] = ()


class Category(Content):
    """What a service is about, as families see it on a button. `also` are other words that they type for it."""

    id: str
    label: str
    also: tuple[str, ...] = ()


class CategoryGroup(Content):
    """A handful of categories that share a screen."""

    id: str
    label: str
    categories: tuple[Category, ...]
