"""Receipts as their owners see them, codes with a slip in them, and holding back whoever tries codes at random."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from saying import MONDAY, NOON, WEDNESDAY, lookups, said, send
from sqlalchemy import Engine, update
from sqlmodel import Session
from stored import rows

from storage.receipts import LENGTH, LETTERS, MOST_MEANT, new_receipt, read_receipt, slips_of
from storage.sealing import Sealer
from storage.tables import Response, Submission
from storage.views import Receipt
from storage.wrong_codes import MOST_AN_HOUR, WrongTries


def whole(body: str) -> str:
    """The one code that starts with these letters."""
    return next(code for letter in LETTERS if (code := read_receipt(body + letter)))


CODES = st.text(LETTERS, min_size=LENGTH - 1, max_size=LENGTH - 1).map(whole)
ALIKE = {"Q": "O0D", "D": "O0Q", "J": "I1LT7", "7": "I1LTJ", "T": "I1LJ7", "S": "5", "5": "S", "Z": "2", "2": "Z"}


def look(engine: Engine, sealer: Sealer, code: str) -> Receipt | None:
    with lookups(engine, sealer) as found:
        return found.receipt(code)


def answer(engine: Engine, status: str, **response: Any) -> None:
    """Give all that was sent one response."""
    with Session(engine) as session, session.begin():
        session.add(Response(id="r", kind="did", said="You said.", text="We did.", made_on=MONDAY, **response))
        session.execute(update(Submission).values(response_id="r", status=status))


def slip(engine: Engine, sealer: Sealer, typed: str) -> str | None:
    with lookups(engine, sealer) as found:
        return found.slip(typed)


def test_a_new_receipt_says_that_it_has_arrived_and_can_be_withdrawn(engine: Engine, sealer: Sealer) -> None:
    one = said("they listened", kind="view", about="school")
    send(engine, sealer, one)
    assert look(engine, sealer, one.receipt) == Receipt("view", "school", "received", can_withdraw=True)
    assert look(engine, sealer, new_receipt()) is None


def test_a_response_is_shown_once_it_is_published_and_not_before(engine: Engine, sealer: Sealer) -> None:
    one = said("they listened")
    send(engine, sealer, one)
    answer(engine, "answered", published_on=WEDNESDAY + timedelta(days=1))
    before = look(engine, sealer, one.receipt)
    assert before == Receipt("feedback", "a-service", "reading", can_withdraw=True)
    with lookups(engine, sealer, at=NOON + timedelta(days=1)) as found:
        after = found.receipt(one.receipt)
    assert after
    assert (after.status, after.can_withdraw) == ("answered", False)
    assert after.response
    assert (after.response.text, after.response.published_on) == ("We did.", WEDNESDAY + timedelta(days=1))


@given(CODES, st.integers(0, LENGTH - 1), st.sampled_from(LETTERS))
def test_one_wrong_letter_can_be_meant(code: str, place: int, wrong: str) -> None:
    letters = code.replace("-", "")
    assert wrong == letters[place] or code in slips_of(letters[:place] + wrong + letters[place + 1 :])


@given(CODES, st.integers(0, LENGTH - 2))
def test_two_swapped_neighbours_can_be_meant(code: str, place: int) -> None:
    letters = code.replace("-", "")
    swapped = letters[:place] + letters[place + 1] + letters[place] + letters[place + 2 :]
    assert swapped == letters or code in slips_of(swapped)


@given(CODES, st.integers(0, LENGTH - 1))
def test_a_letter_that_was_left_out_can_be_meant(code: str, place: int) -> None:
    letters = code.replace("-", "")
    assert code in slips_of(letters[:place] + letters[place + 1 :])


@given(CODES, st.integers(0, LENGTH), st.sampled_from(LETTERS + "OIL01"))
def test_a_letter_too_many_can_be_meant(code: str, place: int, more: str) -> None:
    letters = code.replace("-", "")
    assert code in slips_of(f"{letters[:place]}{more}{letters[place:]}")


@given(CODES, st.sets(st.integers(0, LENGTH - 1), max_size=2), st.data())
def test_two_letters_that_look_alike_can_be_meant_together(code: str, places: set[int], data: st.DataObject) -> None:
    letters = list(code.replace("-", ""))
    for place in places:
        letters[place] = data.draw(st.sampled_from(letters[place] + ALIKE.get(letters[place], "")))
    typed = "".join(letters)
    assert typed == code.replace("-", "") or code in slips_of(typed)


@given(st.text(max_size=40))
def test_whatever_is_typed_stands_for_few_codes_each_of_which_holds(typed: str) -> None:
    meant = slips_of(typed)
    assert len(meant) <= MOST_MEANT
    assert all(read_receipt(code) == code for code in meant)


@pytest.mark.parametrize("typed", ["", "thank you very much", "😀" * 8, "A" * 10_000, "ABCDEF", "ABCDEFGHJK"])
def test_what_is_far_from_a_code_stands_for_none(typed: str) -> None:
    assert slips_of(typed) == ()


@pytest.mark.parametrize("typed", ["K7QM-2XHB", "7KQM2XHN", "k7om 2xhn", "K7QM 2XH", "K7QM-2XHNN", "K10M ZXHN"])
def test_a_slip_finds_the_one_code_that_is_there(engine: Engine, sealer: Sealer, typed: str) -> None:
    send(engine, sealer, said("they listened", receipt="K7QM-2XHN"), *(said() for _ in range(20)))
    assert slip(engine, sealer, typed) == "K7QM-2XHN"


def test_a_slip_that_may_mean_two_codes_that_are_there_names_neither(engine: Engine, sealer: Sealer) -> None:
    one, other, *_ = slips_of("K7QM-2XHB")
    send(engine, sealer, said(receipt=one), said(receipt=other))
    assert slip(engine, sealer, "K7QM-2XHB") is None


def test_a_slip_from_a_code_that_nobody_has_finds_nothing(engine: Engine, sealer: Sealer) -> None:
    send(engine, sealer, *(said() for _ in range(20)))
    assert slip(engine, sealer, "K7QM-2XHB") is None


def test_after_many_wrong_codes_no_code_may_be_tried_until_the_next_hour(engine: Engine, sealer: Sealer) -> None:
    with Session(engine) as session, session.begin():
        for _ in range(MOST_AN_HOUR):
            assert not WrongTries(session).are_too_many(NOON)
            WrongTries(session).add(NOON + timedelta(minutes=59))
    with lookups(engine, sealer) as found:
        assert not found.may_try_codes()
    with lookups(engine, sealer, at=NOON + timedelta(hours=1)) as found:
        assert found.may_try_codes()


def test_of_wrong_codes_only_how_many_an_hour_is_kept(engine: Engine) -> None:
    with Session(engine) as session, session.begin():
        for minutes in (5, 17, 61):
            WrongTries(session).add(NOON + timedelta(minutes=minutes))
    assert [(str(row["hour"])[:16], row["count"]) for row in rows(engine)["wrongcodes"]] == [
        ("2026-11-25 12:00", 2),
        ("2026-11-25 13:00", 1),
    ]
