""" "Yes, send this" and "no": the end of feedback and of a correction. No tap, no store (T-24)."""

from __future__ import annotations

from handlers import commands, flows
from handlers.desk import Desk
from handlers.gate import Turn
from handlers.result import EntryCorrection, Record, Result
from handlers.screens import menu
from handlers.turn import Message
from knowledge.flow.model import Answers
from storage.anonymise import CleanText
from storage.receipts import new_receipt
from storage.submissions import Feedback


def send(turn: Turn, desk: Desk) -> Result | None:
    """Keep what the preview shows; None where no preview is on the screen."""
    now = flows.current(turn, desk)
    if now is None:
        return None
    flow, state = now
    position = desk.engine.replay(flow, state.answers)
    action = flow.outcomes[position.at].do if position.is_outcome else None
    if action == "preview feedback":
        code = _receipt(desk)
        record = _feedback(state.answers, code, desk)
        return _sent(turn, desk, desk.texts(easy=turn.state.easy).sent.format(code=code), record)
    if action == "preview correction":
        title = desk.title(str(state.answers["about"]))
        correction = _correction(state.answers, desk)
        return _sent(turn, desk, desk.texts(easy=turn.state.easy).sent_correction.format(title=title), correction)
    return None


def drop(turn: Turn, desk: Desk) -> Result:
    """Keep nothing."""
    return commands.main_menu(turn, desk, desk.texts(easy=turn.state.easy).not_sent)


def _sent(turn: Turn, desk: Desk, text: str, record: Record) -> Result:
    done = Message(text, (menu(desk),), kind="notice")
    return Result((done,), turn.state.in_flow(None), (record,), private=isinstance(record, Feedback))


def _receipt(desk: Desk) -> str:
    """A new code. One that reads like a word of harm would bring up help each time that it is typed."""
    return next(code for code in iter(new_receipt, None) if desk.safety.check(f"/receipt {code}") is None)


def _feedback(answers: Answers, code: str, desk: Desk) -> Feedback:
    good, better = _clean(answers, "good", desk), _clean(answers, "better", desk)
    worry = any(words and desk.safety.check(words.text) for words in (good, better))
    return Feedback(str(answers["about"]), int(str(answers["rating"])), good, better, code, bool(worry))


def _correction(answers: Answers, desk: Desk) -> EntryCorrection:
    return EntryCorrection(str(answers["about"]), str(answers["what"]), _clean(answers, "words", desk))


def _clean(answers: Answers, step: str, desk: Desk) -> CleanText | None:
    # The answer was cleaned when it came in. Cleaning clean words changes nothing, and only it makes a CleanText.
    words = str(answers[step])
    return desk.anonymiser.clean(words, about=(desk.title(str(answers["about"])),)) if words else None
