"""Short forms ("SENCO") and what they mean: said at their first use, and a tap away in the glossary."""

from __future__ import annotations

from knowledge.models import Content


class ShortForm(Content):
    """A short form. `means` is what to say behind it in brackets; `long` what it stands for, word for word.

    `also` are other spellings, `entry` is the id of its answer in the glossary.
    """

    short: str
    also: tuple[str, ...] = ()
    long: tuple[str, ...]
    means: str
    entry: str
