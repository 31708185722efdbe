"""Questions about what a short form means: "what does SRB mean", "SENCO stands for?"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_ASKING = frozenset(
    {"mean", "means", "meaning", "meant", "stand", "stands", "short", "definition", "define", "explain"}
)
_AROUND = _ASKING | {
    *(
        "what",
        "whats",
        "wat",
        "wot",
        "when",
        "whatever",
        "does",
        "do",
        "did",
        "is",
        "it",
        "a",
        "an",
        "the",
        "for",
        "of",
    ),
    *("by", "please", "pls", "me", "you", "u", "they", "say", "to", "in", "word", "words", "letters", "can", "tell"),
    *("acronym", "abbreviation", "know"),
}


class Definitions:
    """The short forms that have an entry of their own."""

    def __init__(self, entries: Mapping[str, str]) -> None:
        """`entries` gives the id of its entry for each spelling."""
        self._entries = {spelling.casefold(): entry_id for spelling, entry_id in entries.items()}

    def asked(self, words: Sequence[str]) -> str | None:
        """The id of the entry for the one short form that the words ask the meaning of; None for anything else."""
        plain = [word.casefold() for word in words]
        if not _ASKING & set(plain):
            return None
        left = [word for word in plain if word not in _AROUND]
        # A plural asks for the same.
        names = {self._entries.get(" ".join(left)), self._entries.get(" ".join(left).removesuffix("s"))} - {None}
        return names.pop() if len(names) == 1 else None
