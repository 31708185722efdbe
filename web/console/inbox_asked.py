"""What an address of the inbox asks for: its filters, made usable, and the address's query that says them again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any, get_args
from urllib.parse import urlencode

from handlers.comments import STATUSES
from handlers.figures import band_name
from handlers.topics import SORTS
from knowledge.ages import KEPT_BANDS, YOUNG_BANDS
from storage.inbox import Filters, Showing
from storage.search_words import cut
from storage.submissions import week_of
from storage.views import Kind, Status
from web.asked import line
from web.console.known import Known, Option

LONGEST_SEARCH = 10_000
_LONGEST = 120
_KINDS: Mapping[Kind, str] = {
    "feedback": "Comments",
    "view": "Young people's views",
    "complaint": "Complaints about data",
}
_BANDS = tuple(dict.fromkeys((*KEPT_BANDS, *YOUNG_BANDS)))
_SHOWINGS: Mapping[Showing, str] = {
    "waiting": "Not decided",
    "approved": "Approved for publishing",
    "held": "Held",
    "rejected": "Rejected",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters as the address has them. "" leaves a thing open. `is_cut` says that more words were typed."""

    kind: str = ""
    about: str = ""
    theme: str = ""
    priority: str = ""
    outcome: str = ""
    district: str = ""
    age_band: str = ""
    since: str = ""
    until: str = ""
    status: str = ""
    showing: str = ""
    worry: str = ""
    words: str = ""
    is_cut: bool = False

    @property
    def query(self) -> str:
        """The filters as an address's query."""
        return urlencode({name: value for name, value in asdict(self).items() if value and name in NAMES})

    @property
    def is_narrowed(self) -> bool:
        """Whether there is any filter besides words."""
        return bool(replace(self, words="").query)

    def filters(self, known: Known) -> Filters:
        """The same for the inbox. A name that nobody knows finds nothing."""
        same: dict[str, Any] = {
            name: getattr(self, name) or None for name in ("kind", "district", "age_band", "status", "showing")
        }
        return Filters(
            **same,
            about=[known.id_of(self.about) or ""] if self.about else None,
            since=week_of(date.fromisoformat(self.since)) if self.since else None,
            until=date.fromisoformat(self.until) if self.until else None,
            worry={"yes": True, "no": False}.get(self.worry),
            under=[known.topics.of[tag].under() for sort in SORTS if (tag := getattr(self, sort))],
            words=self.words or None,
        )


NAMES = tuple(one.name for one in fields(Asked) if one.name != "is_cut")


def read(said: Mapping[str, str], known: Known) -> Asked:
    """The filters that an address says. What it says that there is not is left out."""
    named = {name: line(said.get(name, ""), _LONGEST) for name in NAMES}
    for sort in SORTS:
        named[sort] = f"{sort}.{named[sort].removeprefix(f'{sort}.')}"
    for name, options in choices(known).items():
        named[name] = named[name] if any(one.value == named[name] for one in options) else ""
    for name in ("since", "until"):
        named[name] = _day(named[name])
    named["words"], is_cut = cut(line(said.get("words", ""), LONGEST_SEARCH))
    return Asked(**named, is_cut=is_cut)


def choices(known: Known) -> dict[str, Sequence[Option]]:
    """The choices of each list, by the name of its filter."""
    topics: dict[str, Sequence[Option]] = {
        sort: [Option(one.tag, one.label) for one in known.topics.sorted_by(sort)] for sort in SORTS
    }
    return {
        "kind": [Option(value, label) for value, label in _KINDS.items()],
        "status": [Option(value, STATUSES[value].capitalize()) for value in get_args(Status)],
        "showing": [Option(value, label) for value, label in _SHOWINGS.items()],
        "worry": [Option("yes", "Only with a worry flag"), Option("no", "Without a worry flag")],
        "district": known.districts(),
        "age_band": [Option(band, band_name(band)) for band in _BANDS],
        **topics,
    }


def _day(said: str) -> str:
    try:
        return date.fromisoformat(said).isoformat()
    except ValueError:
        return ""
