"""What is remembered of a conversation between turns: the answers in its flow, and what was on its last screen."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from knowledge.flow.model import Answers


@dataclass(frozen=True, slots=True)
class Held:
    """The first part of words that were too long, cleaned, until the person keeps it or writes anew.

    `length` is how many letters there were. With `goes_on` the rest of them is on its way in a message of its own.
    """

    text: str
    length: int
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class FlowState:
    """Where someone is in a guided flow. Only the answers are kept; the position is worked out by replaying them.

    `picked` and `group` are what is ticked and open in a step that takes several answers, until "done". `worried`
    is the id of the safety signal by the step whose words told of harm.
    """

    flow: str
    answers: Answers = field(default_factory=dict)
    picked: tuple[str, ...] = ()
    group: str | None = None
    held: Held | None = None
    worried: Mapping[str, str] = field(default_factory=dict)

    def with_answers(self, answers: Answers) -> FlowState:
        """The same flow with these answers, and nothing half ticked or half written."""
        return FlowState(self.flow, answers, worried=self.worried)

    def told(self, step: str, signal: str | None) -> FlowState:
        """The same flow, in which the words for `step` told of this kind of harm, or of none."""
        others = {name: one for name, one in self.worried.items() if name != step}
        return replace(self, worried={**others, step: signal} if signal else others)


@dataclass(frozen=True, slots=True)
class Count:
    """How often something was done in a span of time, which `within` names: a day ("2026-11-22"), an hour."""

    within: str
    number: int


@dataclass(frozen=True, slots=True)
class State:
    """A conversation. `offered` are the choices of the last screen, as (value, label), so that they can be typed.

    `easy` is whether it wants easier words; `notice` the version of the privacy notice that it was shown, 0 for none.
    `counts` is how often it did what there are limits for, by the limit's name.
    """

    flow: FlowState | None = None
    offered: tuple[tuple[str, str], ...] = ()
    greeted: bool = False
    easy: bool = False
    notice: int = 0
    counts: Mapping[str, Count] = field(default_factory=dict)

    def times(self, what: str, within: str) -> int:
        """How often `what` was done in this span of time."""
        count = self.counts.get(what)
        return count.number if count and count.within == within else 0

    def counted(self, what: str, within: str) -> State:
        """The same conversation, in which `what` was done once more."""
        return replace(self, counts={**self.counts, what: Count(within, self.times(what, within) + 1)})

    def rested(self) -> State:
        """What is left of a conversation that nobody came back to: its wishes, and nothing that was said in it."""
        return State(greeted=self.greeted, easy=self.easy, notice=self.notice)

    def in_flow(self, flow: FlowState | None) -> State:
        """The same conversation in this flow, or in none."""
        return replace(self, flow=flow)


def to_json(state: State) -> str:
    """The state as it is saved."""
    flow = state.flow
    return json.dumps(
        {
            "flow": flow and _flow_data(flow),
            "offered": [list(pair) for pair in state.offered],
            "greeted": state.greeted,
            "easy": state.easy,
            "notice": state.notice,
            "counts": {what: [count.within, count.number] for what, count in state.counts.items()},
        },
        separators=(",", ":"),
    )


def from_json(saved: str | None) -> State:
    """The saved state; a new one where there is none."""
    if saved is None:
        return State()
    data = json.loads(saved)
    return State(
        flow=_flow(data["flow"]) if data["flow"] else None,
        offered=tuple((value, label) for value, label in data["offered"]),
        greeted=data["greeted"],
        # A chat that was saved by an earlier version lacks what came later.
        easy=data.get("easy", False),
        notice=data.get("notice", 0),
        counts={what: Count(*count) for what, count in data.get("counts", {}).items()},
    )


def _flow_data(flow: FlowState) -> dict[str, Any]:
    return {
        "flow": flow.flow,
        "answers": flow.answers,
        "picked": list(flow.picked),
        "group": flow.group,
        "held": flow.held and [flow.held.text, flow.held.length, flow.held.goes_on],
        "worried": dict(flow.worried),
    }


def _flow(data: dict[str, Any]) -> FlowState:
    answers = {step: value if isinstance(value, str) else tuple(value) for step, value in data["answers"].items()}
    # As above: what a flow of an earlier version lacks.
    held = Held(*data["held"]) if data.get("held") else None
    return FlowState(data["flow"], answers, tuple(data["picked"]), data["group"], held, data.get("worried", {}))
