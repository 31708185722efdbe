"""Receipt codes: how a person finds their words again with no name. Only a hash of the code is kept."""

from __future__ import annotations

import secrets

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""No I, L, O, 0 or 1, which look alike. There are 31, a prime, so the check letter catches every swap of two."""

LENGTH = 8
"""Seven random letters (27 thousand million codes) and a check letter."""


def new_receipt() -> str:
    """A new code, such as `K7QM-2XHD`."""
    body = "".join(secrets.choice(LETTERS) for _ in range(LENGTH - 1))
    return _shown(body + _check_letter(body))


def read_receipt(typed: str) -> str | None:
    """The code in `typed`, however it was spaced or written; None where it cannot be one."""
    letters = "".join(typed.upper().split()).replace("-", "")
    if len(letters) != LENGTH or any(letter not in LETTERS for letter in letters):
        return None
    return _shown(letters) if _check_letter(letters[:-1]) == letters[-1] else None


def _shown(letters: str) -> str:
    return f"{letters[:4]}-{letters[4:]}"


def _check_letter(body: str) -> str:
    total = sum(place * LETTERS.index(letter) for place, letter in enumerate(body, start=2))
    return LETTERS[total % len(LETTERS)]
