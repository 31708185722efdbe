"""The one way a request is refused."""

from __future__ import annotations


class ApiError(Exception):
    """A refusal as Telegram words it: `code` is the HTTP status, `retry_after` whole seconds (429 alone)."""

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after


def bad_request(reason: str) -> ApiError:
    """400 with Telegram's prefix."""
    return ApiError(400, f"Bad Request: {reason}")


def too_many_requests(seconds: int) -> ApiError:
    """429: try again after `seconds`."""
    return ApiError(429, f"Too Many Requests: retry after {seconds}", seconds)
