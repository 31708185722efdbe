"""What a reminder says, and what is said of reminders. All words come from the content as it is when they are said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from handlers.desk import Desk
from handlers.people import people_button
from handlers.pieces import joined, to_entries
from handlers.reader import Reader
from handlers.reminding import still_to_say
from handlers.screens import menu
from handlers.subjects import SubjectWords, words_of
from handlers.taps import Tap, write
from handlers.turn import Choice, Message, Reply
from knowledge.dates import say_date
from knowledge.texts import ReminderWords
from storage.reminders import Planned

STOP_ALL = write(Tap("unremind", "all"))
YES, NO = "yes.", "no."
"""What stands before the subject in the answers to "did it happen?"."""
_LETTERS = "letters"
"""The flow that writes letters."""
_MOST_IN_FULL = 2
"""How many dates in one message are told with what to do. More of them would bury each other."""


def reminder(planned: Iterable[Planned], today: date, desk: Desk, *, easy: bool) -> Reply | None:
    """One message for all that a chat is to be told today; None where nothing of it is left to say."""
    said = [(one, words) for one in still_to_say(planned, today) if (words := words_of(one.subject, desk))]
    if not said:
        return None
    texts, full = desk.texts(easy=easy).reminders, len(said) <= _MOST_IN_FULL
    before = [_coming(one, words, today, texts, full=full) for one, words in said if one.kind == "before"]
    after = [texts.was.format(title=words.title, day=_day(one)) for one, words in said if one.kind != "before"]
    text = _explained((*_under(texts.before, before), *_under(texts.happened, after)), desk, easy=easy)
    choices = [choice for one, words in said for choice in _answers(one, words, desk, alone=len(said) == 1)]
    return Reply((Message(text, (*choices, stop_choice(desk)), kind="notice"),))


def not_yet(subject: str, desk: Desk, reader: Reader) -> Message | None:
    """What late looks like, what to do about it, and what to read on with; None for a subject we do not know."""
    words = words_of(subject, desk)
    if words is None:
        return None
    texts = desk.texts(easy=reader.easy).reminders
    late = words.late or texts.not_yet
    letters = desk.engine.flow(_LETTERS) if words.letter else None
    letter = (Choice(write(Tap("flow", letters.id)), letters.title),) if letters else ()
    entries = to_entries(words.answers, desk, reader)
    text = _explained((f"# {words.title}", late, _steps(words, texts)), desk, easy=reader.easy)
    return Message(text, (*letter, *entries, people_button(desk), menu(desk)))


def listed(planned: Iterable[Planned], desk: Desk) -> str:
    """The dates that these are about, one a line, the soonest first."""
    dues = {one.subject: one.due for one in planned}
    texts = desk.knowledge.texts.reminders
    titles = [(due, words.title) for name, due in dues.items() if (words := words_of(name, desk))]
    return "\n".join(f"- {texts.subject.format(title=title, day=say_date(due))}" for due, title in sorted(titles))


def stop_choice(desk: Desk) -> Choice:
    """The button that stops all reminders, with one tap."""
    return Choice(STOP_ALL, desk.knowledge.texts.buttons.stop_reminders, way="move")


def _coming(one: Planned, words: SubjectWords, today: date, texts: ReminderWords, *, full: bool) -> str:
    title, day, when = words.title, _day(one), _when((one.due - today).days, texts)
    match words.day:
        case "by":
            line = texts.last_day.format(title=title, day=day, when=when)
        case "on":
            line = texts.date.format(title=title, day=day, when=when)
        case "from":
            line = texts.begins.format(title=title, day=day, when=when)
    # What is for others to do is only for the family to chase once it is late.
    return f"{line}\n\n{_steps(words, texts)}" if full and words.yours else line


def _steps(words: SubjectWords, texts: ReminderWords) -> str:
    return "\n".join((f"# {texts.do}", *(f"- {step}" for step in words.do)))


def _answers(one: Planned, words: SubjectWords, desk: Desk, *, alone: bool) -> tuple[Choice, ...]:
    buttons, title = desk.knowledge.texts.buttons, words.title
    yes, no = write(Tap("happened", YES + one.subject)), write(Tap("happened", NO + one.subject))
    if one.kind == "before":
        return (Choice(yes, buttons.it_is_done if alone else buttons.this_is_done.format(title=title)),)
    return (
        Choice(yes, buttons.happened if alone else buttons.this_happened.format(title=title)),
        Choice(no, buttons.not_yet if alone else buttons.this_not_yet.format(title=title)),
    )


def _under(heading: str, lines: Sequence[str]) -> tuple[str, ...]:
    return (f"# {heading}", *lines) if lines else ()


def _when(days: int, texts: ReminderWords) -> str:
    near = {0: texts.today, 1: texts.tomorrow}
    return near.get(days) or texts.in_days.format(count=days)


def _explained(lines: Iterable[str], desk: Desk, *, easy: bool) -> str:
    text = joined(lines)
    return text if easy else desk.short_forms.explained(text)


def _day(one: Planned) -> str:
    return say_date(one.due)
