"""Receipt codes: how a person finds their words again with no name. Only a hash of the code is kept."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterator, Mapping
from itertools import islice, product

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""No I, L, O, 0 or 1, which look alike. There are 31, a prime, so the check letter catches every swap of two."""

LENGTH = 8
"""Seven random letters (27 thousand million codes) and a check letter."""

MOST_MEANT = 40
"""How many codes a slip may stand for. Each is a guess for whoever tries codes at random, so they are kept few."""

_ALIKE = {
    **dict.fromkeys("O0QD", "QD"),
    **dict.fromkeys("I1LJT7", "JT7"),
    **dict.fromkeys("S5", "S5"),
    **dict.fromkeys("Z2", "Z2"),
    **dict.fromkeys("B8", "B8"),
    **dict.fromkeys("G6", "G6"),
    **dict.fromkeys("UV", "UV"),
}
_NUMBERS = {letter: number for number, letter in enumerate(LETTERS)}
_NEITHER = re.compile(r"[\W_]+")


def new_receipt() -> str:
    """A new code, such as `K7QM-2XHN`."""
    body = "".join(secrets.choice(LETTERS) for _ in range(LENGTH - 1))
    return _shown(body + _check_letter(body))


def read_receipt(typed: str) -> str | None:
    """The code in `typed`, however it was spaced or written; None where it cannot be one."""
    letters = "".join(typed.upper().split()).replace("-", "")
    return _shown(letters) if _holds(letters) else None


def slips_of(typed: str) -> tuple[str, ...]:
    """The codes that `typed` is one slip away from, `MOST_MEANT` at most; whether there are such codes is not known.

    A slip is letters read as others that look alike, two neighbours swapped, or one letter wrong, missing or too many.
    The check letter leaves about one code in 31 of all that could be meant.

    >>> "K7QM-2XHN" in slips_of("k7om 2xhn")
    True
    """
    letters = _NEITHER.sub("", typed.upper())
    meant = (near for slip in _SLIPS.get(len(letters), ()) for near in slip(letters))
    fitting = dict.fromkeys(near for near in meant if near != letters and _holds(near))
    return tuple(_shown(near) for near in islice(fitting, MOST_MEANT))


def _look_alikes(letters: str) -> Iterator[str]:
    read_as = [(*(letter if letter in LETTERS else ""), *_ALIKE.get(letter, "")) for letter in letters]
    # The fewest misread first, as only some of very many are looked for.
    yield from sorted(map("".join, product(*read_as)), key=lambda near: sum(map(str.__ne__, near, letters)))


def _swaps(letters: str) -> Iterator[str]:
    for place in range(len(letters) - 1):
        yield letters[:place] + letters[place + 1] + letters[place] + letters[place + 2 :]


def _wrongs(letters: str) -> Iterator[str]:
    for place in range(len(letters)):
        yield from (letters[:place] + right + letters[place + 1 :] for right in LETTERS)


def _missing(letters: str) -> Iterator[str]:
    for place in range(len(letters) + 1):
        yield from (letters[:place] + left_out + letters[place:] for left_out in LETTERS)


def _too_many(letters: str) -> Iterator[str]:
    for place in range(len(letters)):
        yield letters[:place] + letters[place + 1 :]


_SLIPS: Mapping[int, tuple[Callable[[str], Iterator[str]], ...]] = {
    LENGTH - 1: (_missing,),
    LENGTH: (_look_alikes, _swaps, _wrongs),
    LENGTH + 1: (_too_many,),
}
"""What may have gone wrong, by how many letters were typed."""


def _holds(letters: str) -> bool:
    written_right = len(letters) == LENGTH and all(letter in _NUMBERS for letter in letters)
    return written_right and _check_letter(letters[:-1]) == letters[-1]


def _shown(letters: str) -> str:
    return f"{letters[:4]}-{letters[4:]}"


def _check_letter(body: str) -> str:
    total = sum(place * _NUMBERS[letter] for place, letter in enumerate(body, start=2))
    return LETTERS[total % len(LETTERS)]
