"""What is remembered of a conversation between turns: the answers in its flow, and what was on its last screen."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import Any

from knowledge.flow.model import Answers


@dataclass(frozen=True, slots=True)
class FlowState:
    """Where someone is in a guided flow. Only the answers are kept; the position is worked out by replaying them.

    `picked` and `group` are what is ticked and open in a step that takes several answers, until "done".
    """

    flow: str
    answers: Answers = field(default_factory=dict)
    picked: tuple[str, ...] = ()
    group: str | None = None

    def with_answers(self, answers: Answers) -> FlowState:
        """The same flow with these answers, and nothing half ticked."""
        return FlowState(self.flow, answers)


@dataclass(frozen=True, slots=True)
class State:
    """A conversation. `offered` are the choices of the last screen, as (value, label), so that they can be typed.

    `easy` is whether it wants easier words.
    """

    flow: FlowState | None = None
    offered: tuple[tuple[str, str], ...] = ()
    greeted: bool = False
    easy: bool = False

    def in_flow(self, flow: FlowState | None) -> State:
        """The same conversation in this flow, or in none."""
        return replace(self, flow=flow)


def to_json(state: State) -> str:
    """The state as it is saved."""
    flow = state.flow
    return json.dumps(
        {
            "flow": flow
            and {"flow": flow.flow, "answers": flow.answers, "picked": list(flow.picked), "group": flow.group},
            "offered": [list(pair) for pair in state.offered],
            "greeted": state.greeted,
            "easy": state.easy,
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
        # A chat that was saved before there were easier words has none.
        easy=data.get("easy", False),
    )


def _flow(data: dict[str, Any]) -> FlowState:
    answers = {step: value if isinstance(value, str) else tuple(value) for step, value in data["answers"].items()}
    return FlowState(data["flow"], answers, tuple(data["picked"]), data["group"])
