"""Passwords (argon2id, RFC 9106) and the six digits of an authenticator app (TOTP, RFC 6238)."""

from __future__ import annotations

import base64
import hmac
import secrets
from functools import cache
from urllib.parse import quote, urlencode

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

SHORTEST_PASSWORD = 12
"""The fewest letters of a password. Length counts, not kinds of letters (NCSC)."""
LONGEST_PASSWORD = 256
STEP_SECONDS = 30
_DIGITS = 6
_SECRET_BYTES = 20
_hasher = PasswordHasher()


def hash_password(password: str) -> str:
    """The hash to keep of a password."""
    return _hasher.hash(password)


def fits_password(password: str, kept: str | None) -> bool:
    """Whether a password is the one that was kept. Takes as long where nothing was kept."""
    try:
        return _hasher.verify(kept or _nobodys(), password) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobodys() -> str:
    return _hasher.hash(secrets.token_hex(16))


def new_second_factor() -> str:
    """A new secret for an authenticator app, as it is shown and typed (base 32)."""
    return base64.b32encode(secrets.token_bytes(_SECRET_BYTES)).decode()


def step_of(secret: str, digits: str, seconds: float, after: int) -> int | None:
    """The time step whose digits these are, now or one to either side; None for wrong ones.

    `seconds` is the time since 1970; steps up to `after` were used before, and are refused.
    """
    now = int(seconds) // STEP_SECONDS
    # The key of RFC 6238 is as long as the apps make it, which this library calls short.
    totp = TOTP(base64.b32decode(secret), _DIGITS, SHA1(), STEP_SECONDS, enforce_key_length=False)  # noqa: S303
    typed = "".join(digits.split())
    for step in (now, now - 1, now + 1):
        made = totp.generate(step * STEP_SECONDS).decode()
        if step > after and hmac.compare_digest(made.encode(), typed.encode("utf-8", "replace")):
            return step
    return None


def app_address(secret: str, officer: str, service: str) -> str:
    """The address that an authenticator app reads from a QR code."""
    query = urlencode({"secret": secret, "issuer": service, "digits": _DIGITS, "period": STEP_SECONDS})
    return f"otpauth://totp/{quote(service)}:{quote(officer)}?{query}"
