"""Made-up comments, as many as are wanted: the same ones for the same seed.

They have the shape of real ones: a few services get most of them, a few words are in most of them, one in a hundred has
a worry flag, one in twelve says what another one says. Their words are put together from the list below.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Any

from knowledge.base import Knowledge
from knowledge.loader import load
from storage.sealing import Sealer
from storage.worded import seal_words

LAST_WEEK = date(2026, 11, 16)
WEEKS = 156
_BANDS = ("5-10", "11-15", "16-19", "20-25", None)
_STATUSES = ("received",) * 4 + ("reading", "answered", "done", "cannot")
_COMMON = """they help wait school plan support listened called back told family child good kind slow phone months
people meeting time group staff answer nobody understood found letter form place week assessment college therapy
travel explained"""
_STARTS, _ENDS = (
    "bal dor fen kel mar nor pel sil tam wex",
    "dit fol gan hup jin lor mip nup rig sev tor vul wat yed zim",
)
_WORDS = [*_COMMON.split(), *(start + end for start in _STARTS.split() for end in _ENDS.split())]
"""Those in front are in many comments, those at the end in few."""
_MEASURES = {
    "overall": "12345",
    "easy-to-use": ("yes", "partly", "no"),
    "easy-to-understand": ("yes", "partly", "no"),
    "helpful": ("yes", "partly", "no"),
    "up-to-date": ("yes", "partly", "no", "unknown"),
}
RESPONSES = 300


SUBMISSION = (
    *("id", "kind", "about", "age_band", "district", "words", "week", "receipt", "status", "showing", "may_show"),
    *("worry", "group_id", "response_id", "indexed", "version", "fresh"),
)
COLUMNS: Mapping[str, Sequence[str]] = {
    "submission": SUBMISSION,
    "mark": ("submission_id", "measure", "value", "fresh"),
    "tag": ("submission_id", "tag"),
    "decision": ("id", "at", "who", "what", "on_id", "why"),
    "response": ("id", "kind", "said", "text", "about", "theme", "made_on", "published_on"),
}


class Maker:
    """Makes comments about what the content has."""

    def __init__(self, sealer: Sealer, seed: int = 1, knowledge: Knowledge | None = None) -> None:
        known = knowledge or load()
        self._random = Random(seed)
        self._sealer = sealer
        self._services = sorted(known.services)
        self._themes = sorted(name for name, one in known.subjects.items() if one.kind == "theme")
        self._districts = [district.id for district in known.area.districts]
        self._weights = list(accumulate(1 / (place + 1) for place in range(len(self._services))))
        self._word_weights = list(accumulate(1 / (place + 3) for place in range(len(_WORDS))))
        self._group = ""

    def responses(self) -> Iterator[tuple[Any, ...]]:
        """What the council answered: rows for the table response."""
        for number in range(RESPONSES):
            kind = self._random.choice(("did", "will", "cannot"))
            day = LAST_WEEK - timedelta(days=number)
            about = self._random.choice(self._services)
            yield (_id(number), kind, self._sentence(), self._sentence(), about, None, day, day if number % 4 else None)

    def batch(self, ids: Sequence[str]) -> dict[str, list[tuple[Any, ...]]]:
        """Comments with these ids: rows by table."""
        made: dict[str, list[tuple[Any, ...]]] = {"submission": [], "mark": [], "tag": [], "decision": []}
        for one in ids:
            row = self._submission(one)
            made["submission"].append(row)
            measures = self._random.sample(sorted(_MEASURES), 4)
            made["mark"] += [(one, name, self._random.choice(_MEASURES[name]), 0) for name in sorted(measures)]
            if self._random.random() < 0.1:
                made["tag"].append((one, f"priority.{self._random.randint(1, 4)}"))
            if row[8] != "received":
                made["decision"].append((_hex(self._random), f"{row[6]} 10:00:00.000000", "ann", "read", one, None))
        return made

    def _submission(self, one: str) -> tuple[Any, ...]:
        pick = self._random
        kind = pick.choices(("feedback", "view", "complaint"), (80, 19, 1))[0]
        about = pick.choices(self._services, cum_weights=self._weights)[0] if kind == "feedback" else None
        about = about or ("data" if kind == "complaint" else pick.choice(self._themes))
        words = seal_words({"good": self._sentence(), "better": self._sentence()}, self._sealer)
        week = LAST_WEEK - timedelta(weeks=int(pick.triangular(0, WEEKS, 0)))
        status, worry, may_show = pick.choice(_STATUSES), pick.random() < 0.01, pick.random() < 0.5
        answered = status in {"answered", "done", "cannot"}
        showing = "approved" if may_show and answered and not worry else "waiting"
        self._group = self._group if self._group and pick.random() < 0.08 else one
        response = _id(pick.randrange(RESPONSES)) if answered else None
        return (
            *(
                one,
                kind,
                about,
                pick.choice(_BANDS),
                pick.choice([*self._districts, None]),
                words,
                week,
                one * 2,
                status,
            ),
            *(showing, may_show, worry, self._group, response, False, 1, 0),
        )

    def _sentence(self) -> str:
        count = self._random.randint(5, 14)
        return " ".join(self._random.choices(_WORDS, cum_weights=self._word_weights, k=count)).capitalize() + "."


def ids(count: int, seed: int = 1) -> list[str]:
    """Random ids in their order, so that tables are filled from one end to the other."""
    pick = Random(seed)
    return sorted(_hex(pick) for _ in range(count))


def _hex(pick: Random) -> str:
    return f"{pick.getrandbits(128):032x}"


def _id(number: int) -> str:
    return f"{number:032x}"
