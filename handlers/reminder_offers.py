"""Offering reminders: the button that asks for them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from handlers.desk import Desk
from handlers.gate import Turn
from handlers.reminder_messages import stop_choice
from handlers.reminding import Subject, plan
from handlers.subjects import MOST, pack, words_of
from handlers.taps import Tap, write
from handlers.turn import Choice
from storage.reminders import Planned


def remind_choices(subjects: Iterable[Subject], desk: Desk, turn: Turn) -> tuple[Choice, ...]:
    """The button that offers to remind of these dates; the one that stops where all of them are on already.

    Of more than a button can carry, the soonest count. None on other channels than Telegram, and none where no date
    is to come.
    """
    if turn.channel != "telegram":
        return ()
    coming = sorted((one for one in subjects if plan_known((one,), desk, turn.today)), key=lambda one: one.due)[:MOST]
    on = {(one.subject, one.due) for one in turn.look.reminders()}
    if not coming:
        return ()
    if all((one.id, one.due) in on for one in coming):
        return (stop_choice(desk),)
    return (Choice(write(Tap("remind", pack(coming))), desk.knowledge.texts.buttons.remind),)


def plan_known(subjects: Iterable[Subject], desk: Desk, today: date) -> tuple[Planned, ...]:
    """The reminders for those of the subjects that the content still has words for."""
    known = (one for one in subjects if words_of(one.id, desk))
    return plan(known, today)
