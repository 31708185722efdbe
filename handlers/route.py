"""Which handler answers a turn: a visible list, of which the first that answers wins. Questions always answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from handlers import (
    commands,
    flows,
    links,
    long_words,
    own_data,
    polls,
    questions,
    quick_taps,
    receipts,
    reminder_taps,
    responses,
    reviewing,
    sending,
    switched_off,
    too_young,
    voices,
    wording,
    youth,
)
from handlers.desk import Desk
from handlers.gate import Turn
from handlers.helping import as_read_by, help_message
from handlers.labels import same_label
from handlers.result import Result
from handlers.taps import Tap, read
from handlers.turn import Message
from handlers.typed import Understood, read_reply
from knowledge.flow.model import EntryStep, Flow, TextStep

Handler = Callable[[Turn, Desk], Result | None]


def answer(turn: Turn, desk: Desk) -> Result:
    """The result of a turn. Where the words tell of harm, help comes first."""
    return flows.left(too_young.turned_away(turn, _answered(turn, desk), desk), desk)


def _answered(turn: Turn, desk: Desk) -> Result:
    off = switched_off.handle(turn, desk)
    if turn.alert is None:
        return off or _greeted(turn, _first_answer(turn, desk), desk)
    alert, age = as_read_by(turn.alert, turn, desk)
    after = off or _after_help(turn, desk)
    return replace(after, messages=(help_message(alert, desk, age), *after.messages), outcome="safety")


def _greeted(turn: Turn, result: Result, desk: Desk) -> Result:
    """The result, behind what someone has not been told yet: what this is, or what has changed in what it keeps."""
    version = desk.knowledge.privacy.version
    if result.reply.forgotten or (result.state.greeted and result.state.notice >= version):
        return result
    if result.state.greeted:
        first = own_data.changed_notice(desk, easy=turn.state.easy)
    else:
        first = commands.welcome_message(turn, desk)
    told = replace(result.state, greeted=True, notice=version)
    return replace(result, messages=(first, *result.messages), state=told)


def _first_answer(turn: Turn, desk: Desk) -> Result:
    for handler in HANDLERS:
        result = handler(turn, desk)
        if result is not None:
            return result
    return questions.handle(turn, desk)


def _after_help(turn: Turn, desk: Desk) -> Result:
    """After help: what was said in a flow's own words is taken as it is, and the talk can go on."""
    now = flows.current(turn, desk)
    is_command = turn.text.startswith("/")
    if is_command or (now and (turn.words or turn.beginning) and _is_text_step(now[0], desk, turn)):
        return _first_answer(turn, desk)
    # Words that only wear someone down may hold a question. To words of harm no entry is an answer.
    if (
        turn.alert
        and turn.alert.gentle
        and desk.matcher.ask(turn.text, age=turn.age, without=desk.held_back(turn.today)).kind == "answer"
    ):
        return questions.handle(turn, desk)
    return flows.aside(turn, desk, desk.texts(easy=turn.state.easy).carry_on)


def _is_text_step(flow: Flow, desk: Desk, turn: Turn) -> bool:
    assert turn.state.flow is not None
    position = desk.engine.replay(flow, turn.state.flow.answers)
    return not position.is_outcome and isinstance(flow.steps[position.at], TextStep)


def unreadable(turn: Turn, desk: Desk) -> Result | None:
    """A picture, a voice note, no words at all, or far too many of them."""
    texts = desk.texts(easy=turn.state.easy)
    if turn.not_cleaned:
        return flows.aside(turn, desk, texts.something_wrong)
    if turn.unsupported is not None:
        return flows.aside(turn, desk, texts.unsupported.get(turn.unsupported, texts.unsupported["other"]))
    if turn.tap is not None or turn.start is not None or turn.words is not None:
        return None
    if turn.length == 0:
        return flows.aside(turn, desk, texts.empty)
    now = flows.current(turn, desk)
    if now and _is_text_step(now[0], desk, turn):
        return None
    return flows.aside(turn, desk, texts.too_long)


def taps_of_flows(turn: Turn, desk: Desk) -> Result | None:
    """A button, or a label of the last screen that was typed instead."""
    tap = turn.tap or _typed_label(turn)
    if tap is None:
        return None
    return _pressed(replace(turn, tap=tap, words=None), tap, desk) or _stale(turn, desk)


def replies(turn: Turn, desk: Desk) -> Result | None:
    """A typed reply to the step that a flow is asking."""
    now = flows.current(turn, desk)
    if now is None or (turn.words is None and turn.beginning is None):
        return None
    flow, state = now
    position = desk.engine.replay(flow, state.answers)
    if position.is_outcome:
        return None
    step = flow.steps[position.at]
    if isinstance(step, TextStep) and long_words.are_too_long(step, state, turn):
        return long_words.offer(flow, state, position.at, turn, desk)
    return _replied(read_reply(flow, position.at, turn, desk), position.at, turn, desk)


HANDLERS: tuple[Handler, ...] = (
    unreadable,
    receipts.typed,
    youth.door,
    links.opened,
    commands.handle,
    reminder_taps.typed,
    taps_of_flows,
    replies,
)


def _pressed(turn: Turn, tap: Tap, desk: Desk) -> Result | None:
    match tap.verb:
        case "flow":
            flow = desk.engine.flow(tap.what)
            return flows.start(flow, turn, desk) if flow else None
        case "entry":
            return questions.show_entry(turn, tap.what, desk)
        case "full":
            return questions.show_entry(turn, tap.what, desk, in_full=True)
        case "easy" | "plain" | "words":
            return wording.handle(turn, tap, desk)
        case "review":
            return reviewing.review(turn, tap.what, desk)
        case "tell":
            return reviewing.tell(turn, tap.what, desk)
        case "wrong":
            return reviewing.correct(turn, tap.what, desk)
        case "quick" | "rated":
            return quick_taps.handle(turn, tap, desk)
        case "resume":
            now = flows.current(turn, desk)
            return flows.screen(*now, turn, desk) if now else commands.main_menu(turn, desk)
        case "send":
            return sending.send(turn, desk) if flows.is_current(turn, tap, desk) else None
        case "drop":
            return sending.drop(turn, desk) if flows.is_current(turn, tap, desk) else None
        case "young":
            return youth.tapped(turn, tap, desk)
        case "vote":
            return polls.vote(turn, tap, desk)
        case "receipt" | "withdraw":
            return receipts.tapped(turn, tap, desk)
        case "responses":
            return responses.tapped(turn, tap, desk)
        case "voices":
            return voices.tapped(turn, tap, desk)
        case "remind" | "unremind" | "happened":
            return reminder_taps.handle(turn, tap, desk)
        case "stale":
            return None
        case _:
            return commands.handle(turn, desk) or flows.tapped(turn, tap, desk)


def _replied(understood: Understood, step: str, turn: Turn, desk: Desk) -> Result:
    now = flows.current(turn, desk)
    assert now is not None
    flow, state = now
    if understood.value is not None:
        return flows.answered(turn, step, understood.value, desk)
    if understood.picked:
        picked = tuple(dict.fromkeys((*state.picked, *understood.picked)))
        return flows.screen(flow, replace(state, picked=picked), turn, desk)
    if understood.near:
        asked = flows.screen(flow, state, turn, desk, note=understood.note)
        question = asked.messages[-1]
        # An entry step's own choice is for whoever does not find theirs, here neither.
        all_of_them = isinstance(flow.steps[step], EntryStep)
        others = (choice for choice in question.choices if all_of_them or choice.way == "move")
        near = Message(str(understood.note), (*understood.near, *others), kind="question")
        return replace(asked, messages=(near,))
    aside, outcome = questions.aside(turn, desk) if understood.maybe_question else ((), "other")
    note = desk.texts(easy=turn.state.easy).back_to_question if aside else understood.note
    return replace(flows.resume(turn, desk, before=aside, note=note), outcome=outcome)


def _typed_label(turn: Turn) -> Tap | None:
    if not turn.text:
        return None
    value = same_label(turn.text, turn.state.offered)
    return read(value) if value else None


def _stale(turn: Turn, desk: Desk) -> Result:
    texts = desk.texts(easy=turn.state.easy)
    again = flows.resume(turn, desk, note=texts.stale_button)
    return again if again.messages else commands.main_menu(turn, desk, texts.stale_button)
