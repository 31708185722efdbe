"""The authenticator app on an officer's phone."""

import base64
from datetime import datetime

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP


def digits(secret: str, at: datetime) -> str:
    """What the app shows at that moment."""
    totp = TOTP(base64.b32decode(secret), 6, SHA1(), 30, enforce_key_length=False)
    return totp.generate(int(at.timestamp())).decode()
