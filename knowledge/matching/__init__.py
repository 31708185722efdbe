"""Finds the entries that answer what a family typed, and says how sure it is."""

from knowledge.matching.entries import Entry, entries_from
from knowledge.matching.matcher import Matcher
from knowledge.matching.understood import Explain, Match, Understood
from knowledge.matching.words import Words, load_words

__all__ = ["Entry", "Explain", "Match", "Matcher", "Understood", "Words", "entries_from", "load_words"]
