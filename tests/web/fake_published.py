"""What is published, made up for tests of the pages that show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from storage.progress import Note
from storage.views import PublicResponse, PublicRound, Voice

RESPONSES = (
    PublicResponse(
        "r1", "did", "The page about transport was hard to follow.", "We wrote it again, with families.",
        date(2026, 11, 2), about="norfolk-sendiass", district="norwich", count=25,
    ),
    PublicResponse(
        "r2", "cannot", "There is no swimming club near Thetford.", "<b>The pool is closed</b> until the spring.",
        date(2026, 10, 1), theme="community", district="breckland",
    ),
    PublicResponse(
        "r3", "will", "Calls are not answered.", "Two more people will answer from January.", date(2026, 9, 1),
        theme="health", changed="They have started.",
    ),
)  # fmt: skip
VOICES = (
    Voice("school", "I would like a quiet room.", "11-15", "better"),
    Voice("school", "My teacher <script>alert(1)</script> helps me.", None),
    Voice("community", "More clubs, please.", "16-18"),
)


class FakePublished:
    """Gives what it holds, which a test may change."""

    def __init__(self) -> None:
        self.said: Sequence[PublicResponse] = RESPONSES
        self.heard: Sequence[Voice] = VOICES
        self.asked: Sequence[PublicRound] = ()
        self.noted: Mapping[str, Note] = {}

    def responses(self) -> Sequence[PublicResponse]:
        return self.said

    def counted(self, responses: Sequence[PublicResponse]) -> Sequence[PublicResponse]:
        return responses

    def voices(self) -> Sequence[Voice]:
        return self.heard

    def progress(self) -> Mapping[str, Note]:
        return self.noted

    def rounds(self) -> Sequence[PublicRound]:
        return self.asked
