"""One spelling for a word that people spell in several ways, where the base does not have the word at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 6
"""Shorter words are left as they are: too many of them are one letter apart ("shoe", "show")."""
SLIPS = 1


def one_spelling(used: Mapping[str, int]) -> dict[str, str]:
    """Each term, and the commoner one with the same first letter that it is a slip of; itself where there is none.

    `used` is how often each term was typed.
    """
    spelling: dict[str, str] = {}
    kept: dict[str, list[str]] = defaultdict(list)
    for term in sorted(used, key=lambda term: (-used[term], term)):
        found = None
        if len(term) >= SHORTEST:
            found = process.extractOne(term, kept[term[0]], scorer=OSA.distance, score_cutoff=SLIPS)
        spelling[term] = found[0] if found else term
        if not found:
            kept[term[0]].append(term)
    return spelling
