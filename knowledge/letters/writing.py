"""A letter put together from its parts, for the choices that were made: as text to copy, or for a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from knowledge.area import Area
from knowledge.letters.models import PLACEHOLDER, Law, Letter, LetterWords, Part, Passage
from knowledge.printable import on_one_line

Choices = frozenset[str]
"""The values that were chosen in a letter."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a letter, and the points under it."""

    text: str
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WrittenLetter:
    """A letter from top to bottom. `notes` are for the person who sends it, not for the one who gets it."""

    title: str
    sender: tuple[str, ...]
    date: str
    to: tuple[str, ...]
    greeting: str
    subject: str
    about: str
    body: tuple[Paragraph, ...]
    closing: str
    signature: str
    notes_title: str
    notes: tuple[str, ...]


def write_letter(
    letter: Letter, choices: Choices, words: LetterWords, area: Area, *, young: bool = False
) -> WrittenLetter:
    """The letter for these choices. Raises ValueError where they are not the choices of this letter."""
    check_choices(letter, choices)
    names = _names(letter, area)
    return WrittenLetter(
        title=on_one_line(letter.title),
        sender=tuple(map(on_one_line, words.sender)),
        date=on_one_line(words.date),
        to=tuple(_filled(line, names) for line in letter.to),
        greeting=on_one_line(words.greeting),
        subject=_filled(letter.subject, names),
        about=on_one_line(words.young_about if young else words.about),
        body=tuple(_body(letter, choices, names, young=young)),
        closing=on_one_line(words.closing),
        signature=on_one_line(words.signature),
        notes_title=on_one_line(words.notes),
        notes=tuple(map(on_one_line, _notes(letter, choices, words, young=young))),
    )


def letter_text(letter: Letter, choices: Choices, words: LetterWords, area: Area, *, young: bool = False) -> str:
    """The letter as text to copy: a line for each paragraph, points behind "- ", blanks in [square brackets]."""
    written = write_letter(letter, choices, words, area, young=young)
    blocks = (
        "\n".join(written.sender),
        written.date,
        "\n".join(written.to),
        written.greeting,
        "\n".join((written.subject, written.about)),
        *("\n".join((part.text, *(f"- {point}" for point in part.points))) for part in written.body),
        written.closing,
        written.signature,
    )
    return "\n\n".join(blocks)


def laws_named(letter: Letter, choices: Choices, *, young: bool = False) -> tuple[Law, ...]:
    """The laws that the letter names for these choices, in order."""
    said = " ".join(_said(passage, young=young) for passage in _kept(letter, choices))
    return tuple(letter.laws[key] for key in dict.fromkeys(PLACEHOLDER.findall(said)) if key in letter.laws)


def check_choices(letter: Letter, choices: Choices) -> None:
    """Raise ValueError unless `choices` are known values, with one for each choice that asks for one."""
    for choice in letter.choices:
        made = choices & set(choice.values)
        if not choice.many and len(made) != 1:
            raise ValueError(f"the letter {letter.id!r} wants one of {choice.values}")
    unknown = choices - {value for choice in letter.choices for value in choice.values}
    if unknown:
        raise ValueError(f"the letter {letter.id!r} does not know {sorted(unknown)}")


def points_of(letter: Letter, choices: Choices, area: Area, *, young: bool = False) -> tuple[str, ...]:
    """The points that stand in the letter because of these choices, and would not stand there without them."""
    points = (point for part in letter.parts for point in part.points if set(point.when) & choices)
    return tuple(_filled(_said(point, young=young), _names(letter, area)) for point in points)


def _names(letter: Letter, area: Area) -> dict[str, str]:
    """What is filled in for each placeholder."""
    return {key: law.name for key, law in letter.laws.items()} | {"council": area.council, "area": area.name}


def _body(letter: Letter, choices: Choices, names: Mapping[str, str], *, young: bool) -> Iterator[Paragraph]:
    for part in letter.parts:
        if _stands(part, choices):
            points = (_said(point, young=young) for point in part.points if _holds(point, choices))
            yield Paragraph(_filled(_said(part, young=young), names), tuple(_filled(point, names) for point in points))


def _notes(letter: Letter, choices: Choices, words: LetterWords, *, young: bool) -> Iterator[str]:
    yield from (words.fill_in, words.foot)
    for law in laws_named(letter, choices, young=young):
        yield words.source.format(law=law.name, source=law.source)


def _kept(letter: Letter, choices: Choices) -> Iterator[Passage]:
    for part in letter.parts:
        if _stands(part, choices):
            yield part
            yield from (point for point in part.points if _holds(point, choices))


def _stands(part: Part, choices: Choices) -> bool:
    return _holds(part, choices) and (not part.points or any(_holds(point, choices) for point in part.points))


def _holds(passage: Passage, choices: Choices) -> bool:
    return not passage.when or bool(set(passage.when) & choices)


def _said(passage: Passage, *, young: bool) -> str:
    return passage.young if young and passage.young else passage.text


def _filled(text: str, names: Mapping[str, str]) -> str:
    return on_one_line(PLACEHOLDER.sub(lambda found: names.get(found[1], found[0]), text))
