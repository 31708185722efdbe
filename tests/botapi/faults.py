"""What a test asks to go wrong, and how fast a bot may send."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass

from .errors import ApiError, too_many_requests

_USUAL = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    409: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    500: "Internal Server Error",
    502: "Bad Gateway",
}


@dataclass(frozen=True, slots=True)
class Failure:
    """Refuse the request without doing it."""

    error: ApiError


@dataclass(frozen=True, slots=True)
class Drop:
    """Cut the connection without an answer, `after` doing what was asked or before."""

    after: bool


class FaultPlan:
    """The faults to come, by method (in any letter case)."""

    def __init__(self) -> None:
        self._next: dict[str, list[Failure | Drop]] = {}
        self._delays: dict[str, float] = {}

    def fail_next(
        self, method: str, code: int, times: int = 1, retry_after: int | None = None, description: str | None = None
    ) -> None:
        """Answer the next `times` calls with `code`; `retry_after` in seconds (1 for a 429 where not given)."""
        if code == 429:
            error = too_many_requests(retry_after or 1)
        else:
            error = ApiError(code, _USUAL.get(code, "Error"), retry_after)
        if description is not None:
            error = ApiError(code, description, error.retry_after)
        self._next.setdefault(method.lower(), []).extend([Failure(error)] * times)

    def drop_next(self, method: str, after: bool = False) -> None:
        """Cut the connection of the next call, before the work is done or `after` it (the answer is lost)."""
        self._next.setdefault(method.lower(), []).append(Drop(after))

    def delay(self, method: str, seconds: float) -> None:
        """Hold every call for `seconds` before looking at it; 0 ends that."""
        self._delays[method.lower()] = seconds

    def take(self, method: str) -> Failure | Drop | None:
        """The fault for this call, used up."""
        waiting = self._next.get(method.lower())
        return waiting.pop(0) if waiting else None

    def delay_of(self, method: str) -> float:
        """How long to hold this call, in seconds."""
        return self._delays.get(method.lower(), 0)


class Flood:
    """Messages a second to one chat. Who sends while told to wait is told again."""

    def __init__(self) -> None:
        self.rate: float | None = None
        self._sent: dict[int, list[float]] = {}
        self._wait_until: dict[int, float] = {}

    def check(self, chat_id: int) -> None:
        """Count one message, or raise `ApiError` 429."""
        if self.rate is None:
            return
        now, window = time.monotonic(), max(1.0, 1 / self.rate)
        recent = [moment for moment in self._sent.get(chat_id, []) if now - moment < window]
        if len(recent) >= max(1, int(self.rate)):
            self._wait_until[chat_id] = recent[0] + window
        if now < (until := self._wait_until.get(chat_id, 0)):
            raise too_many_requests(math.ceil(until - now))
        self._sent[chat_id] = [*recent, now]
