"""The forms of regular English verbs. A form that nobody uses ("eated") does no harm: no one writes it either."""

from __future__ import annotations

from collections.abc import Iterator

_VOWELS = "aeiou"


def all_forms(verb: str) -> Iterator[str]:
    """ "beg", "begs", "begged", "begging"."""
    yield verb
    yield from finite_forms(verb)
    yield from (stem + "ing" for stem in _stems(verb.removesuffix("e")))


def finite_forms(verb: str) -> Iterator[str]:
    """ "begs" and "begged"."""
    if verb[-1] == "y" and verb[-2] not in _VOWELS:
        yield from (verb[:-1] + "ies", verb[:-1] + "ied")
        return
    yield verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
    yield from (stem + "ed" for stem in _stems(verb.removesuffix("e")))


def _stems(verb: str) -> Iterator[str]:
    """The verb as it stands before "ed" and "ing", its last letter doubled too where that may be."""
    yield verb
    if len(verb) > 2 and verb[-1] not in _VOWELS + "wxy" and verb[-2] in _VOWELS and verb[-3] not in _VOWELS:
        yield verb + verb[-1]
