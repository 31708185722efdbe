"""Draws choices and links as buttons, and as text the links that Telegram refuses in a button."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from handlers.turn import Choice, Link

SHORT = 16
"""The longest label, in letters, that may share its row with another on a narrow phone."""
LOCAL_DIGITS = 9
"""How many last digits of a long number are the same with and without its country code."""
_WEB = ("https://", "http://")


def keyboard(choices: Sequence[Choice], links: Sequence[Link], chosen: str) -> InlineKeyboardMarkup | None:
    """Return web links, then choices, one a row; two short "move" choices beside each other share theirs."""
    rows = [[InlineKeyboardButton(link.label, url=link.url)] for link in links if is_web(link)]
    before: Choice | None = None
    for choice in choices:
        button = InlineKeyboardButton(_label(choice, chosen), callback_data=choice.value)
        if before and _small(before) and _small(choice) and len(rows[-1]) == 1:
            rows[-1].append(button)
        else:
            rows.append([button])
        before = choice
    return InlineKeyboardMarkup(rows) if rows else None


def link_lines(links: Sequence[Link], text: str) -> tuple[str, ...]:
    """Return a line "label: number" for each link whose number or address `text` does not already give."""
    return tuple(_line(link) for link in links if not _gives(text, link))


def is_web(link: Link) -> bool:
    """Tell whether Telegram takes this link in a button: it refuses `tel:`, `sms:` and `mailto:`."""
    return link.url.startswith(_WEB)


def _label(choice: Choice, chosen: str) -> str:
    return f"✓ {choice.label} ({chosen})" if choice.chosen else choice.label


def _small(choice: Choice) -> bool:
    return choice.way == "move" and len(choice.label) <= SHORT


def _line(link: Link) -> str:
    return link.label if _gives(link.label, link) else f"{link.label}: {_address(link)}"


def _address(link: Link) -> str:
    return link.url if is_web(link) else unquote(link.url.partition(":")[2].partition("?")[0])


def _gives(text: str, link: Link) -> bool:
    """Tell whether `text` holds the link's address; a number counts however it is spaced, and with a country code."""
    address = _address(link)
    if not link.url.startswith(("tel:", "sms:")):
        return address.casefold() in text.casefold()
    digits = re.sub(r"\D", "", address)
    start = r"(?<!\d)(?<!\d[\s().-])" if len(digits) <= LOCAL_DIGITS else ""
    spaced = r"[\s().-]*".join(digits[-LOCAL_DIGITS:])
    return re.search(rf"{start}{spaced}(?![\s().-]?\d)", text) is not None
