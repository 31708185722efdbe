"""Faults of the strategy: what its lines, promises and updates rest on, and what has no words of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from knowledge.base import Knowledge
from knowledge.checks.spots import Spots
from knowledge.dates import say_date
from knowledge.faults import Fault
from knowledge.flow.model import Flow
from knowledge.strategy import Action, Promise, StrategyItem, Table

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def check_strategy(knowledge: Knowledge, today: date | None) -> Iterator[Fault]:
    """The faults of the strategy. Without `today`, no update is from the future."""
    spots = Spots(knowledge)
    strategy = knowledge.strategy
    for entry_id in strategy.files:
        if entry_id in knowledge.files:
            where = knowledge.files[entry_id].name
            yield spots.fault(entry_id, ("id",), f"the id '{entry_id}' is used twice (also in {where})", "rename one")
    for item in strategy.items.values():
        yield from _check_item(item, knowledge, spots)
    for promise in strategy.promises.values():
        yield from _check_promise(promise, knowledge, spots)
        yield from _check_updates(promise.id, promise, _promised_in(promise, knowledge), today, spots)
    for action in strategy.actions.values():
        yield from _check_action(action, knowledge, spots)
        yield from _check_updates(action.ref, action, None, today, spots)
    for flow in knowledge.flows.values():
        yield from _check_flow(flow, knowledge, spots)


def _check_item(item: StrategyItem, knowledge: Knowledge, spots: Spots) -> Iterator[Fault]:
    documents = knowledge.strategy.documents
    if item.document not in documents:
        wrong = f"there is no document '{item.document}'"
        yield spots.fault(item.id, ("document",), wrong, f"use one of: {', '.join(documents)}")
    if isinstance(item.figures, Table):
        wanted = len(item.figures.columns)
        for number, row in enumerate(item.figures.rows):
            if len(row) != wanted:
                wrong = f"the row has {len(row)} cells and there are {wanted} columns"
                yield spots.fault(item.id, ("figures", "rows", number), wrong, "give each column its cell")


def _check_promise(promise: Promise, knowledge: Knowledge, spots: Spots) -> Iterator[Fault]:
    if not promise.rests_on:
        yield spots.fault(promise.id, ("rests_on",), "the promise rests on nothing", "name the lines that make it")
    for number, item_id in enumerate(promise.rests_on):
        if item_id not in knowledge.strategy.items:
            wrong = f"there is no line '{item_id}' in the strategy"
            yield spots.fault(promise.id, ("rests_on", number), wrong, "check its spelling, or take it out")
    if promise.status != "not yet given" and not promise.updates:
        wrong = f"nothing shows that the promise is '{promise.status}'"
        yield spots.fault(promise.id, ("status",), wrong, "add an update with its day and its source")
    if promise.status not in knowledge.texts.strategy.statuses:
        wrong = f"texts.yaml has no words for the status '{promise.status}'"
        yield spots.fault(promise.id, ("status",), wrong, "add them under strategy, statuses")


def _check_action(action: Action, knowledge: Knowledge, spots: Spots) -> Iterator[Fault]:
    if action.progress and action.progress not in knowledge.texts.strategy.colours:
        wrong = f"texts.yaml has no words for the colour '{action.progress}'"
        yield spots.fault(action.ref, ("progress",), wrong, "add them under strategy, colours")


def _promised_in(promise: Promise, knowledge: Knowledge) -> int | None:
    """The year of the oldest document that makes the promise; None where no such document is dated."""
    strategy = knowledge.strategy
    items = [strategy.items[one] for one in promise.rests_on if one in strategy.items]
    documents = [strategy.documents[item.document] for item in items if item.document in strategy.documents]
    return min((int(year) for document in documents for year in _YEAR.findall(document.dated)), default=None)


def _check_updates(
    name: str, updated: Promise | Action, since: int | None, today: date | None, spots: Spots
) -> Iterator[Fault]:
    for number, update in enumerate(updated.updates):
        at = ("updates", number, "on")
        if today is not None and update.on > today:
            wrong = f"the update is in the future ({say_date(update.on)})"
            yield spots.fault(name, at, wrong, "give the day on which it was true")
        if since is not None and update.on.year < since:
            wrong = f"the update ({say_date(update.on)}) is older than the promise, which is of {since}"
            yield spots.fault(name, at, wrong, "give the day on which it was true")


def _check_flow(flow: Flow, knowledge: Knowledge, spots: Spots) -> Iterator[Fault]:
    for name, outcome in flow.outcomes.items():
        for item_id in outcome.arguments.get("lines", "").split():
            if item_id not in knowledge.strategy.items:
                wrong = f"there is no line '{item_id}' in the strategy"
                at = ("outcomes", name, "with", "lines")
                yield spots.fault(flow.id, at, wrong, "check its spelling, or take it out")
