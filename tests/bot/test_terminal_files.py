"""The assistant in a terminal: a file that holds someone's own words is made for their chat."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

from docx import Document
from rich.console import Console

from bot.terminal import chat
from handlers.assistant import Assistant


def test_a_page_that_someone_made_is_saved_with_their_words(assistant: Assistant) -> None:
    screen = StringIO()
    skips = ["Skip what I am good at", "Skip what I need", "Skip what I want", "Skip who helps me"]
    typed = iter(["/start my-page", "Make my page", "zebra polishing", *skips, "quit"])
    chat(assistant, Console(file=screen, width=100), lambda: next(typed))
    found = re.search(r"\S+my-page\.docx", screen.getvalue())
    assert found
    (table,) = Document(Path(found[0])).tables
    assert table.rows[0].cells[1].paragraphs[1].text == "zebra polishing"
