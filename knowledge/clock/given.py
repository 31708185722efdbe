"""The dates that a family gives, and what is wrong with dates that cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Literal, cast, get_args

from knowledge.dates import OLDEST_YEARS, Reach, out_of_reach

Phase = Literal["post-16", "other"]
DecisionKind = Literal["send-appeal", "discrimination"]
Exception_ = Literal["school-shut", "early-years-shut", "personal", "away"]
"""The four reasons of SEND Regs 2014 reg 10(4) for which a council may lawfully be late."""
FaultName = Literal["future", "too-old", "too-far", "out-of-order", "no-phase", "transfer-year", "nothing"]

DAYS = (
    *("requested", "decided", "refused", "draft_sent", "final", "certificate"),
    *("review_meeting", "amendment_notice", "moved"),
)
"""The names of the days in `Dates`."""
_PLANNED = frozenset({"review_meeting", "moved"})
"""What may still lie ahead: a meeting has two weeks' notice, and both councils are told before a move."""
_ORDER = (
    *(("requested", later) for later in ("decided", "refused", "draft_sent", "final")),
    *(("decided", later) for later in ("draft_sent", "final")),
    ("draft_sent", "final"),
    ("review_meeting", "amendment_notice"),
)
"""What cannot have come before what."""
LAST_TRANSFER_YEARS = 25
"""A plan can last until the age of 25, so no move between schools is further off (CFA 2014 s.46)."""
_LONGEST_CODE = 400


class DateFault(Exception):  # noqa: N818  (a fault, as those of the content are)
    """Dates that cannot be. `fault` is the id of what is said; `about` are the fields, the first to ask for again."""

    def __init__(self, fault: FaultName, *about: str) -> None:
        super().__init__(fault, *about)
        self.fault = fault
        self.about = about


class CodeError(ValueError):
    """A code of dates that we never made."""


@dataclass(frozen=True, slots=True)
class Dates:
    """What a family knows. All can be left out.

    `requested`: the council got the request for an assessment. `decided`: it said that it will assess. `refused`: the
    date on a letter that says no, or for a claim of discrimination the day it happened. `final`: the date on the final
    plan's letter. `certificate`: the mediation certificate. `amendment_notice`: the notice of changes to a plan.
    `transfer`: the year of a move to the next stage of education. `exceptions` change what is said of a date, and never
    the date.
    """

    requested: date | None = None
    decided: date | None = None
    refused: date | None = None
    draft_sent: date | None = None
    final: date | None = None
    certificate: date | None = None
    review_meeting: date | None = None
    amendment_notice: date | None = None
    moved: date | None = None
    transfer: int | None = None
    phase: Phase | None = None
    decision_kind: DecisionKind | None = None
    exceptions: tuple[Exception_, ...] = ()

    def code(self) -> str:
        """All that is given, as a short string such as "requested=2026-09-07;transfer=2027;phase=other"."""
        return ";".join(
            f"{field.name}={_said(value)}" for field in fields(self) if (value := getattr(self, field.name))
        )

    @classmethod
    def from_code(cls, code: str) -> Dates:
        """The dates of a `code`, which may come from anyone. Raises CodeError for all that `code` never makes."""
        try:
            made = cls._read(code[: _LONGEST_CODE + 1])
        except ValueError as error:
            raise CodeError("this is not a code of dates") from error
        # Whatever reads as the same dates and was not written by us is refused with the rest.
        if made.code() != code or not made._choices_known():
            raise CodeError("this is not a code of dates")
        return made

    @classmethod
    def _read(cls, code: str) -> Dates:
        parts = dict(part.split("=", 1) for part in code.split(";") if "=" in part)
        return cls(
            **{name: date.fromisoformat(parts[name]) for name in DAYS if name in parts},
            transfer=int(parts["transfer"]) if "transfer" in parts else None,
            phase=cast(Phase | None, parts.get("phase")),
            decision_kind=cast(DecisionKind | None, parts.get("decision_kind")),
            exceptions=cast(tuple[Exception_, ...], tuple(filter(None, parts.get("exceptions", "").split(".")))),
        )

    def _choices_known(self) -> bool:
        return (
            (self.phase is None or self.phase in get_args(Phase))
            and (self.decision_kind is None or self.decision_kind in get_args(DecisionKind))
            and set(self.exceptions) <= set(get_args(Exception_))
            and len(set(self.exceptions)) == len(self.exceptions)
        )


def reach_of(name: str) -> Reach:
    """Which days the date of this name can be."""
    return "coming-year" if name in _PLANNED else "past"


def check_given(given: Dates, today: date) -> None:
    """Raise a DateFault for the first thing that cannot be."""
    for fault in _faults(given, today):
        raise fault


def _faults(given: Dates, today: date) -> Iterator[DateFault]:
    days = {name: day for name in DAYS if (day := getattr(given, name)) is not None}
    if not days and given.transfer is None:
        yield DateFault("nothing")
    for name, day in days.items():
        why = out_of_reach(day, today, reach_of(name))
        if why is not None:
            yield DateFault(why, name)
    if given.decision_kind == "discrimination":
        # That day is then of what happened at a school, in no order with the council's letters.
        days.pop("refused", None)
    for earlier, later in (*_ORDER, *_letter_before_certificate(days)):
        if earlier in days and later in days and days[later] < days[earlier]:
            yield DateFault("out-of-order", later, earlier)
    if given.transfer is not None:
        if given.phase is None:
            yield DateFault("no-phase", "transfer")
        if not today.year - OLDEST_YEARS < given.transfer <= today.year + LAST_TRANSFER_YEARS:
            yield DateFault("transfer-year", "transfer")


def _letter_before_certificate(days: Mapping[str, date]) -> Iterator[tuple[str, str]]:
    """A certificate is about a letter: the earlier one, where there are two."""
    letters = days.keys() & {"refused", "final"}
    if letters:
        yield min(sorted(letters), key=days.__getitem__), "certificate"


def _said(value: object) -> str:
    if isinstance(value, tuple):
        return ".".join(value)
    return value.isoformat() if isinstance(value, date) else str(value)
