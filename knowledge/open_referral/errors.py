"""What can go wrong with a feed, in one plain line."""

from __future__ import annotations


class FeedError(Exception):
    """The feed cannot be imported, or a change not be decided. The message says why, and that nothing was saved."""
