"""The rules for what officers write in answer to what families said, wherever they write it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from handlers.desk import Desk
from storage.deciding import DecidingError

TELLING = frozenset({"PERSON", "AGE_EXACT"})
"""What may tell who somebody is, of what the anonymiser finds. The council's own numbers and addresses may stand."""


def telling(texts: Iterable[str], desk: Desk) -> list[str]:
    """The names and exact ages in an officer's own texts, which may tell who somebody is."""
    return [
        text[span.start : span.end]
        for text in texts
        for span in desk.anonymiser.clean(text).spans
        if span.type in TELLING
    ]


def subject_of(abouts: Iterable[str], chosen: str | None, desk: Desk) -> dict[str, str]:
    """What a response is about, as its field: what the officer chose, or else what all the comments are about.

    Raises DecidingError for a choice that there is not.
    """
    if chosen and not desk.knowledge.title(chosen):
        raise DecidingError(f"There is nothing with the id '{chosen}' that an answer could be about.")
    agreed = {chosen} if chosen else set(abouts)
    (subject,) = agreed if len(agreed) == 1 else (None,)
    # A reply to a question of the month is about a round, which families know by no name.
    if subject is None or not desk.knowledge.title(subject):
        return {}
    is_entry = subject in desk.knowledge.services or subject in desk.knowledge.answers
    return {"about" if is_entry else "theme": subject}


def known_district(district: str | None, desk: Desk) -> str | None:
    """The district that the officer says. That of a few comments could tell, with the service, who wrote (T-20).

    Raises DecidingError for one that there is not.
    """
    known = [one.id for one in desk.knowledge.area.districts]
    if district and district not in known:
        raise DecidingError(f"There is no district '{district}'. Use one of: {', '.join(known)}.")
    return district or None


def hard_to_read(texts: Sequence[str], desk: Desk) -> Iterator[str]:
    """Hints on words that families may find hard: they keep nothing back."""
    # The reading formula takes a moment to load, and only answers need it.
    from knowledge.checks.easy import exempt_from_grade
    from knowledge.checks.reading import plain_faults

    exempt = exempt_from_grade(desk.knowledge)
    for text in texts:
        yield from (
            f"Families may find it hard to read: {wrong}; {right}." for wrong, right in plain_faults(text, exempt)
        )
