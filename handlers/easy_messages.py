"""Easier words: an entry or a step in them, the buttons to and from them, and what its short forms mean."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.desk import Desk
from handlers.reader import Reader
from handlers.taps import Tap, write
from handlers.turn import Choice, Message
from knowledge.easy import easy_names
from knowledge.flow.model import Flow

MOST_WORDS = 6
"""The most short forms that are explained on one screen."""


def easy_entry(entry_id: str, desk: Desk, reader: Reader) -> str | None:
    """The easier words of an entry, with what they may be called; None where it has none or needs none."""
    easy = desk.knowledge.easy.of.get(entry_id) if reader.easy else None
    if easy is None:
        return None
    words = desk.knowledge.texts.easy
    drawn = desk.knowledge.easy.drawn(easy)
    head = "" if easy.title else f"# {desk.title(entry_id)}\n"
    label = words.checked.format(who=easy.checked_by) if easy.checked_by else words.label
    for_young = f" {words.for_young}" if _speaks_to_the_young(entry_id, desk) and not reader.young else ""
    return f"{head}{drawn}\n\n{label}{for_young}"


def easy_step(flow: Flow, name: str, desk: Desk) -> str | None:
    """The easier words of a flow's step, its own or those of the measure that it asks; None where it has none."""
    of = desk.knowledge.easy.of
    easy = next((of[one] for one in easy_names(flow, name) if one in of), None)
    return desk.knowledge.easy.drawn(easy) if easy else None


def easy_choices(entry_id: str, text: str, desk: Desk, reader: Reader) -> Iterator[Choice]:
    """The buttons for the other version of an entry whose message is `text`, and for the short forms in it."""
    buttons = desk.knowledge.texts.buttons
    forms = [form for form in desk.short_forms.within(text) if form.entry != entry_id]
    if len(forms) == 1:
        label = buttons.short_form.format(short=forms[0].short)
        yield Choice(write(Tap("entry", forms[0].entry)), label, way="move")
    elif forms:
        yield Choice(write(Tap("words", entry_id)), buttons.short_forms, way="move")
    if entry_id not in desk.knowledge.easy.of:
        return
    if reader.easy:
        yield Choice(write(Tap("full", entry_id)), buttons.full, way="move")
    else:
        yield Choice(write(Tap("easy", entry_id)), buttons.easy, way="move")


def short_forms_message(text: str, desk: Desk) -> Message:
    """What each short form in `text` means, with a button to its page in the glossary."""
    forms = desk.short_forms.within(text)[:MOST_WORDS]
    lines = [f"- {form.short}: {form.long[0]}" for form in forms]
    choices = tuple(
        Choice(write(Tap("entry", form.entry)), desk.knowledge.texts.buttons.short_form.format(short=form.short))
        for form in forms
    )
    return Message("\n".join((f"# {desk.knowledge.texts.easy.short_forms}", *lines)), choices)


def _speaks_to_the_young(entry_id: str, desk: Desk) -> bool:
    answer = desk.knowledge.answers.get(entry_id)
    guide = desk.knowledge.guides.get(entry_id)
    return bool((answer and answer.young) or (guide and guide.young_title))
