"""How the assistant learns: from the questions that it could not answer, and through people alone."""

from knowledge.learning.asked import Asked, read_questions
from knowledge.learning.errors import LearningError, WordingError
from knowledge.learning.groups import Group, find, group
from knowledge.learning.phrasings import Lesson, must_fit, one_line, phrasing_from, teach
from knowledge.learning.trial import count_finding, term_weights

__all__ = [
    "Asked",
    "Group",
    "LearningError",
    "Lesson",
    "WordingError",
    "count_finding",
    "find",
    "group",
    "must_fit",
    "one_line",
    "phrasing_from",
    "read_questions",
    "teach",
    "term_weights",
]
