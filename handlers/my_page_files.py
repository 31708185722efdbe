"""My page as the bytes of a file, made of this conversation's own answers while they are there."""

from __future__ import annotations

from handlers.making import Making
from handlers.my_page import DOCX, PICTURE, SHOW_MY_PAGE, page_of
from knowledge.my_page import Page


def make_my_page(form: str, making: Making) -> bytes:
    """The page as a Word file or as PNG. Raises ValueError where this conversation has no page that is done."""
    page = _page(making)
    # Imported here because drawing and writing take large libraries, and a start is waited for.
    if form == DOCX:
        from knowledge.my_page.word_file import page_docx

        return page_docx(page)
    if form == PICTURE:
        from knowledge.drawing import png
        from knowledge.my_page.picture import page_picture

        return png(page_picture(page))
    raise ValueError("a page has no such form")


def _page(making: Making) -> Page:
    engine, state = making.desk.engine, making.flow
    flow = engine.flow(state.flow) if state else None
    if flow is None or state is None:
        raise ValueError("this conversation has no page")
    position = engine.replay(flow, state.answers)
    if not position.is_outcome or flow.outcomes[position.at].do != SHOW_MY_PAGE:
        raise ValueError("the page of this conversation is not done")
    return page_of(flow, state.answers, making.desk.knowledge.texts.youth.page)
