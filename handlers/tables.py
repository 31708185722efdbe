"""A printed table as lines that can be read aloud: one for each row, with the heading of each number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from knowledge.strategy import Table
from knowledge.strategy.models import Cell
from knowledge.texts import StrategyWords

_YEAR = re.compile(r"(?:19|20)\d\d(?:[/-]\d\d)?")
_PRINTED_NUMBER = re.compile(r"[\d.,]+ ?%?")


def table_text(table: Table, words: StrategyWords) -> str:
    """What the table is called where it has a name, and its rows as bullets."""
    head = words.table.format(title=table.title_as_printed) if table.title_as_printed else ""
    rows = "\n".join(f"- {line}" for line in table_lines(table, words))
    return f"{head}\n\n{rows}" if head else rows


def table_lines(table: Table, words: StrategyWords) -> Iterator[str]:
    """A line for each row, such as "Aged 5 to 10: 1,746 in 2020, 2,017 in 2021"."""
    named = sum(1 for _ in takewhile(lambda at: _names(table, at), range(len(table.columns))))
    for row in table.rows:
        name = ", ".join(str(cell) for cell in row[:named])
        cells = [_cell(table.columns[at], row[at], name, words) for at in range(named, len(row))]
        yield words.row.format(name=_without_sign(name), cells=", ".join(cells))


def _names(table: Table, at: int) -> bool:
    """Whether this column says what its rows are, and counts nothing."""
    return not any(_is_number(row[at]) for row in table.rows)


def _is_number(cell: Cell) -> bool:
    return not isinstance(cell, str) or _PRINTED_NUMBER.fullmatch(cell) is not None


def _cell(heading: str, cell: Cell, name: str, words: StrategyWords) -> str:
    """One number with its heading. A percent sign that is printed beside either stands behind the number."""
    value = f"{cell:,}" if isinstance(cell, int) else str(cell)
    percent = any(text.rstrip().endswith("%") for text in (heading, name)) and not value.endswith("%")
    value = f"{value}%" if percent else value
    if _YEAR.fullmatch(heading):
        return words.in_year.format(heading=heading, value=value)
    return words.under_heading.format(heading=_without_sign(heading), value=value)


def _without_sign(text: str) -> str:
    return text.rstrip().removesuffix("%").rstrip()
