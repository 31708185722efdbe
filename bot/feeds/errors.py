"""What can go wrong with a feed, in one plain line."""

from __future__ import annotations


class FeedError(Exception):
    """The feed cannot be imported, or a change not be decided. The message says why, and that nothing was saved."""


class AnswerError(FeedError):
    """One document could not be had. `status` is the HTTP status of the answer, None where there was no answer."""

    def __init__(self, why: str, status: int | None = None) -> None:
        super().__init__(why)
        self.status = status
