"""The area that the content is about."""

from __future__ import annotations

from knowledge.models import Content, WebAddress


class District(Content):
    """A part of the area, with the place that stands for it when a service gives no address."""

    id: str
    label: str
    centre: str


class Keeper(Content):
    """Who looks after a part of the content. `email` is where reminders of what is due may go."""

    id: str
    name: str
    email: str | None = None


class Area(Content):
    """Names, and who to point to. `ask_a_person` are ids of services that help with anything, best first.

    `whole` are the ids in a service's `areas` that mean all of the area; `beyond` those that mean all of the country.
    """

    name: str
    council: str
    local_offer: str
    local_offer_url: WebAddress
    districts: tuple[District, ...]
    whole: tuple[str, ...]
    beyond: tuple[str, ...]
    anywhere: tuple[str, ...]
    elsewhere: tuple[str, ...]
    ask_a_person: tuple[str, ...]
    keepers: tuple[Keeper, ...]
