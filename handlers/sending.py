""" "Yes, send this" and "no": the end of whatever is kept. No tap, no store (T-24)."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from handlers import commands, flows
from handlers.desk import Desk
from handlers.gate import Turn
from handlers.helping import as_read_by, help_message
from handlers.result import EntryCorrection, Record, Result
from handlers.said import CORRECTION, PREVIEW, marks_in, words_in
from handlers.screens import menu
from handlers.state import FlowState
from handlers.turn import Message
from handlers.young_messages import more_choice
from knowledge.dates import say_date
from knowledge.flow.engine import SKIPPED
from knowledge.flow.model import Answers, Flow, Outcome
from knowledge.safety import Alert
from storage.anonymise import AnonymiseError, CleanText
from storage.receipts import new_receipt
from storage.submissions import Said
from storage.views import Kind

_log = logging.getLogger(__name__)

MOST_A_DAY = 5
"""How many things one chat may send in a day."""
SENT = "sent"
"""The name of that limit in the counts of a conversation."""


@dataclass(frozen=True, slots=True)
class _Done:
    """A flow whose preview was sent. `worry` is what its words told of harm, if they did."""

    flow: Flow
    outcome: Outcome
    answers: Answers
    words: Mapping[str, CleanText]
    worry: Alert | None

    @property
    def about(self) -> str:
        """The id of what it is about: the outcome says it, or the person did in the step `about`."""
        return _about(self.outcome, self.answers)

    def said(self, step: str) -> str | None:
        """The answer to a step; None where it was left out, or the flow has no such step."""
        value = self.answers.get(step)
        return value if isinstance(value, str) and value != SKIPPED else None


def send(turn: Turn, desk: Desk) -> Result | None:
    """Keep what the preview shows; None where no preview with anything to send is on the screen."""
    now = flows.current(turn, desk)
    if now is None:
        return None
    flow, state = now
    position = desk.engine.replay(flow, state.answers)
    if not position.is_outcome or flow.outcomes[position.at].do != PREVIEW:
        return None
    if turn.state.times(SENT, turn.today.isoformat()) >= MOST_A_DAY:
        return _enough(turn, desk)
    try:
        done = _done(flow, flow.outcomes[position.at], state, desk)
    except AnonymiseError:
        return _not_cleaned(turn, desk)
    kept_as = done.outcome.arguments["as"]
    if kept_as != CORRECTION and not done.words and not marks_in(flow, done.answers):
        return None
    return KEPT_AS[kept_as](done, turn, desk)


def drop(turn: Turn, desk: Desk) -> Result:
    """Keep nothing."""
    return commands.main_menu(turn, desk, desk.texts(easy=turn.state.easy).not_sent)


def _enough(turn: Turn, desk: Desk) -> Result:
    hours = desk.notice_blanks["chat_hours"]
    note = desk.texts(easy=turn.state.easy).heard.enough.format(most=MOST_A_DAY, chat_hours=hours)
    return _still_there(note, turn, desk)


def _not_cleaned(turn: Turn, desk: Desk) -> Result:
    _log.error("words could not be cleaned, so they were not kept")
    return _still_there(desk.texts(easy=turn.state.easy).something_wrong, turn, desk)


def _still_there(note: str, turn: Turn, desk: Desk) -> Result:
    """Say why nothing was sent, with the preview as it was."""
    now = flows.current(turn, desk)
    assert now is not None
    again = flows.screen(*now, turn, desk)
    return replace(again, messages=(Message(note, kind="notice"), *again.messages))


def _done(flow: Flow, outcome: Outcome, state: FlowState, desk: Desk) -> _Done:
    answers = desk.engine.settled(flow, state.answers)
    about = desk.title(_about(outcome, answers))
    # An answer was cleaned when it came in. Cleaning clean words changes nothing, and only it makes CleanText.
    words = {name: desk.anonymiser.clean(said, about=(about,)) for name, said in words_in(flow, answers).items()}
    return _Done(flow, outcome, answers, words, _worry(words, state, desk))


def _about(outcome: Outcome, answers: Answers) -> str:
    fixed = outcome.arguments.get("about")
    return fixed.format_map(answers) if fixed else str(answers["about"])


def _worry(words: Mapping[str, CleanText], state: FlowState, desk: Desk) -> Alert | None:
    """What the words tell of harm, or told as they were typed: cleaning can take out a part of what told it."""
    told = (desk.safety.check(text.text) or _as_typed(name, state) for name, text in words.items())
    return next((alert for alert in told if alert), None)


def _as_typed(step: str, state: FlowState) -> Alert | None:
    signal = state.worried.get(step)
    return Alert(signal, 1, "unknown", "as typed", sexual=False, fear_of_harm=False, gentle=False) if signal else None


def _keep_said(kind: Kind) -> Callable[[_Done, Turn, Desk], Result]:
    def keep(done: _Done, turn: Turn, desk: Desk) -> Result:
        code = _receipt(desk)
        said = Said(
            kind=kind,
            about=done.about,
            words=done.words,
            marks=marks_in(done.flow, done.answers),
            receipt=code,
            age_band=done.said("age"),
            district=done.said("district"),
            may_show=done.said("show") == "yes",
            worry=done.worry is not None,
        )
        return _sent(turn, desk, _thanks(kind, code, turn, desk), said, done.worry)

    return keep


def _keep_correction(done: _Done, turn: Turn, desk: Desk) -> Result:
    record = EntryCorrection(done.about, str(done.answers["what"]), done.words.get("words"))
    text = desk.texts(easy=turn.state.easy).sent_correction.format(title=desk.title(done.about))
    return _sent(turn, desk, text, record, done.worry)


KEPT_AS: Mapping[str, Callable[[_Done, Turn, Desk], Result]] = {
    "feedback": _keep_said("feedback"),
    "view": _keep_said("view"),
    "complaint": _keep_said("complaint"),
    CORRECTION: _keep_correction,
}
"""What a preview's `as` may name."""


def _thanks(kind: Kind, code: str, turn: Turn, desk: Desk) -> str:
    easy = turn.state.easy
    if kind == "complaint":
        days = desk.knowledge.privacy.basis.complaints.acknowledge_days
        return desk.notice("complaint_sent", easy=easy, code=code, by=say_date(turn.today + timedelta(days=days)))
    return desk.texts(easy=easy).sent.format(code=code)


def _sent(turn: Turn, desk: Desk, text: str, record: Record, worry: Alert | None) -> Result:
    state = turn.state.in_flow(None).counted(SENT, turn.today.isoformat())
    flow = turn.state.flow and desk.engine.flow(turn.state.flow.flow)
    more = more_choice(desk) if flow and flow.is_of_the_young else ()
    messages = [Message(text, (*more, menu(desk)), kind="notice")]
    if worry:
        # That nobody can come because of it, and who can: said last, so that it is what stays on the screen (T-40).
        cannot = Message(desk.notice("cannot_trace", easy=turn.state.easy), kind="notice")
        alert, age = as_read_by(worry, turn, desk)
        messages = [messages[0], cannot, help_message(alert, desk, age)]
    return Result(tuple(messages), state, (record,), private=isinstance(record, Said))


def _receipt(desk: Desk) -> str:
    """A new code. One that reads like a word of harm would bring up help each time that it is typed."""
    return next(code for code in iter(new_receipt, None) if desk.safety.check(f"/receipt {code}") is None)
