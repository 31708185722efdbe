"""The report as the rows of a table: one for each sentence, comment, answer and number."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.regulation_56.model import Answer, Block, Document, Heading, Paragraph, Points, Table

HEAD = ("Part", "Under", "What", "Text", "Number")
Row = tuple[str, str, str, str, str]


def report_rows(document: Document) -> Iterator[Row]:
    """Each row begins with the headings that it stands under."""
    part = under = ""
    for block in document.blocks:
        if isinstance(block, Heading):
            part, under = (block.text, "") if block.level == 2 else (part, block.text if block.level == 3 else under)
        yield from ((part, under, *row) for row in _rows_of(block))


def _rows_of(block: Block) -> Iterator[tuple[str, str, str]]:
    match block:
        case Heading():
            yield "Heading", block.text, ""
        case Paragraph():
            yield "Text", " ".join(filter(None, (block.text, block.link))), ""
        case Points():
            yield from (("Comment" if block.quoted else "Text", line, "") for line in block.lines)
        case Answer():
            yield from ((name, text, "") for name, text in block.lines)
        case Table():
            yield from ((block.caption, name, number) for name, number in block.rows)
