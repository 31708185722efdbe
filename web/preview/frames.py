"""A screen in each of its versions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from handlers.turn import Message
from knowledge.base import Knowledge

USUAL = "Usual words"
EASIER = "Easier words"
YOUNG = "For the young person"

Messages = tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """One screen of a phone. `messages` is None where a fault in the content keeps it from being drawn."""

    title: str
    messages: Messages | None


def frames(versions: Iterable[tuple[str, Callable[[], Messages]]]) -> tuple[Frame, ...]:
    """A frame for each version; versions that are all the same on the screen share one."""
    found: list[Frame] = []
    for title, draw in versions:
        messages = _drawn(draw)
        same = next((at for at, one in enumerate(found) if one.messages == messages), None)
        if same is None:
            found.append(Frame(title, messages))
        else:
            found[same] = replace(found[same], title=f"{found[same].title}. {title}: the same")
    return tuple(found)


def speaks_to_the_young(entry_id: str, knowledge: Knowledge) -> bool:
    """Whether an answer or a guide has words for the young person whom it is about."""
    answer, guide = knowledge.answers.get(entry_id), knowledge.guides.get(entry_id)
    lines = [line for section in guide.sections for line in section.lines] if guide else []
    return bool(
        (answer and answer.young) or (guide and guide.young_title) or any(line.young is not None for line in lines)
    )


def _drawn(draw: Callable[[], Messages]) -> Messages | None:
    try:
        return draw()
    except Exception:
        # Any fault of meaning may stop a screen, and a writer who mends it wants to see all the others.
        return None
