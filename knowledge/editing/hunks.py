"""A change of a file as whole lines before and after it, and a set of changes as a file for `git apply`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from io import StringIO
from typing import Literal

from knowledge.editing.errors import EditError

Stands = Literal["before", "after", "neither"]
"""Which lines of a change a text has: those before it, those after it, or neither."""
Becomes = Literal["same", "out", "in", "more"]
"""What becomes of a line: it stays, goes or comes; or some lines that stay are not told."""
AROUND = 3
"""How many of the lines that stay are told on either side of one that does not."""
_BECOMES: Mapping[str, Becomes] = {" ": "same", "-": "out", "+": "in"}
_NO_END = "\n\\ No newline at end of file\n"


@dataclass(frozen=True, slots=True)
class Hunk:
    """Whole lines of a file before a change and after it. No line before it stands for a file that is new."""

    before: str
    after: str


def hunk(old: str, new: str, entry: tuple[int, int] | None = None) -> Hunk:
    """What changed between two texts of a file: in the lines of `entry` (the characters where they begin and end in
    `old`) where nothing else changed, or else in as few lines as there can be but one that the text has only once.
    """
    was, now = lines(old), lines(new)
    first = next((at for at, (a, b) in enumerate(zip(was, now, strict=False)) if a != b), min(len(was), len(now)))
    most = min(len(was), len(now)) - first
    same = next((n for n in range(most) if was[-1 - n] != now[-1 - n]), most)
    last = len(was) - same
    if entry:
        begins, ends = len(lines(old[: entry[0]])), len(lines(old[: entry[1]]))
        if begins <= first and last <= ends:
            first, last = begins, ends
    while was and len(_places(was, was[first:last])) != 1:
        first, last = (first - 1, last) if first else (first, last + 1)
    return Hunk("".join(was[first:last]), "".join(now[first : len(now) - (len(was) - last)]))


def stands(text: str, change: Hunk) -> Stands:
    """Which lines of the change the text has."""
    found = lines(text)
    is_before = len(_places(found, lines(change.before))) == 1 if change.before else not text
    is_after = len(_places(found, lines(change.after))) == 1
    if is_before and is_after:
        # Where lines were only added, those before are among those after.
        return "after" if _places(lines(change.after), lines(change.before)) else "before"
    return "before" if is_before else "after" if is_after else "neither"


def applied(text: str, change: Hunk) -> str:
    """The text after the change. Raises EditError where the lines before it are no longer there."""
    if stands(text, change) != "before":
        raise EditError("These lines were changed by somebody else in the meantime.")
    if not change.before:
        return change.after
    found, before = lines(text), lines(change.before)
    (at,) = _places(found, before)
    return "".join((*found[:at], change.after, *found[at + len(before) :]))


def back(change: Hunk) -> Hunk:
    """The change that undoes this one."""
    return Hunk(change.after, change.before)


def diff(name: str, old: str, new: str) -> str:
    """A unified diff of the file `name`, as `git apply` and `patch` take it."""
    was = f"a/{name}" if old else "/dev/null"
    told = unified_diff(lines(old), lines(new), was, f"b/{name}" if new else "/dev/null")
    return "".join(line if line.endswith("\n") else line + _NO_END for line in told)


def line_by_line(change: Hunk) -> Iterator[tuple[Becomes, str]]:
    """Each line that changes and those near it, with what becomes of it. Where lines that stay are left out: "more"."""
    told = unified_diff(lines(change.before), lines(change.after), n=AROUND)
    for number, line in enumerate(told):
        if line.startswith("@@"):
            if not line.startswith(("@@ -1 ", "@@ -1,", "@@ -0,")):
                yield "more", ""
        elif number > 1:
            yield _BECOMES[line[0]], line[1:].rstrip("\r\n")


def lines(text: str) -> list[str]:
    """The lines of a text with their ends. Only a line feed ends one, as for git."""
    return StringIO(text, newline="\n").readlines()


def _places(found: Sequence[str], wanted: Sequence[str]) -> list[int]:
    """Where these lines begin among the others."""
    if not wanted:
        return []
    size = len(wanted)
    starts = (at for at, line in enumerate(found) if line == wanted[0])
    return [at for at in starts if list(found[at : at + size]) == list(wanted)]
