"""My page: a one-page profile in a young person's own words, as text, as a Word file and as a picture.

Pure: words in, a page out. Nothing here keeps anything.
"""

from knowledge.my_page.page import Page, Part, page_text

__all__ = ["Page", "Part", "page_text"]
