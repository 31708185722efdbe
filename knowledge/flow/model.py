"""What a flow file holds: steps with their routing, and outcomes that name an action."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from knowledge.dates import Reach
from knowledge.models import Content

MOST_OPTIONS = 8
"""The most choices on one screen, not counting the ways on and back."""

Answers = dict[str, str | tuple[str, ...]]
"""What a person has answered: the step's name to the value, or to the values where several can be ticked."""


class Option(Content):
    """A choice. `also` are other words that a person may type for it."""

    value: str
    label: str
    also: tuple[str, ...] = ()


class OptionGroup(Content):
    """Options that share a screen of their own."""

    value: str
    label: str
    options: tuple[Option, ...]


class Rule(Content):
    """One way on. `when` is a mapping of steps to the values that send people this way, or a named Python function."""

    when: dict[str, tuple[str, ...]] | str | None = Field(default=None, alias="if")
    go: str


def _as_rules(value: object) -> object:
    return ({"go": value},) if isinstance(value, str) else value


Ways = Annotated[tuple[Rule, ...], BeforeValidator(_as_rules)]
"""The ways on from a step, of which the first that holds is taken. A plain name stands for a single way."""


class Wording(Content):
    """What a step says. `name` is a word or two for its answer ("Age"); `young` is `ask` for the young person."""

    name: str
    ask: str
    young: str | None = None
    typing: str | None = None


class Offer(Content):
    """A button that leads out of a flow. `tap` is what it carries, such as "flow:my-page" or "voices:"."""

    tap: str
    label: str


class InfoStep(Wording):
    """Something to read before going on. `go_on` is the label of the button that does; `offers` lead elsewhere."""

    kind: Literal["info"]
    go_on: str | None = None
    offers: tuple[Offer, ...] = ()
    next: Ways


class ChoiceStep(Wording):
    """One of a few options. `reads` names a function that understands other things that people type.

    `skip` is the label of a button that leaves it open. A step that asks a measure names it.
    """

    kind: Literal["choice"]
    options: tuple[Option, ...]
    skip: str | None = None
    measure: str | None = None
    reads: str | None = None
    next: Ways


class ManyStep(Wording):
    """One or more options, from a named list of groups."""

    kind: Literal["many"]
    groups_from: str
    next: Ways


class TextStep(Wording):
    """The person's own words; `skip` is the label of a button that leaves it empty.

    `picks` are examples that can be ticked instead of typed, or as well: their labels become words of the answer.
    """

    kind: Literal["text"]
    skip: str | None = None
    picks: tuple[Option, ...] = ()
    longest: int = 1500
    next: Ways

    def picked(self, values: Iterable[str]) -> tuple[str, ...]:
        """The labels of the examples of these values, in the order of the step."""
        wanted = set(values)
        return tuple(one.label for one in self.picks if one.value in wanted)


class DateStep(Wording):
    """A day. `reach` says which days can be meant; what was typed of another day is asked again."""

    kind: Literal["date"]
    reach: Reach = "any"
    next: Ways


class PlaceStep(Wording):
    """Somewhere in the area; `options` are quick picks, whose values are place names or `anywhere`."""

    kind: Literal["place"]
    options: tuple[Option, ...] = ()
    next: Ways


class EntryStep(Wording):
    """A service or an answer: looked up among the services by name, or already known when the flow starts.

    `otherwise` is what can be chosen by someone who does not find theirs; its value is an id too.
    """

    kind: Literal["entry"]
    otherwise: Option | None = None
    next: Ways


class RoundStep(Wording):
    """The question that officers put to young people just now; it is answered with its id, and not by the person.

    `ask` is what is said while there is none. Where a later step says `{question}`, the question stands there.
    """

    kind: Literal["round"]
    next: Ways


Step = Annotated[
    InfoStep | ChoiceStep | ManyStep | TextStep | DateStep | PlaceStep | EntryStep | RoundStep,
    Field(discriminator="kind"),
]


def is_said(step: Step) -> bool:
    """Whether its answer is something that the person said: not what they only read, or were given."""
    return not isinstance(step, InfoStep | RoundStep)


class Outcome(Content):
    """What happens at the end. `do` names an action; `arguments` may hold `{step}`, filled in from the answers."""

    do: str
    arguments: dict[str, str] = Field(default={}, alias="with")


class Flow(Content):
    """A guided flow. Its `version` is in its buttons, so raise it when a step changes its meaning.

    `young_when` says by which answers it is about the person themselves; one with no conditions (`{}`) always is.
    """

    id: str
    version: int
    title: str
    young_when: dict[str, tuple[str, ...]] | None = None
    start: str
    steps: dict[str, Step]
    outcomes: dict[str, Outcome]

    @property
    def is_of_the_young(self) -> bool:
        """Whether it is for young people and nobody else."""
        return self.young_when == {}


def ways_on(flow: Flow) -> Iterator[tuple[str, str]]:
    """Every way from a step to a step or an outcome."""
    for name, step in flow.steps.items():
        for rule in step.next:
            yield name, rule.go
