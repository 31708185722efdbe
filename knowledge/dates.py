"""Days: reading them as people write them, and saying them as people do."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

_FORMS = (
    *("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y", "%d.%m.%Y", "%d.%m.%y"),
    *("%d %B %Y", "%d %b %Y", "%d %B %y", "%d %b %y", "%B %d %Y", "%b %d %Y"),
)
_ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th)\b")


def read_date(typed: str, today: date) -> date | None:
    """The day in `typed`, British order ("3/11/2026", "3rd Nov 2026", "yesterday"); None where it is not one."""
    words = _ORDINAL.sub(
        "", " ".join(typed.lower().replace(",", " ").replace(" of ", " ").replace("sept ", "sep ").split())
    )
    spoken = {"today": 0, "yesterday": 1}
    if words in spoken:
        return today - timedelta(days=spoken[words])
    for form in _FORMS:
        try:
            return datetime.strptime(words, form).date()
        except ValueError:
            continue
    return None


def is_date(value: str) -> bool:
    """Whether `value` is a day as it is stored (ISO 8601)."""
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def say_date(day: date) -> str:
    """The day in words, such as "22 November 2026"."""
    return f"{day.day} {day:%B %Y}"
