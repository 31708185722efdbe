"""Makes template.docx, the page that every report is poured into: `python -m handlers.regulation_56.make_template`.

The template is kept beside this script, so that an officer can look at it; change it here, never in a word processor.
"""

from __future__ import annotations

from docx import Document
from docx.document import Document as Doc
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Cm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from handlers.regulation_56.word_file import TEMPLATE
from knowledge.word_page import a4, element, set_font

SIZE = Pt(12)
HEADINGS = {"Heading 1": Pt(22), "Heading 2": Pt(18), "Heading 3": Pt(15), "Heading 4": Pt(13)}


def make() -> Doc:
    """The template, as a python-docx document."""
    document = Document()
    a4(document)
    _styles(document)
    _page_head(document)
    document.add_paragraph("{{ title }}", style="Heading 1")
    document.add_paragraph("{%p for block in blocks %}")
    for level in (2, 3, 4):
        _when(document, f'block.kind == "heading" and block.level == {level}')
        document.add_paragraph("{{ block.text }}", style=f"Heading {level}")
        document.add_paragraph("{%p endif %}")
    _when(document, 'block.kind == "paragraph"')
    document.add_paragraph("{{ block.text }}{% if block.link %} {{ block.link }}{% endif %}")
    document.add_paragraph("{%p endif %}")
    _when(document, 'block.kind == "points"')
    document.add_paragraph("{%p for line in block.lines %}")
    document.add_paragraph("{{ line }}", style="List Bullet")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endif %}")
    _when(document, 'block.kind == "answer"')
    document.add_paragraph("{%p for line in block.lines %}")
    named = document.add_paragraph(style="Answer")
    named.add_run("{{ line.0 }}: ").bold = True
    named.add_run("{{ line.1 }}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endif %}")
    _when(document, 'block.kind == "table"')
    document.add_paragraph("{{ block.caption }}", style="Caption")
    _table(document)
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")
    return document


def _styles(document: Doc) -> None:
    normal = document.styles["Normal"]
    set_font(normal, SIZE)
    normal.paragraph_format.space_after = Pt(8)
    normal.paragraph_format.line_spacing = 1.15
    document.styles["List Bullet"].paragraph_format.space_after = Pt(4)
    for name, size in HEADINGS.items():
        set_font(document.styles[name], size)
    set_font(document.styles["Caption"], SIZE)
    document.styles["Caption"].paragraph_format.keep_with_next = True
    answer = document.styles.add_style("Answer", WD_STYLE_TYPE.PARAGRAPH)
    answer.base_style = normal
    answer.paragraph_format.left_indent = Cm(0.75)
    answer.paragraph_format.space_after = Pt(4)


def _page_head(document: Doc) -> None:
    """The draft's mark stands in the head of every page, and the page's number in its foot."""
    section = document.sections[0]
    section.header.paragraphs[0].add_run("{{ mark }}").bold = True
    _field(section.footer.paragraphs[0], "PAGE")


def _field(paragraph: Paragraph, name: str) -> None:
    run = paragraph.add_run("Page ")._r
    for part in (element("w:fldChar", fldCharType="begin"), element("w:instrText"), None):
        if part is None:
            part = element("w:fldChar", fldCharType="end")
        elif part.tag.endswith("instrText"):
            part.text = name
        run.append(part)


def _when(document: Doc, holds: str) -> None:
    document.add_paragraph(f"{{%p if {holds} %}}")


def _table(document: Doc) -> None:
    table = document.add_table(rows=4, cols=2, style="Table Grid")
    for column, text in enumerate(("{{ block.head.0 }}", "{{ block.head.1 }}")):
        table.cell(0, column).paragraphs[0].add_run(text).bold = True
    _mark_head(table)
    table.cell(1, 0).text = "{%tr for row in block.rows %}"
    table.cell(2, 0).text, table.cell(2, 1).text = "{{ row.0 }}", "{{ row.1 }}"
    table.cell(3, 0).text = "{%tr endfor %}"
    # Without a paragraph behind it, two tables that follow each other are one.
    document.add_paragraph("")


def _mark_head(table: Table) -> None:
    """The first row is read out with each cell, and stands again on the next page."""
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(element("w:cantSplit"))
    properties.append(element("w:tblHeader"))
    described = table._tbl.tblPr
    described.append(element("w:tblCaption", val="{{ block.caption }}"))
    described.append(element("w:tblDescription", val="{{ block.caption }}"))


if __name__ == "__main__":
    make().save(str(TEMPLATE))
