"""The named Python functions that flows may call on, where a rule needs more logic than YAML should hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from knowledge.ages import read_adult_life_band, read_band, read_kept_band, read_young_band
from knowledge.dates import is_date
from knowledge.flow.model import Answers, OptionGroup

READERS: Mapping[str, Callable[[str], str | None]] = {
    "age band": read_band,
    "adult life age band": read_adult_life_band,
    "kept age band": read_kept_band,
    "young age band": read_young_band,
}
"""Functions that understand what people type at a choice: the text to the option's value, or None."""

CONDITIONS: Mapping[str, Callable[[Answers], bool]] = {}
"""Functions that choose a way on."""


@dataclass(frozen=True, slots=True)
class Functions:
    """What the engine asks of the rest of the knowledge base."""

    groups: Mapping[str, tuple[OptionGroup, ...]]
    is_place: Callable[[str], bool]
    is_entry: Callable[[str], bool]
    is_date: Callable[[str], bool] = is_date
    conditions: Mapping[str, Callable[[Answers], bool]] = field(default_factory=lambda: CONDITIONS)
    readers: Mapping[str, Callable[[str], str | None]] = field(default_factory=lambda: READERS)
