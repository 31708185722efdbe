"""How the assistant learns: from the questions that it could not answer, and through people alone."""

from knowledge.learning.asked import Asked, read_questions
from knowledge.learning.errors import LearningError
from knowledge.learning.groups import Group, find, group
from knowledge.learning.phrasings import Lesson, one_line, phrasing_from, teach

__all__ = [
    "Asked",
    "Group",
    "LearningError",
    "Lesson",
    "find",
    "group",
    "one_line",
    "phrasing_from",
    "read_questions",
    "teach",
]
