"""Makes template.docx, the one page that every letter is poured into: `python -m knowledge.letters.make_template`.

The template is kept beside this script, so that an officer can look at it; change it here, never in a word processor.
"""

from __future__ import annotations

from docx import Document
from docx.document import Document as Doc
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt
from docx.styles.style import ParagraphStyle

from knowledge.letters.word_file import BLANK_STYLE, TEMPLATE
from knowledge.word_page import a4, element, set_font

SIZE = Pt(12)
YELLOW = "FFF200"


def make() -> Doc:
    """The template, as a python-docx document."""
    document = Document()
    a4(document)
    _styles(document)
    _sender_and_address(document)
    _lines(document, "{{r letter.subject }}", style="Subject")
    _lines(document, "{{r letter.about }}")
    _lines(document, "{%p for part in letter.body %}", "{{r part.text }}", "{%p for point in part.points %}")
    _lines(document, "{{r point }}", style="List Bullet")
    _lines(document, "{%p endfor %}", "{%p endfor %}", "{{r letter.closing }}", "{{r letter.signature }}")
    _lines(document, "{{r letter.notes_title }}", style="Note title")
    _lines(document, "{%p for note in letter.notes %}", "{{r note }}", "{%p endfor %}", style="Note")
    return document


def _styles(document: Doc) -> None:
    normal = document.styles["Normal"]
    set_font(normal, SIZE)
    normal.paragraph_format.space_after = Pt(10)
    normal.paragraph_format.line_spacing = 1.15
    document.styles["List Bullet"].paragraph_format.space_after = Pt(6)
    _style(document, "Address").paragraph_format.space_after = Pt(0)
    subject = _style(document, "Subject")
    subject.font.bold = True
    subject.paragraph_format.space_after = Pt(0)
    title = _style(document, "Note title")
    title.font.bold = True
    # On a page of its own, the part that is not for the council is easily left in the drawer.
    title.paragraph_format.page_break_before = True
    note = _style(document, "Note")
    note.paragraph_format.space_after = Pt(4)
    blank = document.styles.add_style(BLANK_STYLE, WD_STYLE_TYPE.CHARACTER)
    # Word draws no highlight that stands in a style, but it does draw a style's shading.
    blank.element.get_or_add_rPr().append(element("w:shd", val="clear", color="auto", fill=YELLOW))


def _style(document: Doc, name: str) -> ParagraphStyle:
    style: ParagraphStyle = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    return style


def _sender_and_address(document: Doc) -> None:
    for lines in ("sender", "to"):
        _lines(document, f"{{%p for line in letter.{lines} %}}", "{{r line }}", "{%p endfor %}", style="Address")
        if lines == "sender":
            _lines(document, "", "{{r letter.date }}", "", style="Address")
    _lines(document, "", style="Address")
    _lines(document, "{{r letter.greeting }}")


def _lines(document: Doc, *texts: str, style: str = "Normal") -> None:
    for text in texts:
        document.add_paragraph(text, style=style)


if __name__ == "__main__":
    make().save(str(TEMPLATE))
