"""The question that officers put to young people just now, in a flow that asks it."""

from __future__ import annotations

from handlers.desk import Desk
from handlers.lookups import Lookups
from handlers.state import FlowState
from knowledge.flow.model import Flow, RoundStep


def with_open_question(flow: Flow, state: FlowState, look: Lookups, desk: Desk) -> FlowState:
    """The flow where it stands; where it needs a question and there is one, with the id of that as the answer."""
    position = desk.engine.replay(flow, state.answers)
    if position.is_outcome or not isinstance(flow.steps[position.at], RoundStep):
        return state
    asked = next((one for one in look.rounds() if one.kind == "question" and not one.closed), None)
    return state.with_answers({**state.answers, position.at: asked.id}) if asked else state


def question_in(flow: Flow, state: FlowState, look: Lookups) -> str:
    """The words of the question that the flow asks; nothing in a flow that asks none."""
    ids = {str(state.answers.get(name)) for name, step in flow.steps.items() if isinstance(step, RoundStep)}
    return next((one.ask for one in look.rounds() if one.id in ids), "") if ids else ""
