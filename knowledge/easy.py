"""Easier words: a second version of what we say, in short lines that each have a picture.

Written by the rules for Easy Read. It may be called Easy Read only once people it is for have checked it
(`checked_by`); until then it is called "easier words".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge.faults import ContentError, Fault
from knowledge.flow.model import ChoiceStep, Flow
from knowledge.models import Content
from knowledge.yaml_files import Path_, Places, read_model

MEASURES = "measures"
"""What stands before the dot in the names of the easier words of measures."""
TITLE = "title"
"""The name that a line has instead of a symbol's where it is the heading."""


class Symbol(Content):
    """A picture for an idea: the sign that a phone draws, and its name in words."""

    sign: str
    words: str


class _SymbolFile(Content):
    known_short_forms: tuple[str, ...] = ()
    symbols: dict[str, Symbol]


class _EasyFile(Content):
    checked_by: str | None
    entries: dict[str, tuple[dict[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Easy:
    """The easier words of one entry, step or text. Each line is (symbol's name, sentence)."""

    title: str | None
    lines: tuple[tuple[str, str], ...]
    checked_by: str | None


@dataclass(frozen=True, slots=True)
class EasyWords:
    """All easier words. `of` has them by the id of an entry, by `flow.step`, and by `texts.name`; `files` says where.

    `known` are short forms that everybody knows better than what they stand for.
    """

    symbols: Mapping[str, Symbol]
    of: Mapping[str, Easy]
    files: Mapping[str, Path]
    known: tuple[str, ...] = ()

    def drawn(self, easy: Easy) -> str:
        """The text of it in the marks of a message: a heading, then a line for each sentence behind its sign."""
        lines = [f"{self.symbols[symbol].sign} {said}" for symbol, said in easy.lines]
        return "\n".join(([f"# {easy.title}"] if easy.title else []) + lines)


def easy_names(flow: Flow, step: str) -> tuple[str, ...]:
    """The names under which a step may have easier words: its own, and those of the measure that it asks."""
    asked = flow.steps[step]
    measure = asked.measure if isinstance(asked, ChoiceStep) else None
    return (f"{flow.id}.{step}", *([f"{MEASURES}.{measure}"] if measure else []))


def load_easy(folder: Path) -> EasyWords:
    """Read the folder of easier words. Raises ContentError with every fault of form."""
    faults: list[Fault] = []
    symbol_file = read_model(folder / "symbols.yaml", _SymbolFile)
    symbols = symbol_file.symbols
    found: dict[str, Easy] = {}
    files: dict[str, Path] = {}
    for path in sorted(folder.rglob("*.yaml")):
        if path.name == "symbols.yaml":
            continue
        try:
            file = read_model(path, _EasyFile)
        except ContentError as error:
            faults.extend(error.faults)
            continue
        for name, lines in file.entries.items():
            if name in found:
                faults.append(_fault(path, ("entries", name), f"'{name}' has easier words twice", "keep one of them"))
            faults.extend(_form(path, name, lines, symbols))
            found[name] = _easy(lines, file.checked_by)
            files[name] = path
    if faults:
        raise ContentError(faults)
    return EasyWords(symbols, found, files, symbol_file.known_short_forms)


def _form(path: Path, name: str, lines: tuple[dict[str, str], ...], symbols: Mapping[str, Symbol]) -> Iterator[Fault]:
    for number, line in enumerate(lines):
        at = ("entries", name, number)
        if len(line) != 1:
            yield _fault(path, at, "a line is one symbol and one sentence", "write it as '- symbol: Sentence.'")
        for symbol in line:
            if symbol not in symbols and symbol != TITLE:
                wrong = f"there is no symbol '{symbol}'"
                yield _fault(path, at, wrong, "use a name of easy/symbols.yaml, or add one there")


def _easy(lines: tuple[dict[str, str], ...], checked_by: str | None) -> Easy:
    pairs = [pair for line in lines for pair in line.items()]
    title = next((said for name, said in pairs if name == TITLE), None)
    return Easy(title, tuple(pair for pair in pairs if pair[0] != TITLE), checked_by)


def _fault(path: Path, at: Path_, wrong: str, right: str) -> Fault:
    return Fault(path, Places(path).line(at), wrong, right)
