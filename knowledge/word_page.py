"""What our Word files share: the page, the font, and that nobody is named as their author."""

from __future__ import annotations

from docx.document import Document as Doc
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Length, RGBColor
from docx.styles.style import ParagraphStyle

FONT = "Arial"
"""Plain and without serifs, as the British Dyslexia Association's style guide asks."""
BLACK = RGBColor(0, 0, 0)
_THEME_FONTS = ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme")
"""What a heading's style names instead of a font, and which would win over one."""


def a4(document: Doc) -> None:
    """Make it one A4 page with wide margins, in British English, with no names in its properties."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2)
    document.core_properties.title = ""
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.core_properties.language = "en-GB"


def set_font(style: ParagraphStyle, size: Length) -> None:
    """Set the font of a style, and its language."""
    style.font.name, style.font.size = FONT, size
    properties = style.element.get_or_add_rPr()
    properties.rFonts.set(qn("w:eastAsia"), FONT)
    for name in _THEME_FONTS:
        properties.rFonts.attrib.pop(qn(name), None)
    if style.font.color.rgb is not None:
        style.font.color.rgb = BLACK
    properties.append(element("w:lang", val="en-GB"))


def element(name: str, **values: str) -> BaseOxmlElement:
    """An element of WordprocessingML, such as "w:lang", with the `values` of its attributes."""
    made = OxmlElement(name)
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made
