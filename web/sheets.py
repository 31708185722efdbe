"""Tables to take away: CSV as it streams, and a workbook. Neither holds a formula, whatever families wrote (T-55)."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 1_000_000
"""How many rows a workbook's sheet takes, with some to spare: spreadsheets end at 1,048,576."""
Cell = str | int | None

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_BOM = "\ufeff"
"""By which spreadsheets know that a text is UTF-8."""
_LINES = 500
_PIECE = 64 * 1024


def defused(cell: Cell) -> str | int:
    """A cell that no spreadsheet takes for a formula.

    >>> defused("=1+1"), defused(12), defused(None)
    ("'=1+1", 12, '')
    """
    if isinstance(cell, int):
        return cell
    text = (cell or "").replace("\x00", "")
    return f"'{text}" if text.startswith(_FORMULA) else text


def csv_file(note: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """A CSV file piece by piece: the `note` in its first line, then the `header`."""
    piece = [_BOM, _line([note]), _line(header)]
    last, line = None, ""
    for row in rows:
        # Rows that look alike come one behind the other, as the same object, by the thousand.
        if row is not last:
            last, line = row, _line(row)
        piece.append(line)
        if len(piece) >= _LINES:
            yield "".join(piece).encode()
            piece = []
    yield "".join(piece).encode()


def _line(cells: Iterable[Cell]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow([defused(cell) for cell in cells])
    return written.getvalue()


def workbook(notes: Sequence[str], header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """An Excel file piece by piece, once it is whole: the `notes` on its first sheet, the table on the second.

    It is written to disk row by row, so it never is in memory.
    """
    import xlsxwriter  # type: ignore[import-untyped]

    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with tempfile.TemporaryDirectory(prefix="signpost-") as folder:
        path = Path(folder) / "export.xlsx"
        book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "tmpdir": folder, **plain})
        about, sheet = book.add_worksheet("Read this first"), book.add_worksheet("Table")
        about.set_column(0, 0, 100)
        for place, note in enumerate(notes):
            about.write_string(place, 0, str(defused(note)))
        bold = book.add_format({"bold": True})
        for place, name in enumerate(header):
            sheet.write_string(0, place, name, bold)
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows, 1):
            if number > MOST_ROWS:
                break
            for place, cell in enumerate(map(defused, row)):
                if isinstance(cell, int):
                    sheet.write_number(number, place, cell)
                else:
                    sheet.write_string(number, place, cell)
        book.close()
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece
