"""What to say to someone who may be at risk, and whom to send them to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from knowledge.safety.check import Alert
from knowledge.safety.models import SafetyContent, Signal, Signpost

MOST_CARDS = 3
"""How many cards come up front (content's response rules)."""
_ADULT_FROM = 18
_EMERGENCY = "emergency-999"

Reader = Literal["child", "adult", "unknown"]


@dataclass(frozen=True, slots=True)
class Help:
    """The reply: the first words, lines under them, at most three cards, and the cards behind "more help"."""

    first_line: str
    lines: tuple[str, ...]
    cards: tuple[Signpost, ...]
    more: tuple[Signpost, ...]


def help_for(alert: Alert, content: SafetyContent, age: int | None = None) -> Help:
    """The help for an alert. `age` is the age in years of the person that the talk is about, where it is known."""
    signal = content.signal(alert.signal)
    reader = _reader(alert, age)
    shown = _shown(_wanted(alert, signal, reader, age), content)
    cards = shown[: 1 if alert.gentle else MOST_CARDS]
    return Help(
        first_line=_first_line(alert, content, signal, reader),
        lines=_lines(alert, content, signal, cards),
        cards=cards,
        more=shown[len(cards) :],
    )


def _reader(alert: Alert, age: int | None) -> Reader:
    """Who is reading. An age does not tell: the talk may be about the writer's child, so only 18 and over counts."""
    if age is not None and age >= _ADULT_FROM and alert.speaker != "child":
        return "adult"
    return alert.speaker


def _wanted(alert: Alert, signal: Signal, reader: Reader, age: int | None) -> list[str]:
    show = signal.show
    sexual = show.if_sexual if alert.sexual else ()
    child = [*sexual, *show.under_18, *(show.age_16_17_add if age in (16, 17) else ())]
    adult_first = show.adult_if_fear_of_harm if alert.fear_of_harm else ()
    adult = [*adult_first, *sexual, *show.adult, *show.adult_more]
    if reader == "child":
        return child
    return adult if reader == "adult" else child + adult


def _shown(ids: Iterable[str], content: SafetyContent) -> tuple[Signpost, ...]:
    once = dict.fromkeys(content.signpost(one).same_as or one for one in ids)
    signposts = (content.signpost(one) for one in once)
    return tuple(one for one in signposts if one.can_be_shown)


def _first_line(alert: Alert, content: SafetyContent, signal: Signal, reader: Reader) -> str:
    line = content.lines.gentle if alert.gentle else signal.first_line
    return line.adult if reader == "adult" else line.under_18


def _lines(alert: Alert, content: SafetyContent, signal: Signal, cards: tuple[Signpost, ...]) -> tuple[str, ...]:
    if alert.gentle:
        return ()
    lines = [signal.show.always_add_line, signal.show.adult_note if alert.speaker != "child" else None]
    if signal.show.always_add_line is None and all(card.id != _EMERGENCY for card in cards):
        lines.append(content.lines.emergency)
    lines.append(content.lines.clear_chat if signal.clear_chat else None)
    lines.append(content.lines.bot)
    return tuple(line for line in lines if line)
