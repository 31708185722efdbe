"""The dates of a timeline as a picture and as a calendar file."""

from __future__ import annotations

from handlers.making import Making
from knowledge.clock import ClockWords, DateFault, Dates, Timeline, work_out


def make_picture(code: str, making: Making) -> bytes:
    """The picture of the dates that `code` holds, as PNG. Raises ValueError for a code that we never made."""
    # Imported here because drawing takes a large library, and a start is waited for.
    from knowledge.clock.picture import picture
    from knowledge.drawing import png

    timeline, words = _read(code, making)
    return png(picture(timeline, words))


def make_calendar(code: str, making: Making) -> bytes:
    """The calendar file of the dates that `code` holds. Raises ValueError for a code that we never made."""
    from knowledge.clock.calendar import calendar

    timeline, words = _read(code, making)
    return calendar(timeline, words, making.desk.knowledge.area)


def _read(code: str, making: Making) -> tuple[Timeline, ClockWords]:
    words = making.desk.knowledge.clock
    if words is None:
        raise ValueError("this area has no clock")
    try:
        return work_out(Dates.from_code(code), making.today), words
    except DateFault as fault:
        raise ValueError("these dates cannot be") from fault
