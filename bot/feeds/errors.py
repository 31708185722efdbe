"""What can go wrong with reading a feed, in one plain line."""

from __future__ import annotations

from knowledge.open_referral.errors import FeedError

__all__ = ["AnswerError", "FeedError"]


class AnswerError(FeedError):
    """One document could not be had. `status` is the HTTP status of the answer, None where there was no answer."""

    def __init__(self, why: str, status: int | None = None) -> None:
        super().__init__(why)
        self.status = status
