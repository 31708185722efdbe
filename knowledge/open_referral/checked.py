"""When a record was last checked, when we must look again, and how sure that makes us."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from knowledge.dates import say_date
from knowledge.open_referral.values import Json, day

OLD_AFTER = timedelta(days=365)
"""A record that its feed checked longer ago than this is not to be trusted as it stands."""
REVIEW_AFTER = timedelta(days=183)
"""How long a record that does not say when it was checked goes without a check of ours."""


@dataclass(frozen=True, slots=True)
class Checked:
    """`own` tells that `on` is the record's own date, not the day of the import."""

    on: date
    review_by: date
    confidence: Literal["medium", "low"]
    note: str | None
    own: bool


def checked(record: Json, today: date, notes: list[str]) -> Checked:
    """The record's own date where it has one from the last twelve months; else the import day, and a word on why."""
    told = next((on for name in ("assured_date", "last_modified", "updated_at") if (on := day(record, name))), None)
    if told is not None and told > today:
        notes.append(f"it says that it was checked in the future ({say_date(told)}): not believed")
        told = None
    if told is None:
        return Checked(today, today + REVIEW_AFTER, "medium", None, own=False)
    if told < today - OLD_AFTER:
        note = f"Its feed last checked it on {say_date(told)}, over 12 months before it was imported."
        return Checked(today, today + REVIEW_AFTER, "low", note, own=False)
    return Checked(told, max(told + OLD_AFTER, today), "medium", None, own=True)
