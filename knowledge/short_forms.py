"""Short forms ("SENCO") and what they mean: said at their first use, and a tap away in the glossary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from knowledge.models import Content


class ShortForm(Content):
    """A short form. `means` is what to say behind it in brackets; `long` what it stands for, word for word.

    `also` are other spellings, `entry` is the id of its answer in the glossary.
    """

    short: str
    also: tuple[str, ...] = ()
    long: tuple[str, ...]
    means: str
    entry: str


def glossary_entries(forms: Iterable[ShortForm]) -> dict[str, str]:
    """The id of the glossary's entry for each spelling of each short form."""
    return {spelling: form.entry for form in forms for spelling in (form.short, *form.also)}


class ShortForms:
    """Finds the short forms in a text, and explains each where it is first used."""

    def __init__(self, forms: Iterable[ShortForm]) -> None:
        self._of = {spelling: form for form in forms for spelling in (form.short, *form.also)}
        longest_first = sorted(self._of, key=len, reverse=True)
        spellings = "|".join(re.escape(one) for one in longest_first) or r"(?!)"
        self._pattern = re.compile(rf"(?<![\w-])(?P<short>{spellings})(?:s|['’]s)?(?![\w-])")

    def within(self, text: str) -> tuple[ShortForm, ...]:
        """The short forms that stand in `text`, in the order of their first use."""
        return tuple({form.short: form for form, _match in self._found(text)}.values())

    def explained(self, text: str) -> str:
        """The text with what each short form means in brackets behind its first use, where it does not say so itself.

        Headings (lines behind "# ") stay as they are, and so does a short form that is the start of a name.
        """
        said = text.casefold()
        waiting = {form.short for form in self.within(text) if not any(one.casefold() in said for one in form.long)}
        return "\n".join(self._line_explained(line, waiting) for line in text.split("\n"))

    def _line_explained(self, line: str, waiting: set[str]) -> str:
        if line.startswith("# "):
            return line
        parts, end = [], 0
        for form, match in self._found(line):
            if form.short in waiting and not _starts_a_name(line, match.end()):
                waiting.remove(form.short)
                parts.append(f"{line[end : match.end()]} ({form.means})")
                end = match.end()
        return "".join((*parts, line[end:]))

    def _found(self, text: str) -> Iterator[tuple[ShortForm, re.Match[str]]]:
        for match in self._pattern.finditer(text):
            yield self._of[match["short"]], match


def _starts_a_name(line: str, end: int) -> bool:
    after = line[end : end + 2]
    return after[:1] == " " and after[1:].isupper()
