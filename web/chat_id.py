"""The cookie that holds a chat together, and the key that stands for it everywhere else."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

COOKIE = "signpost_chat"
_TOKEN = re.compile(r"[0-9a-f]{32}")


def new_token() -> str:
    """128 random bits, in hex."""
    return secrets.token_hex(16)


def is_token(value: str | None) -> bool:
    """Whether `value` has the shape of a token that we made."""
    return value is not None and _TOKEN.fullmatch(value) is not None


@dataclass(frozen=True, slots=True)
class ChatId:
    """The random id of one chat. `known` is True when the browser sent it, False when it was made just now."""

    value: str
    known: bool

    @classmethod
    def new(cls) -> ChatId:
        """An id for a chat that nobody has had yet."""
        return cls(new_token(), known=False)

    @classmethod
    def of(cls, request: Request) -> ChatId:
        """The id that the browser sent, or a new one where it sent none, or one that we did not make."""
        sent = request.cookies.get(COOKIE)
        return cls(sent, known=True) if sent is not None and is_token(sent) else cls.new()

    @classmethod
    def given(cls, sent: str) -> ChatId:
        """The id that a page sent along, for a chat with no cookie; a new one for any that we did not make."""
        return cls(sent, known=True) if is_token(sent) else cls.new()

    def key(self, secret: bytes) -> str:
        """What the assistant knows this chat by: it cannot be turned back into the cookie."""
        return hmac.new(secret, b"web:" + self.value.encode(), hashlib.sha256).hexdigest()

    def save(self, response: Response, *, secure: bool) -> None:
        """Set the cookie, until the browser is closed: a phone is often shared."""
        response.set_cookie(COOKIE, self.value, httponly=True, samesite="lax", secure=secure)


def update_id(secret: bytes, turn: str, said: str) -> str:
    """The id of one turn: the same words from the same page twice are one turn.

    The words count as well as the page's token, because going back and picking something else is another turn.
    """
    return hmac.new(secret, f"turn:{turn}:{said}".encode(), hashlib.sha256).hexdigest()
