"""The strategy with its evidence, for officers: priority by priority and outcome by outcome, line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Literal

from handlers.desk import Desk
from handlers.readings import Reading, read_measure
from knowledge.base import Knowledge
from knowledge.measures import Measure, MeasureOption
from knowledge.strategy import StrategyItem
from storage.figures import SUBMISSIONS, Figures
from storage.quotes import Quotes, Said

MOST_QUOTES = 3
PRIORITY = "priority-"
OTHERS = "others"
"""The id of the part with the lines that belong to no priority and that some measure is about."""

Heading = Literal["why", "need", "sign", "other"]
_HEADINGS: Mapping[str, Heading] = {"aim": "why", "commitment": "why", "need": "need", "measure": "sign"}
_OF_A_PRIORITY = frozenset({"aim", "commitment", "need", "measure", "outcome"})
Quoted = tuple[str, str]
"""What was asked, or "", and what was said."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the strategy with a page of its own, and the lines on it. `item` is the line that tells of it."""

    id: str
    title: str
    kind: Literal["priority", "outcome", "others"]
    item: StrategyItem | None
    lines: tuple[StrategyItem, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its evidence. `reason` says of one with no measure where it can be seen, or why it is not."""

    item: StrategyItem
    heading: Heading
    readings: tuple[Reading, ...]
    reason: str | None
    quotes: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """What young people say on one theme: how many views, what they tapped, and what some of them wrote."""

    id: str
    title: str
    views: Reading
    readings: tuple[Reading, ...]
    quotes: tuple[Quoted, ...]


def parts(knowledge: Knowledge) -> Mapping[str, Part]:
    """The priorities, the outcomes, and what else is measured, by id. An area without a strategy has none."""
    strategy = knowledge.strategy
    found = [*_priorities(knowledge)]
    for name, outcome in strategy.evidence.outcomes.items():
        item = strategy.items[name]
        lines = tuple(strategy.items[line] for line in outcome.lines)
        found.append(Part(name, item.title, "outcome", item, lines))
    shown = {line.id for part in found for line in (*part.lines, *([part.item] if part.item else []))}
    rest = tuple(strategy.items[line] for line in _measured(knowledge) if line not in shown)
    if rest:
        found.append(Part(OTHERS, "Other lines that are measured", "others", None, rest))
    return {part.id: part for part in found}


def lines(part: Part, desk: Desk, figures: Figures, quotes: Quotes | None, today: date) -> list[Line]:
    """The lines of a part with their evidence; without `quotes`, with numbers alone.

    Each measure is read once, however many lines it is for.
    """
    knowledge = desk.knowledge
    read = _remembered(figures, today)
    found = []
    for item in part.lines:
        measures = [one for one in knowledge.measures.of.values() if item.id in one.strategy]
        said = quotes.of_measures([one.id for one in measures]) if quotes else ()
        reason = None if measures else knowledge.strategy.evidence.unmeasured.get(item.id)
        heading = _HEADINGS.get(item.kind, "other")
        found.append(Line(item, heading, tuple(map(read, measures)), reason, _words(said, desk)))
    return found


def themes(part: Part, desk: Desk, figures: Figures, quotes: Quotes, today: date) -> Iterator[Theme]:
    """What young people say of an outcome, theme by theme; nothing of another part."""
    outcome = desk.knowledge.strategy.evidence.outcomes.get(part.id)
    if outcome is None:
        return
    measures = desk.knowledge.measures.of
    for theme in outcome.themes:
        readings = (read_measure(figures, measures[name], today, "about", theme) for name in outcome.measures)
        views = read_measure(figures, _VIEWS, today, "about", theme)
        yield Theme(theme, desk.title(theme), views, tuple(readings), _words(quotes.of_theme(theme), desk))


def asked_by(step: str, desk: Desk) -> str:
    """What a step asked for, in a word or two ("What is good"); "" where no flow has it any more."""
    flows = desk.knowledge.flows.values()
    return next((flow.steps[step].name for flow in flows if step in flow.steps), "")


def _priorities(knowledge: Knowledge) -> Iterator[Part]:
    items, outcomes = knowledge.strategy.items.values(), knowledge.strategy.evidence.outcomes
    for number in knowledge.strategy.priorities:
        own = [item for item in items if item.priority == number]
        named = next((item for item in own if item.kind == "priority"), None)
        shown = tuple(item for item in own if item.kind in _OF_A_PRIORITY and item.id not in outcomes)
        title = named.title if named else f"Priority {number}"
        yield Part(f"{PRIORITY}{number}", title, "priority", named, shown)


def _measured(knowledge: Knowledge) -> list[str]:
    return list(dict.fromkeys(line for one in knowledge.measures.of.values() for line in one.strategy))


def _remembered(figures: Figures, today: date) -> Callable[[Measure], Reading]:
    found: dict[str, Reading] = {}

    def read(measure: Measure) -> Reading:
        if measure.id not in found:
            found[measure.id] = read_measure(figures, measure, today)
        return found[measure.id]

    return read


def _words(said: Iterable[Said], desk: Desk) -> tuple[Quoted, ...]:
    return tuple((asked_by(step, desk), text) for step, text in islice(said, MOST_QUOTES))


_VIEWS = Measure(
    id=SUBMISSIONS,
    name="Views",
    ask="How many views?",
    options=(MeasureOption(value="view", label="Views"),),
    skip="",
    strategy=(),
)
