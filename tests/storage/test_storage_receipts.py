import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.receipts import LENGTH, LETTERS, new_receipt, read_receipt


def whole(body: str) -> str:
    """The one code that starts with these letters."""
    (code,) = [body + letter for letter in LETTERS if read_receipt(body + letter)]
    return code


CODES = st.text(LETTERS, min_size=LENGTH - 1, max_size=LENGTH - 1).map(whole)


def test_a_new_code_is_read_back_as_it_is() -> None:
    codes = {new_receipt() for _ in range(200)}
    assert len(codes) == 200
    assert all(read_receipt(code) == code for code in codes)


@pytest.mark.parametrize("letter", "ILO01")
def test_letters_that_look_alike_are_never_used(letter: str) -> None:
    assert letter not in LETTERS
    assert read_receipt(f"{letter}AAA-AAAA") is None


@given(CODES)
def test_every_slip_in_one_letter_is_refused(code: str) -> None:
    for place, right in enumerate(code):
        slips = [code[:place] + wrong + code[place + 1 :] for wrong in LETTERS if wrong != right]
        assert [slip for slip in slips if read_receipt(slip)] == []


@given(CODES)
def test_every_swap_of_two_different_neighbours_is_refused(code: str) -> None:
    for place in range(LENGTH - 1):
        one, other = code[place], code[place + 1]
        swapped = code[:place] + other + one + code[place + 2 :]
        assert one == other or read_receipt(swapped) is None


@given(CODES)
def test_one_letter_too_many_or_too_few_is_refused(code: str) -> None:
    assert read_receipt(code[:-1]) is None
    assert read_receipt(code + "A") is None


def test_a_code_is_read_however_it_was_written() -> None:
    code = new_receipt()
    for typed in (code.lower(), f"  {code} ", code.replace("-", ""), code.replace("-", " "), " ".join(code)):
        assert read_receipt(typed) == code


@pytest.mark.parametrize("typed", ["", "-", "thank you", "ÄÖÜ-ÄÖÜÄ", "😀" * 8, "A" * 10_000])
def test_what_is_no_code_is_refused(typed: str) -> None:
    assert read_receipt(typed) is None
