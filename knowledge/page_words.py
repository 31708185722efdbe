"""The words of the public pages: finding a service, and the posters."""

from __future__ import annotations

from knowledge.models import Content


class ServicePageWords(Content):
    """What is said around the list of services, and on the page of one of them."""

    title: str
    before: str
    words_label: str
    words_hint: str
    need_label: str
    any_need: str
    place_label: str
    place_hint: str
    age_label: str
    ages: dict[str, str]
    any_age: str
    order_label: str
    order_hint: str
    best: str
    nearest: str
    search: str
    start_again: str
    read_as: str
    count_one: str
    count: str
    shown: str
    page: str
    none_title: str
    none: str
    place_unknown: str
    place_several: str
    share: str
    share_hint: str
    made_on: str
    ask: str
    wrong: str
    all: str
    gone_title: str
    gone: str
    easy: str
    plain: str


class PosterPageWords(Content):
    """What is said around the posters."""

    title: str
    before: str
    open: str
    print: str
    download: str
    picture: str
    leads_to: str
    no_address: str
    all: str


class PublicPageWords(Content):
    """All words of the public pages that have no file of their own."""

    services: ServicePageWords
    posters: PosterPageWords
    no_statement: str
