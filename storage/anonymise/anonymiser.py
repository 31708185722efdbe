"""The anonymiser: each finder in turn, again and again until nothing more is found."""

from __future__ import annotations

from collections.abc import Iterable

from storage.anonymise import addresses, ages, dates, numbers, people, reach, schools
from storage.anonymise.draft import Draft, Finder
from storage.anonymise.keep import Keep
from storage.anonymise.lexicon import lexicon
from storage.anonymise.plain import Plain
from storage.anonymise.spans import AnonymiseError, CleanText, Detail, Span, made
from storage.anonymise.version import Version

# The order matters: what is surest comes first, and what it finds is out of sight of those after it.
FINDERS: tuple[Finder, ...] = (
    reach.emails,
    reach.web_links,
    reach.handles,
    numbers.pupil_numbers,
    numbers.insurance_numbers,
    dates.birth_dates,
    reach.phones,
    numbers.nhs_numbers,
    numbers.postcodes,
    addresses.addresses,
    numbers.references,
    numbers.number_plates,
    schools.schools,
    people.people,
    ages.ages,
)
_ROUNDS = 12


class Anonymiser:
    """Takes personal details out. Build one and share it: it holds no text, and any thread may use it.

    `keep` are phrases that stay: places, service names, helpline numbers, words of the field.
    """

    def __init__(self, keep: Iterable[str] = ()) -> None:
        self._keep = Keep(keep)
        lexicon()

    def clean(self, text: str, *, about: Iterable[str] = ()) -> CleanText:
        """Clean `text`. `about` are names under review (a service, a college) that stay as well.

        Raises AnonymiseError, which holds none of the text, where anything goes wrong: then nothing may be kept.
        """
        try:
            return self._clean(text, tuple(about))
        except Exception:
            # Whatever went wrong, the text must not be kept; "from None", as a traceback could carry it into a log.
            raise AnonymiseError("the text could not be cleaned") from None

    def _clean(self, text: str, about: tuple[str, ...]) -> CleanText:
        reviewed = Keep(about)
        details: list[Detail] = []
        for _ in range(_ROUNDS):
            version = Version(text, details)
            found = self._find(version.text, reviewed)
            if not found:
                return made(version.text, tuple(Span(detail.start, detail.end, detail.type) for detail in details))
            details = version.with_more(found)
        raise AnonymiseError("the text could not be cleaned")

    def _find(self, text: str, reviewed: Keep) -> list[Detail]:
        plain = Plain(text)
        draft = Draft(plain.text, self._keep, reviewed)
        for finder in FINDERS:
            draft.take(finder)
        details = (Detail(*plain.span(found.start, found.end), found.type, found.instead) for found in draft.details)
        return sorted(details, key=lambda detail: detail.start)
