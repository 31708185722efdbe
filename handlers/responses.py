""" "You said, we did": what families said, and what the council did, will do or cannot do, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from handlers.desk import Desk
from handlers.gate import Turn
from handlers.pieces import joined
from handlers.result import Result
from handlers.screens import menu
from handlers.taps import Tap, write
from handlers.turn import Choice, Message
from knowledge.dates import say_date
from storage.views import PublicResponse

MOST = 3
"""How many are shown at once."""
MOST_TOPICS = 6
"""How many topics are offered to choose from."""

SORTS: dict[str, Callable[[PublicResponse], str | None]] = {
    "about": lambda one: one.about,
    "theme": lambda one: one.theme,
    "district": lambda one: one.district,
}
"""What responses can be sorted by, and what each has of it."""


def tapped(turn: Turn, tap: Tap, desk: Desk) -> Result:
    """Show what the council answered. `tap.what` is "" for all, or "SORT.VALUE", and behind "|" the first to show."""
    asked, _, first = tap.what.partition("|")
    sort, _, value = asked.partition(".")
    every = turn.look.responses()
    chosen = [one for one in every if SORTS[sort](one) == value] if sort in SORTS else every
    start = int(first) if first.isdecimal() and int(first) < len(chosen) else 0
    texts = desk.texts(easy=turn.state.easy).responses
    if not chosen:
        return Result((Message(f"# {texts.title}\n\n{texts.none}", (menu(desk),), kind="question"),), turn.state)
    shown = chosen[start : start + MOST]
    words = "\n\n".join(joined(response_lines(one, desk)) for one in turn.look.counted(shown))
    choices = (*_more(asked, start + MOST, len(chosen), desk), *_topics(every, asked, desk), menu(desk))
    return Result((Message(f"# {texts.title}\n\n{words}", choices, kind="question"),), turn.state)


def response_lines(response: PublicResponse, desk: Desk, *, said: bool = True) -> Iterator[str]:
    """What was said (with `said`), and the council's response to it, with its date."""
    words = desk.knowledge.texts.responses
    if said:
        yield f"# {words.you_said}"
        yield response.said
        if response.count:
            yield words.count.format(count=response.count)
    yield f"# {words.kinds[response.kind]}"
    yield response.text
    if response.changed:
        yield words.changed.format(what=response.changed)
    yield words.published.format(day=say_date(response.published_on))


def topics(responses: Sequence[PublicResponse], desk: Desk) -> Iterator[tuple[str, str, str]]:
    """What there are responses about: the sort, its value and what it is called, the services and answers first."""
    for sort, read in SORTS.items():
        for value in dict.fromkeys(value for one in responses if (value := read(one))):
            yield sort, value, _called(sort, value, desk)


def _called(sort: str, value: str, desk: Desk) -> str:
    districts = {district.id: district.label for district in desk.knowledge.area.districts}
    return districts.get(value, value) if sort == "district" else desk.title(value)


def _topics(every: Sequence[PublicResponse], asked: str, desk: Desk) -> Iterator[Choice]:
    found = [(f"{sort}.{value}", title) for sort, value, title in topics(every, desk)]
    if asked:
        yield Choice(write(Tap("responses")), desk.knowledge.texts.responses.all)
    elif len(found) > 1:
        words = desk.knowledge.texts.responses
        for value, title in found[:MOST_TOPICS]:
            yield Choice(write(Tap("responses", value)), words.only.format(title=title))


def _more(asked: str, after: int, count: int, desk: Desk) -> Iterator[Choice]:
    if after < count:
        yield Choice(write(Tap("responses", f"{asked}|{after}")), desk.knowledge.texts.responses.more)
