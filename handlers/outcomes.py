"""What happens at the end of a flow. Each outcome in a flow file names one of the actions here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from handlers.cards import card
from handlers.clock_messages import show_timeline
from handlers.desk import Desk
from handlers.entry_messages import guide_message
from handlers.letter_messages import show_draft_list, show_letter
from handlers.milestone_messages import show_next_three
from handlers.my_page import SHOW_MY_PAGE, show_my_page
from handlers.people import people_button, people_cards
from handlers.preview import preview
from handlers.reader import Reader
from handlers.reminding import Subject
from handlers.said import PREVIEW
from handlers.say import say_answer
from handlers.screens import menu, move, ways_after
from handlers.state import FlowState
from handlers.strategy_messages import MOST_ACTIONS, MOST_PROMISES, action_board, number_list, promise_list
from handlers.taps import Tap, write
from handlers.turn import Choice, Message
from handlers.young_messages import SHOW_HELPERS, show_helpers
from knowledge.find_services import Wanted
from knowledge.flow.model import Flow, Outcome

PAGE = 3
"""How many cards are shown at once."""


def nothing_offered(_subjects: Iterable[Subject]) -> tuple[Choice, ...]:
    """No reminders, where none can be sent."""
    return ()


@dataclass(frozen=True, slots=True)
class Reached:
    """An outcome that a person has come to, by its name. `first` is the first result to show, counted from 0.

    `remind` gives the buttons that offer to remind of dates.
    """

    flow: Flow
    at: str
    state: FlowState
    reader: Reader
    first: int = 0
    remind: Callable[[Iterable[Subject]], tuple[Choice, ...]] = nothing_offered

    @property
    def outcome(self) -> Outcome:
        """What the flow's file says of it."""
        return self.flow.outcomes[self.at]


Action = Callable[[Reached, Desk], tuple[Message, ...]]
T = TypeVar("T")


def show(reached: Reached, desk: Desk) -> tuple[Message, ...]:
    """The messages of an outcome."""
    return ACTIONS[reached.outcome.do](reached, desk)


def show_services(reached: Reached, desk: Desk) -> tuple[Message, ...]:
    """The services that fit, best first, a few at a time."""
    texts, answers = desk.texts(easy=reached.reader.easy), reached.state.answers
    wanted = Wanted(tuple(answers["need"]), str(answers["age"]), str(answers["place"]))
    fits = desk.finder.find(wanted, without=desk.held_back(reached.reader.today))
    asked = {
        "needs": _said("need", reached, desk),
        "age": _said("age", reached, desk),
        "place": _said("place", reached, desk),
    }
    if not fits:
        nothing = Message(texts.results_none.format(**asked))
        return (nothing, *people_cards(desk, reached.reader), _what_next(reached, desk, texts.menu))
    first = min(reached.first, len(fits) - 1)
    shown = fits[first : first + PAGE]
    last = first + len(shown)
    head = [] if first else [Message(texts.results.format(count=len(fits), **asked))]
    end = texts.results_last.format(first=first + 1, last=last, count=len(fits))
    more = [_more(reached, str(last), texts.buttons.more)] if last < len(fits) else []
    return (*head, *(card(fit, desk, reached.reader) for fit in shown), _what_next(reached, desk, end, more))


def show_guide(reached: Reached, desk: Desk) -> tuple[Message, ...]:
    """The guide that the answers lead to."""
    guide = desk.knowledge.guides[guide_id(reached.outcome, reached.state)]
    young = desk.engine.is_young(reached.flow, reached.state.answers)
    message = guide_message(guide, desk, replace(reached.reader, young=young))
    ways = (people_button(desk), *ways_after(reached.flow, reached.at, desk))
    return (replace(message, choices=(*message.choices, *ways)),)


def show_promises(reached: Reached, desk: Desk) -> tuple[Message, ...]:
    """What was promised, and what came of it."""
    return _page(tuple(desk.knowledge.strategy.promises.values()), MOST_PROMISES, promise_list, reached, desk)


def show_actions(reached: Reached, desk: Desk) -> tuple[Message, ...]:
    """The action board."""
    return _page(tuple(desk.knowledge.strategy.actions.values()), MOST_ACTIONS, action_board, reached, desk)


def show_numbers(reached: Reached, desk: Desk) -> tuple[Message, ...]:
    """The numbers that the outcome names."""
    arguments = reached.outcome.arguments
    message = number_list(arguments["title"], arguments["lines"].split(), desk, reached.reader)
    return (replace(message, choices=(*message.choices, *_out(reached, desk))),)


def show_people(reached: Reached, desk: Desk) -> tuple[Message, ...]:
    """Who can help, in the place of a flow that the content does not have."""
    return (*people_cards(desk, reached.reader), _what_next(reached, desk, desk.knowledge.texts.menu))


START = "start flow"
"""The action that goes on in another flow: see `handlers.flows`."""

ACTIONS: Mapping[str, Action] = {
    "show services": show_services,
    "show guide": show_guide,
    "show promises": show_promises,
    "show actions": show_actions,
    "show numbers": show_numbers,
    PREVIEW: preview,
    "show letter": show_letter,
    "show draft list": show_draft_list,
    "show next three": show_next_three,
    "show timeline": show_timeline,
    SHOW_HELPERS: show_helpers,
    SHOW_MY_PAGE: show_my_page,
    START: show_people,
}


NEEDS: Mapping[str, frozenset[str]] = {name: frozenset() for name in ACTIONS} | {
    "show guide": frozenset({"guide"}),
    "show numbers": frozenset({"title", "lines"}),
    "show letter": frozenset({"letter"}),
    "show draft list": frozenset({"letter"}),
    PREVIEW: frozenset({"as"}),
    SHOW_HELPERS: frozenset({"helpers", "text"}),
    START: frozenset({"flow"}),
}
"""What each action must be told by the flow that names it."""

PRIVATE: frozenset[str] = frozenset({PREVIEW, SHOW_MY_PAGE})
"""The actions whose screens hold a person's own words."""

LEFT: frozenset[str] = frozenset({SHOW_HELPERS})
"""The actions after which nothing stays of what was answered."""


def guide_id(outcome: Outcome, state: FlowState) -> str:
    """The id of the guide that an outcome names, its `{step}` parts filled in from the answers."""
    return outcome.arguments["guide"].format_map(state.answers)


def _page(
    entries: Sequence[T], most: int, draw: Callable[[Sequence[T], Desk, Reader], Message], reached: Reached, desk: Desk
) -> tuple[Message, ...]:
    first = min(reached.first, max(len(entries) - 1, 0))
    last = first + most
    message = draw(entries[first:last], desk, reached.reader)
    more = [_more(reached, str(last), desk.knowledge.texts.strategy.more)] if last < len(entries) else []
    return (replace(message, choices=(*message.choices, *more, *_out(reached, desk))),)


def _out(reached: Reached, desk: Desk) -> tuple[Choice, ...]:
    return (move(reached.flow, "back", reached.at, desk.knowledge.texts.buttons.back), menu(desk))


def _what_next(reached: Reached, desk: Desk, text: str, first: list[Choice] | None = None) -> Message:
    return Message(text, (*(first or []), *ways_after(reached.flow, reached.at, desk)), kind="question")


def _more(reached: Reached, first: str, label: str) -> Choice:
    return Choice(write(Tap("page", first, reached.flow.id, reached.flow.version)), label)


def _said(step: str, reached: Reached, desk: Desk) -> str:
    return say_answer(reached.flow.steps[step], reached.state.answers[step], desk)
