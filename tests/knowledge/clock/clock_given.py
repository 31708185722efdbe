"""Dates as a family could give them, for property tests."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from knowledge.clock import Dates
from knowledge.clock.given import DAYS

TODAY = date(2028, 6, 1)
FIRST, LAST = date(2018, 7, 1), TODAY
days = st.dates(FIRST, LAST)


@st.composite
def given_dates(draw: st.DrawFn) -> Dates:
    """Lawful dates: some of the days, in an order in which they can come."""
    known = draw(st.sets(st.sampled_from(DAYS), min_size=1))
    made: dict[str, date] = {}
    for name in ("requested", "decided", "refused", "draft_sent", "final", "certificate", "review_meeting"):
        if name in known:
            made[name] = draw(st.dates(max((FIRST, *made.values())), LAST))
    if "amendment_notice" in known:
        made["amendment_notice"] = draw(st.dates(made.get("review_meeting", FIRST), LAST))
    if "moved" in known:
        made["moved"] = draw(days)
    transfer = draw(st.none() | st.integers(2020, 2040))
    return Dates(
        **made,
        transfer=transfer,
        phase=None if transfer is None else draw(st.sampled_from(("post-16", "other"))),
        decision_kind=draw(st.sampled_from((None, "send-appeal", "discrimination"))),
        exceptions=tuple(sorted(draw(st.sets(st.sampled_from(("school-shut", "away", "personal")))))),
    )


def later(day: date, by: int) -> date:
    return min(day + timedelta(days=by), LAST)
