"""What the anonymiser gives back: text with personal details taken out, and where they stood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, final

Kind = Literal[
    "PERSON",
    "PHONE",
    "EMAIL",
    "POSTCODE",
    "ADDRESS",
    "NHS_NUMBER",
    "NINO",
    "DOB",
    "AGE_EXACT",
    "SCHOOL",
    "UPN",
    "URL",
    "HANDLE",
    "CASE_REF",
    "VEHICLE",
]
_MAKER = object()


class AnonymiseError(RuntimeError):
    """The text could not be cleaned, so it must not be kept, logged or searched."""


@dataclass(frozen=True, slots=True)
class Span:
    """Where a personal detail stood: `start` and `end` count characters of the text that was given."""

    start: int
    end: int
    type: Kind


@dataclass(frozen=True, slots=True)
class Detail:
    """A span and the words that take its place."""

    start: int
    end: int
    type: Kind
    instead: str


@final
class CleanText:
    """Text that has been through `Anonymiser.clean`, which alone can make one. `str()` gives the text."""

    __slots__ = ("spans", "text")
    text: str
    spans: tuple[Span, ...]

    def __init__(self, text: str, spans: tuple[Span, ...], *, maker: object = None) -> None:
        if maker is not _MAKER:
            raise TypeError("clean text is made by Anonymiser.clean() and by nothing else")
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "spans", spans)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("clean text cannot be changed")

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"CleanText({len(self.text)} characters, {len(self.spans)} details)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CleanText) and (self.text, self.spans) == (other.text, other.spans)

    def __hash__(self) -> int:
        return hash((self.text, self.spans))


def made(text: str, spans: tuple[Span, ...]) -> CleanText:
    """Make clean text. For the anonymiser alone."""
    return CleanText(text, spans, maker=_MAKER)
