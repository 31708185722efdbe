"""Which charts there are, and what each shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from handlers.desk import Desk
from handlers.figures import option_labels
from handlers.reminding import LONDON
from storage.figures import SUBMISSIONS, Side
from storage.usage import QUESTIONS, used
from web.charts.grid import Grid, Row, Shape, counted, turned
from web.charts.source import Asked, Source, steps_of, summed

MOST_ROWS = 15
"""How many services or subjects are drawn: those with the most replies."""
WAIT = "wait"
"""The measure of the time from a first worry to the first help."""
_GOOD = 0.75
"""From which score on an option says something good."""
_OUTCOMES = dict(zip(QUESTIONS, ("Answered", "Did you mean", "Not sure", "Help came first"), strict=True))
_CHANNELS = {"telegram": "Telegram", "web": "Web chat", "terminal": "Terminal"}


Draw = Callable[[Asked, Source], Grid]


@dataclass(frozen=True, slots=True)
class Kind:
    """A chart. `by_measure` and `by_part` say whether a measure, and one part of the replies, can be chosen for it.

    `can_publish` is whether anything of it may leave the console. `measure` is the one it is about, where it is one.
    """

    id: str
    title: str
    lead: str
    grid: Draw
    by_measure: bool = False
    by_part: bool = False
    can_publish: bool = True
    measure: str | None = None


def by(side: Side) -> Draw:
    """One measure, a bar for each part of a side."""

    def grid(asked: Asked, source: Source) -> Grid:
        rows = [row for row in source.parts(asked, side) if row.base]
        if side == "about":
            rows.sort(key=lambda row: (-row.base, row.label))
        shown = tuple(rows[:MOST_ROWS])
        return _of_measure("shares", asked, shown, source.desk, left_out=len(rows) - len(shown))

    return grid


def over_time(asked: Asked, source: Source) -> Grid:
    """What share says something good, step by step."""
    return _of_measure("share over time", asked, tuple(source.steps(asked)), source.desk)


def information(asked: Asked, source: Source) -> Grid:
    """The measures that are asked under every answer, a bar for each."""
    measures = source.desk.knowledge.measures.quick
    values = list(dict.fromkeys(option.value for measure in measures for option in measure.options))
    rows = [source.row(measure.name, replace(asked, measure=measure.id), values) for measure in measures]
    names = tuple(value.replace("-", " ").capitalize() for value in values)
    good = _good(measures[0].id, values, source.desk) if measures else frozenset()
    return Grid("shares", names, tuple(row for row in rows if row), good, guarded=asked.published)


def waiting(asked: Asked, source: Source) -> Grid:
    """How long families waited, a bar for each answer."""
    labels = option_labels(WAIT, source.desk)
    row = source.row("All", asked, list(labels))
    rows = turned(row, list(labels.values())) if row and row.base else ()
    return Grid("counts", ("Replies",), rows, guarded=asked.published)


def subjects(asked: Asked, source: Source) -> Grid:
    """What comments are about, a bar for each."""
    found = source.figures.totals(SUBMISSIONS, "about", asked.period.since, asked.period.until)
    counts = {about: sum(of_kind.values()) for about, of_kind in found.items()}
    most = sorted(counts, key=lambda about: (-counts[about], about))
    rows = turned(counted("All", counts, most), [source.name("about", about) for about in most])
    return Grid("counts", ("Comments",), rows[:MOST_ROWS], left_out=max(len(rows) - MOST_ROWS, 0))


def questions(asked: Asked, source: Source) -> Grid:
    """How questions ended, over time."""
    by_day = used(source.session, asked.period.since, asked.period.last_day).by_day
    by_week: defaultdict[object, list[Mapping[str, int]]] = defaultdict(list)
    for day, outcomes in by_day.items():
        by_week[day - timedelta(days=day.weekday())].append(outcomes)
    rows = [
        counted(label, summed(one for week in weeks for one in by_week[week]), list(_OUTCOMES))
        for label, weeks in steps_of(asked)
    ]
    return Grid("counts over time", tuple(_OUTCOMES.values()), tuple(rows), frozenset({0}))


def use(asked: Asked, source: Source) -> Grid:
    """When and where the assistant is used, hour by hour."""
    found = used(source.session, asked.period.since, asked.period.last_day, LONDON).by_hour
    there = [channel for channel in _CHANNELS if channel in found]
    rows = [
        counted(f"{hour:02}:00", {channel: found[channel].get(hour, 0) for channel in there}, there)
        for hour in range(24)
    ]
    return Grid("hours", tuple(_CHANNELS[channel] for channel in there), tuple(rows) if there else ())


KINDS: Mapping[str, Kind] = {
    kind.id: kind
    for kind in (
        Kind(
            "services",
            "Satisfaction by service and subject",
            "What families say of each service, or of each subject where they named no service.",
            by("about"),
            by_measure=True,
        ),
        Kind(
            "over-time",
            "Satisfaction over time",
            "How many of every hundred replies say something good.",
            over_time,
            by_measure=True,
            by_part=True,
        ),
        Kind(
            "information",
            "Is our information any good?",
            "The four things that families are asked under every answer (Priority 3 of the strategy).",
            information,
            by_part=True,
        ),
        Kind("districts", "District by district", "The same question, district by district.", by("district"), True),
        Kind("ages", "Age band by age band", "The same question, age band by age band.", by("age_band"), True),
        Kind(
            "waiting",
            "From first worry to first help",
            "How long families say it was.",
            waiting,
            by_part=True,
            measure=WAIT,
        ),
        Kind("subjects", "What comments are about", "How many comments there are.", subjects, can_publish=False),
        Kind(
            "questions",
            "Questions asked and answered",
            "How questions to the assistant ended. Nobody is behind a number: it is a count.",
            questions,
            can_publish=False,
        ),
        Kind(
            "use",
            "Use by channel and hour",
            "When the assistant is used: each message or tap counts once, at London time.",
            use,
            can_publish=False,
        ),
    )
}
"""All charts, by their ids."""


def kinds(desk: Desk) -> Sequence[Kind]:
    """The charts that this area's content has the measures for."""
    measures = desk.knowledge.measures
    return [
        kind
        for kind in KINDS.values()
        if (kind.measure is None or kind.measure in measures.of)
        and (not kind.by_measure or measures.of)
        and (kind.id != "information" or measures.quick)
    ]


def _of_measure(shape: Shape, asked: Asked, rows: tuple[Row, ...], desk: Desk, left_out: int = 0) -> Grid:
    labels = option_labels(asked.measure, desk)
    good = _good(asked.measure, list(labels), desk)
    return Grid(shape, tuple(labels.values()), rows, good, left_out, guarded=asked.published)


def _good(measure: str, values: Sequence[str], desk: Desk) -> frozenset[int]:
    scores = {option.value: option.score for option in desk.knowledge.measures.of[measure].options}
    return frozenset(place for place, value in enumerate(values) if (scores.get(value) or 0) >= _GOOD)
