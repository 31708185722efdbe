"""The report as a Word file (.docx), with real headings and tables whose first row is marked as their head."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from handlers.regulation_56 import words
from handlers.regulation_56.model import Document

TEMPLATE = Path(__file__).parent / "template.docx"
"""The page that reports are poured into; `make_template` makes it."""
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def report_docx(document: Document) -> bytes:
    """The report as a Word file. A draft says so in the head of every page."""
    # Loading it takes as long as loading all the rest, and most runs make no file.
    from docxtpl import DocxTemplate  # type: ignore[import-untyped]  # it has none

    template = DocxTemplate(TEMPLATE)
    mark = words.DRAFT if document.draft else ""
    # The template asks each block for its kind, and never for what another kind has.
    blocks = [_printable(block.model_dump()) for block in document.blocks]
    template.render({"title": document.title, "mark": mark, "blocks": blocks}, autoescape=True)
    properties = template.docx.core_properties
    properties.title, properties.language, properties.author = document.title, "en-GB", document.council
    file = BytesIO()
    template.save(file)
    return file.getvalue()


def _printable(value: object) -> object:
    """The texts without the signs that XML cannot hold, which a person can well type."""
    if isinstance(value, str):
        return "".join(letter for letter in value if letter.isprintable() or letter in "\n\t")
    if isinstance(value, dict):
        return {name: _printable(one) for name, one in value.items()}
    return [_printable(one) for one in value] if isinstance(value, (list, tuple)) else value
