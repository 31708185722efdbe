"""What the figures are called, and when they are brought up to date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from weakref import WeakKeyDictionary

from sqlalchemy import Engine

from handlers.comments import Titles, district_name
from handlers.desk import Desk
from knowledge.ages import KEPT_BANDS
from storage.figures import NOT_SAID, Side, update_all_figures, update_figures
from storage.releases import Options, release

SIDE_NAMES: Mapping[Side, str] = {
    "all": "All",
    "about": "What it is about",
    "district": "District",
    "age_band": "Age band",
}


def options_of(desk: Desk) -> Options:
    """The values that can be tapped, in their order, by the id of the measure."""
    return {name: [option.value for option in one.options] for name, one in desk.knowledge.measures.of.items()}


def option_labels(measure: str, desk: Desk) -> Mapping[str, str]:
    """What the values of a measure are called, in their order."""
    return {option.value: option.label for option in desk.knowledge.measures.of[measure].options}


def known_keys(side: Side, desk: Desk) -> Sequence[str]:
    """The keys of a side that has few, all known; none for what comments are about."""
    if side == "district":
        return [district.id for district in desk.knowledge.area.districts]
    return list(KEPT_BANDS) if side == "age_band" else ()


def key_name(side: Side, key: str, desk: Desk, titles: Titles | None = None) -> str:
    """What one value of a side is called. `titles` knows the questions of the month, too."""
    if side == "all":
        return SIDE_NAMES["all"]
    if key == NOT_SAID:
        return "Not said"
    if side == "about":
        return titles.of(key) if titles else desk.title(key)
    return str(district_name(key, desk)) if side == "district" else band_name(key)


def band_name(band: str) -> str:
    """An age band in words.

    >>> band_name("5-10")
    'Aged 5 to 10'
    """
    first, _, last = band.partition("-")
    return f"Aged under {last}" if first == "under" else f"Aged {first} to {last}" if last else band


class FigureRounds:
    """Brings the figures up to date every so often: all of them once a day, in between those of the last weeks."""

    def __init__(self) -> None:
        self._whole: WeakKeyDictionary[Engine, date] = WeakKeyDictionary()

    def run(self, engine: Engine, desk: Desk, today: date) -> None:
        """Once a day also publish what is due (`storage.releases`)."""
        if self._whole.get(engine) == today:
            update_figures(engine, today)
            return
        update_all_figures(engine)
        release(engine, today, options_of(desk))
        self._whole[engine] = today
