"""The strategy as messages: a line of it, what was promised and what came of it, its numbers, the action board."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from handlers.desk import Desk
from handlers.easy_messages import easy_choices, easy_entry
from handlers.pieces import joined, listed, site, to_entries
from handlers.promises import ActionNow, PromiseNow
from handlers.reader import Reader
from handlers.screens import menu
from handlers.tables import table_text
from handlers.taps import Tap, write
from handlers.turn import Choice, Link, Message
from knowledge.dates import say_date
from knowledge.strategy import Action, Promise, StrategyItem, Table, Update

FLOW = "strategy"
"""The flow that leads through the strategy."""
PRIORITY_GUIDE = "strategy-priority-{number}"
"""The id of a priority's guide."""
MOST_PROMISES = 8
MOST_ACTIONS = 4
"""How many promises, and how many actions, are shown at once."""
MOST_LINKS = 2


def strategy_message(entry_id: str, desk: Desk, reader: Reader) -> Message | None:
    """The message for a line of the strategy or for a promise; None where there is neither."""
    strategy = desk.knowledge.strategy
    if entry_id in strategy.items:
        return item_message(strategy.items[entry_id], desk, reader)
    promise = strategy.promises.get(entry_id)
    return promise_message(promise, desk, reader) if promise else None


def item_message(item: StrategyItem, desk: Desk, reader: Reader) -> Message:
    """A line: what it says, its table, as of when it is true, what to take care with, and where it is written."""
    knowledge = desk.knowledge
    words = knowledge.texts.strategy
    easy = easy_entry(item.id, desk, reader)
    parts = (
        easy or f"# {item.title}\n\n{item.text}",
        knowledge.texts.card.past_review if item.review_by < reader.today else "",
        *_table_and_care(item, desk),
        words.written.format(where=_where(item, desk), day=say_date(item.checked_on)),
    )
    text = joined(parts) if easy else desk.short_forms.explained(joined(parts))
    promised = (promise.id for promise in knowledge.strategy.resting_on(item.id))
    near = to_entries((*_priority_guides(item, desk), *promised), desk, reader)
    choices = (*near, *easy_choices(item.id, text, desk, reader), *_ways(item.id, desk))
    url = knowledge.strategy.documents[item.document].url
    return Message(text, choices, tuple(_links([url] if url else [], desk)))


def promise_message(promise: Promise, desk: Desk, reader: Reader) -> Message:
    """A promise: what became of it, what the documents say, and what is known since, newest first."""
    strategy, words = desk.knowledge.strategy, desk.knowledge.texts.strategy
    held_back = desk.held_back(reader.today)
    items = [strategy.items[one] for one in promise.rests_on if one not in held_back]
    updates = _newest_first(promise.updates)
    easy = easy_entry(promise.id, desk, reader)
    now = PromiseNow(promise, reader.progress().get(promise.id))
    parts = (
        easy or f"# {promise.title}\n\n{promise.text}",
        words.status.format(status=_became(now, desk)),
        *_council_says(now, desk),
        listed(words.documents_say, (f"{_where(item, desk)}: {item.text}" for item in items), mark="- "),
        joined(_caution(item, desk) for item in items),
        listed(words.since_then, (_update(update, desk) for update in updates), mark="- ") or words.no_news,
    )
    text = joined(parts) if easy else desk.short_forms.explained(joined(parts))
    choices = (
        *to_entries(promise.rests_on, desk, reader),
        *easy_choices(promise.id, text, desk, reader),
        *_ways(promise.id, desk),
    )
    told = [now.note.source] if now.note and now.note.source else []
    return Message(text, choices, tuple(_links((*told, *(update.source for update in updates)), desk)))


def promise_list(promises: Sequence[Promise], desk: Desk, reader: Reader) -> Message:
    """What became of each promise, in words, and a button for each."""
    words = desk.knowledge.texts.strategy
    notes = reader.progress()
    now = [PromiseNow(promise, notes.get(promise.id)) for promise in promises]
    lines = [words.promise.format(title=one.promise.title, status=_became(one, desk)) for one in now]
    text = joined((listed(words.promises, lines, mark="- ") or f"# {words.promises}", words.choose if lines else ""))
    return Message(desk.short_forms.explained(text), tuple(to_entries((one.id for one in promises), desk, reader)))


def action_board(actions: Sequence[Action], desk: Desk, reader: Reader) -> Message:
    """Each action with who leads it, its day and its colour, all in words. A blank is told as one."""
    words = desk.knowledge.texts.strategy
    parts, notes = [f"# {words.actions}"], reader.progress()
    theme = None
    for action in actions:
        if action.theme != theme:
            theme = action.theme
            parts.append(words.theme.format(theme=theme, group=action.group))
        parts.append(_action(ActionNow(action, notes.get(action.ref)), desk))
    rows = [item for item in desk.knowledge.strategy.items.values() if item.kind == "action"]
    parts.append(_documents(rows, desk))
    sources = (update.source for action in actions for update in _newest_first(action.updates))
    return Message(desk.short_forms.explained(joined(parts)), links=tuple(_links(sources, desk)))


def number_list(title: str, ids: Iterable[str], desk: Desk, reader: Reader) -> Message:
    """Numbers of one theme, each with its day and with what to take care with, and a button for each."""
    held_back = desk.held_back(reader.today)
    items = [desk.knowledge.strategy.items[one] for one in ids if one not in held_back]
    parts = (f"# {title}", *(_number(item, desk, reader) for item in items), _documents(items, desk))
    text = joined(parts) if reader.easy else desk.short_forms.explained(joined(parts))
    return Message(text, tuple(to_entries((item.id for item in items), desk, reader)))


def _number(item: StrategyItem, desk: Desk, reader: Reader) -> str:
    easy = desk.knowledge.easy.of.get(item.id) if reader.easy else None
    return joined((desk.knowledge.easy.drawn(easy) if easy else item.text, *_table_and_care(item, desk)))


def _table_and_care(item: StrategyItem, desk: Desk) -> Iterator[str]:
    """What no version of a line may leave out: its table, as of when it is true, and what to take care with."""
    words = desk.knowledge.texts.strategy
    if isinstance(item.figures, Table):
        yield table_text(item.figures, words)
    yield words.as_of.format(when=item.as_of)
    yield _caution(item, desk)


def _caution(item: StrategyItem, desk: Desk) -> str:
    return desk.knowledge.texts.strategy.caution.format(caution=item.caution) if item.caution else ""


def _where(item: StrategyItem, desk: Desk) -> str:
    document = desk.knowledge.strategy.documents[item.document]
    return ", ".join((document.title, document.dated, item.page))


def _documents(items: Sequence[StrategyItem], desk: Desk) -> str:
    """The documents that some lines stand in, and the day on which the first of the lines was checked."""
    documents = (desk.knowledge.strategy.documents[item.document] for item in items)
    named = dict.fromkeys(f"{document.title}, {document.dated}" for document in documents)
    oldest = min((item.checked_on for item in items), default=None)
    written = desk.knowledge.texts.strategy.written
    return written.format(where="; ".join(named), day=say_date(oldest)) if oldest else ""


def _became(now: PromiseNow, desk: Desk) -> str:
    """What became of a promise: what the council says, or else what we have read."""
    texts = desk.knowledge.texts
    if now.state == "not-told":
        return texts.strategy.statuses[now.promise.status]
    return texts.promises.states[now.state]


def _council_says(now: PromiseNow, desk: Desk) -> Iterator[str]:
    if now.note and now.state != "not-told":
        since = desk.knowledge.texts.promises.since.format(day=say_date(now.note.noted_on))
        yield f"{now.note.words} {since}"


def _action(now: ActionNow, desk: Desk) -> str:
    words, action = desk.knowledge.texts.strategy, now.action
    unknown = words.not_given
    lines = (
        words.lead_agency.format(who=action.lead_agency or unknown),
        words.lead.format(who=action.lead or unknown),
        words.target_date.format(day=say_date(now.due_on) if now.due_on else unknown),
        words.progress.format(progress=unknown if now.state == "not-given" else words.colours[now.state]),
        *([now.note.words] if now.note and now.note.words else []),
        *(_update(update, desk) for update in _newest_first(action.updates)),
    )
    return listed(words.action.format(ref=action.ref, action=action.action), lines, mark="- ")


def _update(update: Update, desk: Desk) -> str:
    words = desk.knowledge.texts.strategy
    return words.update.format(day=say_date(update.on), text=update.text, site=site(update.source))


def _newest_first(updates: Sequence[Update]) -> list[Update]:
    def day(update: Update) -> date:
        return update.on

    # A new update is written below the others, so of one day's the last is the newest.
    return sorted(updates, key=day)[::-1]


def _priority_guides(item: StrategyItem, desk: Desk) -> Iterator[str]:
    """The guide of the priority that a line belongs to; all of them for a line that is about priorities as such."""
    every = desk.knowledge.strategy.priorities if item.kind == "priority" else ()
    for number in (item.priority,) if item.priority else every:
        yield PRIORITY_GUIDE.format(number=number)


def _ways(entry_id: str, desk: Desk) -> Iterator[Choice]:
    flow = desk.engine.flow(FLOW)
    if flow:
        yield Choice(write(Tap("flow", flow.id)), flow.title, way="move")
    yield Choice(write(Tap("wrong", entry_id)), desk.knowledge.texts.buttons.wrong, way="move")
    yield menu(desk)


def _links(sources: Iterable[str], desk: Desk) -> Iterator[Link]:
    for source in list(dict.fromkeys(sources))[:MOST_LINKS]:
        yield Link(desk.knowledge.texts.buttons.source.format(site=site(source)), source)
