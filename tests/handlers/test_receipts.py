"""Receipt codes in the chat: looking, slips, taking back, and guessing."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

import pytest
from person import Person

from handlers.assistant import Assistant
from handlers.desk import Desk
from handlers.gate import let_in
from handlers.lookups import NothingThere
from handlers.receipts import MOST_WRONG
from handlers.result import Result, Withdraw, WrongCode
from handlers.route import answer
from handlers.state import State
from handlers.turn import Incoming
from storage.receipts import LETTERS, new_receipt, read_receipt
from storage.views import PublicResponse, Receipt

AT = datetime(2026, 11, 23, 10, tzinfo=UTC)
CODE = "K7QM-2XHN"
DID = PublicResponse("r1", "did", "The hall was too loud.", "We moved to a quiet room.", date(2026, 11, 2), count=20)

RECEIVED = Receipt("feedback", "norfolk-sendiass", "received", can_withdraw=True)


@dataclass
class Looking(NothingThere):
    """Lookups that know one code."""

    found: Receipt | None = RECEIVED
    near: str | None = None
    open: bool = True
    asked: list[str] = field(default_factory=list)

    def receipt(self, code: str) -> Receipt | None:
        self.asked.append(code)
        return self.found if code == CODE else None

    def slip(self, _typed: str) -> str | None:
        return self.near

    def may_try_codes(self) -> bool:
        return self.open


def turn(desk: Desk, look: Looking, state: State | None = None, **what: str) -> Result:
    incoming = Incoming("web", "k" * 64, "1", AT, **what)
    greeted = State(greeted=True, notice=desk.knowledge.privacy.version)
    return answer(replace(let_in(incoming, state or greeted, desk), look=look), desk)


def screen(result: Result) -> str:
    return "\n".join(message.text for message in result.messages)


def labels(result: Result) -> list[str]:
    return [choice.label for message in result.messages for choice in message.choices]


@pytest.mark.parametrize(
    "typed", [f"/receipt {CODE}", f"/receipt {CODE.lower().replace('-', ' ')}", CODE, CODE.lower()]
)
def test_a_code_is_found_with_the_command_and_alone(typed: str, desk: Desk) -> None:
    result = turn(desk, Looking(), text=typed)
    assert "Nobody has read it yet" in screen(result)
    assert "Norfolk SEND" in screen(result)
    assert result.private, "a screen with a way to the words must not stay in the database"


def test_what_the_council_answered_is_shown_with_its_date(desk: Desk) -> None:
    answered = Receipt("feedback", "norfolk-sendiass", "done", can_withdraw=False, response=DID)
    said = screen(turn(desk, Looking(found=answered), text=CODE))
    assert "We did this" in said
    assert "We moved to a quiet room." in said
    assert "2 November 2026" in said


def test_what_is_published_cannot_be_taken_back_and_says_so(desk: Desk) -> None:
    result = turn(desk, Looking(found=Receipt("view", "school", "answered", can_withdraw=False)), text=CODE)
    assert "Take back what I sent" not in labels(result)
    assert "you cannot take it back" in screen(result)
    again = turn(
        desk, Looking(found=Receipt("view", "school", "answered", can_withdraw=False)), choice=f"withdraw:yes.{CODE}"
    )
    assert again.records == ()


def test_taking_back_asks_once(desk: Desk) -> None:
    asked = turn(desk, Looking(), choice=f"withdraw:ask.{CODE}")
    assert asked.records == ()
    assert labels(asked)[:2] == ["Yes, take it back", "No, leave it there"]
    done = turn(desk, Looking(), choice=f"withdraw:yes.{CODE}")
    assert done.records == (Withdraw(CODE),)
    assert "It is deleted" in screen(done)


def test_a_slip_in_a_code_is_asked_back_and_counts_as_a_try(desk: Desk) -> None:
    slipped = ("2" if CODE[0] != "2" else "3") + CODE[1:]
    result = turn(desk, Looking(near=CODE), text=f"/receipt {slipped}")
    assert f"Yes, my code is {CODE}" in labels(result)
    assert result.records == (WrongCode(),)


def test_a_code_that_nobody_has_counts_as_a_try(desk: Desk) -> None:
    other = next(code for code in iter(new_receipt, None) if code != CODE)
    result = turn(desk, Looking(), text=f"/receipt {other}")
    assert "I have nothing with that code" in screen(result)
    assert result.records == (WrongCode(),)


def test_after_five_wrong_codes_one_waits_an_hour_and_not_longer(desk: Desk) -> None:
    look, state = Looking(), State(greeted=True, notice=desk.knowledge.privacy.version)
    for _ in range(MOST_WRONG):
        other = next(code for code in iter(new_receipt, None) if code != CODE)
        state = turn(desk, look, state, text=f"/receipt {other}").state
    before = len(look.asked)
    assert "Please wait an hour" in screen(turn(desk, look, state, text=CODE))
    assert len(look.asked) == before, "while one waits, nothing is looked up"
    later = Incoming("web", "k" * 64, "2", AT.replace(hour=AT.hour + 1), text=CODE)
    assert "Nobody has read it yet" in screen(answer(replace(let_in(later, state, desk), look=look), desk))


def test_while_too_many_are_guessing_everybody_waits(desk: Desk) -> None:
    look = Looking(open=False)
    assert "Please wait an hour" in screen(turn(desk, look, text=CODE))
    assert look.asked == []


@pytest.mark.parametrize(
    "typed", ["self-harm", "part-time", "NR30 1AA", "term-time only", "16-25", "year-9-plan", "2026"]
)
def test_ordinary_words_are_no_codes(typed: str, desk: Desk) -> None:
    look = Looking(near=CODE)
    turn(desk, look, text=typed)
    assert look.asked == []


def test_a_made_up_button_about_a_code_is_an_old_button(desk: Desk) -> None:
    for value in ("receipt:nonsense", "withdraw:yes.", "withdraw:", f"withdraw:{CODE[:-1]}"):
        assert turn(desk, Looking(), choice=value).records == ()


def test_a_code_in_the_middle_of_a_flow_is_answered_and_the_step_asked_again(assistant: Assistant) -> None:
    person = Person(assistant)
    person.start("services")
    person.say(f"/receipt {new_receipt()}")
    assert "I have nothing with that code" in person.screen
    assert "What do you need help with?" in person.screen


def test_every_code_that_is_given_can_be_read_back() -> None:
    codes = [new_receipt() for _ in range(500)]
    assert [read_receipt(code) for code in codes] == codes
    assert all(letter in LETTERS for code in codes for letter in code.replace("-", ""))
