"""Letters that families send: ready but for the names, which they fill in on their own device."""

from knowledge.letters.codes import read_code, write_code
from knowledge.letters.draft_check import asks
from knowledge.letters.loading import load_letters
from knowledge.letters.models import Law, Letter, LetterChoice, Letters, LetterWords, Part, Passage
from knowledge.letters.word_file import letter_docx
from knowledge.letters.writing import Choices, laws_named, letter_text, points_of

__all__ = [
    "Choices",
    "Law",
    "Letter",
    "LetterChoice",
    "LetterWords",
    "Letters",
    "Part",
    "Passage",
    "asks",
    "laws_named",
    "letter_docx",
    "letter_text",
    "load_letters",
    "points_of",
    "read_code",
    "write_code",
]
