"""Receipt codes: what became of what someone sent, and taking it back. No name is asked for, and none is known."""

from __future__ import annotations

from collections.abc import Iterator

from handlers import flows
from handlers.desk import Desk
from handlers.gate import Turn
from handlers.pieces import joined
from handlers.responses import response_lines
from handlers.result import Result, Withdraw, WrongCode
from handlers.screens import menu
from handlers.taps import Tap, write
from handlers.turn import Choice, Message
from knowledge.heard_words import ReceiptWords
from storage.receipts import read_receipt
from storage.views import Receipt

MOST_WRONG = 5
"""How many codes that do not exist one chat may try in an hour."""
WRONG = "codes"
"""The name of that limit in the counts of a conversation."""
_ASK, _YES = "ask.", "yes."


def command(turn: Turn, desk: Desk, rest: str) -> Result:
    """Answer `/receipt`, with a code or without."""
    return typed(turn, desk) or flows.aside(turn, desk, _words(turn, desk).wrong if rest else _words(turn, desk).ask)


def typed(turn: Turn, desk: Desk) -> Result | None:
    """Answer a code, or one with a slip in it; None where none was typed."""
    if turn.receipt is None and turn.code_typed is None:
        return None
    if turn.state.times(WRONG, _hour(turn)) >= MOST_WRONG or not turn.look.may_try_codes():
        return flows.aside(turn, desk, _words(turn, desk).wait)
    return _shown(turn.receipt, turn, desk) if turn.receipt else _slip(str(turn.code_typed), turn, desk)


def tapped(turn: Turn, tap: Tap, desk: Desk) -> Result | None:
    """Answer a button about a code: look, ask whether to withdraw, withdraw."""
    if not tap.what:
        return flows.aside(turn, desk, _words(turn, desk).ask)
    code = read_receipt(tap.what.removeprefix(_ASK).removeprefix(_YES))
    if code is None:
        return None
    if tap.verb == "receipt":
        return _shown(code, turn, desk)
    return _withdrawn(code, turn, desk) if tap.what.startswith(_YES) else _ask_first(code, turn, desk)


def _shown(code: str, turn: Turn, desk: Desk) -> Result:
    found = turn.look.receipt(code)
    if found is None:
        return _wrong(_words(turn, desk).unknown, turn, desk)
    return _private(turn, desk, joined(_lines(found, turn, desk)), tuple(_ways(code, found, desk)))


def _lines(found: Receipt, turn: Turn, desk: Desk) -> Iterator[str]:
    words = _words(turn, desk)
    yield f"# {words.title}"
    yield words.about.format(title=desk.title(found.about))
    yield words.states[found.status]
    if found.response:
        yield joined(response_lines(found.response, desk, said=False))
    if not found.can_withdraw:
        yield words.published


def _ways(code: str, found: Receipt, desk: Desk) -> Iterator[Choice]:
    buttons = desk.knowledge.texts.buttons
    if found.can_withdraw:
        yield Choice(write(Tap("withdraw", f"{_ASK}{code}")), buttons.withdraw)
    yield Choice(write(Tap("responses")), buttons.responses)
    yield menu(desk)


def _slip(letters: str, turn: Turn, desk: Desk) -> Result:
    meant, words = turn.look.slip(letters), _words(turn, desk)
    if meant is None:
        return _wrong(words.wrong, turn, desk)
    choice = Choice(write(Tap("receipt", meant)), words.this_code.format(code=meant))
    # A near code tells that there is one, so it counts as a try.
    return _counted(_private(turn, desk, words.did_you_mean, (choice, menu(desk))), turn)


def _ask_first(code: str, turn: Turn, desk: Desk) -> Result:
    words, buttons = _words(turn, desk), desk.knowledge.texts.buttons
    yes = Choice(write(Tap("withdraw", f"{_YES}{code}")), buttons.withdraw_yes)
    no = Choice(write(Tap("receipt", code)), buttons.withdraw_no)
    return _private(turn, desk, words.withdraw_ask, (yes, no))


def _withdrawn(code: str, turn: Turn, desk: Desk) -> Result:
    found, words = turn.look.receipt(code), _words(turn, desk)
    if found is None:
        return _wrong(words.unknown, turn, desk)
    if not found.can_withdraw:
        return flows.aside(turn, desk, words.published)
    done = flows.aside(turn, desk, words.withdrawn)
    return Result(done.messages, done.state, (Withdraw(code),), done.typing)


def _wrong(text: str, turn: Turn, desk: Desk) -> Result:
    return _counted(flows.aside(turn, desk, text), turn)


def _counted(result: Result, turn: Turn) -> Result:
    state = result.state.counted(WRONG, _hour(turn))
    return Result(result.messages, state, (*result.records, WrongCode()), result.typing, result.private)


def _private(turn: Turn, desk: Desk, text: str, choices: tuple[Choice, ...]) -> Result:
    return Result((Message(text, choices, kind="question"),), turn.state, private=True)


def _words(turn: Turn, desk: Desk) -> ReceiptWords:
    return desk.texts(easy=turn.state.easy).receipts


def _hour(turn: Turn) -> str:
    return f"{turn.today}T{turn.hour:02}"
