"""Encryption at rest, with a key that is kept outside the database (Telegram's bot developer terms, s.4.4)."""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


class SealError(Exception):
    """What was read cannot be opened: the secret key is not the one that it was written with."""


class Sealer:
    """Seals text, and hashes ids, with keys that are drawn from one secret, a key for each purpose."""

    def __init__(self, secret: bytes) -> None:
        self._fernet = Fernet(urlsafe_b64encode(_derive(secret, b"signpost seal")))
        self._hash_key = _derive(secret, b"signpost hash")

    def seal(self, text: str) -> bytes:
        """Encrypt `text`."""
        return self._fernet.encrypt(text.encode())

    def open(self, sealed: bytes) -> str:
        """Decrypt what `seal` gave. Raises SealError for anything else."""
        try:
            return self._fernet.decrypt(sealed).decode()
        except InvalidToken as error:
            raise SealError(
                "The saved conversations were locked with another secret key. "
                "Set SIGNPOST_SECRET_KEY to the key that this database was made with."
            ) from error

    def hash(self, purpose: str, value: str) -> str:
        """A keyed hash of `value`, 64 hex digits. The same value under another purpose hashes differently."""
        return hmac.new(self._hash_key, f"{purpose}\0{value}".encode(), hashlib.sha256).hexdigest()


def _derive(secret: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(secret)
