"""What a measure says of now and of before: counts, a score, and whether it went up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from knowledge.measures import Measure
from storage.figures import Figures, Side

QUARTERS = 5
"""How many quarters a trend has: this one, and as many before it as make a year."""
FEW = 10
"""With fewer answers than this, a change may be chance."""

Change = Literal["up", "down", "same", "first", "none-now", "nothing"]
Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Period:
    """A quarter of a year, and how many chose each value in the weeks that begin in it.

    `score` is how many of every hundred answers say something good; None where there are none, or no option does.
    """

    begins: date
    ends: date
    counts: Counts
    answers: int
    score: int | None

    @property
    def name(self) -> str:
        """Its months: "July to September 2026"; of this quarter, those that have begun."""
        first, last = f"{self.begins:%B}", f"{self.ends:%B %Y}"
        return last if self.begins.month == self.ends.month else f"{first} to {last}"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a measure says: `counts`, `answers` and `score` since the beginning, and `periods`, this quarter first."""

    measure: Measure
    counts: Counts
    answers: int
    score: int | None
    periods: tuple[Period, ...]

    @property
    def now(self) -> Period:
        """This quarter."""
        return self.periods[0]

    @property
    def before(self) -> Period:
        """The quarter before this one."""
        return self.periods[1]

    @property
    def has_scores(self) -> bool:
        """Whether its options say anything of good and bad."""
        return bool(self.measure.good)

    @property
    def change(self) -> Change:
        """What became of the score from the quarter before to this one."""
        now, before = self.now.score, self.before.score
        if now is None:
            return "nothing" if before is None else "none-now"
        if before is None:
            return "first"
        return "same" if now == before else "up" if now > before else "down"

    @property
    def is_few(self) -> bool:
        """Whether a quarter has so few answers that a change may be chance."""
        return min(self.now.answers, self.before.answers) < FEW

    @property
    def most_chosen(self) -> str | None:
        """The label of the option that most chose this quarter; None where nobody chose one."""
        labels = {option.value: option.label for option in self.measure.options}
        chosen = max(labels, key=lambda value: self.now.counts.get(value, 0), default="")
        return labels[chosen] if self.now.counts.get(chosen) else None


def read_measure(figures: Figures, measure: Measure, today: date, side: Side = "all", key: str = "") -> Reading:
    """What `figures` hold of a measure, for one key of a side."""
    weeks = figures.weekly(measure.id, side, key)
    whole = _added(weeks.values())
    periods = tuple(
        _period(begins, ends, _added(counts for week, counts in weeks.items() if begins <= week <= ends), measure)
        for begins, ends in quarters(today, QUARTERS)
    )
    return Reading(measure, whole, sum(whole.values()), score(whole, measure), periods)


def quarters(today: date, count: int) -> Iterator[tuple[date, date]]:
    """The first and the last day of this quarter of the year, then of those before it."""
    begins = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    ends = today
    for _ in range(count):
        yield begins, ends
        ends = begins - timedelta(days=1)
        begins = ends.replace(month=ends.month - 2, day=1)


def score(counts: Counts, measure: Measure) -> int | None:
    """How many of every hundred answers say something good. None with no answers, and where no option is good."""
    answers = sum(counts.values())
    if not answers or not measure.good:
        return None
    return round(100 * sum(counts.get(value, 0) for value in measure.good) / answers)


def _period(begins: date, ends: date, counts: Counts, measure: Measure) -> Period:
    return Period(begins, ends, counts, sum(counts.values()), score(counts, measure))


def _added(parts: Iterable[Counts]) -> Counts:
    found: dict[str, int] = {}
    for counts in parts:
        for value, count in counts.items():
            found[value] = found.get(value, 0) + count
    return found
