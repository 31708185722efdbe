"""What stops a lesson."""

from __future__ import annotations


class LearningError(Exception):
    """A question cannot be taught or dropped. The message says in plain words why, and what to do."""


class WordingError(LearningError):
    """No phrasing can be made of these words: others have to be found."""
