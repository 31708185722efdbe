"""What officers are told each working day: counts and links, and no words of families."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Engine

from handlers.desk import Desk
from handlers.reminding import LONDON
from knowledge.clock.counting import is_working_day
from knowledge.dates import say_date
from knowledge.freshness import freshness
from knowledge.upkeep import kept_entries
from storage.digest import MOST, Waiting, count_waiting

LONG = 5
"""Working days after which something waits long."""
SOON = timedelta(days=7)
"""How long before the last day to acknowledge a complaint officers are told of it."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Line:
    """How many there are of something, and the console's page that shows them."""

    count: int
    what: str
    path: str

    @property
    def many(self) -> str:
        """The count, as far as it was counted."""
        return f"More than {MOST:,}" if self.count > MOST else f"{self.count:,}"

    def __str__(self) -> str:
        return f"{self.what}: {self.many}"


@dataclass(frozen=True, slots=True)
class Digest:
    """What waits on `day`. `missed` are days on which officers could not be told. No words of families."""

    day: date
    lines: Sequence[Line]
    missed: Sequence[date]

    @property
    def subject(self) -> str:
        """A line that tells nothing but the day."""
        return f"Signpost: what waits on {say_date(self.day)}"

    def text(self, public_url: str) -> str:
        """The whole of it, with links where the site's address is known."""
        return "\n".join((*self._lines(public_url.rstrip("/")), "", "These numbers are not for sharing.", ""))

    def _lines(self, site: str) -> Iterator[str]:
        yield f"What waits for you in Signpost on {say_date(self.day)}"
        yield ""
        for line in self.lines:
            yield f"- {line}"
            if site:
                yield f"  {site}{line.path}"
        if not self.lines:
            yield "Nothing waits."
        if self.missed:
            days = ", ".join(say_date(day) for day in self.missed)
            yield ""
            yield f"Nothing was sent on {days}: the program did not run, or the message did not go."


def make_digest(engine: Engine, desk: Desk, today: date, told: Sequence[date] = ()) -> Digest | None:
    """What waits today; None where nothing does, and nothing went wrong. `told` are days on which officers were."""
    acknowledge = timedelta(days=desk.knowledge.privacy.basis.complaints.acknowledge_days)
    long_since = waits_long_since(today)
    waiting = count_waiting(engine, long_since, today - acknowledge + SOON)
    lines = [line for line in (*_comments(waiting, long_since), *_content(desk, today), *_rest(waiting)) if line.count]
    missed = missed_days(told, today)
    return Digest(today, lines, missed) if lines or missed else None


def is_time(now: datetime, hour: int) -> bool:
    """Whether it is a working day in London, and this hour or later."""
    there = now.astimezone(LONDON)
    return is_working_day(there.date()) and there.hour >= hour


def waits_long_since(today: date) -> date:
    """The last day after which more than `LONG` working days have begun by today.

    Only the week of a comment is known, so it counts from its Monday, and is called late too early rather than never.
    """
    day, begun = today, 0
    while begun <= LONG:
        begun += is_working_day(day)
        day -= _DAY
    return day


def missed_days(told: Sequence[date], today: date) -> list[date]:
    """The working days between the last one on which officers were told and today; none where they never were."""
    if not told:
        return []
    last = max(told)
    days = (last + number * _DAY for number in range(1, (today - last).days))
    return [day for day in days if is_working_day(day)]


def _comments(waiting: Waiting, long_since: date) -> Iterator[Line]:
    late = f"for over {LONG} working days"
    yield Line(waiting.worries, "Worry flags that nobody has read yet", "/console/inbox?worry=yes&status=received")
    yield Line(waiting.new, "New comments", "/console/inbox?status=received")
    yield Line(waiting.new_long, f"New {late}", f"/console/inbox?status=received&until={long_since}")
    yield Line(
        waiting.read_long, f"Being read, with no answer {late}", f"/console/inbox?status=reading&until={long_since}"
    )
    yield Line(
        waiting.complaints_due,
        f"Complaints about data to acknowledge within {SOON.days} days, or late already",
        "/console/inbox?kind=complaint&status=received",
    )


def _content(desk: Desk, today: date) -> Iterator[Line]:
    states = Counter(freshness(one.review_by, today) for one in kept_entries(desk.knowledge))
    yield Line(states["due"], "Entries due for a check", "/console/content")
    yield Line(states["held back"], "Entries held back from families, for want of a check", "/console/content")


def _rest(waiting: Waiting) -> Iterator[Line]:
    yield Line(waiting.gaps, "Questions that had no answer", "/console/gaps")
    yield Line(waiting.reports, "Reports that an entry is wrong", "/console/content")
    yield Line(waiting.feed_changes, "Changes of feeds that wait for a yes", "/console/content/feeds")
