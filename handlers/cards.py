"""A service as a card: what it is, who it is for, what it costs, how to get and reach it, when it was checked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import quote_plus, urlsplit

from handlers.desk import Desk
from handlers.easy_messages import easy_choices, easy_entry
from handlers.reader import Reader
from handlers.taps import Tap, write
from handlers.turn import Choice, Link, Message
from knowledge.dates import say_date
from knowledge.find_services import Fit
from knowledge.models import Location, Service
from knowledge.texts import CardWords

KM_PER_MILE = 1.609344
_MAP = "https://www.openstreetmap.org/search?query="


def card(fit: Fit, desk: Desk, reader: Reader) -> Message:
    """The card of one service."""
    service = fit.service
    words, buttons = desk.knowledge.texts.card, desk.knowledge.texts.buttons
    easy = easy_entry(service.id, desk, reader)
    said = easy or f"# {service.name}\n\n{service.description}"
    choices = (
        *easy_choices(service.id, said, desk, reader),
        Choice(write(Tap("review", service.id)), buttons.feedback, way="move"),
        Choice(write(Tap("wrong", service.id)), buttons.wrong, way="move"),
    )
    text = "\n\n".join(
        part
        for part in (
            said if easy else desk.short_forms.explained(said),
            *_warnings(service, words, reader.today),
            "\n".join(f"- {line}" for line in _details(fit, words)),
            "\n".join(f"- {line}" for line in _contacts(service, words, desk)),
            words.checked.format(day=say_date(service.checked_on)),
        )
        if part
    )
    return Message(text, choices, tuple(_links(service, desk)), kind="card")


def reach(service: Service) -> str | None:
    """The best way to reach a service, in a few words: its first number, else an email, else its website."""
    if service.phones:
        return service.phones[0].number
    if service.emails:
        return service.emails[0]
    return (urlsplit(service.url).hostname or "").removeprefix("www.") if service.url else None


def _warnings(service: Service, words: CardWords, today: date) -> Iterator[str]:
    if service.status == "unknown":
        yield words.may_have_closed
    if service.confidence == "low":
        yield words.unsure
    if service.review_by < today:
        yield words.past_review


def _details(fit: Fit, words: CardWords) -> Iterator[str]:
    service = fit.service
    who = _who(service, words)
    if who:
        yield words.who_for.format(who=who)
    yield words.cost.format(cost=words.costs[service.cost])
    yield words.how.format(how=_how(service, words))
    if service.schedule:
        yield words.open_times.format(times=service.schedule)
    for place in service.locations:
        yield words.where.format(address=_address(place))
    if fit.km is not None:
        miles = round(fit.km / KM_PER_MILE)
        yield (words.distance.format(miles=miles) if miles > 1 else words.near).capitalize() + "."


def _who(service: Service, words: CardWords) -> str:
    text, ages = service.eligibility.text, _ages(service, words)
    return f"{text} ({ages})" if text and ages else text or ages


def _ages(service: Service, words: CardWords) -> str:
    low, high = service.eligibility.min_age, service.eligibility.max_age
    if high is None:
        return "" if low is None else words.ages_from.format(low=low)
    return words.ages.format(low=low, high=high) if low else words.ages_to.format(high=high)


def _how(service: Service, words: CardWords) -> str:
    way, _, detail = service.referral.partition(" - ")
    said = words.referrals[way]
    return f"{said} ({detail})" if detail else said


def _address(place: Location) -> str:
    return ", ".join(part for part in (place.name, place.address_1, place.city, place.postal_code) if part)


def _contacts(service: Service, words: CardWords, desk: Desk) -> Iterator[str]:
    for phone in service.phones:
        yield words.contact.format(number=phone.number, what=phone.text) if phone.text else phone.number
    yield from service.emails
    if not (service.phones or service.emails or service.url):
        person = next((one for one in desk.knowledge.area.ask_a_person if one != service.id), service.id)
        yield words.no_contact.format(person=desk.title(person))


def _links(service: Service, desk: Desk) -> Iterator[Link]:
    buttons = desk.knowledge.texts.buttons
    for phone in service.phones:
        yield Link(buttons.call.format(number=phone.number), f"tel:{dialled(phone.number)}")
    for email in service.emails:
        yield Link(buttons.email.format(address=email), f"mailto:{email}")
    if service.url:
        yield Link(buttons.website, service.url)
    mapped = next((place for place in service.locations if place.postal_code or place.address_1), None)
    if mapped:
        asked = ", ".join(part for part in (mapped.address_1, mapped.city, mapped.postal_code) if part)
        yield Link(buttons.map, _MAP + quote_plus(asked))


def dialled(number: str) -> str:
    """A printed number as a telephone dials it: "0808 800 5000" to "08088005000"."""
    return "".join(sign for sign in number if sign.isdecimal() or sign == "+")
