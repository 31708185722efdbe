"""Faults of dates and keepers: what is past its review, checked in the future, or looked after by nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

from knowledge.base import Knowledge
from knowledge.checks.spots import Spots
from knowledge.dates import say_date
from knowledge.faults import Fault
from knowledge.freshness import LONGEST_CRISIS_REVIEW, LONGEST_REVIEW
from knowledge.models import Answer, Service
from knowledge.safety.models import Signpost
from knowledge.strategy import StrategyItem
from knowledge.yaml_files import Places


def check_dates(folder: Path, knowledge: Knowledge, today: date | None) -> Iterator[Fault]:
    """The faults of all dates and keepers. Without `today`, being past a review is none of them."""
    spots = Spots(knowledge)
    keepers = [keeper.id for keeper in knowledge.area.keepers]
    entries: Iterable[Answer | Service | StrategyItem] = (
        *knowledge.answers.values(),
        *knowledge.services.values(),
        *knowledge.strategy.items.values(),
    )
    for entry in entries:
        for wrong, right in _date_faults(entry, LONGEST_REVIEW, today):
            yield spots.fault(entry.id, ("review_by",), wrong, right)
        if entry.keeper not in keepers:
            wrong = f"the keeper '{entry.keeper}' is not known"
            yield spots.fault(entry.id, ("keeper",), wrong, f"use one of: {', '.join(keepers)}")
    path = folder / "safety" / "signposts.yaml"
    for number, signpost in enumerate(knowledge.safety.signposts):
        for wrong, right in _date_faults(signpost, LONGEST_CRISIS_REVIEW, today):
            yield Fault(path, Places(path).line(("signposts", number, "review_by")), wrong, right)


def _date_faults(
    entry: Answer | Service | StrategyItem | Signpost, longest: timedelta, today: date | None
) -> Iterator[tuple[str, str]]:
    if entry.review_by < entry.checked_on:
        yield "review_by is before checked_on", "put it after"
    elif entry.review_by - entry.checked_on > longest:
        yield f"review_by is over {longest.days} days after checked_on", "put it nearer"
    if today is None:
        return
    if entry.checked_on > today:
        yield f"checked_on is in the future ({say_date(entry.checked_on)})", "give the day on which it was checked"
    elif entry.review_by < today:
        yield f"the review was due by {say_date(entry.review_by)}", "check the entry again and give both days anew"
