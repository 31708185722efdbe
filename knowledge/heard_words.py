"""The assistant's words around what people say and what comes of it."""

from __future__ import annotations

from typing import Literal

from knowledge.models import Content

ReceiptState = Literal["received", "reading", "answered", "done", "cannot"]
ResponseKind = Literal["did", "will", "cannot"]
PromiseState = Literal["not-told", "begun", "done", "late", "dropped"]


class HeardWords(Content):
    """What is said where someone says what they think. `taken_out_kinds` names each kind of personal detail."""

    finish: str
    nothing_said: str
    taken_out: str
    taken_out_kinds: dict[str, str]
    preview_complaint: str
    enough: str
    too_long: str
    keep_or_shorten: str
    keep_first_part: str
    nearest_services: str
    service_unknown: str
    review_answer: str
    quick_ask: str
    quick_none: str
    quick_more: str
    quick_thanks: str
    back_to_answer: str


class ReceiptWords(Content):
    """What is said of receipt codes and of what became of what was sent."""

    ask: str
    wrong: str
    unknown: str
    did_you_mean: str
    this_code: str
    wait: str
    title: str
    about: str
    states: dict[ReceiptState, str]
    published: str
    withdraw_ask: str
    withdrawn: str


class ResponseWords(Content):
    """What is said around the council's responses ("You said, we did")."""

    title: str
    before: str
    none: str
    you_said: str
    count: str
    kinds: dict[ResponseKind, str]
    changed: str
    published: str
    only: str
    all: str
    more: str


class VoiceWords(Content):
    """What is said around young people's views."""

    title: str
    before: str
    none: str
    said: str
    aged: str
    asked: str
    all: str
    more: str


class PromiseWords(Content):
    """What is said around the promises and what became of them. `states` are what the council says of one."""

    title: str
    before: str
    none: str
    states: dict[PromiseState, str]
    since: str
    source: str
    elsewhere: str
    easy: str
    plain: str


class PageWords(Content):
    """The fixed words of the one-page profile that a young person makes ("My page"), on the screen and in its files."""

    title: str
    my_name: str
    shows: str
    file: str
    picture: str
    credit: str
    made: str
    blanks: str
    blank: str
    delete: str
    deleted: str


class YouthWords(Content):
    """What is said to young people, in words of their own. `too_young` is for Telegram, where children may not be."""

    door: str
    no_door: str
    too_young: str
    too_young_web: str
    old_enough: str
    grown_up: str
    help: str
    more: str
    stop: str
    stop_sending: str
    stopped: str
    polls: str
    no_polls: str
    poll_ends: str
    voted: str
    voted_before: str
    poll_over: str
    results: str
    result: str
    few: str
    base: str
    too_few: str
    page: PageWords
