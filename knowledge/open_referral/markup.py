"""Text from a feed as plain text. Nothing in it is trusted: tags go, scripts go with their words, hidden signs go."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass

LONGEST_RAW = 20_000
"""Letters of one value that are read: no honest description has more."""
MOST_ROUNDS = 3
"""How often text is unwrapped: some feeds escape their tags, and some escape them twice."""

_PLAIN = re.compile(r"[A-Za-z0-9+(](?:[!-%'-;=?-~]| (?! ))*(?<! )")
"""What nearly all text is: one line with nothing in it to take out."""
# Each of these takes what is never closed to its end, so that no feed can make it slow. A parser of real HTML is slower
# than the square of such a text's length, and we want no structure out of it.
_UNSEEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|template|iframe|object|noscript|svg)\b.*?(?:</\1\s*>|\Z)", re.I | re.S
)
_BLOCK = re.compile(
    r"</?(?:p|div|br|li|ul|ol|h[1-6]|table|tr|section|article|address|blockquote|hr)\b[^>]*(?:>|\Z)", re.I
)
_TAG = re.compile(r"</?[a-z!?][^>]*(?:>|\Z)", re.I)
_OPENING = re.compile(r"<+(?=[a-z/!?])", re.I)
"""What is left of a tag that was wrapped in others to be left."""
_MARKS = re.compile(r"^[#>*•·\s]+")
"""Signs at the start of a line that our own marks, or Markdown, would take for a heading, a quotation or a list."""


@dataclass(frozen=True, slots=True)
class Plain:
    """Lines of plain text, one paragraph each. `had_tags` tells that tags were taken out of it."""

    lines: tuple[str, ...]
    had_tags: bool

    @property
    def line(self) -> str:
        """All of it on one line."""
        return " ".join(self.lines)

    @property
    def paragraphs(self) -> str:
        """All of it, a blank line between paragraphs."""
        return "\n\n".join(self.lines)


def plain_text(raw: str) -> Plain:
    """Read text that may hold HTML, escaped or not, control signs or broken characters."""
    if _PLAIN.fullmatch(raw):
        return Plain((raw,), had_tags=False)
    text, had_tags = raw[:LONGEST_RAW], False
    for _ in range(MOST_ROUNDS):
        text, found = _without_tags("\n".join(map(_visible, html.unescape(text).splitlines())))
        had_tags = had_tags or found
    text = _OPENING.sub("", text)
    lines = (" ".join(_MARKS.sub("", line).split()) for line in text.splitlines())
    return Plain(tuple(line for line in lines if line), had_tags)


def _without_tags(text: str) -> tuple[str, bool]:
    if "<" not in text:
        return text, False
    seen, unseen = _UNSEEN.subn(" ", text)
    lines, blocks = _BLOCK.subn("\n", seen)
    bare, tags = _TAG.subn("", lines)
    return bare, unseen + blocks + tags > 0


def _visible(line: str) -> str:
    """The line without signs that cannot be seen: controls, half characters, and those that turn a line around."""
    if line.isascii() and line.isprintable():
        return line
    return "".join(" " if unicodedata.category(sign) in {"Cc", "Zs", "Zl"} else sign for sign in line if _is_kept(sign))


def _is_kept(sign: str) -> bool:
    return unicodedata.category(sign) not in {"Cf", "Cs", "Co", "Cn"}
