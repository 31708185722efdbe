"""The page as a Word file (.docx): large type, a picture beside each part, and lines to fill in by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from docx import Document
from docx.shared import Cm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from knowledge.drawing import height, png, wrapped
from knowledge.my_page.page import ROOM, Page, Part
from knowledge.word_page import a4, element, set_font

PICTURE = Cm(2.1)
_COLUMNS = (Cm(2.8), Cm(14.2))
_MARGIN = Cm(2)
_TITLE, _CREDIT = Pt(30), Pt(9)
_RULE = "B1B4B6"
_BLANK_LETTERS = 30
_ROOM_FOR_PARTS = 760.0
"""How many points the parts may take together, as `_tall` measures them: it makes each line a little too high."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How the words are set: their size in points, and whether the things of a part share a line."""

    size: int
    joined: bool = False

    def lines(self, part: Part) -> tuple[str, ...]:
        """The lines of a part."""
        return (", ".join(part.lines),) if self.joined and part.lines else part.lines


FITS = (*(Fit(size) for size in (20, 18, 16, 14)), *(Fit(size, joined=True) for size in (18, 16, 14, 12)))
"""The best first; Easy Read asks for 14 points, and only a page that is full to the edge has less."""


def page_docx(page: Page) -> bytes:
    """The page as a Word file, on one sheet of A4."""
    fit = next((fit for fit in FITS if _tall(page, fit) <= _ROOM_FOR_PARTS), FITS[-1])
    document = Document()
    a4(document)
    document.sections[0].left_margin = document.sections[0].right_margin = _MARGIN
    document.core_properties.title = page.words.title
    for style, size in (("Normal", Pt(fit.size)), ("Heading 1", _TITLE), ("Heading 2", Pt(fit.size + 2))):
        set_font(document.styles[style], size)
    _spaced(document.add_heading(page.words.title, level=1), after=0)
    _spaced(document.add_paragraph(page.name_line), before=4, after=8)
    _parts(document.add_table(rows=0, cols=len(_COLUMNS)), page, fit)
    document.add_paragraph().add_run(page.words.credit).font.size = _CREDIT
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _parts(table: Table, page: Page, fit: Fit) -> None:
    table.autofit = False
    for column, width in zip(table.columns, _COLUMNS, strict=True):
        column.width = width
    for part in page.parts:
        row: _Row = table.add_row()  # type: ignore[no-untyped-call]
        row._tr.get_or_add_trPr().append(element("w:cantSplit"))
        _rule_above(row)
        _picture(row.cells[0], part)
        _words(row.cells[1], part, fit)


def _picture(cell: _Cell, part: Part) -> None:
    if part.picture is None:
        return
    shape = cell.paragraphs[0].add_run().add_picture(BytesIO(_sharp(part.picture)), width=PICTURE)
    # Without words of its own, a screen reader would read out the name of the file.
    shape._inline.docPr.set("descr", part.heading)
    _spaced(cell.paragraphs[0], before=4, after=4)


@cache
def _sharp(picture: str) -> bytes:
    """A picture as PNG, which stays sharp on paper. There are few of them, and drawing one takes a while."""
    return png(picture, scale=4)


def _words(cell: _Cell, part: Part, fit: Fit) -> None:
    heading = cell.paragraphs[0]
    heading.style = "Heading 2"
    heading.add_run(part.heading)
    _spaced(heading, before=4, after=2)
    for line in fit.lines(part):
        _spaced(cell.add_paragraph(line, style=None if fit.joined else "List Bullet"), after=2)
    for _ in range(0 if part.lines else ROOM):
        _spaced(cell.add_paragraph("_" * _BLANK_LETTERS), before=4, after=2)
    _spaced(cell.paragraphs[-1], after=8)


def _rule_above(row: _Row) -> None:
    for cell, width in zip(row.cells, _COLUMNS, strict=True):
        cell.width = width
        borders = element("w:tcBorders")
        borders.append(element("w:top", val="single", sz="8", color=_RULE))
        cell._tc.get_or_add_tcPr().append(borders)


def _spaced(paragraph: Paragraph, *, before: int = 0, after: int) -> None:
    form = paragraph.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), 1.0


def _tall(page: Page, fit: Fit) -> float:
    """About how many points the parts take, so set."""
    least = float(PICTURE.pt) + 10
    return sum(max(least, sum(_heights(part, fit))) for part in page.parts)


def _heights(part: Part, fit: Fit) -> Iterator[float]:
    yield 1.3 * (fit.size + 2) + 14
    for line in fit.lines(part):
        yield height(wrapped(f"•  {line}", fit.size, width=int(_COLUMNS[1].pt) - fit.size)) + 2
    yield 0 if part.lines else ROOM * (1.3 * fit.size + 6)
