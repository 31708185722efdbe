"""What is said of the clock's dates: wording apart from counting."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from knowledge.clock.given import DateFault, Dates, Exception_, FaultName
from knowledge.clock.step import Note, Step, Wording
from knowledge.clock.timeline import Timeline
from knowledge.dates import say_date
from knowledge.models import Content, WebAddress
from knowledge.yaml_files import read_model


class StepWords(Content):
    """What is said of one date. `late` says what late looks like, and `do` what to do about it.

    `yours` says that the family acts; `answers` are ids to read on with, `letter` the id of a letter that helps.
    """

    title: str
    who: str
    yours: bool = False
    late: str
    do: tuple[str, ...]
    answers: tuple[str, ...]
    letter: str | None = None
    sources: tuple[WebAddress, ...]


class ExceptionWords(Content):
    """A lawful reason to be late: the `label` of a button, and how "It may be late because ..." goes on."""

    label: str
    because: str


class StateWords(Content):
    """How a date stands, in a word. `passed` is said of a date of the family's own, where others are late."""

    done: str
    now: str
    next: str
    late: str
    passed: str


class PictureWords(Content):
    """What stands on the picture alone. `says` tells what it shows to those who cannot see it."""

    foot: str
    says: str


class CalendarWords(Content):
    """The titles of events and alarms."""

    last_day: str
    done: str
    a_week_before: str
    a_day_before: str


class ClockWords(Content):
    """All words of the clock. `dates` are the names of the fields of `Dates`, as they stand in a sentence."""

    keeper: str
    checked_on: date
    review_by: date
    title: str
    guide_only: str
    dates: dict[str, str]
    faults: dict[FaultName, str]
    exceptions: dict[Exception_, ExceptionWords]
    states: StateWords
    steps: dict[Wording, StepWords]
    notes: dict[Note, str]
    today: str
    by: str
    law: str
    if_late: str
    if_passed: str
    picture: PictureWords
    calendar: CalendarWords

    def of(self, step: Step) -> StepWords:
        """The words of a step."""
        return self.steps[step.wording]

    def state(self, step: Step, timeline: Timeline) -> str:
        """How the step stands, in a word or two."""
        state = timeline.state(step)
        if state == "late" and self.of(step).yours:
            return self.states.passed
        return str(getattr(self.states, state))

    def note(self, step: Step, given: Dates) -> str:
        """All notes of a step, one after another; empty where it has none."""
        because = ", or ".join(self.exceptions[one].because for one in given.exceptions)
        counted = say_date(step.counted or step.by)
        return " ".join(self.notes[note].format(because=because, counted=counted) for note in step.notes)

    def what_if_late(self, step: Step) -> str:
        """What late looks like, or for a date of the family's own, what there is still to do."""
        words = self.of(step)
        return (self.if_passed if words.yours else self.if_late).format(late=words.late)

    def fault(self, fault: DateFault) -> str:
        """One kind line about dates that cannot be."""
        this, that = (*(self.dates[name] for name in fault.about), "", "")[:2]
        return self.faults[fault.fault].format(
            This=this[:1].upper() + this[1:], that=that, requested=self.dates["requested"]
        )


def load_clock(path: Path) -> ClockWords | None:
    """The words of the clock; None for an area that has none. Raises ContentError with every fault of form."""
    return read_model(path, ClockWords) if path.is_file() else None
