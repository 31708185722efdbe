"""Importing Open Referral feeds: reading them over the network or from files, and an officer's yes or no."""

from bot.feeds.errors import FeedError

__all__ = ["FeedError"]
