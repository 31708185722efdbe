"""What the database gives back of what was said, as families may see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["feedback", "view", "complaint"]
Status = Literal["received", "reading", "answered", "done", "cannot"]
ResponseKind = Literal["did", "will", "cannot"]
RoundKind = Literal["poll", "question"]


@dataclass(frozen=True, slots=True)
class PublicResponse:
    """What the council says to what families said, with the day on which it was published.

    `said` sums up what they said, `text` is the response, and `changed` what became of a "will". `about` is the id of
    a service, an answer or a subject. `count` is how many said it, guarded (T-31): None where that may not be told.
    """

    id: str
    kind: ResponseKind
    said: str
    text: str
    published_on: date
    about: str | None = None
    theme: str | None = None
    district: str | None = None
    changed: str | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of what was sent with a code. `response` is given once it is published."""

    kind: Kind
    about: str
    status: Status
    can_withdraw: bool
    response: PublicResponse | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """A young person's words that an officer approved for everyone to see. `theme` is what they are about.

    `asked` is the name of the step that they answer: "the noise" says one thing to what is good, and another to what
    should change.
    """

    theme: str
    text: str
    age_band: str | None
    asked: str | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """How a round ended. `shares` are whole percentages by option's value, None where hidden; `base` is rounded."""

    base: int
    shares: Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class PublicRound:
    """A poll or a question of the month. `options` are labels by value. A closed one may have `results` (T-31)."""

    id: str
    kind: RoundKind
    ask: str
    options: Mapping[str, str]
    opens_on: date
    closes_on: date
    closed: bool = False
    results: Results | None = None


@dataclass(frozen=True, slots=True)
class OfficersRound:
    """A round as officers see it: `votes` are true counts by option's value, not for sharing (T-35)."""

    public: PublicRound
    votes: Mapping[str, int]
    is_planned: bool

    @property
    def state(self) -> Literal["planned", "open", "over"]:
        """Whether it can be answered now, or when."""
        return "over" if self.public.closed else "planned" if self.is_planned else "open"
